"""Bodies: StreamField data as blocks; what they refer to is fetched for all bodies of an answer at once.

Wagtail turns raw data into values one stream at a time, with queries for each; here the raw data are read.
"""

from collections.abc import Callable, Iterator
from typing import Any

from graphene.utils.str_converters import to_camel_case

from cms.blocks.body import body_blocks
from cms.blocks.videos import video_at
from cms.galleries.models import GalleryPage
from cms.members.models import MemberPage
from cms.news.models import NewsPage

from ..addresses import web_address
from ..values import Contact
from .batches import Stage, fetched_at
from .columns import stream_columns
from .documents import fetch_documents
from .drafts import from_draft, identity
from .images import fetch_images
from .links import has_content, resolve_link, want_links
from .pages import fetch_pages
from .relations import fetch_newest_of_categories, fetch_pictures
from .request import Reading
from .rows import fetch_rows
from .sites import Root
from .statements import Given

#: GraphQL type by the block's name in a stream.
TYPES: dict[str, str] = {name: type(block).__name__ for name, block in body_blocks()}

#: What is listed by blocks of a name; the field that holds what was chosen has the same name.
LISTS: dict[str, Any] = {"news": NewsPage, "members": MemberPage}


class BodyBlock:
    """A block of a body: its GraphQL type, its raw value, and the page it stands in."""

    __slots__ = ("id", "page", "type_name", "value")

    def __init__(self, type_name: str, block_id: str, value: dict[str, Any], page: Any) -> None:
        self.type_name = type_name
        self.id = block_id
        self.value = value
        self.page = page


def items_of(value: Any) -> list[tuple[str, Any]]:
    """Return (id, value) of each item of a list block's raw data."""
    found = []
    for number, item in enumerate(value or ()):
        if isinstance(item, dict) and item.get("type") == "item":
            found.append((item.get("id") or str(number), item["value"]))
        else:
            found.append((str(number), item))
    return found


@fetched_at(Stage.REFERENCES)
def fetch_streams(reading: Reading, ids: list[int], model: Any) -> dict[int, dict[str, list[dict[str, Any]]]]:
    """Return the raw data of each page's StreamFields, by column, and note what they refer to."""
    columns = streams_asked(reading, model)
    pages = [reading.seen(model)[pk] for pk in ids]
    streams = {
        page.pk: {column: list(getattr(page, column).raw_data) for column in columns}
        for page in pages
        if all(hasattr(page, column) for column in columns)
    }
    if deferred := [pk for pk in ids if pk not in streams]:

        def build(given: Given) -> Any:
            return model.objects.filter(pk__in=given.ids()).values_list("pk", *columns).order_by()

        rows = reading.rows((fetch_streams, model, columns), build, made_of=(), ids=deferred)
        for pk, *values in rows:
            streams[pk] = {name: list(value.raw_data) for name, value in zip(columns, values, strict=True)}
    for page in pages:
        _note_references(reading, page, streams.get(page.pk, {}))
    return streams


@from_draft(fetch_streams)
def _streams_of_draft(reading: Reading, page: Any) -> dict[str, list[dict[str, Any]]]:
    columns = streams_asked(reading, type(page))
    streams = {column: list(getattr(page, column).raw_data) for column in columns}
    _note_references(reading, page, streams)
    return streams


def streams_asked(reading: Reading, model: Any) -> tuple[str, ...]:
    """Return the StreamFields of a model that the document asks for."""
    return tuple(name for name in stream_columns(model) if reading.asks(to_camel_case(name)))


def _note_references(reading: Reading, page: Any, streams: dict[str, list[dict[str, Any]]]) -> None:
    root = reading.root_of(page)
    for stream in streams.values():
        for child in stream:
            for batch, key in _references(reading, root, child["type"], child["value"]):
                batch.want([key])


def stream(reading: Reading, page: Any, column: str) -> list[dict[str, Any]]:
    """Return the raw data of one StreamField of a page."""
    return (reading.fetch(fetch_streams, page) or {}).get(column, [])


def body(reading: Reading, page: Any) -> list[BodyBlock]:
    """Return the blocks of a page's body."""
    blocks = []
    for number, child in enumerate(stream(reading, page, "body")):
        type_name = TYPES.get(child["type"])
        if type_name is None:
            continue
        block = BodyBlock(type_name, f"{identity(page)}-{child.get('id') or number}", child["value"], page)
        if _has_what_it_needs(reading, block):
            blocks.append(block)
    return blocks


def _has_what_it_needs(reading: Reading, block: BodyBlock) -> bool:
    """Tell whether a block has anything to show: words, a public picture, target or file, listed pages."""
    needed = _NEEDED.get(block.type_name)
    return needed is None or needed(reading, block)


def _has_picture(reading: Reading, block: BodyBlock) -> bool:
    return reading.batch(fetch_images).get(block.value.get("image")) is not None


def _has_pictures(reading: Reading, block: BodyBlock) -> bool:
    images = reading.batch(fetch_images)
    if any(images.get(item.get("image")) is not None for _, item in items_of(block.value.get("images"))):
        return True
    gallery = block.value.get("gallery")
    return bool(gallery and reading.batch(fetch_pages, GalleryPage).get(gallery) is not None)


def _has_target(reading: Reading, block: BodyBlock) -> bool:
    root = reading.root_of(block.page)
    return resolve_link(reading, block.value.get("link"), root, block.page) is not None


def _has_files(reading: Reading, block: BodyBlock) -> bool:
    documents = reading.batch(fetch_documents)
    return any(documents.get(pk) is not None for _, pk in items_of(block.value.get("files")))


def _has_cells(reading: Reading, block: BodyBlock) -> bool:
    table = block.value.get("table") or {}
    cells = (cell for row in table.get("data") or () for cell in row)
    return any(cell is not None and str(cell).strip() for cell in cells)


def _has_items(reading: Reading, block: BodyBlock) -> bool:
    from .listings import listed

    return bool(listed(reading, block))


#: By the type of a block: tells whether it has what it can't do without. The others have words of their own.
_NEEDED: dict[str, Callable[[Reading, BodyBlock], bool]] = {
    "HeadingBlock": lambda reading, block: bool((block.value.get("text") or "").strip()),
    "ParagraphBlock": lambda reading, block: has_content(reading, block.value.get("text") or ""),
    "QuoteBlock": lambda reading, block: bool((block.value.get("text") or "").strip()),
    "TableBlock": _has_cells,
    "ImageBlock": _has_picture,
    "GalleryBlock": _has_pictures,
    "VideoBlock": lambda reading, block: video_at(block.value.get("url") or "") is not None,
    "DownloadsBlock": _has_files,
    "NewsBlock": _has_items,
    "MembersBlock": _has_items,
    "CallToActionBlock": _has_target,
    "ContactBlock": lambda reading, block: bool(items_of(block.value.get("contacts"))),
}


def contact(value: dict[str, Any], contact_id: str, code: str) -> Contact:
    return Contact(
        id=contact_id,
        name=value.get("name") or "",
        role=value.get("role") or "",
        email=value.get("email") or None,
        phone=value.get("phone") or None,
        websites=[url for _, one in items_of(value.get("websites")) if (url := web_address(one))],
        portrait_id=value.get("portrait"),
        code=code,
    )


def contacts(reading: Reading, page: Any) -> list[Contact]:
    """Return what stands in a page's `contacts`."""
    code = reading.code_of(page)
    return [
        contact(child["value"], f"{identity(page)}-{child.get('id') or number}", code)
        for number, child in enumerate(stream(reading, page, "contacts"))
        if child["type"] == "person"
    ]


def _references(reading: Reading, root: Root | None, name: str, value: Any) -> Iterator[tuple[Any, Any]]:
    """Yield (batch, key) of what a block refers to, as far as it is likely to be asked for."""
    images = reading.batch(fetch_images)
    rows = reading.batch(fetch_rows)
    documents = reading.batch(fetch_documents)
    if name == "image":
        yield images, value.get("image")
    elif name == "gallery":
        items = items_of(value.get("images"))
        for _, item in items:
            yield images, item.get("image")
        # Without its own pictures, or where none of them is public, the block stands for the gallery.
        yield reading.batch(fetch_pages, GalleryPage), value.get("gallery")
        if not items:
            yield reading.batch(fetch_pictures, GalleryPage), value.get("gallery")
    elif name == "video":
        yield images, value.get("thumbnail")
    elif name == "person":
        yield images, value.get("portrait")
    elif name == "contact":
        for _, item in items_of(value.get("contacts")):
            yield images, item.get("portrait")
    elif name in LISTS:
        yield from _listed(reading, root, name, value)
    elif name == "downloads":
        for _, document in items_of(value.get("files")):
            yield documents, document
    elif name in ("call_to_action", "link"):
        target = value.get("link") or {} if name == "call_to_action" else value
        yield rows, ("id", target["page"]) if target.get("page") else None
        yield documents, target.get("document")
    elif name == "paragraph" and reading.asks("html", "document"):
        want_links(reading, value.get("text") or "")


def _listed(reading: Reading, root: Root | None, name: str, value: Any) -> Iterator[tuple[Any, Any]]:
    """Yield (batch, key) of the pages in a block that lists some, and of its section."""
    chosen = items_of(value.get(name))
    for _, page in chosen:
        yield reading.batch(fetch_pages, LISTS[name]), page
    if not chosen and root is not None:
        if category := value.get("category"):
            yield reading.batch(fetch_newest_of_categories), (root.tree_path, category)
        else:
            yield reading.batch(fetch_pages, LISTS[name]), root.tree_path
    if reading.asks("more") and root is not None:
        yield reading.batch(fetch_rows), ("places", root.tree_path)
