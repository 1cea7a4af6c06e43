"""Deletes counters of password attempts whose time is over; to be run once a day."""

from typing import Any

from cms.database.migrations import MigratedCommand
from cms.logins.counting import prune


class Command(MigratedCommand):
    help = "Forget how often a password was tried, once it counts no longer."

    def handle(self, *args: Any, **options: Any) -> None:
        count = prune()
        self.stdout.write(f"{count} {'counter' if count == 1 else 'counters'} forgotten.")
