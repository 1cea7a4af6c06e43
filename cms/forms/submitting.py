"""What a visitor sent: checked against the page's fields, and stored once."""

import re
from collections.abc import Iterable
from typing import Any, NamedTuple

from django.db import transaction
from django.utils import translation
from django.utils.datastructures import MultiValueDict
from django.utils.translation import gettext as _

from cms.foundation.richtext import plain_text

from .choices import SEVERAL, FormFieldKind
from .mail_server import is_mail_possible
from .models import FormPage, Submission
from .tasks import send_mail_task

#: What no text field of a browser lets through, and no spreadsheet takes.
_CONTROLS = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
_LINE_ENDS = re.compile("\r\n?")
#: Codes of Django's validators → the contract's; what is not here is INVALID.
_CODES = {"required": "REQUIRED", "max_length": "TOO_LONG", "invalid_choice": "NOT_A_CHOICE"}


class Problem(NamedTuple):
    """What is wrong with one field: its name, a FieldErrorCode, a sentence for the visitor."""

    name: str
    code: str
    message: str


class Checked(NamedTuple):
    """Values by field name as they are stored; without problems they may be."""

    values: dict[str, Any]
    problems: list[Problem]


def check(
    page: FormPage,
    entries: Iterable[tuple[str, str]],
    *,
    has_consented: bool,
    language: str,
) -> Checked:
    """Check the entries of a FormData: (name, value), a name may repeat. Sentences are in `language`."""
    sent: dict[str, list[str]] = {}
    for name, value in entries:
        sent.setdefault(name, []).append(_CONTROLS.sub("", _LINE_ENDS.sub("\n", value)))
    fields = list(page.get_form_fields())
    kinds = {field.clean_name: field.field_type for field in fields}
    for field in fields:
        # What the visitor never saw is the editor's business; a page may still say something of its own.
        if field.field_type == FormFieldKind.HIDDEN:
            sent.setdefault(field.clean_name, [field.default_value])
    with translation.override(language):
        form = page.form_builder(fields).get_form_class()(MultiValueDict(sent), page=page)
        problems = [
            Problem(name, _CODES.get(error.code or "", "INVALID"), error.messages[0])
            for name, errors in form.errors.as_data().items()
            for error in errors
        ]
        for name, values in sent.items():
            if name not in kinds:
                problems.append(Problem(name, "UNKNOWN_FIELD", _("This form has no such field.")))
            elif len(values) > 1 and kinds[name] not in SEVERAL | {FormFieldKind.CHECKBOX}:
                problems.append(Problem(name, "INVALID", _("Only one answer is possible here.")))
        if page.asks_for_consent and page.consent_required and not has_consented:
            message = _("Please agree to this: without it we may not process what you write.")
            problems.append(Problem("consent", "CONSENT_REQUIRED", message))
    return Checked(form.cleaned_data if not problems else {}, problems)


def is_stored(page: FormPage, submission_id: str) -> bool:
    """Tell whether this form has a submission of this id."""
    return bool(Submission.objects.filter(page_id=page.pk, submission_id=submission_id).exists())


def store(page: FormPage, submission_id: str, values: dict[str, Any], *, has_consented: bool) -> bool:
    """Store a submission and the task that mails it, both or neither; False where it was stored before.

    Of two that come at the same moment with one id the database keeps the first.
    """
    agreed_to = plain_text(page.consent) if page.asks_for_consent and has_consented else ""
    with transaction.atomic():
        submission, is_new = Submission.objects.get_or_create(
            page_id=page.pk,
            submission_id=submission_id,
            defaults={"form_data": values, "consent_text": agreed_to},
        )
        if is_new and page.to_address and is_mail_possible():
            send_mail_task.enqueue(submission.pk)
    return bool(is_new)
