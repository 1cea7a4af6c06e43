"""A page as it was last saved, published or not."""

from typing import Any

from wagtail.models import Page

from cms.foundation.models import BasePage

#: What belongs to the page, not to a revision of it.
_OF_THE_PAGE = (
    "pk",
    "content_type_id",
    "path",
    "depth",
    "numchild",
    "live",
    "translation_key",
    "locale_id",
    "latest_revision_id",
    "first_published_at",
    "last_published_at",
)


def draft_of(page: Page) -> Any:
    """Return the latest revision of a page as an object of its own type, to read: never save it.

    Its relations are in memory. Where nothing waits to be published it is the page itself.

    Wagtail's own `get_latest_revision_as_object` looks up every object that a revision refers to, one by one,
    and fails where one is gone that the live page would protect. Whoever reads a draft has to ask what is
    public anyway, and what is gone is not.
    """
    model = page.specific_class
    revision = page.latest_revision if page.has_unpublished_changes else None
    if revision is None:
        draft = model.objects.get(pk=page.pk)
    else:
        draft = model.from_serializable_data(revision.content, check_fks=False)
        for name in _OF_THE_PAGE:
            setattr(draft, name, getattr(page, name))
        draft.url_path = _url_path(page, draft.slug)
    if isinstance(draft, BasePage):
        draft.derive_columns()
    return draft


def _url_path(page: Page, slug: str) -> str:
    """Return where a page will stand with another slug. A home page's slug is in no address."""
    is_home = page.depth <= 2
    return page.url_path if is_home else f"{page.url_path.removesuffix(f'{page.slug}/')}{slug}/"
