"""GraphQL types MemberIndexPage and MemberPage, and their declarations as page types."""

from datetime import date
from typing import Any

import graphene
from django.utils.translation import gettext_lazy as _
from graphql import GraphQLResolveInfo

from cms.members.models import MemberIndexPage, MemberPage
from cms.news.models import NewsPage

from ..body.contact_types import Contact
from ..body.content import body
from ..body.interface import Block
from ..body.streams import contacts, stream
from ..images.loaders import LocalizedImage, image_of
from ..images.types import Image
from ..loading.columns import reads
from ..pages.page_types import PageType, PlaceOfType, SearchKind, declare
from ..pages.related import related
from ..pages.social_links import social_links
from ..pages.types import SocialLink
from ..sections.types import declare_section
from ..terms.loaders import fetch_terms, terms_of
from ..terms.types import Competence, Sector
from ..vocabulary.arguments import MAX_RELATED, check_first, first_argument
from ..vocabulary.fields import required_list, text
from ..vocabulary.registry import extend_type, graphql_type_of
from ..vocabulary.scalars import Date
from ..vocabulary.web_addresses import safe_web_url
from .dto import GeoPointData
from .enums import MemberKind
from .geo import GeoPoint
from .json_ld import country_code, member
from .labels import country_name, kind_label
from .lists import MEMBERS
from .loaders import fetch_news_of_members


def _or_null(column: str) -> Any:
    @reads(column)
    def resolve(page: MemberPage, info: GraphQLResolveInfo) -> Any:
        return getattr(page, column) or None

    return resolve


@extend_type(MemberPage)
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
        lambda: graphql_type_of(NewsPage),
        first=first_argument(3),
        description="The newest articles that name this member.",
    )

    resolve_email = _or_null("email")
    resolve_phone = _or_null("phone")
    resolve_employees = _or_null("employees")
    resolve_founded_year = _or_null("founded_year")
    resolve_joined_on = _or_null("joined_on")

    @reads("website")
    def resolve_website(page: MemberPage, info: GraphQLResolveInfo) -> str | None:
        return safe_web_url(page.website)

    @reads("kind")
    def resolve_kind(page: MemberPage, info: GraphQLResolveInfo) -> str:
        return page.kind.upper()

    @reads("kind")
    def resolve_kind_label(page: MemberPage, info: GraphQLResolveInfo) -> str:
        return kind_label(page.kind, info.context.code_of(page))

    @reads("logo_id")
    def resolve_logo(page: MemberPage, info: GraphQLResolveInfo) -> LocalizedImage | None:
        return image_of(info.context, page, "logo_id")

    @reads()
    def resolve_body(page: MemberPage, info: GraphQLResolveInfo) -> list[Any]:
        return body(info.context, page)

    @reads()
    def resolve_sectors(page: MemberPage, info: GraphQLResolveInfo) -> list[Any]:
        return terms_of(info.context, page, "sectors")

    @reads()
    def resolve_competences(page: MemberPage, info: GraphQLResolveInfo) -> list[Any]:
        return terms_of(info.context, page, "competences")

    @reads("country")
    def resolve_country_code(page: MemberPage, info: GraphQLResolveInfo) -> str:
        return country_code(page)

    @reads("country")
    def resolve_country(page: MemberPage, info: GraphQLResolveInfo) -> str:
        return country_name(country_code(page), info.context.code_of(page))

    @reads("latitude", "longitude")
    def resolve_location(page: MemberPage, info: GraphQLResolveInfo) -> GeoPointData | None:
        if page.latitude is None or page.longitude is None:
            return None
        return GeoPointData(page.latitude, page.longitude)

    @reads()
    def resolve_social_links(page: MemberPage, info: GraphQLResolveInfo) -> list[Any]:
        return social_links(stream(info.context, page, "social_links"))

    @reads("joined_on")
    def resolve_is_new(page: MemberPage, info: GraphQLResolveInfo) -> bool:
        today: date = info.context.today
        return page.joined_on is not None and one_year_before(today) < page.joined_on <= today

    @reads()
    def resolve_contacts(page: MemberPage, info: GraphQLResolveInfo) -> list[Any]:
        return contacts(info.context, page)

    @reads()
    def resolve_news(page: MemberPage, info: GraphQLResolveInfo, first: int) -> list[Any]:
        check_first(first, MAX_RELATED)
        return related(info.context, fetch_news_of_members, page, NewsPage, first)


def one_year_before(day: date) -> date:
    """Return the same day one year earlier; 28 February for 29 February."""
    try:
        return day.replace(year=day.year - 1)
    except ValueError:
        return day.replace(year=day.year - 1, day=28)


declare_section(
    MemberIndexPage, PlaceOfType("MEMBERS", "The member directory."), called="directory", directory=MEMBERS
)
declare(
    PageType(
        model=MemberPage,
        list=MEMBERS,
        search=SearchKind("MEMBER", "A member.", _("Members")),
        card_fields=("sectors", "competences"),
        card_loader=(fetch_terms,),
        newest_columns=("joined_on",),
        newest_key=lambda page: (page.joined_on or date.min, page.pk),
        json_ld=member,
    )
)
