"""Whether the tables are those that the code expects, asked before anything stands on them."""

from django.core.management.base import BaseCommand, CommandError
from django.db import connection
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.migrations.executor import MigrationExecutor

from . import commands


def count_unapplied(used: BaseDatabaseWrapper | None = None) -> int:
    """Return how many migrations wait."""
    executor = MigrationExecutor(used or connection)
    return len(executor.migration_plan(executor.loader.graph.leaf_nodes()))


def unapplied_migrations(used: BaseDatabaseWrapper | None = None) -> str:
    """Return a sentence that says how many migrations wait and what to run; an empty text if none does."""
    count = count_unapplied(used)
    if not count:
        return ""
    noun = "migration is" if count == 1 else "migrations are"
    return (
        f"{count} {noun} not applied to the database. Run {commands.to_run('migrate')}, then run this again."
    )


def refuse_unapplied_migrations() -> None:
    """Raise `CommandError` if migrations wait."""
    if sentence := unapplied_migrations():
        raise CommandError(sentence)


class MigratedCommand(BaseCommand):
    """A command that does not begin while migrations wait: half its work would be done when it fails."""

    requires_migrations_checks = True

    def check_migrations(self) -> None:
        """Refuse, where Django's own only prints a notice and goes on."""
        refuse_unapplied_migrations()
