"""While the database is away, pictures are served that were public when they were read last."""

import time
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.db import OperationalError
from django.test import Client
from pytest_django import Settings
from wagtail.models import Collection, CollectionViewRestriction

from cms.media import serving
from cms.media.renditions import rendition
from tests.factories.media import CmsImageFactory

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def nothing_read() -> Iterator[None]:
    serving._read_as_public.clear()
    yield
    serving._read_as_public.clear()


class Visitor:
    """Asks for files and reads them to the end, as a browser does."""

    def __init__(self) -> None:
        self._client = Client(raise_request_exception=False)

    def get(self, url: str) -> Any:
        answer = self._client.get(url)
        if answer.streaming:
            b"".join(answer.streaming_content)
        return answer


@pytest.fixture
def visitor() -> Visitor:
    return Visitor()


@pytest.fixture
def take_away(monkeypatch: pytest.MonkeyPatch) -> Callable[[], None]:
    def fail() -> Any:
        raise OperationalError("away")

    return lambda: monkeypatch.setattr(serving, "private_collection_ids", fail)


@pytest.fixture
def closed() -> Collection:
    """A private collection: from then on each picture is asked for its own."""
    made = Collection.get_first_root_node().add_child(name="Vorstand")
    CollectionViewRestriction.objects.create(collection=made, restriction_type="login")
    return made


@pytest.mark.parametrize("is_another_closed", [False, True])
def test_what_was_read_as_public_is_served_and_kept_by_nobody(
    visitor: Visitor, take_away: Callable[[], None], request: pytest.FixtureRequest, is_another_closed: bool
) -> None:
    if is_another_closed:
        request.getfixturevalue("closed")
    url = rendition(CmsImageFactory(), "CARD").url
    assert "immutable" in visitor.get(url)["Cache-Control"]
    take_away()
    answer = visitor.get(url)
    assert answer.status_code == 200
    assert answer["Cache-Control"] == "no-store"


def test_what_was_not_read_is_not(
    visitor: Visitor, take_away: Callable[[], None], closed: Collection
) -> None:
    known, other = rendition(CmsImageFactory(), "CARD").url, rendition(CmsImageFactory(), "CARD").url
    visitor.get(known)
    take_away()
    assert visitor.get(other).status_code >= 500


def test_what_was_closed_since_is_not(
    visitor: Visitor, take_away: Callable[[], None], closed: Collection
) -> None:
    image = CmsImageFactory()
    url = rendition(image, "CARD").url
    assert visitor.get(url).status_code == 200
    image.collection = closed
    image.save()
    assert visitor.get(url).status_code == 404
    take_away()
    assert visitor.get(url).status_code >= 500


def test_the_time_is_bounded(
    visitor: Visitor, take_away: Callable[[], None], settings: Settings, closed: Collection
) -> None:
    url = rendition(CmsImageFactory(), "CARD").url
    visitor.get(url)
    take_away()
    settings.CMS_STALE_IF_ERROR = 0
    time.sleep(0.01)
    assert visitor.get(url).status_code >= 500
