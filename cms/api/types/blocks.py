"""The blocks of a body. Plain columns are declared beside the blocks; here is what must be looked up."""

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

from ..reading import bodies, images, listings, pages
from ..reading.bodies import BodyBlock, items_of
from ..reading.documents import fetch_documents
from ..reading.links import resolve_link, rich_text, rich_text_document
from ..scalars import HTML, RichTextDocument
from ..value_types import Contact, Download, GalleryImage, Image, Link, required_list, text
from ..values import GalleryImage as GalleryImageValue
from .extending import extend, node_of


@extend(HeadingBlock)
class HeadingBlockFields:
    level = graphene.Int(required=True, description="2 to 4.")
    anchor = text("For `id`, so that the section can be linked to; unique in its body.")

    def resolve_level(block: BodyBlock, info: GraphQLResolveInfo) -> int:
        return int(block.value.get("level") or 2)

    def resolve_anchor(block: BodyBlock, info: GraphQLResolveInfo) -> str:
        return info.context.fetch_one(_anchors, block.page).get(block.id, "section")


def _anchors(reading: Any, page: Any) -> dict[str, str]:
    """Return an anchor for each heading of a body; the second of a name is name-2."""
    anchors: dict[str, str] = {}
    taken: set[str] = set()
    for block in bodies.body(reading, page):
        if block.type_name == "HeadingBlock":
            wanted = slug_from(block.value.get("text") or "", max_length=60) or "section"
            anchor, number = wanted, 2
            while anchor in taken:
                anchor, number = f"{wanted}-{number}", number + 1
            taken.add(anchor)
            anchors[block.id] = anchor
    return anchors


@extend(ParagraphBlock)
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


@extend(ImageBlock)
class ImageBlockFields:
    image = graphene.Field(Image, required=True, description="The picture.")
    caption = text("For this place, else the picture's own; may be empty.")
    credit = text("For this place, else the picture's own; may be empty.")

    def resolve_image(block: BodyBlock, info: GraphQLResolveInfo) -> Any:
        return _image(block, info)

    def resolve_caption(block: BodyBlock, info: GraphQLResolveInfo) -> str:
        return _own_or_the_pictures(block, info, "caption")

    def resolve_credit(block: BodyBlock, info: GraphQLResolveInfo) -> str:
        return _own_or_the_pictures(block, info, "credit")


def _image(block: BodyBlock, info: GraphQLResolveInfo, name: str = "image") -> images.Image | None:
    return images.image(info.context, block.value.get(name), info.context.code_of(block.page))


def _own_or_the_pictures(block: BodyBlock, info: GraphQLResolveInfo, words: str) -> str:
    return str(block.value.get(words) or getattr(_image(block, info), words, ""))


@extend(GalleryBlock)
class GalleryBlockFields:
    images = required_list(GalleryImage, description="Those chosen, else the first twelve of the gallery.")
    gallery = graphene.Field(lambda: node_of(GalleryPage), description="The gallery to link to.")

    def resolve_images(block: BodyBlock, info: GraphQLResolveInfo) -> list[GalleryImageValue]:
        code = info.context.code_of(block.page)
        found = []
        for item_id, item in items_of(block.value.get("images")):
            picture = images.image(info.context, item.get("image"), code)
            if picture is not None:
                found.append(
                    GalleryImageValue(
                        id=f"{block.id}-{item_id}",
                        image=picture,
                        own_caption=item.get("caption") or "",
                        own_credit=item.get("credit") or "",
                    )
                )
        if not found and (gallery := _gallery(block, info)):
            found = images.pictures_of(info.context, gallery)[:12]
        return found

    def resolve_gallery(block: BodyBlock, info: GraphQLResolveInfo) -> Any:
        return _gallery(block, info)


def _gallery(block: BodyBlock, info: GraphQLResolveInfo) -> Any:
    chosen = block.value.get("gallery")
    return next(iter(pages.pages_by_id(info.context, GalleryPage, [chosen] if chosen else [])), None)


@extend(MembersBlock)
class MembersBlockFields:
    members = required_list(
        lambda: node_of(MemberPage), description="Those chosen, else the newest of the page's language."
    )
    more = graphene.Field(Link, description="The member directory.")

    def resolve_members(block: BodyBlock, info: GraphQLResolveInfo) -> list[Any]:
        return listings.members(info.context, block)

    def resolve_more(block: BodyBlock, info: GraphQLResolveInfo) -> Any:
        return listings.section(info.context, block, "MEMBERS")


@extend(NewsBlock)
class NewsBlockFields:
    news = required_list(
        lambda: node_of(NewsPage), description="Those chosen, else the newest of the page's language."
    )
    more = graphene.Field(Link, description="The news section.")

    def resolve_news(block: BodyBlock, info: GraphQLResolveInfo) -> list[Any]:
        return listings.news(info.context, block)

    def resolve_more(block: BodyBlock, info: GraphQLResolveInfo) -> Any:
        return listings.section(info.context, block, "NEWS")


@extend(CallToActionBlock)
class CallToActionBlockFields:
    link = graphene.Field(Link, required=True, description="Where the button leads.")

    def resolve_link(block: BodyBlock, info: GraphQLResolveInfo) -> Any:
        root = info.context.root_of(block.page)
        return resolve_link(info.context, block.value.get("link"), root, block.page)


@extend(DownloadsBlock)
class DownloadsBlockFields:
    files = required_list(Download, description="In the editor's order.")

    def resolve_files(block: BodyBlock, info: GraphQLResolveInfo) -> list[Any]:
        documents = info.context.batch(fetch_documents)
        return [file for _, pk in items_of(block.value.get("files")) if (file := documents.get(pk))]


@extend(VideoBlock)
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


@extend(ContactBlock)
class ContactBlockFields:
    contacts = required_list(Contact, description="In the editor's order.")

    def resolve_contacts(block: BodyBlock, info: GraphQLResolveInfo) -> list[Any]:
        code = info.context.code_of(block.page)
        return [
            bodies.contact(item, f"{block.id}-{item_id}", code)
            for item_id, item in items_of(block.value.get("contacts"))
        ]


@extend(TableBlock)
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
