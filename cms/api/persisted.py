"""Documents that a client names instead of sending them.

Three places know them: the manifest of our own operations, those a frontend has registered, and, where any
document may run, those a client has sent once (automatic persisted queries). A lookup asks no database: what
is registered is kept in the process, and looked after every `STALE_AFTER` seconds, so a revoked document
stops running everywhere within that time.
"""

import logging
import re
import time
from dataclasses import dataclass
from threading import Lock

from django.conf import settings
from django.core.cache import cache
from django.db import DatabaseError, InterfaceError
from django.db.models import Count, Max
from django.db.models.signals import post_delete, post_save

from cms.serving.outages import outage
from cms.serving.unavailable import is_unavailable

from .errors import DocumentRequired, DocumentUnknown, ValidationFailed
from .limits import forgotten_on_change
from .manifest import document_hash, manifest_documents
from .models import TrustedDocument

logger = logging.getLogger("cms.api")

#: Seconds after which a process looks whether something was registered or revoked.
STALE_AFTER = 30
#: Seconds between two looks for documents that nobody knows.
UNKNOWN_AFTER = 1
#: Automatic ones: as many as there are slots, each no longer than this, for so many seconds.
SLOTS = 2_048
MOST_CHARACTERS = 32_768
KEPT_FOR = 7 * 24 * 60 * 60
#: A registered one may be longer.
MOST_TRUSTED_CHARACTERS = 131_072
#: Of the automatic ones a process knows so many without asking the cache.
MOST_RECENT = 500
#: What Apollo's clients and urql look for before they send the document itself.
NOT_FOUND = "PersistedQueryNotFound"

SHA256 = re.compile(r"[0-9a-f]{64}")
DOCUMENT_ID = re.compile(r"[A-Za-z0-9._~-]{1,128}")


@dataclass(frozen=True, slots=True)
class Named:
    """A document as a client names it."""

    document_id: str
    #: Where the name stands in the request.
    argument: str
    #: The client sends the text once it is told that it is not known.
    is_automatic: bool = False


class TrustedDocuments:
    """The registered documents, as this process knows them."""

    def __init__(self) -> None:
        self._documents: dict[str, str] = {}
        self._state: tuple[int, int] | None = None
        self._looked_at = 0.0
        self._edition: int | None = None
        self._forgotten = 0
        self._lock = Lock()

    def get(self, document_id: str, stale_after: float = STALE_AFTER) -> str | None:
        """Return the text of a document, as it was known `stale_after` seconds ago or later."""
        self._look(stale_after)
        return self._documents.get(document_id)

    def as_of(self, edition: int | None) -> None:
        """Look again before the next answer if the content has another edition: they are part of it."""
        if edition != self._edition:
            self._edition = edition
            self.forget()

    def forget(self, **kwargs: object) -> None:
        """Read all of them anew when one is asked for."""
        self._forgotten += 1
        self._looked_at, self._state = 0.0, None

    def _look(self, stale_after: float) -> None:
        if self._state is not None and time.monotonic() - self._looked_at < stale_after:
            return
        # One thread looks, the others go on with what there is; at the start all of them wait.
        if not self._lock.acquire(blocking=self._state is None):
            return
        try:
            self._read()
        except (DatabaseError, InterfaceError) as error:
            if self._state is None:
                raise
            if is_unavailable(error):
                outage.note_failure(error)
            else:
                logger.exception("The registered documents can't be read: those known are kept.")
        finally:
            self._lock.release()

    def _read(self) -> None:
        forgotten = self._forgotten
        # A document is never changed, so number and newest say whether anything was.
        found = TrustedDocument.objects.aggregate(count=Count("pk"), newest=Max("pk"))
        state = (found["count"], found["newest"] or 0)
        if state != self._state:
            self._documents = dict(TrustedDocument.objects.values_list("document_id", "text"))
        # What was to be read anew meanwhile may have been read before that.
        if forgotten == self._forgotten:
            self._state, self._looked_at = state, time.monotonic()


_recent: dict[str, str] = {}
forgotten_on_change(_recent.clear)
trusted = TrustedDocuments()
post_save.connect(trusted.forget, sender=TrustedDocument)
post_delete.connect(trusted.forget, sender=TrustedDocument)


def is_open() -> bool:
    """Tell whether any document may run, or only those that are known."""
    return bool(settings.CMS_GRAPHQL_DOCUMENTS == "open")


def document_text(query: str | None, named: Named | None) -> str:
    """Return the document that a request asks with.

    Raises `DocumentUnknown`, `DocumentRequired`, or `ValidationFailed` where text and name disagree.
    """
    if named is None:
        if query is None:
            raise ValidationFailed(
                "Send a GraphQL document as `query`, or its `documentId`.", argument="query"
            )
        if not is_open():
            raise DocumentRequired(
                "Only registered documents run here. Send `documentId` instead of `query`; the README of the "
                "contract says how a frontend registers its documents.",
                argument="documentId",
            )
        return query
    document_id = named.document_id.removeprefix("sha256:")
    known = manifest_documents().get(document_id) or trusted.get(document_id)
    if known is None and is_open():
        known = _automatic(document_id) or (query if query and document_hash(query) == document_id else None)
    # A frontend may ask just after it has registered.
    known = known or trusted.get(document_id, UNKNOWN_AFTER)
    if known is None and (query is None or not is_open()):
        raise _unknown(named)
    if known is None or query not in (None, known):
        raise ValidationFailed(
            f"`{named.argument}` does not name the document in `query`: it is no SHA-256 of it. "
            "Send one of the two, or both of the same document.",
            argument=named.argument,
        )
    return known


def keep_automatic(document: str) -> None:
    """Keep a valid document that a client has sent along with its name."""
    if not is_open() or len(document) > MOST_CHARACTERS:
        return
    document_id = document_hash(document)
    if document_id not in manifest_documents() and trusted.get(document_id) is None:
        # A slot for each remainder: whoever registers too many pushes out others, and takes no more room.
        cache.set(_slot(document_id), document, KEPT_FOR)
        _remember(document_id, document)


def _automatic(document_id: str) -> str | None:
    text = _recent.get(document_id)
    if text is None and SHA256.fullmatch(document_id):
        kept = cache.get(_slot(document_id))
        # The slot may hold another one, and the cache what somebody else has written there.
        if isinstance(kept, str) and document_hash(kept) == document_id:
            text = kept
            _remember(document_id, text)
    return text


def _remember(document_id: str, text: str) -> None:
    if len(_recent) >= MOST_RECENT:
        _recent.clear()
    _recent[document_id] = text


def _slot(document_id: str) -> str:
    return f"cms.api.automatic.{int(document_id[:8], 16) % SLOTS}"


def _unknown(named: Named) -> DocumentUnknown:
    if named.is_automatic and is_open():
        return DocumentUnknown(NOT_FOUND, argument=named.argument)
    way_out = (
        "Send it once as `query`, with its SHA-256 in `extensions.persistedQuery`."
        if is_open()
        else "Register it when you deploy, as the README of the contract says."
    )
    return DocumentUnknown(f"No document has this id. {way_out}", argument=named.argument)
