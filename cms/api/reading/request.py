"""The state of one request. Resolvers find it as `info.context`."""

from collections.abc import Callable, Generator, Hashable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import date, datetime
from functools import cached_property
from typing import Any

from django.db.models import Model
from django.utils import timezone
from wagtail.models import Page

from cms.foundation.query_plans import pages_below
from cms.foundation.querysets import (
    MOST_BRANCHES_NAMED,
    BasePageQuerySet,
    branches_among,
    hiding_pages,
)

from .batches import Batch, NotYet, Stage
from .columns import columns_of, model_of, row_type
from .drafts import identity, is_draft
from .kept import Kept
from .made_of import MadeOf
from .sites import Root, Sites
from .statements import Build, Question, ask_together, statement

#: Fetches values for the objects of one type: (reading, their keys, further arguments) → value by key.
Fetch = Callable[..., Any]


class Reading:
    """What one request has read so far; it never writes. Only what is `kept` outlives the request.

    Objects are made known with `see`: fetch functions get keys, and find the objects with `seen`.
    """

    def __init__(
        self,
        now: datetime | None = None,
        asked: frozenset[str] | None = None,
        client_address: str = "",
        is_by_get: bool = False,
        version: int | None = None,
    ) -> None:
        """`asked` holds the names of the fields that a document asks for; without it any may be.

        `client_address` is the IP address that a request came from; mutations count by it.
        `is_by_get` tells that the request stands in an address, which others keep.
        `version` is that of the content, read before anything else; without it nothing that an earlier
        request has read is used.
        """
        self.now = now or timezone.now()
        self.client_address = client_address
        self.is_by_get = is_by_get
        self._asked = asked
        self.made_of = MadeOf()
        self.kept = Kept(version, self.made_of)
        self._seen: dict[type[Any], dict[Any, Any]] = {}
        self._batches: dict[Any, Values] = {}
        self.is_parking = False
        self._made: dict[Any, Any] = {}

    def anew(self) -> "Reading":
        """Return a reading of the same request that has read nothing yet."""
        # Not of the same version: what has been read may have been changed since.
        return Reading(self.now, self._asked, self.client_address, self.is_by_get)

    def asks(self, *fields: str) -> bool:
        """Tell whether the document asks for one of `fields`, wherever they stand in it."""
        return self._asked is None or not self._asked.isdisjoint(fields)

    @cached_property
    def today(self) -> date:
        return timezone.localdate(self.now)

    @cached_property
    def sites(self) -> Sites:
        sites: Sites = self.kept.get(Sites, Sites.read)
        return sites

    @cached_property
    def branches(self) -> list[str]:
        """Tree paths whose pages nobody may see."""
        return branches_among(self.kept.get(hiding_pages, self._hiding_pages), self.now)

    def _hiding_pages(self) -> tuple[Any, ...]:
        # Made of nothing: what is hidden or shown is told of each page.
        return tuple(statement(hiding_pages, lambda given: hiding_pages(), {}).run(self.now, {}))

    def kept_lasting(self, what: Hashable, make: Callable[[], tuple[Any, datetime | None]]) -> Any:
        """Return what `make` made of the same version and the same public pages, while that holds."""
        return self.kept.get_lasting((what, tuple(self.branches)), self.now, make)

    @cached_property
    def _hidden(self) -> Hashable:
        """What a statement says of the pages that nobody may see: it names them, or looks for them."""
        return tuple(self.branches) if len(self.branches) <= MOST_BRANCHES_NAMED else MOST_BRANCHES_NAMED

    def published(self, model: type[Page], now: datetime | None = None) -> Any:
        """Return the public pages of a model, of every site and language; `now` is a mark for the moment."""
        pages = model.objects.all()
        if not isinstance(pages, BasePageQuerySet):
            pages = BasePageQuerySet(model)
        return pages.published(now=now or self.now, branches=self.branches).order_by()

    def below(self, pages: Any, tree_path: str) -> Any:
        """Keep the pages at or below a place of the tree, of a home page or further in.

        Where a language has few pages, a list in its order would go through all of the others.
        """
        kept = pages.filter(path__startswith=tree_path)
        root = self.sites.root_of(tree_path)
        return kept.filter(pk__in=pages_below(root.tree_path)) if root and root.has_few else kept

    @cached_property
    def _shape(self) -> Hashable:
        """All that a statement is made of beside what its key names."""
        return self._hidden, tuple(root.tree_path for root in self.sites.roots if root.has_few)

    def rows(
        self, key: Hashable, build: Build, *, made_of: Iterable[str] | None = None, **lists: Sequence[Any]
    ) -> list[Any]:
        """Return what a queryset of tuples finds; it is built once for each key (see `.statements`).

        `key` names all that `build` uses but the marks, `published` and `below`; None keeps nothing.
        `made_of` is what the answer is made of by it, in tags: without, all that is in its tables.
        """
        return self.question(key, build, made_of=made_of, **lists).rows()

    def question(
        self, key: Hashable, build: Build, *, made_of: Iterable[str] | None = None, **lists: Sequence[Any]
    ) -> Question:
        """Return what `rows` asks, for a fetch function that yields it: so it is asked along with others."""
        full_key = None if key is None else (key, self._shape)
        found = statement(full_key, build, lists)
        self.made_of.note(found.tags if made_of is None else made_of)
        return Question(found, self.now, lists)

    def columns(self, model: Any, *more: str) -> tuple[str, ...]:
        """Return the columns of a model that the document asks for, and `more`."""
        return columns_of(model, self._asked, *more)

    def pages(self, model: Any, columns: tuple[str, ...], rows: Iterable[Any]) -> list[Any]:
        """Return pages made of tuples of `columns`, and make them known."""
        make = row_type(model, columns)
        return self.see(make(*row) for row in rows)

    def see(self, objects: Iterable[Any]) -> list[Any]:
        """Make objects known, and return them."""
        found = list(objects)
        for one in found:
            known = self._seen.setdefault(model_of(one), {})
            if is_draft(known.setdefault(one.pk, one)):
                known[one.pk] = one
        return found

    def seen(self, model: type[Model]) -> dict[Any, Any]:
        """Return the objects of a model that are known so far, by primary key."""
        return self._seen.get(model, {})

    def batch(self, fetch: Fetch, *arguments: Any) -> "Values":
        """Return the values that `fetch` finds with these arguments; one batch for each request."""
        key = (fetch, *arguments)
        values = self._batches.get(key)
        if values is None:
            stage = getattr(fetch, "stage", Stage.DETAILS)
            tags: set[str] = set()
            batch = Batch(lambda keys: self._noted(tags, fetch, keys, *arguments), stage)
            values = self._batches[key] = Values(self, batch, tags)
        return values

    def _noted(self, tags: set[str], fetch: Fetch, keys: list[Any], *arguments: Any) -> Any:
        """Return what `fetch` does, and add what it is made of to `tags`."""
        around = self.made_of.begin()
        try:
            fetched = fetch(self, keys, *arguments)
        finally:
            tags |= self.made_of.end(around)
        return self._noted_further(tags, fetched) if isinstance(fetched, Generator) else fetched

    def _noted_further(self, tags: set[str], fetching: Any) -> Generator[Question, list[Any], Any]:
        rows: list[Any] | None = None
        while True:
            around = self.made_of.begin()
            try:
                question = fetching.send(rows)
            except StopIteration as done:
                return done.value
            finally:
                tags |= self.made_of.end(around)
            rows = yield question

    def fetch(self, fetch: Fetch, one: Any, *arguments: Any) -> Any:
        """Return what `fetch` finds for `one`, fetched for all objects of its type that ask for it too.

        Of a draft it is found in itself, where `fetch` has a way (see `cms.api.reading.drafts`).
        """
        if is_draft(one):
            read = getattr(fetch, "from_draft", None)
            if read is not None:
                return self.fetch_one(read, one, *arguments)
            # The place in the tree is the live page's; once that is seen, it takes the draft's place here.
            self._seen.setdefault(model_of(one), {}).setdefault(one.pk, one)
        return self.batch(fetch, model_of(one), *arguments).get(one.pk)

    @contextmanager
    def parking(self) -> Iterator[None]:
        """While inside, a value that is not there raises `NotYet` instead of being fetched for itself."""
        self.is_parking = True
        try:
            yield
        finally:
            self.is_parking = False

    def fetch_needed(self) -> None:
        """Fetch what parked resolvers wait for, of the earliest stage only: more may follow from it.

        What is only wanted so far comes along, and comes first where its stage is earlier: the pages that a
        body refers to before any picture, so that all their pictures are one statement.
        """
        self.is_parking = False
        try:
            is_help = False
            while not is_help:
                waiting = [values.batch for values in self._batches.values() if values.batch.is_wanted]
                stage = min(batch.stage for batch in waiting)
                due = [batch for batch in waiting if batch.stage == stage]
                is_help = any(batch.is_needed for batch in due)
                asking = [(batch, question) for batch in due if (question := batch.start()) is not None]
                answers = ask_together([question for _, question in asking])
                for (batch, _), rows in zip(asking, answers, strict=True):
                    batch.finish(rows)
        finally:
            self.is_parking = True

    def fetch_one(self, fetch: Fetch, one: Any, *arguments: Any) -> Any:
        """Return what `fetch` makes of one object, once a request; for what needs no database of its own."""
        return self.once(
            (fetch, model_of(one), identity(one), *arguments), lambda: fetch(self, one, *arguments)
        )

    def once(self, key: Any, make: Callable[[], Any]) -> Any:
        """Return what `make` made for a key, once a request; for what is dear to make."""
        if key not in self._made:
            self._made[key] = make()
        return self._made[key]

    def name_of(self, root: Root) -> str:
        """Return what the association is called in the language of a home page."""
        self.made_of.note(("settings",))
        return root.name

    def root_of(self, page: Page) -> Root | None:
        return self.sites.root_of(page.path)

    def code_of(self, page: Page) -> str:
        """Return the language code of a page."""
        return self.sites.codes.get(page.locale_id, "")


class Values:
    """The values of one batch as resolvers ask for them."""

    __slots__ = ("_reading", "_tags", "batch")

    def __init__(self, reading: Reading, batch: Batch, tags: set[str]) -> None:
        """`tags` holds what the values are made of that are there."""
        self._reading = reading
        self._tags = tags
        self.batch = batch

    def want(self, keys: Iterable[Any]) -> None:
        """Note keys that will be asked for, so that they come along."""
        self.batch.want(keys)

    def get(self, key: Any) -> Any:
        """Return the value of `key`, or None. Raises `NotYet` while resolvers are parked."""
        if not self.batch.has(key):
            self.batch.need(key)
            if self._reading.is_parking:
                raise NotYet(self.batch)
            self.batch.fetch_wanted()
        if self._reading.made_of.keeping:
            # What is kept takes along what it is made of, also where that was fetched before.
            self._reading.made_of.note(self._tags)
        return self.batch.value(key)

    def get_all(self, keys: Iterable[Any]) -> list[Any]:
        """Return the values of `keys`, in that order, without None. Raises `NotYet` as `get` does."""
        wanted = list(keys)
        self.batch.want(wanted)
        return [value for value in map(self.get, wanted) if value is not None]
