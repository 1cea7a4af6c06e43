"""Which drafts name what is about to be deleted."""

from collections.abc import Sequence
from typing import Any

from django.contrib.auth.models import AbstractBaseUser, AnonymousUser
from django.contrib.contenttypes.models import ContentType
from django.db.models import Q
from django.utils.translation import gettext as _
from wagtail.models import Page, ReferenceIndex

from .notices import Notice

#: So many drafts are named; who needs more finds them in the list of uses.
MAX_NAMED = 20


def draft_notices(objects: Sequence[Any], user: AbstractBaseUser | AnonymousUser) -> list[Notice]:
    """Return a sentence that names the drafts in which some objects are used, if there are any.

    These are versions that wait on top of a public page, and pages that were never public.
    """
    objects = [one for one in objects if one is not None and one.pk is not None]
    if not objects:
        return []
    of_pages = ReferenceIndex.get_references_to_in_bulk(objects).filter(
        base_content_type=ContentType.objects.get_for_model(Page)
    )
    rows = list(of_pages.values_list("object_id", "model_path"))
    anywhere = {int(key) for key, _path in rows}
    in_drafts = {int(key) for key, path in rows if path.startswith("draft.")}
    going = {one.pk for one in objects if isinstance(one, Page)}
    pages = (
        Page.objects.filter(Q(pk__in=in_drafts) | Q(pk__in=anywhere, live=False, alias_of=None))
        .exclude(pk__in=going)
        .order_by("draft_title", "pk")
    )
    titles = [_title(page, user) for page in pages[:MAX_NAMED]]
    if not titles:
        return []
    return [
        Notice(
            _("Used in the draft of the following pages. If it is deleted, it will be missing there:"), titles
        )
    ]


def _title(page: Page, user: AbstractBaseUser | AnonymousUser) -> str:
    if page.permissions_for_user(user).can_edit():
        return str(page.get_admin_display_title())
    return _("a page of others")
