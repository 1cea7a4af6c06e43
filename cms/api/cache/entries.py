"""Cache entries: StoredAnswer (body, expiry, tags, compressed bodies) and CachedResponse (whole response)."""

import gzip
import hashlib
from dataclasses import dataclass, field, replace
from typing import NamedTuple

import brotli

#: Bytes. Smaller bodies are not compressed: they fit into one packet anyway.
MIN_COMPRESSED = 1_024
BROTLI_QUALITY = 5
GZIP_LEVEL = 6
#: Estimated overhead of an entry in bytes: objects, keys, hash table slots.
OVERHEAD = 1_200
#: Per tag, in bytes.
TAG_OVERHEAD = 60
#: Per response and per header, in bytes.
RESPONSE_OVERHEAD, HEADER_OVERHEAD = 600, 110
#: Responses cached per answer, for requests that get the same answer but differ in headers or spelling.
MAX_RESPONSES = 16


class CachedResponse(NamedTuple):
    """A response without the headers of a single request. `valid_until` is in seconds since 1970."""

    status: str
    headers: list[tuple[str, str]]
    body: bytes
    valid_until: float


@dataclass(slots=True)
class StoredAnswer:
    """The response body of a successful query, JSON in UTF-8; never changed.

    `valid_until`, in seconds since 1970, is its expiry in an unchanged edition. `tags` are its cache tags
    (`cms.delivery.tags`); None if they are unknown.
    """

    body: bytes
    valid_until: float
    tags: tuple[str, ...] | None = ()
    #: The compressed body by `Content-Encoding`.
    encoded: dict[str, bytes] = field(default_factory=dict)
    #: Whole responses by `response_cache.request_fingerprint`.
    responses: dict[bytes, CachedResponse] = field(default_factory=dict)
    _digest: str = ""

    @property
    def size(self) -> int:
        """Estimated bytes in memory."""
        tags = self.tags or ()
        of_tags = sum(map(len, tags)) + len(tags) * TAG_OVERHEAD
        of_responses = sum(
            sum(len(name) + len(value) + HEADER_OVERHEAD for name, value in response.headers)
            + RESPONSE_OVERHEAD
            for response in self.responses.values()
        )
        return len(self.body) + sum(map(len, self.encoded.values())) + of_tags + of_responses + OVERHEAD

    @property
    def digest(self) -> str:
        """Hash of the body, for the ETag."""
        if not self._digest:
            self._digest = hashlib.sha256(self.body).hexdigest()[:32]
        return self._digest

    def with_response(self, fingerprint: bytes, response: CachedResponse) -> "StoredAnswer":
        """Return a copy with one more response; the oldest go beyond `MAX_RESPONSES`."""
        newest = dict([*self.responses.items(), (fingerprint, response)][-MAX_RESPONSES:])
        return replace(self, responses=newest)

    def as_encoded(self, encoding: str) -> bytes:
        """Return the body in an encoding, compressed once; uncompressed for an empty string."""
        if not encoding:
            return self.body
        body = self.encoded.get(encoding)
        if body is None:
            # Threads that compress at the same time all get the bytes of the first.
            body = self.encoded.setdefault(encoding, ENCODERS[encoding](self.body))
        return body


def _brotli(body: bytes) -> bytes:
    compressed: bytes = brotli.compress(body, mode=brotli.MODE_TEXT, quality=BROTLI_QUALITY)
    return compressed


def _gzip(body: bytes) -> bytes:
    # No timestamp in the gzip header: the same answer has the same bytes.
    return gzip.compress(body, compresslevel=GZIP_LEVEL, mtime=0)


#: By content coding, in our order of preference among those of equal quality.
ENCODERS = {"br": _brotli, "gzip": _gzip}
