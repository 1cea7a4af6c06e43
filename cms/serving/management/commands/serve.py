"""The server of an installation, with as many processes and threads as its settings say."""

import os
import sys
from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Tags, run_checks
from django.core.management.base import CommandError
from django.db import DEFAULT_DB_ALIAS, connection

from cms.database.descriptions import services
from cms.database.migrations import MigratedCommand
from cms.serving import ports, server, static_files
from cms.serving.checks import cache_can_be_used
from cms.serving.connections import too_many

#: This server speaks http alone: TLS ends before it.
ENDLESS = (
    "Every page would redirect to itself for ever: requests come by http, and nothing says which of them "
    "were https before the proxy. Set SECURE_PROXY_SSL_HEADER=X-Forwarded-Proto and have the proxy set that "
    "header on every request (deploy/), or SECURE_SSL_REDIRECT=false where there is no TLS."
)


class Command(MigratedCommand):
    help = (
        "Serve the CMS: CMS_WEB_PROCESSES processes with CMS_WEB_THREADS threads each. One that dies is "
        "started again. In front belongs a proxy that ends TLS (deploy/)."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--host",
            default=settings.CMS_WEB_HOST,
            help="address to listen at (default: CMS_WEB_HOST, 127.0.0.1)",
        )
        parser.add_argument("--port", type=int, default=8000, help="port to listen at (default: 8000)")

    def handle(self, *args: Any, **options: Any) -> None:
        if sentence := static_files.uncollected():
            raise CommandError(f"Cluster CMS does not start: {sentence}")
        if settings.SECURE_SSL_REDIRECT and not settings.SECURE_PROXY_SSL_HEADER:
            raise CommandError(ENDLESS)
        if problem := ports.why_not(options["host"], options["port"]):
            raise CommandError(f"{problem} with --host or --port.")
        processes, threads = settings.CMS_WEB_PROCESSES, settings.CMS_WEB_THREADS
        warnings = [_told(one) for one in _found()]
        warnings += [too_many(processes, threads), static_files.outdated()]
        for warning in filter(None, warnings):
            self.stderr.write(self.style.WARNING(warning))
        self.stdout.write(services())
        connection.close()
        command = server.command(host=options["host"], port=options["port"], processes=processes)
        sys.stdout.flush()
        sys.stderr.flush()
        # In the place of this process: signals of a supervisor reach the server itself.
        os.execv(command[0], command)


def _found() -> list[CheckMessage]:
    """Return what checks find that ask the database and the cache."""
    found = run_checks(tags=[Tags.database], databases=[DEFAULT_DB_ALIAS])
    return [*found, *cache_can_be_used(None)]


def _told(one: CheckMessage) -> str:
    return f"{one.msg} {one.hint}" if one.hint else str(one.msg)
