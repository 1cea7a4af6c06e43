"""Input type of the gallery filter; `connection.FILTERS` applies it."""

import graphene

from ..vocabulary.arguments import QUERY_IN_FILTER


class GalleryFilter(graphene.InputObjectType):
    """All that is given must hold."""

    year = graphene.Int(description="A calendar year.")
    query = graphene.String(description=QUERY_IN_FILTER)
