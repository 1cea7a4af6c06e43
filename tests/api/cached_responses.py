"""Requests to the endpoint, and whether a response came from the cache."""

from collections.abc import Callable
from typing import Any

from django.test import Client

from .cached_titles import TITLES

URL = "/graphql/"
LONG = "{ news { nodes { title teaser path id seo { title description canonicalUrl jsonLd } } } }"

Send = Callable[..., Any]


def by_get(client: Client, query: str = TITLES, **headers: str) -> Any:
    return client.get(URL, {"query": query}, headers=headers)


def by_post(client: Client, query: str = TITLES, **headers: str) -> Any:
    return client.post(URL, {"query": query}, content_type="application/json", headers=headers)


def by_head(client: Client, query: str = TITLES, **headers: str) -> Any:
    return client.head(URL, {"query": query}, headers=headers)


def is_cached(response: Any) -> bool:
    return getattr(response, "is_from_cache", False)


def visible_parts(response: Any) -> Any:
    headers = {name: value for name, value in response.items() if name != "X-Request-ID"}
    return response.status_code, headers, response.content
