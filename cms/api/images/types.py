"""GraphQL types of images, renditions and `<picture>` sources. Resolved from `LocalizedImage`."""

from typing import Any

import graphene
from graphql import GraphQLResolveInfo

from cms.media.focal_points import share_of

from ..vocabulary.enums import Language
from ..vocabulary.fields import required_list, text
from .enums import ImagePreset
from .loaders import LocalizedImage


class FocalPoint(graphene.ObjectType):
    """The centre of what matters in a picture, from 0 (left, top) to 1 (right, bottom)."""

    x = graphene.Float(required=True, description="From the left.")
    y = graphene.Float(required=True, description="From the top.")


class Rendition(graphene.ObjectType):
    """A picture file of one size."""

    url = text("Absolute address of the file.")
    width = graphene.Int(required=True, description="In pixels.")
    height = graphene.Int(required=True, description="In pixels.")
    mime_type = text("image/jpeg, image/png or image/svg+xml.")


class ImageSource(graphene.ObjectType):
    """One `<source>` of a `<picture>`."""

    mime_type = text("For the `type` attribute.")
    src_set = text("For the `srcset` attribute, with w-descriptors.")
    width = graphene.Int(required=True, description="Of the largest file, in pixels.")
    height = graphene.Int(required=True, description="Of the largest file, in pixels.")


class Image(graphene.ObjectType):
    """A picture of the library. Reading it encodes nothing and touches no disk."""

    id = graphene.ID(required=True, description="Opaque; one for each picture and language.")
    alt = text(
        "In the page's language if anybody wrote it in that, else in another (`altLanguage`); "
        "empty only where the editor marked the picture as decorative."
    )
    alt_language = graphene.Field(
        Language,
        description="The language of `alt`, for `lang`; null where it is empty, or the picture's title.",
    )
    caption = text("In the page's language; may be empty.")
    credit = text("Who made the picture; may be empty.")
    width = graphene.Int(required=True, description="Of the original, in pixels.")
    height = graphene.Int(required=True, description="Of the original, in pixels.")
    focal_point = graphene.Field(FocalPoint, description="Null where the editor set none.")
    placeholder = graphene.String(
        description="Tiny preview as a data: address; null for vector and transparent pictures."
    )
    rendition = graphene.Field(
        Rendition,
        required=True,
        preset=graphene.Argument(ImagePreset, required=True, description="Which size."),
        description="One size, from the fixed list that bounds what a visitor can make the server encode.",
    )
    sources = required_list(
        ImageSource,
        preset=graphene.Argument(ImagePreset, required=True, description="Which size."),
        description="For <picture>: AVIF, WebP, JPEG with w-descriptors, best first; empty for vectors.",
    )

    def resolve_width(self: LocalizedImage, info: GraphQLResolveInfo) -> int:
        return self.row.width

    def resolve_height(self: LocalizedImage, info: GraphQLResolveInfo) -> int:
        return self.row.height

    def resolve_focal_point(self: LocalizedImage, info: GraphQLResolveInfo) -> dict[str, float] | None:
        row = self.row
        if row.focal_point_x is None or row.focal_point_y is None or not row.width or not row.height:
            return None
        return {"x": share_of(row.focal_point_x, row.width), "y": share_of(row.focal_point_y, row.height)}

    def resolve_placeholder(self: LocalizedImage, info: GraphQLResolveInfo) -> str | None:
        return self.row.placeholder or None

    def resolve_rendition(self: LocalizedImage, info: GraphQLResolveInfo, preset: str) -> Any:
        return self.rendition(preset)

    def resolve_sources(self: LocalizedImage, info: GraphQLResolveInfo, preset: str) -> Any:
        return self.sources(preset)
