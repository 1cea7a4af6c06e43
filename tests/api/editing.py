"""Writes of editors to a site that has one of everything, for the tests of cache tags."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

from django.utils import timezone
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Collection, CollectionViewRestriction, Locale, PageViewRestriction

from cms.media.models import CmsDocument, CmsImage
from cms.navigation.models import Menu, SiteText
from cms.news.models import NewsMember, NewsPicture
from tests.factories.media import CmsImageFactory, ImageTextFactory
from tests.factories.pages import NewsPageFactory, StandardPageFactory
from tests.factories.snippets import CategoryFactory, MenuFactory

World = Any
Write = Callable[[World], Any]


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
    fresh(world.sibling).move(fresh(world.staff), "left")


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
    "a page gets a role": published("sibling", role="privacy"),
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
