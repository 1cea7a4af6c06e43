"""What Wagtail compares of two versions."""

from typing import Any

from django.utils.encoding import force_str
from wagtail.admin import compare

from .richtext import plain_text


def part_words_in_comparisons() -> None:
    """Let comparisons read rich texts as we do: Wagtail's own joins the words of two paragraphs."""
    compare.text_from_html = _text


def _text(html: Any) -> str:
    return plain_text(force_str(html))
