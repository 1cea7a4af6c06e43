"""Fixtures of several modules: pages, and the documents that were run rather than served from a cache."""

from datetime import date
from typing import Any

import pytest

from cms.api.execution import service as execution
from cms.home.sites import StartedSite
from cms.news.models import NewsMember, NewsPicture
from tests.factories.media import CmsImageFactory
from tests.factories.pages import GalleryPageFactory, MemberPageFactory, NewsPageFactory, StandardPageFactory
from tests.factories.snippets import CategoryFactory

from .hiding import restrict_by_password


@pytest.fixture
def searchable(site: StartedSite) -> None:
    for number in range(3):
        NewsPageFactory(title=f"Laser {number}")
    MemberPageFactory(title="Laser GmbH")
    GalleryPageFactory(title="Lasertag")
    StandardPageFactory(title="Laser")


@pytest.fixture
def board(site: StartedSite) -> Any:
    """A page behind the password "geheim"."""
    page = StandardPageFactory(title="Vorstand intern", teaser="Nur für uns")
    restrict_by_password(page)
    return page


@pytest.fixture
def edited_article(site: StartedSite) -> Any:
    """A published article; everything of its draft is different."""
    member, other = MemberPageFactory(title="Alt GmbH"), MemberPageFactory(title="Neu GmbH")
    images = [CmsImageFactory() for _ in range(3)]
    page = NewsPageFactory(
        title="Alt",
        date=date(2025, 1, 1),
        teaser="Alter Text",
        cover=images[0],
        categories=[CategoryFactory(name="Alte Kategorie")],
        tags=["alt"],
        members=[member],
        pictures=images[:1],
        body=[("heading", {"level": "2", "text": "Alt"})],
    )
    NewsPageFactory(title="Davor", date=date(2025, 5, 1))
    NewsPageFactory(title="Danach", date=date(2025, 7, 1))
    page.title, page.slug, page.date = "Neu", "neu", date(2025, 6, 1)
    page.teaser, page.cover = "", None
    page.is_featured, page.is_noindex, page.seo_title = True, True, "Neu suchen"
    page.categories = [CategoryFactory(name="Zweite"), CategoryFactory(name="Ähre")]
    page.tags.set(["neu", "jung"])
    page.member_links = [NewsMember(member=other, sort_order=0), NewsMember(member=member, sort_order=1)]
    page.pictures = [
        NewsPicture(image=images[2], caption="Drei", sort_order=0),
        NewsPicture(image=images[1], caption="Zwei", sort_order=1),
    ]
    page.body = [
        ("heading", {"level": "2", "text": "Neuer Text"}),
        ("heading", {"level": "2", "text": "Neuer Text"}),
        ("paragraph", {"text": "<p>Aus dem Entwurf.</p>"}),
    ]
    page.contacts = [("person", {"name": "Neu", "portrait": images[1], "websites": []})]
    page.save_revision()
    return page


@pytest.fixture
def runs(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Sources of the documents that were run, and not served from a cache."""
    sources: list[str] = []
    run = execution._run

    def counted(document: Any, *arguments: Any) -> Any:
        sources.append(document.source)
        return run(document, *arguments)

    monkeypatch.setattr(execution, "_run", counted)
    return sources


@pytest.fixture
def article(site: StartedSite) -> Any:
    """One with a teaser that is long enough for its answer to be compressed."""
    return NewsPageFactory(title="Eins", teaser="Ein Satz, der lang genug ist. " * 40)
