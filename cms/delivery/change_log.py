"""Change log: append under the lock of the content version, read in its order, prune after a while."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.db.models import Max, QuerySet
from django.db.models.functions import Coalesce
from django.utils import timezone

from .content_version import current_version, locked_version
from .models import Change, ContentVersion

#: Rows of one INSERT or DELETE.
BATCH = 900


class LogPruned(Exception):
    """The log no longer holds everything that came after a sequence number."""


class UnknownSequence(Exception):
    """No entry of this log can have had the sequence number."""


@dataclass(frozen=True, slots=True)
class Feed:
    """Entries of the log, oldest first. `through` is where to go on: nothing up to it is left out."""

    changes: list[Change] = field(default_factory=list)
    through: int = 0
    has_more: bool = False


def append(version: ContentVersion, changes: Iterable[Change]) -> None:
    """Write changes, numbered in this order. `version` is locked by the caller's transaction."""
    rows = list(changes)
    if not rows:
        return
    now = timezone.now()
    for number, change in enumerate(rows, version.number + 1):
        change.sequence, change.at = number, now
    version.number += len(rows)
    version.changed_at = now
    Change.objects.bulk_create(rows, batch_size=BATCH)
    version.save(update_fields=["number", "changed_at"])


def read_changes(site_id: int, *, since: int | None, first: int) -> Feed:
    """Return up to `first` changes of a site after sequence `since`; from the beginning of the log for None.

    The version is read before the rows: what is committed in between is left for the next time, so nothing is
    skipped and nothing is said twice. Whether the log still reaches back is asked after them, for it may be
    pruned in between. Raises `LogPruned` and `UnknownSequence`.
    """
    version = current_version()
    if since is not None and since > version.number:
        raise UnknownSequence
    # Not as "this site's, or of every site": SQLite would find all of these, and sort them.
    rows: QuerySet[Any] = Change.objects.alias(of_site=Coalesce("site_id", site_id))
    rows = rows.filter(of_site=site_id, sequence__lte=version.number)
    if since is not None:
        rows = rows.filter(sequence__gt=since)
    found = list(rows.order_by("sequence")[: first + 1])
    if since is not None and ContentVersion.objects.filter(pruned_through__gt=since).exists():
        raise LogPruned
    if len(found) > first:
        return Feed(found[:first], found[first - 1].sequence, has_more=True)
    return Feed(found, version.number)


def prune(days: int, now: datetime | None = None) -> int:
    """Forget changes that are older than `days`; return how many."""
    with transaction.atomic():
        version = locked_version()
        old = Change.objects.filter(at__lt=(now or timezone.now()) - timedelta(days=days))
        last = old.aggregate(last=Max("sequence"))["last"]
        if last is None:
            return 0
        count, _ = Change.objects.filter(sequence__lte=last).delete()
        version.pruned_through = last
        version.save(update_fields=["pruned_through"])
        return count
