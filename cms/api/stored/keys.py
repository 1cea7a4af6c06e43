"""Under what an answer is stored: what was asked, of which release, with which settings."""

import hashlib
import json
from functools import cache
from importlib.metadata import distributions
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.signals import setting_changed

import cms

#: What shows in no answer and is nobody's business.
SECRET = frozenset(("SECRET_KEY", "SECRET_KEY_FALLBACKS"))


def key_of(source: str, operation_name: str | None, variables: dict[str, Any] | None, **asked: Any) -> bytes:
    """Return the key of an answer: to a document, with variables in whatever order.

    `asked` is what else changes the answer. Nothing of the request but these does: a site is an argument, and
    so is a language.
    """
    parts = [release(), source, operation_name, variables or {}, asked]
    text = json.dumps(parts, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).digest()


@cache
def release() -> str:
    """Return what is another text when our code, a library or a setting is another.

    Processes of two releases may share a cache for a while: none must serve what the other has made.
    """
    chosen = {
        name: getattr(settings, name) for name in dir(settings) if name.isupper() and name not in SECRET
    }
    return hashlib.sha256(f"{_code()} {_said(chosen)}".encode()).hexdigest()


@cache
def _code() -> str:
    found = hashlib.sha256()
    root = Path(cms.__path__[0])
    for path in sorted((*root.rglob("*.py"), *root.rglob("*.mo"))):
        found.update(str(path.relative_to(root)).encode())
        found.update(path.read_bytes())
    for library in sorted({f"{one.name} {one.version}" for one in distributions()}):
        found.update(library.encode())
    return found.hexdigest()


def _said(value: Any) -> str:
    """Return a setting as a text that is the same in every process."""
    if isinstance(value, dict):
        return f"{{{','.join(sorted(f'{_said(key)}:{_said(one)}' for key, one in value.items()))}}}"
    if isinstance(value, list | tuple):
        return f"[{','.join(map(_said, value))}]"
    if isinstance(value, set | frozenset):
        return f"[{','.join(sorted(map(_said, value)))}]"
    if value is None or isinstance(value, str | bytes | int | float | Path):
        return repr(value)
    return f"{type(value).__module__}.{type(value).__qualname__}"


def _forget(**kwargs: Any) -> None:
    release.cache_clear()


setting_changed.connect(_forget, dispatch_uid="cms.api.stored.keys")
