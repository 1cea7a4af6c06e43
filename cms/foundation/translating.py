"""What a page refers to when it has been copied for translation into another language.

Wagtail copies every reference as it is: an English article would stand in German categories, which its form
does not even offer.
"""

from collections.abc import Iterable
from typing import Any

from django.db import models
from modelcluster.fields import ParentalKey
from modelcluster.models import get_all_child_relations
from wagtail.models import Page, TranslatableMixin

from .models import BasePage


def refer_to_translations(page: BasePage) -> bool:
    """Let a page refer to the versions of its own language; the page is not saved. Tell whether it changed.

    A term without such a version is left out: it sorts pages of its own language alone. A page without one, a
    member that an article names, stays: a link to another language says more than none.
    """
    return _map_terms(page) | _map_rows(page)


def _map_terms(page: BasePage) -> bool:
    has_changed = False
    for field in page._meta.many_to_many:
        if _is_translatable(field.related_model):
            manager = getattr(page, field.name)
            terms = list(manager.all())
            found = _versions(terms, page.locale_id)
            own = [found[term.translation_key] for term in terms if term.translation_key in found]
            if own != terms:
                manager.set(own)
                has_changed = True
    return has_changed


def _map_rows(page: BasePage) -> bool:
    """Map what the rows below a page point to: the members of an article, the news of an album."""
    has_changed = False
    for relation in get_all_child_relations(page):
        columns = [
            field
            for field in relation.related_model._meta.concrete_fields
            if isinstance(field, models.ForeignKey)
            and not isinstance(field, ParentalKey)
            and _is_translatable(field.related_model)
        ]
        manager = getattr(page, relation.get_accessor_name())
        rows = list(manager.all()) if columns else []
        for column in columns:
            targets = [target for row in rows if (target := getattr(row, column.name))]
            found = _versions(targets, page.locale_id)
            for row in rows:
                target = getattr(row, column.name)
                own = found.get(target.translation_key) if target else None
                if own is not None and own != target:
                    setattr(row, column.name, own)
                    has_changed = True
        if columns:
            manager.set(rows)
    return has_changed


def _is_translatable(model: Any) -> bool:
    return isinstance(model, type) and issubclass(model, TranslatableMixin)


def _versions(originals: Iterable[Any], locale_id: int) -> dict[Any, Any]:
    """Return the versions of a language, by translation key."""
    originals = list(originals)
    if not originals:
        return {}
    versions = type(originals[0])._default_manager.filter(
        translation_key__in=[one.translation_key for one in originals], locale_id=locale_id
    )
    return {one.translation_key: one for one in versions}


def follow_translation(target_obj: Any, **kwargs: Any) -> None:
    """Handle Wagtail's `copy_for_translation_done`. An alias stays what its original is."""
    if not isinstance(target_obj, Page) or target_obj.alias_of_id:
        return
    page = target_obj.get_latest_revision_as_object()
    if isinstance(page, BasePage) and refer_to_translations(page):
        page.save()
        page.save_revision(changed=False)
