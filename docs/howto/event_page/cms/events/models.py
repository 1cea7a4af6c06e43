"""Events: what takes place where and when."""

from collections.abc import Iterator

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from grapple.models import GraphQLString
from wagtail.admin.panels import FieldPanel
from wagtail.models import Page

from cms.foundation.fields import WebsiteField
from cms.foundation.models import BasePage
from cms.foundation.sections import SectionPage


class EventIndexPage(SectionPage):
    """The events of one language."""

    section_titles = {"de": ("Veranstaltungen", "veranstaltungen"), "en": ("Events", "events")}

    class Meta:
        verbose_name = _("event section")
        verbose_name_plural = _("event sections")


class EventPage(BasePage):
    """One event."""

    date = models.DateField(
        _("date"), default=timezone.localdate, db_index=True, help_text=_("The day of the event.")
    )
    place = models.CharField(_("place"), max_length=200, blank=True, help_text=_("Where it takes place."))
    registration = WebsiteField(
        _("registration"), blank=True, help_text=_("Where visitors register: https://…")
    )

    parent_page_types = ["events.EventIndexPage"]
    own_panels = [FieldPanel(name) for name in ("date", "place", "registration")]
    content_panels = [*Page.content_panels, *own_panels, *BasePage.card_panels]
    graphql_fields = [
        GraphQLString("place", required=True, description="Where it takes place; may be empty."),
    ]

    class Meta:
        verbose_name = _("event")
        verbose_name_plural = _("events")

    def search_texts(self) -> Iterator[str]:
        yield self.place
