"""Blocks made of pictures, films and files."""

from collections.abc import Iterator
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from grapple.models import GraphQLString
from wagtail import blocks
from wagtail.documents.blocks import DocumentChooserBlock
from wagtail.images.blocks import ImageChooserBlock

from .registration import register_block
from .videos import video_at


class CaptionedImageBlock(blocks.StructBlock):
    """A picture of the library with words for this place alone."""

    image = ImageChooserBlock(
        label=_("Picture"), help_text=_("Choose a picture from the library, or upload a new one.")
    )
    caption = blocks.CharBlock(
        label=_("Caption"),
        required=False,
        max_length=300,
        help_text=_("If empty, the caption of the picture is used."),
    )
    credit = blocks.CharBlock(
        label=_("Credit"),
        required=False,
        max_length=200,
        help_text=_("If empty, the credit of the picture is used."),
    )

    class Meta:
        icon = "image"
        label = _("Picture")


@register_block
class ImageBlock(CaptionedImageBlock):
    class Meta:
        icon = "image"
        label = _("Picture")
        group = _("Media")
        graphql_description = "One picture with its words."

    def card_image_id(self, value: Any) -> int | None:
        return value.get("image")

    def captions(self, value: Any) -> Iterator[tuple[int, str]]:
        """Yield (picture's id, words) of the caption written here."""
        if value.get("image") and value.get("caption"):
            yield int(value["image"]), value["caption"]


@register_block
class GalleryBlock(blocks.StructBlock):
    images = blocks.ListBlock(
        CaptionedImageBlock(),
        label=_("Pictures"),
        default=[],
        required=False,
        help_text=_("Shown in this order. If empty, the first pictures of the gallery below are shown."),
    )
    gallery = blocks.PageChooserBlock(
        label=_("Gallery"),
        required=False,
        page_type=["galleries.GalleryPage"],
        help_text=_("A gallery to link to. Without pictures above, its first pictures are shown."),
    )

    class Meta:
        icon = "image"
        label = _("Several pictures")
        group = _("Media")
        graphql_description = "Several pictures, or a gallery, or both."

    def clean(self, value: Any) -> Any:
        cleaned = super().clean(value)
        if not (cleaned["images"] or cleaned["gallery"] or self.is_deferred_validation):
            raise blocks.StructBlockValidationError(
                block_errors={"gallery": ValidationError(_("Choose pictures, or a gallery."))}
            )
        return cleaned

    def card_image_id(self, value: Any) -> int | None:
        for item in value.get("images") or ():
            picture = item.get("value", item)
            if picture.get("image"):
                return int(picture["image"])
        return None

    def captions(self, value: Any) -> Iterator[tuple[int, str]]:
        """Yield (picture's id, words) of the captions written here."""
        for item in value.get("images") or ():
            picture = item.get("value", item)
            if picture.get("image") and picture.get("caption"):
                yield int(picture["image"]), picture["caption"]


@register_block
class VideoBlock(blocks.StructBlock):
    url = blocks.URLBlock(
        label=_("Web address"), help_text=_("The address of the video on YouTube or Vimeo.")
    )
    title = blocks.CharBlock(
        label=_("Title"), max_length=200, help_text=_("What the video shows; read out to blind visitors.")
    )
    thumbnail = ImageChooserBlock(
        label=_("Still picture"),
        required=False,
        help_text=_(
            "Shown until the visitor agrees to load the video. Nothing is fetched from the provider before."
        ),
    )

    graphql_fields = [
        GraphQLString("url", required=True, description="The video's page at its provider."),
        GraphQLString("title", required=True, description="What the video shows."),
    ]

    class Meta:
        icon = "media"
        label = _("Video")
        group = _("Media")
        graphql_description = "A film at a provider, embedded by the frontend after consent."

    def clean(self, value: Any) -> Any:
        cleaned = super().clean(value)
        # A draft may have no address yet, but no wrong one.
        may_be_empty = self.is_deferred_validation and not cleaned["url"]
        if not may_be_empty and video_at(cleaned["url"]) is None:
            raise blocks.StructBlockValidationError(
                block_errors={"url": ValidationError(_("Enter the address of a video on YouTube or Vimeo."))}
            )
        return cleaned

    def card_image_id(self, value: Any) -> int | None:
        return value.get("thumbnail")

    def search_text(self, value: Any) -> str:
        return value.get("title") or ""


@register_block
class DownloadsBlock(blocks.StructBlock):
    files = blocks.ListBlock(
        DocumentChooserBlock(label=_("Document")),
        label=_("Documents"),
        min_num=1,
        help_text=_("Files that visitors can download, in this order."),
    )

    class Meta:
        icon = "download"
        label = _("Downloads")
        group = _("Media")
        graphql_description = "Files to download."
