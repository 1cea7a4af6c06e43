"""What is done about a submission in the background."""

import logging
from datetime import timedelta

from django.utils import timezone
from django_tasks import task

from .mails import mail_of
from .models import Submission

logger = logging.getLogger("cms.forms")

#: Minutes after which a mail that failed is tried again: together some seven hours.
PAUSES = (1, 10, 60, 360)


# Somebody waits for an answer: before the sizes of pictures.
@task(priority=10)
def send_mail_task(submission_id: int, failures: int = 0) -> bool:
    """Mail a submission to those its page names; False if it could not be sent, or is gone.

    A mail server that fails is asked again later; the submission stands in the admin meanwhile.
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
        # By kind alone: what a mail server complains of holds addresses.
        logger.error(
            "submission %s of page %s could not be mailed (%s, failure %s)",
            submission.pk,
            submission.page_id,
            type(error).__name__,
            failures + 1,
        )
        if failures < len(PAUSES) and send_mail_task.get_backend().supports_defer:
            later = timezone.now() + timedelta(minutes=PAUSES[failures])
            send_mail_task.using(run_after=later).enqueue(submission_id, failures + 1)
        return False
    return True
