"""What a server process makes sure of before it takes the first request."""

import gc

import django
from django.db import Error, connection
from django.template import engines
from django.urls import get_resolver

from cms.database.errors import explain
from cms.database.migrations import unapplied_migrations
from cms.serving.static_files import uncollected
from site_config.env import WrongEnvironment


def set_up() -> None:
    """Set Django up. Raises SystemExit, with a sentence for each, where environment variables are wrong."""
    try:
        django.setup(set_prefix=False)
    except WrongEnvironment as error:
        raise SystemExit(f"Cluster CMS does not start: {error}") from None


def refuse_to_start_unprepared() -> None:
    """End the process, with a sentence that says what to do, unless everything is there that a server needs.

    Raises SystemExit: without it every page would fail anyway, later and less clearly. Imports every view on
    the way, so that the first request waits for none and a broken one is seen here.
    """
    _refuse_unapplied_migrations()
    _refuse_uncollected_static_files()
    get_resolver().url_patterns  # noqa: B018


def settle_memory() -> None:
    """Make what every answer needs, and have it counted among what stays.

    To be called last. Python looks through all objects every few hundred requests; the quarter of a million
    that are there from the start take it 100 ms, in which no request of the process goes on.
    """
    # This module is imported before the apps are.
    from cms.api.schema.build import get_schema  # noqa: PLC0415

    get_schema()
    # With them come the modules of all template tags. The first page of the admin would import them from the
    # code that stands there by then, which during an update is the next one.
    engines.all()
    gc.collect()
    gc.freeze()


def _refuse_unapplied_migrations() -> None:
    try:
        _refuse(unapplied_migrations())
    except Error as error:
        _refuse(explain(error))
        raise
    finally:
        # Server processes are forked or threaded from here on; each opens its own connection.
        connection.close()


def _refuse_uncollected_static_files() -> None:
    _refuse(uncollected())


def _refuse(sentence: str | None) -> None:
    if sentence:
        raise SystemExit(f"Cluster CMS does not start: {sentence}")
