"""Runs the tests of a change in a copy of the code of its own."""

import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from itertools import accumulate
from pathlib import Path

from .changes import Change

#: Not copied: what no test of a change needs, and what is large.
LEFT_OUT = (
    ".git",
    "node_modules",
    ".venv",
    "var",
    "__pycache__",
    ".pytest_cache",
    ".mypy_cache",
    ".ruff_cache",
)
#: How many times as long as before the tests of a change may take, and seconds to start them.
MOST, START = 10, 120
#: Exit status of pytest: tests failed, a file could not be imported, it was interrupted.
FAILED = {1, 2, 3, 4}


@dataclass(frozen=True)
class Cover:
    """Which tests run each line of each file, and their seconds."""

    seconds: dict[str, float]
    lines: dict[str, dict[str, list[str]]]

    @classmethod
    def read(cls, path: Path) -> "Cover":
        return cls(**json.loads(path.read_text(encoding="utf-8")))

    def tests_of(self, change: Change, most: float) -> list[str]:
        """Return the tests that run the line, of a line of the import all of the file.

        As many of the quickest as take `most` seconds together, one package after another: each starts a site
        for all of its tests.
        """
        of_file = self.lines.get(change.path, {})
        tests = of_file.get(str(change.line)) or {test for tests in of_file.values() for test in tests}
        quickest = sorted(set(tests), key=lambda test: (self.seconds[test], test))
        elapsed = accumulate(self.seconds[test] for test in quickest)
        chosen = [test for test, end in zip(quickest, elapsed, strict=True) if end <= most] or quickest[:1]
        return sorted(chosen, key=lambda test: test.partition("::")[0].rpartition("/")[0])


@contextmanager
def copy_of(root: Path) -> Iterator[Path]:
    """Yield a copy of the code that may be changed; afterwards it is gone."""
    with tempfile.TemporaryDirectory() as directory:
        copy = Path(directory) / "main"
        shutil.copytree(root, copy, ignore=shutil.ignore_patterns(*LEFT_OUT))
        if (root.parent / "shared").exists():
            (Path(directory) / "shared").symlink_to((root.parent / "shared").resolve())
        yield copy


def tried_in_forks(root: Path, changes: list[Change], cover: Path, most: float, workers: int) -> list[str]:
    """Return what became of each change in forks of as many processes (see `forking`)."""
    known = Cover.read(cover)
    outcomes: list[str] = [""] * len(changes)
    with tempfile.TemporaryDirectory() as directory:
        running = []
        for number in range(workers):
            mine, written = changes[number::workers], Path(directory, f"{number}.outcomes")
            tests = sorted({test for change in mine for test in known.tests_of(change, most)})
            given = {"changes": [asdict(one) for one in mine], "cover": str(cover), "most": most}
            task, arguments = Path(directory, f"{number}.json"), Path(directory, f"{number}.txt")
            task.write_text(json.dumps({**given, "outcomes": str(written)}), encoding="utf-8")
            arguments.write_text("\n".join(tests), encoding="utf-8")
            command = [sys.executable, "-m", "pytest", "-p", "tests.mutation.forking"]
            environment = {**os.environ, "MUTATION_FORKS": str(task)}
            process = subprocess.Popen(
                [*command, f"@{arguments}"], cwd=root, env=environment, stdout=subprocess.DEVNULL
            )
            running.append((process, written))
        for number, (process, written) in enumerate(running):
            process.wait()
            outcomes[number::workers] = written.read_text(encoding="utf-8").split()
    return outcomes


def is_killed(copy: Path, change: Change, cover: Cover, cache: Path, most: float) -> bool:
    """Return whether a test fails with the change, or takes much longer."""
    tests = cover.tests_of(change, most)
    if not tests:
        return False
    file = copy / change.path
    source = file.read_text(encoding="utf-8")
    arguments = copy.parent / "tests.txt"
    arguments.write_text("\n".join(tests), encoding="utf-8")
    command = [sys.executable, "-m", "pytest", "-x", "-q", "-o", f"cache_dir={cache}", f"@{arguments}"]
    try:
        file.write_text(change.changed(source), encoding="utf-8")
        done = subprocess.run(
            command,
            cwd=copy,
            capture_output=True,
            timeout=START + MOST * sum(cover.seconds[test] for test in tests),
        )
    except subprocess.TimeoutExpired:
        return True
    finally:
        file.write_text(source, encoding="utf-8")
    return done.returncode in FAILED
