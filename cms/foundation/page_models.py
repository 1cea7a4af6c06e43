"""The page models of the product, as against Wagtail's and other apps'."""

from typing import TypeVar

from wagtail.models import get_page_models

from .models import BasePage

Model = TypeVar("Model", bound=BasePage)


def page_models_of(base: type[Model]) -> list[type[Model]]:
    """Return the models that derive from `base`, in the order of INSTALLED_APPS; all of ours: `BasePage`."""
    return [model for model in get_page_models() if issubclass(model, base)]
