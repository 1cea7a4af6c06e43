"""Wagtail's inputs as our editors need them, wherever Wagtail puts one: pages, blocks, filters, dialogs.

They are changed in place: most of these places name Wagtail's classes and take no others.
"""

from typing import Any

from django.utils.formats import get_format
from wagtail.admin.datetimepicker import to_datetimepicker_format
from wagtail.admin.rich_text.editors.draftail import DraftailRichTextArea
from wagtail.admin.widgets import (
    AdminAutoHeightTextInput,
    AdminDateInput,
    AdminDateTimeInput,
    AdminTimeInput,
)

from .richtext import is_empty


def prepare_widgets() -> None:
    """Change the inputs of this process, once."""
    _keep_lines(AdminAutoHeightTextInput)
    _leave_empty(DraftailRichTextArea)
    for widget in (AdminDateInput, AdminDateTimeInput, AdminTimeInput):
        _follow_language(widget)


def _keep_lines(widget: Any) -> None:
    """Lines end as programs write them: browsers send other ends, which would change a text by saving it."""

    def value_from_datadict(self: Any, data: Any, files: Any, name: str) -> Any:
        value = super(widget, self).value_from_datadict(data, files, name)
        return value.replace("\r\n", "\n") if isinstance(value, str) else value

    widget.value_from_datadict = value_from_datadict


def _leave_empty(widget: Any) -> None:
    """A text that may be left out, and was, is none: the editor would make it a paragraph without words."""
    read = widget.value_from_datadict

    def value_from_datadict(self: Any, data: Any, files: Any, name: str) -> Any:
        value = read(self, data, files, name)
        return "" if not self.is_required and isinstance(value, str) and is_empty(value) else value

    widget.value_from_datadict = value_from_datadict


def _follow_language(widget: Any) -> None:
    """Dates and times stand there as the editor's language writes them: the first format that it reads."""
    make, get_config = widget.__init__, widget.get_config

    def make_for_language(
        self: Any, attrs: Any = None, format: Any = None, *args: Any, **kwargs: Any
    ) -> None:
        make(self, attrs, format, *args, **kwargs)
        # Wagtail's own format is one for all languages; without any, Django takes that of the language.
        self.format = format

    def get_language_config(self: Any) -> Any:
        config = get_config(self)
        if self.format is None:
            config["format"] = to_datetimepicker_format(get_format(self.format_key)[0])
        if "formatTime" in config:
            config["formatTime"] = to_datetimepicker_format(get_format("TIME_INPUT_FORMATS")[0])
        return config

    widget.__init__, widget.get_config = make_for_language, get_language_config
