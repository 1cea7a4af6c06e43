"""Documents: parsed, measured and validated once, then kept."""

from collections import OrderedDict
from dataclasses import dataclass, field
from threading import Lock
from typing import Any

from graphql import (
    DocumentNode,
    FragmentDefinitionNode,
    GraphQLError,
    GraphQLSyntaxError,
    NoSchemaIntrospectionCustomRule,
    OperationDefinitionNode,
    parse,
    validate,
)
from graphql.utilities import get_operation_ast
from graphql.validation import ValuesOfCorrectTypeRule, specified_rules
from graphql.validation.validate import ValidationAbortedError

from .coercion import ValuesOfTheirTypes
from .costs import cost_of, dearest_field, priced_variables, weight
from .errors import ApiError, CostLimit, DepthLimit, ParseFailed, TokenLimit, ValidationFailed, shortened
from .limits import MOST_COMMENTS, MOST_SAID, Limits, forgotten_on_change, limits, said
from .measuring import Shape, asked_fields, check_shapes, fragments_of, inside_out, measure
from .plans import Plans
from .scanning import scan
from .schema import get_schema

MOST_ERRORS = 20
#: A parsed document takes about a hundred times its text, so this many characters are some 100 MB at most.
MOST_KEPT_CHARACTERS = 1_000_000
#: A step of a plan takes as much as this many characters.
CHARACTERS_OF_STEP = 10
MOST_KEPT_COSTS = 200


@dataclass(slots=True)
class Document:
    """A valid document and what is known of it."""

    source: str
    node: DocumentNode
    #: Inside out: each after those it spreads.
    fragments: list[FragmentDefinitionNode]
    shapes: dict[int, Shape]
    asked: frozenset[str]
    #: The variables that its cost depends on.
    priced: tuple[str, ...]
    #: How its operations are run.
    plans: Plans
    _costs: dict[Any, int] = field(default_factory=dict)

    @property
    def size(self) -> int:
        """What it takes of memory, in characters of a document."""
        return len(self.source) + CHARACTERS_OF_STEP * self.plans.size

    def operation(self, name: str | None) -> OperationDefinitionNode:
        """Return the operation of this name, or the only one. Raises `ValidationFailed`."""
        operation = get_operation_ast(self.node, name)
        if operation is None:
            raise ValidationFailed(self._without(name), argument="operationName")
        return operation

    def _without(self, name: str | None) -> str:
        """Return why no operation can be told by a name, and which there are."""
        operations = [one for one in self.node.definitions if isinstance(one, OperationDefinitionNode)]
        if not operations:
            return "The document has no operation, but fragments alone."
        listed = ", ".join(f"'{one.name.value}'" if one.name else "one without a name" for one in operations)
        if name is None:
            return shortened(f"Name one operation of the document in `operationName`: it has {listed}.")
        return shortened(f"The document has no operation '{name[:100]}'; it has {listed}.")

    def cost(self, operation: OperationDefinitionNode, variables: dict[str, Any] | None) -> int:
        """Return what an operation costs with these variables (`cms.api.costs`)."""
        given = variables or {}
        key = (id(operation), *(weight(given.get(name)) for name in self.priced))
        cost = self._costs.get(key)
        if cost is None:
            cost = cost_of(get_schema(), operation, self.fragments, given)
            if len(self._costs) >= MOST_KEPT_COSTS:
                self._costs.clear()
            self._costs[key] = cost
        return cost

    def check_cost(self, operation: OperationDefinitionNode, variables: dict[str, Any] | None) -> None:
        """Raise `CostLimit` if an operation asks for too much."""
        cost, most = self.cost(operation, variables), limits().max_cost
        if cost > most:
            dearest = dearest_field(get_schema(), operation, self.fragments, variables or {})
            raise CostLimit(
                f"The document has a cost of {said(cost)}; at most {most:,} are possible. {dearest} "
                "Ask for shorter lists (`first`), fewer counts and facets, or in several requests.",
                limit=most,
                value=min(cost, MOST_SAID),
            )


class KeptDocuments:
    """Valid documents by their text, those asked for last; those that fail are not worth the room.

    A document grows with the plans that are made when it runs, so it is measured when it is asked for again.
    """

    def __init__(self, most_characters: int) -> None:
        self._most = most_characters
        self._characters = 0
        #: Each with the size that it is counted with.
        self._documents: OrderedDict[str, tuple[Document, int]] = OrderedDict()
        self._lock = Lock()

    def get(self, source: str) -> Document | None:
        with self._lock:
            found = self._documents.pop(source, None)
            if found is None:
                return None
            document, size = found
            self._characters -= size
            self._put(document)
            return document

    def keep(self, document: Document) -> None:
        with self._lock:
            if document.source not in self._documents:
                self._put(document)

    def _put(self, document: Document) -> None:
        size = document.size
        self._documents[document.source] = document, size
        self._characters += size
        while self._characters > self._most:
            _, (_, oldest) = self._documents.popitem(last=False)
            self._characters -= oldest

    def clear(self) -> None:
        with self._lock:
            self._documents.clear()
            self._characters = 0


_kept = KeptDocuments(MOST_KEPT_CHARACTERS)
forgotten_on_change(_kept.clear)


class Invalid(Exception):
    """A document can't run; `errors` say why."""

    def __init__(self, errors: list[GraphQLError]) -> None:
        super().__init__(errors)
        self.errors = errors


def valid_document(
    source: str,
    *,
    is_introspection_open: bool,
    operation_name: str | None = None,
    variables: dict[str, Any] | None = None,
) -> Document:
    """Return the parsed document. Raises `ApiError` for the first limit it is beyond, else `Invalid`.

    `operation_name` and `variables` are those of the request: what is too dear is not worth validating.
    """
    document = _kept.get(source)
    if document is None:
        document = _read(source, limits())
        operation = get_operation_ast(document.node, operation_name)
        if operation is not None:
            document.check_cost(operation, variables)
        _validate(document.node, is_introspection_open)
        _kept.keep(document)
    return document


def _read(source: str, most: Limits) -> Document:
    scan(source, most)
    try:
        node = parse(source, max_lexical_tokens=most.max_tokens, max_comments=MOST_COMMENTS)
        named = fragments_of(node)
        fragments = inside_out(named)
        shapes = measure(node, fragments)
    except GraphQLSyntaxError as error:
        if "nested too deeply" in error.message:
            raise _too_deep(most) from None
        if "more than" in error.message and "tokens" in error.message:
            raise TokenLimit(
                f"The document has more than {most.max_tokens:,} tokens. Ask for less at once.",
                limit=most.max_tokens,
            ) from None
        error.message = shortened(error.message)
        raise Invalid([_with_code(error, ParseFailed.code)]) from None
    except RecursionError:
        raise _too_deep(most) from None
    check_shapes(node, shapes, most)
    return Document(
        source, node, fragments, shapes, asked_fields(node), priced_variables(node), Plans(get_schema(), node)
    )


def _too_deep(most: Limits) -> DepthLimit:
    return DepthLimit(
        f"The document is nested too deeply to be read; its fields may be {most.max_depth} deep. "
        "Ask in several requests.",
        limit=most.max_depth,
    )


def _validate(node: DocumentNode, is_introspection_open: bool) -> None:
    schema = get_schema()
    for definition in node.definitions:
        if isinstance(definition, OperationDefinitionNode) and not schema.get_root_type(definition.operation):
            raise ValidationFailed(f"There is nothing to ask for by a {definition.operation.value}.")
    rules = [ValuesOfTheirTypes if rule is ValuesOfCorrectTypeRule else rule for rule in specified_rules]
    if not is_introspection_open:
        rules.append(NoSchemaIntrospectionCustomRule)
    try:
        errors = validate(
            schema, node, rules, max_errors=MOST_ERRORS, hide_suggestions=not is_introspection_open
        )
    except RecursionError:
        raise _too_deep(limits()) from None
    if not errors:
        return
    for error in errors:
        if isinstance(error, ValidationAbortedError) and len(errors) <= MOST_ERRORS:
            most = limits().max_comparisons
            raise CostLimit(
                f"Seeing whether the document's fields exclude each other takes more than {most:,} "
                "comparisons. Ask for a field once, not in several places.",
                limit=most,
            )
        if error.message.startswith("Maximum introspection depth"):
            raise DepthLimit(
                "The document follows the types of the schema in circles. Ask for each type by its name.",
                limit=3,
            )
    # A document that repeats one mistake a hundred times is told so once.
    distinct: dict[str, GraphQLError] = {}
    for error in errors:
        error.message = shortened(error.message)
        distinct.setdefault(error.message, error)
    raise Invalid([_with_code(error, ValidationFailed.code) for error in distinct.values()])


def _with_code(error: GraphQLError, code: str) -> GraphQLError:
    error.extensions = {"code": code, **(error.extensions or {})}
    return error


def errors_of(refused: ApiError | Invalid) -> list[GraphQLError]:
    """Return the errors of a document that can't run."""
    return refused.errors if isinstance(refused, Invalid) else [refused]
