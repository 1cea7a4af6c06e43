"""Deleting what only a draft uses says in which draft."""

from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.test import Client
from django.urls import reverse

from cms.home.models import StandardPage
from tests.factories.media import CmsDocumentFactory, CmsImageFactory
from tests.factories.pages import MemberPageFactory, NewsPageFactory, StandardPageFactory
from tests.factories.snippets import CategoryFactory

SAID = "Verwendet im Entwurf folgender Seiten"


def bulk(app: str, model: str, one: Any) -> str:
    return f"{reverse('wagtail_bulk_action', args=[app, model, 'delete'])}?id={one.pk}"


@pytest.fixture
def addresses(admin: Client, django_capture_on_commit_callbacks: Any) -> list[tuple[str, str]]:
    """(where to delete, where the uses stand) of a picture, a document, a term and a page."""
    picture, document, category = CmsImageFactory(), CmsDocumentFactory(), CategoryFactory()
    member = MemberPageFactory()
    with django_capture_on_commit_callbacks(execute=True):
        article = NewsPageFactory(title="Öffentlich")
        article.title = "Sommerfest"
        article.cover, article.categories = picture, [category]
        article.body = [
            ("downloads", {"files": [document]}),
            ("members", {"heading": "", "members": [member], "count": 1}),
        ]
        article.save_revision()
    single = [
        ("wagtailimages", "image_usage", picture),
        ("wagtaildocs", "document_usage", document),
        ("wagtailsnippets_news_category", "usage", category),
        ("wagtailadmin_pages", "usage", member),
    ]
    return [
        *(
            (reverse(f"{space}:delete", args=[one.pk]), reverse(f"{space}:{usage}", args=[one.pk]))
            for space, usage, one in single
        ),
        (bulk("media", "cmsimage", picture), ""),
        (bulk("media", "cmsdocument", document), ""),
        (bulk("news", "category", category), ""),
    ]


def words(admin: Client, address: str) -> str:
    response = admin.get(address)
    assert response.status_code == 200, address
    return BeautifulSoup(response.content, "html.parser").get_text(" ", strip=True)


def test_deleting_names_the_drafts(addresses: list[tuple[str, str]], admin: Client) -> None:
    for delete, usage in addresses:
        said = words(admin, delete)
        assert SAID in said and "Sommerfest" in said, delete
        if usage:
            listed = words(admin, usage)
            assert "Entwurf" in listed, usage
        assert BeautifulSoup(admin.get(delete).content, "html.parser").find("form", method="POST"), (
            "a draft holds nothing up"
        )


def test_what_is_published_is_no_draft(admin: Client, django_capture_on_commit_callbacks: Any) -> None:
    picture = CmsImageFactory()
    with django_capture_on_commit_callbacks(execute=True):
        page = StandardPageFactory(title="Fertig")
        page.body = [("image", {"image": picture, "caption": "", "credit": ""})]
        page.save_revision().publish()
    said = words(admin, reverse("wagtailimages:delete", args=[picture.pk]))
    assert SAID not in said
    with django_capture_on_commit_callbacks(execute=True):
        page = StandardPage.objects.get(pk=page.pk)
        page.unpublish()
    assert SAID in words(admin, reverse("wagtailimages:delete", args=[picture.pk])), (
        "a page that is not public"
    )
