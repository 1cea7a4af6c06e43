"""Blocks of a body, declared for Grapple and for the REST API."""

from typing import Any

from grapple.helpers import register_streamfield_block
from grapple.models import GraphQLImage, GraphQLString
from wagtail import blocks
from wagtail.images.blocks import ImageChooserBlock


@register_streamfield_block
class StockHeadingBlock(blocks.StructBlock):
    level = blocks.CharBlock()
    text = blocks.CharBlock()

    graphql_fields = [GraphQLString("level"), GraphQLString("text")]


@register_streamfield_block
class StockQuoteBlock(blocks.StructBlock):
    text = blocks.TextBlock()
    attribution = blocks.CharBlock()
    role = blocks.CharBlock()

    graphql_fields = [GraphQLString("text"), GraphQLString("attribution"), GraphQLString("role")]


@register_streamfield_block
class StockImageBlock(blocks.StructBlock):
    image = ImageChooserBlock()
    caption = blocks.CharBlock(required=False)

    graphql_fields = [GraphQLImage("image"), GraphQLString("caption")]

    def get_api_representation(self, value: Any, context: Any = None) -> dict[str, Any]:
        """Return the picture with its rendition: Wagtail's own representation is its id alone."""
        rendition = value["image"].get_rendition("width-1280")
        return {
            "image": {"url": rendition.url, "width": rendition.width, "height": rendition.height},
            "caption": value["caption"],
        }


def body_blocks() -> list[tuple[str, blocks.Block]]:
    return [
        ("heading", StockHeadingBlock()),
        ("paragraph", blocks.RichTextBlock()),
        ("quote", StockQuoteBlock()),
        ("image", StockImageBlock()),
    ]
