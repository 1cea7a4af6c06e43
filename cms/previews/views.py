"""From the page editor to the draft on the website."""

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods
from wagtail.admin import messages
from wagtail.models import Page

from .links import may_preview, preview_address, withdraw_links


@require_GET
def show(request: HttpRequest, page_id: int) -> HttpResponse:
    """Make a link to the last saved draft of a page and go there. Changes nothing."""
    address = preview_address(_page(request, page_id))
    if address is None:
        messages.error(request, _("This page belongs to no website, so there is nowhere to preview it."))
        return redirect("wagtailadmin_pages:edit", page_id)
    response = HttpResponseRedirect(address)
    # The token is nobody's business but the website's.
    response["Referrer-Policy"] = "no-referrer"
    response["Cache-Control"] = "no-store"
    return response


@require_http_methods(["GET", "POST"])
def withdraw(request: HttpRequest, page_id: int) -> HttpResponse:
    """Ask, then make every preview link of a page stop working."""
    page = _page(request, page_id)
    if request.method == "POST":
        withdraw_links(page)
        messages.success(
            request,
            _("The preview links of “%(title)s” no longer work.") % {"title": page.get_admin_display_title()},
        )
        return redirect("wagtailadmin_pages:edit", page_id)
    return render(request, "previews/withdraw.html", {"page": page})


def _page(request: HttpRequest, page_id: int) -> Page:
    page = get_object_or_404(Page.objects.select_related("latest_revision", "content_type"), pk=page_id)
    if not may_preview(request.user, page):
        raise PermissionDenied
    return page
