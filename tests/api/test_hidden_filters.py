"""A filter by a hidden page or term responds, to the last header, as one by a slug that does not exist."""

from datetime import timedelta
from typing import Any

import time_machine
from django.test import Client
from django.utils import timezone

from cms.home.sites import StartedSite
from tests.factories.pages import MemberPageFactory, NewsPageFactory
from tests.factories.snippets import CategoryFactory, SectorFactory

from .conftest import Ask
from .editing import fresh
from .hiding import WAYS, undone

NEWS = "totalCount nodes { title } facets { categories { value } tags { value } years { value } }"
MEMBERS = "totalCount nodes { name } facets { sectors { value } competences { value } cities { value } }"
#: A filter, and what is there without being public.
FILTERS = {
    'news(filter: { members: ["WORD"] })': NEWS,
    'news(filter: { members: ["WORD", "offen"], year: 2025 }, order: TITLE)': NEWS,
    'news(filter: { tags: ["WORD"] })': NEWS,
    'news(filter: { categories: ["WORD"] })': NEWS,
    'news(filter: { query: "WORD" })': NEWS,
    'members(filter: { sectors: ["WORD"] })': MEMBERS,
    'members(filter: { competences: ["WORD"] })': MEMBERS,
    'members(filter: { cities: ["WORD"] })': MEMBERS,
    "members(filter: { near: { lat: 50, lng: 10, km: 5 } }, order: DISTANCE)": MEMBERS,
    'search(query: "WORD")': "totalCount nodes { title } facets { value count }",
    'memberPage(slug: "WORD")': "title",
    'newsPage(slug: "offen") { related { title } members { name } } memberPage(slug: "WORD")': "title",
}
#: What differs from one answer to the next of the same kind.
VARYING = ("X-Request-ID", "Date", "ETag", "Content-Length")


def answered(client: Client, filtered: str, fields: str, word: str) -> Any:
    document = f"{{ {filtered} {{ {fields} }} }}".replace("WORD", word)
    response = client.post("/graphql/", {"query": document}, content_type="application/json")
    headers = {name: value for name, value in response.headers.items() if name not in VARYING}
    body = response.json()
    return body, headers


def test_what_is_not_public_is_filtered_by_as_what_is_not_there(site: StartedSite, client: Client) -> None:
    words = {
        "sectors": [SectorFactory(name="Geheim", slug="geheim")],
        "competences": ["Geheim"],
        "city": "geheim",
    }
    hidden = MemberPageFactory(title="Geheim", latitude=50.0, longitude=10.0, **words)
    shown = MemberPageFactory(title="Offen")
    NewsPageFactory(title="Offen", members=[hidden, shown], tags=["offen"])
    NewsPageFactory(title="Auch", members=[hidden])
    draft = NewsPageFactory(title="Entwurf", tags=["Geheim"], categories=[CategoryFactory(name="Geheim")])
    for way, hide in WAYS.items():
        with undone():
            hide(fresh(hidden))
            hide(fresh(draft))
            for filtered, fields in FILTERS.items():
                by_hidden = answered(client, filtered, fields, "geheim")
                assert by_hidden == answered(client, filtered, fields, "nirgends"), (way, filtered)


def test_a_member_is_filtered_by_until_it_expires(site: StartedSite, ask: Ask) -> None:
    member: Any = MemberPageFactory(title="Bald vorbei")
    NewsPageFactory(title="Eins", members=[member])
    now = timezone.now()
    type(member).objects.filter(pk=member.pk).update(expire_at=now + timedelta(minutes=10))
    # Not the same text, which would be answered from what is stored.
    query = '{ news(filter: { members: ["bald-vorbei"] }) { totalCount %s } }'
    assert ask(query % "")["news"]["totalCount"] == 1
    with time_machine.travel(now + timedelta(minutes=11)):
        assert ask(query % "nodes { title }")["news"]["totalCount"] == 0
