"""Change log entries of shared records: menus, settings, categories, pictures, redirects, collections.

A change of one is a change of no page of its own. Its tags say which answers it touches
(`cms.delivery.tags`).
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Model
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Collection, CollectionViewRestriction, Locale, Site

from cms.media.models import CmsDocument, CmsImage, ImageText
from cms.media.visibility import private_collection_ids
from cms.members.models import Competence, Sector
from cms.navigation.models import Menu, SiteSettings, SiteText
from cms.news.models import Category, Tag

from .change_log import append
from .choices import ChangeKind
from .content_version import locked_version
from .models import Change
from .tags import COLLECTION, SITE, kind_of, purge_tags


@dataclass(frozen=True, slots=True)
class Shared:
    """What a record is part of. Without a site it is every site's; without a language, every language's."""

    tags: tuple[str, ...]
    site_id: int | None = None
    language: str = ""


def _menu(menu: Menu) -> Shared:
    return Shared(purge_tags("menu", menu.name), menu.site_id, menu.locale.language_code)


def _site_text(text: SiteText) -> Shared:
    return Shared(("settings",), text.settings.site_id, text.locale.language_code)


def _term(term: Any) -> Shared:
    locale = getattr(term, "locale", None)
    return Shared(purge_tags(kind_of(type(term)), term.pk), language=locale.language_code if locale else "")


def file_record(file: CmsImage | CmsDocument) -> Shared | None:
    """Return what a picture or document is part of; in a private collection it is part of nothing: None."""
    if file.collection_id in private_collection_ids():
        return None
    return public_file(type(file), file.pk)


def public_file(model: type[CmsImage | CmsDocument], file_id: int) -> Shared:
    """Return what a file is part of that is public, or was."""
    return Shared(purge_tags("image" if issubclass(model, CmsImage) else "document", file_id))


def _image_text(text: ImageText) -> Shared | None:
    is_loaded = ImageText._meta.get_field("image").is_cached(text)
    if is_loaded and text.image.pending_texts:
        # They are written by the saving of the picture, which is recorded itself.
        return None
    return file_record(text.image)


#: What opens or closes a whole collection; what is in it is not said.
COLLECTIONS = Shared((COLLECTION, "document", "image"))
#: What touches every answer.
EVERYTHING = Shared((SITE,))

#: Words by which pages are found.
TERMS: tuple[type[Model], ...] = (Category, Sector, Tag, Competence)

Describe = Callable[[Any], Shared | None]

#: What the saving or deleting of a record changes for the public.
SHARED_RECORDS: dict[type[Model], Describe] = {
    Menu: _menu,
    SiteSettings: lambda settings: Shared(("settings",), settings.site_id),
    SiteText: _site_text,
    **dict.fromkeys(TERMS, _term),
    CmsImage: file_record,
    CmsDocument: file_record,
    ImageText: _image_text,
    Collection: lambda collection: COLLECTIONS,
    CollectionViewRestriction: lambda restriction: COLLECTIONS,
    Redirect: lambda redirect: Shared(("redirect",), redirect.site_id),
    Site: lambda site: EVERYTHING,
    Locale: lambda locale: EVERYTHING,
}
#: A new one of these is shown by nothing yet: what will show it is a change of its own.
UNSEEN_WHILE_NEW = frozenset((*TERMS, CmsImage, CmsDocument, Collection))


def record_shared(parts: Iterable[Shared | None]) -> None:
    """Write into the log what shared records changed; what is given twice is said once."""
    known = dict.fromkeys(part for part in parts if part is not None)
    if known:
        append(locked_version(), [_change(part) for part in known])


def _change(part: Shared) -> Change:
    return Change(kind=ChangeKind.SHARED, site_id=part.site_id, language=part.language, tags=list(part.tags))
