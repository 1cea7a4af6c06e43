"""Which database and cache an installation uses, as an operator may read it in a log: without a password."""

from pathlib import Path
from urllib.parse import urlsplit

from django.conf import settings
from django.db import connection


def database() -> str:
    """Return engine, name and place of the database."""
    options = connection.settings_dict
    if connection.vendor == "sqlite":
        return f"SQLite, {_shown(options['NAME'])}"
    host, port = options["HOST"] or "the local socket", options["PORT"] or 5432
    return f"PostgreSQL, {options['NAME']} at {host}:{port}"


def cache() -> str:
    """Return kind and place of the cache."""
    options = settings.CACHES["default"]
    location = options.get("LOCATION", "")
    if not isinstance(location, str) or "://" not in location:
        return "the memory of each process"
    parts = urlsplit(location)
    return f"Redis, {parts.hostname}:{parts.port or 6379}{parts.path.rstrip('/')}"


def services() -> str:
    """Return one line about both."""
    return f"Database: {database()}. Cache: {cache()}."


def _shown(name: str | Path) -> str:
    return "in memory" if "memory" in str(name) and not Path(name).is_absolute() else str(name)
