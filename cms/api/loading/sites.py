"""Sites, their home pages by language, and URL resolution for pages: one query."""

from dataclasses import dataclass
from functools import cached_property

from django.conf import settings
from django.db import connection
from wagtail.models import Locale, Page, Site

from cms.delivery.addresses import prefix_of
from cms.foundation.addresses import website_address
from cms.foundation.query_plans import is_below_sql
from cms.navigation.models import SiteSettings, SiteText

from ..errors import SiteUnknown
from .cache_tags import TaggedSQL
from .languages import LANGUAGE_CODES, language_name

#: Up to this many descendants of a home page, filter by id instead of path.
SMALL_TREE_MAX = 1_000

# Home pages share a translation_key, which is not a ForeignKey the ORM could follow; hence raw SQL.
_HOME_PAGES = f"""
SELECT site.id, site.hostname, site.port, site.site_name, site.is_default_site, root.locale_id,
       home.id, home.path, home.url_path, home.locale_id, locale.language_code, home.live, text.name,
       (SELECT COUNT(*) FROM (
           SELECT 1 FROM {Page._meta.db_table} below WHERE {{is_below}} LIMIT {SMALL_TREE_MAX + 1}
       ) counted) <= {SMALL_TREE_MAX}
FROM {Site._meta.db_table} site
JOIN {Page._meta.db_table} root ON root.id = site.root_page_id
JOIN {Page._meta.db_table} home ON home.translation_key = root.translation_key
JOIN {Locale._meta.db_table} locale ON locale.id = home.locale_id
LEFT JOIN {SiteSettings._meta.db_table} settings ON settings.site_id = site.id
LEFT JOIN {SiteText._meta.db_table} text ON text.settings_id = settings.id AND text.locale_id = home.locale_id
ORDER BY site.id, home.path
"""


@dataclass(frozen=True, slots=True)
class Root:
    """The home page of one language of a site. `prefix` is its path on the frontend: /de/.

    `name` is the association's in that language; read it with `RequestContext.name_of`, which adds its cache
    tag. `is_small_tree`: at most `SMALL_TREE_MAX` pages are below it.
    """

    site_id: int
    locale_id: int
    code: str
    page_id: int
    tree_path: str
    url_path: str
    prefix: str
    base_url: str
    name: str
    is_default_language: bool
    is_live: bool
    is_small_tree: bool

    @property
    def language(self) -> str:
        return language_name(self.code)

    def path_of(self, url_path: str) -> str:
        return self.prefix + url_path[len(self.url_path) :]


class Sites:
    """All home pages of all sites. The root of a page is the home page at or above it."""

    @classmethod
    def read(cls) -> "Sites":
        """Load all sites in one statement."""
        with connection.cursor() as cursor:
            # Its cache tag is `site`, on every response: a home page added, moved or removed purges it.
            cursor.execute(TaggedSQL(_HOME_PAGES.format(is_below=is_below_sql("below", "home"))))
            rows = cursor.fetchall()
        roots = []
        sites: dict[int, Site] = {}
        for site_id, hostname, port, name, is_default, root_locale, *page in rows:
            site = sites.setdefault(
                site_id,
                Site(pk=site_id, hostname=hostname, port=port, site_name=name, is_default_site=is_default),
            )
            pk, tree_path, url_path, locale_id, code, is_live, text, is_small_tree = page
            if code in LANGUAGE_CODES.values():
                roots.append(
                    Root(
                        site_id=site_id,
                        locale_id=locale_id,
                        code=code,
                        page_id=pk,
                        tree_path=tree_path,
                        url_path=url_path,
                        prefix=prefix_of(code),
                        base_url=frontend_address(site),
                        name=text or name,
                        is_default_language=locale_id == root_locale,
                        is_live=bool(is_live),
                        is_small_tree=bool(is_small_tree),
                    )
                )
        return cls(roots, sites)

    def __init__(self, roots: list[Root], by_id: dict[int, Site]) -> None:
        self.roots = roots
        self.by_id = by_id
        self._inner_first = sorted(roots, key=lambda root: len(root.tree_path), reverse=True)

    @cached_property
    def codes(self) -> dict[int, str]:
        """Language code by locale id."""
        codes = {root.locale_id: root.code for root in self.roots}
        return codes or dict(Locale.objects.values_list("pk", "language_code"))

    def find(self, host: str | None) -> Site:
        """Return the site at `host[:port]`; the default site for None. Raises `SiteUnknown`."""
        if host is None:
            site = next((site for site in self.by_id.values() if site.is_default_site), None)
        else:
            name, _, port = host.strip().lower().partition(":")
            matching = [site for site in self.by_id.values() if site.hostname == name]
            if port:
                matching = [site for site in matching if str(site.port) == port]
            site = matching[0] if len(matching) == 1 else None
        if site is None:
            raise SiteUnknown(
                "There is no default site."
                if host is None
                else f"There is no site at {host[:100]!r}. Leave `site` out for the default site.",
                argument="site",
            )
        return site

    def of_site(self, site: Site) -> list[Root]:
        """Return the site's home pages, its default language first."""
        roots = [root for root in self.roots if root.site_id == site.pk]
        return sorted(roots, key=lambda root: not root.is_default_language)

    def root(self, site: Site, code: str | None) -> Root | None:
        """Return the home page of a language of a site; of its default language for None."""
        for root in self.of_site(site):
            if code is None or root.code == code:
                return root
        return None

    def default_language(self, site: Site) -> str:
        """Return a site's default language as an enum value; without pages, the installation's."""
        root = self.root(site, None)
        return root.language if root else language_name(settings.LANGUAGE_CODE)

    def root_of(self, tree_path: str) -> Root | None:
        """Return the home page above (or at) a page; None for a page outside every site."""
        for root in self._inner_first:
            if tree_path.startswith(root.tree_path):
                return root
        return None


def frontend_address(site: Site) -> str:
    """Return scheme, host and port of the frontend, without a final slash."""
    return website_address(site.root_url)
