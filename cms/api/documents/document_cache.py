"""LRU cache of parsed and validated GraphQL documents, by their text, bounded in characters."""

from collections import OrderedDict
from threading import Lock

from .document import Document
from .limits import clear_on_change

#: A parsed document takes about a hundred times its text, so this many characters are some 100 MB at most.
MAX_CACHED_CHARACTERS = 1_000_000


class DocumentCache:
    """Valid documents by their text, least recently used go first; invalid ones are not cached.

    A document grows with the plans that are made when it runs, so its size is computed anew at each hit.
    """

    def __init__(self, max_characters: int) -> None:
        self._max_characters = max_characters
        self._characters = 0
        #: (document, the size that `_characters` includes for it)
        self._documents: OrderedDict[str, tuple[Document, int]] = OrderedDict()
        self._lock = Lock()

    def get(self, source: str) -> Document | None:
        with self._lock:
            entry = self._documents.pop(source, None)
            if entry is None:
                return None
            document, size = entry
            self._characters -= size
            self._put(document)
            return document

    def add(self, document: Document) -> None:
        with self._lock:
            if document.source not in self._documents:
                self._put(document)

    def _put(self, document: Document) -> None:
        size = document.size
        self._documents[document.source] = document, size
        self._characters += size
        while self._characters > self._max_characters:
            _, (_, oldest) = self._documents.popitem(last=False)
            self._characters -= oldest

    def clear(self) -> None:
        with self._lock:
            self._documents.clear()
            self._characters = 0


document_cache = DocumentCache(MAX_CACHED_CHARACTERS)
clear_on_change(document_cache.clear)
