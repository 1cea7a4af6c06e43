"""Cache keys of answers: document, operation name, variables, and the release (code, libraries, settings)."""

import hashlib
import json
from functools import cache
from importlib.metadata import distributions
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.signals import setting_changed

import cms

#: Settings left out of the key: no answer depends on them, and they are secret.
SECRET = frozenset(("SECRET_KEY", "SECRET_KEY_FALLBACKS"))


def answer_cache_key(
    source: str, operation_name: str | None, variables: dict[str, Any] | None, **options: Any
) -> bytes:
    """Return the cache key of an answer; the order of `variables` does not matter.

    `options` are whatever else changes the answer. Nothing else in the request does: site and language are
    arguments.
    """
    parts = [release(), source, operation_name, variables or {}, options]
    text = json.dumps(parts, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).digest()


@cache
def release() -> str:
    """Return a hash of our code, the installed libraries and the settings.

    During a deployment processes of two releases share a cache: neither may serve the other's answers.
    """
    public = {
        name: getattr(settings, name) for name in dir(settings) if name.isupper() and name not in SECRET
    }
    return hashlib.sha256(f"{_code()} {_canonical(public)}".encode()).hexdigest()


@cache
def _code() -> str:
    digest = hashlib.sha256()
    root = Path(cms.__path__[0])
    for path in sorted((*root.rglob("*.py"), *root.rglob("*.mo"))):
        digest.update(str(path.relative_to(root)).encode())
        digest.update(path.read_bytes())
    for library in sorted({f"{package.name} {package.version}" for package in distributions()}):
        digest.update(library.encode())
    return digest.hexdigest()


def _canonical(value: Any) -> str:
    """Return a setting's value as text that is the same in every process."""
    if isinstance(value, dict):
        items = sorted(f"{_canonical(key)}:{_canonical(item)}" for key, item in value.items())
        return f"{{{','.join(items)}}}"
    if isinstance(value, list | tuple):
        return f"[{','.join(map(_canonical, value))}]"
    if isinstance(value, set | frozenset):
        return f"[{','.join(sorted(map(_canonical, value)))}]"
    if value is None or isinstance(value, str | bytes | int | float | Path):
        return repr(value)
    return f"{type(value).__module__}.{type(value).__qualname__}"


def _clear(**kwargs: Any) -> None:
    release.cache_clear()


setting_changed.connect(_clear, dispatch_uid="cms.api.cache.keys")
