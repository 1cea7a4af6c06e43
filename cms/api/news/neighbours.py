"""Loader of an article's neighbours: the next newer and older article of its section."""

from collections import defaultdict
from collections.abc import Generator
from datetime import datetime
from typing import Any

from django.db.models import OuterRef, Q, Subquery, Value
from wagtail.models import Page

from cms.news.models import NewsPage

from ..loading.context import RequestContext
from ..loading.data_loader import LoadPriority, load_priority
from ..loading.drafts import from_draft
from ..loading.prepared_statements import BoundQuery, Placeholders
from ..pages.dto import LinkData
from ..pages.page_links import fetch_page_links, links_of


def neighbour(context: RequestContext, page: Page, side: int) -> LinkData | None:
    """Return a link to the next newer (`side` 0) or older (1) article of a page's section."""
    ids = context.load(fetch_neighbours, page) or ()
    rows = context.loader(fetch_page_links).get_all(("id", pk) for pk in ids[side : side + 1] if pk)
    return next(iter(links_of(context, rows)), None)


@load_priority(LoadPriority.REFERENCES)
def fetch_neighbours(
    context: RequestContext, ids: list[int], model: type[NewsPage]
) -> Generator[BoundQuery, list[Any], dict[int, tuple[int, int]]]:
    """Return (newer, older) of each article within its section, as ids or None."""
    pages = context.known(model)
    sections: dict[str, list[int]] = defaultdict(list)
    for pk in ids:
        sections[pages[pk].path[: -pages[pk].steplen]].append(pk)
    neighbours: dict[int, tuple[int, int]] = {}
    for section, articles in sections.items():

        def build(placeholders: Placeholders, section: str = section) -> Any:
            return _neighbours(context, placeholders.now, section, placeholders.ids(), OuterRef("date"))

        rows = yield context.bound_query((fetch_neighbours, section), build, ids=articles)
        neighbours.update((pk, (newer_id, older_id)) for pk, newer_id, older_id in rows)
    return neighbours


@from_draft(fetch_neighbours)
def _neighbours_of_draft(context: RequestContext, page: NewsPage) -> tuple[int, int] | None:
    section = page.path[: -page.steplen]
    rows = _neighbours(context, context.now, section, [page.pk], Value(page.date))
    return next(((newer_id, older_id) for _, newer_id, older_id in rows), None)


def _neighbours(context: RequestContext, now: datetime, section: str, ids: list[int], day: Any) -> Any:
    """Return rows (article, newer, older) of a section, as ids or None; `day` is an article's date."""
    siblings = context.below(context.published(NewsPage, now), section)
    own_pk = OuterRef("pk")
    # The second condition, on the date alone, lets an index seek to the place at once.
    newer = siblings.filter(Q(date__gt=day) | Q(pk__gt=own_pk), date__gte=day).oldest_first()
    older = siblings.filter(Q(date__lt=day) | Q(pk__lt=own_pk), date__lte=day).newest_first()
    rows = NewsPage.objects.filter(pk__in=ids).order_by()
    return rows.values_list("pk", Subquery(newer.values("pk")[:1]), Subquery(older.values("pk")[:1]))
