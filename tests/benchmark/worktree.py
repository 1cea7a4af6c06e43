"""The code of another commit, checked out beside ours for a run."""

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from .environment import ROOT, of_the_cms

#: Run in a checkout: where its code is imported from, and the migrations that it knows, without those that
#: leave the database as it is.
_FACTS = """
import json, cms, django
django.setup()
from django.db.migrations import SeparateDatabaseAndState
from django.db.migrations.loader import MigrationLoader
def is_of_state(operation):
    return isinstance(operation, SeparateDatabaseAndState) and not operation.database_operations
migrations = [
    ".".join(key)
    for key, migration in MigrationLoader(None).disk_migrations.items()
    if not all(map(is_of_state, migration.operations))
]
print(json.dumps({"code": cms.__path__[0], "migrations": migrations}))
"""


class NotComparable(Exception):
    """Ours can't be measured beside the other commit; the message is a sentence that says why."""


@contextmanager
def worktree(commit: str) -> Iterator[Path]:
    """Check a commit out in a temporary directory and yield its root. Raises `NotComparable`.

    Afterwards it is gone, and Git knows nothing of it any more.
    """
    # Parsed first: `worktree add` would take "-f" for an option.
    found = _git("rev-parse", "--verify", "--end-of-options", f"{commit}^{{commit}}")
    with tempfile.TemporaryDirectory() as directory:
        root = Path(directory).resolve() / "before"
        try:
            # No hook of this repository's owner has to do with it.
            _git("-c", f"core.hooksPath={os.devnull}", "worktree", "add", "--detach", str(root), found)
            yield root
        finally:
            if root.exists():
                _git("worktree", "remove", "--force", str(root))


def _git(*arguments: str) -> str:
    try:
        done = subprocess.run(["git", *arguments], cwd=ROOT, capture_output=True, text=True)
    except FileNotFoundError:
        raise NotComparable("Git is not installed.") from None
    if done.returncode != 0:
        raise NotComparable(f"Git refused {arguments[-1]}: {done.stderr.strip()}")
    return done.stdout.strip()


def environment_of_code(root: Path) -> dict[str, str]:
    """Return the environment variables with which Python imports the code of a checkout before any other."""
    paths = [str(root), os.environ.get("PYTHONPATH", "")]
    return {"PYTHONPATH": os.pathsep.join(filter(None, paths))}


def migrations_of(root: Path) -> set[str]:
    """Return the migrations of a checkout that change the database, as `app.name`. Raises `NotComparable`."""
    with tempfile.TemporaryDirectory() as data_dir:
        database = f"sqlite:///{data_dir}/never-made.sqlite3"
        environment = {**of_the_cms(database, Path(data_dir)), **environment_of_code(root)}
        done = subprocess.run(
            [sys.executable, "-c", _FACTS],
            cwd=root,
            env={**os.environ, **environment},
            capture_output=True,
            text=True,
        )
    if done.returncode != 0:
        last = done.stderr.strip().rpartition("\n")[2]
        raise NotComparable(f"The code of {root.name} does not start with what is installed here: {last}")
    facts = json.loads(done.stdout)
    if not Path(facts["code"]).is_relative_to(root):
        raise NotComparable(f"Python imports {facts['code']} and not the code in {root}.")
    return set(facts["migrations"])


def check_migrations(before: set[str], after: set[str]) -> None:
    """Raise `NotComparable` where one database can't be that of both; by name, as Django goes by names."""
    only = [
        f"{whose} {', '.join(sorted(names))}"
        for whose, names in (("before has", before - after), ("after has", after - before))
        if names
    ]
    if only:
        named = "; only ".join(only)
        raise NotComparable(f"The two have different migrations, so no site fits both: only {named}.")
