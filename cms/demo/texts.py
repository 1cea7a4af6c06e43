"""Reads the demo's texts: TOML between `+++` lines, then a body in a few signs of Markdown.

    ## Heading                       a heading of level 2 (### and #### for 3 and 4)
    Text with **weight** and a [link](page:news/key), paragraphs and `- ` lists until the next block
    > Somebody's words               a quotation; its last line is `> — Name, Role`
    !picture-key | caption           a picture
    ::: table … :::                  any other block, its values in TOML

`{year}`, `{last_year}`, `{next_year}` and `{day+14}` stand for years and days counted from the text's own
date, so that the demo is always of today.
"""

import re
import tomllib
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from django.utils import dateformat, translation

CONTENT = Path(__file__).parent / "content"

_TOKEN = re.compile(r"\{(?:(year|last_year|next_year)|day([+-]\d+))\}")
_DAY_FORMATS = {"de": "j. F Y", "en": "j F Y"}


@dataclass(frozen=True, slots=True)
class TextBlock:
    """A block of a body, by its kind (the name in `cms.blocks.body`) and the values as they are written."""

    kind: str
    values: dict[str, Any]


@dataclass(frozen=True, slots=True)
class Text:
    """One text in one language."""

    meta: dict[str, Any]
    blocks: tuple[TextBlock, ...]


@dataclass(slots=True)
class Item:
    """Something with a text in each language it has; German is always there and holds the facts."""

    key: str
    day: date
    texts: dict[str, Text] = field(default_factory=dict)

    @property
    def facts(self) -> dict[str, Any]:
        """What is the same in all languages."""
        return self.texts["de"].meta

    def meta(self, language: str) -> dict[str, Any]:
        """The facts, with what the language says differently."""
        return {**self.facts, **self.texts[language].meta}


def load_table(name: str) -> dict[str, Any]:
    """Return one of the TOML files beside the texts."""
    return tomllib.loads((CONTENT / f"{name}.toml").read_text(encoding="utf-8"))


def load_items(folder: str, today: date) -> list[Item]:
    """Return the items of a folder, in the order of their keys. Raises `ValueError` for a faulty file."""
    items = []
    for path in sorted((CONTENT / folder / "de").glob("*.md")):
        day = today - timedelta(days=int(_front(path)[0].get("days_ago", 0)))
        item = Item(path.stem, day, {"de": _read(path, day, "de")})
        for language in ("en",):
            other = CONTENT / folder / language / path.name
            if other.exists():
                item.texts[language] = _read(other, day, language)
        items.append(item)
    return items


def with_dates(text: str, day: date, language: str) -> str:
    """Put years and days in place of their tokens."""

    def written(match: re.Match[str]) -> str:
        if match[2]:
            with translation.override(language):
                return dateformat.format(day + timedelta(days=int(match[2])), _DAY_FORMATS[language])
        return str(day.year + {"last_year": -1, "year": 0, "next_year": 1}[match[1]])

    return _TOKEN.sub(written, text)


def _front(path: Path, change: Callable[[str], str] = str) -> tuple[dict[str, Any], str]:
    raw = change(path.read_text(encoding="utf-8"))
    try:
        _before, front, body = raw.split("+++\n", 2)
        return tomllib.loads(front), body
    except (ValueError, tomllib.TOMLDecodeError) as error:
        raise ValueError(f"{path.name}: the head between the +++ lines cannot be read: {error}") from error


def _read(path: Path, day: date, language: str) -> Text:
    meta, body = _front(path, lambda raw: with_dates(raw, day, language))
    try:
        return Text(meta, tuple(parse_body(body)))
    except ValueError as error:
        raise ValueError(f"{path.name}: {error}") from error


def parse_body(body: str) -> list[TextBlock]:
    """Return the blocks of a body. Raises `ValueError` for a block that does not close or is no TOML."""
    blocks: list[TextBlock] = []
    running: list[str] = []

    def close() -> None:
        if running:
            blocks.append(TextBlock("paragraph", {"parts": tuple(running)}))
            running.clear()

    for part in _parts(body):
        block = _block(part)
        if block:
            close()
            blocks.append(block)
        else:
            running.append(part)
    close()
    return blocks


def _parts(body: str) -> list[str]:
    """Split at blank lines, but not inside a fenced block; a picture's line stands for itself."""
    parts: list[str] = []
    lines: list[str] = []
    fenced = False

    def close() -> None:
        if lines:
            parts.append("\n".join(lines))
            lines.clear()

    for line in body.splitlines():
        if fenced and line.strip() == ":::":
            fenced = False
            close()
        elif fenced:
            lines.append(line)
        elif line.startswith((":::", "!")):
            close()
            lines.append(line)
            fenced = line.startswith(":::")
            if not fenced:
                close()
        elif line.strip():
            lines.append(line)
        else:
            close()
    if fenced:
        raise ValueError(f"the block {lines[0]!r} is not closed by a line with :::")
    close()
    return parts


def _block(part: str) -> TextBlock | None:
    if heading := re.match(r"(#{2,4}) (.+)$", part):
        return TextBlock("heading", {"level": str(len(heading[1])), "text": heading[2]})
    if part.startswith("> "):
        return _quote([line.removeprefix(">").strip() for line in part.splitlines()])
    if part.startswith("!"):
        key, _, caption = part[1:].partition("|")
        return TextBlock("image", {"image": key.strip(), "caption": caption.strip()})
    if part.startswith(":::"):
        kind, _, values = part.removeprefix(":::").partition("\n")
        try:
            return TextBlock(kind.strip(), tomllib.loads(values))
        except tomllib.TOMLDecodeError as error:
            raise ValueError(f"the block {kind.strip()!r} is not TOML: {error}") from error
    return None


def _quote(lines: list[str]) -> TextBlock:
    attribution = role = ""
    if lines[-1].startswith("— "):
        attribution, _, role = lines.pop().removeprefix("— ").partition(", ")
    return TextBlock("quote", {"text": " ".join(lines), "attribution": attribution, "role": role})
