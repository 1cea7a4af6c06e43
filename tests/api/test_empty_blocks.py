"""Blocks with nothing to show are not delivered, neither of a page nor of its draft."""

from typing import Any

import pytest

from cms.api.news.related import LATEST_OF_EACH, NEWEST_OF_ALL
from cms.api.schema.build import get_schema
from cms.home.sites import StartedSite
from tests.factories.bodies import table
from tests.factories.media import CmsDocumentFactory, CmsImageFactory
from tests.factories.pages import GalleryPageFactory, MemberPageFactory, NewsPageFactory, StandardPageFactory

from .conftest import Ask
from .previewing import private_image, shown

pytestmark = pytest.mark.once

#: The types alone: what a block needs must be known whatever is asked of it.
BODY = "... on StandardPage { body { __typename } }"
DRAFT = f"query ($token: String!) {{ preview(token: $token) {{ page {{ {BODY} }} }} }}"
LINK = {"title": "Weiter", "page": None, "url": "", "document": None, "email": "", "phone": ""}
NONE_CHOSEN = {"heading": "Titel", "category": None, "count": 3}


def types_of(ask: Ask, page: Any) -> list[str]:
    """The blocks of a page, which must be those of its draft."""
    found = ask(f'{{ route(path: "/de/seite/") {{ page {{ {BODY} }} }} }}')["route"]["page"]["body"]
    assert shown(ask, page, DRAFT)["body"] == found
    return [block["__typename"] for block in found]


def test_blocks_without_text_are_left_out(site: StartedSite, ask: Ask) -> None:
    texts = [
        "",
        "<p></p>",
        "<p> <br/>\xa0</p>",
        "<ul><li></li></ul>",
        '<p><a href="https://a.example/"> </a></p>',
    ]
    page = StandardPageFactory(
        title="Seite",
        body=[
            *(("paragraph", {"text": text}) for text in texts),
            ("heading", {"level": "2", "text": "  "}),
            ("quote", {"text": " ", "attribution": "Ada", "role": ""}),
            ("table", {"table": table([["", " "], [" ", ""]])}),
            ("contact", {"contacts": []}),
            ("paragraph", {"text": "<p>Text</p>"}),
            ("paragraph", {"text": "<hr/>"}),
        ],
    )
    assert types_of(ask, page) == ["ParagraphBlock", "ParagraphBlock"]


def test_blocks_whose_things_are_all_gone_are_left_out(site: StartedSite, ask: Ask) -> None:
    member, news = MemberPageFactory(title="Mitglied"), NewsPageFactory(title="Artikel")
    gallery, image = GalleryPageFactory(title="Album", pictures=[CmsImageFactory()]), CmsImageFactory()
    document = CmsDocumentFactory()
    page = StandardPageFactory(
        title="Seite",
        body=[
            ("members", {"heading": "Titel", "members": [member], "count": 3}),
            ("news", {**NONE_CHOSEN, "news": [news]}),
            ("gallery", {"images": [], "gallery": gallery}),
            ("gallery", {"images": [{"image": image, "caption": "", "credit": ""}], "gallery": None}),
            ("downloads", {"files": [document]}),
            ("members", {"heading": "Titel", "members": [], "count": 3}),
            ("news", {**NONE_CHOSEN, "news": []}),
            ("call_to_action", {"text": "", "link": {**LINK, "page": member}}),
        ],
    )
    everything = types_of(ask, page)
    assert len(everything) == 8
    for one in (member, news, gallery):
        type(one).objects.get(pk=one.pk).unpublish()
    assert types_of(ask, page) == ["GalleryBlock", "DownloadsBlock"]
    document.delete()
    image.delete()
    assert types_of(ask, page) == []


def test_a_block_keeps_what_is_left_of_it(site: StartedSite, ask: Ask) -> None:
    gone, member = MemberPageFactory(title="Weg", is_live=False), MemberPageFactory(title="Da")
    gallery = GalleryPageFactory(title="Album", pictures=[CmsImageFactory()])
    page = StandardPageFactory(
        title="Seite",
        body=[
            ("members", {"heading": "", "members": [gone, member], "count": 3}),
            (
                "gallery",
                {"images": [{"image": private_image(), "caption": "", "credit": ""}], "gallery": gallery},
            ),
        ],
    )
    assert types_of(ask, page) == ["MembersBlock", "GalleryBlock"]


def test_what_is_asked_of_blocks_does_not_decide_how_much_is_asked(site: StartedSite, sql: Ask) -> None:
    def pages(count: int) -> None:
        for _ in range(count):
            member, document = MemberPageFactory(), CmsDocumentFactory()
            body = [
                ("members", {"heading": "", "members": [member], "count": 3}),
                ("downloads", {"files": [document]}),
                ("gallery", {"images": [], "gallery": GalleryPageFactory(pictures=[CmsImageFactory()])}),
            ]
            NewsPageFactory(body=body)

    query = "{ news(first: 50) { nodes { body { __typename } } } }"
    pages(1)
    few = len(sql(query))
    pages(6)
    assert len(sql(query)) == few


# --- What the schema says -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "asked",
    [
        *(f"news(filter: {{ {name}: [] }})" for name in ("categories", "tags", "members")),
        *(f"members(filter: {{ {name}: [] }})" for name in ("kinds", "sectors", "competences", "cities")),
        'search(query: "Offen", types: [])',
        "sitemap(languages: [])",
    ],
)
def test_any_of_no_values_is_nothing(site: StartedSite, ask: Ask, asked: str) -> None:
    NewsPageFactory(title="Offen")
    MemberPageFactory(title="Offen", city="Jena")
    (found,) = ask(f"{{ {asked} {{ totalCount nodes {{ __typename }} }} }}").values()
    assert found == {"totalCount": 0, "nodes": []}
    called = asked.partition(": [")[0].split()[-1].rpartition("(")[2]
    types: Any = get_schema().type_map
    arguments = [
        *types["Query"].fields[asked.partition("(")[0]].args.items(),
        *((name, one) for kind in ("NewsFilter", "MemberFilter") for name, one in types[kind].fields.items()),
    ]
    described = [one.description for name, one in arguments if name == called]
    assert described
    assert all("An empty list: nothing is found." in text for text in described)


def test_the_schema_says_how_many_articles_are_looked_at() -> None:
    types: Any = get_schema().type_map
    related = types["NewsPage"].fields["related"].description
    assert f"the newest {NEWEST_OF_ALL}," in related
    assert f"the latest {LATEST_OF_EACH} with the same" in related
