"""Asking for titles that may be kept, and what fails on the way."""

from .conftest import Ask

TITLES = "{ news { nodes { title } } }"


def titles(ask: Ask) -> list[str]:
    return [node["title"] for node in ask(TITLES)["news"]["nodes"]]


class Undone(Exception):
    pass
