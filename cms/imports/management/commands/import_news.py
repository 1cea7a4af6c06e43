from argparse import ArgumentParser, ArgumentTypeError
from datetime import date, datetime
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import CommandError, no_translations

from cms.database.migrations import MigratedCommand
from cms.imports.import_reports import lines_of, summary
from cms.imports.news_imports import import_news
from cms.imports.news_plans import Action, NothingToImportInto


class Command(MigratedCommand):
    help = (
        "Import news pages saved as text. Can be run again: a page is found by its source, title and date, "
        "pages that an editor has changed since are left, pictures found later fill their gaps."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        codes = [code for code, _ in settings.WAGTAIL_CONTENT_LANGUAGES]
        parser.add_argument("files", nargs="+", type=Path, metavar="FILE", help="text files (UTF-8)")
        parser.add_argument(
            "--images", type=Path, metavar="DIR", help="folder with the pictures, by the names in the files"
        )
        parser.add_argument(
            "--language", choices=codes, default=codes[0], help=f"of the files (default: {codes[0]})"
        )
        parser.add_argument(
            "--publish", action="store_true", help="publish the articles; else they are drafts"
        )
        parser.add_argument(
            "--publish-members",
            action="store_true",
            help="publish the members that are made, too; read the plan of --dry-run before",
        )
        parser.add_argument(
            "--source",
            default="",
            metavar="NAME",
            help="where the files come from, so that they are known again in another folder "
            "(default: each file's path as given)",
        )
        parser.add_argument(
            "--date",
            type=_day,
            metavar="DAY",
            help="day of the files that name none, like 2025-01-24 or 24.01.2025",
        )
        parser.add_argument("--dry-run", action="store_true", help="say what would be done, and do nothing")

    # The report is English, and so are the reasons in it that an upload form would give in German.
    @no_translations
    def handle(self, *args: Any, **options: Any) -> None:
        dry_run = options["dry_run"]
        day = options["date"]
        try:
            day = _day(day) if isinstance(day, str) else day
        except ArgumentTypeError as error:
            raise CommandError(str(error)) from error
        try:
            plans = import_news(
                options["files"],
                language=options["language"],
                images=options["images"],
                publish=options["publish"],
                publish_members=options["publish_members"],
                source=options["source"],
                day=day,
                dry_run=dry_run,
            )
        except (NothingToImportInto, NotADirectoryError) as error:
            raise CommandError(str(error)) from error
        for plan in plans:
            for line in lines_of(plan, dry_run=dry_run):
                self.stdout.write(line)
        self.stdout.write(summary(plans, dry_run=dry_run))
        refused = sum(plan.action is Action.REJECT for plan in plans)
        if refused:
            raise CommandError(f"{refused} of {len(plans)} files refused; the reasons stand above.")


def _day(text: str) -> date:
    for pattern in ("%Y-%m-%d", "%d.%m.%Y"):
        try:
            return datetime.strptime(text, pattern).date()
        except ValueError:
            continue
    raise ArgumentTypeError(f"{text!r} is no day; write it like 2025-01-24")
