"""`manage.py trust_documents`: register, revoke and list trusted documents (the allowlist)."""

import sys
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import CommandError
from django.db.models import QuerySet

from cms.api.models import TrustedDocument
from cms.database.migrations import MigratedCommand

from ...documents.registration import NotRegistered, documents_in, read_documents, register, revoke

#: Stands for standard input, as a convention of command lines.
STDIN = "-"
#: Characters of an id's prefix that `--revoke` accepts.
MIN_ID_PREFIX = 8


class Command(MigratedCommand):
    help = (
        "Register a frontend's GraphQL documents, so that they run by their id where "
        "CMS_GRAPHQL_DOCUMENTS is `trusted`. What was registered before stays until it is revoked."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "documents",
            nargs="?",
            help="a .graphql file, a manifest of Apollo, Relay or GraphQL Code Generator (.json), a folder "
            f"with such files, or {STDIN} to read one of them from standard input",
        )
        parser.add_argument("--name", help="whose they are: the name of the website or app")
        parser.add_argument(
            "--revoke",
            nargs="+",
            metavar="ID",
            help=f"revoke documents by id, or its first {MIN_ID_PREFIX} or more characters; "
            "`all` with --name: every one of that frontend",
        )
        parser.add_argument("--list", action="store_true", help="show what is registered")

    def handle(self, *args: Any, **options: Any) -> None:
        documents, name, ids = options["documents"], options["name"], options["revoke"]
        if sum((documents is not None, ids is not None, options["list"])) != 1:
            raise CommandError("Give a file or directory, --revoke or --list: one of the three.")
        if documents is not None:
            self._register(str(documents), name)
        elif ids:
            self._revoke(ids, name)
        else:
            self._list(name)

    def _register(self, place: str, name: str | None) -> None:
        if not name or len(name) > 80:
            raise CommandError("Say whose documents these are: --name, with at most 80 characters.")
        try:
            found = (
                documents_in(sys.stdin.buffer.read(), "standard input")
                if place == STDIN
                else read_documents(Path(place))
            )
            new, present = register(name, found)
        except NotRegistered as error:
            lines = [f"  {problem}" for problem in error.problems]
            raise CommandError("\n".join(["Nothing is registered:", *lines])) from None
        self.stdout.write(f"{name}: {new} registered, {present} were there.")

    def _revoke(self, ids: list[str], name: str | None) -> None:
        rows = _rows(name)
        if ids == ["all"]:
            if not name:
                raise CommandError("`--revoke all` needs --name: whose documents?")
            chosen = list(rows)
        else:
            chosen = [row for document_id in ids for row in self._matching(rows, document_id)]
        count = revoke(chosen)
        self.stdout.write(f"{count} revoked, from the next request on.")

    def _matching(self, rows: QuerySet[TrustedDocument], document_id: str) -> list[TrustedDocument]:
        prefix = document_id.removeprefix("sha256:")
        matches = list(rows.filter(document_id=prefix))
        if not matches and len(prefix) >= MIN_ID_PREFIX:
            matches = list(rows.filter(document_id__startswith=prefix))
        if not matches:
            raise CommandError(f"{document_id} is not registered. Nothing is revoked.")
        if len({row.document_id for row in matches}) > 1:
            raise CommandError(f"{document_id} begins several ids. Nothing is revoked; give more of it.")
        return matches

    def _list(self, name: str | None) -> None:
        rows = _rows(name)
        for row in rows:
            moment = row.registered_at.isoformat(sep=" ", timespec="minutes")
            self.stdout.write(f"{row.frontend}  {row.document_id}  {moment}  {row.file}")
        self.stdout.write(f"{len(rows)} registered.")


def _rows(name: str | None) -> QuerySet[TrustedDocument]:
    return TrustedDocument.objects.filter(frontend=name) if name else TrustedDocument.objects.all()
