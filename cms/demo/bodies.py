"""Turns the blocks of a text into what a stream field stores."""

import re
import uuid
from collections.abc import Callable, Iterable
from html import escape
from typing import Any, Protocol

from wagtail.blocks import StreamBlock

from cms.blocks.body import body_blocks
from cms.blocks.links import LinkBlock, MenuItemBlock, social_link_blocks
from cms.blocks.people import contact_blocks
from cms.blocks.stored import Stored, stored_stream

from .texts import TextBlock

#: Block ids follow from the place of a block, so that two demos are equal.
_NAMESPACE = uuid.UUID("b3f1c0de-6f0e-5d0a-9c55-0c1a57e2d3a0")
_LINK = re.compile(r"\[([^\]]+)\]\(([^)]+)\)")
_BOLD = re.compile(r"\*\*([^*]+)\*\*")
_EMPTY_LINK = {"title": "", "page": None, "url": "", "document": None, "email": "", "phone": ""}

_BODY = StreamBlock(body_blocks())
_CONTACTS = StreamBlock(contact_blocks())
_ADDRESSES = StreamBlock(social_link_blocks())
_CALL_TO_ACTION = StreamBlock([("link", LinkBlock())])
_MENU = StreamBlock([("item", MenuItemBlock())])


class References(Protocol):
    """Where the ids of other things are found, in the language of the text."""

    def picture(self, key: str) -> int: ...
    def document(self, key: str) -> int: ...
    def page(self, reference: str) -> int: ...
    def pages(self, kind: str, keys: Iterable[str]) -> list[int]: ...
    def category(self, key: str) -> int: ...
    def person(self, key: str) -> Stored: ...


class BodyWriter:
    """Writes the stream fields of one page; `seed` makes the ids of its blocks."""

    def __init__(self, references: References, seed: str) -> None:
        self._references = references
        self._seed = seed
        self._count = 0
        self._writers: dict[str, Callable[[Stored], Stored]] = {
            "heading": dict,
            "quote": dict,
            "paragraph": lambda values: {"text": self.rich_text(values["parts"])},
            "image": lambda values: self._picture(values),
            "table": _table,
            "gallery": self._gallery,
            "video": self._video,
            "downloads": self._downloads,
            "members": self._members,
            "news": self._news,
            "call_to_action": lambda values: {"text": values["text"], "link": self.link(values)},
            "contact": lambda values: {"contacts": list(map(self._references.person, values["contacts"]))},
        }

    def body(self, blocks: Iterable[TextBlock]) -> list[Stored]:
        """Return the blocks of a body. Raises `LookupError` for a kind or a reference that does not exist."""
        values = ((block.kind, self._writers[block.kind](block.values)) for block in blocks)
        return self._stored(_BODY, values)

    def people(self, keys: Iterable[str]) -> list[Stored]:
        """Return the value of a `contacts` field."""
        return self._stored(_CONTACTS, (("person", self._references.person(key)) for key in keys))

    def addresses(self, urls: Iterable[str]) -> list[Stored]:
        """Return the value of a `social_links` field."""
        return self._stored(_ADDRESSES, (("url", url) for url in urls))

    def call_to_action(self, values: Stored | None) -> list[Stored]:
        """Return the value of the home page's `call_to_action` field."""
        return self._stored(_CALL_TO_ACTION, [("link", self.link(values))] if values else [])

    def menu(self, entries: Iterable[Stored]) -> list[Stored]:
        """Return the value of a menu's `items` field; entries carry label, page id and children."""
        return self._stored(_MENU, (("item", entry) for entry in entries))

    def link(self, values: Stored) -> Stored:
        """Return a link with the one target that is named."""
        page: Stored = {"page": self._references.page(values["page"])} if "page" in values else {}
        chosen: Stored = {name: values[name] for name in ("title", "url", "email", "phone") if name in values}
        return {**_EMPTY_LINK, **chosen, **page}

    def rich_text(self, parts: Iterable[str]) -> str:
        """Return paragraphs and lists as the HTML that Wagtail stores."""
        html = []
        for part in parts:
            if part.startswith("- "):
                items = re.split(r"(?m)^- ", part)[1:]
                html.append(
                    "<ul>" + "".join(f"<li>{self._inline(item.strip())}</li>" for item in items) + "</ul>"
                )
            else:
                html.append(f"<p>{self._inline(part)}</p>")
        return "".join(html)

    def _inline(self, text: str) -> str:
        html = _BOLD.sub(r"<b>\1</b>", escape(text, quote=False))
        return _LINK.sub(lambda match: self._anchor(match[1], match[2]), html)

    def _anchor(self, words: str, target: str) -> str:
        if target.startswith("page:"):
            return (
                f'<a linktype="page" id="{self._references.page(target.removeprefix("page:"))}">{words}</a>'
            )
        return f'<a href="{escape(target)}">{words}</a>'

    def _picture(self, values: Stored) -> Stored:
        return {
            "image": self._references.picture(values["image"]),
            "caption": values.get("caption", ""),
            "credit": values.get("credit", ""),
        }

    def _gallery(self, values: Stored) -> Stored:
        gallery = values.get("gallery")
        return {
            "images": list(map(self._picture, values.get("images", ()))),
            "gallery": self._references.page(f"galleries/{gallery}") if gallery else None,
        }

    def _video(self, values: Stored) -> Stored:
        return {**values, "thumbnail": self._references.picture(values["thumbnail"])}

    def _downloads(self, values: Stored) -> Stored:
        return {"files": list(map(self._references.document, values["files"]))}

    def _members(self, values: Stored) -> Stored:
        chosen = self._references.pages("members", values.get("members", ()))
        return {
            "heading": values.get("heading", ""),
            "members": chosen,
            "count": values.get("count", 6),
        }

    def _news(self, values: Stored) -> Stored:
        category = values.get("category")
        return {
            "heading": values.get("heading", ""),
            "news": self._references.pages("news", values.get("news", ())),
            "category": self._references.category(category) if category else None,
            "count": values.get("count", 3),
        }

    def _stored(self, stream: StreamBlock, values: Iterable[tuple[str, Any]]) -> list[Stored]:
        self._count += 1
        items = ({"type": kind, "value": value} for kind, value in values)
        return stored_stream(stream, items, self._id, f"{self._count}/")

    def _id(self, place: str) -> str:
        return str(uuid.uuid5(_NAMESPACE, f"{self._seed}/{place}"))


def _table(values: Stored) -> Stored:
    has_row_headers = values.get("row_headers", False)
    return {
        "table": {
            "data": [values["header"], *values["rows"]],
            "first_row_is_table_header": True,
            "first_col_is_header": has_row_headers,
            "table_header_choice": "both" if has_row_headers else "row",
            "table_caption": values.get("caption", ""),
            "cell": [],
            "mergeCells": [],
        }
    }
