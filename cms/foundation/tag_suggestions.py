"""What a field for tags suggests while somebody types: each word once, whichever spelling is typed."""

from typing import Any

from django.apps import apps
from django.http import Http404, HttpRequest, JsonResponse
from taggit.models import Tag, TagBase
from wagtail.admin.views import tags as wagtail_view

from .slugs import word_key
from .terms import FreeTerm


def suggest_one_of_each_word() -> None:
    """Take the place of Wagtail's view, which has no setting; its addresses are made of it later."""
    wagtail_view.autocomplete = autocomplete


def autocomplete(request: HttpRequest, app_name: str = "", model_name: str = "") -> JsonResponse:
    """Answer with the names that begin with what was typed."""
    typed = word_key(request.GET.get("term", ""))
    model = _model(app_name, model_name)
    return JsonResponse(
        _names(model, typed)[: wagtail_view.TAGS_AUTOCOMPLETE_LIMIT] if typed else [], safe=False
    )


def _model(app_name: str, model_name: str) -> Any:
    if not app_name:
        return Tag
    try:
        model = apps.get_model(app_name, model_name)
    except LookupError:
        raise Http404 from None
    if not issubclass(model, TagBase):
        raise Http404
    return model


def _names(model: Any, typed: str) -> list[str]:
    rows = model.objects.order_by("-pk")
    if issubclass(model, FreeTerm):
        rows = rows.filter(key__startswith=typed)
    # The spelling that was there first is the one that is taken.
    first = {word_key(name): name for name in rows.values_list("name", flat=True)}
    return sorted(name for key, name in first.items() if key.startswith(typed))
