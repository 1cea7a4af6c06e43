"""Makes the sizes of pictures that are missing, for example after a change of the presets."""

import time
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import CommandError
from tqdm import tqdm

from cms.database.migrations import MigratedCommand
from cms.media.models import CmsImage
from cms.media.services.missing_renditions import Completion, complete_images, incomplete_image_ids

SHOWN_TITLE = 30
#: What shells say for a program that Ctrl-C has ended.
STOPPED = 130


class Command(MigratedCommand):
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
            else incomplete_image_ids()
        )
        if not ids:
            self.stdout.write("Every picture has all its sizes.")
            return
        began = time.monotonic()
        made = failed = 0
        # Beneath Django's wrapper, which would colour it and end each piece with a line.
        terminal, has_bar = self.stderr._out, self.stderr.isatty()
        outcomes = complete_images(ids, is_anew=is_anew)
        try:
            with tqdm(outcomes, total=len(ids), file=terminal, leave=False, disable=not has_bar) as bar:
                for number, outcome in enumerate(bar, start=1):
                    self._tell(bar, f"{number}/{len(ids)}  {outcome.image.title}", outcome)
                    failed += bool(outcome.failure)
                    made += outcome.is_generated
        except KeyboardInterrupt:
            self.stdout.write(
                f"Stopped after {made} of {len(ids)} pictures. Run the same command again "
                + ("to make all of them anew." if is_anew else "to make the others.")
            )
            raise SystemExit(STOPPED) from None
        self.stdout.write(f"{made} of {len(ids)} pictures made in {time.monotonic() - began:.0f} s.")
        if failed:
            raise CommandError(f"{failed} pictures could not be made; see above. Upload their files again.")

    def _tell(self, bar: Any, line: str, outcome: Completion) -> None:
        """Show that a picture is done: in the bar, else in a line. A failure keeps a line of its own."""
        bar.set_postfix_str(outcome.image.title[:SHOWN_TITLE], refresh=False)
        if outcome.failure:
            bar.clear()
            self.stderr.write(f"{line}: {outcome.failure}")
        elif bar.disable:
            self.stdout.write(line)
