"""Every sentence that an editor reads exists in German, and what is compiled is what is written."""

import shutil
import subprocess
from pathlib import Path

import pytest
from django.core.management import call_command
from pytest_django import Settings

ROOT = Path(__file__).resolve().parents[2]
CATALOGUE = Path("locale", "de", "LC_MESSAGES", "django.po")
COMMITTED = ROOT / "cms" / CATALOGUE
#: The last two hold what we say better than libraries do.
ALL = (COMMITTED, ROOT / "site_config" / CATALOGUE, ROOT / "site_config" / CATALOGUE.with_name("djangojs.po"))
HOW = """

The German catalogue is not what the code asks for. In the directory cms/:
    python ../manage.py makemessages --locale de --add-location file --no-obsolete
then translate what is empty or fuzzy in locale/de/LC_MESSAGES/django.po, and
    python ../manage.py compilemessages
"""

pytestmark = pytest.mark.needs_gettext


def tool(*command: str) -> str:
    """What a gettext tool prints; its complaint fails the test."""
    done = subprocess.run(command, capture_output=True, text=True, timeout=120)
    assert done.returncode == 0, done.stderr
    return done.stdout


@pytest.fixture
def collected(tmp_path: Path, settings: Settings, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The committed catalogue, brought up to date with the code in a copy of it."""
    copy = tmp_path / "cms"
    shutil.copytree(ROOT / "cms", copy, ignore=shutil.ignore_patterns("__pycache__", "migrations"))
    settings.LOCALE_PATHS = [copy / "locale"]
    monkeypatch.chdir(copy)
    call_command("makemessages", locale=["de"], verbosity=0)
    return copy / CATALOGUE


@pytest.mark.parametrize(
    ("kind", "meaning"),
    [
        ("--untranslated", "has no German"),
        ("--only-fuzzy", "has German that was only guessed"),
        ("--only-obsolete", "is no longer in the code"),
    ],
)
def test_the_catalogue_is_what_the_code_asks_for(collected: Path, kind: str, meaning: str) -> None:
    lines = tool("msgattrib", kind, "--no-wrap", str(collected)).splitlines()
    texts = [line for line in lines if line.removeprefix("#~ ").startswith("msgid ") and line != 'msgid ""']
    assert not texts, f"{len(texts)} times, a text {meaning}:\n" + "\n".join(texts) + HOW


def test_the_texts_of_the_editor_interface_are_found(collected: Path) -> None:
    assert collected.read_text(encoding="utf-8").count("\nmsgid ") > 20


@pytest.mark.parametrize("catalogue", ALL, ids=lambda path: f"{path.parents[3].name}/{path.name}")
def test_the_compiled_catalogue_is_the_written_one(catalogue: Path, tmp_path: Path) -> None:
    """And it is sound: placeholders and final line ends agree."""
    compiled = tmp_path / "compiled.mo"
    tool("msgfmt", "--check", "-o", str(compiled), str(catalogue))
    committed = catalogue.with_suffix(".mo")
    assert committed.exists(), HOW
    assert committed.read_bytes() == compiled.read_bytes(), HOW
