"""DownloadData: a resolved document."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class DownloadData:
    """A public document; `url` is absolute, `size` in bytes."""

    id: str
    title: str
    url: str
    file_name: str
    mime_type: str
    size: int
