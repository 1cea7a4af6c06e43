"""Parse a GraphQL document, check its limits and validate it; valid documents are cached."""

from typing import Any

from graphql import (
    BREAK,
    DocumentNode,
    FieldNode,
    GraphQLError,
    GraphQLSyntaxError,
    OperationDefinitionNode,
    VisitorAction,
    get_named_type,
    is_introspection_type,
    parse,
    validate,
)
from graphql.utilities import get_operation_ast
from graphql.validation import (
    MaxIntrospectionDepthRule,
    ValidationRule,
    ValuesOfCorrectTypeRule,
    specified_rules,
)
from graphql.validation.validate import ValidationAbortedError

from ..errors import (
    ApiError,
    CostLimit,
    DepthLimit,
    ParseFailed,
    TokenLimit,
    ValidationFailed,
    shortened,
)
from ..execution.input_coercion import InputValuesRule
from ..execution.plans import Plans, fragments_of
from ..schema.build import get_schema
from .cost_analysis import cost_variables
from .depth_limits import check_depths, depths_of, requested_fields, topological_order
from .document import Document
from .document_cache import document_cache
from .limits import MAX_COMMENTS, MAX_DEFINITIONS, Limits, check, limits
from .token_limits import check_tokens

MAX_ERRORS = 20


class Invalid(Exception):
    """A document has syntax or validation errors: `errors`."""

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
    """Return the parsed document. Raises `ApiError` for the first limit it exceeds, else `Invalid`.

    `operation_name` and `variables` are the request's: the cost is checked first, validating is more work.
    """
    document = document_cache.get(source)
    if document is None:
        document = _parse(source, limits())
        operation = get_operation_ast(document.node, operation_name)
        if operation is not None:
            document.check_cost(operation, variables)
        _validate(document.node, is_introspection_open)
        document_cache.add(document)
    return document


def _parse(source: str, limits: Limits) -> Document:
    check_tokens(source, limits)
    try:
        node = parse(source, max_lexical_tokens=limits.max_tokens, max_comments=MAX_COMMENTS)
        fragments = topological_order(fragments_of(node))
        depths = depths_of(node, fragments)
    except GraphQLSyntaxError as error:
        if "nested too deeply" in error.message:
            raise _too_deep(limits) from None
        if "more than" in error.message and "tokens" in error.message:
            raise TokenLimit(
                f"The document has more than {limits.max_tokens:,} tokens. Ask for less at once.",
                limit=limits.max_tokens,
            ) from None
        error.message = shortened(error.message)
        raise Invalid([_with_code(error, ParseFailed.code)]) from None
    except RecursionError:
        raise _too_deep(limits) from None
    check(
        CostLimit,
        len(node.definitions),
        MAX_DEFINITIONS,
        "operations and fragments",
        "Send each operation with the fragments that it needs.",
    )
    check_depths(depths, limits)
    return Document(
        source,
        node,
        fragments,
        depths,
        requested_fields(node),
        cost_variables(node),
        Plans(get_schema(), node),
    )


class NoIntrospectionRule(ValidationRule):
    """graphql-core's `NoSchemaIntrospectionCustomRule`, which tells each field apart and no way out."""

    def enter_field(self, node: FieldNode, *_args: Any) -> VisitorAction:
        named = get_named_type(self.context.get_type())
        if named is None or not is_introspection_type(named):
            return None
        self.report_error(
            GraphQLError(
                "Introspection is off here. The schema is the file `frontend_contract/schema.graphql` of the "
                "CMS; the README beside it says how clients and generators read it.",
                node,
            )
        )
        return BREAK


def _too_deep(limits: Limits) -> DepthLimit:
    return DepthLimit(
        f"The document is nested too deeply to be read; its fields may be {limits.max_depth} deep. "
        "Ask in several requests.",
        limit=limits.max_depth,
    )


def _validate(node: DocumentNode, is_introspection_open: bool) -> None:
    schema = get_schema()
    for definition in node.definitions:
        if isinstance(definition, OperationDefinitionNode) and not schema.get_root_type(definition.operation):
            raise ValidationFailed(f"There is nothing to ask for by a {definition.operation.value}.")
    rules = [InputValuesRule if rule is ValuesOfCorrectTypeRule else rule for rule in specified_rules]
    if not is_introspection_open:
        rules[rules.index(MaxIntrospectionDepthRule)] = NoIntrospectionRule
    try:
        errors = validate(
            schema, node, rules, max_errors=MAX_ERRORS, hide_suggestions=not is_introspection_open
        )
    except RecursionError:
        raise _too_deep(limits()) from None
    if not errors:
        return
    for error in errors:
        if isinstance(error, ValidationAbortedError) and len(errors) <= MAX_ERRORS:
            limit = limits().max_comparisons
            raise CostLimit(
                f"Seeing whether the document's fields exclude each other takes more than {limit:,} "
                "comparisons. Ask for a field once, not in several places.",
                limit=limit,
            )
        if error.message.startswith("Maximum introspection depth"):
            raise DepthLimit(
                "The document follows the types of the schema in circles. Ask for each type by its name.",
                limit=3,
            )
    # A mistake that is repeated a hundred times is reported once.
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
