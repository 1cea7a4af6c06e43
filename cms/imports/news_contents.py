"""What an article becomes on a news page, and what stands on one, in the same shape, to be compared."""

import hashlib
import json
import re
import uuid
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import date
from functools import partial
from html import escape, unescape
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator, validate_email

from cms.blocks.stored import stored_stream
from cms.news.models import NewsMember, NewsPage, NewsPicture

from .articles import Article, ContactDetails, Heading, ItemList, Note, Paragraph, Piece, Quotation

MAX_PHONE = 40
MAX_NAME = 200

_DRAFTAIL_KEY = re.compile(r' data-block-key="[^"]*"')
_IDS = uuid.UUID("6f1ab4f2-5d2e-4c8f-9a3c-0c5b7f6e2d11")


@dataclass(frozen=True)
class NewsContent:
    """The columns and rows of a news page that an import writes; blocks as `{"type": …, "value": …}`."""

    title: str
    date: date
    teaser: str
    body: tuple[dict[str, Any], ...]
    contacts: tuple[dict[str, Any], ...]
    #: (picture's id, caption, credit): an import leaves the words to the picture.
    pictures: tuple[tuple[int, str, str], ...]
    member_ids: tuple[int, ...]
    cover_id: int | None

    @property
    def fingerprint(self) -> str:
        """The same for the same content, whatever a form makes of spaces, entities and block ids."""
        told = json.dumps(_plain(asdict(self)), sort_keys=True, ensure_ascii=False, default=str)
        return hashlib.sha256(told.encode()).hexdigest()


def content_from(article: Article, image_ids: Sequence[int], member_ids: Sequence[int]) -> NewsContent:
    """Return what a page says that tells this article; the first picture is its cover."""
    return NewsContent(
        title=article.title,
        date=article.date,
        teaser=article.teaser,
        body=tuple(_block(piece) for piece in article.body),
        contacts=tuple(_person(contact) for contact in article.contacts),
        pictures=tuple((image_id, "", "") for image_id in image_ids),
        member_ids=tuple(member_ids),
        cover_id=image_ids[0] if image_ids else None,
    )


def content_of(page: NewsPage) -> NewsContent:
    """Return what stands on a page, or in a draft that a revision was turned into."""
    return NewsContent(
        title=page.title,
        date=page.date,
        teaser=page.teaser,
        body=tuple(_without_ids(block) for block in page.body.get_prep_value()),
        contacts=tuple(_without_ids(block) for block in page.contacts.get_prep_value()),
        pictures=tuple(
            (picture.image_id, picture.caption, picture.credit)
            for picture in sorted(page.pictures.all(), key=_position)
        ),
        member_ids=tuple(link.member_id for link in sorted(page.member_links.all(), key=_position)),
        cover_id=page.cover_id,
    )


def fill(page: NewsPage, content: NewsContent, import_id: str) -> None:
    """Put content on a page; nothing is saved. Blocks that say the same keep their ids."""
    page.title = content.title
    page.date = content.date
    page.teaser = content.teaser
    page.cover_id = content.cover_id
    page.body = _with_ids(content.body, "body", import_id)
    page.contacts = _with_ids(content.contacts, "contacts", import_id)
    page.pictures = [
        NewsPicture(image_id=image_id, caption=caption, credit=credit, sort_order=place)
        for place, (image_id, caption, credit) in enumerate(content.pictures)
    ]
    page.member_links = [
        NewsMember(member_id=member_id, sort_order=place)
        for place, member_id in enumerate(content.member_ids)
    ]


def problems_of(content: NewsContent) -> list[str]:
    """Return what an editor's form would refuse in these blocks; an importer must not write it either."""
    problems: list[str] = []
    for name in ("body", "contacts"):
        block = NewsPage._meta.get_field(name).stream_block
        try:
            block.clean(block.to_python(_with_ids(getattr(content, name), name, "")))
        except ValidationError as error:
            problems.append(f"{name}: {_told(error)}")
    return problems


def checked_contacts(article: Article) -> tuple[tuple[ContactDetails, ...], list[Note]]:
    """Return the contacts without what a page would refuse, and a note for each thing left out."""
    contacts: list[ContactDetails] = []
    notes: list[Note] = []
    for contact in article.contacts:
        websites = tuple(website for website in contact.websites if _is_website(website))
        email = contact.email if _is_email(contact.email) else ""
        phone = contact.phone if len(contact.phone) <= MAX_PHONE else ""
        left_out = [website for website in contact.websites if website not in websites]
        left_out += [contact.email] * (email != contact.email) + [contact.phone] * (phone != contact.phone)
        notes.extend(
            Note(contact.line, "left out: a page takes no such contact detail", text) for text in left_out
        )
        name = contact.name[:MAX_NAME]
        contacts.append(ContactDetails(name, contact.line, contact.role, email, phone, websites))
    return tuple(contacts), notes


def _block(piece: Piece) -> dict[str, Any]:
    match piece:
        case Heading():
            return {"type": "heading", "value": {"level": str(piece.level), "text": piece.text}}
        case Quotation():
            value = {"text": piece.text, "attribution": piece.attribution, "role": piece.role}
            return {"type": "quote", "value": value}
        case ItemList():
            tag = "ol" if piece.is_ordered else "ul"
            items = "".join(f"<li>{escape(item, quote=False)}</li>" for item in piece.items)
            return {"type": "paragraph", "value": {"text": f"<{tag}>{items}</{tag}>"}}
        case Paragraph():
            return {"type": "paragraph", "value": {"text": f"<p>{escape(piece.text, quote=False)}</p>"}}


def _person(contact: ContactDetails) -> dict[str, Any]:
    return {
        "type": "person",
        "value": {
            "name": contact.name,
            "role": contact.role,
            "email": contact.email,
            "phone": contact.phone,
            "websites": [{"type": "item", "value": website} for website in contact.websites],
            "portrait": None,
        },
    }


def _with_ids(blocks: Sequence[dict[str, Any]], name: str, place: str) -> list[dict[str, Any]]:
    """Return blocks as the page's field of this name stores them.

    Their ids follow from their content, and from their number among equal ones.
    """
    stream = NewsPage._meta.get_field(name).stream_block
    seen: dict[str, int] = {}
    result: list[dict[str, Any]] = []
    for block in blocks:
        told = json.dumps(block, sort_keys=True, ensure_ascii=False)
        seen[told] = seen.get(told, 0) + 1
        base = f"{place}/{name}/{seen[told]}/{told}"
        result += stored_stream(stream, [block], partial(_id, base))
    return result


def _id(base: str, place: str) -> str:
    return str(uuid.uuid5(_IDS, base + place.removeprefix("0")))


def _without_ids(value: Any) -> Any:
    if isinstance(value, dict):
        is_item = {"type", "value"} <= value.keys()
        return {name: _without_ids(part) for name, part in value.items() if not (is_item and name == "id")}
    return [_without_ids(part) for part in value] if isinstance(value, list) else value


def _plain(value: Any) -> Any:
    if isinstance(value, dict):
        return {name: _plain(part) for name, part in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(part) for part in value]
    if isinstance(value, str):
        return " ".join(unescape(_DRAFTAIL_KEY.sub("", value)).split())
    return value


def _position(row: Any) -> int:
    return row.sort_order if row.sort_order is not None else 0


def _told(error: ValidationError) -> str:
    inner = getattr(error, "block_errors", None) or getattr(error, "non_block_errors", None)
    if isinstance(inner, dict):
        return "; ".join(f"{name}: {_told(one)}" for name, one in inner.items())
    return "; ".join(str(message) for message in error.messages)


def _is_email(text: str) -> bool:
    try:
        validate_email(text)
    except ValidationError:
        return not text
    return True


def _is_website(text: str) -> bool:
    try:
        URLValidator(schemes=["http", "https"])(text)
    except ValidationError:
        return False
    return True
