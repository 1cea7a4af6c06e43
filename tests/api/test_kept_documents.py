"""Kept documents: those asked for last, in a room that their plans count in too."""

from typing import Any

from graphql import OperationDefinitionNode

from cms.api.documents import CHARACTERS_OF_STEP, Document, KeptDocuments, valid_document
from cms.api.plans import MOST_PLANS


def document(alias: str) -> Document:
    source = f"{{ {alias}: news {{ nodes {{ id title slug }} }} }}"
    return valid_document(source, is_introspection_open=False)


def run(one: Document, **variables: Any) -> None:
    """Make a plan, as far as a run would: down to the pages."""
    (operation,) = one.node.definitions
    assert isinstance(operation, OperationDefinitionNode)
    plan = one.plans.plan(operation, variables)
    assert plan.root is not None
    types: Any = plan.schema.type_map
    (news,) = plan.root.steps
    (nodes,) = news.selection(types["NewsConnection"]).steps
    nodes.selection(types["NewsPage"])


def test_a_document_is_counted_with_its_plans() -> None:
    one, other = document("a"), document("b")
    kept = KeptDocuments(len(one.source) + len(other.source))
    kept.keep(one)
    kept.keep(other)
    assert kept.get(one.source) is one
    before = one.size
    run(one)
    assert one.size == before + 4 * CHARACTERS_OF_STEP
    # Grown, it takes the room of the one that nobody has asked for since.
    assert kept.get(one.source) is one
    assert kept.get(other.source) is None


def test_a_document_too_large_to_keep_goes_as_well() -> None:
    one = document("c")
    kept = KeptDocuments(len(one.source))
    kept.keep(one)
    run(one)
    assert kept.get(one.source) is one
    assert kept.get(one.source) is None


def test_who_tries_all_ways_to_leave_fields_out_fills_nothing() -> None:
    names = [f"v{number}" for number in range(5)]
    fields = " ".join(f"{name}: slug @skip(if: ${name})" for name in names)
    source = (
        f"query ({' '.join(f'${name}: Boolean!' for name in names)}) {{ news {{ nodes {{ id {fields} }} }} }}"
    )
    one = valid_document(source, is_introspection_open=False)
    for number in range(2 ** len(names)):
        run(one, **{name: bool(number >> place & 1) for place, name in enumerate(names)})
        assert one.plans.size <= MOST_PLANS * 7
