"""Events over HTTP: list, filters, search, single page, structured data, fixed place."""

import json
from datetime import date

from cms.events.models import EventPage
from cms.home.sites import StartedSite
from tests.factories.pages import page_factory

from .conftest import Ask


def test_events_are_listed_filtered_found_and_described(site: StartedSite, ask: Ask) -> None:
    factory = page_factory(EventPage)
    factory(title="Fest", date=date(2026, 5, 1), place="Leipzig", registration="https://fest.example/")
    factory(title="Messe", date=date(2025, 3, 2))
    factory(title="Entwurf", is_live=False)
    found = ask("""{
        events { totalCount nodes { title date registrationUrl } }
        of2025: events(filter: { from: "2025-01-01", to: "2025-12-31" }) { nodes { title } }
        withWord: events(filter: { query: "leipzig" }, order: EARLIEST) { nodes { title } }
        search(query: "Leipzig", types: [EVENT]) { facets { value label } nodes { path } }
        eventPage(slug: "fest") { place seo { jsonLd } }
        siteSettings { places { kind link { path } } }
        route(path: "/de/veranstaltungen/") { page { ... on EventIndexPage { events { totalCount } } } }
    }""")
    assert found["events"]["totalCount"] == found["route"]["page"]["events"]["totalCount"] == 2
    fest, messe = found["events"]["nodes"]
    assert fest == {"title": "Fest", "date": "2026-05-01", "registrationUrl": "https://fest.example/"}
    assert (found["of2025"]["nodes"], messe["registrationUrl"]) == ([{"title": "Messe"}], None)
    assert found["withWord"]["nodes"] == [{"title": "Fest"}]
    assert found["search"]["facets"][0]["value"] == "EVENT"
    assert found["search"]["nodes"] == [{"path": "/de/veranstaltungen/fest/"}]
    item = json.loads(found["eventPage"]["seo"]["jsonLd"])[0]
    assert (item["@type"], item["startDate"], item["location"]) == ("Event", "2026-05-01", "Leipzig")
    assert {"kind": "EVENTS", "link": {"path": "/de/veranstaltungen/"}} in found["siteSettings"]["places"]
