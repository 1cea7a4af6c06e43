"""Blocks made of words."""

from typing import Any

from django.utils.html import escape
from django.utils.translation import gettext_lazy as _
from grapple.models import GraphQLString
from wagtail import blocks

from cms.foundation.models import CARD_TEASER_LENGTH
from cms.foundation.richtext import BODY_FEATURES, plain_text, refuse_lost_links
from cms.foundation.search.words import joined

from .registration import register_block
from .tables import GridBlock


@register_block
class HeadingBlock(blocks.StructBlock):
    # The first part of a block has the cursor when the block is new.
    text = blocks.CharBlock(label=_("Text"), max_length=200, help_text=_("Short, without a full stop."))
    level = blocks.ChoiceBlock(
        label=_("Level"),
        choices=[("2", _("Section")), ("3", _("Subsection")), ("4", _("Below a subsection"))],
        default="2",
        help_text=_("A section stands directly below the page's title. Don't skip a level."),
    )

    graphql_fields = [GraphQLString("text", required=True, description="The words of the heading.")]

    class Meta:
        icon = "title"
        label = _("Heading")
        group = _("Text")
        graphql_description = "A heading inside a body; the page's title is level 1."

    def search_text(self, value: Any) -> str:
        return value.get("text") or ""


class CheckedRichTextBlock(blocks.RichTextBlock):
    """A rich text whose form refuses links that the API would not deliver."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(validators=[refuse_lost_links], **kwargs)

    def get_searchable_content(self, value: Any) -> list[str]:
        return [plain_text(value.source)]


DECONSTRUCT_ALIASES = {CheckedRichTextBlock: "wagtail.blocks.RichTextBlock"}


@register_block
class ParagraphBlock(blocks.StructBlock):
    text = CheckedRichTextBlock(
        label=_("Text"),
        features=BODY_FEATURES,
        help_text=_("One or more paragraphs. Headings are blocks of their own."),
    )

    class Meta:
        icon = "pilcrow"
        label = _("Paragraph")
        group = _("Text")
        graphql_description = "Running text."

    def card_text(self, value: Any) -> str:
        return plain_text(value["text"].source, max_length=CARD_TEASER_LENGTH)

    def search_text(self, value: Any) -> str:
        return plain_text(value.get("text") or "")


#: Marks that stand around a quotation in German, English, French and Swiss texts.
_MARKS = ("„“", "„”", "“”", "»«", "«»", "‚‘", "‘’", "›‹", "‹›", '""', "''")


def without_marks(words: str) -> str:
    """Return a quotation without the marks around the whole of it; those within it stay."""
    words = words.strip()
    inner = words[1:-1]
    is_whole = words[:1] + words[-1:] in _MARKS and not {words[0], words[-1]} & set(inner)
    return inner.strip() if is_whole and inner.strip() else words


@register_block
class QuoteBlock(blocks.StructBlock):
    text = blocks.TextBlock(
        label=_("Quotation"), help_text=_("Without quotation marks; the website adds them.")
    )
    attribution = blocks.CharBlock(
        label=_("Who said it"), required=False, max_length=200, help_text=_("First name and surname.")
    )
    role = blocks.CharBlock(
        label=_("Role"),
        required=False,
        max_length=250,
        help_text=_("Position and organisation, as they are to be shown."),
    )

    graphql_fields = [
        GraphQLString("text", required=True, description="The words quoted, without outer quotation marks."),
        GraphQLString("attribution", required=True, description="Who said it; empty if nobody is named."),
        GraphQLString("role", required=True, description="Their position and organisation; may be empty."),
    ]

    class Meta:
        icon = "openquote"
        label = _("Quotation")
        group = _("Text")
        graphql_description = "Somebody's words, set apart."

    def clean(self, value: Any) -> Any:
        cleaned = super().clean(value)
        cleaned["text"] = without_marks(cleaned["text"])
        return cleaned

    def card_text(self, value: Any) -> str:
        return plain_text(escape(value["text"]), max_length=CARD_TEASER_LENGTH)

    def search_text(self, value: Any) -> str:
        return joined(value.get(name) or "" for name in ("text", "attribution", "role"))


@register_block
class TableBlock(blocks.StructBlock):
    table = GridBlock(
        label=_("Table"),
        table_options={"startRows": 3, "startCols": 3},
        help_text=_(
            "Plain text only. Choose whether the first row or column holds headers. "
            "A right click into a cell inserts or removes rows and columns there."
        ),
    )

    class Meta:
        icon = "table"
        label = _("Table")
        group = _("Text")
        graphql_description = "Rows and columns of plain text."

    def search_text(self, value: Any) -> str:
        table = value.get("table") or {}
        cells = (str(cell) for row in table.get("data") or () for cell in row if cell)
        return joined((table.get("table_caption") or "", *cells))
