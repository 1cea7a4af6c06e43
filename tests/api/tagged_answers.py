"""Answers with their cache tags, and the tags that a write logs: the data that CDNs purge by."""

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db.models import Max

from cms.api.documents.admission import GraphQLRequest
from cms.api.execution.results import CachedAnswer
from cms.api.http.service import answer_request
from cms.delivery.models import Change

OPERATIONS = Path(settings.BASE_DIR) / "frontend_contract" / "operations"

Tags = tuple[str, ...] | None


def operation(name: str) -> str:
    """Return the document of an operation of the contract."""
    return (OPERATIONS / f"{name}.graphql").read_text(encoding="utf-8")


@dataclass(frozen=True, slots=True)
class Query:
    """A document with its variables."""

    document: str
    variables: dict[str, Any]

    def answer(self) -> tuple[bytes, Tags]:
        """Return body and tags of the answer, as a CDN gets them."""
        result = answer_request(
            GraphQLRequest(query=self.document, variables=self.variables, may_mutate=False)
        )
        assert isinstance(result, CachedAnswer), result
        return result.answer.body, result.answer.tags

    def tags(self) -> set[str]:
        tags = self.answer()[1]
        assert tags is not None
        return set(tags)


def query_of(document: str, **variables: Any) -> Query:
    return Query(document, variables)


def answers(documents: dict[str, Query]) -> dict[str, tuple[bytes, Tags]]:
    return {name: query.answer() for name, query in documents.items()}


class LogTags:
    """The tags of new entries of the change log."""

    def __init__(self) -> None:
        self._sequence = self._newest()

    def new(self) -> set[str]:
        """Return the tags of all entries since the last call."""
        changes = Change.objects.filter(sequence__gt=self._sequence)
        self._sequence = self._newest()
        return {tag for change in changes for tag in change.tags}

    def _newest(self) -> int:
        return Change.objects.aggregate(newest=Max("sequence"))["newest"] or 0


def differences(before: bytes, after: bytes) -> str:
    """Return where two bodies first differ, for the message of a failed test."""
    one, other = (json.dumps(json.loads(body), ensure_ascii=False) for body in (before, after))
    at = next((n for n, pair in enumerate(zip(one, other, strict=False)) if len(set(pair)) > 1), 0)
    return f"…{one[max(at - 60, 0) : at + 60]}… / …{other[max(at - 60, 0) : at + 60]}…"
