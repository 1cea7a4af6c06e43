"""Deprecation policy of the contract: nothing is removed before it has been deprecated for 180 days.

The baseline is the schema of the last release; before the first one, the committed schema. Its deprecations
count, from the day in their reasons. A breaking change that can't wait is announced in the CHANGELOG.
"""

from datetime import date, timedelta

from graphql import GraphQLSchema

from .changes import Change, Element, Level, changes_between, deprecated_since, elements_of, parent_of

#: How long an element must be deprecated before it may be removed, or changed in a breaking way.
DEPRECATION = timedelta(days=180)
FORM = "Since 2026-05-01: use `x`."


def policy_violations(
    baseline: GraphQLSchema, new: GraphQLSchema, today: date, announced: frozenset[str] = frozenset()
) -> list[Change]:
    """Return the breaking changes since `baseline` that were not deprecated for long enough.

    `announced` are the coordinates of breaking changes in the CHANGELOG.
    """
    elements = elements_of(baseline)
    after = elements_of(new)
    return [
        change
        for change in changes_between(baseline, new)
        if change.level == Level.BREAKING
        and change.coordinate not in announced
        and not _may_go(change.coordinate, elements, after, today)
    ]


def _may_go(coordinate: str, elements: dict[str, Element], after: dict[str, Element], today: date) -> bool:
    if _is_old_enough(coordinate, elements, today):
        return True
    # A type can't be deprecated: it may go with the last element that refers to it.
    return coordinate not in after and _is_unreferenced(coordinate, elements, after, today, frozenset())


def _is_old_enough(coordinate: str, elements: dict[str, Element], today: date) -> bool:
    """Return whether an element, or an argument's field, has been deprecated for long enough."""
    element = elements.get(coordinate)
    since = deprecated_since(element.deprecation) if element else None
    if since is not None and since + DEPRECATION <= today:
        return True
    return "(" in coordinate and _is_old_enough(parent_of(coordinate), elements, today)


def _is_unreferenced(
    name: str, elements: dict[str, Element], after: dict[str, Element], today: date, visited: frozenset[str]
) -> bool:
    """Return whether all elements that refer to a type may go.

    False for a type without references: one that is reached by an interface alone.
    """
    visited = visited | {name}
    references = [each for each, element in elements.items() if name in element.references]
    others = [each for each in references if each.partition(".")[0] not in visited]
    return bool(others) and all(
        _is_old_enough(each, elements, today)
        or (
            (owner := each.partition(".")[0]) not in after
            and _is_unreferenced(owner, elements, after, today, visited)
        )
        for each in others
    )


def unclear_deprecations(
    baseline: GraphQLSchema | None, new: GraphQLSchema, released_on: date | None = None
) -> list[str]:
    """Return a sentence for each deprecation without a day, or with one before it was deprecated.

    `released_on` is the day of the release of `baseline`.
    """
    before = elements_of(baseline) if baseline else {}
    problems = []
    for coordinate, element in elements_of(new).items():
        if element.deprecation is None:
            continue
        since = deprecated_since(element.deprecation)
        was = before.get(coordinate)
        if since is None:
            problems.append(f"`{coordinate}` is deprecated without a day. Write the reason as: {FORM}")
        elif released_on and since < released_on and (was is None or was.deprecation is None):
            problems.append(
                f"`{coordinate}` is deprecated since {since}, but it was not in the release of "
                f"{released_on}. Write the day of the change."
            )
        elif was and (earlier := deprecated_since(was.deprecation)) and since < earlier:
            problems.append(f"`{coordinate}` was deprecated on {earlier}. Don't put an earlier day.")
    return problems
