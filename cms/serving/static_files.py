"""Whether the static files are collected and none has changed since, asked before a server starts."""

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.apps import apps
from django.contrib.staticfiles.finders import get_finders
from django.contrib.staticfiles.storage import ManifestFilesMixin, staticfiles_storage

from cms.database.commands import to_run

COLLECT = "collectstatic --no-input"


def uncollected() -> str:
    """Return a sentence if nothing was collected where it must be; an empty text otherwise."""
    # Typed as unknown: Django's stubs hold that a storage cannot have a manifest.
    storage: Any = staticfiles_storage
    if isinstance(storage, ManifestFilesMixin) and storage.read_manifest() is None:
        return f"the static files are not collected. Run {to_run(COLLECT)}, then start it again."
    return ""


def outdated() -> str:
    """Return a sentence if files are missing among those collected, or newer than them.

    A file is newer by its time, as `collectstatic` itself decides. It takes some 50 ms.
    """
    storage: Any = staticfiles_storage
    if not isinstance(storage, ManifestFilesMixin):
        return ""
    found = [name for name, source in _sources() if _is_outdated(storage, name, source)]
    if not found:
        return ""
    what = f"{found[0]} is" if len(found) == 1 else f"{len(found)} static files ({found[0]}, …) are"
    why = "pages of the admin may look wrong or fail"
    return f"{what} newer than what was collected: {why}. Run {to_run(COLLECT)}."


def _is_outdated(storage: Any, name: str, source: str) -> bool:
    if name not in storage.hashed_files:
        return True
    try:
        return int(os.stat(source).st_mtime) > int(os.stat(storage.path(name)).st_mtime)  # noqa: PTH116
    except OSError:
        # What is served is the copy with a digest in its name.
        return False


def _sources() -> Iterator[tuple[str, str]]:
    """Yield the name and the path of each file that `collectstatic` takes."""
    config: Any = apps.get_app_config("staticfiles")
    ignored = config.ignore_patterns
    seen = set()
    for finder in get_finders():
        for path, storage in finder.list(ignored):
            name = (Path(getattr(storage, "prefix", None) or "") / path).as_posix()
            # Of several files of a name the first one counts.
            if name not in seen:
                seen.add(name)
                yield name, storage.path(path)
