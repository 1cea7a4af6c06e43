"""What an update of the CMS is followed by, beside servers at work."""

from cms.serving.jobs import after_update
from cms.serving.management.commands import daily_jobs


class Command(daily_jobs.Command):
    help = (
        "Do what follows an update of the CMS, once its migrations are applied. A job that fails doesn't "
        "stop the others, and is named at the end. Can be run again."
    )
    jobs = staticmethod(after_update)
