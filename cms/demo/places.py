"""Gives every page its place in the tree, so that texts can refer to pages that come later."""

from typing import Any

from django.db import transaction
from wagtail.models import Locale, Page

from cms.forms.models import FormPage
from cms.foundation.slugs import slug_from
from cms.galleries.models import GalleryIndexPage, GalleryPage
from cms.home.models import HomePage, SearchPage, StandardPage
from cms.members.models import MemberIndexPage, MemberPage
from cms.news.models import NewsIndexPage, NewsPage

from .ledger import Ledger
from .texts import Item

#: Pages that `start_site` has made, by the key of their text.
STARTED: dict[str, Any] = {
    "home": HomePage,
    "news": NewsIndexPage,
    "members": MemberIndexPage,
    "galleries": GalleryIndexPage,
    "suche": SearchPage,
}
#: Other pages, by the `page_type` of their text.
PAGE_TYPES: dict[str, Any] = {"standard": StandardPage, "form": FormPage}
KINDS: dict[str, tuple[Any, Any]] = {
    "members": (MemberPage, MemberIndexPage),
    "news": (NewsPage, NewsIndexPage),
    "galleries": (GalleryPage, GalleryIndexPage),
}


def page_type_of(item: Item) -> Any:
    """Return the model of a page that is in no section."""
    return STARTED.get(item.key) or PAGE_TYPES[item.facts.get("page_type", "standard")]


class Places:
    """Places pages as drafts. English pages are Wagtail's translations of the German ones."""

    def __init__(self, ledger: Ledger, homes: dict[str, HomePage], owner: Any) -> None:
        self._ledger = ledger
        self._homes = homes
        self._owner = owner
        self._locales = {locale.language_code: locale for locale in Locale.objects.all()}

    def note_started(self) -> None:
        """Take the pages of `start_site` into the ledger; their content is still to come."""
        for language, home in self._homes.items():
            for key, model in STARTED.items():
                ledger_key = f"pages/{key}/{language}"
                if self._ledger.id_of(ledger_key) is None:
                    page = home if key == "home" else model.objects.child_of(home).get()
                    self._ledger.note(ledger_key, page, is_finished=False)

    def place(self, kind: str, items: list[Item]) -> None:
        """Place members, news or galleries below their section."""
        model, index = KINDS[kind]
        parents = {language: index.objects.child_of(home).get() for language, home in self._homes.items()}
        for item in items:
            for language in item.texts:
                self._place(f"{kind}/{item.key}", model, item, language, parents[language])

    def place_others(self, items: list[Item]) -> None:
        """Place standard pages and forms, parents before their children and in their own order."""
        items = [item for item in items if item.key not in STARTED]
        items.sort(key=lambda item: (item.facts["parent"] != "home", item.facts["position"]))
        for item in items:
            for language in item.texts:
                parent = self._ledger.needed(f"pages/{item.facts['parent']}/{language}")
                self._place(
                    f"pages/{item.key}", page_type_of(item), item, language, Page.objects.get(pk=parent)
                )

    def _place(self, key: str, model: Any, item: Item, language: str, parent: Page) -> None:
        ledger_key = f"{key}/{language}"
        if self._ledger.id_of(ledger_key) is not None:
            return
        meta = item.texts[language].meta
        title = meta.get("name") or meta.get("title") or item.facts.get("name") or item.facts["title"]
        slug = meta.get("slug") or slug_from(title)
        with transaction.atomic():
            # The parent's count of children has changed since it was read.
            parent.refresh_from_db()
            if language == "de":
                page = model(
                    title=title, slug=slug, live=False, locale=self._locales["de"], owner=self._owner
                )
                parent.add_child(instance=page)
            else:
                page = self._translated(
                    model.objects.get(pk=self._ledger.needed(f"{key}/de")), parent, title, slug
                )
            self._ledger.note(ledger_key, page, is_finished=False)

    def _translated(self, german: Any, parent: Page, title: str, slug: str) -> Any:
        """Copy a page as Wagtail's translations do, but under its own slug at once, without a redirect."""
        return german.copy(
            to=parent,
            update_attrs={"locale": parent.locale, "title": title, "draft_title": title, "slug": slug},
            copy_revisions=False,
            keep_live=False,
            reset_translation_key=False,
            log_action="wagtail.copy_for_translation",
            user=self._owner,
        )
