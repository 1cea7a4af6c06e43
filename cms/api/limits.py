"""How much one request may ask for. Each limit is a setting; `frontend_contract/README.md` explains them all.

They are counted on the document as it is written, before anything of it runs: `scanning` looks at its text,
`measuring` at its shape, `costs` at the lists it asks for. A value in an error is bounded too: a document of
300 lines can ask for 2³⁰⁰ fields.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from typing import Any

from django.conf import settings
from django.core.signals import setting_changed
from django.dispatch import receiver
from graphql.validation.rules import overlapping_fields_can_be_merged

from .errors import ApiError

PREFIX = "CMS_GRAPHQL_"
#: Comments are no tokens, but reading them takes time too.
MOST_COMMENTS = 1_000
#: Each error of a document says in which line it is, for which all lines are looked through.
MOST_LINES = 5_000
#: Brackets within brackets, of any kind: beyond this no parser need look.
MOST_NESTED = 100
#: What a count is said to be at most.
MOST_SAID = 1_000_000_000


@dataclass(frozen=True, slots=True)
class Limits:
    """The most that one request may have of each. Every name is that of a setting: CMS_GRAPHQL_MAX_TOKENS."""

    max_tokens: int
    max_depth: int
    max_introspection_depth: int
    max_cost: int
    max_aliases: int
    max_root_fields: int
    max_directives: int
    max_definitions: int
    max_comparisons: int
    max_body_bytes: int
    max_variable_values: int
    #: Seconds.
    timeout: int


@cache
def limits() -> Limits:
    """Return the limits of this installation."""
    found = Limits(
        **{name: getattr(settings, f"{PREFIX}{name.upper()}") for name in Limits.__dataclass_fields__}
    )
    # graphql-core's own bound for the one rule that compares fields with each other.
    overlapping_fields_can_be_merged.MAX_COMPLEXITY_BUDGET = found.max_comparisons
    return found


_forgetting: list[Callable[[], None]] = [limits.cache_clear]


def forgotten_on_change(forget: Callable[[], None]) -> Callable[[], None]:
    """Call `forget` when a setting of the endpoint changes, as it does in tests."""
    _forgetting.append(forget)
    return forget


@receiver(setting_changed)
def _forget(*, setting: str, **kwargs: Any) -> None:
    if setting.startswith(PREFIX):
        for forget in _forgetting:
            forget()


def said(value: int) -> str:
    """Return a count as an error says it."""
    return f"{value:,}" if value < MOST_SAID else f"more than {MOST_SAID:,}"


def check(kind: type[ApiError], value: int, limit: int, what: str, way_out: str) -> None:
    """Raise `kind` if `value` is more than `limit`. `what` names both: "fields at its root"."""
    if value > limit:
        raise kind(
            f"The document has {said(value)} {what}; at most {limit:,} are possible. {way_out}",
            limit=limit,
            value=min(value, MOST_SAID),
        )
