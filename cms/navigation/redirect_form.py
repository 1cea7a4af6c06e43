"""The editor's form for redirects: what leads nowhere is refused, by name."""

from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail.contrib.redirects.forms import RedirectForm
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Site

from cms.foundation.fields import PageAddressField

from .redirects import best_of, chain_of, find_redirect, hosts_of, place_at, spellings


class SafeRedirectForm(RedirectForm):
    """Refuses a redirect to itself, one that closes a loop, and one to what nobody can be sent to."""

    redirect_link = PageAddressField(
        label=_("Redirect to any address"),
        max_length=255,
        required=False,
        help_text=_("Of this website, such as /de/kontakt/, or of another one: https://…"),
    )

    def _get_validation_exclusions(self) -> set[str]:
        # The column takes no paths; what the field lets pass is delivered.
        return {*super()._get_validation_exclusions(), "redirect_link"}

    def clean(self) -> Any:
        cleaned = super().clean()
        if not self.errors:
            for site in [self.cleaned_data["site"]] if self.cleaned_data.get("site") else Site.objects.all():
                self._refuse_loops(site)
        return cleaned

    def _refuse_loops(self, site: Site) -> None:
        given = self.cleaned_data
        made = Redirect(
            pk=self.instance.pk,
            old_path=Redirect.normalise_path(given["old_path"]),
            site=given.get("site"),
            redirect_page=given.get("redirect_page"),
            redirect_link=given.get("redirect_link") or "",
        )
        hosts = hosts_of(Site.objects.all())

        def find(site_id: int, place: str) -> Redirect | None:
            found = find_redirect(site_id, place)
            records = [one for one in (found,) if one is not None and one.pk != made.pk]
            if made.site_id in (None, site_id) and made.old_path in spellings(place):
                records.append(made)
            return best_of(records, place)

        if made.redirect_page:
            place = place_at(made.redirect_page.full_url or "", site.pk, hosts)
            # The page is there, and comes before its redirect; a list of redirects has no pages beside it.
            if place and "?" not in made.old_path and find(*place) is made:
                raise ValidationError({"redirect_page": _("This redirect leads to itself.")})
            return
        chain = chain_of(made, site.pk, hosts, find)
        if not chain.is_loop:
            return
        if len(chain.steps) == 2 and chain.last is made:
            raise ValidationError({"redirect_link": _("This redirect leads to itself.")})
        raise ValidationError(
            {
                "redirect_link": ValidationError(
                    _("This redirect would lead round in a circle: %(steps)s. Change or delete one of them."),
                    params={"steps": " → ".join(step.old_path for step in chain.steps)},
                )
            }
        )
