"""Which pages belong to a page: ids in order, for every known page at once."""

from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from django.db.models import F, OuterRef, Q, Subquery, Window
from django.db.models.functions import RowNumber

from cms.galleries.models import GalleryNews, GalleryPage, GalleryPicture
from cms.members.models import MemberPage
from cms.news.models import NewsMember, NewsPage, NewsPicture

from .batches import Stage, fetched_at
from .request import Reading

IdsByPage = dict[int, list[int]]

#: The editor's order; what a program added without a place comes last.
_IN_ORDER = (F("sort_order").asc(nulls_last=True), F("pk").asc())

#: What a block that shows the newest may ask for: (tree path of the home page, category or None).
Newest = tuple[str, int | None]


@fetched_at(Stage.REFERENCES)
def fetch_pictures(reading: Reading, ids: list[int], model: Any) -> dict[int, list[Any]]:
    """Return the picture rows of each page, in the editor's order, and note their pictures."""
    rows_of = {NewsPage: NewsPicture, GalleryPage: GalleryPicture}[model]
    return _pictures_by_page(reading, rows_of.objects.filter(page_id__in=ids).order_by(*_IN_ORDER))


@fetched_at(Stage.REFERENCES)
def fetch_picture_slices(
    reading: Reading, ids: list[int], model: type[GalleryPage], first: int, beyond: Any, offset: int
) -> dict[int, list[Any]]:
    """Return up to `first` public picture rows of each album, after `beyond` (a condition) and `offset`."""
    rows = GalleryPicture.objects.filter(page_id__in=ids)
    if reading.private_collections:
        rows = rows.exclude(image__collection_id__in=reading.private_collections)
    if beyond is not None:
        rows = rows.filter(beyond)
    rank = Window(RowNumber(), partition_by=[F("page_id")], order_by=[*_IN_ORDER])
    rows = rows.annotate(rank=rank).filter(rank__gt=offset, rank__lte=offset + first)
    return _pictures_by_page(reading, rows.order_by("page_id", "rank"))


def _pictures_by_page(reading: Reading, rows: Iterable[Any]) -> dict[int, list[Any]]:
    from .images import want_images

    found: dict[int, list[Any]] = defaultdict(list)
    for row in rows:
        found[row.page_id].append(row)
    want_images(reading, (row.image_id for of_page in found.values() for row in of_page))
    return found


@fetched_at(Stage.REFERENCES)
def fetch_members_of_news(reading: Reading, ids: list[int], model: type[NewsPage]) -> IdsByPage:
    """Return the members that each article names, in the editor's order."""
    return _grouped(
        NewsMember.objects.filter(page_id__in=ids).order_by(*_IN_ORDER).values_list("page_id", "member_id")
    )


@fetched_at(Stage.REFERENCES)
def fetch_news_of_members(reading: Reading, ids: list[int], model: type[MemberPage], first: int) -> IdsByPage:
    """Return the newest public articles that name each member, in its language."""
    rows = NewsMember.objects.filter(
        member_id__in=ids,
        page__in=reading.published(NewsPage).values("pk"),
        page__locale_id=F("member__locale_id"),
    )
    return _grouped(_ranked(rows, "member_id", "page", first).values_list("member_id", "page_id"))


@fetched_at(Stage.REFERENCES)
def fetch_news_of_galleries(
    reading: Reading, ids: list[int], model: type[GalleryPage], first: int
) -> IdsByPage:
    """Return the newest public articles about the event of each album."""
    rows = GalleryNews.objects.filter(page_id__in=ids, news__in=reading.published(NewsPage).values("pk"))
    return _grouped(_ranked(rows, "page_id", "news", first).values_list("page_id", "news_id"))


def _ranked(rows: Any, owner: str, page: str, first: int) -> Any:
    rank = Window(
        RowNumber(), partition_by=[F(owner)], order_by=[F(f"{page}__date").desc(), F(f"{page}_id").desc()]
    )
    return rows.annotate(rank=rank).filter(rank__lte=first).order_by(owner, "rank")


def _grouped(rows: Iterable[tuple[int, int]]) -> IdsByPage:
    ids: IdsByPage = defaultdict(list)
    for owner, found in rows:
        if found not in ids[owner]:
            ids[owner].append(found)
    return ids


@fetched_at(Stage.REFERENCES)
def fetch_newest_news(reading: Reading, keys: list[Newest]) -> dict[Newest, list[int]]:
    """Return the ids of the 12 newest articles of each home page's tree (and category), in two queries."""
    found: dict[Newest, list[int]] = {}
    news = reading.published(NewsPage)
    for tree in sorted({tree for tree, _ in keys}):
        inside = news.filter(path__startswith=tree)
        categories = {category for other, category in keys if other == tree}
        if None in categories:
            found[tree, None] = list(inside.newest_first().values_list("pk", flat=True)[:12])
        if named := categories - {None}:
            rows = NewsPage.categories.through.objects.filter(
                category_id__in=named, newspage_id__in=inside.values("pk")
            )
            ids = _grouped(
                _ranked(rows, "category_id", "newspage", 12).values_list("category_id", "newspage_id")
            )
            found.update(((tree, category), ids[category]) for category in named if category)
    return found


@fetched_at(Stage.REFERENCES)
def fetch_newest_members(reading: Reading, trees: list[str]) -> dict[str, list[int]]:
    """Return the ids of the 12 members of each home page's tree that joined last."""
    members = reading.published(MemberPage)
    return {
        tree: list(members.filter(path__startswith=tree).newest_first().values_list("pk", flat=True)[:12])
        for tree in trees
    }


@fetched_at(Stage.REFERENCES)
def fetch_neighbours(reading: Reading, ids: list[int], model: type[NewsPage]) -> dict[int, tuple[int, int]]:
    """Return (newer, older) of each article among those of its section, as ids or None."""
    pages = reading.seen(model)
    sections: dict[str, list[int]] = defaultdict(list)
    for pk in ids:
        sections[pages[pk].path[: -pages[pk].steplen]].append(pk)
    found: dict[int, tuple[int, int]] = {}
    for section, members in sections.items():
        beside = reading.published(NewsPage).filter(path__startswith=section)
        day, number = OuterRef("date"), OuterRef("pk")
        newer = beside.filter(Q(date__gt=day) | Q(date=day, pk__gt=number)).oldest_first()
        older = beside.filter(Q(date__lt=day) | Q(date=day, pk__lt=number)).newest_first()
        rows = NewsPage.objects.filter(pk__in=members).values_list(
            "pk", Subquery(newer.values("pk")[:1]), Subquery(older.values("pk")[:1])
        )
        found.update((pk, (newer_id, older_id)) for pk, newer_id, older_id in rows)
    return found


def fetch_image_counts(reading: Reading, ids: list[int], model: type[GalleryPage]) -> dict[int, int]:
    """Return how many public pictures each album has."""
    counts: dict[int, int] = defaultdict(int)
    rows = GalleryPicture.objects.filter(page_id__in=ids)
    if reading.private_collections:
        rows = rows.exclude(image__collection_id__in=reading.private_collections)
    for page_id in rows.values_list("page_id", flat=True):
        counts[page_id] += 1
    return counts
