"""`python -m tests.faults NAME`: breaks servers of its own; README.md says what for."""

import argparse
import os
import shutil
import sys
import tempfile
from contextlib import ExitStack
from pathlib import Path

from . import clusters

ROOT = Path(__file__).resolve().parent.parent.parent


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.faults", description=__doc__)
    runs = parser.add_subparsers(dest="run", required=True)
    workers = runs.add_parser("workers", help="workers are killed while they run tasks")
    workers.add_argument("--database", choices=("sqlite", "postgresql"), default="sqlite")
    workers.add_argument("--kills", type=int, default=20)
    workers.add_argument("--restarts", type=int, help="of PostgreSQL (default: 3; none on SQLite)")
    workers.add_argument("--workers", type=int, default=3)
    workers.add_argument("--mails", type=int, default=40)
    workers.add_argument("--lease", type=int, default=3, help="seconds (default: 3)")
    workers.add_argument("--migrated", type=Path, help="a SQLite file or an SQL dump to begin with")
    away = runs.add_parser("database", help="PostgreSQL is stopped under servers that are asked")
    away.add_argument("--seconds", type=int, default=30)
    away.add_argument("--rate", type=float, default=20, help="requests a second (default: 20)")
    rolling = runs.add_parser("rolling", help="two servers behind nginx are restarted one after the other")
    rolling.add_argument("--rounds", type=int, default=3)
    rolling.add_argument("--rate", type=float, default=10, help="requests a second (default: 10)")
    for one in (away, rolling):
        one.set_defaults(database="postgresql", lease=3, migrated=None)
    options = parser.parse_args()
    with ExitStack() as stack:
        data_dir = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="faults-")))
        cluster = None
        if options.database == "postgresql":
            cluster = stack.enter_context(clusters.Cluster())
            if options.migrated:
                cluster.load(options.migrated)
            url = cluster.url
        else:
            file = data_dir / "cms.sqlite3"
            if options.migrated:
                shutil.copy(options.migrated, file)
            url = f"sqlite:///{file}"
        os.environ.update(environment(url, data_dir, options.lease))
        import django

        django.setup()
        from .servers import database_away, rolling_restart
        from .workers import run

        if options.run == "database":
            assert cluster is not None
            return database_away(data_dir / "logs", cluster, seconds=options.seconds, rate=options.rate)
        if options.run == "rolling":
            return rolling_restart(data_dir / "logs", rounds=options.rounds, rate=options.rate)
        restarts = 0 if cluster is None else 3 if options.restarts is None else options.restarts
        return run(
            data_dir / "logs", cluster,
            kills=options.kills, restarts=restarts, workers=options.workers, mails=options.mails,
        )  # fmt: skip


def environment(database: str, data_dir: Path, lease: int) -> dict[str, str]:
    """Return the environment variables of the CMS."""
    return {
        "DJANGO_SETTINGS_MODULE": "tests.faults.settings",
        "SECRET_KEY": "of-a-fault-test-" + "0123456789abcdef" * 4,
        "ALLOWED_HOSTS": "localhost,127.0.0.1",
        "CMS_FRONTEND_ORIGINS": "http://localhost:3000",
        "SECURE_SSL_REDIRECT": "false",
        "CMS_LOG_LEVEL": "WARNING",
        "CMS_DATA_DIR": str(data_dir),
        "CMS_TASK_LEASE_SECONDS": str(lease),
        "DATABASE_URL": database,
        "CACHE_URL": "",
    }


if __name__ == "__main__":
    sys.exit(main())
