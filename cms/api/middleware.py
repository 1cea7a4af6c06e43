"""The endpoint stands before sessions, users and languages: an answer depends on none of them."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

from .deadlines import lift_statement_limit
from .views import graphql

#: The endpoint, first as the contract writes it. A redirect from one to the other would turn POST into GET.
PATHS = ("/graphql/", "/graphql")


class GraphQLMiddleware:
    """Answer the endpoint here; pass everything else on."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self._get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.path_info in PATHS:
            return graphql(request)
        lift_statement_limit()
        return self._get_response(request)
