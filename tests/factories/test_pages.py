"""The factories leave what the admin leaves."""

from collections.abc import Callable
from typing import Any

import pytest
from django.apps import apps
from wagtail.models import Page

from cms.home.sites import StartedSite

from . import pages
from .media import CmsImageFactory
from .pages import GalleryPageFactory, MemberPageFactory, NewsPageFactory, StandardPageFactory
from .snippets import CategoryFactory, SectorFactory

pytestmark = pytest.mark.django_db

#: Ends of the names of what differs from page to page, however it was made.
_OWN = (
    *("id", "pk", "page", "path", "hash", "slug", "translation_key"),
    *("sequence", "number", "edition", "at", "timestamp", "since"),
)


def _rows_of_all_models() -> dict[str, list[dict[str, Any]]]:
    models = [model for model in apps.get_models() if model._meta.managed]
    return {model._meta.label: list(model._default_manager.values()) for model in models}


def _added(page_of: Callable[[], Page]) -> dict[str, list[str]]:
    """Return the rows that a call adds to all tables, without what every page has of its own."""
    before = _rows_of_all_models()
    page = page_of()
    return {
        label: sorted(repr(_common(row, page)) for row in rows if row not in before[label])
        for label, rows in _rows_of_all_models().items()
    }


def _common(value: Any, page: Page) -> Any:
    match value:
        case dict():
            return {
                name: value is None if name.endswith(_OWN) else _common(value, page)
                for name, value in value.items()
            }
        case list():
            return [_common(item, page) for item in value]
        case str():
            return value.replace(f":{page.pk}", ":own")
        case _:
            return value


@pytest.mark.parametrize("kind", ["news", "member", "gallery", "standard"])
def test_a_published_page_is_the_one_that_the_admin_publishes(
    kind: str, site: StartedSite, monkeypatch: pytest.MonkeyPatch
) -> None:
    image, member, category = CmsImageFactory(), MemberPageFactory(), CategoryFactory()
    sector, news = SectorFactory(), NewsPageFactory()
    make = {
        "news": lambda: NewsPageFactory(
            title="Laser", categories=[category], members=[member], pictures=[image], cover=image
        ),
        "member": lambda: MemberPageFactory(title="Optik GmbH", sectors=[sector], logo=image),
        "gallery": lambda: GalleryPageFactory(title="Sommerfest", pictures=[image, image], news=[news]),
        "standard": lambda: StandardPageFactory(title="Wir"),
    }[kind]

    fast = _added(make)
    Page.objects.latest("pk").delete()
    monkeypatch.setattr(pages, "_add_published", lambda page, to: pages.add_in_steps(page, to, is_live=True))
    slow = _added(make)

    assert fast["delivery.PublicPage"]
    assert fast == slow
