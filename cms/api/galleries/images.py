"""Images of galleries: loaders and counts, of pages and drafts, and their connection (keyset pagination)."""

from collections import defaultdict
from collections.abc import Generator, Iterable
from typing import Any, NamedTuple

import graphene
from django.db.models import Count, F, Value, Window
from django.db.models.functions import RowNumber

from cms.delivery.tags import COLLECTION
from cms.galleries.models import GalleryPage, GalleryPicture
from cms.media.visibility import private_collections
from cms.news.models import NewsPage, NewsPicture

from ..images.loaders import fetch_images, image, prefetch_images
from ..images.types import Image
from ..loading.context import RequestContext
from ..loading.data_loader import LoadPriority, load_priority
from ..loading.drafts import from_draft, id_prefix
from ..loading.prepared_statements import BoundQuery, Placeholders
from ..pages.related import IN_EDITORS_ORDER
from ..vocabulary.arguments import check_slice
from ..vocabulary.connections import Connection
from ..vocabulary.cursors import Key, Order
from ..vocabulary.fields import text
from .dto import GalleryImageData


class GalleryImage(graphene.ObjectType):
    """A picture in a row of pictures, with words for that place."""

    id = graphene.ID(required=True, description="Opaque.")
    image = graphene.Field(Image, required=True, description="The picture.")
    caption = text("For this place, else the picture's own; may be empty.")
    credit = text("For this place, else the picture's own, else the album's photographer; may be empty.")


def pictures_of(context: RequestContext, page: Any) -> list[GalleryImageData]:
    """Return a page's public pictures, in the editor's order."""
    return gallery_images(context, page, context.load(fetch_pictures, page) or ())


def gallery_images(context: RequestContext, page: Any, rows: Iterable[Any]) -> list[GalleryImageData]:
    """Return the images of a page's picture rows; those that are not public are left out."""
    code = context.code_of(page)
    images = []
    prefetch_images(context, (row.image_id for row in rows))
    for row in rows:
        picture = image(context, row.image_id, code)
        if picture is not None:
            images.append(
                GalleryImageData(
                    id=f"{id_prefix(page)}-{row.pk}",
                    image=picture,
                    own_caption=row.caption,
                    own_credit=row.credit,
                    sort_order=row.sort_order,
                    pk=row.pk,
                    photographer=getattr(page, "photographer", ""),
                )
            )
    return images


#: Cache tags of whatever depends on which pictures are public.
_PUBLIC_PICTURE_TAGS = (COLLECTION, "image")


@load_priority(LoadPriority.REFERENCES)
def fetch_pictures(context: RequestContext, ids: list[int], model: Any) -> dict[int, list[Any]]:
    """Return the picture rows of each page, in the editor's order, and prefetch their images."""
    picture_model = {NewsPage: NewsPicture, GalleryPage: GalleryPicture}[model]

    def build(placeholders: Placeholders) -> Any:
        rows = picture_model.objects.filter(page_id__in=placeholders.ids())
        return rows.order_by(*IN_EDITORS_ORDER).values_list(*PlacedPicture._fields)

    return _pictures_by_page(context, context.rows((fetch_pictures, model), build, cache_tags=(), ids=ids))


class PlacedPicture(NamedTuple):
    """A picture row of a page, with texts for that position."""

    pk: int
    page_id: int
    image_id: int
    caption: str
    credit: str
    sort_order: int | None


class DraftPicture(NamedTuple):
    """A picture row of a draft. New rows have no primary key yet, so `pk` is the position, from 1."""

    pk: int
    image_id: int | None
    caption: str
    credit: str

    @property
    def sort_order(self) -> int:
        return self.pk


@from_draft(fetch_pictures)
def pictures_of_draft(context: RequestContext, page: Any) -> list[DraftPicture]:
    """Return the picture rows of a draft, in the editor's order."""
    rows = sorted(page.pictures.all(), key=lambda row: (row.sort_order is None, row.sort_order or 0))
    prefetch_images(context, (row.image_id for row in rows))
    return [
        DraftPicture(position, row.image_id, row.caption, row.credit)
        for position, row in enumerate(rows, start=1)
    ]


class AfterKey(NamedTuple):
    """Start of a slice (keyset pagination): after these values of (sort_order, pk); the same as a `Q`."""

    values: tuple[int | None, int]
    condition: Any

    def matches(self, row: DraftPicture) -> bool:
        sort_order, pk = self.values
        return sort_order is not None and (row.sort_order, row.pk) > (sort_order, pk)


@load_priority(LoadPriority.REFERENCES)
def fetch_picture_slices(
    context: RequestContext,
    ids: list[int],
    model: type[GalleryPage],
    first: int,
    after_key: AfterKey | None,
    offset: int,
) -> dict[int, list[Any]]:
    """Return up to `first` public picture rows of each album, after `after_key` and then `offset` rows."""

    def build(placeholders: Placeholders) -> Any:
        rows = _public_pictures(placeholders.ids())
        if after_key is not None:
            rows = rows.filter(after_key.condition)
        rank = Window(RowNumber(), partition_by=[F("page_id")], order_by=[*IN_EDITORS_ORDER])
        rows = rows.annotate(rank=rank).filter(rank__gt=offset, rank__lte=offset + first)
        return rows.order_by("page_id", "rank").values_list(*PlacedPicture._fields)

    key = (fetch_picture_slices, offset, first) if after_key is None else None
    return _pictures_by_page(context, context.rows(key, build, cache_tags=_PUBLIC_PICTURE_TAGS, ids=ids))


@from_draft(fetch_picture_slices)
def _picture_slice_of_draft(
    context: RequestContext, page: GalleryPage, first: int, after_key: AfterKey | None, offset: int
) -> list[DraftPicture]:
    rows = [
        row for row in _public_pictures_of_draft(context, page) if after_key is None or after_key.matches(row)
    ]
    return rows[offset : offset + first]


def _public_pictures_of_draft(context: RequestContext, page: GalleryPage) -> list[DraftPicture]:
    images = context.loader(fetch_images)
    rows = context.load(fetch_pictures, page)
    return [row for row in rows if images.get(row.image_id) is not None]


def _pictures_by_page(context: RequestContext, rows: Iterable[Any]) -> dict[int, list[Any]]:
    rows_by_page: dict[int, list[Any]] = defaultdict(list)
    for row in map(PlacedPicture._make, rows):
        rows_by_page[row.page_id].append(row)
    prefetch_images(context, (row.image_id for page_rows in rows_by_page.values() for row in page_rows))
    return rows_by_page


def fetch_image_counts(
    context: RequestContext, ids: list[int], model: type[GalleryPage]
) -> Generator[BoundQuery, list[Any], dict[int, int]]:
    """Return the number of public pictures of each album."""

    def build(placeholders: Placeholders) -> Any:
        # The columns of `fetch_terms`, which has the same priority: so both are united to one statement.
        rows = _public_pictures(placeholders.ids()).order_by().values("page_id", field=Value("imageCount"))
        counted = rows.annotate(count=Count("pk"), slug=Value(""), name=Value(""))
        return counted.values_list("page_id", "field", "count", "slug", "name")

    rows = yield context.bound_query(fetch_image_counts, build, cache_tags=_PUBLIC_PICTURE_TAGS, ids=ids)
    return {page_id: count for page_id, _, count, *_ in rows}


@from_draft(fetch_image_counts)
def _image_count_of_draft(context: RequestContext, page: GalleryPage) -> int:
    return len(_public_pictures_of_draft(context, page))


def _public_pictures(ids: list[int]) -> Any:
    """Return the picture rows of albums, without pictures in private collections."""
    return GalleryPicture.objects.filter(page_id__in=ids).exclude(image__collection__in=private_collections())


#: Pictures that no editor has sorted have no `sort_order`, and come last.
IMAGE_ORDER = Order("gallery-images", (Key("sort_order", int, is_nullable=True), Key("pk", int)))


def resolve_image_connection(
    context: RequestContext,
    page: GalleryPage,
    *,
    first: int,
    after: str | None = None,
    offset: int | None = None,
) -> Connection:
    """Return a slice of an album's public pictures, batched over all known albums."""
    check_slice(first, after, offset)
    start = offset or 0
    after_key = _after_key(after) if after is not None else None

    def fetch() -> list[Any]:
        rows = context.load(fetch_picture_slices, page, first + 1, after_key, start)
        return gallery_images(context, page, rows or ())

    return Connection(
        IMAGE_ORDER,
        first=first,
        is_at_start=after_key is None and start == 0,
        fetch=fetch,
        count=lambda: context.load(fetch_image_counts, page) or 0,
    )


def _after_key(after: str) -> AfterKey:
    sort_order, pk = IMAGE_ORDER.values_in(after)
    return AfterKey((sort_order, pk), IMAGE_ORDER.beyond(after))
