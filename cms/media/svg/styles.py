"""Reads the CSS of an SVG as browsers do: by its tokens, after escapes and comments.

What draws is allowed by name; every other function and rule may fetch something, or act.
"""

import re
from collections.abc import Iterable, Iterator
from typing import Any

import tinycss2

AT_RULES = frozenset("media supports layer container charset".split())
FUNCTIONS = frozenset(
    # Colours.
    "rgb rgba hsl hsla hwb lab lch oklab oklch color color-mix light-dark device-cmyk "
    # Transforms and motion.
    "matrix matrix3d translate translatex translatey translatez translate3d scale scalex scaley scalez "
    "scale3d rotate rotatex rotatey rotatez rotate3d skew skewx skewy perspective cubic-bezier steps linear "
    # Filters, shapes and gradients.
    "blur brightness contrast drop-shadow grayscale hue-rotate invert opacity saturate sepia "
    "path polygon circle ellipse inset rect xywh ray linear-gradient radial-gradient conic-gradient "
    "repeating-linear-gradient repeating-radial-gradient repeating-conic-gradient "
    # Numbers.
    "calc min max clamp var abs sign round mod rem sin cos tan asin acos atan atan2 pow sqrt hypot log exp "
    # Selectors and conditions.
    "not is where has nth-child nth-last-child nth-of-type nth-last-of-type lang dir selector".split()
)
ACTIVE_PROPERTIES = frozenset(("-moz-binding", "behavior"))
#: What nearly all attributes with brackets hold, and needs no closer look.
PLAIN = re.compile(
    r"(?<![\w-])(url\(#[\w.:-]+\)|(matrix|translate|scale|rotate|skewX|skewY|rgba?|hsla?)\([\w\s.,%+-]*\))"
)
MAY_ACT = re.compile(r"[(\\]|-moz-binding|behavior", re.IGNORECASE)


class CssRefused(Exception):
    """The CSS holds something that does not only draw: its name."""


class CssFetches(Exception):
    """The CSS refers to something outside the file: its address."""


def to_be_checked(value: str) -> bool:
    """Tell whether an attribute that browsers read as CSS holds more than the usual."""
    return bool(MAY_ACT.search(value) and MAY_ACT.search(PLAIN.sub("", value)))


def check_css(text: str) -> None:
    """Check a style sheet, or what stands in a style attribute. Raises `CssRefused` or `CssFetches`."""
    try:
        for token in flat(tinycss2.parse_component_value_list(text)):
            _check(token)
    except RecursionError as error:
        raise CssRefused("((((") from error


def flat(tokens: Iterable[Any]) -> Iterator[Any]:
    """Yield tokens, and those within their brackets."""
    for token in tokens:
        yield token
        inner = getattr(token, "arguments", None) or getattr(token, "content", None)
        if inner:
            yield from flat(inner)


def _check(token: Any) -> None:
    if token.type == "url":
        _check_address(token.value)
    elif token.type == "function" and token.lower_name == "url":
        for argument in token.arguments:
            if argument.type != "whitespace":
                _check_address(argument.value if argument.type == "string" else argument.serialize())
    elif token.type == "function" and token.lower_name not in FUNCTIONS:
        raise CssRefused(f"{token.lower_name}(")
    elif token.type == "at-keyword" and token.lower_value not in AT_RULES:
        raise CssRefused(f"@{token.lower_value}")
    elif token.type == "ident" and token.lower_value in ACTIVE_PROPERTIES:
        raise CssRefused(token.lower_value)
    elif token.type == "error" and token.kind in ("bad-url", "bad-string"):
        raise CssRefused(token.kind)


def _check_address(address: str) -> None:
    if not address.strip().startswith("#"):
        raise CssFetches(address.strip())
