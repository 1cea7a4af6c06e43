"""Two blocks or pages of one name would share a public GraphQL type; the second would lose its fields."""

from collections import Counter
from collections.abc import Sequence
from typing import Any

from django.apps import AppConfig
from django.core.checks import CheckMessage, Error, register
from grapple.helpers import streamfield_types
from wagtail.models import get_page_models


@register
def public_names_are_unique(app_configs: Sequence[AppConfig] | None, **kwargs: Any) -> list[CheckMessage]:
    """Return an error for each name that two block or page classes share."""
    classes = {entry["cls"] for entry in streamfield_types} | set(get_page_models())
    names = Counter(cls.__name__ for cls in classes)
    return [
        Error(
            f"{count} classes are called {name}: "
            + ", ".join(sorted(cls.__module__ for cls in classes if cls.__name__ == name))
            + ".",
            hint="The class name is the public GraphQL name. Rename all but one.",
            id="blocks.E001",
        )
        for name, count in names.items()
        if count > 1
    ]
