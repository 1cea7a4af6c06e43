"""The GraphQL type Download. Resolved from `DownloadData`."""

import graphene

from ..vocabulary.fields import text


class Download(graphene.ObjectType):
    """A file to download."""

    id = graphene.ID(required=True, description="Opaque.")
    title = text("What the file is.")
    url = text("Absolute address of the file.")
    file_name = text("As it is saved.")
    mime_type = text("By the file's ending.")
    size = graphene.Int(required=True, description="In bytes.")
