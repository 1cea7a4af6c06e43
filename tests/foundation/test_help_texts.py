"""Whatever an editor fills in says what belongs there, in English and in German."""

import gettext
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import pytest
from django.db import models
from django.utils import translation
from grapple.helpers import streamfield_types
from wagtail import blocks
from wagtail.admin.panels import (
    CommentPanel,
    FieldPanel,
    InlinePanel,
    Panel,
    PanelGroup,
    PublishingPanel,
    get_edit_handler,
)
from wagtail.contrib.settings.registry import registry as settings_registry
from wagtail.fields import StreamField
from wagtail.images.forms import get_image_form
from wagtail.models import Locale, Page, get_page_models
from wagtail.snippets.models import get_snippet_models

from cms.media.models import CmsImage

CATALOGUE = Path(__file__).resolve().parents[2] / "cms" / "locale" / "de" / "LC_MESSAGES" / "django.mo"
#: What Wagtail gives every page and every picture, and translates itself.
WAGTAILS_PAGE_FIELDS = {field.name for field in Page._meta.get_fields()} | {"comment_notifications"}
WAGTAILS_PICTURE_FIELDS = {"collection", "tags"}
WAGTAILS_PANELS = (PublishingPanel, CommentPanel)


class NoGerman(gettext.NullTranslations):
    def gettext(self, message: str) -> str:
        return ""


@pytest.fixture(scope="module")
def german() -> gettext.NullTranslations:
    with CATALOGUE.open("rb") as compiled:
        catalogue = gettext.GNUTranslations(compiled)
    catalogue.add_fallback(NoGerman())
    return catalogue


def edited_models() -> list[Any]:
    found = [*get_page_models(), *get_snippet_models(), *settings_registry]
    return [model for model in found if model.__module__.startswith("cms.")]


MODELS = edited_models()
BLOCKS = sorted({entry["cls"] for entry in streamfield_types}, key=lambda cls: cls.__name__)


def form_fields(model: Any) -> Iterator[tuple[str, models.Field[Any, Any], Any]]:
    """(where, column, form field) of each column of ours in the model's form and in the rows inside it."""
    form = get_edit_handler(model).get_form_class()
    rows = {name: formset.form for name, formset in form.formsets.items() if name != "comments"}
    for place, one_form in [(model.__name__, form), *((f"{model.__name__}.{n}", f) for n, f in rows.items())]:
        for name, field in one_form.base_fields.items():
            is_wagtails = one_form is form and issubclass(model, Page) and name in WAGTAILS_PAGE_FIELDS
            # What a form sends along unseen is of no column.
            if not is_wagtails and name != "loaded_digest":
                yield f"{place}.{name}", one_form._meta.model._meta.get_field(name), field


def panels(panel: Panel) -> Iterator[Panel]:
    if not isinstance(panel, WAGTAILS_PANELS):
        yield panel
        for child in panel.children if isinstance(panel, PanelGroup) else ():
            yield from panels(child)


def child_blocks(where: str, block: blocks.Block) -> Iterator[tuple[str, blocks.Block]]:
    """(where, block) of what stands inside a block, at any depth."""
    if isinstance(block, blocks.ListBlock):
        yield from child_blocks(where, block.child_block)
    for name, child in getattr(block, "child_blocks", {}).items():
        yield f"{where}.{name}", child
        yield from child_blocks(f"{where}.{name}", child)


def help_text(block: blocks.Block) -> Any:
    return block.field.help_text if isinstance(block, blocks.FieldBlock) else block.meta.help_text


def explained_blocks() -> Iterator[tuple[str, blocks.Block]]:
    """What an editor fills in inside a block; a kind of block that can be chosen is named, not filled in."""
    for cls in BLOCKS:
        yield from child_blocks(cls.__name__, cls())
    for model in MODELS:
        for column in model._meta.get_fields():
            if isinstance(column, StreamField):
                for name, chosen in column.stream_block.child_blocks.items():
                    where = f"{model.__name__}.{column.name}.{name}"
                    if isinstance(chosen, blocks.FieldBlock):
                        yield where, chosen
                    yield from child_blocks(where, chosen)


def without_help(texts: Iterable[tuple[str, Any]]) -> list[str]:
    return sorted({where for where, text in texts if not str(text or "").strip()})


def test_what_editors_fill_in_is_looked_at() -> None:
    names = {model.__name__ for model in MODELS}
    assert {"HomePage", "NewsPage", "MemberPage", "GalleryPage", "Category", "Menu", "SiteSettings"} <= names
    places = {where for model in MODELS for where, _column, _field in form_fields(model)}
    assert {"NewsPage.pictures.caption", "SiteSettings.texts.cookie_notice", "MemberPage.street"} <= places
    assert "Menu.items.item.children.url" in {where for where, _block in explained_blocks()}


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model.__name__)
def test_every_field_has_a_help_text(model: Any) -> None:
    missing = without_help((where, field.help_text) for where, _column, field in form_fields(model))
    assert not missing, f"Say in a help_text what belongs there: {', '.join(missing)}"


def test_every_child_of_a_block_has_a_help_text() -> None:
    missing = without_help((where, help_text(block)) for where, block in explained_blocks())
    assert not missing, f"Say in a help_text what belongs there: {', '.join(missing)}"


@pytest.mark.django_db
def test_every_field_of_the_picture_form_has_a_help_text() -> None:
    assert Locale.objects.exists()
    form = get_image_form(CmsImage)()
    shown = {name: field for name, field in form.fields.items() if not field.widget.is_hidden}
    missing = without_help(
        (name, field.help_text) for name, field in shown.items() if name not in WAGTAILS_PICTURE_FIELDS
    )
    assert len(shown) > 5
    assert not missing, f"Say in a help_text what belongs there: {', '.join(missing)}"


def shown_texts() -> Iterator[tuple[str, Any]]:
    for model in MODELS:
        name = model.__name__
        yield from (
            (f"{name}, name", text) for text in (model._meta.verbose_name, model._meta.verbose_name_plural)
        )
        for where, column, _field in form_fields(model):
            yield f"{where}, name", column.verbose_name
            yield f"{where}, help text", column.help_text
            yield from ((f"{where}, choice", label) for value, label in _choices(column) if value)
        for panel in panels(get_edit_handler(model)):
            if isinstance(panel, FieldPanel):
                continue
            yield f"{name}, panel", panel.heading
            if isinstance(panel, InlinePanel):
                yield f"{name}, panel", panel.label
                yield f"{name}, panel", panel.help_text
    for cls in BLOCKS:
        yield f"{cls.__name__}, name", cls().label
        yield f"{cls.__name__}, group", cls().meta.group
    for where, block in explained_blocks():
        yield f"{where}, name", block.label
        yield f"{where}, help text", help_text(block)


def _choices(column: Any) -> Any:
    return column.choices or () if type(column).__module__.startswith("django.") else ()


def test_every_name_and_help_text_has_german(german: gettext.NullTranslations) -> None:
    with translation.override("en"):
        places = {str(text): where for where, text in shown_texts() if text}
    assert len(places) > 150
    foreign = sorted(f"{where}: {text}" for text, where in places.items() if not german.gettext(text))
    assert not foreign, "No German in cms/locale/de for\n" + "\n".join(foreign)
