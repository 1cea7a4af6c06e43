"""Finds the ids of what a text refers to, in the text's language."""

from collections.abc import Iterable
from typing import Any

from .ledger import Ledger
from .texts import load_table


class LedgerReferences:
    """References by the ledger's keys. A page that this language lacks answers in German."""

    def __init__(self, ledger: Ledger, language: str) -> None:
        self._ledger = ledger
        self._language = language
        self._people = load_table("people")

    def picture(self, key: str) -> int:
        return self._ledger.needed(f"picture/{key}")

    def document(self, key: str) -> int:
        return self._ledger.needed(f"document/{key}")

    def category(self, key: str) -> int:
        return self._ledger.needed(f"category/{key}/{self._language}")

    def page(self, reference: str) -> int:
        """Return a page's id by `kind/key`."""
        found = self._ledger.id_of(f"{reference}/{self._language}")
        return found if found is not None else self._ledger.needed(f"{reference}/de")

    def pages(self, kind: str, keys: Iterable[str]) -> list[int]:
        """Return the ids of those pages that this language has."""
        found = []
        for key in keys:
            self._ledger.needed(f"{kind}/{key}/de")
            own = self._ledger.id_of(f"{kind}/{key}/{self._language}")
            if own is not None:
                found.append(own)
        return found

    def person(self, key: str) -> dict[str, Any]:
        """Return a contact as a block's value."""
        person = self._people[key]
        return {
            "name": person["name"],
            "role": person["role"][self._language],
            "email": person.get("email", ""),
            "phone": person.get("phone", ""),
            "websites": list(person.get("websites", ())),
            "portrait": self._ledger.needed(f"portrait/{key}") if "portrait" in person else None,
        }
