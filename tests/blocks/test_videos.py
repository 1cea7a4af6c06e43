"""Addresses of videos: those of the allow-list, in every form that people copy; and nothing else."""

import pytest
from django.core.exceptions import ValidationError

from cms.blocks.media import VideoBlock
from cms.blocks.videos import video_at

YOUTUBE = "https://www.youtube-nocookie.com/embed/abcdefghij-"


@pytest.mark.parametrize(
    "address",
    [
        "https://www.youtube.com/watch?v=abcdefghij-",
        "http://youtube.com/watch?v=abcdefghij-",
        "https://m.youtube.com/watch?v=abcdefghij-&t=5",
        "https://www.youtube.com/watch?list=x&v=abcdefghij-",
        "https://www.youtube.com/embed/abcdefghij-?start=5",
        "https://www.youtube.com/live/abcdefghij-",
        "https://youtu.be/abcdefghij-?si=x",
        "https://www.youtube-nocookie.com/embed/abcdefghij-",
    ],
)
def test_youtube(address: str) -> None:
    video = video_at(address)
    assert video is not None
    assert (video.provider, video.embed_url, video.width, video.height) == ("YouTube", YOUTUBE, 1280, 720)


def test_upright_films_keep_their_ratio() -> None:
    video = video_at("https://www.youtube.com/shorts/abcdefghij-")
    assert video is not None
    assert (video.embed_url, video.width, video.height) == (YOUTUBE, 720, 1280)


@pytest.mark.parametrize(
    ("address", "embed_url"),
    [
        ("https://vimeo.com/123456789", "https://player.vimeo.com/video/123456789?dnt=1"),
        ("https://www.vimeo.com/123456789?x=1", "https://player.vimeo.com/video/123456789?dnt=1"),
        (
            "https://vimeo.com/123456789/0a1b2c3d4e",
            "https://player.vimeo.com/video/123456789?dnt=1&h=0a1b2c3d4e",
        ),
        ("https://player.vimeo.com/video/123456789", "https://player.vimeo.com/video/123456789?dnt=1"),
    ],
)
def test_vimeo(address: str, embed_url: str) -> None:
    video = video_at(address)
    assert video is not None
    assert (video.provider, video.embed_url) == ("Vimeo", embed_url)


UNKNOWN = [
    "",
    "javascript:alert(1)//youtu.be/abcdefghij-",
    "ftp://youtu.be/abcdefghij-",
    "//youtu.be/abcdefghij-",
    " https://youtu.be/abcdefghij-",
    "https://youtu.be.evil.example/abcdefghij-",
    "https://evil.example/https://youtu.be/abcdefghij-",
    "https://evil.example/watch?v=abcdefghij-",
    "https://www.youtube.com@evil.example/watch?v=abcdefghij-",
    "https://www.youtube.com/watch?v=short",
    "https://www.youtube.com/watch?v=abcdefghij-x",
    "https://www.youtube.com/watch#?v=abcdefghij-",
    'https://youtu.be/abcdefghi"x',
    "https://www.youtube.com/@kanal",
    "https://vimeo.com/123",
    "https://vimeo.com/kanal",
    "https://vimeo.com/12345678901234",
    "https://dailymotion.com/video/x",
]


@pytest.mark.parametrize("address", UNKNOWN)
def test_other_addresses_are_no_videos(address: str) -> None:
    assert video_at(address) is None


def test_the_block_refuses_them_with_a_sentence() -> None:
    block = VideoBlock()
    value = {"url": "https://evil.example/watch?v=abcdefghij-", "title": "Film", "thumbnail": None}
    with pytest.raises(ValidationError) as refused:
        block.clean(block.to_python(value))
    assert list(refused.value.block_errors) == ["url"]  # type: ignore[attr-defined]
    assert block.clean(block.to_python({**value, "url": "https://youtu.be/abcdefghij-"}))
