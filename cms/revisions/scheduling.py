"""The scheduled run: pages go live and expire at their time, each for itself."""

import logging
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from functools import partial
from typing import Any

from django.apps import apps
from django.core.exceptions import NON_FIELD_ERRORS, FieldDoesNotExist, ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from wagtail.models import DraftStateMixin, Page, Revision

from .models import FailedRun

logger = logging.getLogger(__name__)


@dataclass
class Run:
    """What a scheduled run did: a line for each object."""

    published: list[str] = field(default_factory=list)
    expired: list[str] = field(default_factory=list)
    failed: list[str] = field(default_factory=list)


def run_schedule(*, now: datetime | None = None) -> Run:
    """Take from the website what has expired, then publish what is due.

    Each object has a transaction of its own: one that fails is logged and noted for moderators, the others go
    on, and the next run tries it again.
    """
    moment = now or timezone.now()
    run = Run()
    FailedRun.objects.exclude(pk__in=FailedRun.objects.waiting(now=moment).values("pk")).delete()
    for one in expired_objects(moment):
        unpublish = partial(one.unpublish, set_expired=True, log_action="wagtail.unpublish.scheduled")
        if _done(run, one, None, unpublish):
            run.expired.append(str(one))
    for revision in due_revisions(moment):
        if _done(run, revision, revision, partial(revision.publish, log_action="wagtail.publish.scheduled")):
            run.published.append(revision.object_str)
    return run


def expired_objects(now: datetime) -> Iterator[Any]:
    """Yield what is live although its time is over, pages first."""
    others = (model for model in apps.get_models() if issubclass(model, DraftStateMixin))
    for model in (Page, *(model for model in others if not issubclass(model, Page))):
        yield from list(model.objects.filter(live=True, expire_at__lt=now).order_by("expire_at", "pk"))


def due_revisions(now: datetime) -> list[Revision]:
    return list(Revision.objects.filter(approved_go_live_at__lt=now).order_by("approved_go_live_at", "pk"))


def _done(run: Run, one: Any, revision: Revision | None, act: Callable[[], Any]) -> bool:
    try:
        with transaction.atomic():
            act()
    except Exception as error:
        reason = reason_of(error, _model(one))
        run.failed.append(f"{one}: {reason}" if revision is None else f"{revision.object_str}: {reason}")
        _note(one, revision, reason)
        return False
    return True


def _note(one: Any, revision: Revision | None, reason: str) -> None:
    """Log what failed, with all details the first time, and keep it for moderators."""
    what = "publish" if revision else "unpublish"
    page_id = _page_id(one, revision)
    known = FailedRun.objects.filter(page_id=page_id, revision=revision) if page_id else None
    if known is not None and known.filter(reason=reason).exists():
        logger.warning("A scheduled run still cannot %s page %s: %s", what, page_id, reason)
        return
    name = f"page {page_id}" if page_id else f"{one._meta.label} {one.pk}"
    logger.exception("A scheduled run could not %s %s.", what, name)
    if page_id:
        FailedRun.objects.update_or_create(
            page_id=page_id,
            revision=revision,
            defaults={"reason": reason, "failed_at": timezone.now()},
        )


def _model(one: Any) -> type[Any]:
    """Return the type of an object, or of that which a revision is of."""
    if isinstance(one, Revision):
        return one.content_type.model_class() or Page
    return getattr(one, "specific_class", None) or type(one)


def _page_id(one: Any, revision: Revision | None) -> int | None:
    """Return the page that is meant; None for a snippet, and for a revision whose page is no more."""
    if revision is None:
        return one.pk if isinstance(one, Page) else None
    if revision.base_content_type.model_class() is not Page:
        return None
    return Page.objects.filter(pk=revision.object_id).values_list("pk", flat=True).first()


def reason_of(error: Exception, model: type[Any] = Page) -> str:
    """Return for an editor why something of a model could not be published."""
    if not isinstance(error, ValidationError):
        return _("Something unexpected went wrong (%(name)s). The log of the server says more.") % {
            "name": type(error).__name__
        }
    if not hasattr(error, "error_dict"):
        return " ".join(error.messages)
    sentences = []
    for name, errors in error.error_dict.items():
        messages = " ".join(ValidationError(errors).messages)
        label = "" if name == NON_FIELD_ERRORS else _label(model, name)
        sentences.append(f"{label}: {messages}" if label else messages)
    return " ".join(sentences)


def _label(model: type[Any], name: str) -> str:
    try:
        return capfirst(str(model._meta.get_field(name).verbose_name))
    except (FieldDoesNotExist, AttributeError):
        return name
