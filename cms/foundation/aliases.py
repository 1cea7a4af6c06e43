"""Pages that show another page: what an alias may be by itself, and what its original gives it."""

from typing import Any

from wagtail.models import Page

from .querysets import BasePageQuerySet


class MayBeAlias:
    """A page that has no role and no publication of its own while it is the alias of another."""

    pk: Any
    alias_of_id: int | None
    live: bool
    has_unpublished_changes: bool
    aliases: Any

    def give_up_role(self) -> None:
        """Take back what only one page of a language may be: an alias is not that page."""

    def follow_the_original(self) -> None:
        self.give_up_role()
        original = Page.objects.filter(pk=self.alias_of_id).values_list("alias_of_id", flat=True).first()
        # An alias of an alias follows the original itself.
        self.alias_of_id = original or self.alias_of_id

    def part_from_the_original(self) -> tuple[str, ...]:
        """Prepare an alias to become a page of its own; return which columns changed.

        What its original kept from the public does not become public by that.
        """
        rows = Page.objects.filter(pk=self.pk).exclude(alias_of=None).values("alias_of")
        was_hidden = rows.exists() and not BasePageQuerySet(Page).published().filter(pk__in=rows).exists()
        if not (self.live and was_hidden):
            return ()
        self.live, self.has_unpublished_changes = False, True
        return "live", "has_unpublished_changes"

    def update_aliases(self, **kwargs: Any) -> None:
        """Bring the aliases up to date: live while the page is.

        Wagtail calls this also when a page is set to go live later, and would publish the aliases at once.
        """
        if self.live or self.alias_of_id:
            super().update_aliases(**kwargs)  # type: ignore[misc]
        else:
            for alias in self.aliases.filter(live=True):
                alias.unpublish(log_action=False)
