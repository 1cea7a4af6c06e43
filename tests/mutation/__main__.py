"""Mutation testing: `python -m tests.mutation cover`, then `run`; see README.md."""

import argparse
import json
import os
import queue
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from dataclasses import asdict
from pathlib import Path

from .changes import Change, draw
from .forking import KILLED
from .running import Cover, copy_of, is_killed, tried_in_forks

ROOT = Path(__file__).resolve().parents[2]
COVER = ROOT / "var" / "mutation-cover.json"
ROOMS = ("cms/api/loading", "cms/api/cache", "cms/api/execution", "cms/delivery", "cms/media")
#: Kept from one change to the next: the migrated database.
CACHE = ROOT / "var" / "mutation-cache"


def cover(options: argparse.Namespace) -> int:
    COVER.parent.mkdir(exist_ok=True)
    environment = {"MUTATION_ROOMS": " ".join(options.rooms), "MUTATION_COVER": str(COVER)}
    command = [sys.executable, "-m", "pytest", "-q", "-p", "tests.mutation.covering", "-m", "not browser"]
    command += ["--ignore", "tests/demo", "--ignore", "tests/site_config", *options.tests]
    return subprocess.run(command, cwd=ROOT, env={**os.environ, **environment}).returncode


def run(options: argparse.Namespace) -> int:
    if options.only:
        changes = [Change(**one) for one in json.loads(options.only.read_text(encoding="utf-8"))]
    else:
        changes = draw(ROOT, options.rooms, options.number, options.seed)
        print(f"Seed {options.seed}: {len(changes)} changes of {', '.join(options.rooms)}")
    known = Cover.read(COVER)
    CACHE.mkdir(parents=True, exist_ok=True)
    copies: queue.Queue[Path] = queue.Queue()

    def try_one(change: Change) -> tuple[Change, bool]:
        copy = copies.get()
        try:
            return change, is_killed(copy, change, known, CACHE, options.most)
        finally:
            copies.put(copy)

    workers = os.cpu_count() or 1
    outcomes = tried_in_forks(ROOT, changes, COVER, options.most, workers)
    rest = [change for change, outcome in zip(changes, outcomes, strict=True) if outcome != KILLED]
    print(f"{len(changes) - len(rest)} killed in forks; the others are tried in copies of the code")
    survivors = []
    with ExitStack() as stack:
        for _ in range(workers):
            copies.put(stack.enter_context(copy_of(ROOT)))
        pool = stack.enter_context(ThreadPoolExecutor(workers))
        for number, (change, is_dead) in enumerate(pool.map(try_one, rest), start=1):
            outcome = "killed  " if is_dead else "SURVIVED"
            print(f"{number:>4} {outcome} {change.path}:{change.line}", flush=True)
            if not is_dead:
                survivors.append(change)
                print(change.difference((ROOT / change.path).read_text(encoding="utf-8")), flush=True)
    print(
        f"{len(changes) - len(survivors)} of {len(changes)} killed ({1 - len(survivors) / len(changes):.1%})"
    )
    options.survivors.write_text(json.dumps([asdict(change) for change in survivors]), encoding="utf-8")
    return 0


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.mutation", description=__doc__)
    parser.add_argument("command", choices=("cover", "run"))
    parser.add_argument("--rooms", nargs="+", default=ROOMS, metavar="FOLDER")
    parser.add_argument("--tests", nargs="*", default=[], metavar="PATH", help="of cover: not all")
    parser.add_argument("--seed", type=int, default=12)
    parser.add_argument("--number", type=int, default=200)
    parser.add_argument(
        "--most", type=float, default=float("inf"), metavar="SECONDS", help="of tests a change"
    )
    parser.add_argument("--only", type=Path, metavar="FILE", help="the survivors of an earlier run")
    parser.add_argument("--survivors", type=Path, default=ROOT / "var" / "mutation-survivors.json")
    options = parser.parse_args()
    return {"cover": cover, "run": run}[options.command](options)


if __name__ == "__main__":
    sys.exit(main())
