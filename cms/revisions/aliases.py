"""Aliases that become pages of their own: they publish nothing that their original keeps from the public."""

from wagtail.models import Page

from cms.foundation.querysets import BasePageQuerySet


def unpublish_copies_of_hidden_aliases(page: Page, copy: Page) -> list[Page]:
    """Take copies from the website whose original is an alias of what is not public; return these.

    Wagtail copies a branch in its order, so the pages of both branches stand in the same one.
    """
    originals = page.get_descendants(inclusive=True).order_by("path")
    copies = copy.get_descendants(inclusive=True).order_by("path")
    pairs = [
        (original, made)
        for original, made in zip(originals, copies, strict=False)
        if original.alias_of_id and made.live and not made.alias_of_id
    ]
    public = BasePageQuerySet(Page).published().filter(pk__in=[original.alias_of_id for original, _ in pairs])
    shown = set(public.values_list("pk", flat=True))
    hidden = [made for original, made in pairs if original.alias_of_id not in shown]
    for made in hidden:
        made.specific.unpublish()
    return hidden
