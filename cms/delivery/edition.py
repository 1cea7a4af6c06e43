"""The content edition: a random token replaced by every write to a watched table. It keys cached answers.

An answer that was made in an edition is right as long as the edition is the same. It is changed in the
transaction of the write, by an execute wrapper on the connection: signals are not sent for `QuerySet.update`,
`bulk_create`, the raw SQL of treebeard, the redirects that Wagtail makes. So it is complete by construction.

An edition is a random number, not the next one. What a transaction has written and read before it was rolled
back is then in no danger of being taken for what another one commits, nor is a restored backup.

Writers change the edition before they write. So the row of the version is the first that any of them locks,
and none waits for another who waits for it.
"""

import re
from collections.abc import Callable
from enum import Enum
from functools import lru_cache
from typing import Any

from django.db import DEFAULT_DB_ALIAS, InterfaceError, OperationalError, connections, transaction
from wagtail.models import Page

from .models import ContentVersion, new_edition
from .version_lock import waiting_turn
from .watched_tables import watched_tables

#: Columns of a page that no visitor sees. A draft that is saved, as editors' browsers do every few seconds,
#: writes these alone: it is another edition of nothing.
UNSEEN_COLUMNS = frozenset(
    (
        "draft_title",
        "first_published_at",
        "has_unpublished_changes",
        "last_published_at",
        "latest_revision",
        "latest_revision_created_at",
        "latest_revision_id",
        "live_revision",
        "live_revision_id",
        "locked",
        "locked_at",
        "locked_by",
        "locked_by_id",
        "numchild",
        "owner",
        "owner_id",
    )
)

#: How many texts of statements are known by their effect. Most come again and again, with other values.
MAX_KNOWN = 500

_VERSION = ContentVersion._meta.db_table
#: There is one row: without a condition PostgreSQL has less to plan.
_READ = f"SELECT edition FROM {_VERSION}"
_CHANGE = f"UPDATE {_VERSION} SET edition = %s WHERE id = 1"
_LOCK = f"SELECT id FROM {_VERSION} WHERE id = 1 FOR UPDATE"
_LOCK_AT_ONCE = f"{_LOCK} NOWAIT"
_IS_THERE = {
    "postgresql": "SELECT 1 FROM pg_attribute WHERE attrelid = to_regclass(%s) AND attname = 'edition'",
    "sqlite": "SELECT 1 FROM pragma_table_info(%s) WHERE name = 'edition'",
}

_COMMENTS = r"(?:\s|/\*.*?\*/|--[^\n]*\n)*"
_WRITE = re.compile(
    _COMMENTS
    + r"(?:INSERT\s+(?:OR\s+\w+\s+)?INTO|REPLACE\s+INTO|MERGE\s+INTO|UPDATE(?:\s+OR\s+\w+)?|DELETE\s+FROM)"
    r'\s+(?:ONLY\s+)?(?:"?\w+"?\s*\.\s*)?["`]?(\w+)',
    re.IGNORECASE | re.DOTALL,
)
_MAY_WRITE = re.compile(_COMMENTS + r"(?:WITH|TRUNCATE)\b", re.IGNORECASE | re.DOTALL)
_VERB = re.compile(r"\b(?:INSERT|REPLACE|MERGE|UPDATE|DELETE|TRUNCATE)\b", re.IGNORECASE)
_NAME = re.compile(r"\w+")
#: How Django writes an UPDATE of plain values. What looks otherwise is taken for a change that is seen.
_PLAIN_UPDATE = re.compile(r'UPDATE "\w+" SET ((?:"\w+" = (?:%s|NULL)(?:, )?)+) WHERE ')
_UPDATE_BY_ID = re.compile(r'^UPDATE "(\w+)" SET .* WHERE "\1"\."(?:id|page_ptr_id)" = %s$', re.DOTALL)
_COLUMN = re.compile(r'"(\w+)" =')


class Effect(Enum):
    """What a statement does to the edition."""

    NONE = "none"
    #: It asks for the edition, so the next write must give another one, also in the same transaction.
    READS = "reads"
    #: It writes what nobody sees. It waits for its turn like all others, or two could wait for each other.
    SERIALIZES = "serializes"
    CHANGES = "changes"


class _Changed:
    """Stands among what a transaction calls after its commit, and does nothing there.

    Django forgets it when the transaction ends, and when the savepoint is rolled back in which it was noted:
    while it is there, this transaction has changed the edition.
    """

    def __call__(self) -> None:
        pass


class PostponedChange:
    """What a transaction has written that changes the edition only at its end (`cms.delivery.draft_saves`).

    `of_page` names the tables in which it has updated the row of one page, `tables` all others that it has
    written; an empty name stands for a statement that names none plainly.
    """

    def __init__(self, page_id: int) -> None:
        self._page_id = page_id
        self.of_page: set[str] = set()
        self.tables: set[str] = set()

    def note(self, sql: str, params: Any) -> None:
        table = _written_table(sql)
        is_of_page = _UPDATE_BY_ID.search(sql) is not None and params and params[-1] == self._page_id
        (self.of_page if is_of_page else self.tables).add(table)

    def __bool__(self) -> bool:
        return bool(self.of_page or self.tables)

    def clear(self) -> None:
        self.of_page.clear()
        self.tables.clear()


def current_edition(using: str = DEFAULT_DB_ALIAS) -> int | None:
    """Return the edition; None in a database without one, where nothing may be kept. One statement.

    It is the first of a request, before which Django would ask a connection that is kept whether it still
    works (CONN_HEALTH_CHECKS). The statement itself shows that: if it fails, it is tried with another.
    """
    connection: Any = connections[using]
    is_unchecked = (
        connection.connection is not None
        and not connection.in_atomic_block
        and not connection.health_check_done
    )
    if not is_unchecked:
        return _read(connection)
    connection.health_check_done = True
    try:
        return _read(connection)
    except (OperationalError, InterfaceError):
        connection.close()
        return _read(connection)


def _read(connection: Any) -> int | None:
    with connection.cursor() as cursor:
        cursor.execute(_READ)
        row = cursor.fetchone()
    return row[0] if row else None


def watch(connection: Any, **kwargs: Any) -> None:
    """Look at every statement of a connection from now on; a receiver of `connection_created`."""
    if connection.vendor in _IS_THERE and bump_edition_on_write not in connection.execute_wrappers:
        # The first, hence outermost: whoever takes the last one away must not take this.
        connection.execute_wrappers.insert(0, bump_edition_on_write)


def bump_edition_on_write(
    execute: Callable[..., Any], sql: Any, params: Any, many: bool, context: dict[str, Any]
) -> Any:
    """Run a statement; before it, change the edition if it writes what answers are made of."""
    effect = effect_of(sql) if isinstance(sql, str) else Effect.NONE
    connection = context["connection"]
    if effect is Effect.NONE:
        return execute(sql, params, many, context)
    postponed: PostponedChange | None = getattr(connection, "_cms_postponed_change", None)
    if effect is Effect.READS:
        if postponed:
            # What is read from now on shows what was written, so it must not be kept under today's edition.
            postponed.clear()
            execute(_CHANGE, [new_edition()], False, context)
        elif _may_be_rolled_back(connection):
            # What is read of a savepoint must not be kept under an edition that outlives it.
            execute(_CHANGE, [new_edition()], False, context)
        connection._cms_edition_changed = None
        return execute(sql, params, many, context)
    if not _has_edition(connection):
        return execute(sql, params, many, context)
    if connection.in_atomic_block:
        if postponed is not None:
            if effect is Effect.CHANGES:
                postponed.note(sql, params)
        elif not _is_changed(connection):
            _begin(connection, effect, execute, context)
        return execute(sql, params, many, context)
    if effect is Effect.SERIALIZES:
        return execute(sql, params, many, context)
    if not connection.get_autocommit():
        # A transaction that Django knows nothing of: it can't say whether the edition is changed already.
        execute(_CHANGE, [new_edition()], False, context)
        return execute(sql, params, many, context)
    with transaction.atomic(using=connection.alias):
        _begin(connection, effect, execute, context)
        return execute(sql, params, many, context)


@lru_cache(maxsize=MAX_KNOWN)
def effect_of(sql: str) -> Effect:
    """Return what a statement does to the edition; every statement of the process is looked at."""
    found = _WRITE.match(sql)
    if found is None:
        if (
            _MAY_WRITE.match(sql)
            and _VERB.search(sql)
            and not watched_tables().isdisjoint(_NAME.findall(sql))
        ):
            return Effect.CHANGES
        return Effect.READS if "edition" in sql and _VERSION in sql else Effect.NONE
    table = found[1]
    if table not in watched_tables():
        return Effect.NONE
    if table == Page._meta.db_table:
        plain = _PLAIN_UPDATE.match(sql)
        if plain is not None and UNSEEN_COLUMNS.issuperset(_COLUMN.findall(plain[1])):
            return Effect.SERIALIZES
    return Effect.CHANGES


@lru_cache(maxsize=MAX_KNOWN)
def _written_table(sql: str) -> str:
    found = _WRITE.match(sql)
    return found[1] if found else ""


def bump_edition(connection: Any) -> None:
    """Give the content another edition, as the last that a transaction does."""
    with connection.cursor() as cursor:
        cursor.execute(_CHANGE, [new_edition()])


def _begin(connection: Any, effect: Effect, execute: Callable[..., Any], context: dict[str, Any]) -> None:
    """Take the turn of this transaction, and change the edition if it has to be."""
    if connection.features.has_select_for_update:
        with waiting_turn() as may_wait:
            if not may_wait:
                execute(_LOCK_AT_ONCE, None, False, context)
            if effect is Effect.CHANGES:
                execute(_CHANGE, [new_edition()], False, context)
            elif may_wait:
                execute(_LOCK, None, False, context)
    elif effect is Effect.CHANGES:
        execute(_CHANGE, [new_edition()], False, context)
    if effect is Effect.CHANGES:
        mark = _Changed()
        connection.on_commit(mark)
        waiting = len(connection.run_on_commit)
        connection._cms_edition_changed = (waiting - 1, mark, tuple(connection.savepoint_ids))


def _is_changed(connection: Any) -> bool:
    """Tell whether this transaction has changed the edition, and nobody has read it since."""
    place, mark, _ = getattr(connection, "_cms_edition_changed", None) or (0, None, ())
    waiting = connection.run_on_commit
    return mark is not None and place < len(waiting) and waiting[place][1] is mark


def _may_be_rolled_back(connection: Any) -> bool:
    """Tell whether what was written under the edition of a transaction may go while that edition stays.

    So it is in a savepoint that began after the edition was changed.
    """
    return _is_changed(connection) and connection._cms_edition_changed[2] != tuple(connection.savepoint_ids)


def _has_edition(connection: Any) -> bool:
    """Tell whether the table of the version has its column; migrations write before that."""
    if not getattr(connection, "_cms_has_edition", False):
        with connection.cursor() as cursor:
            cursor.execute(_IS_THERE[connection.vendor], [_VERSION])
            connection._cms_has_edition = cursor.fetchone() is not None
    return bool(connection._cms_has_edition)
