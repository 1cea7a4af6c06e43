"""Query cost of the operations, as in the table of `frontend_contract/README.md`: well below the limits.

`CMS_WRITE_EXAMPLES=1 pytest tests/contract` writes the table anew.
"""

import json
import os
import re
from pathlib import Path

import pytest
from pytest_django import Settings

from cms.api.documents.validation import valid_document

from .test_operations import CONTRACT, OPERATIONS

README = CONTRACT / "README.md"
DOCUMENT = re.compile(r"^```graphql\n(.*?)^```$", re.MULTILINE | re.DOTALL)
TABLE = re.compile(r"(?<=\| Operation \| Cost \| Depth \|\n\|---\|---\|---\|\n)(?:\| `.*\|\n)*")


def test_our_own_operations_are_well_below_the_limits(settings: Settings) -> None:
    rows = []
    for path in OPERATIONS:
        document = valid_document(path.read_text(encoding="utf-8"), is_introspection_open=False)
        operation = document.operation(None)
        cost, depth = document.cost(operation, None), document.depths[id(operation)]
        assert cost < settings.CMS_GRAPHQL_MAX_COST / 3, path.name
        assert depth < settings.CMS_GRAPHQL_MAX_DEPTH, path.name
        for given in (CONTRACT / "examples").glob(f"{path.stem}.*variables.json"):
            variables = json.loads(given.read_text(encoding="utf-8"))
            assert document.cost(operation, variables) < settings.CMS_GRAPHQL_MAX_COST / 3, given.name
        rows.append(f"| `{path.stem}` | {cost:,} | {depth} |\n")
    text = README.read_text(encoding="utf-8")
    current = TABLE.sub("".join(rows), text)
    if os.environ.get("CMS_WRITE_EXAMPLES"):
        README.write_text(current, encoding="utf-8")
    assert README.read_text(encoding="utf-8") == current


@pytest.mark.parametrize("readme", [README, CONTRACT.parent / "README.md"], ids=["contract", "product"])
def test_the_documents_of_the_readme_are_answered(readme: Path, settings: Settings) -> None:
    documents = DOCUMENT.findall(readme.read_text(encoding="utf-8"))
    assert documents
    for text in documents:
        document = valid_document(text, is_introspection_open=False)
        operation = document.operation(None)
        assert document.cost(operation, None) < settings.CMS_GRAPHQL_MAX_COST / 3
