"""Parts that are no list of news, members or galleries: addresses, feeds, what stands around pages."""

from collections.abc import Iterator

from .parts import FACETS, MOST, Part, Write, listed
from .values import FILTERS, Make

#: Addresses: unknown ones, an article's, one that may be a redirect's by its query, a long one.
_PATHS = (
    "/de/artikel-{n}/",
    "/de/news/artikel-{m}/",
    "/x{n}/",
    "/de/news/artikel-{m}/?a={n}",
    "/" + "a/" * 400 + "{n}/",
)
#: Where the sections are, their types, their lists, and the lists at the root that are like them.
_SECTIONS = (
    ("/de/news/", "NewsIndexPage", "articles", "news"),
    ("/de/mitglieder/", "MemberIndexPage", "directory", "members"),
    ("/de/galerien/", "GalleryIndexPage", "albums", "galleries"),
)


def other_parts() -> Iterator[Part]:
    entries = "nodes { pageId pageType language path url lastModified noindex translations { url } }"
    yield Part(
        "sitemap", lambda n, length: f"sitemap(first: {length}) {{ totalCount {entries} }}", (1_000, MOST, 1)
    )
    yield Part(
        "sitemap, count",
        lambda n, length: (
            f"sitemap(languages: [{', '.join(['DE', 'EN'] * (1 + n % 20))}], first: 1) {{ totalCount }}"
        ),
    )
    yield Part(
        "redirects",
        lambda n, length: f"redirects(first: {length}) {{ totalCount nodes {{ from to permanent }} }}",
        (1_000, 1),
    )
    yield Part(
        "changes",
        lambda n, length: f"changes(first: {length}) {{ items {{ id kind at path tags }} cursor hasMore }}",
        (1_000, MOST, 1),
    )
    for path in _PATHS:
        yield Part(f"route {path[:20]}", _route(path))
    yield Part("page", lambda n, length: f'page(id: "page-{n % 1500}") {{ id title url }}')
    yield Part("newsPage", lambda n, length: f'newsPage(slug: "artikel-{n % 1000}") {{ id title url }}')
    yield Part("memberPage", lambda n, length: f'memberPage(slug: "mitglied-{n % 500}") {{ id title url }}')
    yield Part("galleryPage", lambda n, length: f'galleryPage(slug: "galerie-{n % 60}") {{ id title url }}')
    yield Part(
        "siteSettings",
        lambda n, length: (
            f"siteSettings(language: {'DE' if n % 2 else 'EN'}) "
            "{ name languages { homeUrl } places { kind link { url } } changeCursor notFoundText }"
        ),
    )
    yield Part(
        "menu",
        lambda n, length: (
            'menu(name: "main") { id label path url children { id label path children { id } } }'
        ),
    )
    yield Part("preview", lambda n, length: f'preview(token: "x{n}") {{ expiresAt }}')
    for path, field, inner, root in _SECTIONS:
        for name in ("none", "query: letters", "all"):
            write = FILTERS[root].get(name, lambda n: "")
            yield Part(f"route, {inner}, {name}", _section(path, field, inner, root, write))


def _route(path: str) -> Write:
    asked = "{ status language page { id title url } redirect { to } }"
    return lambda n, length: f'route(path: "{path.format(n=n, m=n % 1000)}") {asked}'


def _section(path: str, field: str, inner: str, root: str, write: Make) -> Write:
    facets = " ".join(FACETS[root].values())
    counted = f"facets {{ {facets} }} " if facets else ""
    of_list = listed(inner, write, f"totalCount {counted}nodes {{ id }}")
    return lambda n, length: (
        f'route(path: "{path}?{n}") {{ page {{ ... on {field} {{ {of_list(n, length)} }} }} }}'
    )
