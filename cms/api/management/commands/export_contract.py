"""`manage.py export_contract`: export, check or release the schema and the manifest of operations."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from ...contract.export import ContractError, check_contract, release_contract, write_contract
from ...contract.manifest import export_manifest


class Command(BaseCommand):
    help = "Write the public schema to frontend_contract/schema.graphql, or compare it with what is there."

    def add_arguments(self, parser: ArgumentParser) -> None:
        mode = parser.add_mutually_exclusive_group()
        mode.add_argument(
            "--check",
            action="store_true",
            help="change nothing; fail if the file is not current, or breaks what was released",
        )
        mode.add_argument(
            "--allow-breaking", metavar="REASON", default="", help="why a breaking change can't wait"
        )
        mode.add_argument("--release", metavar="VERSION", help="keep the schema as that of a release")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            if options["check"]:
                lines = check_contract()
            elif options["release"]:
                lines = release_contract(options["release"])
            else:
                lines = write_contract(allow_breaking=options["allow_breaking"])
        except ContractError as error:
            raise CommandError(str(error)) from None
        self.stdout.write("\n".join(lines))
        # After the schema: if its change is refused, nothing is written.
        self.stdout.write(export_manifest(is_check=options["check"]))
