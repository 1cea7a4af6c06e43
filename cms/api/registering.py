"""Documents of a frontend, read from a directory and registered: all of them, or none.

A `.graphql` or `.gql` file is one document, its id the SHA-256 of its text. A `.json` file is a manifest as
build tools write it: Apollo's (`operations` with `id` and `body`), or a plain object of texts by id (Relay,
GraphQL Code Generator).
"""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import transaction
from graphql import OperationDefinitionNode

from .documents import Document, Invalid, errors_of, valid_document
from .errors import ApiError
from .manifest import FORMAT, document_hash
from .models import TrustedDocument
from .persisted import DOCUMENT_ID, MOST_TRUSTED_CHARACTERS, SHA256

ENDINGS = (".graphql", ".gql", ".json")


@dataclass(frozen=True, slots=True)
class FoundDocument:
    document_id: str
    text: str
    #: Below the directory.
    file: str


class NotRegistered(Exception):
    """Nothing was registered; `problems` name each file and what is wrong with it."""

    def __init__(self, problems: list[str]) -> None:
        super().__init__("\n".join(problems))
        self.problems = problems


def read_documents(directory: Path) -> list[FoundDocument]:
    """Return the documents below a directory. Raises `NotRegistered` for files that are none."""
    found: list[FoundDocument] = []
    problems: list[str] = []
    for path in sorted(path for path in directory.rglob("*") if path.suffix in ENDINGS and path.is_file()):
        file = path.relative_to(directory).as_posix()
        try:
            text = path.read_bytes().decode("utf-8")
            if path.suffix == ".json":
                found.extend(FoundDocument(name, body, file) for name, body in _manifest(json.loads(text)))
            else:
                found.append(FoundDocument(document_hash(text), text, file))
        except (ValueError, RecursionError, OSError) as error:
            problems.append(f"{file}: {error}")
    if problems:
        raise NotRegistered(problems)
    if not found:
        raise NotRegistered([f"There is no .graphql file and no manifest in {directory}."])
    return found


def _manifest(content: Any) -> Iterable[tuple[str, str]]:
    if isinstance(content, dict) and content.get("format") == FORMAT:
        operations = content.get("operations")
        if not isinstance(operations, list) or not all(isinstance(one, dict) for one in operations):
            raise ValueError("is no manifest: `operations` must be a list of objects")
        pairs = [(one.get("id"), one.get("body")) for one in operations]
    elif isinstance(content, dict):
        pairs = list(content.items())
    else:
        raise ValueError("is no manifest: neither Apollo's nor an object of documents by id")
    if not all(isinstance(name, str) and isinstance(body, str) for name, body in pairs):
        raise ValueError("is no manifest: every document needs an id and a text")
    return [(str(name).removeprefix("sha256:"), str(body)) for name, body in pairs]


def register(frontend: str, documents: Iterable[FoundDocument]) -> tuple[int, int]:
    """Register a frontend's documents; return how many are new and how many were there.

    Raises `NotRegistered` unless all of them are right: valid, within the limits, and under an id that says
    nothing else to another frontend.
    """
    wanted: dict[str, FoundDocument] = {}
    problems: list[str] = []
    for one in documents:
        problems += _problems(one)
        if wanted.setdefault(one.document_id, one).text != one.text:
            problems.append(f"{one.file}: {one.document_id} is another document in this directory, too")
    with transaction.atomic():
        known = TrustedDocument.objects.filter(document_id__in=wanted)
        present = set()
        for row in known:
            if row.text != wanted[row.document_id].text:
                problems.append(
                    f"{wanted[row.document_id].file}: {row.document_id} is another document already "
                    f"({row.frontend}). Take another id, or revoke that one."
                )
            if row.frontend == frontend:
                present.add(row.document_id)
        if problems:
            raise NotRegistered(problems)
        new = [one for name, one in wanted.items() if name not in present]
        # One by one, for the signals: this process takes notice at once.
        for one in new:
            TrustedDocument.objects.create(
                frontend=frontend, document_id=one.document_id, text=one.text, file=one.file[-255:]
            )
    return len(new), len(present)


def _problems(one: FoundDocument) -> list[str]:
    """Return what is wrong with one document, a line for each error."""
    if not DOCUMENT_ID.fullmatch(one.document_id):
        return [f"{one.file}: {one.document_id[:80]!r} is no id: letters, digits and ._~- only, 128 at most"]
    if SHA256.fullmatch(one.document_id) and document_hash(one.text) != one.document_id:
        return [f"{one.file}: {one.document_id} is not the SHA-256 of its document"]
    if len(one.text) > MOST_TRUSTED_CHARACTERS:
        return [f"{one.file}: more than {MOST_TRUSTED_CHARACTERS:,} characters"]
    try:
        document = valid_document(one.text, is_introspection_open=bool(settings.CMS_GRAPHQL_INTROSPECTION))
        for operation in _operations(document):
            document.check_cost(operation, None)
        if not _operations(document):
            return [f"{one.file}: holds no operation"]
    except (ApiError, Invalid) as refused:
        return [f"{one.file}{_line(error)}: {error.message}" for error in errors_of(refused)]
    return []


def _operations(document: Document) -> list[OperationDefinitionNode]:
    return [node for node in document.node.definitions if isinstance(node, OperationDefinitionNode)]


def _line(error: Any) -> str:
    return f":{error.locations[0].line}" if error.locations else ""


def revoke(documents: Iterable[TrustedDocument]) -> int:
    """Revoke documents; return how many."""
    count = 0
    for row in documents:
        row.delete()
        count += 1
    return count
