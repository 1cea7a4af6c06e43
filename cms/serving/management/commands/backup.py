"""A backup of the installation, beside servers and workers at work."""

import os
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from cms.serving.backups import BackupFailed, back_up


class Command(BaseCommand):
    help = (
        "Write a backup of the database and the uploaded files into a new directory. Nothing needs to stop."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("directory", type=Path, help="a directory that is not there yet")
        parser.add_argument("--no-media", action="store_true", help="leave out the uploaded files")

    def handle(self, *args: Any, **options: Any) -> None:
        # It holds all that visitors and editors have entrusted to the site.
        os.umask(0o077)
        try:
            back_up(options["directory"], has_media=not options["no_media"])
        except BackupFailed as error:
            raise CommandError(str(error)) from error
        self.stdout.write(f"The backup is {options['directory']}.")
