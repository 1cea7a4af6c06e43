"""Makes an invented association and serves it: the CMS and the reference frontend on two origins."""

import logging
import os
import signal
import sys
import time
from argparse import ArgumentParser
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import FrameType
from typing import Any, NoReturn

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from cms.demo import runtime, static_files
from cms.demo.building import build, is_new, studio
from cms.demo.ledger import ForeignContent, refuse_foreign_content
from cms.demo.logins import LOGINS
from cms.demo.migrating import migrate
from cms.demo.processes import Child, Children, PortTaken, ProcessFailed, Said, refuse_taken_ports
from cms.demo.progress import Progress
from cms.demo.protection import PASSWORD, protected_pages
from cms.home.sites import ForeignSite
from cms.media.services.missing_renditions import incomplete_image_ids

#: Each makes the sizes of one picture at a time, behind whatever else wants the processors.
WORKERS = min(2, os.cpu_count() or 1)
#: Says that a website may not read the API (`site_config.cors`): its developer looks here, not into a log.
OF_ORIGINS = "cms.origins"
#: SQLite keeps no queue: on a busy machine a worker may find it locked once too often.
WORKER_RESTARTS = 20


class Command(BaseCommand):
    help = (
        "Make the demo, an invented association, and serve it: the CMS and the reference frontend, each on "
        "its own port of this machine. Can be run again; what is there stays as it is."
    )
    # Begun under any settings; the processes that do the work check themselves.
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--no-serve", action="store_true", help="only make the content")
        parser.add_argument("--port", type=int, default=8000, help="port of the CMS (default: 8000)")
        parser.add_argument(
            "--frontend-port", type=int, default=3000, help="port of the frontend (default: 3000)"
        )
        parser.add_argument(
            "--website",
            metavar="ADDRESS",
            help=(
                "a website of your own, such as http://localhost:5173: it may read the API, and links and "
                "previews of the CMS lead there instead of to the reference frontend"
            ),
        )
        parser.add_argument(
            "--picture-width",
            type=int,
            help="draw pictures of this width in pixels instead of 1600, to be quick",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            website = runtime.website_at(options["website"] or runtime.origin(options["frontend_port"]))
        except runtime.NoWebsite as error:
            raise CommandError(f"--website: {error}") from error
        self._environment = runtime.environment(
            Path(settings.CMS_DATA_DIR),
            port=options["port"],
            frontend_port=options["frontend_port"],
            website=website,
        )
        self._logs = Path(settings.CMS_DATA_DIR) / "logs"
        if not runtime.is_ready():
            self.stdout.flush()
            os.execve(sys.executable, runtime.manage(*_arguments(options)), self._environment)
        serves = not options["no_serve"]
        progress = Progress(self.stdout)
        # A line for each published page would hide the few that matter here.
        logging.getLogger().setLevel(logging.WARNING)
        try:
            with stoppable(), Children(self._logs, self._environment) as children:
                if serves:
                    refuse_taken_ports(
                        {"--port": options["port"], "--frontend-port": options["frontend_port"]}
                    )
                self._make(children, progress, options, website, serves)
                if serves:
                    self._serve(children, progress, options["port"], options["frontend_port"], website)
        except (ForeignContent, ForeignSite, PortTaken, ProcessFailed) as error:
            raise CommandError(str(error)) from error
        except KeyboardInterrupt:
            self.stdout.write("\nStopped. Run the same command again to go on.")
            raise SystemExit(0 if serves and progress.is_serving else 130) from None

    def _make(
        self, children: Children, progress: Progress, options: dict[str, Any], website: str, serves: bool
    ) -> None:
        # The first line of all: what follows takes minutes on a busy machine.
        progress.begin("Making the database …" if is_new() else "Looking at what is there …")
        state = static_files.current_state() if serves else ""
        collecting: Child | None = None
        if serves and not static_files.are_collected(state):
            command = runtime.manage("collectstatic", "--no-input", "--verbosity", "0")
            collecting = children.start("collectstatic", command, runtime.ROOT)
        with studio(width=options["picture_width"]) as drawn:
            migrate(progress)
            refuse_foreign_content()
            if serves:
                # They encode the first pictures while the others are still being drawn.
                for number in range(1, WORKERS + 1):
                    command = runtime.manage("db_worker")
                    children.start(
                        f"worker-{number}", command, runtime.ROOT, is_patient=True, restarts=WORKER_RESTARTS
                    )
            made, was_at, is_at = build(drawn, website=website, is_moving=serves, tell=progress)
        if collecting:
            children.finish(collecting)
            static_files.note_collected(state)
            progress("Static files collected")
        self.stdout.write(
            f"The demo is made: {made} things in {progress.elapsed():.0f} s."
            if made
            else "The demo was there already; nothing was changed."
            if was_at == is_at
            else "The demo was there already."
        )
        if was_at != is_at:
            self.stdout.write(f"The website was at {was_at}; it is at {is_at} now.")
        elif options["website"] and not serves:
            self.stdout.write(f"The website is at {is_at}; only a demo that is served moves it.")
        waiting = len(incomplete_image_ids())
        if waiting and not serves:
            self.stdout.write(f"{waiting} pictures get all their sizes from: python manage.py db_worker")

    def _serve(
        self, children: Children, progress: Progress, port: int, frontend_port: int, website: str
    ) -> None:
        cms, frontend = runtime.origin(port), runtime.origin(frontend_port)
        children.start("cms", runtime.server("site_config.rsgi:application", port), runtime.ROOT)
        children.start(
            "frontend", runtime.server("cms.demo.frontend:rsgi_application", frontend_port), runtime.ROOT
        )
        children.wait_for({"The CMS": f"{cms}/healthz", "The frontend": f"{frontend}/config.js"})
        progress("Servers started")
        progress.is_serving = True
        width = max(len(login.username) for login in LOGINS)
        self.stdout.write(
            "\n".join(
                [
                    "",
                    *([] if website == frontend else [f"  Yours     {website}/"]),
                    f"  Website   {frontend}/de/",
                    f"            {frontend}/en/",
                    f"  Admin     {cms}/admin/",
                    f"  GraphQL   {cms}/graphql/",
                    f"  Explorer  {cms}/graphiql/",
                    f"  Logs      {self._logs}/ ({', '.join(children.names)})",
                    "",
                    *(
                        f"  {login.role.capitalize():<14} {login.username:<{width}}  {login.password}"
                        for login in LOGINS
                    ),
                    "",
                    *(f"  Protected page {page.full_url}  {PASSWORD}" for page in protected_pages()),
                    "",
                    "These passwords are for the demo alone. Ctrl-C stops everything.",
                ]
            )
        )
        self.stdout.flush()
        self._watch(children)

    def _watch(self, children: Children) -> NoReturn:
        waiting: int | None = None
        refused = Said(children.log_of("cms"), OF_ORIGINS)
        told_at = 0.0
        while True:
            children.check()
            for line in refused.new():
                self.stdout.write(line)
                self.stdout.flush()
            if waiting != 0 and time.monotonic() > told_at + 15:
                before, waiting = waiting, len(incomplete_image_ids())
                told_at = time.monotonic()
                if waiting:
                    self.stdout.write(f"{waiting} pictures are waiting for their other sizes.")
                elif before:
                    self.stdout.write("All pictures have all their sizes.")
                self.stdout.flush()
            time.sleep(0.5)


def _arguments(options: dict[str, Any]) -> list[str]:
    """Return the command line that calls this command with the same options."""
    arguments = ["demo", "--port", str(options["port"]), "--frontend-port", str(options["frontend_port"])]
    if options["no_serve"]:
        arguments.append("--no-serve")
    if options["website"]:
        arguments += ["--website", options["website"]]
    if options["picture_width"]:
        arguments += ["--picture-width", str(options["picture_width"])]
    return arguments


@contextmanager
def stoppable() -> Iterator[None]:
    """Let a termination end this process as Ctrl-C does, so that it takes its children along."""

    def stop(number: int, frame: FrameType | None) -> None:
        raise KeyboardInterrupt

    before = signal.signal(signal.SIGTERM, stop)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)
