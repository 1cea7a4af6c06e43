"""GraphiQL, the API explorer in the browser: in development and in the demo (CMS_GRAPHIQL).

Its files are in static/api/graphiql, built by .ci/graphiql/build. It queries `/graphql/` as every frontend
does, so the endpoint must allow introspection: CMS_GRAPHQL_INTROSPECTION, on in their settings.
"""

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from .negotiation import MEDIA_TYPES, preferred_type
from .responses import VARY

#: Same origin only. GraphiQL's dialogs write a style element; scripts are files only.
CONTENT_SECURITY_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; "
    "connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)


@require_safe
def graphiql(request: HttpRequest) -> HttpResponse:
    """Show GraphiQL. Raises `Http404` if it is disabled."""
    if not settings.CMS_GRAPHIQL:
        raise Http404("GraphiQL is served in development and in the demo only.")
    response = render(request, "api/graphiql.html")
    response["Content-Security-Policy"] = CONTENT_SECURITY_POLICY
    return response


def redirect_to_explorer(request: HttpRequest) -> HttpResponse | None:
    """Return a redirect to GraphiQL, if enabled, for a browser that opens the endpoint itself."""
    if (
        settings.CMS_GRAPHIQL
        and request.method == "GET"
        and not request.META.get("QUERY_STRING")
        and preferred_type(request.META.get("HTTP_ACCEPT"), (*MEDIA_TYPES, "text/html")) == "text/html"
    ):
        return HttpResponseRedirect(reverse("graphiql"), headers={"Vary": VARY, "Cache-Control": "no-store"})
    return None
