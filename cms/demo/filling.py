"""Gives the placed pages their content and publishes them."""

import json
from collections.abc import Callable
from datetime import datetime, time, timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone
from wagtail.models import Page

from cms.forms.choices import FormFieldKind
from cms.forms.models import FormPage, FormPageField
from cms.galleries.models import GalleryNews, GalleryPage, GalleryPicture
from cms.home.choices import StandardPageRole
from cms.home.models import HomePage, StandardPage
from cms.members.models import MemberPage, Sector
from cms.news.models import Category, NewsMember, NewsPage, NewsPicture

from .bodies import BodyWriter
from .ledger import Ledger
from .places import page_type_of
from .protection import protect
from .references import LedgerReferences
from .texts import Item


class Filling:
    """Fills pages, each in a transaction of its own; one that is finished is never touched again."""

    def __init__(self, ledger: Ledger, users: dict[str, Any]) -> None:
        self._ledger = ledger
        self._author, self._publisher = users.get("editor"), users.get("moderator")
        self._references = {language: LedgerReferences(ledger, language) for language in ("de", "en")}

    def fill(self, kind: str, items: list[Item]) -> None:
        """Fill members, news, galleries or pages."""
        models: dict[str, Any] = {"members": MemberPage, "news": NewsPage, "galleries": GalleryPage}
        fillers: dict[Any, Callable[..., None]] = {
            MemberPage: self._member,
            NewsPage: self._news,
            GalleryPage: self._gallery,
            StandardPage: self._standard,
            FormPage: self._form,
            HomePage: self._home,
        }
        for item in items:
            model = models.get(kind) or page_type_of(item)
            filler = fillers.get(model, self._index)
            for language in item.texts:
                key = f"{kind}/{item.key}/{language}"
                if not self._ledger.is_finished(key):
                    self._fill(key, model, item, language, filler)

    def _fill(self, key: str, model: Any, item: Item, language: str, filler: Callable[..., None]) -> None:
        with transaction.atomic():
            page = model.objects.get(pk=self._ledger.needed(key))
            meta = item.meta(language)
            page.teaser = meta.get("teaser", "")
            if meta.get("cover"):
                page.cover_id = self._references[language].picture(meta["cover"])
            filler(page, item, language, BodyWriter(self._references[language], key))
            page.full_clean()
            if item.facts.get("protected"):
                protect(page, self._ledger, f"password/{item.key}/{language}")
            page.save_revision(user=self._author).publish(user=self._publisher)
            if _has_day(item):
                moment = _morning(item)
                Page.objects.filter(pk=page.pk).update(first_published_at=moment, last_published_at=moment)
            self._ledger.note(key, page)

    def _member(self, page: MemberPage, item: Item, language: str, writer: BodyWriter) -> None:
        meta = item.meta(language)
        page.kind = meta["kind"]
        if not meta["logo"].get("none"):
            page.logo_id = self._ledger.needed(f"logo/{item.key}")
        page.body = json.dumps(writer.body(item.texts[language].blocks))
        page.sectors.set(
            Sector.objects.filter(
                pk__in=[self._ledger.needed(f"sector/{key}/{language}") for key in meta["sectors"]]
            )
        )
        page.competences.set(meta["competences"])
        page.street, page.postal_code, page.city = meta.get("street", ""), meta["postal_code"], meta["city"]
        page.country = meta.get("country", "DE")
        page.latitude, page.longitude = meta["latitude"], meta["longitude"]
        page.website, page.email, page.phone = meta["website"], meta["email"], meta.get("phone", "")
        page.social_links = json.dumps(writer.addresses(meta.get("social", ())))
        page.founded_year, page.employees = meta["founded"] or None, meta["employees"]
        page.joined_on = item.day - timedelta(days=meta["joined"])
        page.contacts = json.dumps(writer.people(meta.get("contacts", ())))

    def _news(self, page: NewsPage, item: Item, language: str, writer: BodyWriter) -> None:
        meta = item.meta(language)
        references = self._references[language]
        page.date, page.is_featured = item.day, meta["featured"]
        page.categories.set(
            Category.objects.filter(pk__in=[references.category(key) for key in meta["categories"]])
        )
        page.tags.set(meta["tags"])
        page.body = json.dumps(writer.body(item.texts[language].blocks))
        page.contacts = json.dumps(writer.people(meta.get("contacts", ())))
        page.pictures = [
            NewsPicture(image_id=references.picture(key), sort_order=place)
            for place, key in enumerate(meta["pictures"])
        ]
        page.member_links = [
            NewsMember(member_id=member, sort_order=place)
            for place, member in enumerate(references.pages("members", meta["members"]))
        ]

    def _gallery(self, page: GalleryPage, item: Item, language: str, writer: BodyWriter) -> None:
        meta = item.meta(language)
        references = self._references[language]
        page.date, page.photographer = item.day, meta["photographer"]
        page.intro = _introduction(writer, item, language)
        page.pictures = [
            GalleryPicture(image_id=references.picture(key), sort_order=place)
            for place, key in enumerate(meta["pictures"])
        ]
        page.news_links = [
            GalleryNews(news_id=news, sort_order=place)
            for place, news in enumerate(references.pages("news", meta["news"]))
        ]

    def _standard(self, page: StandardPage, item: Item, language: str, writer: BodyWriter) -> None:
        meta = item.meta(language)
        page.role = StandardPageRole(meta.get("role", "none"))
        page.body = json.dumps(writer.body(item.texts[language].blocks))
        page.contacts = json.dumps(writer.people(meta.get("contacts", ())))

    def _form(self, page: FormPage, item: Item, language: str, writer: BodyWriter) -> None:
        meta = item.meta(language)
        page.is_contact = meta.get("is_contact", False)
        page.body = json.dumps(writer.body(item.texts[language].blocks))
        page.submit_label = meta.get("submit_label", "")
        page.consent = writer.rich_text([meta["consent"]])
        page.thank_you = writer.rich_text([meta["thanks"]])
        page.delete_after_days = meta.get("delete_after_days")
        page.form_fields = [
            FormPageField(
                sort_order=place,
                clean_name=field["name"],
                label=field["label"],
                field_type=FormFieldKind[field["kind"]],
                required=field.get("required", True),
                help_text=field.get("help", ""),
                choices="\n".join(field.get("choices", ())),
                max_length=field.get("max_length"),
                autocomplete=field.get("autocomplete", ""),
            )
            for place, field in enumerate(meta["fields"])
        ]

    def _home(self, page: HomePage, item: Item, language: str, writer: BodyWriter) -> None:
        meta = item.meta(language)
        page.title = meta["title"]
        page.heading, page.claim = meta["heading"], meta["claim"]
        page.hero_id = self._references[language].picture(meta["hero"])
        page.call_to_action = json.dumps(writer.call_to_action(meta["call_to_action"]))
        page.body = json.dumps(writer.body(item.texts[language].blocks))

    def _index(self, page: Any, item: Item, language: str, writer: BodyWriter) -> None:
        page.title = item.texts[language].meta["title"]
        page.intro = _introduction(writer, item, language)


def _has_day(item: Item) -> bool:
    """Tell whether a text says on which day it appeared."""
    return "days_ago" in item.facts


def _introduction(writer: BodyWriter, item: Item, language: str) -> str:
    parts = [part for block in item.texts[language].blocks for part in block.values["parts"]]
    return writer.rich_text(parts)


def _morning(item: Item) -> datetime:
    return timezone.make_aware(datetime.combine(item.day, time(9)))
