"""Mutation `submitForm`: idempotent, with rate limits and a honeypot.

Checked in this order: bounds, the page, whether the submission is stored already, the minimum time, the rate
limit, the honeypot, the fields. A robot that fills the honeypot gets the response of a success and nothing is
stored. Somebody who is merely fast gets RATE_LIMITED and loses nothing: the same submission can be sent
again.
"""

from html import escape
from typing import Any, NamedTuple

import graphene
from django.conf import settings
from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext as _
from graphql import GraphQLResolveInfo

from cms.forms.form_builder import MAX_CHARACTERS
from cms.forms.models import FormPage
from cms.forms.submitting import Problem, check, is_stored, store
from cms.foundation.richtext import plain_text
from cms.serving.client_address import rate_limit_key
from cms.serving.rate_limits import Limit, count

from ..errors import ArgumentInvalid, ArgumentOutOfRange, RateLimited
from ..loading.context import RequestContext
from ..rich_text.public import rich_text
from ..vocabulary.arguments import is_storable
from ..vocabulary.fields import required_list, text
from ..vocabulary.global_ids import pk_from_global_id
from ..vocabulary.scalars import HTML
from .enums import FieldErrorCode

MAX_ENTRIES = 200
MAX_NAME_CHARACTERS = 200
#: (minimum, maximum) in characters.
SUBMISSION_ID_LENGTH = (8, 100)
#: Windows of the rate limits, in seconds.
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


class SubmissionResult(NamedTuple):
    """Source object of SubmitFormPayload."""

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
        context, page = info.context, self.page
        if plain_text(page.thank_you):
            return rich_text(context, page.thank_you, context.root_of(page))
        with translation.override(context.code_of(page)):
            thanks = _("Thank you. We have received what you sent.")
        return f"<p>{escape(thanks)}</p>"


class FormMutation:
    """Root mutation `submitForm`."""

    submit_form = graphene.Field(
        SubmitFormPayload,
        required=True,
        input=graphene.Argument(SubmitFormInput, required=True, description="What was filled in."),
        description="Send a form. Field errors are in the payload, everything else is a top-level error.",
    )

    def resolve_submit_form(_root: None, info: GraphQLResolveInfo, input: dict[str, Any]) -> SubmissionResult:
        return submit(info.context, input)


@transaction.atomic
def submit(context: RequestContext, submission: dict[str, Any]) -> SubmissionResult:
    """Store a submission, once per id. Raises `ApiError` for anything that is not a field error."""
    _check_bounds(submission)
    page = _form_page(context, submission["page_id"])
    submission_id, has_consented = submission["submission_id"], submission["consent"]
    if is_stored(page, submission_id):
        return SubmissionResult(page, True, [])
    _check_minimum_time(submission["elapsed_ms"])
    _check_rate_limit(context.visitor.client_address)
    if submission["website"].strip():
        return SubmissionResult(page, True, [])
    checked = check(
        page,
        [(entry["name"], entry["value"]) for entry in submission["values"]],
        has_consented=has_consented,
        language=context.code_of(page),
    )
    if checked.problems:
        return SubmissionResult(page, False, checked.problems)
    store(page, submission_id, checked.values, has_consented=has_consented)
    return SubmissionResult(page, True, [])


def _form_page(context: RequestContext, public_id: str) -> FormPage:
    """Return a public form page.

    Raises `ArgumentInvalid`, the same for an unknown id, a page that is not public and another page type.
    """
    pk = pk_from_global_id(public_id)
    page: FormPage | None = context.published(FormPage).filter(pk=pk).first() if pk is not None else None
    if page is None or not context.root_of(page):
        raise ArgumentInvalid(
            "`input.pageId` is not the id of a public form. Take it from the FormPage's `id`.",
            argument="input.pageId",
        )
    return page


def _check_minimum_time(elapsed: int) -> None:
    minimum: int = settings.CMS_FORM_MIN_MS
    if elapsed < minimum:
        raise RateLimited(
            f"The form was sent {elapsed:,} ms after it was shown; at least {minimum:,} are needed. "
            "Wait for `retryAfter` seconds and send the same submission again.",
            argument="input.elapsedMs",
            limit=minimum,
            value=elapsed,
            retryAfter=-(-(minimum - elapsed) // 1000),
        )


def _check_rate_limit(address: str) -> None:
    limits = [
        Limit(settings.CMS_FORM_BURST_LIMIT, TEN_MINUTES),
        Limit(settings.CMS_FORM_HOURLY_LIMIT, HOUR),
    ]
    exceeded = count("submitForm", rate_limit_key(address), limits)
    if exceeded:
        maximum, seconds = exceeded.limit
        raise RateLimited(
            f"More than {maximum:,} forms in {seconds // 60} minutes came from this address. "
            f"Try again in {exceeded.retry_after:,} seconds.",
            limit=maximum,
            retryAfter=exceeded.retry_after,
        )


def _check_bounds(submission: dict[str, Any]) -> None:
    entries = submission["values"]
    if len(entries) > MAX_ENTRIES:
        raise ArgumentOutOfRange(
            f"`input.values` has {len(entries):,} entries; at most {MAX_ENTRIES} are possible.",
            argument="input.values",
            limit=MAX_ENTRIES,
            value=len(entries),
        )
    for number, entry in enumerate(entries):
        _check_text(f"input.values[{number}].name", entry["name"], 0, MAX_NAME_CHARACTERS)
        _check_text(f"input.values[{number}].value", entry["value"], 0, MAX_CHARACTERS)
    _check_text("input.submissionId", submission["submission_id"], *SUBMISSION_ID_LENGTH)
    if submission["elapsed_ms"] < 0:
        raise ArgumentOutOfRange(
            f"`input.elapsedMs` is {submission['elapsed_ms']}; it must be 0 or more.",
            argument="input.elapsedMs",
            limit=0,
            value=submission["elapsed_ms"],
        )


def _check_text(argument: str, value: str, minimum: int, maximum: int) -> None:
    if not minimum <= len(value) <= maximum:
        raise ArgumentOutOfRange(
            f"`{argument}` has {len(value):,} characters; {minimum} to {maximum:,} are possible.",
            argument=argument,
            limit=maximum if len(value) > maximum else minimum,
            value=len(value),
        )
    if not is_storable(value):
        raise ArgumentInvalid(
            f"`{argument}` holds a NUL or half a surrogate pair. Send well-formed text.", argument=argument
        )
