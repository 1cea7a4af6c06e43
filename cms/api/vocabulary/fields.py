"""Shorthands for common graphene fields."""

from typing import Any

import graphene


def required_list(of: Any, **more: Any) -> graphene.List:
    """Return a field of type `[Of!]!`."""
    return graphene.List(graphene.NonNull(of), required=True, **more)


def text(description: str) -> graphene.String:
    """Return a field of type `String!`."""
    return graphene.String(required=True, description=description)
