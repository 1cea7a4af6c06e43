"""Every field of the schema is queried, at every address, and shows nothing that is hidden.

The other tests name the ways they know; this one also goes those that were added since.
"""

import json
from collections.abc import Iterable
from itertools import cycle, islice
from types import SimpleNamespace
from typing import Any

import pytest
from django.contrib.auth import get_user_model

from cms.api.schema.build import get_schema
from cms.media.models import CmsImage
from cms.news.models import NewsPage
from tests.factories.media import ImageTextFactory

from .all_fields import documents_with_everything, slug_roots
from .conftest import Ask
from .hiding import WAYS
from .test_hidden_files import world as world_of_files
from .test_hidden_pages import world as world_of_pages

__all__ = ["world_of_files", "world_of_pages"]

pytestmark = pytest.mark.usefixtures("wide_limits")

PATHS = (
    "/de/",
    "/de/news/",
    "/de/news/geheime-nachricht/",
    "/de/news/offen-1/",
    "/de/news/offen/",
    "/de/mitglieder/",
    "/de/mitglieder/geheimes-mitglied/",
    "/de/mitglieder/offenes-mitglied/",
    "/de/galerien/",
    "/de/galerien/geheime-galerie/",
    "/de/galerien/offene-galerie/",
    "/de/ueber-uns/",
    "/de/ueber-uns/geheime-seite/",
    "/de/ueber-uns/geheime-seite/geheimes-darunter/",
    "/de/ueber-uns/offene-seite/",
    "/en/news/open/",
)
SLUGS: dict[str, Iterable[str]] = {
    "newsPage": ("geheime-nachricht", "offen-1", "offen-2", "offen"),
    "memberPage": ("geheimes-mitglied", "offenes-mitglied", "mitglied"),
    "galleryPage": ("geheime-galerie", "offene-galerie", "album"),
}


def sweep(ask: Ask, **pages: Any) -> str:
    """Return all that the API says, as one text in lower case."""
    roots: dict[str, tuple[str, Iterable[str]]] = {
        "route": ("path", PATHS),
        "page": ("id", [f"page-{page.pk}" for page in pages.values()]),
        **slug_roots(get_schema(), SLUGS),
    }
    said = [
        ask(each.document, **variables)
        for each in documents_with_everything(get_schema(), roots)
        for variables in each.variables
    ]
    return json.dumps(said, ensure_ascii=False).lower()


@pytest.mark.parametrize("first", [0, 2, 4], ids=lambda first: "-".join(list(WAYS)[first : first + 2]))
def test_what_is_hidden_is_in_no_field(ask: Ask, world_of_pages: SimpleNamespace, first: int) -> None:
    pages = vars(world_of_pages)
    if first == 0:
        assert sweep(ask, **pages).count("geheim") > 100, "the test would see nothing"
    hidden = [pages[name] for name in ("news", "member", "gallery", "standard")]
    for page, hide in zip(hidden, islice(cycle(WAYS.values()), first, None), strict=False):
        page.refresh_from_db()
        hide(page)
    assert "geheim" not in sweep(ask, **pages)


def test_files_of_private_collections_are_in_no_field(ask: Ask, world_of_files: SimpleNamespace) -> None:
    world_of_files.image.texts.all().delete()
    ImageTextFactory(image=world_of_files.image, alt="Geheime Runde", caption="Im Geheimen")
    assert sweep(ask).count("geheim") > 20, "the test would see nothing"
    restrict = type(world_of_files.collection).objects.get(pk=world_of_files.collection.pk)
    restrict.view_restrictions.create(restriction_type="login")
    assert "geheim" not in sweep(ask)


def test_users_and_drafts_are_in_no_field(ask: Ask, world_of_pages: SimpleNamespace) -> None:
    user = get_user_model().objects.create_user(
        username="vertraulich",
        email="vertraulich@verein.example",
        first_name="Vertraulich",
        last_name="Vertraulich",
    )
    for page in vars(world_of_pages).values():
        page.refresh_from_db()
        page.owner = user
        page.save()
        page.title, page.teaser, page.search_description = ["Vertraulich"] * 3
        page.save_revision(user=user)
        type(page).objects.filter(pk=page.pk).update(locked=True, locked_by=user)
    CmsImage.objects.update(uploaded_by_user=user)
    assert NewsPage.objects.filter(draft_title="Vertraulich").exists()
    assert "vertraulich" not in sweep(ask, **vars(world_of_pages))
