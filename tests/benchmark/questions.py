"""What every system is asked, and how many things its answer must hold."""

import json
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

from .content.plan import RARE_WORD, Numbers

DOCUMENTS = Path(__file__).parent / "documents"
OURS, STOCK, REST = "/graphql/", "/api/graphql/", "/api/v2/pages/"
Count = Callable[[Any], int]


class WrongAnswer(Exception):
    """A system did not answer what it was asked; its figures would mean nothing."""


@dataclass(frozen=True, slots=True)
class Request:
    """One HTTP request; without a body it is a GET."""

    path: str
    body: bytes = b""


@dataclass(frozen=True, slots=True)
class Question:
    """The same question to each system. `count` finds the things in an answer's data, by system."""

    name: str
    title: str
    expected: int
    rest: str
    count_ours: Count
    count_stock: Count
    count_rest: Count

    def to_ours(self) -> Request:
        return _post(OURS, "ours", self.name)

    def to_stock(self) -> Request:
        return _post(STOCK, "stock", self.name)

    def to_rest(self) -> Request:
        return Request(f"{REST}?{self.rest}")

    def to_floor(self) -> Request:
        """The same request as ours, to another address."""
        return Request(f"/{self.name}/", self.to_ours().body)

    def check(self, system: str, status: int, body: bytes) -> None:
        """Raise `WrongAnswer` unless an answer is one to this question; `system` is ours, stock or rest."""
        if status != 200:
            raise WrongAnswer(f"{system} answered {self.name} with {status}: {body[:300]!r}")
        answer = json.loads(body)
        if system != "rest":
            if answer.get("errors"):
                raise WrongAnswer(f"{system} answered {self.name} with errors: {answer['errors'][:2]}")
            answer = answer["data"]
        found = getattr(self, f"count_{system}")(answer)
        if found != self.expected:
            raise WrongAnswer(f"{system} answered {self.name} with {found} things, not {self.expected}")


def _post(path: str, system: str, name: str) -> Request:
    document = (DOCUMENTS / system / f"{name}.graphql").read_text()
    return Request(path, json.dumps({"query": " ".join(document.split())}).encode())


def _fields(kind: str, fields: str, **more: object) -> str:
    return urlencode({"type": f"stock.{kind}", "fields": f"_,{fields}", **more}, safe=",()*")


def _renditions(data: Any) -> int:
    """Count the pictures with a size, anywhere in an answer."""
    if isinstance(data, dict):
        return ("width" in data) + sum(map(_renditions, data.values()))
    return sum(map(_renditions, data)) if isinstance(data, list) else 0


def questions(numbers: Numbers) -> list[Question]:
    """Return the five questions about a site of these numbers; it has four articles or more."""
    articles, members = numbers.articles, numbers.members
    found = min(12, -(-articles // 40))
    return [
        Question(
            "list",
            "the 20 newest articles with category and cover",
            min(20, articles),
            _fields("NewsPage", "id,title,date,teaser,categories(name),cover", order="-date", limit=20),
            _renditions,
            _renditions,
            _renditions,
        ),
        Question(
            "article",
            "one article with its body and 9 pictures",
            12,
            _fields(
                "NewsPage",
                "id,title,date,teaser,categories(name),hero,body,pictures(image,caption)",
                slug="artikel-3",
            ),
            _renditions,
            _renditions,
            _renditions,
        ),
        Question(
            "members",
            "100 members with logo and sectors",
            min(100, members),
            _fields("MemberPage", "id,title,kind,city,sectors(name),logo", order="title", limit=100),
            _renditions,
            _renditions,
            _renditions,
        ),
        Question(
            "home",
            "the home page in one request: 6 articles, 6 members, 6 pictures",
            1 + min(6, articles) + min(6, members) + 6,
            _fields("HomePage", "id,title,heading,claim,hero,body,news,members,pictures"),
            _renditions,
            _renditions,
            _renditions,
        ),
        Question(
            "search",
            "the first 12 articles that a search finds",
            found,
            _fields("NewsPage", "id,title,teaser", search=RARE_WORD, limit=12),
            lambda data: len(data["search"]["edges"]),
            lambda data: len(data["newsPages"]),
            lambda data: len(data["items"]),
        ),
    ]
