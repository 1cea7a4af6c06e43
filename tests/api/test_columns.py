"""Columns that lists read follow from the selected fields: each alone returns the same as among all others."""

from typing import Any

import pytest
from graphql import GraphQLObjectType, get_named_type, is_leaf_type

from cms.api.loading.columns import columns_of, undeclared_fields
from cms.api.pages.page_types import page_types
from cms.api.schema.build import get_schema
from cms.api.schema.nouns import page_models
from cms.home.sites import StartedSite
from cms.members.models import MemberPage
from cms.news.models import NewsPage
from tests.factories.media import CmsImageFactory
from tests.factories.pages import GalleryPageFactory, MemberPageFactory, NewsPageFactory, page_factory

from .conftest import Ask

BODIES = {"body", "contacts", "callToAction", "socialLinks"}
#: What a field needs that is no plain value.
WITHIN = {
    "Image": "{ id alt }",
    "Link": "{ path title }",
    "Translation": "{ code path }",
    "Seo": "{ title description canonicalUrl noindex jsonLd image { id } }",
    "GeoPoint": "{ lat lng }",
    "Contact": "{ name }",
    "Block": "{ id }",
    "GalleryImage": "{ id credit }",
    "GalleryImageConnection": "{ nodes { id credit } }",
    "SocialLink": "{ url }",
}


def selections(type_name: str) -> dict[str, str]:
    """Return the selection of each field of a page type."""
    kind = get_schema().type_map[type_name]
    assert isinstance(kind, GraphQLObjectType)
    return {
        name: name if is_leaf_type(named) else f"{name} {WITHIN.get(named.name, '{ __typename }')}"
        for name, field in kind.fields.items()
        if (named := get_named_type(field.type))
    }


@pytest.fixture
def rich(site: StartedSite) -> None:
    """One of each list, with something in every column."""
    image = CmsImageFactory(credit="")
    member = MemberPageFactory(
        logo=image,
        street="Gasse 1",
        city="Leipzig",
        country="DE",
        latitude=51.3,
        longitude=12.4,
        website="https://a.example/",
        email="a@a.example",
        phone="+49 341 1",
        founded_year=1990,
        employees="10-49",
        joined_on="2024-05-01",
        seo_title="Anders",
        search_description="Was es ist",
        social_image=image,
        is_noindex=True,
    )
    news = NewsPageFactory(cover=image, teaser="Kurz", is_featured=True, pictures=[image], members=[member])
    GalleryPageFactory(pictures=[image], photographer="Ada", intro="<p>Da</p>", news=[news])


@pytest.mark.usefixtures("wide_limits", "rich")
def test_each_field_alone_returns_the_same_as_among_all(ask: Ask) -> None:
    for model, page_type in page_types().items():
        if page_type.list is None:
            continue
        root, fields = page_type.list.name, selections(model.__name__)
        if not model.objects.exists():
            page_factory(model)()

        def answer(*names: str, root: str = root, fields: dict[str, str] = fields) -> Any:
            selected = " ".join(fields[name] for name in names)
            return ask(f"{{ {root} {{ nodes {{ {selected} }} }} }}")[root]["nodes"]

        together = answer(*fields)
        assert together
        for name in fields:
            assert answer(name) == [{name: node[name]} for node in together], (root, name)


def test_every_field_of_a_page_declares_its_columns() -> None:
    """One that does not would make lists read every column of a page."""
    get_schema()
    assert {model.__name__: undeclared_fields(model) for model in page_models()} == {
        model.__name__: [] for model in page_models()
    }


def test_a_list_of_titles_reads_no_more() -> None:
    assert columns_of(NewsPage, frozenset(("news", "nodes", "title"))) == (
        "pk",
        "path",
        "url_path",
        "locale_id",
        "title",
    )


def test_no_list_reads_bodies() -> None:
    for model in (NewsPage, MemberPage):
        assert not {"body", "contacts", "social_links", "search_text"} & set(columns_of(model, None))
