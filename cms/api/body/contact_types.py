"""GraphQL type Contact; fields without a resolver are the attributes of `ContactData`."""

from typing import Any

import graphene
from graphql import GraphQLResolveInfo

from ..images.loaders import LocalizedImage, image
from ..images.types import Image
from ..vocabulary.fields import required_list, text


class Contact(graphene.ObjectType):
    """Somebody to turn to: a person or an office."""

    id = graphene.ID(required=True, description="Opaque.")
    name = text("A person or an office.")
    role = text("Position and organisation; may be empty.")
    email = graphene.String(description="Without mailto:.")
    phone = graphene.String(description="As it is to be shown.")
    websites = required_list(graphene.String, description="http(s) addresses.")
    portrait = graphene.Field(Image, description="A small picture.")

    def resolve_portrait(self: Any, info: GraphQLResolveInfo) -> LocalizedImage | None:
        return image(info.context, self.portrait_id, self.code)
