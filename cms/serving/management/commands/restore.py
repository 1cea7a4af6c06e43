"""A backup in the place of what is there."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from cms.database.commands import to_run
from cms.serving.backups import BackupFailed, backup_in, restore

QUESTION = (
    "This puts the backup in the place of the database, whatever has been saved since.\n"
    "Servers and workers must be stopped. Type 'yes' to go on: "
)


class Command(BaseCommand):
    help = "Restore what the command `backup` has written. Servers, workers and timers must be stopped."
    # They may ask a database that is empty or broken.
    requires_system_checks = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("directory", type=Path, help="what was given to `backup`")
        parser.add_argument("--no-input", "--noinput", action="store_true", help="do not ask before")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            backup_in(options["directory"])
            if not options["no_input"] and _answer() != "yes":
                raise CommandError("Nothing was changed.")
            restore(options["directory"])
        except BackupFailed as error:
            raise CommandError(str(error)) from error
        self.stdout.write(f"Restored. Now run {to_run('migrate')}; then {to_run('make_renditions')}.")


def _answer() -> str:
    try:
        return input(QUESTION)
    except EOFError:
        raise CommandError("Nothing was changed: nobody can be asked here. Add --no-input.") from None
