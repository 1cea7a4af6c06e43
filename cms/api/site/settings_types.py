"""GraphQL types MenuItem, SiteLanguage and SiteSettings; without a resolver a field is a DTO attribute."""

import graphene

from ..images.types import Image
from ..pages.place_types import Place
from ..pages.types import SocialLink
from ..vocabulary.enums import Language
from ..vocabulary.fields import required_list, text
from ..vocabulary.scalars import HTML


class MenuItem(graphene.ObjectType):
    """An entry of a menu."""

    id = graphene.ID(required=True, description="Opaque.")
    label = text("The words to show.")
    path = graphene.String(description="On this frontend; null for everything elsewhere.")
    url = graphene.String(description="Null for a heading without a target of its own.")
    children = required_list(lambda: MenuItem, description="Entries below this one.")


class SiteLanguage(graphene.ObjectType):
    """A language in which the site has a home page."""

    language = graphene.Field(Language, required=True, description="The language.")
    code = text("For `lang` and `hreflang`: de, en.")
    name = text("In that language: Deutsch, English.")
    home_path = text("On the frontend.")
    home_url = text("Absolute address on the frontend.")
    is_default = graphene.Boolean(required=True, description="Answers where no language is asked for.")


class SiteSettings(graphene.ObjectType):
    """What stands around every page, in one language."""

    id = graphene.ID(required=True, description="Opaque; one for each site and language.")
    name = text("What the association is called.")
    claim = text("What it stands for, in a few words; may be empty.")
    logo = graphene.Field(Image, description="The association's logo.")
    email = graphene.String(description="Without mailto:.")
    phone = graphene.String(description="As it is to be shown.")
    address = graphene.String(description="As on an envelope, lines separated by \\n.")
    social_links = required_list(SocialLink, description="Profiles of the association.")
    default_language = graphene.Field(Language, required=True, description="Answers where none is asked for.")
    languages = required_list(SiteLanguage, description="In which the site is published, the default first.")
    places = required_list(
        Place,
        description=(
            "Where the fixed places are, in this language; a place without a published page is left out."
        ),
    )
    change_cursor = text("Where `changes` stands now: read it before a build, and ask from there next time.")
    not_found_title = text("For the page at unknown addresses; may be empty.")
    not_found_text = graphene.Field(
        HTML, required=True, description="For the page at unknown addresses; may be empty."
    )
    cookie_notice = graphene.Field(HTML, description="Null where the editor wrote none.")
