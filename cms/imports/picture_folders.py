"""Pictures in a folder of the disk, found by the names that articles use."""

import hashlib
import os
import unicodedata
from pathlib import Path


class PictureFolder:
    """A folder with everything below it. Upper case and the spelling of umlauts make no difference."""

    def __init__(self, folder: Path) -> None:
        """Raises `NotADirectoryError` if there is no such folder."""
        if not folder.is_dir():
            raise NotADirectoryError(f"{folder} is no folder")
        self._paths: dict[str, list[Path]] = {}
        for place, folders, names in os.walk(folder):
            folders.sort()
            for name in sorted(names):
                self._paths.setdefault(_key(name), []).append(Path(place) / name)

    def find(self, name: str) -> Path | None:
        """Return the file of this name: one spelled alike before others, the outermost before deeper ones."""
        paths = self._paths.get(_key(name), [])
        return next(iter(sorted(paths, key=lambda path: (path.name != name, len(path.parts), path))), None)


def digest_of(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def _key(name: str) -> str:
    return unicodedata.normalize("NFC", name).casefold()
