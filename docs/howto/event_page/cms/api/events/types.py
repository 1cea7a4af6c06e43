"""The list `events`, and the GraphQL types EventIndexPage and EventPage with their declarations."""

from typing import Any

import graphene
from django.utils.translation import gettext_lazy as _
from graphql import GraphQLResolveInfo

from cms.events.models import EventIndexPage, EventPage

from ..loading.columns import reads
from ..loading.context import RequestContext
from ..pages.page_types import PageType, PlaceOfType, SearchKind, declare
from ..sections.types import declare_section
from ..vocabulary.list_filters import date_filters, text_filter
from ..vocabulary.page_lists import page_list
from ..vocabulary.registry import extend_type
from ..vocabulary.scalars import Date
from ..vocabulary.web_addresses import safe_web_url

EVENTS = page_list(
    EventPage,
    "events",
    item="event",
    orders={"LATEST": ("By day, latest first.", "-date"), "EARLIEST": ("By day, earliest first.", "date")},
    filters={**date_filters("date"), "query": text_filter()},
)


@extend_type(EventPage)
class EventPageFields:
    date = Date(required=True, description="The day of the event.")
    registration_url = graphene.String(description="http(s) address where visitors register.")

    @reads("registration")
    def resolve_registration_url(page: EventPage, info: GraphQLResolveInfo) -> str | None:
        return safe_web_url(page.registration)


@reads("date", "place")
def event(context: RequestContext, page: EventPage) -> dict[str, Any]:
    return {"@type": "Event", "startDate": page.date.isoformat(), "location": page.place}


SEARCHED = SearchKind("EVENT", "An event.", _("Events"), date="date")
declare_section(EventIndexPage, PlaceOfType("EVENTS", "The events."), events=EVENTS)
declare(PageType(model=EventPage, list=EVENTS, search=SEARCHED, json_ld=event))
