"""Autodiscovery of nouns: imports the types of every app with pages, where page types are declared."""

from functools import cache
from importlib import import_module

from django.utils.module_loading import module_has_submodule
from wagtail.models import Page

from cms import api
from cms.foundation.models import BasePage
from cms.foundation.page_models import page_models_of

from ..body import types as body_types
from ..pages.page_types import page_types
from ..search import types as search_types
from ..site import types as site_types

#: Imported here, because no app has their label.
NAMED = (body_types, search_types, site_types)


@cache
def import_nouns() -> None:
    """Import `cms.api.<label>.types` for the label of each app with pages, where there is one."""
    for label in dict.fromkeys(model._meta.app_label for model in page_models_of(BasePage)):
        if module_has_submodule(api, label):
            import_module(f"{api.__name__}.{label}.types")


def page_models() -> tuple[type[Page], ...]:
    """Return the page types of the contract, in its order."""
    import_nouns()
    return tuple(page_types())
