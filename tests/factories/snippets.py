"""Categories, sectors and menus."""

from typing import Any

import factory
from wagtail.models import Locale

from cms.members.models import Sector
from cms.navigation.models import Menu
from cms.news.models import Category


def locale(language: str) -> Locale:
    return Locale.objects.get_or_create(language_code=language)[0]


class InLanguageFactory(factory.django.DjangoModelFactory):
    """`language` chooses the locale."""

    class Meta:
        abstract = True

    class Params:
        language = "de"

    locale = factory.LazyAttribute(lambda made: locale(made.language))


class CategoryFactory(InLanguageFactory):
    class Meta:
        model = Category

    name = factory.Sequence(lambda number: f"Kategorie {number}")


class SectorFactory(InLanguageFactory):
    class Meta:
        model = Sector

    name = factory.Sequence(lambda number: f"Branche {number}")


class MenuFactory(InLanguageFactory):
    """`items` is a list of values of menu entries: `[{"label": "…", "page": 3}]`."""

    class Meta:
        model = Menu

    name = "main"

    @classmethod
    def _create(cls, model_class: type[Any], *args: Any, **kwargs: Any) -> Any:
        items = kwargs.pop("items", [])
        menu = super()._create(model_class, *args, **kwargs)
        menu.items = [("item", {"children": [], **item}) for item in items]
        menu.save()
        return menu
