"""The book of what the demo has made, and the refusal to write into somebody else's database."""

from django.apps import apps
from django.contrib.auth import get_user_model
from django.db.models import Model

from .models import MadeObject

#: What an editor makes; the sections, settings and groups of `start_site` do not count.
CONTENT_MODELS = {
    "news.NewsPage": "articles",
    "members.MemberPage": "members",
    "galleries.GalleryPage": "galleries",
    "home.StandardPage": "pages",
    "forms.FormPage": "forms",
    "media.CmsImage": "pictures",
    "media.CmsDocument": "documents",
}


class ForeignContent(Exception):
    """The database holds content or logins that the demo has not made."""


class Ledger:
    """What has been made, by key. Written in the transaction that makes the thing itself."""

    def __init__(self) -> None:
        self._rows = {row.key: row for row in MadeObject.objects.all()}

    def __len__(self) -> int:
        return len(self._rows)

    def finished_keys(self) -> set[str]:
        """Return the keys of everything that is there with all its content."""
        return {key for key, row in self._rows.items() if row.is_finished}

    def id_of(self, key: str) -> int | None:
        """Return the id of what was made under a key."""
        row = self._rows.get(key)
        return row.object_id if row else None

    def needed(self, key: str) -> int:
        """Return the id of what must have been made. Raises `LookupError` that names the key."""
        found = self.id_of(key)
        if found is None:
            raise LookupError(f"The demo's content refers to {key!r}, which does not exist.")
        return found

    def is_finished(self, key: str) -> bool:
        """Tell whether a thing is there with all its content."""
        row = self._rows.get(key)
        return row is not None and row.is_finished

    def note(self, key: str, made: Model, *, is_finished: bool = True) -> None:
        """Remember that something was made, or that it is finished now."""
        self._rows[key], _is_new = MadeObject.objects.update_or_create(
            key=key, defaults={"object_id": made.pk, "is_finished": is_finished}
        )


def refuse_foreign_content() -> None:
    """Raise `ForeignContent` unless the database is empty or was begun by the demo.

    The demo's passwords are known to everybody: they must never open a database with real content.
    """
    if MadeObject.objects.exists():
        return
    counts = {name: apps.get_model(model)._default_manager.count() for model, name in CONTENT_MODELS.items()}
    counts["users"] = get_user_model()._default_manager.count()
    found = ", ".join(f"{count} {name}" for name, count in counts.items() if count)
    if found:
        raise ForeignContent(
            f"This database is not the demo's: it holds {found}. Nothing was changed. "
            "Choose an empty directory for the demo, for example with CMS_DATA_DIR=var/demo."
        )
