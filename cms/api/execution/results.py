"""The outcome of a request: a `GraphQLResult` for it alone, or a `CachedAnswer` for all that are the same."""

import json
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from ..cache.editions import Edition
from ..cache.entries import StoredAnswer


@dataclass(frozen=True, slots=True)
class GraphQLResult:
    """The body of an uncached response; `has_run`: whether the operation was executed at all."""

    body: dict[str, Any]
    has_run: bool
    #: HTTP status, if it does not follow from the media type and `has_run`.
    status: int | None = None
    headers: dict[str, str] = field(default_factory=dict)
    #: Cache tags (`cms.delivery.tags`); None if they are unknown.
    tags: tuple[str, ...] | None = None
    #: Private or the result of a mutation: must not be cached.
    is_private: bool = False
    #: Its error has been logged.
    is_logged: bool = False


class CachedAnswer(NamedTuple):
    """An answer that may be cached, with its cache key and the edition for which it is valid."""

    answer: StoredAnswer
    key: bytes
    stored_in: Edition | None
    #: The whole response may be cached for identical requests, as long as the answer is valid.
    is_cacheable: bool = False

    @property
    def edition(self) -> int | None:
        return self.stored_in.number if self.stored_in is not None else None


def encode_json(body: dict[str, Any]) -> bytes:
    """Encode a body as JSON in UTF-8."""
    text = json.dumps(body, ensure_ascii=False, separators=(",", ":"))
    return text.encode("utf-8", "replace")
