"""One transaction around each request that may write."""

from collections.abc import Callable
from typing import Any

from django.db import DEFAULT_DB_ALIAS, transaction
from django.http import HttpRequest, HttpResponse

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
        with transaction.atomic():
            return view(request, *arguments, **options)
