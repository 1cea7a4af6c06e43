"""Statements are cached for the branches of the tree that are hidden: with others they find others."""

from itertools import product
from typing import Any

import pytest

from cms.api.loading import context
from cms.foundation import querysets
from cms.home.sites import StartedSite
from tests.factories.pages import StandardPageFactory

from .conftest import Ask


def test_each_set_of_hidden_branches_has_statements_of_its_own(
    site: StartedSite, ask: Ask, monkeypatch: pytest.MonkeyPatch
) -> None:
    """None, as many as a statement names, and more; the one hidden branch is not always the same."""
    for module in (context, querysets):
        monkeypatch.setattr(module, "MAX_BRANCHES_NAMED", 1)
    branches: list[Any] = [StandardPageFactory(title=title) for title in "abc"]
    below = [StandardPageFactory(title=f"{page.title}1", parent=page) for page in branches]
    query = "{" + " ".join(f'p{page.pk}: page(id: "page-{page.pk}") {{ title }}' for page in below) + "}"
    for shown in product((True, False), repeat=len(branches)):
        for page, is_shown in zip(branches, shown, strict=True):
            page.refresh_from_db()
            if is_shown:
                page.save_revision().publish()
            else:
                page.unpublish()
        found = ask(query)
        titles = [(found[f"p{page.pk}"] or {}).get("title") for page in below]
        assert titles == [page.title if each else None for page, each in zip(below, shown, strict=True)]
