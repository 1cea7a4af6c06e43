"""Which pages the public may see. The one place that decides it: every path to a page asks here."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any, NamedTuple, Self

from django.db.models import (
    CharField,
    Exists,
    ExpressionWrapper,
    F,
    OuterRef,
    Q,
    QuerySet,
    Value,
)
from django.utils import timezone
from wagtail.models import Page, PageQuerySet, PageViewRestriction, Site

#: Beyond so many hidden branches they are compared in the database rather than named one by one.
MAX_BRANCHES_NAMED = 100


def expired(now: datetime) -> Q:
    return Q(expire_at__lte=now)


def hides_subtree(now: datetime) -> Q:
    return Q(live=False) | expired(now) | Q(view_restrictions__isnull=False)


def hiding_pages() -> QuerySet[Page, Any]:
    """Return each page that hides what is below it, or will, for `branches_among`: tuples in no order.

    A page hides what is below it while it is not live, has expired, or has a view restriction. So does an
    alias, and itself, while its original is not public: its tuple tells the original's state and place.
    """
    hiding = Q(live=False) | Q(expire_at__isnull=False) | Q(view_restrictions__isnull=False)
    columns = ("live", "expire_at", "view_restrictions__pk")
    # To have them in the tree's order SQLite would go through all pages in it.
    rows = Page.objects.filter(hiding, numchild__gt=0).order_by()
    # Greater than nothing: so that SQLite finds them by their index, too.
    aliases = Page.objects.filter(alias_of_id__gt=0).order_by()
    of_originals = aliases.values_list("path", *(f"alias_of__{name}" for name in (*columns, "path")))
    return rows.values_list("path", *columns, Value("")).union(of_originals, all=True)


def branches_among(rows: Iterable[Any], now: datetime) -> list[str]:
    """Return the tree paths of those of `hiding_pages` that hide their subtree now, outermost only.

    An alias of what is hidden is such a branch, be it by its original's own state or by something above it.
    """
    hidden: set[str] = set()
    aliases: list[tuple[str, str]] = []
    for path, is_live, expire_at, restriction, original in rows:
        if not is_live or restriction is not None or (expire_at is not None and expire_at <= now):
            hidden.add(path)
        elif original:
            aliases.append((path, original))
    while below := {path for path, original in aliases if _is_below(original, hidden)} - hidden:
        hidden |= below
    branches: list[str] = []
    for path in sorted(hidden):
        if not (branches and path.startswith(branches[-1])):
            branches.append(path)
    return branches


def _is_below(path: str, branches: set[str]) -> bool:
    """Tell whether a place of the tree is at or below one of some others."""
    lengths = range(Page.steplen, len(path) + 1, Page.steplen)
    return any(path[:length] in branches for length in lengths)


def has_hidden_original(now: datetime) -> Q:
    """Return the condition that a page is an alias whose original is not public, as SQL.

    Aliases of aliases are followed once; saving makes them aliases of the original itself.
    """
    hiding = Page.objects.filter(hides_subtree(now)).order_by()
    above = Q(pk__in=[])
    expressions = {}
    for place in ("alias_of__path", "alias_of__alias_of__path"):
        expressions[place.replace("__", "_")] = ExpressionWrapper(OuterRef(place), output_field=CharField())
        above |= Q(**{f"{place.replace('__', '_')}__startswith": F("path")})
    # Of other pages the database need not look for what is above their original.
    return Q(alias_of__isnull=False) & Q(Exists(hiding.alias(**expressions).filter(above)))


def hidden_branches(now: datetime) -> list[str]:
    """Return the tree paths of pages that hide their whole subtree, in one query, outermost only."""
    return branches_among(hiding_pages(), now)


def at_url_path(url_path: str) -> Q:
    """Return what keeps the page of a `url_path`. Its slug says nothing new, but only slugs have an index."""
    return Q(slug=slug_in(url_path), url_path=url_path)


def slug_in(url_path: str) -> str:
    return url_path.rstrip("/").rpartition("/")[2]


class Restriction(NamedTuple):
    """A view restriction: `kind` is one of `PageViewRestriction`'s types."""

    pk: int
    kind: str
    password: str


#: Reads for an unknown page what is read for a known one; no page stands there.
_NOWHERE = "-" * Page.steplen * 3


def restrictions_of(path: str | None, *, now: datetime) -> list[Restriction]:
    """Return what keeps the public from a page that it would see without: the innermost restriction first.

    `path` is the page's place in the tree. Empty for a page that is public, and for one that something else
    hides as well. What restricts the original of an alias restricts the alias, and what is below it; then a
    password of the alias itself says nothing, since Wagtail copied it, maybe from before it was changed.
    Always two statements, for None too.
    """
    own = _places(path or _NOWHERE)
    rows = _open_pages(own, now)
    originals = {place for row in rows for place in (row.original,) if place}
    beyond = {one for place in originals for one in _places(place)} - own
    more = _open_pages(beyond or _places(_NOWHERE), now)
    if {row.path for row in (*rows, *more)} != own | beyond:
        return []
    if any(row.original and not _places(row.original) <= own | beyond for row in more):
        return []
    copied = {row.path for row in rows if row.original} if any(row.restriction for row in more) else set()
    found = [row.restriction for row in rows if row.restriction and not row.is_copied_to(copied)]
    return [*found, *(row.restriction for row in more if row.restriction)]


def _places(path: str) -> set[str]:
    """Return a place of the tree and all above it."""
    return {path[:length] for length in range(Page.steplen, len(path) + 1, Page.steplen)}


class _OpenPage(NamedTuple):
    """A live page on the way to another one: one of its restrictions, and its original's place."""

    path: str
    original: str
    restriction: Restriction | None

    def is_copied_to(self, aliases: set[str]) -> bool:
        restriction = self.restriction
        return self.path in aliases and restriction is not None and restriction.kind == _PASSWORD


_PASSWORD = PageViewRestriction.PASSWORD


def _open_pages(places: set[str], now: datetime) -> list[_OpenPage]:
    """Return the live ones of the pages at some places, the innermost first; one for each restriction."""
    columns = ("view_restrictions__pk", "view_restrictions__restriction_type", "view_restrictions__password")
    rows = (
        Page.objects.filter(path__in=sorted(places), live=True)
        .exclude(expired(now))
        .order_by("-path", "view_restrictions__pk")
        # Aliases of aliases are followed once; saving makes them aliases of the original itself.
        .values_list("path", "alias_of__path", "alias_of__alias_of__path", *columns)
    )
    return [
        _OpenPage(path, further or original or "", Restriction(*restriction) if restriction[0] else None)
        for path, original, further, *restriction in rows
    ]


class BasePageQuerySet(PageQuerySet):
    """Reads as a sentence: `NewsPage.objects.published().in_language("de").newest_first()`."""

    def published(self, *, now: datetime | None = None, branches: list[str] | None = None) -> Self:
        """Keep what is live, unexpired, unrestricted, and below such pages alone, at this moment.

        An alias is public while its original is, too, wherever that stands.

        `branches` is what `hidden_branches` returned, for a caller that asks more than once.
        """
        moment = now or timezone.now()
        if branches is None:
            branches = hidden_branches(moment)
        visible = self.filter(live=True).exclude(expired(moment))
        visible = visible.filter(~Exists(PageViewRestriction.objects.filter(page_id=OuterRef("pk"))))
        if len(branches) > MAX_BRANCHES_NAMED:
            below = ExpressionWrapper(OuterRef("path"), output_field=CharField())
            above = Page.objects.alias(below=below).filter(below__startswith=F("path"), numchild__gt=0)
            aliases = Page.objects.alias(below=below).filter(below__startswith=F("path"), alias_of_id__gt=0)
            return visible.filter(
                ~Exists(above.filter(hides_subtree(moment))),
                ~Exists(aliases.filter(has_hidden_original(moment))),
            )
        for branch in branches:
            visible = visible.exclude(path__startswith=branch)
        return visible

    def in_language(self, code: str) -> Self:
        return self.filter(locale__language_code=code)

    def defer_streamfields(self) -> Self:
        """Leave out what a list does not show: bodies, and the text that search goes through."""
        rows = super().defer_streamfields()
        has_text = any(field.name == "search_text" for field in self.model._meta.fields)
        return rows.defer("search_text") if has_text else rows

    def with_row_in(self, relation: str, **conditions: Any) -> Self:
        """Keep pages to which `relation` has a row that meets `conditions`; a page is never found twice."""
        field = self.model._meta.get_field(relation)
        rows = field.remote_field.through if field.many_to_many else field.related_model
        return self.filter(Exists(rows.objects.filter(**conditions)))

    def in_site(self, site: Site) -> Self:
        """Keep the pages below the site's root page and its translations."""
        roots = site.root_page.get_translations(inclusive=True).values_list("path", flat=True)
        below = Q(pk__in=[])
        for path in roots:
            below |= Q(path__startswith=path)
        return self.filter(below)
