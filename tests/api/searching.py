"""A small set of searchable pages, and queries over it."""

from datetime import date
from typing import Any

from tests.factories.bodies import table
from tests.factories.pages import GalleryPageFactory, MemberPageFactory, NewsPageFactory, StandardPageFactory
from tests.factories.snippets import CategoryFactory, SectorFactory

from .conftest import Ask

SEARCH = """query ($words: String!, $language: Language, $types: [SearchType!], $first: Int! = 20, $after: String,
    $offset: Int, $site: String) {
  search(query: $words, language: $language, types: $types, first: $first, after: $after, offset: $offset, site: $site) {
    totalCount
    pageInfo { hasNextPage hasPreviousPage startCursor endCursor }
    facets { value label count }
    nodes { title }
    edges { cursor excerpt node { __typename title path teaser } }
  }
}"""


def titles(found: Any) -> list[str]:
    """Return the titles of a `search`, in their order."""
    return [node["title"] for node in found["nodes"]]


def paragraph(text: str) -> tuple[str, Any]:
    return ("paragraph", {"text": f"<p>{text}</p>"})


def build_world() -> None:
    """German and English pages whose words the table of queries looks for."""
    NewsPageFactory(
        title="Neujahrsempfang 2025",
        date=date(2025, 1, 24),
        teaser="Gäste aus Forschung und Wirtschaft stießen auf das neue Jahr an.",
        categories=[CategoryFactory(name="Veranstaltungen")],
        tags=["Netzwerken"],
        body=[
            ("heading", {"level": "2", "text": "Grußworte"}),
            paragraph("Es sprachen Frau Dr. Müller und Herr Straßburger &amp; viele andere."),
            (
                "quote",
                {"text": "Ein gelungener Auftakt.", "attribution": "Ömer Çelik", "role": "Beigeordneter"},
            ),
            ("table", {"table": table([["Gäste", "Anzahl"], ["Unternehmen", "4711"]])}),
        ],
        contacts=[
            (
                "person",
                {"name": "Jo Vogelsang", "role": "Pressestelle", "email": "", "phone": "", "websites": []},
            )
        ],
    )
    NewsPageFactory(
        title="Neue Räume für die Radiopharmazie",
        date=date(2024, 6, 3),
        body=[
            paragraph("Die Häuser am Campus werden umgebaut. Kosten: 1,5 Mio. Euro. COVID-19 hat verzögert.")
        ],
    )
    MemberPageFactory(
        title="Mueller Optik GmbH",
        city="Görlitz",
        postal_code="02826",
        kind="research",
        sectors=[SectorFactory(name="Medizintechnik")],
        competences=["Laserschweißen"],
        teaser="Linsen für die Augenheilkunde.",
    )
    MemberPageFactory(title="Café L’Été", teaser="Röstet für E-Mail-Schreiber.", city="Köln")
    GalleryPageFactory(title="Sommerfest", intro="<p>Musik im <b>Hof</b>.</p>", photographer="Zoë Muster")
    StandardPageFactory(
        title="Über uns",
        body=[
            paragraph("Der Verein wurde 1998 gegründet. Seine Mitglieder forschen zu Wasserstofftechnik."),
            ("members", {"heading": "Ausgewählte Partner", "members": [], "count": 3}),
            ("video", {"url": "https://youtu.be/abcdefghijk", "title": "Imagefilm", "thumbnail": None}),
        ],
    )
    NewsPageFactory(
        title="New rooms for radiopharmacy",
        language="en",
        date=date(2024, 6, 4),
        body=[paragraph("Companies are moving into the blue buildings next to Straßburger’s.")],
    )


EMPTY = {
    "totalCount": 0,
    "pageInfo": {"hasNextPage": False, "hasPreviousPage": False, "startCursor": None, "endCursor": None},
    "facets": [],
    "nodes": [],
    "edges": [],
}


def find(ask: Ask, words: str, **more: Any) -> Any:
    return ask(SEARCH, words=words, **more)["search"]
