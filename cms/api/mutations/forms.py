"""submitForm: what a visitor filled in (contract, RULES, "submitForm").

In this order: bounds, the page, whether it was sent before, the minimum time, the rate limit, the honeypot,
the fields. A robot that fills the honeypot gets the answer of a success and nothing is stored. Somebody who
is merely fast is told to wait, and loses nothing: the same submission can be sent again.
"""

from html import escape
from typing import Any, NamedTuple

import graphene
from django.conf import settings
from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext as _
from graphql import GraphQLResolveInfo

from cms.forms.form_builder import MOST_CHARACTERS
from cms.forms.models import FormPage
from cms.forms.submitting import Problem, check, is_stored, store
from cms.foundation.richtext import plain_text

from .. import rate_limits
from ..arguments import is_storable
from ..clients import counted_as
from ..enums import FieldErrorCode
from ..errors import ArgumentInvalid, ArgumentOutOfRange, RateLimited
from ..reading import Reading
from ..reading.links import rich_text
from ..scalars import HTML
from ..types.pages import key_of
from ..value_types import required_list, text

MOST_ENTRIES = 200
MOST_NAME_CHARACTERS = 200
SUBMISSION_ID_CHARACTERS = (8, 100)
TEN_MINUTES = 600
HOUR = 3_600


class FormValue(graphene.InputObjectType):
    """One entry of a FormData."""

    name = graphene.String(required=True, description="The field's name; at most 200 characters.")
    value = graphene.String(required=True, description="At most 20,000 characters.")


class SubmitFormInput(graphene.InputObjectType):
    """A form as a visitor filled it in."""

    page_id = graphene.ID(required=True, description="The `id` of the FormPage.")
    values = graphene.List(
        graphene.NonNull(FormValue),
        required=True,
        description="The entries of a FormData, at most 200; a name may repeat.",
    )
    submission_id = graphene.ID(
        required=True,
        description=(
            "Made by the frontend when it shows the form, hard to guess: crypto.randomUUID(). 8 to 100 "
            "characters. Sent again to the same form, it gets the same answer and is stored once."
        ),
    )
    elapsed_ms = graphene.Int(
        required=True,
        description="Milliseconds since the form was shown. Too few: RATE_LIMITED, with `retryAfter`.",
    )
    consent = graphene.Boolean(
        required=True, default_value=False, description="The visitor has agreed to `FormPage.consent`."
    )
    website = graphene.String(
        required=True,
        default_value="",
        description=(
            "A trap for robots: a text field that people don't see. Filled in, nothing is stored, and the "
            "answer says nothing of it. Keep it apart from the form's own fields, one may have this name."
        ),
    )


class FieldError(graphene.ObjectType):
    """What a visitor must change."""

    name = text("The field's name; `consent` for CONSENT_REQUIRED.")
    code = graphene.Field(FieldErrorCode, required=True, description="What is wrong.")
    message = text("A sentence for the visitor, in the page's language.")


class Submitted(NamedTuple):
    """What came of a submission."""

    page: FormPage
    ok: bool
    errors: list[Problem]


class SubmitFormPayload(graphene.ObjectType):
    """What came of a submission."""

    ok = graphene.Boolean(required=True, description="It has arrived. Else `errors` says what to change.")
    message = graphene.Field(
        HTML, required=True, description="Words of thanks; empty where it has not arrived."
    )
    errors = required_list(FieldError, description="Of fields alone; everything else is a top-level error.")

    def resolve_message(self: Any, info: GraphQLResolveInfo) -> str:
        if not self.ok:
            return ""
        reading, page = info.context, self.page
        if plain_text(page.thank_you):
            return rich_text(reading, page.thank_you, reading.root_of(page))
        with translation.override(reading.code_of(page)):
            thanks = _("Thank you. We have received what you sent.")
        return f"<p>{escape(thanks)}</p>"


class FormMutation:
    """Mutations of forms."""

    submit_form = graphene.Field(
        SubmitFormPayload,
        required=True,
        input=graphene.Argument(SubmitFormInput, required=True, description="What was filled in."),
        description="Send a form. Field errors are in the payload, everything else is a top-level error.",
    )

    def resolve_submit_form(_root: None, info: GraphQLResolveInfo, input: dict[str, Any]) -> Submitted:
        return submit(info.context, input)


@transaction.atomic
def submit(reading: Reading, given: dict[str, Any]) -> Submitted:
    """Store a submission, once. Raises `ApiError` for all that is no matter of a field."""
    _check_bounds(given)
    page = _form_page(reading, given["page_id"])
    submission_id, has_consented = given["submission_id"], given["consent"]
    if is_stored(page, submission_id):
        return Submitted(page, True, [])
    _check_time(given["elapsed_ms"])
    _check_rate(reading.client_address)
    if given["website"].strip():
        return Submitted(page, True, [])
    checked = check(
        page,
        [(entry["name"], entry["value"]) for entry in given["values"]],
        has_consented=has_consented,
        language=reading.code_of(page),
    )
    if checked.problems:
        return Submitted(page, False, checked.problems)
    store(page, submission_id, checked.values, has_consented=has_consented)
    return Submitted(page, True, [])


def _form_page(reading: Reading, public_id: str) -> FormPage:
    """Return a public form. Raises `ArgumentInvalid`, the same for unknown, forbidden and another type."""
    key = key_of(public_id)
    found = reading.published(FormPage).filter(pk=key).first() if key is not None else None
    if found is None or not reading.root_of(found):
        raise ArgumentInvalid(
            "`input.pageId` is not the id of a public form. Take it from the FormPage's `id`.",
            argument="input.pageId",
        )
    page: FormPage = found
    return page


def _check_time(elapsed: int) -> None:
    least: int = settings.CMS_FORM_MIN_MS
    if elapsed < least:
        raise RateLimited(
            f"The form was sent {elapsed:,} ms after it was shown; at least {least:,} are needed. "
            "Wait for `retryAfter` seconds and send the same submission again.",
            argument="input.elapsedMs",
            limit=least,
            value=elapsed,
            retryAfter=-(-(least - elapsed) // 1000),
        )


def _check_rate(address: str) -> None:
    limits = [
        rate_limits.Limit(settings.CMS_FORM_BURST_LIMIT, TEN_MINUTES),
        rate_limits.Limit(settings.CMS_FORM_HOURLY_LIMIT, HOUR),
    ]
    exceeded = rate_limits.count("submitForm", counted_as(address), limits)
    if exceeded:
        most, seconds = exceeded.limit
        raise RateLimited(
            f"More than {most:,} forms in {seconds // 60} minutes came from this address. "
            f"Try again in {exceeded.retry_after:,} seconds.",
            limit=most,
            retryAfter=exceeded.retry_after,
        )


def _check_bounds(given: dict[str, Any]) -> None:
    entries = given["values"]
    if len(entries) > MOST_ENTRIES:
        raise ArgumentOutOfRange(
            f"`input.values` has {len(entries):,} entries; at most {MOST_ENTRIES} are possible.",
            argument="input.values",
            limit=MOST_ENTRIES,
            value=len(entries),
        )
    for number, entry in enumerate(entries):
        _check_text(f"input.values[{number}].name", entry["name"], 0, MOST_NAME_CHARACTERS)
        _check_text(f"input.values[{number}].value", entry["value"], 0, MOST_CHARACTERS)
    _check_text("input.submissionId", given["submission_id"], *SUBMISSION_ID_CHARACTERS)
    if given["elapsed_ms"] < 0:
        raise ArgumentOutOfRange(
            f"`input.elapsedMs` is {given['elapsed_ms']}; it must be 0 or more.",
            argument="input.elapsedMs",
            limit=0,
            value=given["elapsed_ms"],
        )


def _check_text(argument: str, value: str, fewest: int, most: int) -> None:
    if not fewest <= len(value) <= most:
        raise ArgumentOutOfRange(
            f"`{argument}` has {len(value):,} characters; {fewest} to {most:,} are possible.",
            argument=argument,
            limit=most if len(value) > most else fewest,
            value=len(value),
        )
    if not is_storable(value):
        raise ArgumentInvalid(
            f"`{argument}` holds a NUL or half a surrogate pair. Send well-formed text.", argument=argument
        )
