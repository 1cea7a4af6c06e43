"""Deletes submissions that are older than their form keeps them."""

from argparse import ArgumentParser
from typing import Any

from cms.database.migrations import MigratedCommand
from cms.forms.retention import outdated


class Command(MigratedCommand):
    help = "Delete submissions that are older than their form, or CMS_FORM_SUBMISSION_DAYS, keeps them."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--dry-run", action="store_true", help="only say what would be deleted")

    def handle(self, *args: Any, **options: Any) -> None:
        total = 0
        for form in outdated():
            count = form.submissions.count() if options["dry_run"] else form.submissions.delete()[0]
            if count:
                self.stdout.write(f"{form.page_title}: {count} older than {form.days} days")
            total += count
        self.stdout.write(f"{total} submissions {'would be' if options['dry_run'] else 'were'} deleted.")
