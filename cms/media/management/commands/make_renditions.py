"""Makes the sizes of pictures that are missing, for example after a change of the presets."""

import time
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from cms.media.models import CmsImage
from cms.media.tasks import make_for, pictures_with_gaps


class Command(BaseCommand):
    help = "Make the sizes of pictures that are missing. It can be stopped and run again at any time."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--all", action="store_true", help="make all sizes of all pictures anew, as after a loss of files"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        is_anew = options["all"]
        ids = (
            list(CmsImage.objects.order_by("pk").values_list("pk", flat=True))
            if is_anew
            else pictures_with_gaps()
        )
        if not ids:
            self.stdout.write("Every picture has all its sizes.")
            return
        started, made, failed = time.monotonic(), 0, 0
        for number, outcome in enumerate(make_for(ids, is_anew=is_anew), start=1):
            line = f"{number}/{len(ids)}  {outcome.image.title}"
            if outcome.failure:
                failed += 1
                self.stderr.write(f"{line}: {outcome.failure}")
            else:
                made += outcome.is_made
                self.stdout.write(line)
        self.stdout.write(f"{made} of {len(ids)} pictures made in {time.monotonic() - started:.0f} s.")
        if failed:
            raise CommandError(f"{failed} pictures could not be made; see above. Upload their files again.")
