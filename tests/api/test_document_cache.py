"""DocumentCache: least recently used documents go first; the size includes execution plans."""

from typing import Any

from graphql import OperationDefinitionNode

from cms.api.documents.document import CHARACTERS_OF_STEP, Document
from cms.api.documents.document_cache import DocumentCache
from cms.api.documents.validation import valid_document
from cms.api.execution.plans import MAX_PLANS


def document(alias: str) -> Document:
    source = f"{{ {alias}: news {{ nodes {{ id title slug }} }} }}"
    return valid_document(source, is_introspection_open=False)


def run(one: Document, **variables: Any) -> None:
    """Make the execution plan down to the pages, as a run would."""
    (operation,) = one.node.definitions
    assert isinstance(operation, OperationDefinitionNode)
    plan = one.plans.plan(operation, variables)
    assert plan.root is not None
    types: Any = plan.schema.type_map
    (news,) = plan.root.steps
    (nodes,) = news.selection(types["NewsConnection"]).steps
    nodes.selection(types["NewsPage"])


def test_the_size_of_a_document_includes_its_plans() -> None:
    one, other = document("a"), document("b")
    cache = DocumentCache(len(one.source) + len(other.source))
    cache.add(one)
    cache.add(other)
    assert cache.get(one.source) is one
    before = one.size
    run(one)
    assert one.size == before + 4 * CHARACTERS_OF_STEP
    # Grown, it evicts the one that has not been used since.
    assert cache.get(one.source) is one
    assert cache.get(other.source) is None


def test_a_document_too_large_for_the_cache_is_dropped() -> None:
    one = document("c")
    cache = DocumentCache(len(one.source))
    cache.add(one)
    run(one)
    assert cache.get(one.source) is one
    assert cache.get(one.source) is None


def test_the_plans_of_a_document_are_bounded() -> None:
    names = [f"v{number}" for number in range(5)]
    fields = " ".join(f"{name}: slug @skip(if: ${name})" for name in names)
    source = (
        f"query ({' '.join(f'${name}: Boolean!' for name in names)}) {{ news {{ nodes {{ id {fields} }} }} }}"
    )
    one = valid_document(source, is_introspection_open=False)
    for number in range(2 ** len(names)):
        run(one, **{name: bool(number >> place & 1) for place, name in enumerate(names)})
        assert one.plans.size <= MAX_PLANS * 7
