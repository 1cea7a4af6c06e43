"""The benchmark: `python -m tests.benchmark`, or with the name of a command; see README.md."""

import argparse
import sys
from typing import Any

from . import compare, dearest, growth, memory, stale

COMMANDS: dict[str, Any] = {
    "compare": compare,
    "dearest": dearest,
    "growth": growth,
    "memory": memory,
    "stale": stale,
}


def main() -> int:
    given = sys.argv[1:]
    name = given.pop(0) if given and given[0] in COMMANDS else "compare"
    command = COMMANDS[name]
    parser = argparse.ArgumentParser(prog=f"python -m tests.benchmark {name}", description=command.__doc__)
    command.add_options(parser)
    return command.run(parser.parse_args(given))


if __name__ == "__main__":
    sys.exit(main())
