"""GraphQL types FormPage, FormField and FormChoice, and the declaration of the page type."""

from typing import Any

import graphene
from django.utils import translation
from django.utils.translation import gettext as _
from graphql import GraphQLResolveInfo

from cms.forms.models import FormPage
from cms.foundation.richtext import plain_text

from ..body.content import body
from ..body.interface import Block
from ..loading.columns import reads
from ..pages.page_types import PageType, declare
from ..rich_text.resolvers import rich_text_resolver
from ..vocabulary.fields import required_list, text
from ..vocabulary.registry import extend_type
from ..vocabulary.scalars import HTML
from .dto import FormFieldData
from .enums import FormFieldKind
from .json_ld import contact_page
from .loaders import fetch_form_fields


class FormChoice(graphene.ObjectType):
    """What can be chosen in a field."""

    value = text("What to send.")
    label = text("As readers see it.")
    selected = graphene.Boolean(required=True, description="Chosen at first.")


class FormField(graphene.ObjectType):
    """What a visitor fills in."""

    name = text("The name under which the value is sent; it stays when the label changes.")
    label = text("What is asked for.")
    help = text("A sentence below the field; may be empty.")
    kind = graphene.Field(FormFieldKind, required=True, description="Which element shows it.")
    required = graphene.Boolean(required=True, description="The form can't be sent without it.")
    default_value = text(
        "What stands there at first; may be empty. Of several choices `selected` says which. "
        "A CHECKBOX that is ticked at first has `on`."
    )
    choices = required_list(
        FormChoice, description="Of CHECKBOXES, SELECT, MULTISELECT and RADIO; else empty."
    )
    placeholder = text("An example in the empty field; may be empty.")
    max_length = graphene.Int(description="In characters; null where there is no limit of its own.")
    autocomplete = graphene.String(description="For the `autocomplete` attribute.")


@extend_type(FormPage)
class FormPageFields:
    """A page with a form. What visitors enter is sent by `submitForm`."""

    body = required_list(Block, description="What stands above the form.")
    form_fields = required_list(FormField, description="What visitors fill in, in the editor's order.")
    submit_label = text("The words on the button; never empty.")
    consent = graphene.Field(
        HTML,
        required=True,
        description="What a tick below the form agrees to; empty where none is asked for.",
    )
    consent_required = graphene.Boolean(required=True, description="The form can't be sent without the tick.")

    @reads()
    def resolve_body(page: FormPage, info: GraphQLResolveInfo) -> list[Any]:
        return body(info.context, page)

    @reads()
    def resolve_form_fields(page: FormPage, info: GraphQLResolveInfo) -> list[FormFieldData]:
        return info.context.load(fetch_form_fields, page) or []

    @reads("submit_label")
    def resolve_submit_label(page: FormPage, info: GraphQLResolveInfo) -> str:
        with translation.override(info.context.code_of(page)):
            return page.submit_label.strip() or _("Send")

    resolve_consent = rich_text_resolver("consent")

    @reads("consent", "consent_required")
    def resolve_consent_required(page: FormPage, info: GraphQLResolveInfo) -> bool:
        return page.consent_required and bool(plain_text(page.consent))


declare(PageType(model=FormPage, json_ld=contact_page))
