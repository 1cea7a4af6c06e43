"""What Wagtail's admin says about forms beyond its own."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.models import AbstractBaseUser, Permission
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import ngettext
from wagtail import hooks
from wagtail.models import Page

from .models import Submission
from .reading import PERMISSION, may_read


@hooks.register("register_permissions")
def offer_reading() -> QuerySet[Permission]:
    """Have groups say whether they may read what visitors send."""
    return Permission.objects.filter(content_type__app_label="forms", codename=PERMISSION)


@hooks.register("filter_form_submissions_for_user")
def show_to_readers_alone(user: AbstractBaseUser, forms: QuerySet[Page]) -> QuerySet[Page]:
    """Keep list, export, deletion and the menu from who may edit a form, but not read what it received."""
    return forms if may_read(user) else forms.none()


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
