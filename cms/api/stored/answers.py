"""An answer as bytes, and what a response needs of it. It is made once and never changed."""

import gzip
import hashlib
from dataclasses import dataclass, field, replace
from typing import NamedTuple

import brotli

#: Less than this is sent as it is: it fits into one packet anyway.
LEAST_COMPRESSED = 1_024
BROTLI_QUALITY = 5
GZIP_LEVEL = 6
#: What an answer takes beside its bytes: objects, keys, places in tables.
OVERHEAD = 1_200
#: What a tag takes beside its characters.
TAG_OVERHEAD = 60


#: What a response takes beside its headers' characters, and each header.
SENT_OVERHEAD, HEADER_OVERHEAD = 600, 110
#: Of so many requests that get the same answer, but differ in headers or spelling, the responses are kept.
MOST_SENT = 16


class SentResponse(NamedTuple):
    """A response as a server sends it, less what each request gets of its own. Right until `valid_until`."""

    status: str
    headers: list[tuple[str, str]]
    body: bytes
    valid_until: float


@dataclass(slots=True)
class StoredAnswer:
    """The body of a successful query, in JSON and UTF-8.

    `valid_until` is the moment, in seconds since 1970, at which it is wrong although nobody has written
    anything. `tags` says what it is made of (`cms.delivery.tags`); None where that can't be said.
    """

    body: bytes
    valid_until: float
    tags: tuple[str, ...] | None = ()
    encoded: dict[str, bytes] = field(default_factory=dict)
    #: By requests (`response_cache.mark_of`).
    sent: dict[bytes, SentResponse] = field(default_factory=dict)
    _digest: str = ""

    @property
    def size(self) -> int:
        """Bytes that it takes in memory, about."""
        tags = self.tags or ()
        of_tags = sum(map(len, tags)) + len(tags) * TAG_OVERHEAD
        of_sent = sum(
            sum(len(name) + len(value) + HEADER_OVERHEAD for name, value in one.headers) + SENT_OVERHEAD
            for one in self.sent.values()
        )
        return len(self.body) + sum(map(len, self.encoded.values())) + of_tags + of_sent + OVERHEAD

    @property
    def digest(self) -> str:
        """What two answers share if they are the same."""
        if not self._digest:
            self._digest = hashlib.sha256(self.body).hexdigest()[:32]
        return self._digest

    def with_response(self, request: bytes, sent: SentResponse) -> "StoredAnswer":
        """Return the same answer with a response more, and not more of them than there may be."""
        newest = dict([*self.sent.items(), (request, sent)][-MOST_SENT:])
        return replace(self, sent=newest)

    def as_encoded(self, encoding: str) -> bytes:
        """Return the body in an encoding, as it is for an empty one; it is compressed once."""
        if not encoding:
            return self.body
        found = self.encoded.get(encoding)
        if found is None:
            # Of several threads that do it at once all take the bytes of the first.
            found = self.encoded.setdefault(encoding, ENCODERS[encoding](self.body))
        return found


def _brotli(body: bytes) -> bytes:
    compressed: bytes = brotli.compress(body, mode=brotli.MODE_TEXT, quality=BROTLI_QUALITY)
    return compressed


def _gzip(body: bytes) -> bytes:
    # Without the time: the same answer has the same bytes.
    return gzip.compress(body, compresslevel=GZIP_LEVEL, mtime=0)


#: In the order in which they are chosen where a client likes them equally.
ENCODERS = {"br": _brotli, "gzip": _gzip}
