"""Pytest plugin: tries changes in forks of one process that has loaded Django, tests and database once.

A fork has the database, since that is in memory, and gets the changed functions. What is done once, before
the fork, is not done again: a change that survives here is tried again in a copy of the code (`running`).
"""

import gc
import json
import os
import signal
import types
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from .changes import Change
from .running import MOST, START, Cover

ROOT = Path(__file__).resolve().parents[2]
KILLED, SURVIVED, ELSEWHERE = "killed", "survived", "elsewhere"
#: Exit status of a fork: a test failed; the fork did, or no function could be changed.
_FAILED, _BROKEN = 1, 77


class Forking:
    def __init__(self, changes: list[Change], cover: Cover, most: float, outcomes: Path) -> None:
        self._changes = changes
        self._cover = cover
        self._most = most
        self._outcomes = outcomes
        self._failed = outcomes.with_suffix(".failed")
        #: Test → whether it passes in a fork without a change.
        self._passes: dict[str, bool] = {}

    @pytest.hookimpl(tryfirst=True)
    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        items = {item.nodeid: item for item in session.items}
        # Makes the database, and leaves it as no test is over.
        first, second = session.items[:2]
        first.config.hook.pytest_runtest_protocol(item=first, nextitem=second)
        # What is frozen is not listed.
        gc.unfreeze()
        with self._outcomes.open("w", encoding="utf-8", buffering=1) as written:
            for change in self._changes:
                chosen = [items[name] for name in self._cover.tests_of(change, self._most) if name in items]
                outcome = self._try(session, change, chosen) if chosen else ELSEWHERE
                written.write(outcome + "\n")
        return True

    def _try(self, session: pytest.Session, change: Change, chosen: list[pytest.Item]) -> str:
        status = self._forked(session, chosen, change)
        if status == 0:
            return SURVIVED
        if status == _FAILED:
            (failed,) = (one for one in chosen if one.nodeid == self._failed.read_text(encoding="utf-8"))
            if failed.nodeid not in self._passes:
                self._passes[failed.nodeid] = self._forked(session, [failed]) == 0
            return KILLED if self._passes[failed.nodeid] else ELSEWHERE
        return KILLED if status == -signal.SIGALRM else ELSEWHERE

    def _forked(
        self, session: pytest.Session, chosen: list[pytest.Item], change: Change | None = None
    ) -> int:
        """Run tests in a fork, with a change or without: 0 if all pass."""
        child = os.fork()
        if child:
            return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
        status = _BROKEN
        try:
            signal.alarm(int(START + MOST * sum(self._cover.seconds[item.nodeid] for item in chosen)))
            silence = os.open(os.devnull, os.O_WRONLY)
            os.dup2(silence, 1)
            os.dup2(silence, 2)
            status = _BROKEN if change and not _apply(change) else self._run(session, chosen)
        finally:
            os._exit(status)

    def _run(self, session: pytest.Session, chosen: list[pytest.Item]) -> int:
        session.testsfailed = 0
        session._setupstate.teardown_exact(chosen[0])
        for item, following in zip(chosen, [*chosen[1:], chosen[0]], strict=True):
            item.config.hook.pytest_runtest_protocol(item=item, nextitem=following)
            if session.testsfailed:
                self._failed.write_text(item.nodeid, encoding="utf-8")
                return _FAILED
        return 0


def _apply(change: Change) -> bool:
    """Give the functions of this process the changed code; False where none has it, as in a class's body."""
    file = ROOT / change.path
    source = file.read_text(encoding="utf-8")
    before, after = (compile(text, str(file), "exec") for text in (source, change.changed(source)))
    replaced = dict(_changed(before, after))
    done = False
    for function in gc.get_objects():
        if type(function) is not types.FunctionType or function.__code__.co_filename != str(file):
            continue
        code = replaced.get(function.__code__)
        if code is not None and code.co_freevars == function.__code__.co_freevars:
            function.__code__ = code
            done = True
    return done


def _changed(
    before: types.CodeType, after: types.CodeType
) -> Iterator[tuple[types.CodeType, types.CodeType]]:
    """Yield (code before, code after) of each function that differs, with those around it."""
    for one, other in zip(_functions(before), _functions(after), strict=False):
        if one != other:
            yield one, other
            yield from _changed(one, other)


def _functions(code: types.CodeType) -> list[types.CodeType]:
    return [constant for constant in code.co_consts if isinstance(constant, types.CodeType)]


def pytest_configure(config: pytest.Config) -> None:
    given: dict[str, Any] = json.loads(Path(os.environ["MUTATION_FORKS"]).read_text(encoding="utf-8"))
    changes = [Change(**one) for one in given["changes"]]
    forking = Forking(changes, Cover.read(Path(given["cover"])), given["most"], Path(given["outcomes"]))
    config.pluginmanager.register(forking)
