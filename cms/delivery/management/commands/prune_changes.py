"""Keeps the log of changes bounded; to be run once a day."""

from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.management.base import CommandError

from cms.database.migrations import MigratedCommand
from cms.delivery.change_log import prune


class Command(MigratedCommand):
    help = "Forget old changes. A build that has not asked for longer must begin anew (CURSOR_EXPIRED)."

    def add_arguments(self, parser: ArgumentParser) -> None:
        days = settings.CMS_CHANGES_KEPT_DAYS
        parser.add_argument(
            "--days", type=int, default=days, help=f"how many days are kept (default: {days})"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        if options["days"] < 1:
            raise CommandError("--days must be 1 or more.")
        count = prune(options["days"])
        self.stdout.write(f"{count} {'change' if count == 1 else 'changes'} forgotten.")
