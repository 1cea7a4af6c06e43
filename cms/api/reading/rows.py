"""Pages as others refer to them: by number, by place in the tree, as translations of each other, by role.

Links, breadcrumbs, translations and the fixed places of a site are rows of one table: one statement.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import Any, Literal, NamedTuple

from django.db.models import Q
from wagtail.models import Page

from cms.delivery.tags import every_page, kind_of, kinds_by_model_name, tag_of
from cms.forms.models import FormPage
from cms.galleries.models import GalleryIndexPage
from cms.home.choices import StandardPageRole
from cms.home.models import HomePage, SearchPage, StandardPage
from cms.members.models import MemberIndexPage
from cms.news.models import NewsIndexPage

from ..values import Link
from .batches import Stage, fetched_at
from .request import Reading
from .statements import Given

#: The place that a page of a type is, by the name of its content type.
_SECTION_TYPES: dict[type[Page], str] = {
    HomePage: "HOME",
    NewsIndexPage: "NEWS",
    MemberIndexPage: "MEMBERS",
    GalleryIndexPage: "GALLERIES",
    SearchPage: "SEARCH",
}
SECTIONS: dict[str, str] = {model._meta.model_name or "": kind for model, kind in _SECTION_TYPES.items()}
#: What a fixed place may be: with a role, or as the contact page, also the last two.
_KINDS_OF_PLACES = tuple(kind_of(model) for model in (*_SECTION_TYPES, StandardPage, FormPage))
ROLES = [role for role in StandardPageRole.values if role != StandardPageRole.NONE]

#: ("id", primary key) and ("path", tree path) stand for one row, ("translations", key) for those that share a
#: translation key, ("places", tree path of a home page) for those below it that have a fixed place.
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


class PageRow(NamedTuple):
    """What a link needs of a public page. `place` is the fixed place it has, or empty; `kind` as in tags."""

    pk: int
    title: str
    url_path: str
    path: str
    translation_key: Any
    place: str
    kind: str


@fetched_at(Stage.ENDS)
def fetch_rows(reading: Reading, keys: list[Key]) -> dict[Key, Any]:
    """Return public pages inside a site, by the keys that stand for them."""
    wanted: dict[str, list[Any]] = defaultdict(list)
    for kind, value in keys:
        wanted[kind].append(value)
    trees = tuple(sorted(wanted["places"]))
    pages = reading.rows(
        (fetch_rows, *trees),
        lambda given: _linked(reading, given, trees),
        made_of=(),
        ids=wanted["id"],
        paths=wanted["path"],
        keys=wanted["translations"],
    )
    rows = []
    for pk, title, url_path, path, translation_key, original, model, role, is_contact in pages:
        place = _place(model, role, is_contact)
        if original and place != "HOME":
            # It is the original's, and of that in its own language.
            place = ""
        if reading.sites.root_of(path) is not None:
            kind = kinds_by_model_name().get(model, model)
            rows.append(PageRow(pk, title, url_path, path, translation_key, place, kind))
    rows.sort(key=lambda row: row.path)
    values: dict[Key, Any] = {}
    for row in rows:
        values["id", row.pk] = values["path", row.path] = row
        values.setdefault(("translations", row.translation_key), []).append(row)
    for tree in wanted["places"]:
        values["places", tree] = [row for row in rows if row.place and row.path.startswith(tree)]
    reading.made_of.note(_made_of(keys, values))
    return values


def _made_of(keys: list[Key], values: dict[Key, Any]) -> Iterator[str]:
    """Yield what is made of what was found: of pages; of a page of any kind where there was none.

    A page that is published or moved has the tags of its translations, too.
    """
    for key in keys:
        found = values.get(key)
        if key[0] == "places":
            yield from _KINDS_OF_PLACES
        elif not found:
            yield from every_page()
        else:
            for row in found if key[0] == "translations" else (found,):
                yield tag_of(row.kind, row.pk)


def _linked(reading: Reading, given: Given, trees: Iterable[str]) -> Any:
    condition = Q(pk__in=given.ids())
    condition |= Q(path__in=given.texts("paths"))
    condition |= Q(translation_key__in=given.uuids("keys"))
    if trees:
        named = Page.objects.filter(condition).order_by().values("pk")
        condition = Q(pk__in=named.union(*_pages_with_a_place(), all=True))
    return reading.published(Page, given.now).filter(condition).values_list(*_COLUMNS)


def _pages_with_a_place() -> list[Any]:
    """Return the pages of every site that may be a fixed place, each from the small table of its type."""
    rows = [
        *(model._default_manager.all() for model in _SECTION_TYPES),
        StandardPage.objects.filter(role__in=ROLES),
        FormPage.objects.filter(is_contact=True),
    ]
    return [pages.order_by().values("pk") for pages in rows]


def _place(model: str, role: str | None, is_contact: bool | None) -> str:
    """Return the fixed place of a page: by its type, its role, or as the contact page among forms."""
    if is_contact:
        return "CONTACT"
    return role.upper() if role and role in ROLES else SECTIONS.get(model, "")


def want_rows(reading: Reading, ids: Iterable[int | None]) -> None:
    """Note pages that will be linked to, so that one statement brings them all."""
    reading.batch(fetch_rows).want(("id", pk) for pk in ids if pk)


def row_of(reading: Reading, pk: int | None) -> PageRow | None:
    """Return a public page as a row; None if there is none."""
    row: PageRow | None = reading.batch(fetch_rows).get(("id", pk)) if pk else None
    return row


def link_at(reading: Reading, title: str, url_path: str, tree_path: str) -> Link | None:
    """Return a link to a page at a place of the tree; None for a page outside every site."""
    root = reading.sites.root_of(tree_path)
    if root is None:
        return None
    path = root.path_of(url_path)
    return Link(title, path, root.base_url + path, root.site_id)


def links_of(reading: Reading, rows: Iterable[PageRow]) -> list[Link]:
    links = (link_at(reading, row.title, row.url_path, row.path) for row in rows)
    return [link for link in links if link is not None]
