"""The command line of the server: how many processes and threads it has, and what becomes of one that dies.

Each thread keeps a connection to the database. A server that was given no number would begin as many threads
as requests come at once, up to 256 a process, and PostgreSQL takes 100 connections.
"""

import sys

#: What an installation has that says nothing (CMS_WEB_PROCESSES, CMS_WEB_THREADS).
PROCESSES = 2
THREADS = 8
APPLICATION = "site_config.rsgi:application"
#: Seconds that a process gets to end what it answers. A process that is ended is not asked any more.
SECONDS_TO_END = 30


def command(
    application: str = APPLICATION,
    *,
    host: str = "127.0.0.1",
    port: int = 8000,
    processes: int = PROCESSES,
    seconds_to_end: int = SECONDS_TO_END,
) -> list[str]:
    """Return the command line of a server. A process of it that dies is started again.

    `application` says itself how many threads it has (`rsgi.RsgiApplication`).
    """
    return [
        *(sys.executable, "-m", "granian", "--interface", "rsgi", "--no-ws"),
        # Connections are read and written beside the thread that runs Python's event loop.
        *("--runtime-mode", "mt"),
        *("--host", host, "--port", str(port)),
        *("--workers", str(processes)),
        *("--respawn-failed-workers", "--workers-kill-timeout", str(seconds_to_end)),
        application,
    ]
