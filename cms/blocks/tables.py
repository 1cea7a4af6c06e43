"""The grid in which editors fill a table: its menu in their language, buttons for rows and columns."""

from typing import Any

from django import forms
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from wagtail.admin.staticfiles import versioned_static
from wagtail.admin.telepath import register
from wagtail.contrib.table_block.blocks import TableBlock as WagtailTableBlock
from wagtail.contrib.table_block.blocks import TableInput, TableInputAdapter

#: Where Handsontable's dictionaries have the texts of the menu.
_MENU = "ContextMenu:items."


class GridInput(TableInput):
    @cached_property
    def media(self) -> forms.Media:
        return super().media + forms.Media(js=[versioned_static("blocks/grid.js")])


class GridInputAdapter(TableInputAdapter):
    """Hands the script our words: Wagtail gives Handsontable a language, but no words in it."""

    js_constructor = "cms.widgets.GridInput"

    def js_args(self, widget: GridInput) -> list[Any]:
        menu = {
            f"{_MENU}insertRowAbove": _("Insert row above"),
            f"{_MENU}insertRowBelow": _("Insert row below"),
            f"{_MENU}insertColumnOnTheLeft": _("Insert column on the left"),
            f"{_MENU}insertColumnOnTheRight": _("Insert column on the right"),
            f"{_MENU}removeRow": [_("Remove row"), _("Remove rows")],
            f"{_MENU}removeColumn": [_("Remove column"), _("Remove columns")],
            f"{_MENU}undo": _("Undo"),
            f"{_MENU}redo": _("Redo"),
        }
        buttons = {"row": _("Add row"), "column": _("Add column")}
        return [*super().js_args(widget), {"menu": menu, "buttons": buttons}]


register(GridInputAdapter(), GridInput)


class GridBlock(WagtailTableBlock):
    """The cells of a table."""

    @cached_property
    def field(self) -> forms.CharField:
        return forms.CharField(widget=GridInput(table_options=self.table_options), **self.field_options)

    def comparison_text(self, value: Any) -> str:
        """Return what a comparison of two versions shows: the caption and the rows."""
        rows = (" | ".join(str(cell or "") for cell in row) for row in value.get("data") or ())
        return "; ".join(line for line in (value.get("table_caption") or "", *rows) if line)


DECONSTRUCT_ALIASES = {GridBlock: "wagtail.contrib.table_block.blocks.TableBlock"}
