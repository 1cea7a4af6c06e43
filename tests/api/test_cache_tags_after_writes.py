"""Cache tags (surrogate keys) are complete: a write that changes an answer logs at least one of its tags.

All documents are run before and after every write. So whatever a document shows, and the tags of whatever is
cached from one answer to the next, are held to that.
"""

from collections.abc import Iterator
from datetime import date
from types import SimpleNamespace
from typing import Any

import pytest
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Collection

from cms.api.loading import prepared_statements
from cms.api.schema.build import get_schema
from cms.home.sites import StartedSite
from cms.navigation.models import SiteSettings
from tests.factories.bodies import every_block
from tests.factories.media import CmsDocumentFactory, CmsImageFactory, ImageTextFactory
from tests.factories.pages import (
    FormPageFactory,
    GalleryPageFactory,
    MemberPageFactory,
    NewsPageFactory,
    StandardPageFactory,
)
from tests.factories.snippets import CategoryFactory, MenuFactory, SectorFactory

from .all_fields import documents_with_everything, slug_roots
from .editing import WRITES, World, Write, publish
from .tagged_answers import LogTags, Query, answers, differences, operation, query_of

pytestmark = pytest.mark.once


@pytest.fixture(autouse=True)
def statements_compiled_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """The same documents are run after each of a hundred writes: their keys are checked by the other tests."""
    monkeypatch.setattr(prepared_statements, "checks_keys", False)


@pytest.fixture
def world(site: StartedSite) -> World:
    """One of everything, and of what refers to something two."""
    made = SimpleNamespace(site=site.site, home=site.homes["de"], english=site.homes["en"])
    made.images = [CmsImageFactory(credit="Foto: Jo Muster") for _ in range(3)]
    made.words = ImageTextFactory(image=made.images[0], language="de", alt="Drei Frauen")
    made.logo = CmsImageFactory()
    made.document = CmsDocumentFactory(title="Satzung")
    made.collection = Collection.get_first_root_node().add_child(name="Presse")
    made.in_collection = CmsImageFactory(collection=made.collection)
    made.category, made.sector = CategoryFactory(name="Feste"), SectorFactory(name="Optik")
    made.members = [
        MemberPageFactory(
            title=title,
            logo=made.logo,
            sectors=[made.sector],
            competences=["Linsen"],
            city="Leipzig",
            latitude=51.3,
            longitude=12.4,
            joined_on=date(2026, 1, day),
        )
        for day, title in ((1, "Aether"), (2, "Boson"))
    ]
    made.imprint = StandardPageFactory(title="Impressum", role="imprint")
    made.draft_page = StandardPageFactory(title="Später", is_live=False)
    made.draft = NewsPageFactory(title="Entwurf", is_live=False)
    link = f'<p><a linktype="page" id="{made.draft.pk}">Bald</a></p>'
    made.about = StandardPageFactory(title="Verein", body=[("paragraph", {"text": link})])
    shelf = {"heading": "", "news": [], "category": made.category, "count": 3}
    made.staff = StandardPageFactory(title="Team", parent=made.about, body=[("news", shelf)])
    made.sibling = StandardPageFactory(title="Satzung", parent=made.about)
    made.form = FormPageFactory(title="Kontakt", is_contact=True)
    made.gallery = GalleryPageFactory(title="Album", date=date(2026, 2, 1), pictures=made.images)
    # A second of its year, so that a list has one when the first is gone.
    made.other_gallery = GalleryPageFactory(
        title="Umzug", date=date(2026, 3, 1), pictures=[made.in_collection]
    )
    made.simple = NewsPageFactory(
        title="Ganz einfach", date=date(2026, 1, 3), body=[("paragraph", {"text": "<p>Nur Text.</p>"})]
    )
    made.older = NewsPageFactory(
        title="Früher",
        date=date(2026, 1, 4),
        cover=made.in_collection,
        categories=[made.category],
        tags=["Hof"],
    )
    made.news = NewsPageFactory(
        title="Fest",
        date=date(2026, 1, 5),
        cover=made.images[0],
        categories=[made.category],
        tags=["Hof"],
        members=made.members,
        pictures=made.images[:2],
        body=every_block(
            images=made.images,
            document=made.document,
            members=made.members[:1],
            news=[made.older],
            gallery=made.gallery,
            page=made.imprint,
        ),
    )
    made.gallery.news_links = [made.gallery.news_links.model(news=made.news)]
    publish(made.gallery)
    made.tag = made.news.tags.get()
    made.competence = made.members[0].competences.get()
    made.linking = StandardPageFactory(
        title="Verweise",
        body=[
            ("news", {"heading": "", "news": [made.draft], "category": None, "count": 3}),
        ],
    )
    made.menu = MenuFactory(
        items=[
            {"label": "", "page": made.about, "url": ""},
            {"label": "", "page": made.draft_page, "url": ""},
            {"label": "", "page": made.news, "url": ""},
        ]
    )
    made.settings = SiteSettings.objects.get(site=site.site)
    made.settings.logo = made.logo
    made.settings.save()
    made.redirect = Redirect.objects.create(old_path="/de/alt", redirect_page=made.about, site=made.site)
    return made


PATHS = {
    "home": "/de/",
    "English home": "/en/",
    "start": "/",
    "article": "/de/news/fest/",
    "simple article": "/de/news/ganz-einfach/",
    "news": "/de/news/",
    "member": "/de/mitglieder/aether/",
    "members": "/de/mitglieder/",
    "album": "/de/galerien/album/",
    "albums": "/de/galerien/",
    "page with children": "/de/verein/",
    "page with siblings": "/de/verein/team/",
    "page that lists a draft": "/de/verweise/",
    "form": "/de/kontakt/",
    "search page": "/de/suche/",
    "nothing yet": "/de/neu/",
    "redirect": "/de/alt/",
    "spelling": "/de/Verein",
}
CARD = "title path teaser cover { id alt rendition(preset: CARD) { url } }"
SLICE = "totalCount pageInfo { hasNextPage hasPreviousPage endCursor }"


def every_query(world: World) -> dict[str, Query]:
    """Every operation of the contract, and other queries that clients may send."""
    routes = {f"route: {name}": query_of(operation("route"), path=path) for name, path in PATHS.items()}
    return routes | {
        "layout": query_of(operation("layout"), language="DE"),
        "English layout": query_of(operation("layout"), language="EN"),
        "news-list": query_of(operation("news-list"), filter={"categories": ["feste"]}),
        "news of a member": query_of(operation("news-list"), filter={"members": ["aether"]}),
        "news with a tag": query_of(operation("news-list"), filter={"tags": ["hof"], "year": 2026}),
        "member-directory": query_of(operation("member-directory"), filter={"sectors": ["optik"]}),
        "members-near": query_of(operation("members-near"), near={"lat": 51.3, "lng": 12.4, "km": 20}),
        "gallery-list": query_of(operation("gallery-list"), filter={"year": 2026}),
        "gallery-images": query_of(operation("gallery-images"), slug="album"),
        "search": query_of(operation("search"), query="fest"),
        "sitemap": query_of(operation("sitemap")),
        "redirects": query_of(operation("redirects")),
        "changes": query_of(operation("changes")),
        "change-cursor": query_of(operation("change-cursor")),
        "counts": query_of(f"""{{
            news {{ {SLICE} facets {{ categories {{ label count }} tags {{ label count }} years {{ count }} }} }}
            members {{ {SLICE} facets {{ kinds {{ label count }} sectors {{ label count }} cities {{ count }}
                competences {{ label count }} letters {{ label count }} }} }}
            galleries {{ {SLICE} }} }}"""),
        # The same counts, cached from the one before.
        "count of news": query_of("{ news { totalCount facets { categories { label count } } } }"),
        "tags of news": query_of("{ news { facets { tags { label count } } } }"),
        "English news": query_of("{ news(language: EN) { nodes { title cover { alt } } } }"),
        "the article": query_of(f"""{{ newsPage(slug: "fest") {{ {CARD} seo {{ jsonLd image {{ id }} }}
            breadcrumbs {{ title path }} translations {{ code path }} newer {{ title }} older {{ title }}
            members {{ title }} related {{ title }} gallery {{ image {{ id alt }} }} categories {{ name }} }} }}"""),
        "neighbours": query_of('{ newsPage(slug: "frueher") { newer { title path } older { title path } } }'),
        "names alone": query_of('{ route(path: "/de/news/fest/") { page { title breadcrumbs { title } } } }'),
        "translations": query_of('{ route(path: "/de/verein/") { page { translations { code path } } } }'),
        "jsonLd": query_of('{ route(path: "/de/verein/") { page { seo { jsonLd } } } }'),
        "news of the member": query_of(
            '{ memberPage(slug: "aether") { news { title } competences { name } } }'
        ),
        "news of the album": query_of('{ galleryPage(slug: "album") { news { title } imageCount } }'),
        "by id": query_of(f'{{ page(id: "page-{world.about.pk}") {{ title path }} }}'),
        "draft by id": query_of(f'{{ page(id: "page-{world.draft.pk}") {{ title path }} }}'),
        "footer": query_of('{ menu(name: "footer") { label path } }'),
        "no menu": query_of('{ menu(name: "a b,\\n") { label path } }'),
    }


def unlogged_changes(
    write: str, touched: set[str], before: dict[str, Any], after: dict[str, Any]
) -> Iterator[tuple[str, str, Any, set[str], str]]:
    """Yield each answer that a write changed without logging any of its tags."""
    for name, (body, tags) in before.items():
        if after[name][0] != body and tags is not None and touched.isdisjoint(tags):
            yield write, name, tags, touched, differences(body, after[name][0])


def unlogged_after(
    documents: dict[str, Query], writes: dict[str, Write], world: World
) -> tuple[list[Any], Any]:
    """Run writes one after the other; return the changes without a logged tag, and the answers each has changed."""
    before = answers(documents)
    log = LogTags()
    unlogged: list[Any] = []
    differing: dict[str, set[str]] = {}
    for name, write in writes.items():
        write(world)
        touched = log.new()
        after = answers(documents)
        unlogged += unlogged_changes(name, touched, before, after)
        differing[name] = {key for key in documents if before[key][0] != after[key][0]}
        before = after
    return unlogged, differing


def test_every_write_that_changes_an_answer_logs_one_of_its_tags(world: World) -> None:
    queries = every_query(world)
    unlogged, differing = unlogged_after(queries, WRITES, world)
    assert unlogged == []
    # What reads the log, or every page, changes with every write.
    feeds = {"changes", "change-cursor", "sitemap"}
    assert [name for name, changed in differing.items() if not changed - feeds] == [], (
        "writes that show nothing"
    )
    assert set(queries) - set().union(*differing.values()) == {"no menu"}, "answers that never change"


#: Of each kind of thing one write, while all that shows it is there.
SOME = (
    "an article gets another title",
    "a member gets another name",
    "an album loses a picture",
    "a page gets another title",
    "the home page says something else",
    "a category gets another name",
    "a competence gets another name",
    "a picture is described",
    "a document has another title",
    "the association has another name",
    "a menu has another entry",
    "a page is translated",
    "an article is deleted",
)


@pytest.mark.usefixtures("wide_limits")
def test_the_tags_of_every_field_are_complete(world: World) -> None:
    """Every field of the schema, with its root alone: new fields are held to the promise, too."""
    paths = ("article", "member", "album", "page with children", "page that lists a draft", "home")
    roots = {
        "route": ("path", [PATHS[path] for path in paths]),
        "page": ("id", [f"page-{world.form.pk}"]),
        **slug_roots(get_schema(), {"newsPage": ["frueher"], "memberPage": ["boson"]}),
    }
    queries = {
        f"{each.root} {variables}": query_of(each.document, **variables)
        for each in documents_with_everything(get_schema(), roots)
        if not each.root.startswith(("preview", "changes", "search"))
        for variables in each.variables
    }
    unlogged, differing = unlogged_after(queries, {name: WRITES[name] for name in SOME}, world)
    assert unlogged == []
    assert all(differing.values())


def test_an_unlogged_change_is_found() -> None:
    """Or the tests above could not fail."""
    one, other = (b"{}", ("site", "news:1")), (b"[]", ("site",))
    assert [name for name, *_ in unlogged_changes("a write", {"news:2"}, {"a": one}, {"a": other})] == [
        "a write"
    ]
    assert not list(unlogged_changes("a write", {"news", "news:1"}, {"a": one}, {"a": other}))
    assert not list(unlogged_changes("a write", {"news:2"}, {"a": (b"{}", None)}, {"a": other}))
