"""Pages, published below the sections of a started site. A test names only what matters to it."""

from typing import Any
from unittest.mock import patch

import factory
from django.utils import timezone
from modelsearch import signal_handlers
from wagtail.log_actions import log
from wagtail.models import Revision
from wagtail.signal_handlers import disable_reference_index_auto_update
from wagtail.signals import page_published

from cms.forms.models import FormPage, FormPageField
from cms.galleries.models import GalleryNews, GalleryPage, GalleryPicture
from cms.home.models import SearchPage, StandardPage
from cms.members.models import MemberPage
from cms.news.models import NewsMember, NewsPage, NewsPicture

#: Names of the words that are given in lists and belong to rows of their own.
RELATIONS = ("categories", "tags", "members", "pictures", "sectors", "competences", "news", "fields")

#: What the first revision of a page says of its publication.
UNPUBLISHED = {"live": False, "first_published_at": None, "last_published_at": None}


class PageFactory(factory.django.DjangoModelFactory):
    """`is_live=False` leaves a draft; `language` chooses the tree; `parent` another place in it."""

    class Meta:
        abstract = True

    @classmethod
    def default_parent(cls, language: str) -> Any:
        """The first section or home page of the first site below which such pages stand."""
        parent: Any = cls._meta.model.clean_parent_page_models()[0]
        return parent.objects.filter(locale__language_code=language).earliest("path")

    @classmethod
    def _create(cls, model_class: type[Any], *args: Any, **kwargs: Any) -> Any:
        language = kwargs.pop("language", "de")
        parent = kwargs.pop("parent", None) or cls.default_parent(language)
        is_live = kwargs.pop("is_live", True)
        relations = {name: kwargs.pop(name) for name in RELATIONS if name in kwargs}
        page = model_class(locale=parent.locale, live=False, **kwargs)
        cls.relate(page, relations)
        parent.refresh_from_db()
        if is_live and not (page.go_live_at or page.expire_at):
            _add_published(page, parent)
        else:
            add_in_steps(page, parent, is_live=is_live)
        page.refresh_from_db()
        return page

    @classmethod
    def relate(cls, page: Any, relations: dict[str, Any]) -> None:
        for name in ("categories", "sectors"):
            if name in relations:
                setattr(page, name, relations[name])
        for name in ("tags", "competences"):
            if name in relations:
                getattr(page, name).add(*relations[name])


def add_in_steps(page: Any, parent: Any, *, is_live: bool) -> None:
    """Create, save and publish a page, as the admin does."""
    parent.add_child(instance=page)
    revision = page.save_revision()
    if is_live:
        revision.publish()


def _add_published(page: Any, parent: Any) -> None:
    """Leave the same rows in half the time: `test_pages.py` compares them."""
    page.live = True
    page.first_published_at = page.last_published_at = timezone.now()
    # What is searched and what a page refers to is written once, when its relations are there.
    with disable_reference_index_auto_update(), patch.object(signal_handlers, "insert_or_update_object_task"):
        parent.add_child(instance=page)
    revision = Revision.objects.create(
        content_object=page,
        base_content_type=page.get_base_content_type(),
        content=page.serializable_data() | UNPUBLISHED,
        object_str=str(page),
    )
    page.latest_revision = page.live_revision = revision
    page.latest_revision_created_at = revision.created_at
    page.save(update_fields=["latest_revision", "live_revision", "latest_revision_created_at"], clean=False)
    page_published.send(sender=type(page), instance=page, revision=revision)
    log(page, "wagtail.publish", revision=revision, content_changed=True)


def _sorted(rows_of: type[Any], images: list[Any]) -> list[Any]:
    """As an editor leaves them: without places, PostgreSQL has no order for them."""
    return [rows_of(image=image, sort_order=place) for place, image in enumerate(images)]


class StandardPageFactory(PageFactory):
    class Meta:
        model = StandardPage

    title = factory.Sequence(lambda number: f"Seite {number}")


class SearchPageFactory(PageFactory):
    """A started site has one in each language already."""

    class Meta:
        model = SearchPage

    title = "Suche"


class NewsPageFactory(PageFactory):
    """`categories`, `tags`, `members` (pages) and `pictures` (images) are given as lists."""

    class Meta:
        model = NewsPage

    title = factory.Sequence(lambda number: f"Nachricht {number}")
    date = factory.LazyFunction(timezone.localdate)

    @classmethod
    def relate(cls, page: Any, relations: dict[str, Any]) -> None:
        super().relate(page, relations)
        page.member_links = [NewsMember(member=member) for member in relations.get("members", ())]
        page.pictures = _sorted(NewsPicture, relations.get("pictures", ()))


class MemberPageFactory(PageFactory):
    """`sectors` and `competences` are given as lists."""

    class Meta:
        model = MemberPage

    title = factory.Sequence(lambda number: f"Mitglied {number}")


class GalleryPageFactory(PageFactory):
    """`pictures` (images) and `news` (pages) are given as lists."""

    class Meta:
        model = GalleryPage

    title = factory.Sequence(lambda number: f"Galerie {number}")
    date = factory.LazyFunction(timezone.localdate)

    @classmethod
    def relate(cls, page: Any, relations: dict[str, Any]) -> None:
        page.pictures = _sorted(GalleryPicture, relations.get("pictures", ()))
        page.news_links = [GalleryNews(news=news) for news in relations.get("news", ())]


class FormPageFactory(PageFactory):
    """`fields` are given as (label, kind) or as dicts of a field's columns; without: a name and a message."""

    class Meta:
        model = FormPage

    title = factory.Sequence(lambda number: f"Formular {number}")
    fields = [("Name", "singleline"), ("Nachricht", "multiline")]

    @classmethod
    def relate(cls, page: Any, relations: dict[str, Any]) -> None:
        page.form_fields = [
            FormPageField(
                sort_order=number,
                **(field if isinstance(field, dict) else {"label": field[0], "field_type": field[1]}),
            )
            for number, field in enumerate(relations.get("fields", ()))
        ]
        for field in page.form_fields.all():
            field.clean()


def page_factory(model: type[Any]) -> type[PageFactory]:
    """Return the factory of a page type; of one that has none, the factory that gives it a title."""
    for factory_class in PageFactory.__subclasses__():
        if factory_class._meta.model is model:
            return factory_class
    meta = type("Meta", (), {"model": model})
    title = factory.Sequence(lambda number: f"{model.__name__} {number}")
    return type(f"{model.__name__}Factory", (PageFactory,), {"Meta": meta, "title": title})
