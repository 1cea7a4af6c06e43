"""Records side effects that a query must not have: writes, encoding, media files, network calls, tasks.

They are recorded rather than refused, so that no `except` on the way can hide them.
"""

import re
import sys
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any
from unittest import mock

import PIL.Image
from django.conf import settings
from django.core.files.storage import FileSystemStorage
from django.db import connection
from django.dispatch import receiver
from django_tasks.signals import task_enqueued

from cms.delivery.edition import current_edition

#: How a statement begins that changes nothing. `FOR UPDATE` takes a lock, so it is none.
READS = ("SELECT", "WITH")
#: What of a store costs a look at the disk, or a request where the store is elsewhere.
STORE = ("open", "save", "delete", "exists", "listdir", "size", "get_modified_time", "get_created_time")
FILE_EVENTS = ("open", "os.listdir", "os.scandir", "os.remove", "os.rename", "os.mkdir", "os.utime")
CALLS = ("socket.connect", "socket.getaddrinfo", "subprocess.Popen", "urllib.Request")

_noted: list[str] | None = None


def _note(what: str) -> None:
    if _noted is not None:
        _noted.append(what)


def _audit(event: str, arguments: tuple[Any, ...]) -> None:
    if _noted is None:
        return
    if event in CALLS and not _is_a_service_of_ours(event, arguments):
        _note(f"{event} {arguments[1:]}")
    elif event in FILE_EVENTS and str(arguments[0]).startswith(str(settings.MEDIA_ROOT)):
        _note(f"{event} {Path(str(arguments[0])).name}")


# An audit hook stays for the life of the process; it notes nothing outside of `noted_deeds`.
sys.addaudithook(_audit)


def _is_a_service_of_ours(event: str, arguments: tuple[Any, ...]) -> bool:
    """The database and the cache of a run may be connected to at any time."""
    address = arguments[1] if event == "socket.connect" else arguments[:2]
    names = f"{connection.settings_dict.get('PORT', '')} {settings.CACHES['default'].get('LOCATION', '')}"
    port = address[1] if isinstance(address, tuple) and len(address) > 1 else None
    return port is not None and str(port) in re.findall(r"\d+", names)


def _around_sql(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
    if not sql.lstrip("( \n").upper().startswith(READS) or "FOR UPDATE" in sql.upper():
        _note(f"SQL {sql[:200]}")
    return execute(sql, params, many, context)


def _noting(owner: Any, name: str) -> Any:
    original = getattr(owner, name)

    def call(*arguments: Any, **options: Any) -> Any:
        _note(f"{owner.__name__}.{name}")
        return original(*arguments, **options)

    return mock.patch.object(owner, name, call)


@receiver(task_enqueued)
def _task(**_options: Any) -> None:
    _note("a task for the worker")


@contextmanager
def noted_deeds() -> Iterator[list[str]]:
    """Yield the list to which everything is added that no query may do, while the context lasts."""
    global _noted
    with ExitStack() as stack:
        for name in STORE:
            stack.enter_context(_noting(FileSystemStorage, name))
        stack.enter_context(_noting(PIL.Image, "open"))
        stack.enter_context(_noting(PIL.Image.Image, "save"))
        stack.enter_context(connection.execute_wrapper(_around_sql))
        # In the transaction of a test, the first who asks for the edition after a write changes it: what was
        # written may be rolled back. A request of a server stands in no transaction.
        current_edition()
        _noted = noted = []
        try:
            yield noted
        finally:
            _noted = None
