"""Which video addresses a frontend may embed, and how. Nothing is asked of the provider."""

import re
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Video:
    """A video at a provider of the allow-list; sizes in pixels, for the ratio."""

    provider: str
    embed_url: str
    width: int
    height: int


_YOUTUBE = re.compile(
    r"^https?://(?:www\.|m\.)?(?:youtube\.com/(?:watch\?(?:[^#]*&)?v=|embed/|live/|(?P<short>shorts/))"
    r"|youtu\.be/|youtube-nocookie\.com/embed/)(?P<id>[\w-]{11})(?![\w-])"
)
_VIMEO = re.compile(
    r"^https?://(?:www\.|player\.)?vimeo\.com/(?:video/)?(?P<id>\d{6,12})(?:/(?P<hash>[0-9a-f]{6,12}))?(?![\w-])"
)


def video_at(address: str) -> Video | None:
    """Return what the frontend needs to embed the video at `address`, or None if no known provider has it."""
    if match := _YOUTUBE.match(address):
        width, height = (720, 1280) if match["short"] else (1280, 720)
        return Video("YouTube", f"https://www.youtube-nocookie.com/embed/{match['id']}", width, height)
    if match := _VIMEO.match(address):
        secret = f"&h={match['hash']}" if match["hash"] else ""
        return Video("Vimeo", f"https://player.vimeo.com/video/{match['id']}?dnt=1{secret}", 1280, 720)
    return None
