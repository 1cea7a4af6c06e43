"""Request timeout, checked before each resolver and SQL statement; on PostgreSQL also `statement_timeout`.

The latter makes the server cancel a statement that takes longer. It is set once per connection, when the
endpoint first uses it, and reset when anything else does: so the endpoint's answers pay nothing for it.
Behind a pooler that shares connections between transactions, set it on the database role instead.
"""

import time
from collections.abc import Callable
from typing import Any

import psycopg
from django.db import OperationalError, connection

from ..errors import TimedOut

#: PostgreSQL's SQLSTATE for a statement that timed out: `query_canceled`.
CANCELED = "57014"
RETRY_AFTER = 5
_MARK = "_cms_limited"


class Deadline:
    """The moment at which a request times out."""

    __slots__ = ("_end", "_seconds")

    def __init__(self, seconds: float) -> None:
        self._seconds = seconds
        self._end = time.monotonic() + seconds

    def check(self) -> None:
        """Raise `TimedOut` once the deadline has passed."""
        if time.monotonic() > self._end:
            raise self._error()

    def _error(self) -> TimedOut:
        return TimedOut(
            f"The request took longer than {self._seconds:g} seconds. Ask for less at once, "
            f"or again in {RETRY_AFTER} seconds.",
            limit=self._seconds,
            retryAfter=RETRY_AFTER,
        )

    def around_sql(
        self, execute: Callable[..., Any], sql: str, params: Any, many: bool, context: dict[str, Any]
    ) -> Any:
        """Execute wrapper for `connection.execute_wrapper`. Raises `TimedOut`."""
        self.check()
        if connection.vendor == "postgresql":
            _limit_statements(self, self._seconds)
        try:
            return execute(sql, params, many, context)
        except OperationalError as error:
            if getattr(error.__cause__, "sqlstate", None) == CANCELED:
                raise self._error() from None
            raise


def _limit_statements(deadline: Deadline, seconds: float) -> None:
    raw = connection.connection
    mark = getattr(connection, _MARK, None)
    if mark is None or mark[0] is not raw or mark[1] != seconds or mark[2] not in (None, deadline):
        raw.execute(f"SET statement_timeout = {int(seconds * 1000)}")
        # ROLLBACK undoes a SET made inside its transaction: there, set it again for each request.
        setattr(connection, _MARK, (raw, seconds, deadline if connection.in_atomic_block else None))


def lift_statement_limit() -> None:
    """Reset `statement_timeout` on a connection that the endpoint has used, for views outside the API."""
    mark = getattr(connection, _MARK, None)
    if mark is None:
        return
    setattr(connection, _MARK, None)
    raw = connection.connection
    if raw is not None and mark[0] is raw and not raw.closed:
        try:
            raw.execute("RESET statement_timeout")
        except psycopg.Error:
            # The connection broke meanwhile: close it, so that Django opens another.
            connection.close()
