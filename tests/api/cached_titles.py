"""A query whose answer is cacheable, and an exception to roll back with."""

from .conftest import Ask

TITLES = "{ news { nodes { title } } }"


def titles(ask: Ask) -> list[str]:
    return [node["title"] for node in ask(TITLES)["news"]["nodes"]]


class Undone(Exception):
    pass
