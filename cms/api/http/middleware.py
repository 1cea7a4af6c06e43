"""GraphQLMiddleware: the endpoint comes before session, auth and locale middleware; it depends on none."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

from ..execution.timeouts import lift_statement_limit
from .views import graphql

#: The endpoint's paths, the contract's first. A redirect between them would turn POST into GET.
PATHS = ("/graphql/", "/graphql")


class GraphQLMiddleware:
    """Serve the endpoint here; pass all other requests on."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self._get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.path_info in PATHS:
            return graphql(request)
        lift_statement_limit()
        return self._get_response(request)
