"""Register a frontend's trusted documents (allowlist) from files or a stream: all of them, or none.

A `.graphql` or `.gql` file is one document; its id is the SHA-256 of its text. A `.json` file is a manifest
as build tools write it: Apollo's (`operations` with `id` and `body`), or an object of texts by id (Relay,
GraphQL Code Generator).
"""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import transaction
from graphql import OperationDefinitionNode

from ..contract.manifest import FORMAT, document_hash
from ..errors import ApiError
from ..models import TrustedDocument
from .document import Document
from .persisted import DOCUMENT_ID, MAX_TRUSTED_CHARACTERS, SHA256
from .validation import Invalid, errors_of, valid_document

ENDINGS = (".graphql", ".gql", ".json")


@dataclass(frozen=True, slots=True)
class FoundDocument:
    document_id: str
    text: str
    #: Path relative to the directory, or where else it comes from.
    file: str


class NotRegistered(Exception):
    """Nothing was registered; `problems` has a line per error, beginning with the file."""

    def __init__(self, problems: list[str]) -> None:
        super().__init__("\n".join(problems))
        self.problems = problems


def read_documents(place: Path) -> list[FoundDocument]:
    """Return the documents of a file, or below a directory.

    Raises `NotRegistered` for what is not there, and for files that can't be read as documents.
    """
    if place.is_file() and place.suffix in ENDINGS:
        return _read({place.name: place})
    if not place.is_dir():
        raise NotRegistered([f"{place} is neither a directory nor a file that ends in {', '.join(ENDINGS)}."])
    paths = sorted(path for path in place.rglob("*") if path.suffix in ENDINGS and path.is_file())
    if not paths:
        raise NotRegistered([f"There is no .graphql file and no manifest in {place}."])
    return _read({path.relative_to(place).as_posix(): path for path in paths})


def documents_in(data: bytes, file: str) -> list[FoundDocument]:
    """Return the documents of a text without a file's ending: a manifest where it is JSON, else one document.

    Raises `NotRegistered` for what can't be read as either.
    """
    try:
        text = data.decode("utf-8")
        try:
            content = json.loads(text)
        except ValueError:
            return [FoundDocument(document_hash(text), text, file)]
        return [FoundDocument(name, body, file) for name, body in _manifest(content)]
    except (ValueError, RecursionError) as error:
        raise NotRegistered([f"{file}: {error}"]) from None


def _read(paths: Mapping[str, Path]) -> list[FoundDocument]:
    """Return the documents of files, by the names that they are told by."""
    documents: list[FoundDocument] = []
    problems: list[str] = []
    for file, path in paths.items():
        try:
            text = path.read_bytes().decode("utf-8")
            if path.suffix == ".json":
                documents.extend(
                    FoundDocument(name, body, file) for name, body in _manifest(json.loads(text))
                )
            else:
                documents.append(FoundDocument(document_hash(text), text, file))
        except (ValueError, RecursionError, OSError) as error:
            problems.append(f"{file}: {error}")
    if problems:
        raise NotRegistered(problems)
    return documents


def _manifest(content: Any) -> Iterable[tuple[str, str]]:
    if isinstance(content, dict) and content.get("format") == FORMAT:
        operations = content.get("operations")
        if not isinstance(operations, list) or not all(isinstance(each, dict) for each in operations):
            raise ValueError("is no manifest: `operations` must be a list of objects")
        pairs = [(operation.get("id"), operation.get("body")) for operation in operations]
    elif isinstance(content, dict):
        pairs = list(content.items())
    else:
        raise ValueError("is no manifest: neither Apollo's nor an object of documents by id")
    if not all(isinstance(name, str) and isinstance(body, str) for name, body in pairs):
        raise ValueError("is no manifest: every document needs an id and a text")
    return [(str(name).removeprefix("sha256:"), str(body)) for name, body in pairs]


def register(frontend: str, documents: Iterable[FoundDocument]) -> tuple[int, int]:
    """Register a frontend's documents; return (number of new ones, number of those registered before).

    Raises `NotRegistered` unless all are valid, within the limits, and have an id that stands for no other
    document, of any frontend.
    """
    by_id: dict[str, FoundDocument] = {}
    problems: list[str] = []
    for document in documents:
        problems += _problems(document)
        if by_id.setdefault(document.document_id, document).text != document.text:
            problems.append(f"{document.file}: {document.document_id} is another document among these, too")
    with transaction.atomic():
        known = TrustedDocument.objects.filter(document_id__in=by_id)
        present = set()
        for row in known:
            if row.text != by_id[row.document_id].text:
                problems.append(
                    f"{by_id[row.document_id].file}: {row.document_id} is another document already "
                    f"({row.frontend}). Take another id, or revoke that one."
                )
            if row.frontend == frontend:
                present.add(row.document_id)
        if problems:
            raise NotRegistered(problems)
        new = [document for document_id, document in by_id.items() if document_id not in present]
        TrustedDocument.objects.bulk_create(
            TrustedDocument(
                frontend=frontend,
                document_id=document.document_id,
                text=document.text,
                file=document.file[-255:],
            )
            for document in new
        )
    return len(new), len(present)


def _problems(found: FoundDocument) -> list[str]:
    """Return the errors of one document, a line each."""
    if not DOCUMENT_ID.fullmatch(found.document_id):
        return [
            f"{found.file}: {found.document_id[:80]!r} is no id: letters, digits and ._~- only, 128 at most"
        ]
    if SHA256.fullmatch(found.document_id) and document_hash(found.text) != found.document_id:
        return [f"{found.file}: {found.document_id} is not the SHA-256 of its document"]
    if len(found.text) > MAX_TRUSTED_CHARACTERS:
        return [f"{found.file}: more than {MAX_TRUSTED_CHARACTERS:,} characters"]
    try:
        document = valid_document(found.text, is_introspection_open=bool(settings.CMS_GRAPHQL_INTROSPECTION))
        for operation in _operations(document):
            document.check_cost(operation, None)
        if not _operations(document):
            return [f"{found.file}: holds no operation"]
    except (ApiError, Invalid) as refused:
        return [f"{found.file}{_line(error)}: {error.message}" for error in errors_of(refused)]
    return []


def _operations(document: Document) -> list[OperationDefinitionNode]:
    return [node for node in document.node.definitions if isinstance(node, OperationDefinitionNode)]


def _line(error: Any) -> str:
    return f":{error.locations[0].line}" if error.locations else ""


def revoke(documents: Iterable[TrustedDocument]) -> int:
    """Revoke documents; return how many."""
    count, _by_model = TrustedDocument.objects.filter(pk__in=[row.pk for row in documents]).delete()
    return count
