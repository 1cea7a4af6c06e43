"""A started site, and what the log says of it over HTTP."""

from collections.abc import Callable
from typing import Any

import pytest

from cms.home.sites import StartedSite
from tests.api.conftest import Ask, ask, post, refuse, sql  # noqa: F401  fixtures
from tests.started_site import site, started_once  # noqa: F401  fixtures

CHANGES = """query ($since: String, $first: Int!, $site: String) {
  changes(since: $since, first: $first, site: $site) {
    items { id kind at pageId language path previousPath tags }
    cursor
    hasMore
  }
}"""
CURSOR = "query ($site: String) { siteSettings(site: $site) { changeCursor } }"


class Log:
    """Reads the log of a site from one moment to the next, as a build does."""

    def __init__(self, send: Ask, host: str | None = None) -> None:
        self._send = send
        self._host = host
        self.cursor: str = send(CURSOR, site=host)["siteSettings"]["changeCursor"]

    def entries(self, first: int = 100) -> list[dict[str, Any]]:
        """Return what is new since the last call."""
        feed = self._send(CHANGES, since=self.cursor, first=first, site=self._host)["changes"]
        self.cursor = feed["cursor"]
        return list(feed["items"])

    def new(self) -> list[tuple[str, str | None]]:
        """Return kind and path of what is new since the last call."""
        return [(entry["kind"], entry["path"]) for entry in self.entries()]

    def tags(self) -> list[tuple[str, list[str]]]:
        """Return kind and tags of what is new since the last call."""
        return [(entry["kind"], entry["tags"]) for entry in self.entries()]


@pytest.fixture
def log_of(ask: Ask) -> Callable[..., Log]:  # noqa: F811
    return lambda host=None: Log(ask, host)


@pytest.fixture
def log(site: StartedSite, log_of: Callable[..., Log]) -> Log:  # noqa: F811
    """The log of the started site, from now on."""
    return log_of()
