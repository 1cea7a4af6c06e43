"""A started site, articles and pictures to import, and the command."""

from collections.abc import Callable
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command

from cms.home.sites import StartedSite
from tests.factories.media import draw, picture_bytes
from tests.started_site import site, started_once  # noqa: F401  fixtures

ARTICLES = Path(__file__).parents[1] / "data" / "articles"

#: Runs the command with these arguments and returns what it prints.
Run = Callable[..., str]


@pytest.fixture
def run(site: StartedSite) -> Run:  # noqa: F811
    def call(*arguments: Any, **options: Any) -> str:
        printed = StringIO()
        call_command("import_news", *map(str, arguments), stdout=printed, **options)
        return printed.getvalue()

    return call


@pytest.fixture
def article(tmp_path: Path) -> Path:
    """A German article of our own, in a place where a test may change it."""
    path = tmp_path / "sommerempfang-2024.txt"
    path.write_bytes((ARTICLES / path.name).read_bytes())
    return path


@pytest.fixture
def pictures(tmp_path: Path) -> Callable[..., Path]:
    """Puts pictures of these names into the folder for --images, each of another colour."""
    folder = tmp_path / "pictures"
    folder.mkdir()

    def put(*names: str) -> Path:
        for name in names:
            colour = sum(map(ord, name)) % 256
            extension = name.rpartition(".")[2].lower()
            picture = draw(240, 160, (colour, 255 - colour, len(name)))
            (folder / name).write_bytes(picture_bytes(extension, picture))
        return folder

    return put
