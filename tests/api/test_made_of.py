"""What is promised of tags: no write changes an answer whose tags what the log says of it does not touch.

All documents are asked before and after every write. So what a document shows, and the tags of what is kept from
one answer to the next, are held to that whatever they come from.
"""

from collections.abc import Callable, Iterator
from datetime import date, timedelta
from types import SimpleNamespace
from typing import Any

import pytest
from django.utils import timezone
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Collection, CollectionViewRestriction, Locale, PageViewRestriction

from cms.api.schema import get_schema
from cms.home.sites import StartedSite
from cms.media.models import CmsDocument, CmsImage
from cms.navigation.models import Menu, SiteSettings, SiteText
from cms.news.models import NewsMember, NewsPicture
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

from .sweeping import fields_with_everything
from .tagged import Asked, LogTags, answers, asked, differences, operation

World = Any
Write = Callable[[World], Any]


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
    made.beside = StandardPageFactory(title="Satzung", parent=made.about)
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


def documents(world: World) -> dict[str, Asked]:
    """Every query of the contract, and what else clients may ask for."""
    found = {f"route: {name}": asked(operation("route"), path=path) for name, path in PATHS.items()}
    return found | {
        "layout": asked(operation("layout"), language="DE"),
        "English layout": asked(operation("layout"), language="EN"),
        "news-list": asked(operation("news-list"), filter={"categories": ["feste"]}),
        "news of a member": asked(operation("news-list"), filter={"members": ["aether"]}),
        "news with a tag": asked(operation("news-list"), filter={"tags": ["hof"], "year": 2026}),
        "member-directory": asked(operation("member-directory"), filter={"sectors": ["optik"]}),
        "members-near": asked(operation("members-near"), near={"lat": 51.3, "lng": 12.4, "km": 20}),
        "gallery-list": asked(operation("gallery-list"), filter={"year": 2026}),
        "gallery-images": asked(operation("gallery-images"), slug="album"),
        "search": asked(operation("search"), query="fest"),
        "sitemap": asked(operation("sitemap")),
        "changes": asked(operation("changes")),
        "change-cursor": asked(operation("change-cursor")),
        "counts": asked(f"""{{
            news {{ {SLICE} facets {{ categories {{ label count }} tags {{ label count }} years {{ count }} }} }}
            members {{ {SLICE} facets {{ kinds {{ label count }} sectors {{ label count }} cities {{ count }}
                competences {{ label count }} letters {{ label count }} }} }}
            galleries {{ {SLICE} }} }}"""),
        # The same counts, kept from the one before.
        "count of news": asked("{ news { totalCount facets { categories { label count } } } }"),
        "tags of news": asked("{ news { facets { tags { label count } } } }"),
        "English news": asked("{ news(language: EN) { nodes { title cover { alt } } } }"),
        "the article": asked(f"""{{ newsPage(slug: "fest") {{ {CARD} seo {{ jsonLd image {{ id }} }}
            breadcrumbs {{ title path }} translations {{ code path }} newer {{ title }} older {{ title }}
            members {{ title }} related {{ title }} gallery {{ image {{ id alt }} }} categories {{ name }} }} }}"""),
        "neighbours": asked('{ newsPage(slug: "frueher") { newer { title path } older { title path } } }'),
        "names alone": asked('{ route(path: "/de/news/fest/") { page { title breadcrumbs { title } } } }'),
        "translations": asked('{ route(path: "/de/verein/") { page { translations { code path } } } }'),
        "jsonLd": asked('{ route(path: "/de/verein/") { page { seo { jsonLd } } } }'),
        "news of the member": asked('{ memberPage(slug: "aether") { news { title } competences { name } } }'),
        "news of the album": asked('{ galleryPage(slug: "album") { news { title } imageCount } }'),
        "by id": asked(f'{{ page(id: "page-{world.about.pk}") {{ title path }} }}'),
        "draft by id": asked(f'{{ page(id: "page-{world.draft.pk}") {{ title path }} }}'),
        "footer": asked('{ menu(name: "footer") { label path } }'),
        "no menu": asked('{ menu(name: "a b,\\n") { label path } }'),
    }


# --- Writes


def publish(page: Any, /, **values: Any) -> None:
    for name, value in values.items():
        setattr(page, name, value)
    page.save_revision().publish()
    page.refresh_from_db()


def fresh(page: Any) -> Any:
    return type(page).objects.get(pk=page.pk)


def saved(record: Any, /, **values: Any) -> None:
    for name, value in values.items():
        setattr(record, name, value)
    record.save()


def published(name: str, /, **values: Any) -> Write:
    return lambda world: publish(fresh(getattr(world, name)), **values)


def unpublished(name: str) -> Write:
    return lambda world: fresh(getattr(world, name)).unpublish()


def deleted(name: str) -> Write:
    return lambda world: fresh(getattr(world, name)).delete()


def changed(name: str, /, **values: Any) -> Write:
    return lambda world: saved(fresh(getattr(world, name)), **values)


def restrict(name: str) -> Write:
    return lambda world: PageViewRestriction.objects.create(
        page_id=getattr(world, name).pk, restriction_type=PageViewRestriction.LOGIN
    )


def open_again(world: World) -> None:
    PageViewRestriction.objects.all().delete()


def member(world: World) -> Any:
    return fresh(world.members[0])


def translate(world: World) -> None:
    world.translation = StandardPageFactory(
        title="Association", language="en", translation_key=world.about.translation_key
    )


def draft_of_language(world: World) -> None:
    english = world.english
    home = type(english)(
        title="Wieder",
        slug="wieder",
        locale=english.locale,
        translation_key=english.translation_key,
        live=False,
    )
    english.get_parent().add_child(instance=home)


def put_first(world: World) -> None:
    fresh(world.beside).move(fresh(world.staff), "left")


def more_in_the_article(world: World) -> None:
    page = fresh(world.news)
    page.tags.add("Neues")
    page.categories = [*page.categories.all(), CategoryFactory(name="Preise")]
    page.pictures = [NewsPicture(image=world.images[2], caption="Anders")]
    page.member_links = [NewsMember(member=world.members[1])]
    publish(page)


def close_collection(world: World) -> None:
    CollectionViewRestriction.objects.create(
        collection=world.collection, restriction_type=CollectionViewRestriction.LOGIN
    )


def open_collection(world: World) -> None:
    CollectionViewRestriction.objects.all().delete()


def private(world: World) -> Collection:
    close_collection(world)
    return Collection.objects.get(pk=world.collection.pk)


def hide_pictures(world: World) -> None:
    CmsImage.objects.filter(pk=world.images[1].pk).update(collection=private(world))


def hide_document(world: World) -> None:
    saved(CmsDocument.objects.get(pk=world.document.pk), collection=private(world))


WRITES: dict[str, Write] = {
    "an article gets another title": published("simple", title="Ganz anders"),
    "an article is another day's": published("older", date=date(2026, 1, 6)),
    "an article is taken back": unpublished("news"),
    "an article is published again": published("news"),
    "an article gets members, terms and pictures": more_in_the_article,
    "an article gets another address": published("older", slug="damals"),
    "an article has expired": changed("simple", expire_at=timezone.now() - timedelta(minutes=1)),
    "a new article": lambda world: NewsPageFactory(title="Neu", date=date(2026, 1, 9), tags=["Hof"]),
    "a draft is published": published("draft"),
    "a page that others link to is published": published("draft_page"),
    "an English article": lambda world: NewsPageFactory(title="News", language="en", cover=world.images[0]),
    "a member gets another name": lambda world: publish(member(world), title="Argon"),
    "a member moves": lambda world: publish(member(world), city="Halle", latitude=51.48, longitude=11.97),
    "a member is taken back": lambda world: member(world).unpublish(),
    "a member comes back": lambda world: publish(member(world)),
    "an album gets another title": published("gallery", title="Alben"),
    "an album loses a picture": lambda world: publish(fresh(world.gallery), pictures=[]),
    "an album is taken back": unpublished("gallery"),
    "an album is published again": published("gallery"),
    "an album is deleted": deleted("other_gallery"),
    "a page gets another title": published("about", title="Über uns"),
    "a page gets a role": published("beside", role="privacy"),
    "a page is put first": put_first,
    "a page gets another address": published("about", slug="ueber-uns"),
    "a page moves": lambda world: fresh(world.staff).move(fresh(world.home), "last-child"),
    "the address is as it was": published("about", slug="verein"),
    "a page is translated": translate,
    "a translation has another address": lambda world: publish(fresh(world.translation), slug="us"),
    "a translation goes": lambda world: fresh(world.translation).delete(),
    "a page where none was": lambda world: StandardPageFactory(title="Neu", slug="neu"),
    "the imprint is deleted": deleted("imprint"),
    "a form asks for something else": lambda world: saved(
        fresh(world.form).form_fields.first() and fresh(world.form), submit_label="Los"
    ),
    "the home page says something else": published("home", heading="Willkommen", title="Start"),
    "the section of news is called something else": lambda world: publish(
        fresh(world.news).get_parent().specific, title="Neues"
    ),
    "a category gets another name": changed("category", name="Feiern"),
    "a tag gets another name": changed("tag", name="Im Hof"),
    "a sector gets another name": changed("sector", name="Licht"),
    "a competence gets another name": changed("competence", name="Spiegel"),
    "a tag is deleted": deleted("tag"),
    "a category is deleted": deleted("category"),
    "a sector is deleted": deleted("sector"),
    "a picture is described": changed("words", alt="Vier Frauen"),
    "a picture is described in another language": lambda world: ImageTextFactory(
        image=world.images[0], language="en", alt="Four women"
    ),
    "a description goes": deleted("words"),
    "a picture has another credit": lambda world: saved(fresh(world.images[0]), credit="Foto: Ada"),
    "a picture has another file": lambda world: saved(fresh(world.logo), file=CmsImageFactory.build().file),
    "a collection of pictures is closed": close_collection,
    "a collection of pictures is opened": open_collection,
    "pictures are put into a closed collection": hide_pictures,
    "a closed collection with more in it is opened": open_collection,
    "a document has another title": changed("document", title="Ordnung"),
    "a document is hidden": hide_document,
    "the document is open": open_collection,
    "a document is deleted": deleted("document"),
    "a menu has another entry": lambda world: saved(
        fresh(world.menu), items=[("item", {"label": "Wir", "page": world.about, "url": "", "children": []})]
    ),
    "a new menu": lambda world: MenuFactory(
        name="footer", items=[{"label": "", "page": world.about, "url": ""}]
    ),
    "a menu has another name": changed("menu", name="footer-2"),
    "a menu goes": lambda world: Menu.objects.get(name="footer").delete(),
    "the settings have another number": changed("settings", phone="+49 341 1"),
    "the settings have no logo": changed("settings", logo=None),
    "the association has another name": lambda world: saved(
        SiteText.objects.get(settings=world.settings, locale__language_code="de"), name="Bund"
    ),
    "a redirect leads elsewhere": lambda world: saved(
        Redirect.objects.get(pk=world.redirect.pk), redirect_page=None, redirect_link="/de/news/"
    ),
    "a redirect goes": lambda world: Redirect.objects.get(pk=world.redirect.pk).delete(),
    "a new redirect": lambda world: (
        Redirect.objects.create(old_path="/de/weg", redirect_link="/de/", site=world.site)
        and Redirect.objects.create(old_path="/de/alt", redirect_link="/de/", site=world.site)
    ),
    "an article is for members": restrict("news"),
    "it is for all again": open_again,
    "a section is for members": restrict("about"),
    "the section is for all again": open_again,
    "an article is deleted": deleted("older"),
    "a member is deleted": lambda world: member(world).delete(),
    "the address of the website is another": lambda world: saved(
        fresh(world.site), hostname="verein.example"
    ),
    "a home page is taken back": unpublished("english"),
    "a language goes": deleted("english"),
    "a language is begun": draft_of_language,
    "a locale is another": lambda world: saved(Locale.objects.get(language_code="en"), language_code="fr"),
    "the website is taken back": unpublished("home"),
}


def broken(
    write: str, touched: set[str], before: dict[str, Any], after: dict[str, Any]
) -> Iterator[tuple[str, str, Any, set[str], str]]:
    """Yield each answer that a write changed although nothing tells a cache so."""
    for name, (body, tags) in before.items():
        if after[name][0] != body and tags is not None and touched.isdisjoint(tags):
            yield write, name, tags, touched, differences(body, after[name][0])


def untold_after(asking: dict[str, Asked], writes: dict[str, Write], world: World) -> tuple[list[Any], Any]:
    """Make writes one after the other; return what they changed untold, and which answers each has changed."""
    before = answers(asking)
    log = LogTags()
    untold: list[Any] = []
    differing: dict[str, set[str]] = {}
    for name, write in writes.items():
        write(world)
        touched = log.new()
        after = answers(asking)
        untold += broken(name, touched, before, after)
        differing[name] = {one for one in asking if before[one][0] != after[one][0]}
        before = after
    return untold, differing


def test_no_write_changes_an_answer_untold(world: World) -> None:
    asking = documents(world)
    untold, differing = untold_after(asking, WRITES, world)
    assert untold == []
    # What asks for the log sees everything.
    following = {"changes", "change-cursor", "sitemap"}
    assert [name for name, seen in differing.items() if not seen - following] == [], (
        "writes that show nothing"
    )
    assert set(asking) - set().union(*differing.values()) == {"no menu"}, "answers that never change"


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
def test_no_field_shows_more_than_its_tags_say(world: World) -> None:
    """Every field that there is, alone at its root: what the schema gains is held to the promise, too."""
    paths = ("article", "member", "album", "page with children", "page that lists a draft", "home")
    roots = {
        "route": [f'path: "{PATHS[path]}"' for path in paths],
        "page": [f'id: "page-{world.form.pk}"'],
        "newsPage": ['slug: "frueher"'],
        "memberPage": ['slug: "boson"'],
        "galleryPage": ['slug: "album"'],
    }
    asking = {
        field[:60]: asked(f"{{ {field} }}")
        for field in fields_with_everything(get_schema(), roots)
        if not field.startswith(("preview", "changes", "search"))
    }
    untold, differing = untold_after(asking, {name: WRITES[name] for name in SOME}, world)
    assert untold == []
    assert all(differing.values())


def test_an_answer_that_nothing_tells_of_is_found() -> None:
    """Or the tests above could not fail."""
    one, other = (b"{}", ("site", "news:1")), (b"[]", ("site",))
    assert [name for name, *_ in broken("a write", {"news:2"}, {"a": one}, {"a": other})] == ["a write"]
    assert not list(broken("a write", {"news", "news:1"}, {"a": one}, {"a": other}))
    assert not list(broken("a write", {"news:2"}, {"a": (b"{}", None)}, {"a": other}))
