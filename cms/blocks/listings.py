"""Blocks that show other pages: those chosen, or the newest of a kind."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from grapple.models import GraphQLString
from wagtail import blocks
from wagtail.snippets.blocks import SnippetChooserBlock

from .registration import register_block

_HEADING_HELP = _("Above the list; may be left empty.")
_COUNT_HELP = _("Of the newest, if none are chosen: 1 to 12.")


@register_block
class MembersBlock(blocks.StructBlock):
    heading = blocks.CharBlock(label=_("Heading"), required=False, max_length=120, help_text=_HEADING_HELP)
    members = blocks.ListBlock(
        blocks.PageChooserBlock(page_type=["members.MemberPage"], label=_("Member")),
        label=_("Members"),
        default=[],
        required=False,
        help_text=_("If none are chosen, the newest members are shown."),
    )
    count = blocks.IntegerBlock(
        label=_("How many"), default=6, min_value=1, max_value=12, help_text=_COUNT_HELP
    )

    graphql_fields = [GraphQLString("heading", required=True, description="May be empty.")]

    class Meta:
        icon = "group"
        label = _("Members")
        group = _("Links and lists")
        graphql_description = "Members chosen by the editor, or the newest."

    def search_text(self, value: Any) -> str:
        return value.get("heading") or ""


@register_block
class NewsBlock(blocks.StructBlock):
    heading = blocks.CharBlock(label=_("Heading"), required=False, max_length=120, help_text=_HEADING_HELP)
    news = blocks.ListBlock(
        blocks.PageChooserBlock(page_type=["news.NewsPage"], label=_("Article")),
        label=_("Articles"),
        default=[],
        required=False,
        help_text=_("If none are chosen, the newest articles are shown."),
    )
    category = SnippetChooserBlock(
        "news.Category", label=_("Category"), required=False, help_text=_("The newest of this category only.")
    )
    count = blocks.IntegerBlock(
        label=_("How many"), default=3, min_value=1, max_value=12, help_text=_COUNT_HELP
    )

    graphql_fields = [GraphQLString("heading", required=True, description="May be empty.")]

    class Meta:
        icon = "doc-full"
        label = _("News")
        group = _("Links and lists")
        graphql_description = "Articles chosen by the editor, or the newest."

    def search_text(self, value: Any) -> str:
        return value.get("heading") or ""
