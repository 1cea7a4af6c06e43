#!/usr/bin/env python3
"""Cluster CMS from the command line, with the development settings unless DJANGO_SETTINGS_MODULE differs."""

import os
import sys


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "site_config.settings.dev")
    from django.core.management import execute_from_command_line

    execute_from_command_line(sys.argv)


if __name__ == "__main__":
    main()
