"""GraphQL fields of body blocks that need a resolver; plain fields are declared on the block classes."""

from typing import Any

import graphene
from graphql import GraphQLResolveInfo

from cms.blocks.links import CallToActionBlock
from cms.blocks.listings import MembersBlock, NewsBlock
from cms.blocks.media import DownloadsBlock, GalleryBlock, ImageBlock, VideoBlock
from cms.blocks.people import ContactBlock
from cms.blocks.text import HeadingBlock, ParagraphBlock, TableBlock
from cms.blocks.videos import Video, video_at
from cms.foundation.slugs import slug_from
from cms.galleries.models import GalleryPage
from cms.members.models import MemberPage
from cms.news.models import NewsPage

from ..downloads.loaders import fetch_documents
from ..downloads.types import Download
from ..galleries.dto import GalleryImageData
from ..galleries.images import GalleryImage, pictures_of
from ..images.loaders import LocalizedImage, image
from ..images.types import Image
from ..pages.links import resolve_link
from ..pages.loaders import pages_by_id
from ..pages.types import Link
from ..rich_text.public import rich_text, rich_text_document
from ..vocabulary.fields import required_list, text
from ..vocabulary.registry import extend_type, graphql_type_of
from ..vocabulary.scalars import HTML, RichTextDocument
from .blocks import BodyBlock, items_of
from .contact_types import Contact
from .content import body
from .listings import members, news, section
from .streams import contact


@extend_type(HeadingBlock)
class HeadingBlockFields:
    level = graphene.Int(required=True, description="2 to 4.")
    anchor = text("For `id`, so that the section can be linked to; unique in its body.")

    def resolve_level(block: BodyBlock, info: GraphQLResolveInfo) -> int:
        return int(block.value.get("level") or 2)

    def resolve_anchor(block: BodyBlock, info: GraphQLResolveInfo) -> str:
        return info.context.load_one(_anchors, block.page).get(block.id, "section")


def _anchors(context: Any, page: Any) -> dict[str, str]:
    """Return the anchor of each heading of a body, by block id; a second heading of one name gets name-2."""
    anchors: dict[str, str] = {}
    taken: set[str] = set()
    for block in body(context, page):
        if block.type_name == "HeadingBlock":
            slug = slug_from(block.value.get("text") or "", max_length=60) or "section"
            anchor, number = slug, 2
            while anchor in taken:
                anchor, number = f"{slug}-{number}", number + 1
            taken.add(anchor)
            anchors[block.id] = anchor
    return anchors


@extend_type(ParagraphBlock)
class ParagraphBlockFields:
    html = graphene.Field(HTML, required=True, description="Paragraphs, lists, links, emphasis.")
    document = graphene.Field(
        RichTextDocument, required=True, description="The same as a tree, to render without parsing HTML."
    )

    def resolve_html(block: BodyBlock, info: GraphQLResolveInfo) -> str:
        return rich_text(info.context, block.value.get("text") or "", info.context.root_of(block.page))

    def resolve_document(block: BodyBlock, info: GraphQLResolveInfo) -> dict[str, Any]:
        source = block.value.get("text") or ""
        return rich_text_document(info.context, source, info.context.root_of(block.page))


@extend_type(ImageBlock)
class ImageBlockFields:
    image = graphene.Field(Image, required=True, description="The picture.")
    caption = text("For this place, else the picture's own; may be empty.")
    credit = text("For this place, else the picture's own; may be empty.")

    def resolve_image(block: BodyBlock, info: GraphQLResolveInfo) -> Any:
        return _image(block, info)

    def resolve_caption(block: BodyBlock, info: GraphQLResolveInfo) -> str:
        return _own_or_image_text(block, info, "caption")

    def resolve_credit(block: BodyBlock, info: GraphQLResolveInfo) -> str:
        return _own_or_image_text(block, info, "credit")


def _image(block: BodyBlock, info: GraphQLResolveInfo, name: str = "image") -> LocalizedImage | None:
    return image(info.context, block.value.get(name), info.context.code_of(block.page))


def _own_or_image_text(block: BodyBlock, info: GraphQLResolveInfo, name: str) -> str:
    return str(block.value.get(name) or getattr(_image(block, info), name, ""))


@extend_type(GalleryBlock)
class GalleryBlockFields:
    images = required_list(GalleryImage, description="Those chosen, else the first twelve of the gallery.")
    gallery = graphene.Field(lambda: graphql_type_of(GalleryPage), description="The gallery to link to.")

    def resolve_images(block: BodyBlock, info: GraphQLResolveInfo) -> list[GalleryImageData]:
        code = info.context.code_of(block.page)
        images = []
        for item_id, item in items_of(block.value.get("images")):
            picture = image(info.context, item.get("image"), code)
            if picture is not None:
                images.append(
                    GalleryImageData(
                        id=f"{block.id}-{item_id}",
                        image=picture,
                        own_caption=item.get("caption") or "",
                        own_credit=item.get("credit") or "",
                    )
                )
        if not images and (gallery := _gallery(block, info)):
            images = pictures_of(info.context, gallery)[:12]
        return images

    def resolve_gallery(block: BodyBlock, info: GraphQLResolveInfo) -> Any:
        return _gallery(block, info)


def _gallery(block: BodyBlock, info: GraphQLResolveInfo) -> Any:
    chosen = block.value.get("gallery")
    return next(iter(pages_by_id(info.context, GalleryPage, [chosen] if chosen else [])), None)


@extend_type(MembersBlock)
class MembersBlockFields:
    members = required_list(
        lambda: graphql_type_of(MemberPage),
        description="Those chosen, else the newest of the page's language.",
    )
    more = graphene.Field(Link, description="The member directory.")

    def resolve_members(block: BodyBlock, info: GraphQLResolveInfo) -> list[Any]:
        return members(info.context, block)

    def resolve_more(block: BodyBlock, info: GraphQLResolveInfo) -> Any:
        return section(info.context, block, "MEMBERS")


@extend_type(NewsBlock)
class NewsBlockFields:
    news = required_list(
        lambda: graphql_type_of(NewsPage), description="Those chosen, else the newest of the page's language."
    )
    more = graphene.Field(Link, description="The news section.")

    def resolve_news(block: BodyBlock, info: GraphQLResolveInfo) -> list[Any]:
        return news(info.context, block)

    def resolve_more(block: BodyBlock, info: GraphQLResolveInfo) -> Any:
        return section(info.context, block, "NEWS")


@extend_type(CallToActionBlock)
class CallToActionBlockFields:
    link = graphene.Field(Link, required=True, description="Where the button leads.")

    def resolve_link(block: BodyBlock, info: GraphQLResolveInfo) -> Any:
        root = info.context.root_of(block.page)
        return resolve_link(info.context, block.value.get("link"), root, block.page)


@extend_type(DownloadsBlock)
class DownloadsBlockFields:
    files = required_list(Download, description="In the editor's order.")

    def resolve_files(block: BodyBlock, info: GraphQLResolveInfo) -> list[Any]:
        documents = info.context.loader(fetch_documents)
        return [file for _, pk in items_of(block.value.get("files")) if (file := documents.get(pk))]


@extend_type(VideoBlock)
class VideoBlockFields:
    embed_url = text("For an <iframe>, after the visitor's consent; from a provider allow-list.")
    provider = text("YouTube or Vimeo.")
    width = graphene.Int(required=True, description="For the ratio, in pixels.")
    height = graphene.Int(required=True, description="For the ratio, in pixels.")
    thumbnail = graphene.Field(Image, description="Our own copy, to show before consent.")

    def resolve_embed_url(block: BodyBlock, info: GraphQLResolveInfo) -> str:
        return _video(block).embed_url

    def resolve_provider(block: BodyBlock, info: GraphQLResolveInfo) -> str:
        return _video(block).provider

    def resolve_width(block: BodyBlock, info: GraphQLResolveInfo) -> int:
        return _video(block).width

    def resolve_height(block: BodyBlock, info: GraphQLResolveInfo) -> int:
        return _video(block).height

    def resolve_thumbnail(block: BodyBlock, info: GraphQLResolveInfo) -> Any:
        return _image(block, info, "thumbnail")


def _video(block: BodyBlock) -> Video:
    return video_at(block.value.get("url") or "") or Video("", "", 1280, 720)


@extend_type(ContactBlock)
class ContactBlockFields:
    contacts = required_list(Contact, description="In the editor's order.")

    def resolve_contacts(block: BodyBlock, info: GraphQLResolveInfo) -> list[Any]:
        code = info.context.code_of(block.page)
        return [
            contact(item, f"{block.id}-{item_id}", code)
            for item_id, item in items_of(block.value.get("contacts"))
        ]


@extend_type(TableBlock)
class TableBlockFields:
    caption = text("What the table is about; may be empty.")
    header = required_list(graphene.String, description="The first row, if it holds headers; else empty.")
    row_headers = graphene.Boolean(required=True, description="The first cell of each row is its header.")
    rows = graphene.List(
        graphene.NonNull(graphene.List(graphene.NonNull(graphene.String))),
        required=True,
        description="Cells as plain text, row by row; all rows have the same length.",
    )

    def resolve_caption(block: BodyBlock, info: GraphQLResolveInfo) -> str:
        return (block.value.get("table") or {}).get("table_caption") or ""

    def resolve_header(block: BodyBlock, info: GraphQLResolveInfo) -> list[str]:
        return _cells(block)[0] if _has_header(block) and _cells(block) else []

    def resolve_row_headers(block: BodyBlock, info: GraphQLResolveInfo) -> bool:
        return bool((block.value.get("table") or {}).get("first_col_is_header"))

    def resolve_rows(block: BodyBlock, info: GraphQLResolveInfo) -> list[list[str]]:
        return _cells(block)[1:] if _has_header(block) else _cells(block)


def _has_header(block: BodyBlock) -> bool:
    return bool((block.value.get("table") or {}).get("first_row_is_table_header"))


def _cells(block: BodyBlock) -> list[list[str]]:
    data = (block.value.get("table") or {}).get("data") or []
    width = max((len(row) for row in data), default=0)
    return [
        [str(cell) if cell is not None else "" for cell in row] + [""] * (width - len(row)) for row in data
    ]
