"""Static files for servers without DEBUG: collected once, and again when they have changed."""

import hashlib
from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles.finders import get_finders


def current_state() -> str:
    """Return a digest of the names, sizes and times of all static files of the installed apps."""
    digest = hashlib.sha256(str(settings.STORAGES["staticfiles"]["BACKEND"]).encode())
    for finder in get_finders():
        for name, storage in sorted(finder.list([]), key=lambda found: str(found[0])):
            status = Path(storage.path(name)).stat()
            digest.update(f"{name} {status.st_size} {status.st_mtime_ns}\n".encode())
    return digest.hexdigest()


def _note() -> Path:
    return Path(settings.STATIC_ROOT) / ".collected"


def are_collected(state: str) -> bool:
    """Tell whether the files of this state have been collected."""
    is_whole = (Path(settings.STATIC_ROOT) / "staticfiles.json").exists()
    return is_whole and _note().exists() and _note().read_text(encoding="ascii") == state


def note_collected(state: str) -> None:
    """Remember that the files of this state have been collected."""
    _note().write_text(state, encoding="ascii")
