"""Pages below and beside a standard page: standard pages and forms."""

from collections import defaultdict

from django.db.models import Q
from wagtail.models import Page

from cms.delivery.tags import kind_of
from cms.forms.models import FormPage
from cms.home.models import StandardPage

from ..values import Link
from .drafts import from_draft
from .pages import link_to
from .request import Reading

#: What stands among standard pages, by the name of its content type.
_KINDS = [model._meta.model_name for model in (StandardPage, FormPage)]


def fetch_children(reading: Reading, ids: list[int], model: type[StandardPage]) -> dict[int, list[Link]]:
    """Return links to the published pages below each page."""
    pages = {pk: reading.seen(model)[pk] for pk in ids}
    below = _below(reading, {page.path for page in pages.values()})
    return {pk: [link_to(reading, child) for child in below[page.path]] for pk, page in pages.items()}


@from_draft(fetch_children)
def _children_of_draft(reading: Reading, page: StandardPage) -> list[Link]:
    return [link_to(reading, child) for child in _below(reading, {page.path})[page.path]]


def fetch_siblings(reading: Reading, ids: list[int], model: type[StandardPage]) -> dict[int, list[Link]]:
    """Return links to the published pages beside each page, without itself."""
    pages = {pk: reading.seen(model)[pk] for pk in ids}
    above = {pk: page.path[: -page.steplen] for pk, page in pages.items()}
    below = _below(reading, set(above.values()))
    return {pk: [link_to(reading, page) for page in below[above[pk]] if page.pk != pk] for pk in pages}


@from_draft(fetch_siblings)
def _siblings_of_draft(reading: Reading, page: StandardPage) -> list[Link]:
    above = page.path[: -page.steplen]
    return [link_to(reading, other) for other in _below(reading, {above})[above] if other.pk != page.pk]


def _below(reading: Reading, parents: set[str]) -> dict[str, list[Page]]:
    """Return the published standard pages and forms directly below each tree path, in tree order."""
    condition = Q(pk__in=[])
    for path in parents:
        condition |= Q(path__startswith=path, depth=len(path) // Page.steplen + 1)
    found: dict[str, list[Page]] = defaultdict(list)
    rows = reading.published(Page).filter(condition, content_type__model__in=_KINDS).order_by("path")
    with reading.made_of.told(kind_of(StandardPage), kind_of(FormPage)):
        for page in rows:
            found[page.path[: -page.steplen]].append(page)
    return found
