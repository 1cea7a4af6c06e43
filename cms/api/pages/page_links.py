"""Loader of page links: pages by id, tree path, translation key, or as fixed places of a site.

Links, breadcrumbs, translations and fixed places are rows of one table: one statement (no N+1).
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import cache
from typing import Any, Literal, NamedTuple

from django.db.models import Q
from wagtail.models import Page

from cms.delivery.tags import every_page, kind_of, kinds_by_model_name, surrogate_key
from cms.forms.models import FormPage
from cms.home.choices import StandardPageRole
from cms.home.models import StandardPage

from ..loading.context import RequestContext
from ..loading.data_loader import LoadPriority, load_priority
from ..loading.prepared_statements import Placeholders
from .dto import LinkData
from .page_types import models_at_places

ROLES = [role for role in StandardPageRole.values if role != StandardPageRole.NONE]

#: ("id", primary key) and ("path", tree path) load one row; ("translations", translation key) all rows with
#: that key; ("places", tree path of a home page) the fixed places below it.
Key = tuple[Literal["id", "path", "translations", "places"], Any]


_COLUMNS = (
    "pk",
    "title",
    "url_path",
    "path",
    "translation_key",
    "alias_of_id",
    "content_type__model",
    "standardpage__role",
    "formpage__is_contact",
)


class PageLinkRow(NamedTuple):
    """The data of a link to a public page. `place`: a `PlaceKind`, or empty; `kind` as in cache tags."""

    pk: int
    title: str
    url_path: str
    path: str
    translation_key: Any
    place: str
    kind: str


@load_priority(LoadPriority.ENDS)
def fetch_page_links(context: RequestContext, keys: list[Key]) -> dict[Key, Any]:
    """Return public pages inside a site by key: a row, or a list of rows for translations and places."""
    values_by_kind: dict[str, list[Any]] = defaultdict(list)
    for kind, value in keys:
        values_by_kind[kind].append(value)
    trees = tuple(sorted(values_by_kind["places"]))
    pages = context.rows(
        (fetch_page_links, *trees),
        lambda placeholders: _linked(context, placeholders, trees),
        cache_tags=(),
        ids=values_by_kind["id"],
        paths=values_by_kind["path"],
        keys=values_by_kind["translations"],
    )
    rows = []
    for pk, title, url_path, path, translation_key, original, model, role, is_contact in pages:
        place = _place(model, role, is_contact)
        if original and place != "HOME":
            # The place is the original's, in its own language.
            place = ""
        if context.sites.root_of(path) is not None:
            kind = kinds_by_model_name().get(model, model)
            rows.append(PageLinkRow(pk, title, url_path, path, translation_key, place, kind))
    rows.sort(key=lambda row: row.path)
    values: dict[Key, Any] = {}
    for row in rows:
        values["id", row.pk] = values["path", row.path] = row
        values.setdefault(("translations", row.translation_key), []).append(row)
    for tree in trees:
        values["places", tree] = [row for row in rows if row.place and row.path.startswith(tree)]
    context.tag_collector.add(_tags(keys, values))
    return values


def _tags(keys: list[Key], values: dict[Key, Any]) -> Iterator[str]:
    """Yield the cache tags of found pages; every page kind where a key matched none.

    Publishing or moving a page purges the tags of its translations, too.
    """
    for key in keys:
        value = values.get(key)
        if key[0] == "places":
            yield from _kinds_at_places()
        elif not value:
            yield from every_page()
        else:
            for row in value if key[0] == "translations" else (value,):
                yield surrogate_key(row.kind, row.pk)


def _linked(context: RequestContext, placeholders: Placeholders, trees: Iterable[str]) -> Any:
    condition = Q(pk__in=placeholders.ids())
    condition |= Q(path__in=placeholders.texts("paths"))
    condition |= Q(translation_key__in=placeholders.uuids("keys"))
    if trees:
        named = Page.objects.filter(condition).order_by().values("pk")
        condition = Q(pk__in=named.union(*_pages_with_a_place(), all=True))
    return context.published(Page, placeholders.now).filter(condition).values_list(*_COLUMNS)


def _pages_with_a_place() -> list[Any]:
    """Return id querysets of all pages that may be a fixed place, each on the small table of its type."""
    rows = [
        *(model._default_manager.all() for model in models_at_places()),
        StandardPage.objects.filter(role__in=ROLES),
        FormPage.objects.filter(is_contact=True),
    ]
    return [pages.order_by().values("pk") for pages in rows]


def _place(model: str, role: str | None, is_contact: bool | None) -> str:
    """Return the fixed place (`PlaceKind`) of a page by its type, role or contact flag; empty for none."""
    if is_contact:
        return "CONTACT"
    return role.upper() if role and role in ROLES else _places_by_model_name().get(model, "")


@cache
def _places_by_model_name() -> dict[str, str]:
    return {str(model._meta.model_name): place for model, place in models_at_places().items()}


@cache
def _kinds_at_places() -> tuple[str, ...]:
    """Return the page kinds (see `cms.delivery.tags`) that may be a fixed place."""
    return tuple(kind_of(model) for model in (*models_at_places(), StandardPage, FormPage))


def prefetch_page_links(context: RequestContext, ids: Iterable[int | None]) -> None:
    """Prime pages that will be linked to, so that one statement loads them all."""
    context.loader(fetch_page_links).prime(("id", pk) for pk in ids if pk)


def page_link_row(context: RequestContext, pk: int | None) -> PageLinkRow | None:
    """Return the row of a public page; None if there is none."""
    row: PageLinkRow | None = context.loader(fetch_page_links).get(("id", pk)) if pk else None
    return row


def link_at(context: RequestContext, title: str, url_path: str, tree_path: str) -> LinkData | None:
    """Return a link to a page at a tree path; None for a page outside every site."""
    root = context.sites.root_of(tree_path)
    if root is None:
        return None
    path = root.path_of(url_path)
    return LinkData(title, path, root.base_url + path, root.site_id)


def links_of(context: RequestContext, rows: Iterable[PageLinkRow]) -> list[LinkData]:
    links = (link_at(context, row.title, row.url_path, row.path) for row in rows)
    return [link for link in links if link is not None]
