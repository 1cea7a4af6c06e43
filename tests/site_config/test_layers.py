"""What import-linter cannot see: which part of Grapple a module uses, for it keeps only a library's name."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

CMS = Path(__file__).resolve().parents[2] / "cms"
ALLOWED = {"grapple.models", "grapple.helpers"}


def imported_modules(source: str) -> Iterator[str]:
    """Every absolute module name that a source imports, at any depth."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            if node.module == "grapple":
                yield from (f"grapple.{alias.name}" for alias in node.names)
            else:
                yield node.module


def modules_below_the_api() -> list[Path]:
    return [path for path in sorted(CMS.rglob("*.py")) if path.relative_to(CMS).parts[0] != "api"]


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("import grapple.registry", ["grapple.registry"]),
        ("from grapple import types", ["grapple.types"]),
        ("def f():\n    from grapple.types.pages import Page", ["grapple.types.pages"]),
        ("from .grapple import x", []),
    ],
)
def test_imports_are_found(source: str, expected: list[str]) -> None:
    assert list(imported_modules(source)) == expected


def test_only_declarations_come_from_grapple_below_the_api() -> None:
    paths = modules_below_the_api()
    assert len(paths) > 20
    wrong = [
        f"{path.relative_to(CMS)} imports {name}"
        for path in paths
        for name in imported_modules(path.read_text(encoding="utf-8"))
        if name.partition(".")[0] == "grapple" and name not in ALLOWED
    ]
    assert wrong == []
