"""Links: one target each, of a kind that is safe in a browser."""

from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from grapple.models import GraphQLString
from wagtail import blocks
from wagtail.blocks.struct_block import StructBlockValidationError
from wagtail.documents.blocks import DocumentChooserBlock

from cms.foundation.fields import LinkAddressField
from cms.foundation.link_targets import fragment_of, refuse_no_website

from .registration import register_block

TARGETS = ("page", "url", "document", "email", "phone")


class WebAddressBlock(blocks.URLBlock):
    """An address of a website; other schemes (ftp, javascript) are refused."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(validators=[refuse_no_website], **kwargs)


class LinkAddressBlock(blocks.URLBlock):
    """Where a link leads that is no page, document or person: a website, a path, a place on a page."""

    field: Any

    def __init__(self, required: bool = True, **kwargs: Any) -> None:
        super().__init__(required=required, **kwargs)
        help_text = _("A page elsewhere: https://… A place on this page, or on the page chosen above: #name.")
        self.field = LinkAddressField(required=required, help_text=help_text)


DECONSTRUCT_ALIASES = dict.fromkeys((WebAddressBlock, LinkAddressBlock), "wagtail.blocks.URLBlock")


def _chosen_targets(value: Any) -> list[str]:
    """Return which targets a link has; a page and a place on it are one."""
    chosen = [name for name in TARGETS if value.get(name)]
    return ["page"] if chosen == ["page", "url"] and fragment_of(value["url"]) == value["url"] else chosen


class LinkBlock(blocks.StructBlock):
    """A link with exactly one target."""

    title = blocks.CharBlock(
        label=_("Link text"),
        required=False,
        max_length=120,
        help_text=_("What visitors click. If empty, the title of the page or document is used."),
    )
    page = blocks.PageChooserBlock(
        label=_("Page"),
        required=False,
        help_text=_("A page of this website. The link follows it when it moves."),
    )
    url = LinkAddressBlock(label=_("Web address"), required=False, help_text=_("A page elsewhere: https://…"))
    document = DocumentChooserBlock(label=_("Document"), required=False, help_text=_("A file to download."))
    email = blocks.EmailBlock(
        label=_("E-mail address"), required=False, help_text=_("Opens the visitor's mail program.")
    )
    phone = blocks.CharBlock(
        label=_("Telephone"), required=False, max_length=40, help_text=_("With country code: +49 341 …")
    )

    class Meta:
        icon = "link"
        label = _("Link")

    def clean(self, value: Any) -> Any:
        cleaned = super().clean(value)
        chosen = _chosen_targets(cleaned)
        if len(chosen) > 1 or not (chosen or self.is_deferred_validation):
            message = (
                _("Choose one target: page, web address, document, e-mail address or telephone number.")
                if not chosen
                else _("Only one target is possible. Empty the others.")
            )
            raise StructBlockValidationError(
                block_errors={name: ValidationError(message) for name in chosen or ["page"]}
            )
        if chosen == ["url"] and not (cleaned.get("title") or self.is_deferred_validation):
            raise StructBlockValidationError(
                block_errors={"title": ValidationError(_("Say what visitors will find there."))}
            )
        if chosen == ["phone"] and not any(map(str.isdecimal, cleaned["phone"])):
            raise StructBlockValidationError(
                block_errors={"phone": ValidationError(_("A telephone number has digits."))}
            )
        return cleaned


def social_link_blocks() -> list[tuple[str, blocks.Block]]:
    """Return what `social_links` may hold. Which network it is follows from the address."""
    return [
        (
            "url",
            WebAddressBlock(
                label=_("Web address"), icon="link", help_text=_("The address of the profile: https://…")
            ),
        )
    ]


@register_block
class CallToActionBlock(blocks.StructBlock):
    """Not searched: readers see its words only while its target is public."""

    text = blocks.TextBlock(
        label=_("Text"), required=False, max_length=300, help_text=_("One sentence that says why to click.")
    )
    link = LinkBlock(label=_("Link"), help_text=_("Where the button leads, and what it says."))

    graphql_fields = [GraphQLString("text", required=True, description="Why to click; may be empty.")]

    class Meta:
        icon = "arrow-right-full"
        label = _("Call to action")
        group = _("Links and lists")
        graphql_description = "A button with a sentence beside it."


class MenuSubitemBlock(blocks.StructBlock):
    label = blocks.CharBlock(
        label=_("Label"),
        required=False,
        max_length=60,
        help_text=_("If empty, the title of the page is used."),
    )
    page = blocks.PageChooserBlock(
        label=_("Page"),
        required=False,
        help_text=_("A page of this website. The link follows it when it moves."),
    )
    url = LinkAddressBlock(label=_("Web address"), required=False, help_text=_("A page elsewhere: https://…"))

    class Meta:
        icon = "link"
        label = _("Entry")

    def clean(self, value: Any) -> Any:
        cleaned = super().clean(value)
        if len(_chosen_targets(cleaned)) != 1 and not self._may_be_heading(cleaned):
            raise StructBlockValidationError(
                block_errors={"page": ValidationError(_("Choose either a page or a web address."))}
            )
        if not cleaned.get("label") and not cleaned.get("page"):
            raise StructBlockValidationError(block_errors={"label": ValidationError(_("Name this entry."))})
        return cleaned

    def _may_be_heading(self, value: Any) -> bool:
        return False


class MenuItemBlock(MenuSubitemBlock):
    """An entry of a menu; without a target of its own it is a heading for its subentries."""

    children = blocks.ListBlock(
        MenuSubitemBlock(),
        label=_("Subentries"),
        default=[],
        required=False,
        help_text=_("Shown below this entry. An entry without page and address is only a heading for them."),
    )

    class Meta:
        icon = "list-ul"
        label = _("Menu entry")

    def _may_be_heading(self, value: Any) -> bool:
        return bool(value.get("children")) and not value.get("page") and not value.get("url")
