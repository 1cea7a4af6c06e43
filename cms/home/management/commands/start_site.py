from argparse import ArgumentParser
from typing import Any

from django.core.management.base import CommandError

from cms.database.migrations import MigratedCommand
from cms.foundation.addresses import website_address
from cms.home.checks import site_addresses
from cms.home.sites import ForeignSite, start_site


class Command(MigratedCommand):
    help = "Make languages, root pages, sections, settings and groups. Can be run again."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--name", default="", help="what the association is called")
        parser.add_argument(
            "--host", default="", help="host name of the frontend (default: that of CMS_FRONTEND_ORIGINS)"
        )
        parser.add_argument(
            "--port", type=int, help="port of the frontend (default: the same origin's, or 443)"
        )
        parser.add_argument(
            "--update", action="store_true", help="change name, host and port of a site that is there already"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            started = start_site(
                name=options["name"],
                hostname=options["host"],
                port=options["port"],
                is_update=options["update"],
            )
        except ForeignSite as error:
            raise CommandError(str(error)) from error
        for line in started.made:
            self.stdout.write(f"made {line}")
        if not started.made:
            self.stdout.write("everything was there already")
        address = website_address(started.site.root_url)
        self.stdout.write(f"The site is {address} in {', '.join(started.homes)}.")
        for line in started.differing:
            self.stdout.write(self.style.WARNING(f"It stays as it was: {line}."))
        if started.differing:
            self.stdout.write("Run the command again with --update to change that.")
        for warning in site_addresses(None, databases=["default"]):
            self.stdout.write(self.style.WARNING(str(warning.msg)))
