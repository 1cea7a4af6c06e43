"""Documents: parsed and validated once, then kept."""

from collections import OrderedDict
from threading import Lock
from typing import Any

from graphql import (
    DocumentNode,
    FieldNode,
    GraphQLError,
    GraphQLSyntaxError,
    NoSchemaIntrospectionCustomRule,
    parse,
    validate,
)
from graphql.validation import specified_rules

from .errors import ApiError
from .schema import get_schema

#: No operation of `frontend_contract/operations/` has a quarter of these; graphql-core stops reading there.
MOST_TOKENS = 10_000
MOST_COMMENTS = 1_000
MOST_ERRORS = 20
#: A parsed document takes about a hundred times its text, so this many characters are some 100 MB at most.
MOST_KEPT_CHARACTERS = 1_000_000


class ParseFailed(ApiError):
    code = "PARSE_FAILED"


class TokenLimit(ApiError):
    code = "TOKEN_LIMIT"


class ValidationFailed(ApiError):
    code = "VALIDATION_FAILED"


class KeptDocuments:
    """Valid documents by their text, those asked for last; those that fail are not worth the room."""

    def __init__(self, most_characters: int) -> None:
        self._most = most_characters
        self._characters = 0
        self._documents: OrderedDict[str, DocumentNode] = OrderedDict()
        self._lock = Lock()

    def get(self, source: str) -> DocumentNode | None:
        with self._lock:
            document = self._documents.get(source)
            if document is not None:
                self._documents.move_to_end(source)
            return document

    def keep(self, source: str, document: DocumentNode) -> None:
        with self._lock:
            if source in self._documents:
                return
            self._documents[source] = document
            self._characters += len(source)
            while self._characters > self._most:
                oldest, _ = self._documents.popitem(last=False)
                self._characters -= len(oldest)


_kept = {is_open: KeptDocuments(MOST_KEPT_CHARACTERS) for is_open in (True, False)}


def valid_document(source: str, *, is_introspection_open: bool) -> DocumentNode | list[GraphQLError]:
    """Return the parsed document, or the errors for which it can't run."""
    kept = _kept[is_introspection_open]
    document: DocumentNode | list[GraphQLError] | None = kept.get(source)
    if document is None:
        document = _checked(source, is_introspection_open)
        if isinstance(document, DocumentNode):
            kept.keep(source, document)
    return document


def asked_fields(document: DocumentNode) -> frozenset[str]:
    """Return the names of all fields in a document, wherever they stand."""
    names = set()
    waiting: list[Any] = list(document.definitions)
    while waiting:
        node = waiting.pop()
        if isinstance(node, FieldNode):
            names.add(node.name.value)
        if getattr(node, "selection_set", None):
            waiting.extend(node.selection_set.selections)
    return frozenset(names)


def _checked(source: str, is_introspection_open: bool) -> DocumentNode | list[GraphQLError]:
    try:
        document = parse(source, max_lexical_tokens=MOST_TOKENS, max_comments=MOST_COMMENTS)
    except GraphQLSyntaxError as error:
        for most, what in ((MOST_TOKENS, "tokens"), (MOST_COMMENTS, "comments")):
            if f"more than {most} {what}" in error.message:
                message = f"The document has more than {most:,} {what}. Ask for less at once."
                return [TokenLimit(message, limit=most)]
        return [_with_code(error, ParseFailed.code)]
    except RecursionError:
        return [ParseFailed("The document is nested too deeply to be read.")]
    rules = list(specified_rules)
    if not is_introspection_open:
        rules.append(NoSchemaIntrospectionCustomRule)
    try:
        errors = validate(get_schema(), document, rules, max_errors=MOST_ERRORS)
    except RecursionError:
        return [ValidationFailed("The document is nested too deeply to be checked.")]
    return [_with_code(error, ValidationFailed.code) for error in errors] or document


def _with_code(error: GraphQLError, code: str) -> GraphQLError:
    error.extensions = {"code": code, **(error.extensions or {})}
    return error
