"""Token limits: cheap checks of a document's text before parsing, at the speed of a regular expression.

graphql-core takes some ten microseconds per token. It still decides what is valid GraphQL; this only counts.
"""

import re

from ..errors import AliasLimit, DepthLimit, TokenLimit
from .limits import MAX_COMMENTS, MAX_LINES, MAX_NESTED, Limits, check

# Possessive throughout: no backtracking, each character is read once, even in an unterminated string.
_TOKEN = re.compile(
    r"""
    [\s,\ufeff]++
    | (?P<comment> \#[^\n\r]*+ )
    | (?P<token>
        \"\"\" (?: [^"\\]++ | \\\"\"\" | \\ | "(?!"") )*+ (?: \"\"\" )?
        | " (?: [^"\\\n\r]++ | \\. )*+ "?
        | [_A-Za-z0-9] [_A-Za-z0-9.+-]*+
        | \.\.\.
        | .
    )
    """,
    re.VERBOSE | re.DOTALL,
)


def check_tokens(source: str, limits: Limits) -> None:
    """Raise the error of the first limit that a document's text exceeds."""
    if source.count("\n") + source.count("\r") > MAX_LINES:
        raise _too_long(MAX_LINES, "lines")
    tokens = comments = depth = argument_depth = aliases = 0
    for match in _TOKEN.finditer(source):
        kind = match.lastgroup
        if kind is None:
            continue
        if kind == "comment":
            comments += 1
            if comments > MAX_COMMENTS:
                raise _too_long(MAX_COMMENTS, "comments")
            continue
        tokens += 1
        if tokens > limits.max_tokens:
            # Prefer the more precise error: too many of what, rather than too long.
            _check_aliases(aliases, limits)
            raise _too_long(limits.max_tokens, "tokens (names, signs and values)")
        token = match[0]
        if token in "{([":
            depth += 1
            argument_depth += token == "("
            if depth > MAX_NESTED:
                raise DepthLimit(
                    f"The document is nested more than {MAX_NESTED} deep; its fields may be "
                    f"{limits.max_depth} deep. Ask in several requests.",
                    limit=limits.max_depth,
                    value=depth,
                )
        elif token in "})]":
            depth -= 1
            argument_depth -= token == ")"
        elif token == ":" and argument_depth <= 0:
            aliases += 1
    _check_aliases(aliases, limits)


def _check_aliases(aliases: int, limits: Limits) -> None:
    check(AliasLimit, aliases, limits.max_aliases, "aliases", "Ask in several requests.")


def _too_long(limit: int, what: str) -> TokenLimit:
    return TokenLimit(f"The document has more than {limit:,} {what}. Ask for less at once.", limit=limit)
