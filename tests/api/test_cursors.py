"""Keyset pagination: nothing twice or left out, though content is added meanwhile; forged cursors fail."""

import base64
import json
from datetime import date, timedelta
from typing import Any

import pytest

from cms.home.sites import StartedSite
from tests.factories.media import CmsImageFactory
from tests.factories.pages import GalleryPageFactory, MemberPageFactory, NewsPageFactory

from .conftest import Ask

DAY = date(2025, 3, 1)


def article(title: str, days: int) -> Any:
    return NewsPageFactory(title=title, date=DAY + timedelta(days=days))


def member(title: str, days: int | None) -> Any:
    return MemberPageFactory(title=title, joined_on=None if days is None else DAY + timedelta(days=days))


def album(title: str, days: int) -> Any:
    return GalleryPageFactory(title=title, date=DAY + timedelta(days=days))


#: root, order, what stands there (made in this order), the right order, what is added after the first slice: one
#: before where we stand, one after.
CASES = {
    "news newest": (
        "news",
        "NEWEST",
        article,
        [("a", 1), ("b", 3), ("c", 3), ("d", 2), ("e", 0)],
        "cbdae",
        [("x", 4), ("y", 1)],
        "y",
    ),
    "news oldest": (
        "news",
        "OLDEST",
        article,
        [("a", 1), ("b", 3), ("c", 3), ("d", 2), ("e", 0)],
        "eadbc",
        [("x", -1), ("y", 9)],
        "y",
    ),
    "news by title": (
        "news",
        "TITLE",
        article,
        [("c", 1), ("Ä", 3), ("b", 3), ("„d“", 2), ("Öl", 0)],
        ["Ä", "b", "c", "„d“", "Öl"],
        [("a1", 1), ("z", 1)],
        "z",
    ),
    "members by name": (
        "members",
        "NAME",
        member,
        [("c", 1), ("Ä", 3), ("b", 3), ("e", 2), ("Öl", 0)],
        ["Ä", "b", "c", "e", "Öl"],
        [("aa", 1), ("z", 1)],
        "z",
    ),
    "members newest": (
        "members",
        "NEWEST",
        member,
        [("a", 1), ("b", None), ("c", 3), ("d", None), ("e", 1)],
        "ceadb",
        [("x", 4), ("y", None)],
        "y",
    ),
    "galleries newest": (
        "galleries",
        "NEWEST",
        album,
        [("a", 1), ("b", 3), ("c", 3), ("d", 2), ("e", 0)],
        "cbdae",
        [("x", 4), ("y", 1)],
        "y",
    ),
    "galleries oldest": (
        "galleries",
        "OLDEST",
        album,
        [("a", 1), ("b", 3), ("c", 3), ("d", 2), ("e", 0)],
        "eadbc",
        [("x", -1), ("y", 9)],
        "y",
    ),
}


def paginate(ask: Ask, root: str, order: str, **arguments: Any) -> Any:
    given = "".join(
        f", {name}: {json.dumps(value)}" for name, value in arguments.items() if value is not None
    )
    query = f"""{{ {root}(order: {order}{given}) {{
      totalCount
      nodes {{ title }}
      edges {{ cursor node {{ title }} }}
      pageInfo {{ hasNextPage hasPreviousPage startCursor endCursor }}
    }} }}"""
    found = ask(query)[root]
    assert [edge["node"] for edge in found["edges"]] == found["nodes"]
    cursors = [edge["cursor"] for edge in found["edges"]]
    assert found["pageInfo"]["startCursor"] == (cursors[0] if cursors else None)
    assert found["pageInfo"]["endCursor"] == (cursors[-1] if cursors else None)
    return found


def titles(found: Any) -> list[str]:
    return [node["title"] for node in found["nodes"]]


@pytest.mark.parametrize("case", CASES.values(), ids=CASES)
def test_a_list_is_read_slice_by_slice(site: StartedSite, ask: Ask, case: Any) -> None:
    root, order, make, stock, right, added, seen_later = case
    for title, days in stock:
        make(title, days)
    assert titles(paginate(ask, root, order)) == list(right)

    first = paginate(ask, root, order, first=2)
    assert (first["pageInfo"]["hasNextPage"], first["pageInfo"]["hasPreviousPage"]) == (True, False)
    assert first["totalCount"] == 5
    for title, days in added:
        make(title, days)
    read = titles(first)
    after = first["pageInfo"]["endCursor"]
    while after is not None:
        found = paginate(ask, root, order, first=2, after=after)
        read += titles(found)
        assert found["totalCount"] == 7
        assert found["pageInfo"]["hasPreviousPage"] is True
        after = found["pageInfo"]["endCursor"] if found["pageInfo"]["hasNextPage"] else None
    assert [title for title in read if title != seen_later] == list(right)
    assert read.count(seen_later) == 1


@pytest.mark.parametrize("case", CASES.values(), ids=CASES)
def test_a_cursor_outlives_its_item(site: StartedSite, ask: Ask, case: Any) -> None:
    root, order, make, stock, right, *_ = case
    pages = {title: make(title, days) for title, days in stock}
    after = paginate(ask, root, order, first=2)["pageInfo"]["endCursor"]
    pages[right[1]].unpublish()
    assert titles(paginate(ask, root, order, after=after)) == list(right)[2:]


def test_offsets(site: StartedSite, ask: Ask) -> None:
    for number in range(5):
        article(str(number), -number)
    expected = {
        0: (["0", "1"], True, False),
        3: (["3", "4"], False, True),
        4: (["4"], False, True),
        5: ([], False, True),
        99: ([], False, True),
    }
    for offset, (read, has_next, has_previous) in expected.items():
        found = paginate(ask, "news", "NEWEST", first=2, offset=offset)
        assert titles(found) == read
        assert found["pageInfo"]["hasNextPage"] is has_next
        assert found["pageInfo"]["hasPreviousPage"] is has_previous
        assert found["totalCount"] == 5


def test_an_empty_list(site: StartedSite, ask: Ask) -> None:
    for arguments in ({}, {"offset": 3}):
        assert paginate(ask, "news", "NEWEST", **arguments) == {
            "totalCount": 0,
            "nodes": [],
            "edges": [],
            "pageInfo": {
                "hasNextPage": False,
                "hasPreviousPage": False,
                "startCursor": None,
                "endCursor": None,
            },
        }


def test_the_pictures_of_an_album(site: StartedSite, ask: Ask) -> None:
    pictures = [CmsImageFactory(credit=name) for name in "abcde"]
    page = GalleryPageFactory(title="Album", pictures=pictures)
    query = """query ($first: Int!, $after: String, $offset: Int) { galleryPage(slug: "album") { imageCount
      images(first: $first, after: $after, offset: $offset) {
        totalCount nodes { credit } edges { cursor node { credit } } pageInfo { hasNextPage hasPreviousPage endCursor }
    } } }"""
    read, after = "", None
    while True:
        found = ask(query, first=2, after=after)["galleryPage"]
        images = found["images"]
        assert found["imageCount"] == images["totalCount"] == len(page.pictures.all())
        assert images["pageInfo"]["hasPreviousPage"] is (after is not None)
        read += "".join(node["credit"] for node in images["nodes"])
        after = images["pageInfo"]["endCursor"]
        if not images["pageInfo"]["hasNextPage"]:
            break
        if len(page.pictures.all()) == 5:
            page.pictures.add(page.pictures.model(image=CmsImageFactory(credit="f")))
            page.save_revision().publish()
    assert read == "abcdef"
    images = ask(query, first=2, offset=5)["galleryPage"]["images"]
    assert (images["nodes"], images["pageInfo"]["hasPreviousPage"]) == ([{"credit": "f"}], True)


@pytest.fixture
def cursor(site: StartedSite, ask: Ask) -> str:
    article("a", 0)
    article("b", 0)
    return str(paginate(ask, "news", "NEWEST", first=1)["pageInfo"]["endCursor"])


def test_a_cursor_of_another_list_is_refused(refuse: Ask, ask: Ask, cursor: str) -> None:
    assert titles(paginate(ask, "news", "NEWEST", after=cursor)) == ["a"]
    for root, order in (("news", "OLDEST"), ("news", "TITLE"), ("members", "NAME"), ("galleries", "NEWEST")):
        error = refuse(f'{{ {root}(order: {order}, after: "{cursor}") {{ nodes {{ id }} }} }}')
        assert (error["code"], error["argument"]) == ("CURSOR_INVALID", "after")


def test_an_edited_cursor_is_refused(refuse: Ask, cursor: str) -> None:
    for place, letter in enumerate(cursor):
        edited = cursor[:place] + ("A" if letter != "A" else "B") + cursor[place + 1 :]
        error = refuse(f'{{ news(after: "{edited}") {{ totalCount }} }}')
        assert error["code"] == "CURSOR_INVALID"
    for edited in (cursor + "A", cursor + "=", cursor[:-1], cursor.lower(), " " + cursor, cursor + "\\n"):
        assert refuse(f'{{ news(after: "{edited}") {{ totalCount }} }}')["code"] == "CURSOR_INVALID"


@pytest.mark.parametrize(
    "values",
    [
        '["news-newest"]',
        '["news-newest","2025-03-01"]',
        '["news-newest","2025-02-31",1]',
        '["news-newest","2025-03-01","1"]',
        '["news-newest","2025-03-01",true]',
        '["news-newest","2025-03-01",1e400]',
        '["news-newest",null,1]',
        '["news-newest",{},[]]',
        '["news-newest","2025-03-01",9223372036854775808]',
        '["news-newest","2025-03-01",' + "9" * 5000 + "]",
        "[" * 900,
        "{}",
        "1",
        "",
        "Ünsinn",
    ],
)
def test_a_made_up_cursor_is_refused(site: StartedSite, refuse: Ask, values: str) -> None:
    from cms.api.vocabulary.cursors import encode_cursor

    plain = base64.urlsafe_b64encode(values.encode()).decode().rstrip("=")
    for after in (values, plain, encode_cursor(values)):
        error = refuse("query ($after: String) { news(after: $after) { nodes { id } } }", after=after)
        assert error["code"] == "CURSOR_INVALID"


def test_a_made_up_text_in_a_cursor_never_reaches_the_database(site: StartedSite, refuse: Ask) -> None:
    from cms.api.vocabulary.cursors import encode_cursor

    for text in ("\\u0000", "\\ud800"):
        after = encode_cursor(f'["news-title","{text}",1]')
        error = refuse(
            "query ($after: String) { news(order: TITLE, after: $after) { nodes { id } } }", after=after
        )
        assert error["code"] == "CURSOR_INVALID"
