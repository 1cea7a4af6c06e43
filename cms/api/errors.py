"""API errors with `extensions.code`; the message names the argument and how to fix it.

`frontend_contract/README.md` explains the codes.
"""

from typing import Any, ClassVar

from graphql import GraphQLError

MAX_MESSAGE = 400


def shortened(message: str) -> str:
    """Truncate a message that may echo client input."""
    return message if len(message) <= MAX_MESSAGE else f"{message[:MAX_MESSAGE]}…"


class ApiError(GraphQLError):
    """An error with its code, argument and limit in `extensions`; None values are left out."""

    code: ClassVar[str] = "INTERNAL"

    def __init__(self, message: str, **extensions: Any) -> None:
        present = {name: value for name, value in extensions.items() if value is not None}
        super().__init__(message, extensions={"code": self.code, **present})


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
    """The database is unreachable, or another writer holds a lock. The request is not at fault."""

    code = "UNAVAILABLE"


class TimedOut(ApiError):
    """The request exceeded its deadline. Aborts the whole operation, wherever it is raised."""

    code = "TIMEOUT"
