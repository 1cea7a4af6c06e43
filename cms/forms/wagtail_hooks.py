"""What Wagtail's admin says about forms beyond its own."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest
from django.utils.translation import ngettext
from wagtail import hooks
from wagtail.models import Page

from .models import Submission


@hooks.register("before_delete_page")
def warn_of_submissions(request: HttpRequest, page: Page) -> None:
    """Say how many submissions would go with a page and the pages below it."""
    if request.method != "GET":
        return
    count = Submission.objects.filter(page__path__startswith=page.path).count()
    if count:
        text: Any = ngettext(
            "%(count)d submission of a form will be deleted with it. Export it before if you need it.",
            "%(count)d submissions of forms will be deleted with it. Export them before if you need them.",
            count,
        )
        messages.warning(request, text % {"count": count})
