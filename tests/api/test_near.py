"""Members near a place: found within a circle on the globe, sorted by distance, sliced without gaps."""

from itertools import product
from math import acos, asin, cos, degrees, radians, sin
from random import Random
from typing import Any

import pytest

from cms.home.sites import StartedSite
from cms.members.models import MemberPage
from tests.factories.pages import MemberPageFactory
from tests.factories.snippets import SectorFactory

from .conftest import Ask
from .hiding import WAYS, undone

LEIPZIG = (51.3397, 12.3731)
#: City → (latitude, longitude, kilometres from Leipzig as the crow flies).
CITIES = {
    "Leipzig": (*LEIPZIG, 0),
    "Halle": (51.4828, 11.9697, 32),
    "Dresden": (51.0504, 13.7373, 100),
    "Jena": (50.9271, 11.5892, 71),
    "Berlin": (52.5200, 13.4050, 149),
    "Hamburg": (53.5511, 9.9937, 294),
    "München": (48.1351, 11.5820, 361),
    "Wien": (48.2082, 16.3738, 451),
}
NEAR = """query ($near: Near, $order: MemberOrder! = DISTANCE, $first: Int! = 100, $after: String, $offset: Int) {
  members(filter: {near: $near}, order: $order, first: $first, after: $after, offset: $offset) {
    totalCount
    nodes { name }
    edges { cursor distanceKm node { name } }
    pageInfo { hasNextPage endCursor }
  }
}"""


def circle(lat: float, lng: float, km: float) -> dict[str, float]:
    return {"lat": lat, "lng": lng, "km": km}


def named(members: dict[str, Any]) -> list[str]:
    assert members["totalCount"] == len(members["edges"])
    assert [edge["node"] for edge in members["edges"]] == members["nodes"]
    return [edge["node"]["name"] for edge in members["edges"]]


@pytest.fixture
def cities(site: StartedSite) -> None:
    for name, (lat, lng, _) in CITIES.items():
        MemberPageFactory(title=name, latitude=lat, longitude=lng)
    MemberPageFactory(title="Irgendwo")


@pytest.mark.usefixtures("cities")
def test_the_nearest_come_first_with_their_distance(ask: Ask) -> None:
    edges = ask(NEAR, near=circle(*LEIPZIG, 500))["members"]["edges"]
    expected = sorted(CITIES.items(), key=lambda city: city[1][2])
    assert [edge["node"]["name"] for edge in edges] == [name for name, _ in expected]
    for edge in edges:
        assert edge["distanceKm"] == pytest.approx(CITIES[edge["node"]["name"]][2], abs=1)
        assert edge["distanceKm"] == round(edge["distanceKm"], 1)


@pytest.mark.usefixtures("cities")
def test_only_members_in_the_circle_are_found_and_counted(ask: Ask) -> None:
    for km in (0, 33, 120, 149, 150, 400):
        names = {name for name, (_, _, far) in CITIES.items() if far <= km}
        for order in ("DISTANCE", "NAME", "NEWEST"):
            members = ask(NEAR, near=circle(*LEIPZIG, km), order=order)["members"]
            assert set(named(members)) == names - ({"Berlin"} if km == 149 else set()), (km, order)
    members = ask(NEAR, near=circle(*LEIPZIG, 120), order="NAME")["members"]
    assert named(members) == ["Dresden", "Halle", "Jena", "Leipzig"]
    assert members["edges"][0]["distanceKm"] == pytest.approx(100, abs=1)


@pytest.mark.usefixtures("cities")
def test_without_a_place_edges_have_no_distance(ask: Ask) -> None:
    members = ask(NEAR, order="NAME")["members"]
    assert "Irgendwo" in named(members)
    assert {edge["distanceKm"] for edge in members["edges"]} == {None}


def test_a_place_goes_together_with_other_filters_and_facets(site: StartedSite, ask: Ask) -> None:
    optics, labs = SectorFactory(name="Optik"), SectorFactory(name="Labor")
    for name, kind, sector in (("Halle", "company", optics), ("Jena", "research", labs)):
        lat, lng, _ = CITIES[name]
        MemberPageFactory(title=name, kind=kind, sectors=[sector], latitude=lat, longitude=lng, city=name)
    lat, lng, _ = CITIES["Wien"]
    MemberPageFactory(title="Wien", sectors=[optics], competences=["Glas"], latitude=lat, longitude=lng)
    members = ask(
        """query ($near: Near!) {
          members(filter: {near: $near, sectors: ["optik"]}, order: DISTANCE) {
            totalCount
            nodes { name }
            facets {
              kinds { value count } sectors { value count } competences { value } cities { value count }
              letters { value count }
            }
          }
        }""",
        near=circle(*LEIPZIG, 100),
    )["members"]
    assert members == {
        "totalCount": 1,
        "nodes": [{"name": "Halle"}],
        "facets": {
            "kinds": [{"value": "COMPANY", "count": 1}],
            "sectors": [{"value": "labor", "count": 1}, {"value": "optik", "count": 1}],
            "competences": [],
            "cities": [{"value": "Halle", "count": 1}],
            "letters": [{"value": "H", "count": 1}],
        },
    }


def test_the_directory_of_a_page_answers_as_the_root_does(cities: None, ask: Ask) -> None:
    query = """query ($near: Near!) { route(path: "/de/mitglieder/") { page { ... on MemberIndexPage {
      directory(filter: {near: $near}, order: DISTANCE) { edges { distanceKm node { name } } }
    } } } }"""
    edges = ask(query, near=circle(*LEIPZIG, 40))["route"]["page"]["directory"]["edges"]
    assert edges[0] == {"distanceKm": 0.0, "node": {"name": "Leipzig"}}
    assert [edge["node"]["name"] for edge in edges] == ["Leipzig", "Halle"]


def test_a_hidden_member_is_near_nobody(cities: None, ask: Ask) -> None:
    for way, hide in WAYS.items():
        with undone():
            hide(MemberPage.objects.get(title="Halle"))
            assert named(ask(NEAR, near=circle(*LEIPZIG, 40))["members"]) == ["Leipzig"], way


# --- The globe ----------------------------------------------------------------------------------------------

#: Places where longitudes jump or come together.
EDGES = {
    "Fidschi": (-17.0, 179.9),
    "Taveuni": (-16.9, -179.9),
    "Datumsgrenze Ost": (0.0, 180.0),
    "Datumsgrenze West": (0.0, -180.0),
    "Nordpol": (90.0, 0.0),
    "Nördlich": (89.0, 90.0),
    "Gegenüber": (89.0, -90.0),
    "Südpol": (-90.0, 55.0),
    "Südlich": (-89.5, -170.0),
    "Spitzbergen": (78.22, 15.65),
    "Äquator": (0.0, 0.0),
    "Antipode": (-51.3397, -167.6269),
}


def kilometres(a: tuple[float, float], b: tuple[float, float]) -> float:
    """By another formula than the product's: the angle between two vectors."""
    (north, east), (other_north, other_east) = ((radians(one), radians(two)) for one, two in (a, b))
    cosine = sin(north) * sin(other_north) + cos(north) * cos(other_north) * cos(east - other_east)
    return 6371.0088 * acos(max(-1.0, min(1.0, cosine)))


@pytest.fixture
def globe(site: StartedSite) -> dict[str, tuple[float, float]]:
    chance = Random(7)
    spread = {
        f"{number:02}": (
            chance.choice((-88.5, -30, 0, 30, 88.5)) + chance.random(),
            chance.uniform(-3, 3) + turn,
        )
        for number, turn in enumerate([0, 177, -177] * 6)
    }
    places = {**EDGES, **spread}
    for name, (lat, lng) in places.items():
        MemberPageFactory(title=name, latitude=lat, longitude=lng)
    return places


def test_a_circle_is_a_circle_everywhere(globe: dict[str, tuple[float, float]], ask: Ask) -> None:
    for center, km in product([*EDGES.values(), *list(globe.values())[-6:]], (0, 5, 120, 500)):
        far = {name: kilometres(center, place) for name, place in globe.items()}
        # A metre on the line may be told apart by neither formula.
        inside = {name for name, distance in far.items() if distance <= km - 0.001}
        on_line = {name for name, distance in far.items() if abs(distance - km) < 0.001}
        edges = ask(NEAR, near=circle(*center, km))["members"]["edges"]
        found = {edge["node"]["name"]: edge["distanceKm"] for edge in edges}
        assert inside <= found.keys() <= inside | on_line, (center, km)
        assert list(found.values()) == sorted(found.values())
        for name, distance in found.items():
            assert distance == pytest.approx(far[name], abs=0.051)


@pytest.mark.parametrize("latitude", [0.0, 51.34, 85.0])
def test_what_is_just_within_the_circle_is_found(site: StartedSite, ask: Ask, latitude: float) -> None:
    """In all directions: what the database looks through first is a box around the circle."""
    km = 300
    angle = 0.999 * km / 6371.0088
    north = radians(latitude)
    # East and west the circle is widest where a meridian touches it.
    touching = degrees(asin(sin(north) / cos(angle)))
    aside = degrees(asin(sin(angle) / cos(north)))
    places = {
        "north": (latitude + degrees(angle), 10.0),
        "south": (latitude - degrees(angle), 10.0),
        "east": (touching, 10.0 + aside),
        "west": (touching, 10.0 - aside),
    }
    for name, (lat, lng) in places.items():
        MemberPageFactory(title=name, latitude=lat, longitude=lng)
    assert set(named(ask(NEAR, near=circle(latitude, 10.0, km))["members"])) == set(places)


# --- Cursors ------------------------------------------------------------------------------------------------


@pytest.fixture
def crowd(site: StartedSite) -> list[str]:
    """Members around Leipzig, several on one spot."""
    for number in range(9):
        MemberPageFactory(title=f"{number}", latitude=51.34 + number // 3 * 0.1, longitude=12.37)
    return [f"{number}" for number in range(9)]


def test_a_list_by_distance_is_sliced_without_gaps_or_repeats(crowd: list[str], ask: Ask) -> None:
    for first in (1, 2, 4):
        names, after = [], None
        while True:
            slice_ = ask(NEAR, near=circle(51.34, 12.37, 50), first=first, after=after)["members"]
            assert slice_["totalCount"] == 9
            names += [node["name"] for node in slice_["nodes"]]
            if not slice_["pageInfo"]["hasNextPage"]:
                break
            after = slice_["pageInfo"]["endCursor"]
        assert names == crowd
    by_offset = ask(NEAR, near=circle(51.34, 12.37, 50), first=2, offset=4)["members"]["nodes"]
    assert [node["name"] for node in by_offset] == crowd[4:6]


def test_a_cursor_stays_right_while_members_join(crowd: list[str], ask: Ask) -> None:
    near = circle(51.34, 12.37, 50)
    after = ask(NEAR, near=near, first=5)["members"]["pageInfo"]["endCursor"]
    MemberPageFactory(title="davor", latitude=51.34, longitude=12.37)
    MemberPageFactory(title="dazwischen", latitude=51.49, longitude=12.37)
    nodes = ask(NEAR, near=near, after=after)["members"]["nodes"]
    assert [node["name"] for node in nodes] == ["5", "dazwischen", "6", "7", "8"]


def test_a_cursor_is_good_for_its_place_alone(crowd: list[str], ask: Ask, refuse: Ask) -> None:
    near = circle(51.34, 12.37, 50)
    after = ask(NEAR, near=near, first=5)["members"]["pageInfo"]["endCursor"]
    assert ask(NEAR, near={**near, "km": 60}, after=after)["members"]["nodes"]
    for other, order in (({**near, "lat": 51.35}, "DISTANCE"), (near, "NAME"), (near, "NEWEST")):
        assert refuse(NEAR, near=other, order=order, after=after)["code"] == "CURSOR_INVALID"


# --- What is refused ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "value", "limit"),
    [
        ("km", 500.01, 500),
        ("km", -1, 500),
        ("km", 1e300, 500),
        ("lat", 90.001, 90),
        ("lat", -91, 90),
        ("lng", 180.5, 180),
        ("lng", -1e9, 180),
    ],
)
def test_a_place_off_the_map_is_refused(
    site: StartedSite, refuse: Ask, name: str, value: float, limit: int
) -> None:
    error = refuse(NEAR, near={**circle(*LEIPZIG, 50), name: value})
    assert (error["code"], error["argument"]) == ("ARGUMENT_OUT_OF_RANGE", f"filter.near.{name}")
    assert (error["limit"], error["value"]) == (limit, value)
    assert f"{limit}" in error["message"]


@pytest.mark.parametrize("value", ["1e999", "-1e999", "9" * 400])
@pytest.mark.parametrize("name", ["lat", "lng", "km"])
def test_a_number_without_end_is_refused(site: StartedSite, refuse: Ask, name: str, value: str) -> None:
    place = ", ".join(f"{key}: {value if key == name else 1}" for key in ("lat", "lng", "km"))
    error = refuse(f"{{ members(filter: {{near: {{{place}}}}}) {{ totalCount }} }}")
    assert (error["code"], error["argument"]) == ("ARGUMENT_OUT_OF_RANGE", f"filter.near.{name}")
    assert "value" not in error


@pytest.mark.parametrize("value", ["NaN", "Infinity", "-Infinity", "1e999", "9" * 400, '"1"', "null", "true"])
def test_what_is_no_number_is_refused_in_variables(site: StartedSite, client: Any, value: str) -> None:
    body = '{"query": "query ($near: Near) { members(filter: {near: $near}) { totalCount } }", ' + (
        f'"variables": {{"near": {{"lat": {value}, "lng": 1, "km": 1}}}}}}'
    )
    answer = client.post("/graphql/", body, content_type="application/json").json()
    assert answer["errors"][0]["extensions"]["code"] in ("ARGUMENT_INVALID", "VALIDATION_FAILED"), answer


def test_by_distance_needs_a_place(site: StartedSite, refuse: Ask) -> None:
    for query in (
        "{ members(order: DISTANCE) { totalCount } }",
        "{ members(order: DISTANCE, filter: {near: null}) { totalCount } }",
    ):
        error = refuse(query)
        assert (error["code"], error["argument"]) == ("ARGUMENT_CONFLICT", "order")
        assert "filter.near" in error["message"]
