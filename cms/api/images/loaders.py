"""Loader of images: metadata, rendition manifests, and alt texts in the language of the page."""

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

from ..loading.context import RequestContext
from ..loading.data_loader import LoadPriority, load_priority
from ..loading.languages import LANGUAGE_CODES, language_name
from ..loading.prepared_statements import Placeholders
from ..vocabulary.web_addresses import absolute_url


@dataclass(slots=True)
class ImageRow:
    """The public data of an image. `file` is its name in storage; `texts` are by language code.

    `rendition_manifest` is explained in `cms.media.renditions`.
    """

    id: int
    title: str
    file: str
    width: int
    height: int
    focal_point_x: int | None
    focal_point_y: int | None
    credit: str
    placeholder: str
    rendition_manifest: dict[str, Any]
    texts: dict[str, ImageTextData] = field(default_factory=dict)


#: How many parsed rendition manifests a process caches: about 4 kB each. Their JSON is read on every request.
MAX_MANIFESTS = 2_000

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
_TEXT_COLUMNS = ("texts__locale_id", "texts__alt", "texts__caption", "texts__is_decorative")


class LocalizedImage:
    """An image in one language. Resolving it opens no file and encodes nothing."""

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
        return renditions.rendition(self.row, preset, absolute_url)

    def sources(self, preset: str) -> list[renditions.ImageSource]:
        return renditions.sources(self.row, preset, absolute_url)


@load_priority(LoadPriority.ENDS)
def fetch_images(context: RequestContext, ids: list[int]) -> dict[int, ImageRow]:
    """Return the images of `ids` outside private collections, with their texts, in one query."""
    rows = context.rows(fetch_images, _public_images, cache_tags=(COLLECTION,), ids=ids)
    images: dict[int, ImageRow] = {}
    for *columns, locale_id, alt, caption, is_decorative in rows:
        row = images.get(columns[0])
        if row is None:
            columns[-1] = _parse_manifest(columns[-1])
            row = images[columns[0]] = ImageRow(*columns)
        code = context.sites.codes.get(locale_id)
        if code:
            row.texts[code] = ImageTextData(alt, caption, is_decorative)
    context.tag_collector.add_found("image", ids, images)
    return images


def _public_images(placeholders: Placeholders) -> Any:
    rows = CmsImage.objects.public().filter(pk__in=placeholders.ids())
    return rows.order_by().values_list(*_COLUMNS, Cast("rendition_manifest", TextField()), *_TEXT_COLUMNS)


@lru_cache(maxsize=MAX_MANIFESTS)
def _parse_manifest(text: str) -> dict[str, Any]:
    """Return a rendition manifest parsed from JSON. Shared between requests: do not modify."""
    manifest: dict[str, Any] = json.loads(text)
    return manifest


def prefetch_images(context: RequestContext, ids: Iterable[int | None]) -> None:
    """Prime the images that will be requested, so that one query loads them all."""
    context.loader(fetch_images).prime(ids)


def image(context: RequestContext, image_id: int | None, code: str) -> LocalizedImage | None:
    """Return an image in a language; None if it does not exist or is not public."""
    row = context.loader(fetch_images).get(image_id)
    return LocalizedImage(row, code) if row is not None else None


def image_of(context: RequestContext, page: Any, column: str) -> LocalizedImage | None:
    """Return the image that a page's column refers to, in the page's language."""
    return image(context, getattr(page, column), context.code_of(page))
