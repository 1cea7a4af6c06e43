"""django-tasks-db's command of this name, with the worker that loses no task."""

import os
from contextlib import suppress
from typing import Any

from django.core.management.base import CommandError
from django.utils.autoreload import DJANGO_AUTORELOAD_ENV, run_with_reloader
from django_tasks_db.management.commands.db_worker import Command as LibraryCommand

from cms.database.migrations import refuse_unapplied_migrations
from cms.tasks.worker import DATABASE_AWAY, Worker


class Command(LibraryCommand):
    help = "Work on background tasks. Ended by a signal, it finishes its task first."

    def handle(self, **options: Any) -> None:
        self.configure_logging(options["verbosity"])
        queue_names = options["queue_name"].split(",")
        excluded = options["exclude_queues"].split(",") if options["exclude_queues"] else []
        if excluded and "*" not in queue_names:
            raise CommandError("--exclude-queues can only be used with --queue-name=*")
        names = ("interval", "batch", "backend_name", "startup_delay", "max_tasks", "worker_id")
        worker = Worker(
            queue_names=queue_names,
            excluded_queue_names=excluded,
            **{name: options[name] for name in names},
        )
        if options["reload"] and not options["batch"]:
            # The worker refuses by itself, but the reloader would wait for other code then.
            with suppress(*DATABASE_AWAY):
                refuse_unapplied_migrations()
            if os.environ.get(DJANGO_AUTORELOAD_ENV) == "true":
                worker.configure_signals()
            run_with_reloader(worker.run)
        else:
            worker.configure_signals()
            worker.run()
