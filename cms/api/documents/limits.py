"""Request limits; each is a setting (CMS_GRAPHQL_MAX_…), explained in `frontend_contract/README.md`.

They are checked on the document as written, before anything runs: `token_limits` on its text, `depth_limits`
on its selections, `cost_analysis` on its lists. Counts in errors are capped: a document of 300 lines can
select 2³⁰⁰ fields.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from typing import Any

from django.conf import settings
from django.core.signals import setting_changed
from django.dispatch import receiver
from graphql.validation.rules import overlapping_fields_can_be_merged

from ..errors import ApiError

PREFIX = "CMS_GRAPHQL_"
#: Comments are not tokens, but lexing them takes time too.
MAX_COMMENTS = 1_000
#: graphql-core scans all lines to find the line number of each error.
MAX_LINES = 5_000
#: Nesting of brackets of any kind: reject before parsing, the parser is recursive.
MAX_NESTED = 100
#: Operations and fragments of a document: to validate one takes as long as twenty tokens more.
MAX_DEFINITIONS = 100
#: Cap for counts reported in error messages.
MAX_REPORTED = 1_000_000_000


@dataclass(frozen=True, slots=True)
class Limits:
    """The limits of one request. Each name is that of its setting: `max_tokens` is CMS_GRAPHQL_MAX_TOKENS."""

    max_tokens: int
    max_depth: int
    max_cost: int
    max_aliases: int
    max_comparisons: int
    max_body_bytes: int
    max_variable_values: int


@cache
def limits() -> Limits:
    """Return the limits of this installation."""
    configured = Limits(
        **{name: getattr(settings, f"{PREFIX}{name.upper()}") for name in Limits.__dataclass_fields__}
    )
    # graphql-core's own budget for the one validation rule that compares fields with each other.
    overlapping_fields_can_be_merged.MAX_COMPLEXITY_BUDGET = configured.max_comparisons
    return configured


_on_change: list[Callable[[], None]] = [limits.cache_clear]


def clear_on_change(clear: Callable[[], None]) -> Callable[[], None]:
    """Call `clear` when a setting of the endpoint changes, as it does in tests."""
    _on_change.append(clear)
    return clear


@receiver(setting_changed)
def _clear(*, setting: str, **kwargs: Any) -> None:
    if setting.startswith(PREFIX):
        for clear in _on_change:
            clear()


def formatted_count(value: int) -> str:
    """Return a count for an error message, capped."""
    return f"{value:,}" if value < MAX_REPORTED else f"more than {MAX_REPORTED:,}"


def check(kind: type[ApiError], value: int, limit: int, what: str, way_out: str) -> None:
    """Raise `kind` if `value` is more than `limit`. `what` names both: "fields at its root"."""
    if value > limit:
        raise kind(
            f"The document has {formatted_count(value)} {what}; at most {limit:,} are possible. {way_out}",
            limit=limit,
            value=min(value, MAX_REPORTED),
        )
