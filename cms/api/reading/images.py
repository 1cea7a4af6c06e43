"""Pictures with their words in the language of the page that shows them."""

import json
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

from django.db.models import TextField
from django.db.models.functions import Cast

from cms.delivery.tags import COLLECTION
from cms.media import renditions
from cms.media.models import CmsImage
from cms.media.texts import ImageTextData, alt_and_language, alt_text, caption_text

from ..addresses import absolute
from ..enums import LANGUAGE_CODES, language_name
from ..values import GalleryImage
from .batches import Stage, fetched_at
from .drafts import identity
from .relations import fetch_pictures
from .request import Reading
from .statements import Given


@dataclass(slots=True)
class ImageRow:
    """What the public may know of a picture, in every language. `file` is its name in the storage."""

    id: int
    title: str
    file: str
    width: int
    height: int
    focal_point_x: int | None
    focal_point_y: int | None
    credit: str
    placeholder: str
    ready: dict[str, Any]
    texts: dict[str, ImageTextData] = field(default_factory=dict)


#: Of how many pictures is kept what their `ready` says: about 4 kB each. It is read anew, with all else.
MOST_READY = 2_000

_COLUMNS = (
    "pk",
    "title",
    "file",
    "width",
    "height",
    "focal_point_x",
    "focal_point_y",
    "credit",
    "placeholder",
)
_WORDS = ("texts__locale_id", "texts__alt", "texts__caption", "texts__is_decorative")


class Image:
    """A picture in one language. Reading it opens no file and encodes nothing."""

    __slots__ = ("code", "row")

    def __init__(self, row: ImageRow, code: str) -> None:
        self.row = row
        self.code = code

    @property
    def id(self) -> str:
        return f"{self.row.id}-{self.code}"

    @property
    def alt(self) -> str:
        return alt_text(self.row, self.row.texts, self.code)

    @property
    def alt_language(self) -> str | None:
        _alt, code = alt_and_language(self.row, self.row.texts, self.code)
        return language_name(code) if code and code in LANGUAGE_CODES.values() else None

    @property
    def caption(self) -> str:
        return caption_text(self.row.texts, self.code)

    @property
    def credit(self) -> str:
        return self.row.credit

    def rendition(self, preset: str) -> renditions.Rendition:
        return renditions.rendition(self.row, preset, absolute)

    def sources(self, preset: str) -> list[renditions.ImageSource]:
        return renditions.sources(self.row, preset, absolute)


@fetched_at(Stage.ENDS)
def fetch_images(reading: Reading, ids: list[int]) -> dict[int, ImageRow]:
    """Return the pictures of `ids` that are in no private collection, with their words, in one query."""
    rows = reading.rows(fetch_images, _public_images, made_of=(COLLECTION,), ids=ids)
    found: dict[int, ImageRow] = {}
    for *columns, locale_id, alt, caption, is_decorative in rows:
        row = found.get(columns[0])
        if row is None:
            columns[-1] = _ready(columns[-1])
            row = found[columns[0]] = ImageRow(*columns)
        code = reading.sites.codes.get(locale_id)
        if code:
            row.texts[code] = ImageTextData(alt, caption, is_decorative)
    reading.made_of.note_found("image", ids, found)
    return found


def _public_images(given: Given) -> Any:
    rows = CmsImage.objects.public().filter(pk__in=given.ids())
    return rows.order_by().values_list(*_COLUMNS, Cast("ready", TextField()), *_WORDS)


@lru_cache(maxsize=MOST_READY)
def _ready(text: str) -> dict[str, Any]:
    """Return what is ready of a picture: nobody may change it. The same text means the same at any time."""
    found: dict[str, Any] = json.loads(text)
    return found


def want_images(reading: Reading, ids: Iterable[int | None]) -> None:
    """Note pictures that will be asked for, so that one query brings them all."""
    reading.batch(fetch_images).want(ids)


def image(reading: Reading, image_id: int | None, code: str) -> Image | None:
    """Return a picture in a language; None if there is none, or it is not public."""
    row = reading.batch(fetch_images).get(image_id)
    return Image(row, code) if row is not None else None


def image_of(reading: Reading, page: Any, column: str) -> Image | None:
    """Return the picture in a page's column."""
    return image(reading, getattr(page, column), reading.code_of(page))


def pictures_of(reading: Reading, page: Any) -> list[GalleryImage]:
    """Return a page's pictures, in the editor's order."""
    return gallery_images(reading, page, reading.fetch(fetch_pictures, page) or ())


def gallery_images(reading: Reading, page: Any, rows: Iterable[Any]) -> list[GalleryImage]:
    """Return picture rows of a page as the public sees them; pictures that are not public are left out."""
    code = reading.code_of(page)
    found = []
    want_images(reading, (row.image_id for row in rows))
    for row in rows:
        picture = image(reading, row.image_id, code)
        if picture is not None:
            found.append(
                GalleryImage(
                    id=f"{identity(page)}-{row.pk}",
                    image=picture,
                    own_caption=row.caption,
                    own_credit=row.credit,
                    sort_order=row.sort_order,
                    pk=row.pk,
                    photographer=getattr(page, "photographer", ""),
                )
            )
    return found
