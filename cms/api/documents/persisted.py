"""Persisted documents (persisted queries): manifest, trusted documents (allowlist), automatic ones (APQ).

A client sends an id instead of a document. It is looked up in the manifest of our own operations, among the
documents that frontends have registered, and, if any document may run, among those a client has sent once
(APQ). A lookup costs no statement: the registered documents are cached in the process for the edition of the
content, which each request reads, and which registering and revoking change.
"""

import logging
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import NamedTuple

from django.conf import settings
from django.core.cache import cache
from django.db import DatabaseError, InterfaceError
from django.db.models import Count, Max

from cms.serving.outages import outage
from cms.serving.unavailable import is_unavailable

from ..cache.editions import Edition
from ..contract.manifest import document_hash, manifest_documents
from ..errors import DocumentRequired, DocumentUnknown, ValidationFailed
from ..models import TrustedDocument
from .limits import clear_on_change

logger = logging.getLogger("cms.api")

#: APQ: number of documents in the cache, characters of each, and their TTL in seconds.
SLOTS = 2_048
MAX_CHARACTERS = 32_768
TTL = 7 * 24 * 60 * 60
#: A trusted document may be longer.
MAX_TRUSTED_CHARACTERS = 131_072
#: APQ documents that a process remembers without the cache.
MAX_RECENT = 500
#: Apollo's clients and urql send the document itself when they get this message.
NOT_FOUND = "PersistedQueryNotFound"

SHA256 = re.compile(r"[0-9a-f]{64}")
DOCUMENT_ID = re.compile(r"[A-Za-z0-9._~-]{1,128}")
#: For errors.
ID_FORM = "`sha256:` and the document's SHA-256, 64 hexadecimal digits in lower case"


@dataclass(frozen=True, slots=True)
class PersistedDocumentRef:
    """A client's reference to a persisted document."""

    document_id: str
    #: The request's parameter that holds the id, for errors.
    argument: str
    #: APQ: the client sends the document if the id is unknown.
    is_automatic: bool = False


class _Registered(NamedTuple):
    """The registered documents by id, as read in an edition. `state` is (their number, the highest key)."""

    edition: int | None
    state: tuple[int, int]
    documents: Mapping[str, str]


class TrustedDocuments:
    """The registered documents, cached in this process."""

    def __init__(self) -> None:
        # Replaced as a whole, so threads need no lock.
        self._registered: _Registered | None = None

    def get(self, document_id: str, edition: int | None) -> str | None:
        """Return the text of a document in an edition of the content; None: the edition is not known.

        Raises database errors if none could be read yet; later the documents known so far are used.
        """
        known = self._registered
        if known is None or edition is None or known.edition != edition:
            try:
                known = self._registered = self._read(edition)
            except (DatabaseError, InterfaceError) as error:
                if known is None:
                    raise
                if is_unavailable(error):
                    outage.note_failure(error)
                else:
                    logger.exception("The registered documents can't be read: those known are kept.")
        return known.documents.get(document_id)

    def _read(self, edition: int | None) -> _Registered:
        known = self._registered
        # Most editions are of pages. Rows are never updated, so count and highest key show every change.
        row = TrustedDocument.objects.aggregate(count=Count("pk"), newest=Max("pk"))
        if known is not None and known.state == (row["count"], row["newest"] or 0):
            return known._replace(edition=edition)
        # The state is that of these rows: one that was registered since the count would never be missed.
        rows = list(TrustedDocument.objects.values_list("pk", "document_id", "text"))
        state = (len(rows), max((pk for pk, *_ in rows), default=0))
        return _Registered(edition, state, {document_id: text for _, document_id, text in rows})


_recent: dict[str, str] = {}
clear_on_change(_recent.clear)
trusted_documents = TrustedDocuments()


def is_open() -> bool:
    """Return whether any document may run, rather than persisted ones only."""
    return bool(settings.CMS_GRAPHQL_DOCUMENTS == "open")


def document_text(
    query: str | None, document_ref: PersistedDocumentRef | None, edition: Edition | None
) -> str:
    """Return the text of a request's document, in the content's edition.

    Raises `DocumentUnknown`, `DocumentRequired`, or `ValidationFailed` if text and id disagree.
    """
    if document_ref is None:
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
    document_id = document_ref.document_id.removeprefix("sha256:")
    known = manifest_documents().get(document_id) or _registered_text(document_id, edition)
    if known is None and is_open():
        known = _automatic(document_id) or (query if query and document_hash(query) == document_id else None)
    if known is None and (query is None or not is_open()):
        raise _unknown(document_ref)
    if known is None or query not in (None, known):
        raise ValidationFailed(
            f"`{document_ref.argument}` does not name the document in `query`: it is not {ID_FORM}. "
            "Send one of the two, or both of the same document.",
            argument=document_ref.argument,
        )
    return known


def _registered_text(document_id: str, edition: Edition | None) -> str | None:
    return trusted_documents.get(document_id, edition.number if edition is not None else None)


def register_automatic(document: str, edition: Edition | None) -> None:
    """Store a valid document that a client has sent with its SHA-256 (APQ)."""
    if not is_open() or len(document) > MAX_CHARACTERS:
        return
    document_id = document_hash(document)
    if document_id not in manifest_documents() and _registered_text(document_id, edition) is None:
        # One slot per remainder of the hash: a client that sends too many evicts others, but fills no memory.
        cache.set(_slot(document_id), document, TTL)
        _remember(document_id, document)


def _automatic(document_id: str) -> str | None:
    text = _recent.get(document_id)
    if text is None and SHA256.fullmatch(document_id):
        cached = cache.get(_slot(document_id))
        # The slot may hold another document, or what somebody else has written to the cache.
        if isinstance(cached, str) and document_hash(cached) == document_id:
            text = cached
            _remember(document_id, text)
    return text


def _remember(document_id: str, text: str) -> None:
    if len(_recent) >= MAX_RECENT:
        _recent.clear()
    _recent[document_id] = text


def _slot(document_id: str) -> str:
    return f"cms.api.automatic.{int(document_id[:8], 16) % SLOTS}"


def _unknown(document_ref: PersistedDocumentRef) -> DocumentUnknown:
    if document_ref.is_automatic and is_open():
        return DocumentUnknown(NOT_FOUND, argument=document_ref.argument)
    if not SHA256.fullmatch(document_ref.document_id.removeprefix("sha256:")):
        return DocumentUnknown(
            f"`{document_ref.argument}` is neither {ID_FORM}, nor a registered name.",
            argument=document_ref.argument,
        )
    way_out = (
        "Send it once as `query`, with its SHA-256 in `extensions.persistedQuery`."
        if is_open()
        else "Register it when you deploy, as the README of the contract says."
    )
    return DocumentUnknown(f"No document has this id. {way_out}", argument=document_ref.argument)
