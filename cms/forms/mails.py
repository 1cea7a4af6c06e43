"""The mail that tells an association of a submission."""

from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.core.mail import EmailMessage
from django.urls import reverse
from django.utils import translation
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext as _

from .choices import FormFieldKind
from .models import FormPage, Submission
from .shown_values import shown_value


def mail_of(submission: Submission) -> EmailMessage:
    """Return the mail about a submission, in the language of its page."""
    page: FormPage = submission.page.specific
    fields = list(page.get_form_fields())
    values = submission.form_data
    with translation.override(page.locale.language_code):
        lines = [
            f"{field.label}: {shown_value(field.field_type, values.get(field.clean_name))}"
            for field in fields
        ]
        if submission.consent_text:
            lines.append(_("Agreed to: %(text)s") % {"text": submission.consent_text})
        address = reverse("wagtailforms:list_submissions", args=(page.pk,))
        every = _("All submissions: %(url)s") % {"url": f"{settings.WAGTAILADMIN_BASE_URL}{address}"}
        return EmailMessage(
            subject=" ".join((page.subject or page.title).split()),
            body="\n".join([*lines, "", every, ""]),
            to=page.mail_addresses,
            reply_to=_senders(fields, values),
            headers={"Auto-Submitted": "auto-generated", "Message-ID": _message_id(submission)},
        )


def _message_id(submission: Submission) -> str:
    """Return the same id for every sending, by which mail programs show a mail once that came twice."""
    named = salted_hmac("cms.forms.mail", f"{submission.page_id} {submission.submission_id}").hexdigest()
    return f"<{named}@{urlsplit(settings.WAGTAILADMIN_BASE_URL).hostname}>"


def _senders(fields: list[Any], values: dict[str, Any]) -> list[str]:
    """Return the visitor's address, if the form asks for one: an answer goes there."""
    found = (values.get(field.clean_name) for field in fields if field.field_type == FormFieldKind.EMAIL)
    return [address for address in found if address][:1]
