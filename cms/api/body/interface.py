"""GraphQL interface Block, implemented by every block type of a body."""

import graphene


class Block(graphene.Interface):
    """A typed piece of a body; __typename says which. No raw values anywhere."""

    id = graphene.ID(required=True, description="Opaque; unique in the whole site.")
