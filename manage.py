#!/usr/bin/env python3
"""Cluster CMS from the command line, with the development settings unless DJANGO_SETTINGS_MODULE differs."""

import os
import sys


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "site_config.settings.dev")
    from django.core.management import execute_from_command_line
    from django.db import Error

    from site_config.env import WrongEnvironment

    try:
        execute_from_command_line(sys.argv)
    except WrongEnvironment as error:
        # Which variables are wrong, and an example of each: no need to read where Python noticed it.
        sys.exit(str(error))
    except Error as error:
        from cms.database.errors import explain

        # An operator reads what the database said and what to run, whatever command met it.
        sentence = None if "--traceback" in sys.argv else explain(error)
        if sentence is None:
            raise
        sys.exit(sentence)


if __name__ == "__main__":
    main()
