"""Bodies: every kind of block, with something in each."""

from typing import Any


def every_block(
    *, images: list[Any], document: Any, members: list[Any], news: list[Any], gallery: Any, page: Any
) -> list[tuple[str, Any]]:
    """Return a body with each kind of block; `page` is the target of its links."""
    person = {
        "name": "Dr. Ada Beispiel",
        "role": "Presse",
        "email": "presse@verein.example",
        "phone": "+49 341 555010",
        "websites": ["https://verein.example/"],
        "portrait": images[0],
    }
    link = {"title": "Mitmachen", "page": page, "url": "", "document": None, "email": "", "phone": ""}
    return [
        ("heading", {"level": "2", "text": "Ein Haus für alle"}),
        ("paragraph", {"text": f'<p>Mehr <b>dazu</b> <a linktype="page" id="{page.pk}">hier</a>.</p>'}),
        ("quote", {"text": "Das war gut.", "attribution": "Ada Beispiel", "role": "Vorständin"}),
        ("table", {"table": table([["Jahr", "Zahl"], ["2025", "7"]])}),
        ("image", {"image": images[0], "caption": "", "credit": "Foto: Muster"}),
        (
            "gallery",
            {"images": [{"image": one, "caption": "", "credit": ""} for one in images], "gallery": gallery},
        ),
        ("video", {"url": "https://youtu.be/abcdefghijk", "title": "Film", "thumbnail": images[0]}),
        ("downloads", {"files": [document]}),
        ("news", {"heading": "Chronik", "news": news, "category": None, "count": 3}),
        ("news", {"heading": "Neues", "news": [], "category": None, "count": 2}),
        ("members", {"heading": "Dabei", "members": members, "count": 3}),
        ("members", {"heading": "Neu dabei", "members": [], "count": 2}),
        ("call_to_action", {"text": "Komm dazu.", "link": link}),
        ("contact", {"contacts": [person]}),
    ]


def table(rows: list[list[str]]) -> dict[str, Any]:
    """Return the value of a table whose first row holds headers."""
    return {
        "data": rows,
        "cell": [],
        "mergeCells": [],
        "table_header_choice": "row",
        "first_row_is_table_header": True,
        "first_col_is_header": False,
        "table_caption": "Zahlen",
    }
