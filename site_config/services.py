"""The databases and caches that a URL can name, with the options each needs."""

from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import dj_database_url
from environs import ValidationError

from .cached_values import PREFIX

DATABASE_EXAMPLE = "postgresql://user:password@host:5432/cluster_cms"
CACHE_EXAMPLE = "redis://host:6379/0"

# How long a thread keeps its connection to the database.
CONNECTION_SECONDS = 600
# Writers wait for one another this long before SQLite answers "database is locked".
SQLITE_BUSY_SECONDS = 20
# WAL lets readers work while one writes; with it, NORMAL loses no consistency, at most the last moment before
# a power cut.
SQLITE_PRAGMAS = "PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL;"


def database(url: str) -> dict[str, Any]:
    """Django's settings for a PostgreSQL or SQLite database. Raises `ValidationError`, without the URL."""
    scheme = url.partition(":")[0]
    if scheme == "sqlite":
        try:
            name = str(dj_database_url.parse(url).get("NAME", ""))
        except ValueError:
            raise ValidationError(
                "Not a valid URL: a path follows sqlite:///, with / between folders."
            ) from None
        if name == ":memory:":
            raise ValidationError("Names a database in memory, which is gone with the process.")
        return sqlite_file(Path(name))
    if scheme not in ("postgres", "postgresql"):
        raise ValidationError("Begins with neither postgresql:// nor sqlite:///.")
    try:
        parsed = dj_database_url.parse(url, conn_max_age=CONNECTION_SECONDS, conn_health_checks=True)
    except ValueError:
        raise ValidationError(
            "Not a valid URL: special characters in user and password are written as %XX."
        ) from None
    if not parsed.get("NAME"):
        raise ValidationError("Names no database after the host.")
    # A host that does not answer is reported after some five seconds, not after two minutes, when
    # a connection is opened as when one is used.
    options = {
        "connect_timeout": 5,
        "tcp_user_timeout": 5_000,
        "keepalives_idle": 5,
        "keepalives_interval": 2,
        "keepalives_count": 3,
        **parsed.get("OPTIONS", {}),
    }
    return {**parsed, "OPTIONS": options}


def sqlite_file(path: Path) -> dict[str, Any]:
    """Django's settings for a SQLite file that several processes share."""
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": path,
        # To open the file takes longer than most answers do.
        "CONN_MAX_AGE": CONNECTION_SECONDS,
        "OPTIONS": {
            # A transaction that reads first and writes later fails at once when another wrote in between;
            # taking the write lock at its start makes it wait instead.
            "transaction_mode": "IMMEDIATE",
            "timeout": SQLITE_BUSY_SECONDS,
            "init_command": SQLITE_PRAGMAS,
        },
    }


def cache(url: str) -> dict[str, Any]:
    """Django's settings for a Redis cache. Raises `ValidationError`, without the URL."""
    try:
        parts = urlsplit(url)
        valid = parts.scheme in ("redis", "rediss") and bool(parts.hostname) and (parts.port or 1) > 0
    except ValueError:
        valid = False
    if not valid:
        raise ValidationError("Not a redis:// or rediss:// URL.")
    return {
        "BACKEND": "django_redis.cache.RedisCache",
        "LOCATION": url,
        "KEY_PREFIX": PREFIX,
        "OPTIONS": {
            # The default is pickle, by which whoever writes to Redis runs code here.
            "SERIALIZER": "site_config.cached_values.PlainSerializer",
            # A cache that is down or slow makes answers slower; it must not fail them. /healthz says so.
            "IGNORE_EXCEPTIONS": True,
            "SOCKET_CONNECT_TIMEOUT": 1,
            "SOCKET_TIMEOUT": 1,
        },
    }


def process_memory() -> dict[str, Any]:
    """Django's settings for a cache in the memory of each process."""
    return {
        "BACKEND": "django.core.cache.backends.locmem.LocMemCache",
        # Django's own limit of 300 entries is less than one page of pictures needs.
        "OPTIONS": {"MAX_ENTRIES": 20_000},
    }
