"""Links in the rich text editor: what was typed stays, a place on a page too; what would be lost is said."""

from typing import Any
from urllib.parse import urldefrag

from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from draftjs_exporter.dom import DOM
from wagtail.admin.auth import require_admin_access
from wagtail.admin.forms.choosers import AnchorLinkChooserForm, ExternalLinkChooserForm
from wagtail.admin.rich_text.converters.html_to_contentstate import (
    LinkElementHandler,
    PageLinkElementHandler,
)
from wagtail.admin.views import chooser
from wagtail.models import Page, Site

from cms.foundation.link_targets import fragment_of, refuse_no_link


class ExternalLinkForm(ExternalLinkChooserForm):
    """Refuses at once what the form of the page would refuse later."""

    def clean_url(self) -> str:
        address = str(self.cleaned_data["url"])
        refuse_no_link(address)
        return address


class ExternalLinkView(chooser.ExternalLinkView):
    """Makes the address of a page of ours a link to that page, and keeps the place on it.

    Wagtail's own view finds pages of the site's first language alone, and drops the place. An address with a
    query stays as it was typed.
    """

    form_class = ExternalLinkForm

    def post(self, request: HttpRequest) -> HttpResponse:
        self.form = self.form_class(request.POST, initial=self.get_initial_data(), prefix=self.form_prefix)
        if not self.form.is_valid():
            return self.render_form_response()
        result = self.get_result_data()
        address, fragment = urldefrag(result["url"])
        page = _page_at(address)
        if page is None:
            return self.render_chosen_response(result)
        chosen = {
            "id": page.pk,
            "parentId": page.get_parent().pk,
            "adminTitle": page.get_admin_display_title(),
            "editUrl": reverse("wagtailadmin_pages:edit", args=(page.pk,)),
            "url": page.url + (f"#{fragment}" if fragment else ""),
        }
        texts = ("title", "prefer_this_title_as_link_text")
        return self.render_chosen_response(chosen | {name: result[name] for name in texts})


def _page_at(address: str) -> Any:
    """Return the live page at an address of ours; None if there is none.

    A path says nothing of its site: it is read where there is one alone.
    """
    wanted = f"{address.rstrip('/')}/"
    has_one_site = Site.objects.count() == 1
    slug = wanted.rstrip("/").rpartition("/")[2]
    # A home page is called otherwise than its path, which is that of its language.
    for page in Page.objects.live().filter(Q(slug=slug) | Q(depth=2)).specific():
        _site, origin, path = page.get_url_parts() or (None, None, None)
        if path and (wanted == f"{origin}{path}" or (has_one_site and wanted == path)):
            return page
    return None


class AnchorLinkForm(AnchorLinkChooserForm):
    """Takes the name of a place with the sign before it, too: Wagtail adds another one."""

    def clean_url(self) -> str:
        return str(self.cleaned_data["url"]).strip().lstrip("#")


class AnchorLinkView(chooser.AnchorLinkView):
    form_class = AnchorLinkForm


choose_external_link = require_admin_access(ExternalLinkView.as_view())
choose_anchor_link = require_admin_access(AnchorLinkView.as_view())


class PageLinkHandler(PageLinkElementHandler):
    """The editor carries the place on a page in the address of the page."""

    def get_attribute_data(self, attrs: dict[str, str]) -> dict[str, Any]:
        data: dict[str, Any] = super().get_attribute_data(attrs)
        if fragment := fragment_of(attrs.get("href")):
            data["url"] = (data["url"] or "") + fragment
        return data


class TypedLinkHandler(LinkElementHandler):
    def get_attribute_data(self, attrs: dict[str, str]) -> dict[str, str]:
        return {"url": attrs["href"]}


def link_element(props: dict[str, Any]) -> Any:
    """Return a link as it is stored.

    An address stays as it was typed: the form refuses what is none (`refuse_lost_links`). Wagtail's own
    function drops it without a word.
    """
    address = str(props.get("url") or "")
    if props.get("id") is None:
        return DOM.create_element("a", {"href": address}, props["children"])
    attributes = {"linktype": "page", "id": props["id"]}
    if fragment := fragment_of(address):
        attributes["href"] = fragment
    return DOM.create_element("a", attributes, props["children"])
