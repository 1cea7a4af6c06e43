"""Lock on the `ContentVersion` row, which orders changes: its holder alone changes public content."""

from django.db import connection
from django.utils import timezone

from .models import ContentVersion
from .version_lock import waiting_turn

_ROW = 1


def locked_version() -> ContentVersion:
    """Return the version, locked until the transaction ends; call it before reading what it protects.

    On PostgreSQL by the row's lock. On SQLite a transaction holds the only write lock from its beginning
    (`transaction_mode` IMMEDIATE). Raises `TransactionManagementError` outside a transaction on PostgreSQL.
    """
    with waiting_turn() as may_wait:
        rows = ContentVersion.objects.select_for_update(nowait=not may_wait and _has_nowait())
        # Without the edition: once that is read, the next write changes it again.
        return rows.defer("edition").get_or_create(pk=_ROW)[0]


def current_version() -> ContentVersion:
    """Return the version without a lock: every change up to its `number` can be read from now on."""
    row = ContentVersion.objects.filter(pk=_ROW).defer("edition").first()
    return row or ContentVersion(changed_at=timezone.now())


def lock_or_create_version() -> bool:
    """Lock the version until the transaction ends; True where there was none and it was created."""
    return ContentVersion.objects.select_for_update().get_or_create(pk=_ROW)[1]


def _has_nowait() -> bool:
    return connection.features.has_select_for_update_nowait
