"""Default cache tags by table, for statements without explicit tags.

They are taken from the models, so a new kind of page and its parts need nothing. For a table of which the log
has nothing to say nothing can be promised: None.
"""

from collections.abc import Mapping
from functools import cache

from django.apps import apps
from django.contrib.contenttypes.models import ContentType
from django.db.models import CASCADE, ForeignKey, Model
from modelcluster.fields import ParentalKey
from taggit.models import TaggedItem
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import (
    Collection,
    CollectionViewRestriction,
    Locale,
    Page,
    PageViewRestriction,
    Site,
)

from cms.media.models import CaptionedPicture, CmsDocument, CmsImage, ImageText
from cms.navigation.models import Menu, SiteSettings, SiteText

from .models import PublicPage
from .shared_records import TERMS
from .tags import COLLECTION, every_page, kind_of, page_kinds
from .watched_tables import OURS, UNWATCHED

Tags = frozenset[str]

_NONE: Tags = frozenset()
#: What the log says of the records in these.
_OF_MODELS: dict[type[Model], Tags] = {
    Menu: frozenset(("menu",)),
    SiteSettings: frozenset(("settings",)),
    SiteText: frozenset(("settings",)),
    CmsImage: frozenset(("image",)),
    CmsDocument: frozenset(("document",)),
    ImageText: frozenset(("image",)),
    Collection: frozenset((COLLECTION,)),
    CollectionViewRestriction: frozenset((COLLECTION,)),
    Redirect: frozenset(("redirect",)),
    TaggedItem: frozenset(("image", "document")),
    # `site` is on every answer.
    Site: _NONE,
    Locale: _NONE,
    # What it hides or shows is told of each page.
    PageViewRestriction: _NONE,
    ContentType: _NONE,
}


@cache
def tags_of_tables() -> Mapping[str, Tags | None]:
    """Return by the name of each table the tags of what is in it; None where the log tells nothing of it.

    The table of all pages is in it with the kinds of all.
    """
    found: dict[str, Tags | None] = {}
    for model in apps.get_models(include_auto_created=True):
        # A proxy's table is another model's.
        if not model._meta.proxy:
            found[model._meta.db_table] = _tags_of(model)
    return found


def _tags_of(model: type[Model]) -> Tags | None:
    known = _OF_MODELS.get(model)
    if known is not None:
        return known
    meta = model._meta
    if model in TERMS:
        return frozenset((kind_of(model),))
    if model is Page or model in (PublicPage, CaptionedPicture):
        return every_page()
    kind = page_kinds().get((meta.app_label, str(meta.model_name)))
    if kind is not None:
        return frozenset((kind,))
    origin = apps.get_containing_app_config(model.__module__)
    if origin is None or not origin.name.startswith(OURS) or meta.label in UNWATCHED:
        return None
    owned = [field for field in meta.get_fields() if isinstance(field, ForeignKey)]
    if not meta.auto_created and not any(isinstance(field, ParentalKey) for field in owned):
        return None
    # Rows that are part of others, and go with any of them: a page's categories.
    found = (_tags_of(field.remote_field.model) for field in owned if field.remote_field.on_delete is CASCADE)
    return frozenset().union(*(tags or _NONE for tags in found)) or None
