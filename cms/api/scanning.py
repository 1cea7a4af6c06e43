"""A first look at a document's text: what is far too much is refused at the speed of a regular expression.

graphql-core takes some ten microseconds for a token. It stays the judge of what is GraphQL; this only counts.
"""

import re

from .errors import AliasLimit, CostLimit, DepthLimit, TokenLimit
from .limits import MOST_COMMENTS, MOST_LINES, MOST_NESTED, Limits, check

# Possessive throughout: each character is looked at once, also in a string without an end.
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


def scan(source: str, limits: Limits) -> None:
    """Raise the error of the first limit that a document's text is beyond."""
    if source.count("\n") + source.count("\r") > MOST_LINES:
        raise _too_long(MOST_LINES, "lines")
    tokens = comments = nested = within_arguments = aliases = directives = 0
    for match in _TOKEN.finditer(source):
        kind = match.lastgroup
        if kind is None:
            continue
        if kind == "comment":
            comments += 1
            if comments > MOST_COMMENTS:
                raise _too_long(MOST_COMMENTS, "comments")
            continue
        tokens += 1
        if tokens > limits.max_tokens:
            # What there is too much of, rather than that it is too long.
            _check_signs(aliases, directives, limits)
            raise _too_long(limits.max_tokens, "tokens (names, signs and values)")
        sign = match[0]
        if sign in "{([":
            nested += 1
            within_arguments += sign == "("
            if nested > MOST_NESTED:
                raise DepthLimit(
                    f"The document is nested more than {MOST_NESTED} deep; its fields may be "
                    f"{limits.max_depth} deep. Ask in several requests.",
                    limit=limits.max_depth,
                    value=nested,
                )
        elif sign in "})]":
            nested -= 1
            within_arguments -= sign == ")"
        elif sign == ":" and within_arguments <= 0:
            aliases += 1
        elif sign == "@":
            directives += 1
    _check_signs(aliases, directives, limits)


def _check_signs(aliases: int, directives: int, limits: Limits) -> None:
    check(AliasLimit, aliases, limits.max_aliases, "aliases", "Ask in several requests.")
    check(CostLimit, directives, limits.max_directives, "directives", "Ask in several documents.")


def _too_long(limit: int, what: str) -> TokenLimit:
    return TokenLimit(f"The document has more than {limit:,} {what}. Ask for less at once.", limit=limit)
