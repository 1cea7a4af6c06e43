"""GraphQL types of plain values. Fields are attributes of the same name unless a resolver says otherwise."""

from typing import Any

import graphene
from graphql import GraphQLResolveInfo

from cms.media.focal_points import share_of

from . import json_ld
from .enums import ImagePreset, Language, PlaceKind, RestrictionKind, RouteStatus
from .interfaces import PageInterface
from .reading import images
from .scalars import HTML, DateTime

__all__ = ["Language"]


def required_list(of: Any, **more: Any) -> graphene.List:
    """Return [Of!]! as a field."""
    return graphene.List(graphene.NonNull(of), required=True, **more)


def text(description: str) -> graphene.String:
    """Return String! as a field."""
    return graphene.String(required=True, description=description)


class Link(graphene.ObjectType):
    """`path` for your router when it is set, else `url`."""

    title = text("The words to click.")
    path = graphene.String(
        description=(
            "On this frontend, or a place on the page that holds the link (#contact); "
            "null for everything elsewhere."
        )
    )
    url = text("Absolute: http, https, mailto or tel.")


class Translation(graphene.ObjectType):
    """A language version of a page."""

    language = graphene.Field(Language, required=True, description="The version's language.")
    code = text("For `lang` and `hreflang`: de, en.")
    path = text("On the frontend.")
    url = text("Absolute address on the frontend.")


class FocalPoint(graphene.ObjectType):
    """The centre of what matters in a picture, from 0 (left, top) to 1 (right, bottom)."""

    x = graphene.Float(required=True, description="From the left.")
    y = graphene.Float(required=True, description="From the top.")


class Rendition(graphene.ObjectType):
    """A picture file of one size."""

    url = text("Absolute address of the file.")
    width = graphene.Int(required=True, description="In pixels.")
    height = graphene.Int(required=True, description="In pixels.")
    mime_type = text("image/jpeg, image/png or image/svg+xml.")


class ImageSource(graphene.ObjectType):
    """One `<source>` of a `<picture>`."""

    mime_type = text("For the `type` attribute.")
    src_set = text("For the `srcset` attribute, with w-descriptors.")
    width = graphene.Int(required=True, description="Of the largest file, in pixels.")
    height = graphene.Int(required=True, description="Of the largest file, in pixels.")


class Image(graphene.ObjectType):
    """A picture of the library. Reading it encodes nothing and touches no disk."""

    id = graphene.ID(required=True, description="Opaque; one for each picture and language.")
    alt = text(
        "In the page's language if anybody wrote it in that, else in another (`altLanguage`); "
        "empty only where the editor marked the picture as decorative."
    )
    alt_language = graphene.Field(
        Language,
        description="The language of `alt`, for `lang`; null where it is empty, or the picture's title.",
    )
    caption = text("In the page's language; may be empty.")
    credit = text("Who made the picture; may be empty.")
    width = graphene.Int(required=True, description="Of the original, in pixels.")
    height = graphene.Int(required=True, description="Of the original, in pixels.")
    focal_point = graphene.Field(FocalPoint, description="Null where the editor set none.")
    placeholder = graphene.String(
        description="Tiny preview as a data: address; null for vector and transparent pictures."
    )
    rendition = graphene.Field(
        Rendition,
        required=True,
        preset=graphene.Argument(ImagePreset, required=True, description="Which size."),
        description="One size, from the fixed list that bounds what a visitor can make the server encode.",
    )
    sources = required_list(
        ImageSource,
        preset=graphene.Argument(ImagePreset, required=True, description="Which size."),
        description="For <picture>: AVIF, WebP, JPEG with w-descriptors, best first; empty for vectors.",
    )

    def resolve_width(self: images.Image, info: GraphQLResolveInfo) -> int:
        return self.row.width

    def resolve_height(self: images.Image, info: GraphQLResolveInfo) -> int:
        return self.row.height

    def resolve_focal_point(self: images.Image, info: GraphQLResolveInfo) -> dict[str, float] | None:
        row = self.row
        if row.focal_point_x is None or row.focal_point_y is None or not row.width or not row.height:
            return None
        return {"x": share_of(row.focal_point_x, row.width), "y": share_of(row.focal_point_y, row.height)}

    def resolve_placeholder(self: images.Image, info: GraphQLResolveInfo) -> str | None:
        return self.row.placeholder or None

    def resolve_rendition(self: images.Image, info: GraphQLResolveInfo, preset: str) -> Any:
        return self.rendition(preset)

    def resolve_sources(self: images.Image, info: GraphQLResolveInfo, preset: str) -> Any:
        return self.sources(preset)


class GalleryImage(graphene.ObjectType):
    """A picture in a row of pictures, with words for that place."""

    id = graphene.ID(required=True, description="Opaque.")
    image = graphene.Field(Image, required=True, description="The picture.")
    caption = text("For this place, else the picture's own; may be empty.")
    credit = text("For this place, else the picture's own, else the album's photographer; may be empty.")


class Seo(graphene.ObjectType):
    """For the document's head and for search engines."""

    title = text("For <title>: the editor's, else the page's title.")
    description = text("The editor's, else the teaser; may be empty.")
    canonical_url = text("Absolute address on the frontend; of an alias, its original's.")
    noindex = graphene.Boolean(required=True, description="Ask search engines not to list the page.")
    image = graphene.Field(Image, description="For social networks: use the preset SOCIAL.")
    json_ld = text(
        "The text of a <script type=application/ld+json>: one JSON array, with <, > and & escaped, "
        "safe to insert as it is."
    )

    def resolve_image(self: Any, info: GraphQLResolveInfo) -> images.Image | None:
        return json_ld.social_image(info.context, self.page)

    def resolve_json_ld(self: Any, info: GraphQLResolveInfo) -> str:
        return json_ld.script_text(info.context, self.page)


class Contact(graphene.ObjectType):
    """Somebody to turn to: a person or an office."""

    id = graphene.ID(required=True, description="Opaque.")
    name = text("A person or an office.")
    role = text("Position and organisation; may be empty.")
    email = graphene.String(description="Without mailto:.")
    phone = graphene.String(description="As it is to be shown.")
    websites = required_list(graphene.String, description="http(s) addresses.")
    portrait = graphene.Field(Image, description="A small picture.")

    def resolve_portrait(self: Any, info: GraphQLResolveInfo) -> images.Image | None:
        return images.image(info.context, self.portrait_id, self.code)


def _term(name: str, description: str) -> Any:
    fields = {
        "__doc__": description,
        "id": graphene.ID(required=True, description="Opaque."),
        "slug": text("What filters accept."),
        "name": text("As readers see it."),
    }
    return type(name, (graphene.ObjectType,), fields)


Category = _term("Category", "What an article is about, as the association sorts its news.")
Tag = _term("Tag", "A word an article may be found by.")
Sector = _term("Sector", "The field a member works in.")
Competence = _term("Competence", "What a member can do, in its own words.")


class GeoPoint(graphene.ObjectType):
    """A place on the map, in degrees (WGS 84)."""

    lat = graphene.Float(required=True, description="Latitude.")
    lng = graphene.Float(required=True, description="Longitude.")


class SocialLink(graphene.ObjectType):
    """A profile in a social network."""

    service = text("Lower case: linkedin, mastodon, youtube …; `website` for what is not known.")
    url = text("The profile's address.")


class Download(graphene.ObjectType):
    """A file to download."""

    id = graphene.ID(required=True, description="Opaque.")
    title = text("What the file is.")
    url = text("Absolute address of the file.")
    file_name = text("As it is saved.")
    mime_type = text("By the file's ending.")
    size = graphene.Int(required=True, description="In bytes.")


class Facet(graphene.ObjectType):
    """How many would be found with this value."""

    value = text("Exactly what the filter accepts.")
    label = text("As readers see it.")
    count = graphene.Int(required=True, description="At least 1.")


class Redirect(graphene.ObjectType):
    """Where a path leads now."""

    to = text("A path, or an absolute http(s) address.")
    permanent = graphene.Boolean(required=True, description="Answer 301 or 308, not 302 or 307.")


class Restriction(graphene.ObjectType):
    """What keeps a visitor from a page. Nothing else of the page is known."""

    kind = graphene.Field(
        RestrictionKind, required=True, description="What it takes. PASSWORD only where a password is enough."
    )
    page_id = graphene.ID(required=True, description="For `unlockPage`.")


class Route(graphene.ObjectType):
    """What a path of the frontend leads to."""

    status = graphene.Field(RouteStatus, required=True, description="Which of the other fields is set.")
    language = graphene.Field(
        Language,
        required=True,
        description=(
            "Of the path's prefix, else the site's default; "
            "also on NOT_FOUND, so that menus and texts can follow."
        ),
    )
    page = graphene.Field(PageInterface, description="The page, where one is found.")
    redirect = graphene.Field(Redirect, description="Where to go instead.")
    restriction = graphene.Field(Restriction, description="What keeps the visitor from the page.")


class Preview(graphene.ObjectType):
    """A page that is not public, for the holder of a token. Show it to nobody else, and keep no copy."""

    page = graphene.Field(
        PageInterface,
        required=True,
        description="A draft has another id than its live page; what it links to is public.",
    )
    expires_at = DateTime(required=True, description="When the token stops working.")


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


class Place(graphene.ObjectType):
    """One of the fixed places of a site."""

    kind = graphene.Field(PlaceKind, required=True, description="Which place.")
    link = graphene.Field(Link, required=True, description="Where it is.")


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


class PageInfo(graphene.ObjectType):
    """Where a slice of a list stands."""

    has_next_page = graphene.Boolean(required=True, description="There is more after this slice.")
    has_previous_page = graphene.Boolean(required=True, description="There is something before this slice.")
    start_cursor = graphene.String(description="Of the first item; null for an empty slice.")
    end_cursor = graphene.String(description="Of the last item: the next slice's `after`.")
