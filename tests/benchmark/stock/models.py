"""Pages declared as the documentation of Grapple and of the REST API v2 shows: lists of fields, no more."""

from typing import Any, ClassVar

from django.db import models
from grapple.helpers import register_query_field
from grapple.models import (
    GraphQLCollection,
    GraphQLForeignKey,
    GraphQLImage,
    GraphQLSnippet,
    GraphQLStreamfield,
    GraphQLString,
)
from modelcluster.fields import ParentalKey, ParentalManyToManyField
from rest_framework import serializers
from wagtail.api import APIField
from wagtail.fields import StreamField
from wagtail.images.api.fields import ImageRenditionField
from wagtail.models import Orderable, Page
from wagtail.search import index
from wagtail.snippets.models import register_snippet

from .blocks import body_blocks

CARD, CONTENT, HERO, LOGO = "width-640", "width-1280", "width-1920", "max-320x320"


@register_snippet
class Category(models.Model):
    name = models.CharField(max_length=120)
    slug = models.SlugField()

    graphql_fields: ClassVar[list[Any]] = [GraphQLString("name"), GraphQLString("slug")]
    api_fields: ClassVar[list[Any]] = [APIField("name"), APIField("slug")]

    class Meta:
        app_label = "stock"

    def __str__(self) -> str:
        return self.name


@register_snippet
class Sector(models.Model):
    name = models.CharField(max_length=120)
    slug = models.SlugField()

    graphql_fields: ClassVar[list[Any]] = [GraphQLString("name"), GraphQLString("slug")]
    api_fields: ClassVar[list[Any]] = [APIField("name"), APIField("slug")]

    class Meta:
        app_label = "stock"

    def __str__(self) -> str:
        return self.name


def image_key() -> Any:
    return models.ForeignKey("wagtailimages.Image", null=True, on_delete=models.SET_NULL, related_name="+")


@register_query_field("newsPage", "newsPages")
class NewsPage(Page):
    date = models.DateField(db_index=True)
    teaser = models.TextField()
    cover = image_key()
    categories = ParentalManyToManyField(Category)
    body = StreamField(body_blocks())

    search_fields: ClassVar[list[Any]] = [
        *Page.search_fields,
        index.SearchField("teaser"),
        index.SearchField("body"),
    ]
    graphql_fields: ClassVar[list[Any]] = [
        GraphQLString("date"),
        GraphQLString("teaser"),
        GraphQLImage("cover"),
        GraphQLCollection(GraphQLSnippet, "categories", "stock.Category"),
        GraphQLStreamfield("body"),
        GraphQLCollection(GraphQLForeignKey, "pictures", "stock.NewsPicture"),
    ]
    api_fields: ClassVar[list[Any]] = [
        APIField("date"),
        APIField("teaser"),
        APIField("cover", serializer=ImageRenditionField(CARD)),
        APIField("hero", serializer=ImageRenditionField(HERO, source="cover")),
        APIField("categories"),
        APIField("body"),
        APIField("pictures"),
    ]

    class Meta:
        app_label = "stock"


class NewsPicture(Orderable):
    page = ParentalKey(NewsPage, on_delete=models.CASCADE, related_name="pictures")
    image = image_key()
    caption = models.CharField(max_length=300, blank=True)

    graphql_fields: ClassVar[list[Any]] = [GraphQLImage("image"), GraphQLString("caption")]
    api_fields: ClassVar[list[Any]] = [
        APIField("image", serializer=ImageRenditionField(CARD)),
        APIField("caption"),
    ]

    class Meta(Orderable.Meta):
        app_label = "stock"


@register_query_field("memberPage", "memberPages")
class MemberPage(Page):
    teaser = models.TextField()
    kind = models.CharField(max_length=20)
    city = models.CharField(max_length=100)
    logo = image_key()
    sectors = ParentalManyToManyField(Sector)
    body = StreamField(body_blocks())

    search_fields: ClassVar[list[Any]] = [
        *Page.search_fields,
        index.SearchField("teaser"),
        index.SearchField("body"),
        index.SearchField("city"),
    ]
    graphql_fields: ClassVar[list[Any]] = [
        GraphQLString("teaser"),
        GraphQLString("kind"),
        GraphQLString("city"),
        GraphQLImage("logo"),
        GraphQLCollection(GraphQLSnippet, "sectors", "stock.Sector"),
        GraphQLStreamfield("body"),
    ]
    api_fields: ClassVar[list[Any]] = [
        APIField("kind"),
        APIField("city"),
        APIField("logo", serializer=ImageRenditionField(LOGO)),
        APIField("sectors"),
    ]

    class Meta:
        app_label = "stock"


@register_query_field("galleryPage", "galleryPages")
class GalleryPage(Page):
    date = models.DateField()
    cover = image_key()

    graphql_fields: ClassVar[list[Any]] = [
        GraphQLString("date"),
        GraphQLImage("cover"),
        GraphQLCollection(GraphQLForeignKey, "pictures", "stock.GalleryPicture"),
    ]

    class Meta:
        app_label = "stock"


class GalleryPicture(Orderable):
    page = ParentalKey(GalleryPage, on_delete=models.CASCADE, related_name="pictures")
    image = image_key()

    graphql_fields: ClassVar[list[Any]] = [GraphQLImage("image")]

    class Meta(Orderable.Meta):
        app_label = "stock"


class NewsCard(serializers.ModelSerializer):
    """An article on the home page, for the REST API."""

    cover = ImageRenditionField(CARD)
    categories = serializers.SlugRelatedField("name", many=True, read_only=True)

    class Meta:
        model = NewsPage
        fields = ("id", "title", "url_path", "date", "teaser", "categories", "cover")


class MemberCard(serializers.ModelSerializer):
    """A member on the home page, for the REST API."""

    logo = ImageRenditionField(LOGO)
    sectors = serializers.SlugRelatedField("name", many=True, read_only=True)

    class Meta:
        model = MemberPage
        fields = ("id", "title", "url_path", "kind", "city", "sectors", "logo")


class HomePage(Page):
    heading = models.CharField(max_length=120)
    claim = models.TextField()
    hero = image_key()
    body = StreamField(body_blocks())

    graphql_fields: ClassVar[list[Any]] = [
        GraphQLString("heading"),
        GraphQLString("claim"),
        GraphQLImage("hero"),
        GraphQLStreamfield("body"),
    ]
    api_fields: ClassVar[list[Any]] = [
        APIField("heading"),
        APIField("claim"),
        APIField("hero", serializer=ImageRenditionField(HERO)),
        APIField("body"),
        APIField("news", serializer=NewsCard(many=True)),
        APIField("members", serializer=MemberCard(many=True)),
        APIField("pictures", serializer=serializers.ListField(child=ImageRenditionField(CARD))),
    ]

    class Meta:
        app_label = "stock"

    @property
    def news(self) -> Any:
        return NewsPage.objects.live().public().order_by("-date")[:6]

    @property
    def members(self) -> Any:
        return MemberPage.objects.live().public().order_by("-first_published_at")[:6]

    @property
    def pictures(self) -> list[Any]:
        """The first pictures of the newest gallery."""
        gallery = GalleryPage.objects.live().public().order_by("-date").first()
        rows = gallery.pictures.select_related("image")[:6] if gallery else ()
        return [picture.image for picture in rows]
