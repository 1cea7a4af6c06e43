"""People to turn to."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.images.blocks import ImageChooserBlock

from cms.foundation.search.words import joined

from .links import WebAddressBlock
from .registration import register_block


def person_text(value: Any) -> str:
    """Return what a person is found by: not by address or number."""
    return joined((value.get("name") or "", value.get("role") or ""))


class PersonBlock(blocks.StructBlock):
    """A contact: a person, or an office."""

    name = blocks.CharBlock(label=_("Name"), max_length=200, help_text=_("A person or an office."))
    role = blocks.CharBlock(
        label=_("Role"), required=False, max_length=250, help_text=_("Position and organisation.")
    )
    email = blocks.EmailBlock(
        label=_("E-mail address"), required=False, help_text=_("Everybody can see it on the website.")
    )
    phone = blocks.CharBlock(
        label=_("Telephone"), required=False, max_length=40, help_text=_("With country code: +49 341 …")
    )
    websites = blocks.ListBlock(
        WebAddressBlock(label=_("Web address")),
        label=_("Websites"),
        default=[],
        required=False,
        help_text=_("The person's own website or profile: https://…"),
    )
    portrait = ImageChooserBlock(label=_("Portrait"), required=False, help_text=_("Shown as a small square."))

    class Meta:
        icon = "user"
        label = _("Person")

    def search_text(self, value: Any) -> str:
        return person_text(value)


def contact_blocks() -> list[tuple[str, blocks.Block]]:
    """Return what a page's `contacts` may hold."""
    return [("person", PersonBlock())]


@register_block
class ContactBlock(blocks.StructBlock):
    contacts = blocks.ListBlock(
        PersonBlock(), label=_("People"), min_num=1, help_text=_("Whom readers can turn to, in this order.")
    )

    class Meta:
        icon = "group"
        label = _("Contact")
        group = _("Links and lists")
        graphql_description = "People to turn to."

    def card_image_id(self, value: Any) -> int | None:
        return None

    def search_text(self, value: Any) -> str:
        people = (item.get("value", item) for item in value.get("contacts") or ())
        return joined(person_text(person) for person in people)
