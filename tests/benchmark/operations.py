"""Our own operations (`frontend_contract/operations`) as requests."""

import json
from typing import Any

from .environment import ROOT
from .questions import OURS, Request, WrongAnswer

ARTICLE = "/de/news/artikel-3/"


def operation(name: str, **variables: Any) -> Request:
    document = (ROOT / "frontend_contract" / "operations" / f"{name}.graphql").read_text()
    return Request(OURS, json.dumps({"query": document, "variables": variables}).encode())


def check(name: str, status: int, body: bytes) -> None:
    """Raise `WrongAnswer` unless an answer has data, and no errors."""
    answer = json.loads(body) if status == 200 else {}
    if not answer.get("data") or answer.get("errors"):
        raise WrongAnswer(f"{name} was answered with {status}: {body[:300]!r}")


def lists_and_an_article() -> dict[str, Request]:
    """Return what must not take longer when the site grows, by name."""
    return {
        "news-list": operation("news-list", first=20, language="DE"),
        "news-list, page 40": operation("news-list", first=20, offset=780, language="DE"),
        "news of a category": operation(
            "news-list", first=20, language="DE", filter={"categories": ["forschung"]}
        ),
        "member-directory": operation("member-directory", language="DE"),
        "gallery-list": operation("gallery-list", first=24, language="DE"),
        "gallery-images": operation("gallery-images", slug="galerie-1", language="DE"),
        "article (route)": operation("route", path=ARTICLE),
        "home (route)": operation("route", path="/de/"),
        "news section (route)": operation("route", path="/de/news/"),
    }


def counting_all() -> dict[str, Request]:
    """Return what finds more in a larger site: its growth is told, not bounded."""
    return {
        "search": operation("search", query="Quantenkaskade", language="DE"),
        "sitemap": operation("sitemap"),
    }
