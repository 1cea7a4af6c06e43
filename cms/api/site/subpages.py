"""Loaders of a standard page's children and siblings: links to standard pages and forms."""

from collections import defaultdict

from django.db.models import Q
from wagtail.models import Page

from cms.delivery.tags import kind_of
from cms.forms.models import FormPage
from cms.home.models import StandardPage

from ..loading.context import RequestContext
from ..loading.drafts import from_draft
from ..pages.dto import LinkData
from ..pages.loaders import link_to

#: Models (as `content_type__model`) that are listed as subpages.
_SUBPAGE_MODELS = [model._meta.model_name for model in (StandardPage, FormPage)]


def fetch_children(
    context: RequestContext, ids: list[int], model: type[StandardPage]
) -> dict[int, list[LinkData]]:
    """Return links to the published children of each page, in tree order."""
    pages = {pk: context.known(model)[pk] for pk in ids}
    children = _children_by_path(context, {page.path for page in pages.values()})
    return {pk: [link_to(context, child) for child in children[page.path]] for pk, page in pages.items()}


@from_draft(fetch_children)
def _children_of_draft(context: RequestContext, page: StandardPage) -> list[LinkData]:
    return [link_to(context, child) for child in _children_by_path(context, {page.path})[page.path]]


def fetch_siblings(
    context: RequestContext, ids: list[int], model: type[StandardPage]
) -> dict[int, list[LinkData]]:
    """Return links to the published siblings of each page, in tree order, without itself."""
    pages = {pk: context.known(model)[pk] for pk in ids}
    parents = {pk: page.path[: -page.steplen] for pk, page in pages.items()}
    children = _children_by_path(context, set(parents.values()))
    return {pk: [link_to(context, page) for page in children[parents[pk]] if page.pk != pk] for pk in pages}


@from_draft(fetch_siblings)
def _siblings_of_draft(context: RequestContext, page: StandardPage) -> list[LinkData]:
    parent = page.path[: -page.steplen]
    return [
        link_to(context, other)
        for other in _children_by_path(context, {parent})[parent]
        if other.pk != page.pk
    ]


def _children_by_path(context: RequestContext, parents: set[str]) -> dict[str, list[Page]]:
    """Return the published standard pages and forms directly below each tree path, in tree order."""
    condition = Q(pk__in=[])
    for path in parents:
        condition |= Q(path__startswith=path, depth=len(path) // Page.steplen + 1)
    children: dict[str, list[Page]] = defaultdict(list)
    rows = context.published(Page).filter(condition, content_type__model__in=_SUBPAGE_MODELS).order_by("path")
    with context.tag_collector.tagged(kind_of(StandardPage), kind_of(FormPage)):
        for page in rows:
            children[page.path[: -page.steplen]].append(page)
    return children
