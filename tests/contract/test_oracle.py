"""graphql-core as the oracle of our executor: to generated documents both give the same answer, byte by byte.

CMS_TEST_SEED takes other documents than those of every run.
"""

import json
import os
from collections import Counter
from typing import Any

import pytest
from graphql import DocumentNode, GraphQLSchema, execute, get_operation_ast, parse
from wagtail.models import Page

from cms.api.execution.executor import run_operation
from cms.api.execution.plans import Plans
from cms.api.loading.context import RequestContext, Visitor
from cms.api.schema.build import get_schema

from .generating import Documents
from .odd_schema import odd_schema

pytestmark = pytest.mark.once

SEED = int(os.environ.get("CMS_TEST_SEED", "20260302"))
#: Of the odd schema.
ODD_DOCUMENTS = 500
#: Of each root field of ours.
DOCUMENTS = 15


def answers(
    schema: GraphQLSchema, document: DocumentNode, variables: dict[str, Any], plans: Plans, address: str = "1"
) -> tuple[bytes, bytes]:
    """Return the answers of graphql-core and of ours, to requests of the same moment."""
    operation = get_operation_ast(document)
    assert operation is not None
    context = RequestContext(visitor=Visitor(address))
    theirs = execute(schema, document, variable_values=variables, context_value=context)
    context = context.fresh()
    ours = run_operation(schema, document, operation, variables=variables, context=context, plans=plans)
    return _written(theirs), _written(ours)


def _written(result: Any) -> bytes:
    errors = [error.formatted for error in result.errors or ()]
    return json.dumps({"errors": errors, "data": result.data}, ensure_ascii=False).encode()


def test_odd_values_give_the_result_of_graphql_core() -> None:
    schema = odd_schema()
    documents = Documents(schema, SEED, {})
    seen: Counter[str] = Counter()
    for number in range(ODD_DOCUMENTS):
        source, variables = documents.next()
        document = parse(source)
        plans = Plans(schema, document)
        # With other values for the variables that leave fields out, the same plans are asked again.
        turned = {name: not value if type(value) is bool else value for name, value in variables.items()}
        for given in (variables, turned, variables):
            try:
                theirs, ours = answers(schema, document, given, plans, str(number))
            except Exception as error:
                raise AssertionError(f"document {number} of seed {SEED}: {source} {given}") from error
            assert ours == theirs, f"document {number} of seed {SEED}: {source} {given}"
            answer = json.loads(ours.replace(b"Infinity", b"0"))
            seen["errors"] += len(answer["errors"]) > 1
            seen["nothing"] += answer["data"] is None
            seen["much"] += len(ours) > 300
    # Where nothing goes wrong, or nothing is answered, nothing was tried.
    assert min(seen["errors"], seen["nothing"], seen["much"]) > ODD_DOCUMENTS // 20, seen


def test_the_example_site_gives_the_result_of_graphql_core(example_site: None) -> None:
    schema = get_schema()
    pages = Page.objects.live().filter(depth__gt=2)
    plausible: dict[str, list[Any]] = {
        "path": [page.url_path.removeprefix("/home") for page in pages],
        "id": [f"page-{page.pk}" for page in pages],
        "first": [1, 2, 3, 12, 12, 12, 12, 0],
        "after": [None],
        "offset": [None],
        "site": ["www.verein.example"] * 9 + ["other.example"],
        "language": ["DE", "DE", "DE", "EN"],
        "name": ["main", "footer", "none"],
        "query": ["fest", "verein"],
        "since": [None],
    }
    documents = Documents(schema, SEED, plausible)
    assert schema.query_type is not None
    answered = 0
    for root in schema.query_type.fields:
        slugs = pages.filter(content_type__model=root.lower()).values_list("slug", flat=True)
        plausible["slug"] = [*slugs, "none"]
        for _ in range(DOCUMENTS):
            source, variables = documents.next(root, levels=6)
            document = parse(source)
            theirs, ours = answers(schema, document, variables, Plans(schema, document))
            assert ours == theirs, f"{source} {variables} (seed {SEED})"
            answered += len(ours) > 300
    # Where next to nothing is found, little was tried.
    assert answered > DOCUMENTS, answered
