"""Section pages: their fields are an introduction, and the list of what stands in the section."""

import graphene

from cms.foundation.sections import SectionPage

from ..pages.page_types import PageType, PlaceOfType, declare
from ..rich_text.resolvers import rich_text_resolver
from ..vocabulary.page_lists import PageList
from ..vocabulary.registry import extend_type
from ..vocabulary.scalars import HTML


def declare_section(
    model: type[SectionPage], place: PlaceOfType, *, called: str = "section", **lists: PageList
) -> None:
    """Declare the page type of a section, `events=EVENTS` with its list. `called` is what readers call it."""
    fields = {
        "intro": graphene.Field(HTML, required=True, description="Above the list; may be empty."),
        **{name: each.section_field(called) for name, each in lists.items()},
        "resolve_intro": rich_text_resolver("intro"),
    }
    extend_type(model)(type(f"{model.__name__}Fields", (), fields))
    declare(PageType(model=model, place=place))
