"""Old addresses at the CMS's own host."""

from typing import Any

from django.http import HttpRequest
from wagtail.contrib.redirects.middleware import RedirectMiddleware
from wagtail.models import Site

from .redirects import chain_of, find_redirect, hosts_of


class SafeRedirectMiddleware(RedirectMiddleware):
    """Wagtail's own, without those that lead round in a circle."""

    def process_response(self, request: HttpRequest, response: Any) -> Any:
        answer = super().process_response(request, response)
        if answer is response:
            return response
        site = Site.find_for_request(request)
        record = find_redirect(site.pk, request.get_full_path()) if site else None
        if record is None:
            return answer
        return (
            response
            if chain_of(record, site.pk, hosts_of(Site.objects.all()), find_redirect).is_loop
            else answer
        )
