from typing import Any

from django.db import transaction

from cms.database.migrations import MigratedCommand
from cms.foundation.models import BasePage
from cms.foundation.page_models import page_models_of


class Command(MigratedCommand):
    help = (
        "Derive anew what lists and search read of every page: needed once after an update that adds such a "
        "column. Texts, revisions and dates stay as they are. Can be run again."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        count = 0
        for model in page_models_of(BasePage):
            for pk in model.objects.exact_type(model).order_by("pk").values_list("pk", flat=True):
                with transaction.atomic():
                    # Read for itself and held: an editor may be publishing it.
                    page = model.objects.select_for_update().filter(pk=pk).first()
                    if page is not None:
                        page.save(clean=False)
                        count += 1
        if options["verbosity"] > 0:
            self.stdout.write(f"refreshed {count} pages")
