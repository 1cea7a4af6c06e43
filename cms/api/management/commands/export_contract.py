from argparse import ArgumentParser
from difflib import unified_diff
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from cms.api.contract import schema_path, schema_text


class Command(BaseCommand):
    help = "Write the public schema to frontend_contract/schema.graphql, or compare it with what is there."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--check", action="store_true", help="change nothing; fail if the file is not current"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        path, text = schema_path(), schema_text()
        committed = path.read_text(encoding="utf-8") if path.exists() else ""
        if committed == text:
            self.stdout.write("The exported schema is current.")
            return
        if options["check"]:
            lines = unified_diff(
                committed.splitlines(), text.splitlines(), "committed", "current", lineterm="", n=1
            )
            raise CommandError("\n".join([*lines, "Run `manage.py export_contract` and commit the file."]))
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, encoding="utf-8")
        self.stdout.write(f"Wrote {path.name}.")
