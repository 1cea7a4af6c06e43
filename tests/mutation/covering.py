"""Pytest plugin: notes which tests run each line, and how long each test takes."""

import json
import os
import time
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

import coverage
import pytest

ROOT = Path(__file__).resolve().parents[2]


class Covering:
    def __init__(self, rooms: list[str], written_to: Path) -> None:
        self._written_to = written_to
        self._seconds: dict[str, float] = {}
        self._coverage = coverage.Coverage(
            data_file=None, source=[str(ROOT / room) for room in rooms], config_file=False
        )
        self._coverage.start()

    @pytest.hookimpl(wrapper=True)
    def pytest_runtest_protocol(self, item: pytest.Item) -> Iterator[None]:
        started = time.perf_counter()
        self._coverage.switch_context(item.nodeid)
        try:
            return (yield)
        finally:
            self._coverage.switch_context("")
            self._seconds[item.nodeid] = time.perf_counter() - started

    def pytest_sessionfinish(self) -> None:
        self._coverage.stop()
        data = self._coverage.get_data()
        lines: dict[str, dict[int, list[str]]] = defaultdict(dict)
        for path in data.measured_files():
            for line, contexts in data.contexts_by_lineno(path).items():
                lines[Path(path).relative_to(ROOT).as_posix()][line] = sorted(filter(None, contexts))
        self._written_to.write_text(json.dumps({"seconds": self._seconds, "lines": lines}), encoding="utf-8")


def pytest_configure(config: pytest.Config) -> None:
    config.pluginmanager.register(
        Covering(os.environ["MUTATION_ROOMS"].split(), Path(os.environ["MUTATION_COVER"]))
    )
