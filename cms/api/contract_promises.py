"""What the contract promises its frontends: nothing goes before it has been deprecated for long enough.

What a frontend was given is the schema of the last release; before the first one, the committed schema. Its
deprecations count, with the day in their reasons. A break that can't wait is announced in the CHANGELOG.
"""

from datetime import date, timedelta

from graphql import GraphQLSchema

from .contract_changes import (
    Change,
    Element,
    Level,
    changes_between,
    deprecated_since,
    elements_of,
    parent_of,
)

#: How long an element is deprecated before it may go, or change so that frontends break.
DEPRECATION = timedelta(days=180)
FORM = "Since 2026-05-01: use `x`."


def broken_promises(
    given: GraphQLSchema, new: GraphQLSchema, today: date, announced: frozenset[str] = frozenset()
) -> list[Change]:
    """Return the changes that break what was built on `given`, and were not deprecated for long enough.

    `announced` are coordinates whose break stands in the CHANGELOG.
    """
    elements = elements_of(given)
    after = elements_of(new)
    return [
        change
        for change in changes_between(given, new)
        if change.level == Level.BREAKING
        and change.coordinate not in announced
        and not _may_go(change.coordinate, elements, after, today)
    ]


def _may_go(coordinate: str, elements: dict[str, Element], after: dict[str, Element], today: date) -> bool:
    if _is_old_enough(coordinate, elements, today):
        return True
    # A type can't be deprecated: it goes with the last thing that names it.
    return coordinate not in after and _nothing_names(coordinate, elements, after, today, frozenset())


def _is_old_enough(coordinate: str, elements: dict[str, Element], today: date) -> bool:
    """Tell whether an element, or the field of an argument, has been deprecated for long enough."""
    element = elements.get(coordinate)
    since = deprecated_since(element.deprecation) if element else None
    if since is not None and since + DEPRECATION <= today:
        return True
    return "(" in coordinate and _is_old_enough(parent_of(coordinate), elements, today)


def _nothing_names(
    name: str, elements: dict[str, Element], after: dict[str, Element], today: date, seen: frozenset[str]
) -> bool:
    """Tell whether all that names a type could go; nothing names one that is found by an interface alone."""
    seen = seen | {name}
    naming = [each for each, element in elements.items() if name in element.references]
    others = [each for each in naming if each.partition(".")[0] not in seen]
    return bool(others) and all(
        _is_old_enough(each, elements, today)
        or (
            (owner := each.partition(".")[0]) not in after
            and _nothing_names(owner, elements, after, today, seen)
        )
        for each in others
    )


def unclear_deprecations(
    given: GraphQLSchema | None, new: GraphQLSchema, given_on: date | None = None
) -> list[str]:
    """Return a sentence for each deprecation without a day, or with one on which it was not deprecated yet.

    `given_on` is the day of the release that `given` comes from.
    """
    before = elements_of(given) if given else {}
    problems = []
    for coordinate, element in elements_of(new).items():
        if element.deprecation is None:
            continue
        since = deprecated_since(element.deprecation)
        was = before.get(coordinate)
        if since is None:
            problems.append(f"`{coordinate}` is deprecated without a day. Write the reason as: {FORM}")
        elif given_on and since < given_on and (was is None or was.deprecation is None):
            problems.append(
                f"`{coordinate}` is deprecated since {since}, but it was not in the release of {given_on}. "
                "Write the day of the change."
            )
        elif was and (earlier := deprecated_since(was.deprecation)) and since < earlier:
            problems.append(f"`{coordinate}` was deprecated on {earlier}. Don't put an earlier day.")
    return problems
