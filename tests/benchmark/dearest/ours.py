"""Our own operations, and what they take."""

from statistics import median
from typing import Any

from ..environment import ROOT
from .asking import Answered, Asker

_TIMES = 5
#: Those that change something, or show what is not public.
_LEFT_OUT = ("preview", "submit-form", "unlock-page")
_PATHS = "/de/ /de/news/ /de/news/artikel-3/ /de/mitglieder/ /de/galerien/ /de/galerien/galerie-1/".split()
#: With which variables each is asked, beside the language; without them where it is not named.
_VARIABLES: dict[str, list[dict[str, Any]]] = {
    "route": [{"path": path} for path in _PATHS],
    "gallery-images": [{"slug": "galerie-1"}],
    "search": [{"query": "Labor"}, {"query": "Quantenkaskade"}],
    "members-near": [{"near": {"lat": 50.9, "lng": 11.6, "km": 50}}],
    "news-list": [{}, {"filter": {"categories": ["forschung"]}}],
    "member-directory": [{}, {"filter": {"sectors": ["optik"]}}],
}


def operations(asker: Asker) -> dict[str, Answered]:
    """Return by name and variables what our own operations take, the medians of several answers."""
    found = {}
    for path in sorted((ROOT / "frontend_contract" / "operations").glob("*.graphql")):
        if path.stem in _LEFT_OUT:
            continue
        for given in _VARIABLES.get(path.stem, [{}]):
            document = path.read_text(encoding="utf-8")
            language = {"language": "DE"} if "$language" in document else {}
            times = [asker.ask(document, {**language, **given}) for _ in range(_TIMES)]
            middle = median(one.cpu_ms for one in times)
            said = next(iter(given.values()), "")
            name = f"{path.stem} {said if isinstance(said, str) else 'filtered'}".strip()
            found[name] = min(times, key=lambda one: abs(one.cpu_ms - middle))
    return found
