"""What every installation does regularly, and after an update. A command that is added here is run by all."""

from typing import Any, NamedTuple

from django.conf import settings


class Job(NamedTuple):
    """A management command with its options."""

    command: str
    options: dict[str, Any] = {}

    def __str__(self) -> str:
        options = (f" --{name.replace('_', '-')} {value}" for name, value in self.options.items())
        return f"{self.command}{''.join(options)}"


#: Run by a timer of its own, every few minutes: it publishes and withdraws what is due.
OFTEN = Job("publish_scheduled")


def daily_jobs() -> list[Job]:
    """Return what `manage.py daily_jobs` runs, in this order."""
    jobs = [
        Job("clearsessions"),
        Job("prune_form_submissions"),
        Job("prune_changes"),
        Job("prune_tries"),
        Job("prune_db_task_results"),
        # What was interrupted while it was made, or could not be enqueued.
        Job("make_renditions"),
    ]
    if settings.CMS_REVISIONS_KEPT_DAYS:
        jobs.append(Job("purge_revisions", {"days": settings.CMS_REVISIONS_KEPT_DAYS}))
    return jobs


def after_update() -> list[Job]:
    """Return what `manage.py after_update` runs, in this order. Each can be run again."""
    return [
        # Sections, pages and groups that the new version has. It changes nothing that is there.
        Job("start_site"),
        # Where pictures, pages and terms are used, in drafts too.
        Job("rebuild_references_index"),
        # What lists and search read of each page.
        Job("refresh_pages"),
        Job("make_renditions"),
        # From then on workers keep it current.
        Job("update_index"),
    ]
