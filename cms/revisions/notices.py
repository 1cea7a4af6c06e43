"""What the editor of a page has to know before anything else: it stands on top of the form."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

from django.urls import reverse
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from wagtail.admin.utils import get_user_display_name
from wagtail.models import Page, TaskState, WorkflowState
from wagtail.utils.timestamps import render_timestamp

from cms.foundation.dangling import LeftOut, Target, titles_of
from cms.foundation.dangling_streams import leave_out_of_texts
from cms.foundation.models import BasePage

from .models import FailedRun


@dataclass(frozen=True)
class Notice:
    """A sentence, what it names one by one, and what somebody else has written."""

    text: str
    items: list[str] = field(default_factory=list)
    quotation: str = ""
    #: (address, words), each to be opened beside the form.
    links: list[tuple[str, str]] = field(default_factory=list)


def leave_out(page: Page) -> None:
    """Take what is gone out of the texts of a page that an editor opens, and add it to `left_out`."""
    if isinstance(page, BasePage):
        page.left_out = [*page.left_out, *leave_out_of_texts(page)]


def notices(page: Page) -> list[Notice]:
    """Return what is to be said above the form of a page, the most urgent first."""
    found = [_failed_run(page), _rejection(page)]
    if isinstance(page, BasePage):
        found = [_conflict(page), *found, _unreadable(page), *left_out_notices(page.left_out)]
    return [notice for notice in found if notice is not None]


def left_out_notices(left_out: Iterable[LeftOut]) -> list[Notice]:
    """Return a sentence for what a version names and is gone, if it names any."""
    items = _items(left_out)
    if not items:
        return []
    return [Notice(_("This version names things that no longer exist. They were left out:"), items)]


def _items(left_out: Iterable[LeftOut]) -> list[str]:
    """Return a line for each place, with what stood there and was called what; alike ones stand in one."""
    left_out = list(left_out)
    titles = titles_of(target for one in left_out for target in one.targets)
    counts = Counter(_line(one, titles) for one in left_out)
    return [f"{count} × {line}" if count > 1 else line for line, count in counts.items()]


def _line(one: LeftOut, titles: dict[Target, str]) -> str:
    line = str(capfirst(one.name))
    known = [titles[target] for target in one.targets if target in titles]
    if known:
        quoted = ", ".join(_("“%(title)s”") % {"title": title} for title in known)
        line = f"{line} {quoted}"
    if one.words:
        line = _("%(name)s: “%(words)s”") % {"name": line, "words": one.words}
    if one.number:
        place = {"line": line, "field": capfirst(one.field), "number": one.number}
        return _("%(line)s (%(field)s, no. %(number)s)") % place
    return _("%(line)s (%(field)s)") % {"line": line, "field": capfirst(one.field)} if one.field else line


def _conflict(page: BasePage) -> Notice | None:
    """Return where the newer version can be seen; that there is one is said by the form."""
    conflict = page.conflict
    if conflict is None:
        return None
    links = [(reverse("wagtailadmin_pages:edit", args=(page.pk,)), _("See the newer version"))]
    if conflict.loaded_id and conflict.loaded_id != conflict.newer.pk:
        versions = (page.pk, conflict.loaded_id, conflict.newer.pk)
        what_changed = reverse("wagtailadmin_pages:revisions_compare", args=versions)
        links.append((what_changed, _("See what was changed there")))
    # See templates/wagtailadmin/pages/edit.html.
    until_then = _("Until then the browser saves nothing by itself.")
    return Notice(f"{conflict} {until_then}", links=links)


def _unreadable(page: BasePage) -> Notice | None:
    if not page.is_unreadable:
        return None
    return Notice(
        _(
            "The last saved version of this page cannot be read. The version before it is shown. "
            "When you save, it takes the place of the one that cannot be read."
        )
    )


def _failed_run(page: Page) -> Notice | None:
    failed = FailedRun.objects.waiting(now=timezone.now()).filter(page_id=page.pk).first()
    if failed is None:
        return None
    if failed.revision_id is None:
        return Notice(
            _("This page should have been taken from the website, but that failed:"), [failed.reason]
        )
    return Notice(
        _(
            "This page should have been published, but that failed. "
            "Cancel the schedule, correct the page and publish it again."
        ),
        [failed.reason],
    )


def _rejection(page: Page) -> Notice | None:
    """Return what a moderator wrote who sent the page back, as long as nobody has submitted it again."""
    workflow = page.current_workflow_state
    if workflow is None or workflow.status != WorkflowState.STATUS_NEEDS_CHANGES:
        return None
    rejected = (
        TaskState.objects.filter(workflow_state=workflow, status=TaskState.STATUS_REJECTED)
        .select_related("finished_by")
        .order_by("-finished_at", "-pk")
        .first()
    )
    if rejected is None:
        return None
    values = {
        "name": get_user_display_name(rejected.finished_by) if rejected.finished_by else _("A moderator"),
        "moment": render_timestamp(rejected.finished_at),
    }
    comment = rejected.specific.get_comment().strip()
    if comment:
        return Notice(_("%(name)s sent this page back on %(moment)s and wrote:") % values, quotation=comment)
    return Notice(_("%(name)s sent this page back on %(moment)s without a comment.") % values)
