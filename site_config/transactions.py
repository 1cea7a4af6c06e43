"""One transaction around each request that may write."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager, nullcontext
from typing import Any

from django.conf import settings
from django.db import DEFAULT_DB_ALIAS, connection, transaction
from django.http import HttpRequest, HttpResponse

from cms.delivery.draft_saves import saving_draft_of

#: Wagtail's views that save a draft, unless a field "action-…" asks for more.
DRAFT_VIEWS = frozenset(("wagtailadmin_pages:edit", "wagtailadmin_pages:revisions_revert"))
SAFE_METHODS = frozenset(("GET", "HEAD", "OPTIONS", "TRACE"))


class WriteTransactionMiddleware:
    """Run the view of a request that may write in one transaction; what fails in the middle leaves nothing.

    As Django's ATOMIC_REQUESTS, but not for pages that are only read: on SQLite a transaction takes the one
    write lock at its beginning, and every open page of the admin would wait for every other. Stands last in
    MIDDLEWARE, for it calls the view in their place. `non_atomic_requests` is honoured.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(
        self,
        request: HttpRequest,
        view: Callable[..., HttpResponse],
        arguments: tuple[Any, ...],
        options: dict[str, Any],
    ) -> HttpResponse | None:
        is_exempt = DEFAULT_DB_ALIAS in getattr(view, "_non_atomic_requests", ())
        if request.method in SAFE_METHODS or is_exempt:
            return None
        with _transaction(settings.CMS_LOCK_TIMEOUT), _saving_draft(request, arguments, options):
            return view(request, *arguments, **options)


@contextmanager
def _transaction(seconds: int) -> Iterator[None]:
    """Open a transaction that waits no longer than some seconds for what another one holds.

    Then the database raises `OperationalError`, and the editor is told (`cms.serving.unavailable`). Commands
    and the worker wait as long as it takes.
    """
    if connection.vendor == "sqlite":
        with _busy_timeout(seconds), transaction.atomic():
            yield
        return
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute(f"SET LOCAL lock_timeout = {seconds * 1000}")
        yield


@contextmanager
def _busy_timeout(seconds: int) -> Iterator[None]:
    """Set how long SQLite waits for the one that writes; it begins to when the transaction begins."""
    connection.ensure_connection()
    raw = connection.connection
    (before,) = raw.execute("PRAGMA busy_timeout").fetchone()
    raw.execute(f"PRAGMA busy_timeout = {seconds * 1000}")
    try:
        yield
    finally:
        raw.execute(f"PRAGMA busy_timeout = {before}")


def _saving_draft(request: HttpRequest, arguments: tuple[Any, ...], options: dict[str, Any]) -> Any:
    """Return the context of a request that saves the draft of a page and does nothing else."""
    match = request.resolver_match
    name = match.view_name if match is not None else ""
    if name not in DRAFT_VIEWS or any(field.startswith("action-") for field in request.POST):
        return nullcontext()
    return saving_draft_of(int(options.get("page_id") or arguments[0]))
