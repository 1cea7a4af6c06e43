"""What Wagtail's comparison of two versions shows: words, dates and lists as the form shows them."""

from typing import Any

from django.contrib.admin.utils import display_for_value
from django.db import models
from django.template.defaultfilters import yesno
from django.utils.encoding import force_str
from django.utils.html import escape, format_html_join
from django.utils.safestring import SafeString
from wagtail.admin import compare

from .richtext import plain_text


def show_values_in_comparisons() -> None:
    """Let comparisons show values of fields and blocks as editors know them.

    Wagtail's own joins the words of two paragraphs, and shows dates, lists and what is empty as Python does.
    """
    compare.text_from_html = _text
    compare.BlockComparison.htmlvalue = _block_value
    compare.BlockComparison.htmldiff = _block_diff
    compare.ListBlockComparison.htmlvalue = _list_value
    for field in (models.DateField, models.BooleanField, models.IntegerField, models.FloatField):
        compare.register_comparison_class(field, comparison_class=ValueComparison)


class ValueComparison(compare.FieldComparison):
    """Compares dates, numbers and yes or no: nothing for what is empty."""

    def htmldiff(self) -> SafeString:
        before, after = _displayed(self.val_a), _displayed(self.val_b)
        if before == after:
            return escape(before)
        changes = [("deletion", before), ("addition", after)]
        return compare.TextDiff([change for change in changes if change[1]]).to_html()


def _displayed(value: Any) -> str:
    return str(yesno(value) if isinstance(value, bool) else display_for_value(value, ""))


def _text(html: Any) -> str:
    return plain_text(force_str(html))


def _block_text(block: Any, value: Any) -> str:
    """Return the words of a block's value: its `comparison_text` if it has one, or as it is rendered."""
    if value is None:
        return ""
    if hasattr(block, "comparison_text"):
        return str(block.comparison_text(value))
    return _text(block.render_basic(value))


def _block_value(comparison: Any, value: Any) -> SafeString:
    return escape(_block_text(comparison.block, value))


def _block_diff(comparison: Any) -> SafeString:
    before, after = (_block_text(comparison.block, value) for value in (comparison.val_a, comparison.val_b))
    return compare.diff_text(before, after).to_html()


def _list_value(comparison: Any, value: Any) -> SafeString:
    """Show each item as the comparison of its own block does."""
    items = comparison.get_blocks_from_value(value) if value is not None else ()
    child = comparison.block.child_block
    shown = compare.get_comparison_class_for_block(child)
    parts = [(shown(child, True, True, item.value, item.value).htmlvalue(item.value),) for item in items]
    return format_html_join("\n", '<div class="comparison__child-object">{}</div>', parts)
