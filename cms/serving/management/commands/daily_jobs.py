"""Everything that an installation does once a day."""

from argparse import ArgumentParser
from collections.abc import Callable
from typing import Any

from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError

from cms.database.commands import line
from cms.database.migrations import refuse_unapplied_migrations
from cms.serving.jobs import Job, daily_jobs


class Command(BaseCommand):
    help = (
        "Do what is to be done once a day. A job that fails doesn't stop the others, and is named at the end."
    )

    jobs: Callable[[], list[Job]] = staticmethod(daily_jobs)

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--list", action="store_true", help="only say what would be run")

    def handle(self, *args: Any, **options: Any) -> None:
        if not options["list"]:
            refuse_unapplied_migrations()
        failed = []
        for job in self.jobs():
            self.stdout.write(line(str(job)))
            if options["list"]:
                continue
            try:
                call_command(job.command, stdout=self.stdout, stderr=self.stderr, **job.options)
            except (Exception, SystemExit) as error:
                self.stderr.write(f"{job.command} failed: {type(error).__name__}: {error}")
                failed.append(job.command)
        if failed:
            raise CommandError(f"Not everything was done: {', '.join(failed)}.")
