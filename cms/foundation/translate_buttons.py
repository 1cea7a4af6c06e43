"""The button "Translate" beside each record of a list."""

from collections.abc import Iterator
from typing import Any

from django.contrib.admin.utils import quote
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext as _
from wagtail import hooks
from wagtail.admin.ui.menus import MenuItem
from wagtail.contrib.simple_translation import wagtail_hooks as wagtail_buttons
from wagtail.models import Locale, TranslatableMixin

from .kept_rows import once

_HOOK = "register_snippet_listing_buttons"


def ask_once_what_is_translated() -> None:
    """Take the place of Wagtail's function, which asks for each row anew; nobody can take a hook back."""
    theirs = wagtail_buttons.register_snippet_listing_buttons
    functions = hooks._hooks[_HOOK]
    functions[:] = [(_button if one is theirs else one, order) for one, order in functions]


def _button(record: Any, user: Any, next_url: str | None = None) -> Iterator[MenuItem]:
    if not isinstance(record, TranslatableMixin) or not user.has_perm(
        "simple_translation.submit_translation"
    ):
        return
    model = type(record)
    languages = once("number of languages", Locale.objects.count)
    if once(("translated", model), lambda: _numbers(model))[record.translation_key] < languages:
        key = [model._meta.app_label, model._meta.model_name, quote(record.pk)]
        address = reverse("simple_translation:submit_snippet_translation", args=key)
        yield MenuItem(_("Translate"), address, icon_name="globe", priority=100)


def _numbers(model: Any) -> dict[Any, int]:
    """Return in how many languages each record is there, by what its translations have in common."""
    rows = model.objects.order_by().values_list("translation_key")
    return dict(rows.annotate(models.Count("locale", distinct=True)))
