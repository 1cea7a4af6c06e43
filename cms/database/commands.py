"""How a management command is called in the installation that reads of it: every hint asks here.

`manage.py` alone reads no file of variables: beside an installation it would work on another database.
"""

import os

#: Set by what starts an installation that calls commands in its own way: deploy/cms, units, compose.yaml.
VARIABLE = "CMS_COMMAND"
OF_A_CHECKOUT, OF_AN_INSTALLATION = "python manage.py", "deploy/cms"


def to_run(command: str) -> str:
    """Return a command with its options as it is typed here, in code marks; both ways where none is known."""
    if called := _called():
        return f"`{called} {command}`"
    return f"`{OF_A_CHECKOUT} {command}`, of an installation `{OF_AN_INSTALLATION} {command}`"


def line(command: str) -> str:
    """Return a command as this process could be told it, without marks."""
    return f"{_called() or OF_A_CHECKOUT} {command}"


def _called() -> str:
    return os.environ.get(VARIABLE, "").strip()
