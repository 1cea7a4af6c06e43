"""Two blocks or pages of one name would share one public type."""

from typing import Any

import pytest
from django.core.checks import run_checks
from grapple.helpers import streamfield_types

from cms.blocks import checks
from cms.blocks.body import body_blocks
from cms.blocks.text import QuoteBlock


def found(errors: list[Any]) -> list[str]:
    return [error.id for error in errors if error.id == "blocks.E001"]


def test_names_are_unique_today() -> None:
    assert found(run_checks()) == []
    names = [type(block).__name__ for _, block in body_blocks()]
    assert len(set(names)) == len(names)
    assert all(name.endswith("Block") for name in names)


@pytest.mark.parametrize("name", ["QuoteBlock", "NewsPage"])
def test_a_second_class_of_a_name_is_refused(monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    twin = type(name, (QuoteBlock,), {"__module__": "tests.twin"})
    monkeypatch.setattr(checks, "streamfield_types", [*streamfield_types, {"cls": twin}])
    errors = checks.public_names_are_unique(None)
    assert found(list(errors)) == ["blocks.E001"]
    assert name in errors[0].msg
    assert "tests.twin" in errors[0].msg
    assert errors[0].hint
