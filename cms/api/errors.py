"""Errors a client can act on: a code, and a sentence that names the argument and the way out.

The codes are the contract's (RULES, "Errors"); `frontend_contract/README.md` explains them.
"""

from typing import Any, ClassVar

from graphql import GraphQLError

MOST_MESSAGE = 400


def shortened(message: str) -> str:
    """Return a message that may repeat what was sent, but not all of it."""
    return message if len(message) <= MOST_MESSAGE else f"{message[:MOST_MESSAGE]}…"


class ApiError(GraphQLError):
    """An error whose code, argument and limit stand in `extensions`; unset ones are left out."""

    code: ClassVar[str] = "INTERNAL"

    def __init__(self, message: str, **extensions: Any) -> None:
        known = {name: value for name, value in extensions.items() if value is not None}
        super().__init__(message, extensions={"code": self.code, **known})


class ArgumentOutOfRange(ApiError):
    code = "ARGUMENT_OUT_OF_RANGE"


class ArgumentInvalid(ApiError):
    code = "ARGUMENT_INVALID"


class ArgumentConflict(ApiError):
    code = "ARGUMENT_CONFLICT"


class NotByGet(ApiError):
    code = "VALIDATION_FAILED"


class CursorInvalid(ApiError):
    code = "CURSOR_INVALID"


class RateLimited(ApiError):
    code = "RATE_LIMITED"


class CursorExpired(ApiError):
    code = "CURSOR_EXPIRED"


class SiteUnknown(ApiError):
    code = "SITE_UNKNOWN"


class ParseFailed(ApiError):
    code = "PARSE_FAILED"


class ValidationFailed(ApiError):
    code = "VALIDATION_FAILED"


class TokenLimit(ApiError):
    code = "TOKEN_LIMIT"


class DepthLimit(ApiError):
    code = "DEPTH_LIMIT"


class CostLimit(ApiError):
    code = "COST_LIMIT"


class AliasLimit(ApiError):
    code = "ALIAS_LIMIT"


class BodyLimit(ApiError):
    code = "BODY_LIMIT"


class DocumentUnknown(ApiError):
    code = "DOCUMENT_UNKNOWN"


class DocumentRequired(ApiError):
    code = "DOCUMENT_REQUIRED"


class Unavailable(ApiError):
    """The database does not answer, or another writer holds what is needed. The request is not at fault."""

    code = "UNAVAILABLE"


class TimedOut(ApiError):
    """The request took longer than it may. Ends the whole operation, wherever it is raised."""

    code = "TIMEOUT"
