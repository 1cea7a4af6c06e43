"""Blocks that an editor has added and not filled in yet: the draft is saved, and its preview shows the rest."""

from typing import Any

from django.contrib.auth import get_user_model
from django.test import Client
from django.urls import reverse

from cms.home.sites import StartedSite
from cms.news.models import NewsPage
from tests.factories.pages import NewsPageFactory
from tests.saving import block_controls, opened_form

from .conftest import Ask
from .previewing import shown
from .tagged_answers import operation


def test_every_block_may_be_empty_in_a_draft(site: StartedSite, ask: Ask) -> None:
    page: Any = NewsPageFactory(body=[("paragraph", {"text": "<p>Fertig.</p>"})])
    stream = NewsPage.body.field.stream_block
    added = [
        {"type": name, "id": None, "value": block.get_form_state(block.get_default())}
        for name, block in stream.child_blocks.items()
    ]
    client = Client()
    client.force_login(get_user_model().objects.create_superuser("ada", "ada@verein.example", "x"))
    address = reverse("wagtailadmin_pages:edit", args=[page.pk])
    form = opened_form(client, address)
    sent = form.data(NewsPage)
    for name, value in block_controls(stream, [*form.streams["body"], *added], "body"):
        sent[name] = [value]
    answer = client.post(address, sent)
    assert answer.status_code == 302, answer.context["form"].errors
    page.refresh_from_db()
    assert len(page.get_latest_revision_as_object().body) == 1 + len(added)
    assert shown(ask, page, operation("preview"))["body"][0]["html"] == "<p>Fertig.</p>"
    answer = client.post(address, {**sent, "action-publish": "1"})
    assert answer.status_code == 200
