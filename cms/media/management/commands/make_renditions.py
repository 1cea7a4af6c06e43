"""Makes the sizes of pictures that are missing, for example after a change of the presets."""

import time
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import CommandError, OutputWrapper

from cms.database.migrations import MigratedCommand
from cms.media.models import CmsImage
from cms.media.services.missing_renditions import complete_images, incomplete_image_ids

BAR_WIDTH = 30
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
        progress = Progress(len(ids), self.stdout, self.stderr)
        made = failed = 0
        try:
            for number, outcome in enumerate(complete_images(ids, is_anew=is_anew), start=1):
                progress.tell(number, outcome.image.title, outcome.failure)
                failed += bool(outcome.failure)
                made += outcome.is_generated
        except KeyboardInterrupt:
            progress.end()
            self.stdout.write(
                f"Stopped after {made} of {len(ids)} pictures. Run the same command again "
                + ("to make all of them anew." if is_anew else "to make the others.")
            )
            raise SystemExit(STOPPED) from None
        progress.end()
        self.stdout.write(f"{made} of {len(ids)} pictures made in {progress.elapsed():.0f} s.")
        if failed:
            raise CommandError(f"{failed} pictures could not be made; see above. Upload their files again.")


class Progress:
    """A bar in one line of a terminal that shows errors; elsewhere, a line for each picture."""

    def __init__(self, total: int, lines: OutputWrapper, terminal: OutputWrapper) -> None:
        self._total = total
        self._lines = lines
        self._terminal = terminal
        self._has_bar = terminal.isatty()
        self._began = time.monotonic()

    def tell(self, number: int, title: str, failure: str) -> None:
        """Show that picture `number` is done. A failure keeps a line of its own."""
        line = f"{number}/{self._total}  {title}"
        if failure:
            self.end()
            self._terminal.write(f"{line}: {failure}")
        elif not self._has_bar:
            self._lines.write(line)
        if self._has_bar:
            filled = BAR_WIDTH * number // self._total
            left = self.elapsed() / number * (self._total - number)
            bar = f"[{'#' * filled:.<{BAR_WIDTH}}] {number}/{self._total}  {_clock(left)} left"
            self._write(f"{bar}  {title[:SHOWN_TITLE]}")

    def end(self) -> None:
        """Empty the line of the bar, so that something else can be written there."""
        if self._has_bar:
            self._write("")

    def elapsed(self) -> float:
        """Return the seconds since the beginning."""
        return time.monotonic() - self._began

    def _write(self, text: str) -> None:
        # Back to the beginning of the line, which is emptied first.
        self._terminal.write(f"\r\x1b[K{text}", style_func=str, ending="")
        self._terminal.flush()


def _clock(seconds: float) -> str:
    minutes, rest = divmod(round(seconds), 60)
    return f"{minutes}:{rest:02}"
