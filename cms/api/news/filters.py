"""Input type of the news filter; `connection.FILTERS` applies it."""

import graphene

from ..vocabulary.arguments import EMPTY_LIST_NOTE, QUERY_IN_FILTER
from ..vocabulary.scalars import Date


class NewsFilter(graphene.InputObjectType):
    """Several values of one kind: any of them; several kinds: all of them. Null restricts nothing."""

    categories = graphene.List(
        graphene.NonNull(graphene.String), description=f"Slugs of categories. {EMPTY_LIST_NOTE}"
    )
    tags = graphene.List(graphene.NonNull(graphene.String), description=f"Slugs of tags. {EMPTY_LIST_NOTE}")
    members = graphene.List(
        graphene.NonNull(graphene.String),
        description=f"Slugs of members the article names. {EMPTY_LIST_NOTE}",
    )
    from_ = graphene.InputField(Date, name="from", description="The first day, inclusive.")
    to = graphene.InputField(Date, description="The last day, inclusive.")
    year = graphene.Int(description="A calendar year; not together with `from` or `to`.")
    featured = graphene.Boolean(description="Only those the editor wants to stand out, or only the others.")
    query = graphene.String(description=QUERY_IN_FILTER)
