"""RequestContext (`info.context`): loaders, sites, caches and the clock of one request."""

from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import date, datetime
from functools import cached_property
from typing import Any

from django.db.models import Model
from django.utils import timezone
from graphene.utils.str_converters import to_camel_case
from wagtail.models import Page

from cms.foundation.query_plans import pages_below
from cms.foundation.querysets import MAX_BRANCHES_NAMED, BasePageQuerySet, branches_among, hiding_pages

from .cache_tags import TagCollector
from .columns import columns_of, model_of, row_type, stream_columns
from .data_loader import DataLoader, LoadPriority, PendingLoad
from .drafts import id_prefix, is_draft
from .prepared_statements import BoundQuery, QueryBuilder, statement
from .sites import Root, Sites
from .unions import union_all
from .version_cache import VersionCache
from .visitors import Visitor

#: Loads values by key: (context, keys, further arguments) → mapping, or a generator (see `DataLoader`).
Fetch = Callable[..., Any]


class RequestContext:
    """Per-request context. Read-only; only the values in `version_cache` outlive the request.

    Fetch functions get primary keys. Objects that are read already are made known to them by `register`, and
    found with `known`.
    """

    def __init__(
        self,
        now: datetime | None = None,
        requested_fields: frozenset[str] | None = None,
        visitor: Visitor | None = None,
        edition: int | None = None,
    ) -> None:
        """`requested_fields` holds the names of all fields in the document; None: any may be requested.

        `visitor` is None where the answer may be cached: others get it, too. `edition` is that of the
        content, read before anything else; without it the version cache lives as long as the request.
        """
        self.now = now or timezone.now()
        self._visitor = visitor
        self._requested_fields = requested_fields
        self.tag_collector = TagCollector()
        self.version_cache = VersionCache(edition, self.tag_collector)
        self._known: dict[type[Any], dict[Any, Any]] = {}
        self._loaders: dict[Any, LoaderHandle] = {}
        self.is_suspending = False
        self._memo: dict[Any, Any] = {}

    def fresh(self) -> "RequestContext":
        """Return a context of the same request that has loaded nothing yet."""
        # Without the edition: what has been read may have been changed since.
        return RequestContext(self.now, self._requested_fields, self._visitor)

    @property
    def visitor(self) -> Visitor:
        """Who asks. Raises `RuntimeError` where the answer may be cached."""
        if self._visitor is None:
            raise RuntimeError(
                "A field that depends on its visitor must be in PRIVATE_FIELDS of "
                "cms/api/execution/operation.py: else its answer is cached, and others get it."
            )
        return self._visitor

    def is_requested(self, *fields: str) -> bool:
        """Return whether the document requests one of `fields`, at any depth."""
        return self._requested_fields is None or not self._requested_fields.isdisjoint(fields)

    @cached_property
    def today(self) -> date:
        return timezone.localdate(self.now)

    @cached_property
    def sites(self) -> Sites:
        sites: Sites = self.version_cache.get(Sites, Sites.read)
        return sites

    @cached_property
    def branches(self) -> list[str]:
        """Tree paths whose pages nobody may see."""
        return branches_among(self.version_cache.get(hiding_pages, self._hiding_pages), self.now)

    def _hiding_pages(self) -> tuple[Any, ...]:
        # No tags: visibility changes are logged per page.
        return tuple(statement(hiding_pages, lambda _placeholders: hiding_pages(), {}).run(self.now, {}))

    def cached_until(self, what: Hashable, make: Callable[[], tuple[Any, datetime | None]]) -> Any:
        """Return the cached value of this edition; recomputed after its expiry (`VersionCache.get_until`).

        It depends on which branches of the tree are hidden, so these are part of its key.
        """
        return self.version_cache.get_until((what, tuple(self.branches)), self.now, make)

    @cached_property
    def _hidden(self) -> Hashable:
        """The part of a statement's key for hidden pages: their paths, or a constant when too many."""
        return tuple(self.branches) if len(self.branches) <= MAX_BRANCHES_NAMED else MAX_BRANCHES_NAMED

    def published(self, model: type[Page], now: datetime | None = None) -> Any:
        """Return the public pages of a model, of every site and language; `now` may be a placeholder."""
        pages = model.objects.all()
        if not isinstance(pages, BasePageQuerySet):
            pages = BasePageQuerySet(model)
        return pages.published(now=now or self.now, branches=self.branches).order_by()

    def below(self, pages: Any, tree_path: str) -> Any:
        """Filter pages to those at or below a tree path.

        Below the home page of a small tree by id: otherwise an ordered list would walk all other pages.
        """
        rows = pages.filter(path__startswith=tree_path)
        root = self.sites.root_of(tree_path)
        return rows.filter(pk__in=pages_below(root.tree_path)) if root and root.is_small_tree else rows

    @cached_property
    def _shared_key(self) -> Hashable:
        """The part of a statement's key that all statements share."""
        return self._hidden, tuple(root.tree_path for root in self.sites.roots if root.is_small_tree)

    def rows(
        self,
        key: Hashable,
        build: QueryBuilder,
        *,
        cache_tags: Iterable[str] | None = None,
        **lists: Sequence[Any],
    ) -> list[Any]:
        """Return the rows of a `values_list` queryset as tuples; it is compiled once for each key.

        `key` must name everything that `build` depends on except placeholders, `published` and `below`; with
        None the statement is not cached. `cache_tags` are those of the rows; None: those of every table
        that the statement names. `lists` are the values for list placeholders.
        """
        return self.bound_query(key, build, cache_tags=cache_tags, **lists).rows()

    def bound_query(
        self,
        key: Hashable,
        build: QueryBuilder,
        *,
        cache_tags: Iterable[str] | None = None,
        **lists: Sequence[Any],
    ) -> BoundQuery:
        """Return the query of `rows`, unexecuted: a fetch function yields it, to be united with others."""
        full_key = None if key is None else (key, self._shared_key)
        prepared = statement(full_key, build, lists)
        self.tag_collector.add(prepared.tags if cache_tags is None else cache_tags)
        return BoundQuery(prepared, self.now, lists)

    def columns(self, model: Any, *more: str) -> tuple[str, ...]:
        """Return the columns of a model that the requested fields read, and `more`."""
        return columns_of(model, self._requested_fields, *more)

    def stream_columns(self, model: Any) -> tuple[str, ...]:
        """Return the StreamFields of a model that the document requests."""
        return tuple(name for name in stream_columns(model) if self.is_requested(to_camel_case(name)))

    def pages(self, model: Any, columns: tuple[str, ...], rows: Iterable[Any]) -> list[Any]:
        """Return tuples of `columns` as registered page rows."""
        make = row_type(model, columns)
        return self.register(make(*row) for row in rows)

    def register(self, objects: Iterable[Any]) -> list[Any]:
        """Make objects known to fetch functions, and return them."""
        registered = list(objects)
        for item in registered:
            known = self._known.setdefault(model_of(item), {})
            if is_draft(known.setdefault(item.pk, item)):
                known[item.pk] = item
        return registered

    def known(self, model: type[Model]) -> dict[Any, Any]:
        """Return the registered objects of a model by primary key."""
        return self._known.get(model, {})

    def loader(self, fetch: Fetch, *arguments: Any) -> "LoaderHandle":
        """Return the loader of a fetch function with these arguments; one per request."""
        key = (fetch, *arguments)
        handle = self._loaders.get(key)
        if handle is None:
            priority = getattr(fetch, "priority", LoadPriority.DETAILS)
            tags: set[str] = set()
            collect = self.tag_collector.collect
            loader = DataLoader(lambda keys: collect(tags, lambda: fetch(self, keys, *arguments)), priority)
            handle = self._loaders[key] = LoaderHandle(self, loader, tags)
        return handle

    def load(self, fetch: Fetch, item: Any, *arguments: Any) -> Any:
        """Return what `fetch` loads for an object, batched with all objects of its type.

        A draft's values come from the draft itself where `fetch` has a `from_draft` (see `.drafts`).
        """
        if is_draft(item):
            read = getattr(fetch, "from_draft", None)
            if read is not None:
                return self.load_one(read, item, *arguments)
            # The tree position is the live page's: once that page is loaded, it replaces the draft here.
            self._known.setdefault(model_of(item), {}).setdefault(item.pk, item)
        return self.loader(fetch, model_of(item), *arguments).get(item.pk)

    @contextmanager
    def suspending(self) -> Iterator[None]:
        """Inside, a value that is not loaded raises `PendingLoad` instead of being loaded alone."""
        self.is_suspending = True
        try:
            yield
        finally:
            self.is_suspending = False

    def load_required(self) -> None:
        """Load what suspended resolvers wait for, of the lowest priority only: its values may add more keys.

        Primed keys are loaded along, and first where their priority is lower: the pages that a body refers to
        before any picture, so that all their pictures are one statement.
        """
        self.is_suspending = False
        try:
            is_progress = False
            while not is_progress:
                waiting = [handle.loader for handle in self._loaders.values() if handle.loader.has_pending]
                lowest = min(loader.priority for loader in waiting)
                due = [loader for loader in waiting if loader.priority == lowest]
                is_progress = any(loader.is_required for loader in due)
                started = [(loader, query) for loader in due if (query := loader.start()) is not None]
                results = union_all([query for _, query in started])
                for (loader, _), rows in zip(started, results, strict=True):
                    loader.finish(rows)
        finally:
            self.is_suspending = True

    def load_one(self, fetch: Fetch, item: Any, *arguments: Any) -> Any:
        """Memoize a function of one object for this request; for what needs no statement of its own."""
        return self.memoize(
            (fetch, model_of(item), id_prefix(item), *arguments), lambda: fetch(self, item, *arguments)
        )

    def memoize(self, key: Any, make: Callable[[], Any]) -> Any:
        """Memoize `make()` for this request."""
        if key not in self._memo:
            self._memo[key] = make()
        return self._memo[key]

    def name_of(self, root: Root) -> str:
        """Return the association's name in the language of a home page."""
        self.tag_collector.add(("settings",))
        return root.name

    def root_of(self, page: Page) -> Root | None:
        return self.sites.root_of(page.path)

    def code_of(self, page: Page) -> str:
        """Return the language code of a page; empty for a locale of no site."""
        return self.sites.codes.get(page.locale_id, "")


class LoaderHandle:
    """A loader as resolvers use it."""

    __slots__ = ("_context", "_tags", "loader")

    def __init__(self, context: RequestContext, loader: DataLoader, tags: set[str]) -> None:
        """`tags` are the cache tags of the values loaded so far; the set grows."""
        self._context = context
        self._tags = tags
        self.loader = loader

    def prime(self, keys: Iterable[Any]) -> None:
        """Add keys that will be needed, so that they are loaded along with others."""
        self.loader.prime(keys)

    def get(self, key: Any) -> Any:
        """Return the value of `key`, or None. Raises `PendingLoad` while resolvers may be suspended."""
        if not self.loader.has(key):
            self.loader.require(key)
            if self._context.is_suspending:
                raise PendingLoad(self.loader)
            self.loader.load_pending()
        if self._context.tag_collector.cache_depth:
            # A value for the version cache needs all its tags, those of earlier loads included.
            self._context.tag_collector.add(self._tags)
        return self.loader.value(key)

    def get_all(self, keys: Iterable[Any]) -> list[Any]:
        """Return the values of `keys`, in that order, without None. Raises `PendingLoad` as `get` does."""
        required = list(keys)
        self.loader.prime(required)
        return [value for value in map(self.get, required) if value is not None]
