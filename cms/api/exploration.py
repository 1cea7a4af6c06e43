"""The GraphiQL page: the public API to read and to try, in development only.

Its files lie in static/api/graphiql, built by .ci/graphiql/build. It asks `/graphql/` as every frontend does,
so the endpoint must answer introspection: CMS_GRAPHQL_INTROSPECTION, on in the development settings.
"""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from .views import is_open_for_exploration

#: The page loads and asks nothing but this origin. Its dialogs write a style element; scripts are files only.
CONTENT_SECURITY_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; "
    "connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)


@require_safe
def graphiql(request: HttpRequest) -> HttpResponse:
    """Show GraphiQL. Raises `Http404` outside development."""
    if not is_open_for_exploration():
        raise Http404("GraphiQL is served in development only.")
    response = render(request, "api/graphiql.html")
    response["Content-Security-Policy"] = CONTENT_SECURITY_POLICY
    return response
