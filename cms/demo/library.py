"""The demo's library: drawn photographs, portraits, logos and documents."""

import csv
import io
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.core.files.base import ContentFile
from django.db import transaction
from PIL import Image, ImageDraw, ImageFont
from wagtail.models import Collection, Locale

from cms.media.models import CmsDocument, CmsImage
from cms.media.texts import ImageTextData

from .drawing import Drawing, Studio
from .ledger import Ledger
from .pictures.logos import png_logo, svg_logo
from .texts import Item, load_table

Report = Callable[[int, int], None]


def wanted_drawings(finished: set[str], first: list[str]) -> list[Drawing]:
    """Return what is to be drawn and has no key in `finished`.

    The pictures named in `first` come first: what visitors see first has all its sizes first.
    """
    drawings = [
        Drawing(
            f"picture/{group}-{number}",
            "photograph",
            {name: values.get(name, "") for name in ("scene", "mood", "shape")},
        )
        for group, rows in load_table("pictures").items()
        for number, values in rows.items()
        if number.isdigit()
    ]
    rank = {f"picture/{key}": place for place, key in enumerate(dict.fromkeys(first))}
    drawings.sort(key=lambda drawing: rank.get(drawing.key, len(rank)))
    drawings += [
        Drawing(f"portrait/{key}", "portrait", person["portrait"])
        for key, person in load_table("people").items()
        if "portrait" in person
    ]
    return [drawing for drawing in drawings if drawing.key not in finished]


def store_drawings(studio: Studio, ledger: Ledger, report: Report) -> None:
    """Put each picture into the library as soon as it is drawn; `report` is told how many of how many."""
    catalogue = _catalogue()
    locales = {locale.language_code: locale for locale in Locale.objects.all()}
    collections: dict[str, Collection] = {}
    for count, (drawing, data) in enumerate(studio.pictures(), start=1):
        entry = catalogue[drawing.key]
        with transaction.atomic():
            file = ContentFile(data, name=f"{drawing.key.partition('/')[2]}.jpg")
            image = CmsImage(title=entry.words["de"].alt, credit=entry.credit, file=file)
            image.collection = _collection(entry.collection, collections)
            image.pending_texts = {locales[language].pk: words for language, words in entry.words.items()}
            image.save()
            ledger.note(drawing.key, image)
        report(count, len(studio))


@dataclass(frozen=True, slots=True)
class _Entry:
    """What the library says about a drawn picture."""

    words: dict[str, ImageTextData]
    credit: str
    collection: str


def _catalogue() -> dict[str, _Entry]:
    entries = {}
    for group_name, group in load_table("pictures").items():
        captions = group.get("caption", {})
        for number, values in group.items():
            if number.isdigit():
                words = {code: ImageTextData(values[code], captions.get(code, "")) for code in ("de", "en")}
                collection = group.get("collection", "Archiv")
                entries[f"picture/{group_name}-{number}"] = _Entry(words, group["credit"], collection)
    for key, person in load_table("people").items():
        alts = {"de": f"Porträt: {person['name']}", "en": f"Portrait of {person['name']}"}
        words = {code: ImageTextData(alt) for code, alt in alts.items()}
        entries[f"portrait/{key}"] = _Entry(words, "Prismatal", "Porträts")
    return entries


def store_logos(members: list[Item], ledger: Ledger) -> None:
    """Draw and store the logos of members and of the association."""
    collections: dict[str, Collection] = {}
    logos = [(f"logo/{item.key}", str(item.facts["name"]), item.facts["logo"]) for item in members]
    logos.append(("logo/association", "Prismatal", load_table("site")["logo"]))
    for key, owner, values in logos:
        if values.get("none") or ledger.is_finished(key):
            continue
        with transaction.atomic():
            image = CmsImage(title=f"Logo {owner}"[:255], file=_logo(key.partition("/")[2], values))
            image.collection = _collection("Logos", collections)
            image.pending_texts = {
                locale.pk: ImageTextData(alt=f"Logo {owner}"[:300]) for locale in Locale.objects.all()
            }
            image.save()
            ledger.note(key, image)


def store_documents(ledger: Ledger) -> None:
    """Write and store the documents: PDF of one page, or a table as CSV."""
    collections: dict[str, Collection] = {}
    for key, values in load_table("site")["documents"].items():
        if ledger.is_finished(f"document/{key}"):
            continue
        with transaction.atomic():
            data = _table(values["rows"]) if "rows" in values else _pdf(values["lines"])
            document = CmsDocument(title=values["title"], file=ContentFile(data, name=values["file"]))
            document.collection = _collection("Dokumente", collections)
            document.save()
            ledger.note(f"document/{key}", document)


def _collection(name: str, known: dict[str, Collection]) -> Collection:
    if name not in known:
        root = Collection.get_first_root_node()
        known[name] = root.get_children().filter(name=name).first() or root.add_child(name=name)
    return known[name]


def _logo(name: str, values: dict[str, Any]) -> ContentFile[bytes]:
    words = values["name"], values.get("line", "")
    if values.get("png"):
        return ContentFile(png_logo(values["first"], values["second"], *words), name=f"logo-{name}.png")
    return ContentFile(
        svg_logo(values["mark"], values["first"], values["second"], *words), name=f"logo-{name}.svg"
    )


def _table(rows: list[list[str]]) -> bytes:
    stream = io.StringIO()
    csv.writer(stream, delimiter=";").writerows(rows)
    return stream.getvalue().encode("utf-8-sig")


def _pdf(lines: list[str]) -> bytes:
    page = Image.new("RGB", (1240, 1754), "white")
    brush = ImageDraw.Draw(page)
    brush.rectangle((0, 0, 1240, 18), fill="#18a999")
    for place, line in enumerate(lines):
        size = 84 if place == 0 else 40
        brush.text(
            (120, 620 + place * 90 + (60 if place else 0)),
            line,
            font=ImageFont.load_default(size=size),
            fill="#0f2f57",
        )
    stream = io.BytesIO()
    page.save(stream, "PDF", resolution=150, title=lines[0])
    return stream.getvalue()
