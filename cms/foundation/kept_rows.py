"""Rows that a screen of the admin needs again and again, kept while one request is answered.

Wagtail asks for the language of each reference, the parent of each page and the picture of each chooser anew.
Only requests that read keep rows; nothing outlives its request.
"""

from collections.abc import Callable, Iterable
from contextvars import ContextVar
from typing import Any

from django.apps import apps
from django.core.signals import request_finished, request_started
from django.db import models
from django.db.models.fields.related_descriptors import ForwardManyToOneDescriptor
from wagtail.models import Collection, Locale, Page

_rows: ContextVar[dict[Any, Any] | None] = ContextVar("kept_rows", default=None)


def _begin(environ: dict[str, Any] | None = None, **kwargs: Any) -> None:
    _rows.set({} if (environ or {}).get("REQUEST_METHOD") in ("GET", "HEAD") else None)


def _end(**kwargs: Any) -> None:
    _rows.set(None)


def kept(model: type[models.Model], key: Any) -> Any:
    """Return the row kept under a key, None if there is none that is one of the model."""
    row = (_rows.get() or {}).get((_family(model), key))
    return row if isinstance(row, model) else None


def keep(model: type[models.Model], rows: Iterable[tuple[Any, Any]]) -> None:
    """Keep (key, row) until the request ends; nothing outside of requests that read."""
    found = _rows.get()
    if found is not None:
        found.update(((_family(model), key), row) for key, row in rows)


def is_keeping() -> bool:
    """Tell whether rows are kept: while a request that reads is answered."""
    return _rows.get() is not None


def once(key: Any, fetch: Callable[[], Any]) -> Any:
    """Return what `fetch` returns, which is asked once in a request that reads."""
    found = _rows.get()
    if found is None:
        return fetch()
    if key not in found:
        found[key] = fetch()
    return found[key]


def _family(model: type[models.Model]) -> type[models.Model]:
    """Pages of all types share their keys."""
    return Page if issubclass(model, Page) else model


class KeptRelation(ForwardManyToOneDescriptor):
    """A foreign key whose target is fetched once a request, however many rows have it."""

    def get_object(self, instance: models.Model) -> Any:
        model, key = self.field.remote_field.model, getattr(instance, self.field.attname)
        row = kept(model, key)
        if row is None:
            row = super().get_object(instance)
            keep(model, [(key, row)])
        return row


def keep_targets_of_relations() -> None:
    """Let foreign keys of pages and our own models, and all to languages and collections, fetch rows once."""
    for model in apps.get_models():
        for field in model._meta.local_fields:
            # Not the link to a parent class, nor one to one.
            is_plain = isinstance(field, models.ForeignKey) and not isinstance(field, models.OneToOneField)
            is_ours = model is Page or model.__module__.startswith("cms.")
            if is_plain and (is_ours or field.related_model in (Locale, Collection)):
                setattr(model, field.name, KeptRelation(field))
    request_started.connect(_begin, dispatch_uid="foundation.begin_kept_rows")
    request_finished.connect(_end, dispatch_uid="foundation.end_kept_rows")
