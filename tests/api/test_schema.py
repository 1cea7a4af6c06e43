"""The schema as a whole: described throughout, and one document selects everything."""

from typing import Any

import pytest
from graphql import (
    GraphQLEnumType,
    GraphQLInputObjectType,
    GraphQLInterfaceType,
    GraphQLNamedType,
    GraphQLObjectType,
    GraphQLScalarType,
    get_named_type,
    is_composite_type,
    is_required_argument,
    parse,
    specified_scalar_types,
    validate,
)

from cms.api.contract.export import schema_path, schema_text
from cms.api.schema.build import get_schema
from cms.api.schema.nouns import page_models
from cms.api.schema.pages import BLOCKS
from cms.home.sites import StartedSite
from tests.factories.bodies import every_block
from tests.factories.media import CmsDocumentFactory, CmsImageFactory
from tests.factories.pages import (
    FormPageFactory,
    GalleryPageFactory,
    MemberPageFactory,
    NewsPageFactory,
    StandardPageFactory,
)

from .conftest import Ask

# One document asks for everything that there is.
pytestmark = [pytest.mark.usefixtures("wide_limits"), pytest.mark.once]

SCHEMA = get_schema()
TYPES: dict[str, GraphQLNamedType] = {
    name: kind
    for name, kind in SCHEMA.type_map.items()
    if not name.startswith("__") and name not in specified_scalar_types
}
#: What stands for an argument that must be given.
GIVEN = {"preset": "CARD"}


def undescribed() -> list[str]:
    missing = [name for name, kind in TYPES.items() if not kind.description]
    for name, kind in TYPES.items():
        if isinstance(kind, GraphQLObjectType | GraphQLInterfaceType):
            for field_name, field in kind.fields.items():
                if not field.description:
                    missing.append(f"{name}.{field_name}")
                missing += [
                    f"{name}.{field_name}({argument_name})"
                    for argument_name, argument in field.args.items()
                    if not argument.description
                ]
        elif isinstance(kind, GraphQLInputObjectType):
            missing += [f"{name}.{field}" for field, value in kind.fields.items() if not value.description]
        elif isinstance(kind, GraphQLEnumType):
            missing += [f"{name}.{value}" for value, one in kind.values.items() if not one.description]
    return missing


def test_everything_is_described() -> None:
    assert len(TYPES) > 60
    assert undescribed() == []


def test_descriptions_are_written_for_frontends() -> None:
    """Not a library's description of its own classes."""
    strange = (
        "An enumeration.",
        "graphene",
        "Django",
        "Wagtail",
        "Grapple",
        "ObjectType",
        "An object with an ID",
    )
    texts = {name: kind.description or "" for name, kind in TYPES.items()}
    assert [name for name, text in texts.items() if any(word in text for word in strange)] == []


@pytest.mark.parametrize("interface", ["PageInterface", "Block"])
def test_equal_names_under_one_interface_have_equal_types(interface: str) -> None:
    kinds: dict[str, dict[str, list[str]]] = {}
    for kind in SCHEMA.get_possible_types(SCHEMA.type_map[interface]):  # type: ignore[arg-type]
        for name, field in kind.fields.items():
            shape = f"{field.type} {sorted((key, str(one.type)) for key, one in field.args.items() if key != 'filter')}"
            kinds.setdefault(name, {}).setdefault(shape, []).append(kind.name)
    assert {name: shapes for name, shapes in kinds.items() if len(shapes) > 1} == {}


def test_every_page_and_block_of_the_product_is_in_the_schema() -> None:
    for interface, declared in (("PageInterface", page_models()), ("Block", BLOCKS)):
        possible = SCHEMA.get_possible_types(SCHEMA.type_map[interface])  # type: ignore[arg-type]
        assert {kind.name for kind in possible} == {one.__name__ for one in declared}


def selection(kind: Any, levels: int) -> str:
    """Return every field of a type, `levels` of objects deep; below an interface those of every type."""
    kind = get_named_type(kind)
    parts = ["__typename"]
    for name, field in kind.fields.items():
        given = ", ".join(
            f"{key}: {GIVEN[key]}" for key, one in field.args.items() if is_required_argument(one)
        )
        call = f"{name}({given})" if given else name
        if not is_composite_type(get_named_type(field.type)):
            parts.append(call)
        elif levels:
            parts.append(f"{call} {selection(field.type, levels - 1)}")
    if isinstance(kind, GraphQLInterfaceType):
        parts += [f"... on {one.name} {selection(one, levels)}" for one in SCHEMA.get_possible_types(kind)]
    return f"{{ {' '.join(parts)} }}"


def one_document() -> str:
    """Return one `route` document with a spread for every page type and every block, two levels deep."""
    page = SCHEMA.type_map["PageInterface"]
    return f"query ($path: String!) {{ route(path: $path) {{ status page {selection(page, 2)} }} }}"


def test_one_document_selects_everything() -> None:
    document = parse(one_document())
    assert validate(SCHEMA, document) == []


@pytest.fixture
def paths(site: StartedSite) -> dict[str, str]:
    images = [CmsImageFactory() for _ in range(2)]
    target = StandardPageFactory(title="Seite")
    member = MemberPageFactory(title="Mitglied", logo=images[0])
    news = NewsPageFactory(title="Früher", members=[member], pictures=images)
    gallery = GalleryPageFactory(title="Album", pictures=images, news=[news])
    body = every_block(
        images=images,
        document=CmsDocumentFactory(),
        members=[member],
        news=[news],
        gallery=gallery,
        page=target,
    )
    NewsPageFactory(title="Alles", body=body, pictures=images, members=[member], cover=images[0])
    StandardPageFactory(title="Körper", parent=target, body=body)
    MemberPageFactory(title="Zwei", body=body)
    FormPageFactory(title="Kontakt", body=body)
    return {
        "/de/": "HomePage",
        "/de/seite/": "StandardPage",
        "/de/seite/koerper/": "StandardPage",
        "/de/news/": "NewsIndexPage",
        "/de/news/alles/": "NewsPage",
        "/de/mitglieder/": "MemberIndexPage",
        "/de/mitglieder/zwei/": "MemberPage",
        "/de/galerien/": "GalleryIndexPage",
        "/de/galerien/album/": "GalleryPage",
        "/de/kontakt/": "FormPage",
    }


def test_the_one_document_runs_for_every_page(paths: dict[str, str], ask: Ask) -> None:
    document = one_document()
    for path, kind in paths.items():
        route = ask(document, path=path)["route"]
        assert (route["status"], route["page"]["__typename"]) == ("FOUND", kind)
        if path in ("/de/news/alles/", "/de/seite/koerper/", "/de/mitglieder/zwei/", "/de/kontakt/"):
            assert {block["__typename"] for block in route["page"]["body"]} == {
                one.__name__ for one in BLOCKS
            }


def test_scalars_are_the_contracts_own() -> None:
    scalars = {name for name, kind in TYPES.items() if isinstance(kind, GraphQLScalarType)}
    assert scalars <= {"Date", "DateTime", "HTML", "RichTextDocument"}


def test_the_exported_contract_is_what_is_served() -> None:
    assert schema_path().read_text(encoding="utf-8") == schema_text(), "run `manage.py export_contract`"
