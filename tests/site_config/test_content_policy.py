"""Pages of the admin run scripts of files alone."""

import re
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse
from pytest_django import Settings
from wagtail.admin.widgets import AdminDateInput, AdminPageChooser
from wagtail.admin.widgets.workflows import AdminTaskChooser

from cms.foundation.scripts import as_data
from cms.home.sites import start_site
from site_config.content_policy import policy

INLINE = re.compile(
    r"<script(?![^>]*\bsrc=)(?![^>]*application/json)|\son\w+=[\"']|href=[\"']javascript:", re.I
)


def directives(header: str) -> dict[str, str]:
    return dict(part.strip().partition(" ")[::2] for part in header.split(";"))


def test_the_policy_of_a_page(client: Client, settings: Settings, db: None) -> None:
    settings.CMS_FRONTEND_ORIGINS = ["https://www.example.org", "http://localhost:3000"]
    said = directives(client.get("/admin/login/").headers["Content-Security-Policy"])
    assert said["script-src"] == "'self'"
    assert "unsafe" not in said["default-src"] + said["script-src"]
    assert said["frame-src"] == "'self' https://www.example.org http://localhost:3000"
    assert said["frame-ancestors"] == said["object-src"] == said["base-uri"] == "'none'"
    assert "Content-Security-Policy" in client.get("/admin/nothing-here/", follow=True).headers


def test_other_answers_keep_theirs(client: Client, settings: Settings, db: None) -> None:
    settings.CMS_GRAPHIQL = True
    assert directives(client.get("/graphiql/").headers["Content-Security-Policy"])["default-src"] == "'none'"
    assert "Content-Security-Policy" not in client.get("/healthz").headers


def test_pictures_may_lie_elsewhere_and_a_page_may_frame_its_own(settings: Settings) -> None:
    settings.MEDIA_URL = "https://media.example.org/files/"
    said = directives(policy(is_framed_here=True))
    assert said["img-src"].endswith(" https://media.example.org")
    assert said["frame-ancestors"] == "'self'"


def test_no_page_of_an_editor_has_a_script_in_it(db: None) -> None:
    client = Client()
    client.force_login(User.objects.create_superuser("admin"))
    home = start_site(name="Verein", hostname="localhost", port=3000).homes["de"]
    # Rows, rows chosen from pictures, dates, choosers of pages, pictures, documents and tasks.
    urls = [
        reverse("wagtailadmin_pages:add", args=("forms", "formpage", home.pk)),
        reverse("wagtailadmin_pages:edit", args=(home.pk,)),
        reverse("wagtailredirects:add"),
        reverse("wagtailadmin_workflows:add"),
        reverse("wagtailadmin_reports:site_history"),
        reverse("wagtailsites:add"),
        reverse("wagtailadmin_account"),
    ]
    for page in home.get_children().specific():
        for model in page.allowed_subpage_models():
            label, name = model._meta.app_label, model._meta.model_name
            urls.append(reverse("wagtailadmin_pages:add", args=(label, name, page.pk)))
    for url in urls:
        response = client.get(url)
        assert response.status_code == 200, url
        found = INLINE.search(response.content.decode())
        assert found is None, f"{url}: {response.content.decode()[found.start() - 100 : found.end() + 200]}"


@pytest.mark.parametrize(
    ("widget", "name"),
    [
        (AdminDateInput(), "initDateChooser"),
        (AdminPageChooser(), "PageChooser"),
        (AdminTaskChooser(), "createTaskChooser"),
    ],
    ids=["date", "page", "task"],
)
def test_a_call_stands_as_data(widget: Any, name: str, db: None) -> None:
    html = widget.render("a", None, {"id": "id_a"})
    assert f'<cms-call hidden data-name="{name}" data-values="[&quot;id_a&quot;' in html
    assert not INLINE.search(html)


def test_no_value_of_a_call_ends_its_element() -> None:
    html = as_data('new PageChooser("\\"><script>", {"a": "<!--"});')
    assert html.count("<") == 2 and html.count('"') == 4
    with pytest.raises(ValueError, match="no call"):
        as_data("var a = 1;")
    with pytest.raises(ValueError):
        as_data("f(document.cookie)")
