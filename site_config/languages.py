"""The interface language of a request."""

from django.conf import settings
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.middleware.locale import LocaleMiddleware
from django.utils import translation

# What programs read. Its language is an argument of the query, never a header's: an answer that varied by
# Accept-Language could not be kept by a shared cache.
LANGUAGE_FREE = ("/graphql/", "/graphiql/", "/media/", "/documents/")
#: Addresses of the admin have no language in them: who works there has one.
ADMIN = "/admin/"


class InterfaceLanguageMiddleware(LocaleMiddleware):
    """Django's LocaleMiddleware for admin and page addresses, the default language for everything else."""

    def process_request(self, request: HttpRequest) -> None:
        if request.path_info.startswith(LANGUAGE_FREE):
            # Not left alone: the thread still has the language of the request before.
            translation.activate(settings.LANGUAGE_CODE)
            request.LANGUAGE_CODE = settings.LANGUAGE_CODE
        else:
            super().process_request(request)

    def process_response(self, request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
        if request.path_info.startswith(LANGUAGE_FREE):
            return response
        # Django would look for a page of the website at /de/admin/…, and tell that it isn't there.
        if request.path_info.startswith(ADMIN) and response.status_code == 404:
            return response
        return super().process_response(request, response)
