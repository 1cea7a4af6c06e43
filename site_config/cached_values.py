"""How values stand in Redis: as JSON, or bytes as they are. Who can write there can't make us run code."""

import base64
import json
import logging
from typing import Any

from django_redis.serializers.base import BaseSerializer

logger = logging.getLogger("cms.cache")

#: What a value of bytes begins with; no JSON begins so.
RAW = b"b:"
#: Names of the only item of an object that stands for what JSON has no form for.
BYTES, PAIRS = "$bytes", "$pairs"
#: What all keys begin with. What was stored in another form, under another prefix, is never read.
PREFIX = "cluster-cms-plain"


class PlainSerializer(BaseSerializer):
    """Writes None, booleans, numbers, texts, bytes, and lists and dictionaries of those; nothing else.

    A tuple comes back as a list. What can't be read, such as values of another program, comes back as None.
    """

    def dumps(self, value: Any) -> bytes:
        """Return a value as bytes. Raises `TypeError` for an object that is not plain."""
        if isinstance(value, bytes):
            return RAW + value
        return json.dumps(_written(value), separators=(",", ":")).encode()

    def loads(self, value: bytes) -> Any:
        """Return the value that bytes stand for; None for what `dumps` has not written."""
        try:
            if value.startswith(RAW):
                return value[len(RAW) :]
            return json.loads(value, object_hook=_read)
        except (ValueError, TypeError, RecursionError):
            logger.warning("A value in the cache can't be read: it is made anew.")
            return None


def _written(value: Any) -> Any:
    if value is None or isinstance(value, bool):
        return value
    # As what they are, also if their class is a narrower one: a choice, a text marked as safe.
    for kind in (str, int, float):
        if isinstance(value, kind):
            return kind(value)
    if isinstance(value, bytes):
        return {BYTES: base64.b64encode(value).decode()}
    if isinstance(value, list | tuple):
        return [_written(one) for one in value]
    if isinstance(value, dict):
        if all(isinstance(name, str) for name in value) and value.keys().isdisjoint((BYTES, PAIRS)):
            return {str(name): _written(one) for name, one in value.items()}
        return {PAIRS: [[_written(name), _written(one)] for name, one in value.items()]}
    raise TypeError(
        f"A {type(value).__qualname__} can't be kept in the cache: only None, booleans, numbers, texts, "
        "bytes, lists and dictionaries can."
    )


def _read(found: dict[str, Any]) -> Any:
    if found.keys() == {BYTES}:
        return base64.b64decode(found[BYTES], validate=True)
    if found.keys() == {PAIRS}:
        return dict(found[PAIRS])
    return found
