"""Sync `PublicPage` with the pages that are public now, and write the difference into the change log.

Everything that hides or shows pages ends here, whatever it is: publishing, moving, a restriction of a page
far above, a new site. What is public is asked of the one service that knows (`cms.foundation.querysets`).
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.db.models import Q, QuerySet
from wagtail.models import Page

from cms.foundation.querysets import BasePageQuerySet

from .addresses import Home, home_above, homes_by_site
from .change_log import BATCH, append
from .choices import ChangeKind
from .content_version import lock_or_create_version, locked_version
from .models import Change, ContentVersion, PublicPage
from .tags import SITE, page_kinds, purge_tags, surrogate_key

Key = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Place:
    """Where a public page stands on a site. Kinds and paths as in `PublicPage`."""

    site_id: int
    page_id: int
    path: str
    language: str
    kind: str

    @property
    def key(self) -> Key:
        return self.site_id, self.page_id


def sync_public_page(page_id: int) -> None:
    """Log what the saving of a page changed: of the page alone, else of everything below it too.

    Call it in the transaction that saves the page. A draft that was never public costs one query.
    """
    row = Page.objects.filter(pk=page_id).values_list("path", "live").first()
    if row is None:
        return
    tree_path, is_live = row
    registered = PublicPage.objects.filter(page_id=page_id)
    if not is_live and not registered.exists():
        return
    version = locked_version()
    homes = homes_by_site()
    before = list(registered)
    after = list(_public_places(Q(pk=page_id), homes))
    if {one.site_id: (one.path, one.language) for one in before} == {
        one.site_id: (one.path, one.language) for one in after
    }:
        append(version, (_change(ChangeKind.UPDATED, place) for place in after))
    else:
        _sync_tree(version, tree_path, homes)


def sync_public_pages(tree_path: str) -> None:
    """Log which pages at and below a place of the tree came, went or moved."""
    _sync_tree(locked_version(), tree_path, homes_by_site())


def sync_deleted_pages(pages: QuerySet[Page]) -> None:
    """Log that pages are deleted, as far as they were public; call it while they are there."""
    registered = PublicPage.objects.filter(page__in=pages.order_by().values("pk"))
    if registered.exists():
        version = locked_version()
        rows = list(registered.order_by("page__path", "site_id"))
        append(version, _seen_beside(pages, [_change(ChangeKind.DELETED, row) for row in rows]))
        _delete(rows)


def register_public_pages() -> None:
    """Note every page that is public without a word in the log: for a database that had none."""
    _upsert(_public_places(Q(), homes_by_site()))


def begin_or_sync_log() -> None:
    """Begin the log, if it has not begun: note the pages that are public already, without a word about them.

    Without these notes the first change of such a page would look like its publication, and its end like
    nothing at all. A log that has begun is told at once what an update of the CMS hides or shows.
    """
    with transaction.atomic():
        if lock_or_create_version():
            register_public_pages()
        else:
            sync_public_pages("")


def _sync_tree(version: ContentVersion, tree_path: str, homes: dict[int, list[Home]]) -> None:
    trees = _with_aliases(tree_path)
    registered = PublicPage.objects.filter(_below_any(trees, "page__path"))
    before = {(row.site_id, row.page_id): row for row in registered.order_by("page__path", "site_id")}
    after = list(_public_places(_below_any(trees), homes))
    kept = {place.key for place in after}
    gone = [row for key, row in before.items() if key not in kept]
    changes = [_change(ChangeKind.UNPUBLISHED, row) for row in gone]
    different = []
    for place in after:
        row = before.get(place.key)
        if row is None:
            changes.append(_change(ChangeKind.PUBLISHED, place))
        elif (row.path, row.language) != (place.path, place.language):
            changes.append(_change(ChangeKind.MOVED, place, previous_path=row.path))
        else:
            continue
        different.append(place)
    _upsert(different)
    if changes:
        changes = _seen_beside(Page.objects.filter(_below_any(trees)), changes)
    everywhere = {home.page_id for of_site in homes.values() for home in of_site}
    for change in changes:
        if change.page_id in everywhere:
            change.tags.append(SITE)
    append(version, changes)
    _delete(gone)


def _with_aliases(tree_path: str) -> list[str]:
    """Return a place of the tree with the places elsewhere of aliases of what is below it, and so on."""
    trees, new = [tree_path], [tree_path]
    while new and tree_path:
        aliases = Page.objects.filter(_below_any(new, "alias_of__path")).order_by("path")
        found = aliases.values_list("path", flat=True)
        new = [path for path in found if not path.startswith(tuple(trees))]
        trees += new
    return trees


def _below_any(trees: Iterable[str], column: str = "path") -> Q:
    below = Q(pk__in=[])
    for tree_path in trees:
        below |= Q(**{f"{column}__startswith": tree_path})
    return below


def _seen_beside(pages: QuerySet[Page], changes: list[Change]) -> list[Change]:
    """Add to what is said of pages that are elsewhere now the tags of their translations, which link to them.

    All that were public or are stand in `PublicPage`.
    """
    by_key: dict[Any, dict[int, str]] = defaultdict(dict)
    keys: dict[int, Any] = {}
    rows = PublicPage.objects.filter(page__translation_key__in=pages.order_by().values("translation_key"))
    for page_id, kind, key in rows.values_list("page_id", "kind", "page__translation_key"):
        by_key[key][page_id] = surrogate_key(kind, page_id)
        keys[page_id] = key
    for change in changes:
        beside = by_key[keys[change.page_id]] if change.page_id in keys else {}
        change.tags += [tag for page_id, tag in sorted(beside.items()) if page_id != change.page_id]
    return changes


def _public_places(which: Q, homes: dict[int, list[Home]]) -> Iterator[Place]:
    """Yield where the public ones of some pages, a page or a whole branch, stand on every site.

    While a page is saved that has another address now, `url_path` of those below it still holds the old one;
    the slugs hold the new.
    """
    public = BasePageQuerySet(Page).filter(which).published().order_by("path")
    urls: dict[str, str] = {}
    for page_id, tree_path, slug, url_path, *model in public.values_list(
        "pk", "path", "slug", "url_path", "content_type__app_label", "content_type__model"
    ):
        parent = urls.get(tree_path[: -Page.steplen])
        url = urls[tree_path] = url_path if parent is None else f"{parent}{slug}/"
        kind = page_kinds().get((model[0], model[1]))
        if kind is None:
            continue
        for site_id, of_site in homes.items():
            home = home_above(of_site, tree_path)
            if home is not None:
                above = urls.get(home.tree_path, home.url_path)
                yield Place(site_id, page_id, home.prefix + url[len(above) :], home.language, kind)


def _change(kind: ChangeKind, place: Place | PublicPage, previous_path: str = "") -> Change:
    return Change(
        site_id=place.site_id,
        kind=kind,
        page_id=place.page_id,
        language=place.language,
        path=place.path,
        previous_path=previous_path,
        tags=list(purge_tags(place.kind, place.page_id)),
    )


def _upsert(places: Iterable[Place]) -> None:
    rows = [
        PublicPage(
            site_id=place.site_id,
            page_id=place.page_id,
            path=place.path,
            language=place.language,
            kind=place.kind,
        )
        for place in places
    ]
    PublicPage.objects.bulk_create(
        rows,
        batch_size=BATCH,
        update_conflicts=True,
        unique_fields=["site", "page"],
        update_fields=["path", "language", "kind"],
    )


def _delete(rows: list[PublicPage]) -> None:
    for start in range(0, len(rows), BATCH):
        PublicPage.objects.filter(pk__in=[row.pk for row in rows[start : start + BATCH]]).delete()
