"""Values that a visitor makes up: each is made of a number, and hardly two numbers make the same."""

from collections.abc import Callable

from ..content.plan import RARE_WORD

Make = Callable[[int], str]
#: Words that stand in nearly every article, and beginnings of words that stand in many texts.
COMMON = (
    "Der Die Das im am mit in und von des ein eine "
    "Verein Hochschule Institut Mitglied Labor Vorstand Jury Jena"
).split()
LETTERS = "abcdefghijklmnopqrstuvwxyz0123456789"
PAIRS = [a + b for a in "aeiourstnmlkv" for b in "aeiourstnm"]
_CATEGORIES = "veranstaltungen forschung forderung mitglieder ausbildung presse foerderung".split()
_SECTORS = "optik medizintechnik sensorik lasertechnik software bildung beratung energie".split()
_CITIES = "Jena Erfurt Weimar Gera Leipzig Dresden Chemnitz Halle Suhl Ilmenau".split()
_KINDS = "COMPANY RESEARCH PUBLIC_BODY NETWORK PERSON".split()


def turned(words: list[str] | str, number: int) -> list[str]:
    """Return words in another order for each number, and without one of them."""
    items = list(words)
    place = number % len(items)
    items = items[place:] + items[:place]
    swapped = 1 + number // len(items) % (len(items) - 1)
    items[0], items[swapped] = items[swapped], items[0]
    return items


def _within(words: list[str], joined: str = " ", most: int = 200) -> str:
    text = ""
    for word in words:
        if len(text) + len(joined) + len(word) > most:
            break
        text += joined + word if text else word
    return text


#: Texts to look for, by what they are.
QUERIES: dict[str, Make] = {
    "a word": lambda n: f"{turned(COMMON, n)[0]} x{n}",
    "a rare word": lambda n: RARE_WORD[: 5 + n % 9],
    "a letter": lambda n: turned(LETTERS, n)[0],
    "three letters": lambda n: " ".join(turned(LETTERS, n)[:3]),
    "letters": lambda n: _within(turned(LETTERS, n)),
    "pairs": lambda n: _within(turned(PAIRS, n)),
    "common words": lambda n: _within(turned(COMMON, n)),
    "two common words": lambda n: " ".join(turned(COMMON, n)[:2]),
    "hyphens": lambda n: _within(turned(LETTERS, n), "-"),
    "one long word": lambda n: f"{'x' * 190}{n}",
    "umlauts": lambda n: _within([f"ä{a}ö{n % 97}" for a in LETTERS]),
}


def _texts(values: list[str]) -> str:
    return "[" + ",".join(f'"{value}"' for value in values) + "]"


def _numbered(name: str, count: int, among: int) -> Make:
    return lambda n: _texts([f"{name}-{(n * 7 + place * 3) % among}" for place in range(count)])


def _near(km: float) -> Make:
    return lambda n: f"{{lat: {50.2 + n % 1400 / 1000:.3f}, lng: {10 + n % 2500 / 1000:.3f}, km: {km}}}"


Filters = dict[str, Make]


def _queries() -> Filters:
    def written(make: Make) -> Make:
        return lambda n: f'query: "{make(n)}"'

    return {f"query: {name}": written(make) for name, make in QUERIES.items()}


def _filters(fields: dict[str, Make]) -> Filters:
    """Return filters of one field each; a name may say more after a colon."""

    def written(name: str, make: Make) -> Make:
        return lambda n: f"{name.partition(':')[0]}: {make(n)}"

    return {name: written(name, make) for name, make in fields.items()}


NEWS_FILTERS: Filters = {
    **_filters(
        {
            "categories: unknown": lambda n: _texts([f"x{n}"]),
            "categories: all": lambda n: _texts(turned(_CATEGORIES, n)),
            "tags: unknown": lambda n: _texts([f"x{n}-{place}" for place in range(50)]),
            "tags: 2": _numbered("tag", 2, 26),
            "tags: 20": _numbered("tag", 20, 26),
            "members: 1": _numbered("mitglied", 1, 500),
            "members: 50": _numbered("mitglied", 50, 500),
            "from": lambda n: f'"2025-{1 + n % 12:02}-{1 + n % 28:02}"',
            "to": lambda n: f'"2025-{1 + n % 12:02}-{1 + n % 28:02}"',
            "year": lambda n: str(2025 + n % 2),
            "featured": lambda n: "true" if n % 2 else "false",
        }
    ),
    **_queries(),
    "all": lambda n: (
        f"categories: {_texts(turned(_CATEGORIES, n))}, tags: {_numbered('tag', 20, 26)(n)}, "
        f'from: "2000-01-{1 + n % 28:02}", featured: {"true" if n % 2 else "false"}, '
        f'query: "{QUERIES["letters"](n)}"'
    ),
}
MEMBER_FILTERS: Filters = {
    **_filters(
        {
            "kinds": lambda n: f"[{','.join(turned(_KINDS, n)[: 2 + n % 3])}]",
            "sectors: all": lambda n: _texts(turned(_SECTORS, n)),
            "sectors: unknown": lambda n: _texts([f"x{n}-{place}" for place in range(50)]),
            "competences: 20": _numbered("kompetenz", 20, 26),
            "cities: all": lambda n: _texts([*turned(_CITIES, n), f"x{n}"]),
            "letter": lambda n: f'"{turned(LETTERS[:26], n)[0].upper()}"',
            "joinedSince": lambda n: f'"202{n % 6}-{1 + n % 12:02}-{1 + n % 28:02}"',
            "near: 1 km": _near(1),
            "near: 50 km": _near(50),
            "near: 500 km": _near(500),
        }
    ),
    **_queries(),
    "all": lambda n: (
        f"kinds: [{','.join(_KINDS)}], sectors: {_texts(turned(_SECTORS, n))}, "
        f"competences: {_numbered('kompetenz', 20, 26)(n)}, cities: {_texts(turned(_CITIES, n))}, "
        f'near: {_near(500)(n)}, joinedSince: "2000-01-{1 + n % 28:02}", query: "{QUERIES["letters"](n)}"'
    ),
}
GALLERY_FILTERS: Filters = {
    **_filters({"year": lambda n: str(2020 + n % 7)}),
    **_queries(),
}
FILTERS = {"news": NEWS_FILTERS, "members": MEMBER_FILTERS, "galleries": GALLERY_FILTERS}
