"""Answers with their tags, and what the log says of a write: what caches on the way go by."""

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db.models import Max

from cms.api.execution import Kept, Request, answer
from cms.delivery.models import Change

OPERATIONS = Path(settings.BASE_DIR) / "frontend_contract" / "operations"

Tags = tuple[str, ...] | None


def operation(name: str) -> str:
    """Return a document of the contract."""
    return (OPERATIONS / f"{name}.graphql").read_text(encoding="utf-8")


@dataclass(frozen=True, slots=True)
class Asked:
    """A document with its variables."""

    document: str
    variables: dict[str, Any]

    def answer(self) -> tuple[bytes, Tags]:
        """Return body and tags of the answer, as a cache on the way gets them."""
        found = answer(Request(query=self.document, variables=self.variables, may_change=False))
        assert isinstance(found, Kept), found
        return found.answer.body, found.answer.tags

    def tags(self) -> set[str]:
        tags = self.answer()[1]
        assert tags is not None
        return set(tags)


def asked(document: str, **variables: Any) -> Asked:
    return Asked(document, variables)


def answers(documents: dict[str, Asked]) -> dict[str, tuple[bytes, Tags]]:
    return {name: one.answer() for name, one in documents.items()}


class LogTags:
    """The tags of what the log gains."""

    def __init__(self) -> None:
        self._sequence = self._newest()

    def new(self) -> set[str]:
        """Return the tags of all that is new since the last call."""
        changes = Change.objects.filter(sequence__gt=self._sequence)
        self._sequence = self._newest()
        return {tag for change in changes for tag in change.tags}

    def _newest(self) -> int:
        return Change.objects.aggregate(newest=Max("sequence"))["newest"] or 0


def differences(before: bytes, after: bytes) -> str:
    """Return where two bodies first differ, for people."""
    one, other = (json.dumps(json.loads(body), ensure_ascii=False) for body in (before, after))
    at = next((n for n, pair in enumerate(zip(one, other, strict=False)) if len(set(pair)) > 1), 0)
    return f"…{one[max(at - 60, 0) : at + 60]}… / …{other[max(at - 60, 0) : at + 60]}…"
