from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from cms.home.sites import ForeignSite, start_site


class Command(BaseCommand):
    help = "Make languages, root pages, sections, settings and groups. Can be run again."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--name", default="Cluster", help="what the association is called")
        parser.add_argument(
            "--host", default="localhost", help="host name of the frontend (default: localhost)"
        )
        parser.add_argument("--port", type=int, default=3000, help="port of the frontend (default: 3000)")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            started = start_site(name=options["name"], hostname=options["host"], port=options["port"])
        except ForeignSite as error:
            raise CommandError(str(error)) from error
        for line in started.made:
            self.stdout.write(f"made {line}")
        if not started.made:
            self.stdout.write("everything was there already")
        self.stdout.write(f"The site is {started.site.root_url} in {', '.join(started.homes)}.")
