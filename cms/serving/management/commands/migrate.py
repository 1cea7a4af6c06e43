"""Django's command of this name, which says which database it is about to change."""

from typing import Any

from django.core.management.commands.migrate import Command as DjangoCommand

from cms.database.descriptions import services


class Command(DjangoCommand):
    help = "Make the tables of the database those that the code expects."

    def execute(self, *args: Any, **options: Any) -> str | None:
        # Before the system checks, which may fail for want of that database.
        if options["verbosity"]:
            (options.get("stdout") or self.stdout).write(f"{services()}\n")
        return super().execute(*args, **options)
