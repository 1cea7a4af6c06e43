"""Persisted query manifest: the documents of `frontend_contract/operations/` by their SHA-256.

The format is Apollo's, which other tools read too. A body is the unchanged text of its file, so `sha256sum`
gives its id.
"""

import hashlib
import json
from functools import cache
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import CommandError
from graphql import OperationDefinitionNode, parse

FORMAT = "apollo-persisted-query-manifest"


def manifest_path() -> Path:
    return Path(settings.BASE_DIR) / "frontend_contract" / "persisted-query-manifest.json"


def document_hash(text: str) -> str:
    """Return the SHA-256 of a document's text in hexadecimal."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def manifest_text() -> str:
    """Return the manifest of the current operations."""
    operations = []
    for path in sorted((manifest_path().parent / "operations").glob("*.graphql")):
        body = path.read_text(encoding="utf-8")
        operation = next(
            node for node in parse(body).definitions if isinstance(node, OperationDefinitionNode)
        )
        operations.append(
            {
                "id": document_hash(body),
                "body": body,
                "name": operation.name.value if operation.name else path.stem,
                "type": operation.operation.value,
            }
        )
    manifest: dict[str, Any] = {"format": FORMAT, "version": 1, "operations": operations}
    return json.dumps(manifest, indent=2, ensure_ascii=False) + "\n"


def export_manifest(*, is_check: bool) -> str:
    """Write the manifest; return a line for output. Raises `CommandError` instead if `is_check`."""
    path, text = manifest_path(), manifest_text()
    if path.exists() and path.read_text(encoding="utf-8") == text:
        return "The manifest of operations is current."
    if is_check:
        raise CommandError(
            f"{path.name} is not what operations/ holds. Run `manage.py export_contract` and commit the file."
        )
    path.write_text(text, encoding="utf-8")
    return f"Wrote {path.name}."


@cache
def manifest_documents() -> dict[str, str]:
    """Return the manifest's documents by id, none if it is not installed. Read once per process."""
    if not manifest_path().exists():
        return {}
    manifest = json.loads(manifest_path().read_text(encoding="utf-8"))
    return {operation["id"]: operation["body"] for operation in manifest["operations"]}
