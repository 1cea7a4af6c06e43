"""How many connections to PostgreSQL an installation may open, and whether there are so many."""

from django.db import connection

#: For workers (two each while a task takes long), regular jobs, migrations and backups.
BESIDE_THE_SERVER = 10


def too_many(processes: int, threads: int) -> str:
    """Return a sentence if the database takes fewer connections than may be needed, else an empty text."""
    if connection.vendor != "postgresql":
        return ""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT current_setting('max_connections')::int"
            " - current_setting('superuser_reserved_connections')::int"
        )
        (most,) = cursor.fetchone()
    connection.close()
    needed = processes * threads + BESIDE_THE_SERVER
    if needed <= most:
        return ""
    return (
        f"{processes} processes with {threads} threads, and {BESIDE_THE_SERVER} connections for workers and "
        f"regular jobs, come to {needed} connections; the database takes {most}. Set CMS_WEB_PROCESSES or "
        "CMS_WEB_THREADS lower, or PostgreSQL's max_connections higher."
    )
