"""Makes the demo's tables, and tells how far that is: the many migrations take minutes on a busy machine."""

from typing import Any

from django.core.management import call_command
from django.core.management.commands.migrate import Command

from cms.database.migrations import count_unapplied

from .building import Tell

WHAT = "Database migrated"


class ToldMigrate(Command):
    """Django's command, which tells each migration that is applied."""

    def __init__(self, tell: Tell, total: int) -> None:
        super().__init__()
        self._tell, self._total = tell, total
        self._done = 0

    def migration_progress_callback(self, action: str, migration: Any = None, fake: bool = False) -> None:
        """Count what is applied; the last one is told when all that follows migrations is done, too."""
        if action == "apply_success":
            self._done += 1
            if self._done < self._total:
                self._tell(WHAT, self._done, self._total)


def migrate(tell: Tell) -> None:
    """Apply all migrations that wait."""
    total = count_unapplied()
    call_command(ToldMigrate(tell, total), verbosity=0, interactive=False)
    tell(WHAT, total, total)
