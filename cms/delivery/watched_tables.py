"""The tables that answers are made of: whoever writes into one of them gives the content another edition.

Every table of ours is watched unless it stands here with its reason, so a new model needs nothing. A test
collects the tables that answers read, and fails on one that stands nowhere.
"""

from functools import cache

from django.apps import apps
from django.db.models import Model
from modelsearch.conf import get_app_config
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

OURS = "cms."

#: Tables of ours that no stored answer shows, by label.
UNWATCHED: dict[str, str] = {
    "media.CmsRendition": "what is ready of a picture stands in a column of the picture",
    "forms.Submission": "what visitors have sent is shown to editors alone",
    "previews.PreviewLinks": "an answer to a preview link is not stored",
    "revisions.FailedRun": "tells moderators what could not be published",
    "imports.ImportRecord": "tells an import what it has done",
    "imports.ImportedPicture": "tells an import what it has done",
    "logins.Tries": "counts who has tried passwords",
    "demo.MadeObject": "tells the demo what it has made",
    "tasks.TaskLease": "says which worker runs which task",
    "tasks.SeenFailure": "says who has seen which failed task",
    "delivery.ContentVersion": "holds the edition itself; its other columns change along with the log",
}

#: Tables of others.
WATCHED: tuple[type[Model], ...] = (
    Page,
    Site,
    Locale,
    PageViewRestriction,
    Collection,
    CollectionViewRestriction,
    Redirect,
    TaggedItem,
)

#: Tables of others that answers read and nobody needs to watch, with the reason.
CONSTANT: dict[str, str] = {
    "django_content_type": "changes with the models, hence with a release",
    "wagtailsearch_indexentry_fts": "is written by triggers of the index, which is watched",
}


@cache
def watched_tables() -> frozenset[str]:
    """Return the names of all watched tables, those of many-to-many relations included."""
    tables = {model._meta.db_table for model in WATCHED}
    tables.add(get_app_config().get_model("IndexEntry")._meta.db_table)
    for config in apps.get_app_configs():
        if config.name.startswith(OURS):
            tables |= {
                model._meta.db_table
                for model in config.get_models(include_auto_created=True)
                if model._meta.label not in UNWATCHED
            }
    return frozenset(tables)
