"""MemberIndexPage and MemberPage."""

from datetime import date
from functools import cache, lru_cache
from typing import Any

import graphene
from django.utils import translation
from django_countries import countries
from graphql import GraphQLResolveInfo

from cms.members.choices import MemberKind as Kind
from cms.members.models import MemberIndexPage, MemberPage
from cms.news.models import NewsPage

from ..addresses import web_address
from ..arguments import MOST_BESIDE, MemberFilter, check_first, first_argument, slice_arguments
from ..enums import MemberKind, MemberOrder
from ..interfaces import Block
from ..json_ld import country_code
from ..lists.members import MemberConnection, member_slice
from ..reading import bodies, images, pages, relations, terms
from ..reading.links import rich_text
from ..reading.social import social_links
from ..scalars import HTML, Date
from ..value_types import Competence, Contact, GeoPoint, Image, Sector, SocialLink, required_list, text
from ..values import GeoPoint as GeoPointValue
from .extending import extend, node_of


@extend(MemberIndexPage)
class MemberIndexPageFields:
    """The member directory of one language."""

    intro = graphene.Field(HTML, required=True, description="Above the list; may be empty.")
    directory = graphene.Field(
        MemberConnection,
        required=True,
        filter=graphene.Argument(MemberFilter, description="Which members."),
        order=graphene.Argument(
            graphene.NonNull(MemberOrder), default_value=MemberOrder.NAME, description="How they are sorted."
        ),
        description="The directory's members; language and site are the page's.",
        **slice_arguments(20),
    )

    def resolve_intro(page: MemberIndexPage, info: GraphQLResolveInfo) -> str:
        return rich_text(info.context, page.intro, info.context.root_of(page))

    def resolve_directory(page: MemberIndexPage, info: GraphQLResolveInfo, **arguments: Any) -> Any:
        return member_slice(info.context, info.context.root_of(page), **arguments)


def _or_null(column: str) -> Any:
    def resolve(page: MemberPage, info: GraphQLResolveInfo) -> Any:
        return getattr(page, column) or None

    return resolve


@cache
def kind_label(kind: str, code: str) -> str:
    """Return what readers call a kind, in a language."""
    with translation.override(code):
        return str(Kind(kind).label)


@lru_cache(maxsize=1_000)
def country_name(country: str, code: str) -> str:
    """Return what readers call a country, in a language."""
    with translation.override(code):
        return str(countries.name(country))


@extend(MemberPage)
class MemberPageFields:
    """A company, institute or public body in the association."""

    kind = graphene.Field(MemberKind, required=True, description="What the member is.")
    kind_label = text("The kind in the page's language.")
    logo = graphene.Field(Image, description="Use the preset LOGO.")
    body = required_list(Block, description="What the member says of itself.")
    sectors = required_list(Sector, description="In alphabetical order.")
    competences = required_list(Competence, description="In alphabetical order.")
    country_code = text("ISO 3166-1 alpha-2; empty when unknown.")
    country = text("In the page's language; empty when unknown.")
    location = graphene.Field(GeoPoint, description="For the map.")
    website = graphene.String(description="http(s) address.")
    email = graphene.String(description="Without mailto:.")
    phone = graphene.String(description="As it is to be shown.")
    social_links = required_list(SocialLink, description="Profiles of the member.")
    founded_year = graphene.Int(description="Year of foundation.")
    employees = graphene.String(description="A class of size: 1-9, 10-49, 50-249, 250-999, 1000+.")
    joined_on = Date(description="The day of joining.")
    is_new = graphene.Boolean(
        required=True, description="Joined within the last twelve months, by the site's calendar."
    )
    contacts = required_list(Contact, description="People to turn to.")
    news = required_list(
        lambda: node_of(NewsPage),
        first=first_argument(3),
        description="The newest articles that name this member.",
    )

    resolve_email = _or_null("email")
    resolve_phone = _or_null("phone")
    resolve_employees = _or_null("employees")
    resolve_founded_year = _or_null("founded_year")
    resolve_joined_on = _or_null("joined_on")

    def resolve_website(page: MemberPage, info: GraphQLResolveInfo) -> str | None:
        return web_address(page.website)

    def resolve_kind(page: MemberPage, info: GraphQLResolveInfo) -> str:
        return page.kind.upper()

    def resolve_kind_label(page: MemberPage, info: GraphQLResolveInfo) -> str:
        return kind_label(page.kind, info.context.code_of(page))

    def resolve_logo(page: MemberPage, info: GraphQLResolveInfo) -> images.Image | None:
        return images.image_of(info.context, page, "logo_id")

    def resolve_body(page: MemberPage, info: GraphQLResolveInfo) -> list[Any]:
        return bodies.body(info.context, page)

    def resolve_sectors(page: MemberPage, info: GraphQLResolveInfo) -> list[Any]:
        return terms.terms_of(info.context, page, "sectors")

    def resolve_competences(page: MemberPage, info: GraphQLResolveInfo) -> list[Any]:
        return terms.terms_of(info.context, page, "competences")

    def resolve_country_code(page: MemberPage, info: GraphQLResolveInfo) -> str:
        return country_code(page)

    def resolve_country(page: MemberPage, info: GraphQLResolveInfo) -> str:
        return country_name(country_code(page), info.context.code_of(page))

    def resolve_location(page: MemberPage, info: GraphQLResolveInfo) -> GeoPointValue | None:
        if page.latitude is None or page.longitude is None:
            return None
        return GeoPointValue(page.latitude, page.longitude)

    def resolve_social_links(page: MemberPage, info: GraphQLResolveInfo) -> list[Any]:
        return social_links(bodies.stream(info.context, page, "social_links"))

    def resolve_is_new(page: MemberPage, info: GraphQLResolveInfo) -> bool:
        today: date = info.context.today
        return page.joined_on is not None and a_year_before(today) < page.joined_on <= today

    def resolve_contacts(page: MemberPage, info: GraphQLResolveInfo) -> list[Any]:
        return bodies.contacts(info.context, page)

    def resolve_news(page: MemberPage, info: GraphQLResolveInfo, first: int) -> list[Any]:
        check_first(first, MOST_BESIDE)
        return pages.related(info.context, relations.fetch_news_of_members, page, NewsPage, first)


def a_year_before(day: date) -> date:
    """Return the same day a year earlier; for 29 February, the 28th."""
    try:
        return day.replace(year=day.year - 1)
    except ValueError:
        return day.replace(year=day.year - 1, day=28)
