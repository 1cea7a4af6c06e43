"""`search`: hits, ranking, facets and excerpts."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.core.management import call_command
from django.utils import timezone
from wagtail.models import Locale, Page

from cms.home.sites import StartedSite
from cms.media.models import CmsImage
from cms.news.models import NewsPage
from tests.factories.media import CmsImageFactory
from tests.factories.pages import GalleryPageFactory, MemberPageFactory, NewsPageFactory, StandardPageFactory
from tests.factories.snippets import CategoryFactory, SectorFactory

from .conftest import Ask
from .searching import EMPTY, SEARCH, find, paragraph, titles


def excerpt_of(ask: Ask, words: str) -> str:
    return str(find(ask, words)["edges"][0]["excerpt"])


# --- Order and slices ---------------------------------------------------------------------------------------


def test_what_is_found_in_the_title_comes_first_then_the_newest(site: StartedSite, ask: Ask) -> None:
    NewsPageFactory(title="Neues vom Laser", date=date(2020, 1, 1))
    NewsPageFactory(title="Heute", date=date(2025, 1, 1), body=[paragraph("Laser und Licht")])
    NewsPageFactory(title="Gestern", date=date(2024, 1, 1), teaser="Laser")
    GalleryPageFactory(title="Lasertag", date=date(2022, 1, 1))
    member = MemberPageFactory(title="Laser GmbH")
    Page.objects.filter(pk=member.pk).update(first_published_at=timezone.now() - timedelta(days=3650))
    assert titles(find(ask, "laser")) == ["Lasertag", "Neues vom Laser", "Laser GmbH", "Heute", "Gestern"]


def test_every_word_must_stand_in_the_title_for_it_to_come_first(site: StartedSite, ask: Ask) -> None:
    NewsPageFactory(title="Laser", date=date(2025, 1, 1), teaser="Licht")
    NewsPageFactory(title="Licht und Laser", date=date(2020, 1, 1))
    assert titles(find(ask, "licht laser")) == ["Licht und Laser", "Laser"]


def test_a_cursor_stays_right_while_content_is_added(site: StartedSite, ask: Ask) -> None:
    for number in range(1, 6):
        NewsPageFactory(title=f"Laser {number}", date=date(2025, 1, number))
    first = find(ask, "laser", first=2)
    assert titles(first) == ["Laser 5", "Laser 4"]
    assert first["pageInfo"]["hasNextPage"] and not first["pageInfo"]["hasPreviousPage"]
    NewsPageFactory(title="Laser 6", date=date(2025, 1, 6))
    NewsPageFactory(title="Noch einer", date=date(2026, 1, 6), teaser="Laser")
    second = find(ask, "laser", first=2, after=first["pageInfo"]["endCursor"])
    assert titles(second) == ["Laser 3", "Laser 2"]
    assert second["totalCount"] == 7
    third = find(ask, "laser", first=5, after=second["pageInfo"]["endCursor"])
    assert titles(third) == ["Laser 1", "Noch einer"]
    assert not third["pageInfo"]["hasNextPage"] and third["pageInfo"]["hasPreviousPage"]


def test_pages_of_one_day_are_each_found_once(site: StartedSite, ask: Ask) -> None:
    for number in range(5):
        NewsPageFactory(title=f"Laser {number}", date=date(2025, 1, 1))
    seen: list[str] = []
    after = None
    for _ in range(5):
        found = find(ask, "laser", first=1, after=after)
        seen += titles(found)
        after = found["pageInfo"]["endCursor"]
    assert sorted(seen) == [f"Laser {number}" for number in range(5)]


def test_an_offset_passes_over(site: StartedSite, ask: Ask) -> None:
    for number in range(1, 4):
        NewsPageFactory(title=f"Laser {number}", date=date(2025, 1, number))
    found = find(ask, "laser", first=1, offset=2)
    assert titles(found) == ["Laser 1"]
    assert found["pageInfo"]["hasPreviousPage"] and not found["pageInfo"]["hasNextPage"]
    assert find(ask, "laser", offset=3)["totalCount"] == 3


# --- Types and facets ---------------------------------------------------------------------------------------


def test_facets_count_each_type_without_the_filter(searchable: None, ask: Ask) -> None:
    expected = [
        {"value": "NEWS", "label": "News", "count": 3},
        {"value": "GALLERY", "label": "Galerien", "count": 1},
        {"value": "MEMBER", "label": "Mitglieder", "count": 1},
        {"value": "PAGE", "label": "Seiten", "count": 1},
    ]
    assert find(ask, "laser")["facets"] == expected
    found = find(ask, "laser", types=["MEMBER", "GALLERY"])
    assert {edge["node"]["__typename"] for edge in found["edges"]} == {"MemberPage", "GalleryPage"}
    assert found["totalCount"] == 2
    assert found["facets"] == expected


def test_facets_speak_the_language_that_is_asked_for(site: StartedSite, ask: Ask) -> None:
    MemberPageFactory(title="Laser Ltd.", language="en")
    StandardPageFactory(title="Laser", language="en")
    facets = find(ask, "laser", language="EN")["facets"]
    assert [facet["label"] for facet in facets] == ["Members", "Pages"]


def test_no_type_is_no_page(searchable: None, ask: Ask) -> None:
    found = find(ask, "laser", types=[])
    assert found["totalCount"] == 0
    assert len(found["facets"]) == 4


# --- Nothing to look for, and what is no word ---------------------------------------------------------------


@pytest.mark.parametrize("words", ["", "   ", "\n\t", "…", "***", "-", "\u00ad", "()", '"', "\u3000"])
def test_a_search_without_words_finds_nothing(searchable: None, ask: Ask, words: str) -> None:
    assert find(ask, words) == EMPTY


@pytest.mark.parametrize(
    "words",
    [
        '"laser"',
        "laser*",
        "+laser",
        "(laser)",
        "laser:*",
        "title:laser' OR 1=1 --",
        "laser OR xyz",
        "laser AND NOT gmbh",
        "NEAR(laser gmbh)",
        "laser & !gmbh",
        "laser <-> gmbh",
        "{title} : laser",
        "^laser",
        "laser\\",
        "laser%",
        "l_ser",
        "'; DROP TABLE wagtailcore_page; --",
        "(a+)+$",
        "[^laser]{1,1000}",
        "%(sql)s %s",
        "'" * 200,
        "a " * 100,
        "ä-" * 100,
        "😀 laser",
        "ﷺ" * 200,
        "laser\u202e",
    ],
)
def test_nothing_that_is_typed_is_an_operator(searchable: None, post: Ask, words: str) -> None:
    answer = post(SEARCH, words=words)
    assert "errors" not in answer, answer
    for search in ("news", "members", "galleries"):
        answer = post(
            f"query ($words: String) {{ {search}(filter: {{ query: $words }}) {{ totalCount }} }}",
            words=words,
        )
        assert "errors" not in answer, answer


def test_words_that_are_operators_elsewhere_are_words(searchable: None, ask: Ask) -> None:
    assert find(ask, "laser OR xyz")["totalCount"] == 0
    assert find(ask, "laser NOT gmbh")["totalCount"] == 0
    StandardPageFactory(title="Not und Laser")
    assert titles(find(ask, "laser NOT")) == ["Not und Laser"]
    assert find(ask, '"laser" (gmbh)*')["totalCount"] == 1


@pytest.mark.parametrize(
    ("arguments", "code", "argument"),
    [
        ({"words": "x" * 201}, "ARGUMENT_OUT_OF_RANGE", "query"),
        ({"words": "laser\0"}, "ARGUMENT_INVALID", "query"),
        ({"words": "laser", "first": 0}, "ARGUMENT_OUT_OF_RANGE", "first"),
        ({"words": "laser", "first": 101}, "ARGUMENT_OUT_OF_RANGE", "first"),
        ({"words": "laser", "offset": 10_001}, "ARGUMENT_OUT_OF_RANGE", "offset"),
        ({"words": "laser", "offset": 1, "after": "x"}, "ARGUMENT_CONFLICT", "offset"),
        ({"words": "laser", "after": "x"}, "CURSOR_INVALID", "after"),
        ({"words": "", "after": "x"}, "CURSOR_INVALID", "after"),
        ({"words": "laser", "types": ["NEWS"] * 51}, "ARGUMENT_OUT_OF_RANGE", "types"),
        ({"words": "laser", "site": "elsewhere.example"}, "SITE_UNKNOWN", "site"),
    ],
)
def test_bad_input_is_named(
    site: StartedSite, refuse: Ask, arguments: dict[str, Any], code: str, argument: str
) -> None:
    error = refuse(SEARCH, **arguments)
    assert error["code"] == code
    assert error["argument"] == argument
    assert argument in error["message"]


def test_a_cursor_of_another_list_is_refused(searchable: None, ask: Ask, refuse: Ask) -> None:
    cursor = ask("{ news { pageInfo { endCursor } } }")["news"]["pageInfo"]["endCursor"]
    assert refuse(SEARCH, words="laser", after=cursor)["code"] == "CURSOR_INVALID"


# --- Excerpts -----------------------------------------------------------------------------------------------


def test_an_excerpt_marks_what_was_found_as_it_is_written(site: StartedSite, ask: Ask) -> None:
    NewsPageFactory(body=[paragraph("Heute sprach Frau Müller über Häuser, Wasserstoff und E-Mail.")])
    assert (
        excerpt_of(ask, "mueller haus wasser")
        == "Heute sprach Frau <mark>Müller</mark> über <mark>Häuser</mark>, <mark>Wasserstoff</mark> und E-Mail."
    )
    assert excerpt_of(ask, "email").endswith("und <mark>E-Mail</mark>.")


def test_an_excerpt_is_a_passage_around_the_first_word_found(site: StartedSite, ask: Ask) -> None:
    NewsPageFactory(body=[paragraph("vorher " * 100 + "Laser " + "nachher " * 100)])
    excerpt = excerpt_of(ask, "laser")
    assert excerpt.startswith("… vorher vorher")
    assert "vorher <mark>Laser</mark> nachher" in excerpt
    assert excerpt.endswith("nachher …")
    assert 150 < len(excerpt.replace("<mark>", "").replace("</mark>", "")) < 230


def test_an_excerpt_without_a_word_found_is_the_beginning(site: StartedSite, ask: Ask) -> None:
    NewsPageFactory(title="Laser", teaser="Anfang.", body=[paragraph("weiter " * 100)])
    excerpt = excerpt_of(ask, "laser")
    assert excerpt.startswith("Anfang. weiter weiter")
    assert excerpt.endswith(" …")
    assert "<mark>" not in excerpt


def test_an_excerpt_is_escaped_text(site: StartedSite, ask: Ask) -> None:
    hostile = "&lt;script&gt;alert(1)&lt;/script&gt; &amp;lt; \"Laser\" &lt;mark onclick='x'&gt; Laser"
    NewsPageFactory(
        title="<b>Laser</b>",
        teaser="<img src=x onerror=alert(1)> Laser",
        body=[paragraph(hostile), ("quote", {"text": "<i>Laser</i>", "attribution": "", "role": ""})],
    )
    excerpt = excerpt_of(ask, "laser script mark")
    assert excerpt.count("<mark>Laser</mark>") == 4
    rest = excerpt.replace("<mark>", "").replace("</mark>", "")
    assert "<" not in rest and ">" not in rest and '"' not in rest
    assert "&amp;lt;" in rest


def test_an_endless_word_makes_no_endless_excerpt(site: StartedSite, ask: Ask) -> None:
    NewsPageFactory(body=[paragraph("x" * 5000)])
    assert len(excerpt_of(ask, "xxx")) < 300


# --- Keeping up ---------------------------------------------------------------------------------------------


def test_search_follows_what_is_published(site: StartedSite, ask: Ask) -> None:
    page = StandardPageFactory(title="Alt", body=[paragraph("Laser")])
    page.title, page.body = "Neu", [paragraph("Licht")]
    page.save_revision().publish()
    assert titles(find(ask, "laser")) == titles(find(ask, "alt")) == []
    assert titles(find(ask, "licht")) == titles(find(ask, "neu")) == ["Neu"]
    page.delete()
    assert titles(find(ask, "licht")) == []


def test_a_renamed_word_is_found_by_its_new_name(site: StartedSite, ask: Ask) -> None:
    category, sector = CategoryFactory(name="Optik"), SectorFactory(name="Mechanik")
    NewsPageFactory(title="Eins", categories=[category])
    MemberPageFactory(title="Zwei", sectors=[sector])
    category.name, sector.name = "Photonik", "Robotik"
    category.save()
    sector.save()
    assert titles(find(ask, "photonik")) == ["Eins"]
    assert titles(find(ask, "robotik")) == ["Zwei"]
    assert titles(find(ask, "optik")) == titles(find(ask, "mechanik")) == []


def test_the_index_can_be_made_anew(searchable: None, ask: Ask) -> None:
    NewsPage.objects.update(search_text="")
    call_command("refresh_pages", verbosity=0)
    call_command("update_index", verbosity=0)
    assert find(ask, "laser")["totalCount"] == 6


def test_pages_without_search_text_get_theirs(site: StartedSite, ask: Ask) -> None:
    page = NewsPageFactory(title="Eins", body=[paragraph("Laser")])
    NewsPage.objects.update(search_text="")
    changed = Page.objects.get(pk=page.pk).last_published_at
    call_command("refresh_pages", verbosity=0)
    assert excerpt_of(ask, "laser") == "<mark>Laser</mark>"
    page.refresh_from_db()
    assert page.last_published_at == changed
    assert page.revisions.count() == 1


def test_a_very_long_page_is_found_by_its_beginning(site: StartedSite, ask: Ask) -> None:
    words = " ".join(f"wort{number}" for number in range(80_000))
    StandardPageFactory(title="Lang", body=[paragraph("Laser " + words)])
    assert titles(find(ask, "laser wort17")) == ["Lang"]


def test_editors_find_by_the_same_words(site: StartedSite) -> None:
    NewsPageFactory(title="Frau Müller und die Straße")
    image = CmsImageFactory(title="Größe")
    for words in ("mueller strasse", "Müller", "mull", '"'):
        found = [page.title for page in Page.objects.autocomplete(words)]
        assert found == ([] if words == '"' else ["Frau Müller und die Straße"])
    assert list(CmsImage.objects.search("groesse")) == [image]
    assert list(Page.objects.search("Laser OR Müller", operator="or"))
    assert Locale.objects.count() == 2


# --- SQL ----------------------------------------------------------------------------------------------------


def test_a_search_costs_the_same_for_one_and_for_many(site: StartedSite, sql: Ask) -> None:
    def make(number: int) -> None:
        image = CmsImageFactory(width=32, height=24)
        NewsPageFactory(title=f"Laser {number}", cover=image, body=[paragraph("Laser " * 20)])
        if number > 1:
            MemberPageFactory(title=f"Laser {number} GmbH", logo=image)
            GalleryPageFactory(title=f"Lasertag {number}", pictures=[image])
            StandardPageFactory(title=f"Über Laser {number}", cover=image)

    query = SEARCH.replace("path teaser", "path teaser url cover { alt rendition(preset: CARD) { url } }")
    make(1)
    sql(query, words="anders", first=50)
    for_one = sql(query, words="laser", first=50)
    for number in range(2, 6):
        make(number)
    for_many = sql(query, words="laser", first=50)
    assert len(for_many) == len(for_one), "\n".join(for_many)
    assert len(for_many) <= 9, "\n".join(for_many)
