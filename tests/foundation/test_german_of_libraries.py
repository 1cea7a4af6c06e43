"""What an editor reads of Wagtail and other libraries is German, after each update of them, too."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.apps import apps
from django.conf import settings
from django.forms import BaseForm, HiddenInput
from django.forms.utils import pretty_name
from django.urls import get_resolver
from django.utils import translation
from django.utils.translation.trans_real import DjangoTranslation
from wagtail.admin.forms.auth import LoginForm
from wagtail.admin.ui.tables import Column

pytestmark = pytest.mark.once

DOMAINS = ("django", "djangojs")
OVERRIDES = Path(settings.BASE_DIR) / "site_config" / "locale" / "de" / "LC_MESSAGES"
HOW = " Write German into site_config/locale/de/LC_MESSAGES/{}.po, or name it here if editors never meet it."
STRING = r'(?:[ \t]*"(?:[^"\\]|\\.)*"\n)+'
ENTRY = re.compile(rf"^msgid ({STRING})(?:msgid_plural ({STRING}))?msgstr(?:\[0\])? ({STRING})", re.MULTILINE)
PLACEHOLDER = re.compile(r"%\(\w+\)[sd]|\{\w+\}")

#: Words that are the same in German, or no words.
GERMAN_TOO = {
    *("%(field_label)s:", "%(range_start)s - %(range_end)s", "%(related_model_name)s %(field_label)s"),
    *("%(status_display)s %(task_name)s %(started_at)s", "Status %(status)s", "(optional)", "URL Generator"),
    *("%(time_zone_option)s: %(localized_time_zone_label)s", "Wagtail API v2", "Wagtail embeds", "Wagtail"),
    *(
        "Admin",
        "Administrator",
        "Alias",
        "App",
        "Code",
        "Dashboard",
        "Filter",
        "Format",
        "ID",
        "In Moderation",
    ),
    *("Layout", "Link", "Maximum", "Minimum", "Name", "Status", "System", "Token", "URL", "Workflow"),
    "Workflows",
}
#: What no editor meets: Taggit's serializers and name, filters that we don't use, the task queue's own admin.
NEVER_MET = {
    *("Taggit", "All list items must be of string type.", "is null", "Select a lookup."),
    'Expected a list of items but got type "{input_type}".',
    "Invalid json list. A tag list submitted in string form must be valid json.",
}
#: Fields whose forms are drawn without their labels.
NEVER_SHOWN = {"comment_notifications", "content_types", "page", "resolved", "site"}


def entries(path: Path) -> Iterator[tuple[str, str, str]]:
    """Yield (text, its plural, translation of the singular) of a catalogue."""
    for found in ENTRY.finditer(path.read_text(encoding="utf-8") + "\n"):
        text, plural, written = (ast.literal_eval(f"({part})") if part else "" for part in found.groups())
        if text:
            yield text, plural, written


def libraries(domain: str) -> Iterator[tuple[str, str, str]]:
    """Yield (app, text, plural) of what installed libraries have to be translated."""
    for app in apps.get_app_configs():
        for language in ("en", "de"):
            catalogue = Path(app.path) / "locale" / language / "LC_MESSAGES" / f"{domain}.po"
            # What Django has not is of its own admin, which is not installed.
            if not app.name.startswith(("cms.", "django.")) and catalogue.exists():
                yield from ((app.name, text, plural) for text, plural, _german in entries(catalogue))


@pytest.mark.parametrize("domain", DOMAINS)
def test_no_text_of_a_library_is_left_in_english(domain: str) -> None:
    german: Any = DjangoTranslation("de", domain=domain)
    english, count = set(), 0
    for app, text, plural in libraries(domain):
        count += 1
        shown = german.ngettext(text, plural, 2) if plural else german.gettext(text)
        # Names of countries that are the same in German are many.
        if app != "django_countries" and text not in GERMAN_TOO | NEVER_MET and shown == (plural or text):
            english.add(f"{app}: {text}")
    assert count > 50
    assert not english, "\n".join(sorted(english)) + HOW.format(domain)


@pytest.mark.parametrize("domain", DOMAINS)
def test_what_we_say_better_is_still_said_by_a_library(domain: str) -> None:
    """A text that a library has changed is ours no more: it would stand there in the library's German."""
    theirs = {text for _app, text, _plural in libraries(domain)}
    ours = {text for text, _plural, _german in entries(OVERRIDES / f"{domain}.po")}
    assert len(ours) > 10
    assert ours - theirs - derived_labels() - {"Site name", "Root page"} == set()


@pytest.mark.parametrize("domain", DOMAINS)
def test_no_placeholder_is_invented(domain: str) -> None:
    for text, plural, german in entries(OVERRIDES / f"{domain}.po"):
        assert german
        assert set(PLACEHOLDER.findall(german)) <= set(PLACEHOLDER.findall(text + plural)), text


def forms(cls: Any = BaseForm) -> Iterator[Any]:
    for form in cls.__subclasses__():
        yield form
        yield from forms(form)


def derived_labels() -> set[str]:
    """Return the labels that Django makes of the names of fields that have none."""
    # Imports what serves the admin.
    assert get_resolver().url_patterns
    return {
        pretty_name(name)
        for form in forms()
        if form.__module__.startswith(("wagtail.", "cms.")) and ".test" not in form.__module__
        for name, field in getattr(form, "base_fields", {}).items()
        if field.label is None and not isinstance(field.widget, HiddenInput) and name not in NEVER_SHOWN
    }


def test_every_field_without_a_label_has_a_german_name() -> None:
    labels = derived_labels()
    assert {"Link text", "Password"} <= labels
    with translation.override("de"):
        english = {label for label in labels if translation.gettext(label) == label}
    assert not english, HOW.format("django")


def test_labels_that_are_made_of_names_are_german() -> None:
    column = Column("site_name")
    with translation.override("de"):
        assert LoginForm()["password"].label == "Passwort"
        assert str(column.label) == "Name der Website"
    with translation.override("en"):
        assert LoginForm()["password"].label == "Password"
        assert str(column.label) == "Site name"
