"""Which pages belong to a page: ids in order, for every known page at once."""

from collections import defaultdict
from collections.abc import Generator, Iterable
from datetime import datetime
from operator import itemgetter
from typing import Any, NamedTuple

from django.db.models import Count, Exists, F, OuterRef, Q, Subquery, Value, Window
from django.db.models.functions import RowNumber

from cms.delivery.tags import COLLECTION
from cms.galleries.models import GalleryNews, GalleryPage, GalleryPicture
from cms.media.visibility import private_collections
from cms.members.models import MemberPage
from cms.news.models import NewsMember, NewsPage, NewsPicture

from .batches import Stage, fetched_at
from .drafts import from_draft
from .filter_terms import find_categories
from .request import Reading
from .statements import Given, Question

IdsByPage = dict[int, list[int]]
#: What fetches ids: it asks for (owner, what it has, at which place), as all of them do.
Asking = Generator[Question, list[Any], IdsByPage]

#: The editor's order; what a program added without a place comes last.
_IN_ORDER = (F("sort_order").asc(nulls_last=True), F("pk").asc())

#: What lists are made of that belong to pages (`reading.made_of`). What a page itself says, rows of pictures
#: and members among it, is part of the page.
_NEWS = ("news",)
_PUBLIC_PICTURES = (COLLECTION, "image")

#: What a block that shows the newest of a category asks for: (tree path of the home page, category).
Newest = tuple[str, int]


@fetched_at(Stage.REFERENCES)
def fetch_pictures(reading: Reading, ids: list[int], model: Any) -> dict[int, list[Any]]:
    """Return the picture rows of each page, in the editor's order, and note their pictures."""
    rows_of = {NewsPage: NewsPicture, GalleryPage: GalleryPicture}[model]

    def build(given: Given) -> Any:
        rows = rows_of.objects.filter(page_id__in=given.ids())
        return rows.order_by(*_IN_ORDER).values_list(*PlacedPicture._fields)

    return _pictures_by_page(reading, reading.rows((fetch_pictures, model), build, made_of=(), ids=ids))


class PlacedPicture(NamedTuple):
    """A picture in a row of pictures, with words for that place."""

    pk: int
    page_id: int
    image_id: int
    caption: str
    credit: str
    sort_order: int | None


class DraftPicture(NamedTuple):
    """A picture of a draft. New ones have no number yet, so all have that of their place."""

    pk: int
    image_id: int | None
    caption: str
    credit: str

    @property
    def sort_order(self) -> int:
        return self.pk


@from_draft(fetch_pictures)
def pictures_of_draft(reading: Reading, page: Any) -> list[DraftPicture]:
    """Return the pictures of a draft, in the editor's order."""
    from .images import want_images

    rows = sorted(page.pictures.all(), key=lambda row: (row.sort_order is None, row.sort_order or 0))
    want_images(reading, (row.image_id for row in rows))
    return [
        DraftPicture(place, row.image_id, row.caption, row.credit) for place, row in enumerate(rows, start=1)
    ]


class Beyond(NamedTuple):
    """Where a slice of pictures begins: after these values of (sort_order, pk); the same as a condition."""

    values: tuple[int | None, int]
    condition: Any

    def holds(self, row: DraftPicture) -> bool:
        place, number = self.values
        return place is not None and (row.sort_order, row.pk) > (place, number)


@fetched_at(Stage.REFERENCES)
def fetch_picture_slices(
    reading: Reading,
    ids: list[int],
    model: type[GalleryPage],
    first: int,
    beyond: Beyond | None,
    offset: int,
) -> dict[int, list[Any]]:
    """Return up to `first` public picture rows of each album, after `beyond` and `offset`."""

    def build(given: Given) -> Any:
        rows = _public_pictures(given.ids())
        if beyond is not None:
            rows = rows.filter(beyond.condition)
        rank = Window(RowNumber(), partition_by=[F("page_id")], order_by=[*_IN_ORDER])
        rows = rows.annotate(rank=rank).filter(rank__gt=offset, rank__lte=offset + first)
        return rows.order_by("page_id", "rank").values_list(*PlacedPicture._fields)

    key = (fetch_picture_slices, offset, first) if beyond is None else None
    return _pictures_by_page(reading, reading.rows(key, build, made_of=_PUBLIC_PICTURES, ids=ids))


@from_draft(fetch_picture_slices)
def _picture_slice_of_draft(
    reading: Reading, page: GalleryPage, first: int, beyond: Beyond | None, offset: int
) -> list[DraftPicture]:
    rows = [row for row in _public_pictures_of_draft(reading, page) if beyond is None or beyond.holds(row)]
    return rows[offset : offset + first]


def _public_pictures_of_draft(reading: Reading, page: GalleryPage) -> list[DraftPicture]:
    from .images import fetch_images

    images = reading.batch(fetch_images)
    rows = reading.fetch(fetch_pictures, page)
    return [row for row in rows if images.get(row.image_id) is not None]


def _pictures_by_page(reading: Reading, rows: Iterable[Any]) -> dict[int, list[Any]]:
    from .images import want_images

    found: dict[int, list[Any]] = defaultdict(list)
    for row in map(PlacedPicture._make, rows):
        found[row.page_id].append(row)
    want_images(reading, (row.image_id for of_page in found.values() for row in of_page))
    return found


@fetched_at(Stage.REFERENCES)
def fetch_members_of_news(reading: Reading, ids: list[int], model: type[NewsPage]) -> Asking:
    """Return the members that each article names, in the editor's order."""

    def build(given: Given) -> Any:
        place = Window(RowNumber(), partition_by=[F("page_id")], order_by=[*_IN_ORDER])
        rows = NewsMember.objects.filter(page_id__in=given.ids()).order_by()
        return rows.values_list("page_id", "member_id", place)

    rows = yield reading.question(fetch_members_of_news, build, made_of=(), ids=ids)
    return grouped(rows)


@from_draft(fetch_members_of_news)
def _members_of_draft(reading: Reading, page: NewsPage) -> list[int]:
    rows = sorted(page.member_links.all(), key=lambda row: (row.sort_order is None, row.sort_order or 0))
    return list(dict.fromkeys(row.member_id for row in rows if row.member_id))


@fetched_at(Stage.REFERENCES)
def fetch_news_of_members(reading: Reading, ids: list[int], model: type[MemberPage], first: int) -> Asking:
    """Return the newest public articles that name each member, in its language."""

    def build(given: Given) -> Any:
        rows = NewsMember.objects.filter(
            _is_public(reading, given, "page_id"),
            member_id__in=given.ids(),
            page__locale_id=F("member__locale_id"),
        )
        return _ranked(rows, "member_id", "page", first)

    rows = yield reading.question((fetch_news_of_members, first), build, made_of=_NEWS, ids=ids)
    return grouped(rows)


@fetched_at(Stage.REFERENCES)
def fetch_news_of_galleries(reading: Reading, ids: list[int], model: type[GalleryPage], first: int) -> Asking:
    """Return the newest public articles about the event of each album."""

    def build(given: Given) -> Any:
        rows = GalleryNews.objects.filter(_is_public(reading, given, "news_id"), page_id__in=given.ids())
        return _ranked(rows, "page_id", "news", first)

    rows = yield reading.question((fetch_news_of_galleries, first), build, made_of=_NEWS, ids=ids)
    return grouped(rows)


@from_draft(fetch_news_of_galleries)
def _news_of_draft(reading: Reading, page: GalleryPage, first: int) -> list[int]:
    chosen = [row.news_id for row in page.news_links.all()]
    found = reading.published(NewsPage).filter(pk__in=chosen).newest_first()
    return list(found.values_list("pk", flat=True)[:first])


def _is_public(reading: Reading, given: Given, article: str) -> Exists:
    """Return what keeps rows whose article is public: asked of each, for SQLite would list all that are."""
    return Exists(reading.published(NewsPage, given.now).filter(pk=OuterRef(article)))


def _ranked(rows: Any, owner: str, page: str, first: int) -> Any:
    rank = Window(
        RowNumber(), partition_by=[F(owner)], order_by=[F(f"{page}__date").desc(), F(f"{page}_id").desc()]
    )
    return (
        rows.annotate(rank=rank).filter(rank__lte=first).order_by().values_list(owner, f"{page}_id", "rank")
    )


def grouped(rows: Iterable[tuple[int, int, int]]) -> IdsByPage:
    """Return by owner what it has, in order and once each: of tuples (owner, what it has, at which place)."""
    ids: IdsByPage = defaultdict(list)
    for owner, found, _ in sorted(rows, key=itemgetter(2)):
        if found not in ids[owner]:
            ids[owner].append(found)
    return ids


@fetched_at(Stage.REFERENCES)
def fetch_newest_of_categories(
    reading: Reading, keys: list[Newest]
) -> Generator[Question, list[Any], dict[Newest, list[int]]]:
    """Return the ids of the 12 newest articles of each category below a home page."""
    found: dict[Newest, list[int]] = {}
    categories = find_categories(reading, [category for _, category in keys])
    for tree in sorted({tree for tree, _ in keys}):
        asked = tuple((pk, categories[pk]) for other, pk in keys if other == tree and pk in categories)
        if not asked:
            continue

        def build(given: Given, tree: str = tree, asked: Any = asked) -> Any:
            below = reading.below(reading.published(NewsPage, given.now), tree)
            first, *others = (_newest_of(category, terms.keep(below)) for category, terms in asked)
            return first.union(*others, all=True) if others else first

        rows = yield reading.question((fetch_newest_of_categories, tree, *asked), build)
        found.update(((tree, category), numbers) for category, numbers in grouped(rows).items())
    return found


def _newest_of(category: int, articles: Any) -> Any:
    place = Window(RowNumber(), order_by=[F("date").desc(), F("pk").desc()])
    newest = NewsPage.objects.filter(pk__in=articles.newest_first().values("pk")[:12]).order_by()
    return newest.values_list(Value(category), "pk", place)


@fetched_at(Stage.REFERENCES)
def fetch_neighbours(
    reading: Reading, ids: list[int], model: type[NewsPage]
) -> Generator[Question, list[Any], dict[int, tuple[int, int]]]:
    """Return (newer, older) of each article among those of its section, as ids or None."""
    pages = reading.seen(model)
    sections: dict[str, list[int]] = defaultdict(list)
    for pk in ids:
        sections[pages[pk].path[: -pages[pk].steplen]].append(pk)
    found: dict[int, tuple[int, int]] = {}
    for section, members in sections.items():

        def build(given: Given, section: str = section) -> Any:
            return _neighbours(reading, given.now, section, given.ids(), OuterRef("date"))

        rows = yield reading.question((fetch_neighbours, section), build, ids=members)
        found.update((pk, (newer_id, older_id)) for pk, newer_id, older_id in rows)
    return found


@from_draft(fetch_neighbours)
def _neighbours_of_draft(reading: Reading, page: NewsPage) -> tuple[int, int] | None:
    section = page.path[: -page.steplen]
    rows = _neighbours(reading, reading.now, section, [page.pk], Value(page.date))
    return next(((newer_id, older_id) for _, newer_id, older_id in rows), None)


def _neighbours(reading: Reading, now: datetime, section: str, ids: list[int], day: Any) -> Any:
    """Return (article, newer, older) of articles of a section, as ids or None; `day` is an article's date."""
    beside = reading.below(reading.published(NewsPage, now), section)
    number = OuterRef("pk")
    # Said of the day alone, an index leads there at once.
    newer = beside.filter(Q(date__gt=day) | Q(pk__gt=number), date__gte=day).oldest_first()
    older = beside.filter(Q(date__lt=day) | Q(pk__lt=number), date__lte=day).newest_first()
    rows = NewsPage.objects.filter(pk__in=ids).order_by()
    return rows.values_list("pk", Subquery(newer.values("pk")[:1]), Subquery(older.values("pk")[:1]))


def fetch_image_counts(
    reading: Reading, ids: list[int], model: type[GalleryPage]
) -> Generator[Question, list[Any], dict[int, int]]:
    """Return how many public pictures each album has."""

    def build(given: Given) -> Any:
        # In the columns of `fetch_terms`, which comes at the same stage.
        rows = _public_pictures(given.ids()).order_by().values("page_id", field=Value("imageCount"))
        counted = rows.annotate(count=Count("pk"), slug=Value(""), name=Value(""))
        return counted.values_list("page_id", "field", "count", "slug", "name")

    rows = yield reading.question(fetch_image_counts, build, made_of=_PUBLIC_PICTURES, ids=ids)
    return {page_id: count for page_id, _, count, *_ in rows}


@from_draft(fetch_image_counts)
def _image_count_of_draft(reading: Reading, page: GalleryPage) -> int:
    return len(_public_pictures_of_draft(reading, page))


def _public_pictures(ids: list[int]) -> Any:
    """Return the picture rows of albums without those whose picture is in a private collection."""
    return GalleryPicture.objects.filter(page_id__in=ids).exclude(image__collection__in=private_collections())
