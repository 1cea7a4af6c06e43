"""What is done about a submission in the background."""

import logging
from datetime import timedelta

from django_tasks import task

from cms.tasks.retries import RetryLater

from .mails import mail_of
from .models import Submission

logger = logging.getLogger("cms.forms")

#: After which a mail that failed is tried again: together some seven hours.
PAUSES = tuple(timedelta(minutes=minutes) for minutes in (1, 10, 60, 360))


class MailNotSent(RetryLater):
    """The mail server did not take a mail. Names the kind of the error alone: its text holds addresses."""


# Somebody waits for an answer: before the sizes of pictures.
@task(priority=10)
def send_mail_task(submission_id: int, failures: int = 0) -> bool:
    """Mail a submission to those its page names; False if there is nobody to mail it to, or it is gone.

    A worker may end between the sending and the note that it was done: the mail is then sent twice, under
    the same Message-ID. Raises `MailNotSent` for a mail server that fails; the submission stands in the admin
    meanwhile. `failures` says nothing any more: tasks that an earlier release has enqueued bring it.
    """
    submission = Submission.objects.filter(pk=submission_id).select_related("page").first()
    if submission is None:
        return False
    mail = mail_of(submission)
    if not mail.to:
        return False
    try:
        mail.send()
    except Exception as error:
        kind = type(error).__name__
        logger.error(
            "submission %s of page %s could not be mailed (%s)", submission.pk, submission.page_id, kind
        )
        raise MailNotSent(kind, PAUSES) from None
    return True
