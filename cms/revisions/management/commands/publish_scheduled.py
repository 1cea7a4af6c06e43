"""`manage.py publish_scheduled`, in place of Wagtail's command, which stops at the first page that fails."""

from typing import Any

from django.core.management.base import CommandParser
from django.utils import timezone

from cms.database.migrations import MigratedCommand
from cms.revisions.scheduling import due_revisions, expired_objects, run_schedule


class Command(MigratedCommand):
    help = "Publish what is due and take expired pages from the website. Run it every few minutes."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--dryrun", "--dry-run", action="store_true", help="only say what would be done")

    def handle(self, *args: Any, **options: Any) -> None:
        if options["dryrun"]:
            now = timezone.now()
            for one in expired_objects(now):
                self.stdout.write(f"would unpublish {one} ({one.expire_at:%Y-%m-%d %H:%M})")
            for revision in due_revisions(now):
                self.stdout.write(
                    f"would publish {revision.object_str} ({revision.approved_go_live_at:%Y-%m-%d %H:%M})"
                )
            return
        run = run_schedule()
        for verb, names in (("unpublished", run.expired), ("published", run.published)):
            for name in names:
                self.stdout.write(f"{verb} {name}")
        for line in run.failed:
            self.stderr.write(f"failed: {line}")
