"""What stands in Redis is plain: nothing that is read from there can run as code."""

import pickle
from decimal import Decimal
from typing import Any

import pytest
from django.core.cache import cache, caches
from django.test import Client
from django.utils.safestring import mark_safe
from django_redis.cache import RedisCache
from wagtail.coreutils import get_locales_display_names
from wagtail.models import Site

from cms.home.sites import start_site
from cms.media.models import CmsRendition
from site_config import services
from site_config.cached_values import PlainSerializer
from tests.factories.media import CmsImageFactory

pytestmark = pytest.mark.needs_cache

plain = PlainSerializer({})
PLAIN = [
    None,
    True,
    1.5,
    "ä\ud800",
    b"\x80\x04K\x01.",
    b"",
    [1, "a", [None]],
    {"a": {"b": b"c"}},
    {1: "Deutsch", None: 2},
    {"$bytes": "no"},
    {"$pairs": 1, "x": 2},
]


ran: list[str] = []


def run() -> None:
    ran.append("code of others")


class Planted:
    """Unpickled, it leaves a mark."""

    def __reduce__(self) -> Any:
        return run, ()


def is_pickle(value: bytes) -> bool:
    return value[:1] == b"\x80"


@pytest.mark.parametrize("value", PLAIN, ids=repr)
def test_what_is_plain_comes_back(value: Any) -> None:
    assert plain.loads(plain.dumps(value)) == value


def test_what_is_not_plain_is_refused_where_it_is_written() -> None:
    assert plain.loads(plain.dumps(("a", mark_safe("<b>")))) == ["a", "<b>"]
    for value in (Decimal("1.5"), Site(), {1, 2}, [object()]):
        with pytest.raises(TypeError, match="can't be kept in the cache"):
            plain.dumps(value)


@pytest.mark.parametrize(
    "value",
    [pickle.dumps(Planted()), b"{", b"[" * 100_000, b"\xff", b'{"$bytes": 1}', b'{"$pairs": [[[], 1]]}'],
)
def test_what_others_have_written_counts_as_missing(value: bytes) -> None:
    assert plain.loads(value) is None
    assert not ran


def test_a_cache_by_url_keeps_plain_values(settings: Any) -> None:
    made = services.cache("redis://127.0.0.1:1/0")
    client = RedisCache(made["LOCATION"], made).client
    assert client.decode(client.encode({1: b"x"})) == {1: b"x"}
    assert client.decode(pickle.dumps(Planted())) is None
    assert not ran
    # Records of pictures are objects.
    assert CmsRendition.cache_backend.__class__ is type(caches["renditions"])
    assert settings.CACHES["renditions"] == services.process_memory()


@pytest.mark.needs_redis
@pytest.mark.django_db
def test_nothing_in_redis_is_pickled(admin_client: Client) -> None:
    start_site(name="Verein", hostname="localhost", port=3000)
    redis = cache.client.get_client()  # type: ignore[attr-defined]
    CmsImageFactory()
    cache.clear()
    for path in ("/admin/", "/admin/images/", "/admin/pages/", "/admin/reports/site-history/", "/healthz"):
        assert admin_client.get(path, follow=True).status_code == 200
    for _ in range(2):
        # The second time they come from the cache.
        assert set(map(type, get_locales_display_names())) == {int}
        assert Site.get_site_root_paths()[0].root_url == "http://localhost:3000"
    body = {"query": "{ siteSettings { name } }"}
    assert admin_client.post("/graphql/", body, content_type="application/json").status_code == 200
    written = [key for key in redis.keys("*") if redis.type(key) == b"string"]
    assert written and not [key for key in written if is_pickle(redis.get(key))]

    cache.set("planted", "x")
    (key,) = redis.keys("*planted")
    redis.set(key, pickle.dumps(Planted()))
    assert cache.get("planted") is None
    assert not ran
