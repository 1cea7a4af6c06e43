"""Execute an admitted operation, or take its answer from the cache."""

from collections.abc import Callable
from dataclasses import replace

from django.conf import settings
from django.db import connection
from django.utils import timezone
from graphql import ExecutionResult, GraphQLError

from cms.serving.unavailable import DatabaseAway

from ..cache.answer_cache import answer_cache
from ..cache.editions import Edition, last_edition
from ..cache.entries import StoredAnswer
from ..cache.expiry import expiry_clock
from ..cache.keys import answer_cache_key
from ..errors import TimedOut
from ..loading.context import RequestContext
from ..schema.build import get_schema
from .error_masking import public_result, unavailable
from .executor import run_operation
from .operation import Operation
from .results import CachedAnswer, GraphQLResult, encode_json
from .timeouts import Deadline

#: For the log; the client gets a message with a time to retry.
DATABASE_AWAY_MESSAGE = "The database does not answer."


def execute(operation: Operation, edition: Edition | None) -> GraphQLResult | CachedAnswer:
    """Return the answer to an operation; errors are part of it.

    `edition` is the content's, if it has been read already. Raises database errors from reading the edition.
    """

    def run() -> GraphQLResult:
        result = _run(operation, edition)
        if operation.cost is not None:
            result.body["extensions"] = {"cost": operation.cost}
        return result

    if not operation.is_query:
        # Values read before a mutation may be out of date after it.
        edition = None
        return replace(run(), is_private=True)
    if operation.is_introspection:
        return _cached_or_run(b"", None, run)
    # Read the edition first, so later reads can only be newer than the cache key says.
    edition = edition or last_edition.read()
    if operation.is_private:
        if edition.is_stale:
            raise DatabaseAway(DATABASE_AWAY_MESSAGE)
        return replace(run(), is_private=True)
    key = answer_cache_key(
        operation.source, operation.name, operation.variables, cost=operation.cost is not None
    )
    return _cached_or_run(key, edition, run)


def _cached_or_run(
    key: bytes, edition: Edition | None, run: Callable[[], GraphQLResult]
) -> GraphQLResult | CachedAnswer:
    """Return the cached answer; else run the operation, and cache its result if it has no errors.

    Nothing runs while the database is away: raises `DatabaseAway` if the answer is not cached.
    """
    cache = answer_cache()
    number = edition.number if edition is not None else None
    if edition is not None and edition.is_stale:
        stored = cache.find(key, number) if cache is not None and number is not None else None
        if stored is None:
            raise DatabaseAway(DATABASE_AWAY_MESSAGE)
        return CachedAnswer(stored, key, edition)

    def make() -> tuple[GraphQLResult | StoredAnswer, StoredAnswer | None]:
        now = timezone.now()
        result = run()
        if not result.has_run or "errors" in result.body:
            return result, None
        expires_at = expiry_clock.next_expiry(number, now) if number is not None else 0.0
        stored = StoredAnswer(encode_json(result.body), expires_at, result.tags)
        return stored, stored

    if cache is None or number is None:
        answer, _ = make()
    else:
        answer = cache.find_or_make(key, number, make)
    return CachedAnswer(answer, key, edition) if isinstance(answer, StoredAnswer) else answer


def _run(operation: Operation, edition: Edition | None) -> GraphQLResult:
    deadline = Deadline(settings.CMS_GRAPHQL_TIMEOUT)
    context = RequestContext(
        requested_fields=operation.requested_fields,
        visitor=operation.visitor if operation.is_private else None,
        edition=edition.number if edition is not None else None,
    )
    tags = context.tag_collector
    try:
        with (
            connection.execute_wrapper(deadline.around_sql),
            connection.execute_wrapper(tags.around_sql),
        ):
            result = run_operation(
                get_schema(),
                operation.document,
                operation.definition,
                variables=operation.variables,
                context=context,
                plans=operation.plans,
                deadline=deadline,
                hide_suggestions=not settings.CMS_GRAPHQL_INTROSPECTION,
            )
    except TimedOut as error:
        return unavailable(error)
    except GraphQLError as error:
        # A batch load failed, for a reason that the client may know.
        result = ExecutionResult(None, [error])
    except Exception as error:
        # A batch load failed.
        result = ExecutionResult(None, [GraphQLError(str(error), original_error=error)])
    return public_result(result, tags.tags)
