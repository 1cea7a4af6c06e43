"""Home pages of each site by language, and the path of each on the frontend."""

from collections import defaultdict
from dataclasses import dataclass

from django.conf import settings
from django.db.models import QuerySet
from django.urls import reverse
from django.utils import translation
from wagtail.models import Page, Site


@dataclass(frozen=True, slots=True)
class Home:
    """The home page of one language of a site. `prefix` is its path on the frontend: /de/."""

    page_id: int
    tree_path: str
    url_path: str
    language: str
    prefix: str


def homes_by_site() -> dict[int, list[Home]]:
    """Return the home pages of every site, in two queries: its root page and the translations of that."""
    keys = dict(Site.objects.order_by("pk").values_list("pk", "root_page__translation_key"))
    codes = [code for code, _ in settings.WAGTAIL_CONTENT_LANGUAGES]
    rows = Page.objects.filter(translation_key__in=set(keys.values()), locale__language_code__in=codes)
    homes = defaultdict(list)
    for key, page_id, tree_path, url_path, code in rows.values_list(
        "translation_key", "pk", "path", "url_path", "locale__language_code"
    ):
        homes[key].append(Home(page_id, tree_path, url_path, code, prefix_of(code)))
    return {site_id: homes[key] for site_id, key in keys.items()}


def has_home(pages: QuerySet[Page]) -> bool:
    """Tell whether one of some pages is the home page of a language of a site, be it public or not."""
    keys = pages.order_by().values("translation_key")
    return Site.objects.filter(root_page__translation_key__in=keys).exists()


def home_above(homes: list[Home], tree_path: str) -> Home | None:
    """Return the innermost of a site's home pages at or above a place in the tree."""
    above = [home for home in homes if tree_path.startswith(home.tree_path)]
    return max(above, key=lambda home: len(home.tree_path), default=None)


def prefix_of(code: str) -> str:
    """Return the path of a language's home page on the frontend: /de/."""
    with translation.override(code):
        return reverse("wagtail_serve", args=("",))
