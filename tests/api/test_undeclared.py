"""Nothing is public that nobody declared: no column of Wagtail's, no raw value, no order by a column's name."""

import pytest
from graphql import GraphQLEnumType, GraphQLInputObjectType, GraphQLObjectType, get_named_type

from cms.api.pages.page_types import page_types
from cms.api.schema.build import get_schema

from .conftest import Ask

#: Of pages, pictures, documents, blocks, settings and users, as Grapple or a model has them.
UNDECLARED = """
    aliases aliasOf ancestors approvedGoLiveAt author avgColor avgColour blocks changes collection contentType contenttypes
    created createdAt depth descendants draftTitle expireAt expired fileHash fileSize field firstPublishedAtRaw
    goLiveAt hasUnpublishedChanges isCreatable isImage lastChild latestRevision latestRevisionCreatedAt live
    liveRevision locale localeId localized lockedAt lockedBy locked nextSiblings numchild originalUrl owner pageType
    parent password permissions previousSiblings rawValue ready relatedQuery renditionManifest revisions searchDescription
    searchScore searchResults seoTitle showInMenus sortTitle src srcSet submissions sortName tagsRaw treebeard
    translationKey uploadedByUser urlPath user users value viewRestrictions wagtailcore workflowstates
""".split()
TYPES = {name: kind for name, kind in get_schema().type_map.items() if not name.startswith("__")}
OBJECTS = {name: kind for name, kind in TYPES.items() if isinstance(kind, GraphQLObjectType)}
#: Where such a word is the contract's own.
DECLARED = {
    ("Facet", "value"),
    ("FormChoice", "value"),
    ("ImageSource", "srcSet"),
    ("Query", "changes"),
    ("SitemapEntry", "pageType"),
}


@pytest.mark.parametrize("name", OBJECTS)
def test_a_type_has_no_undeclared_field(name: str) -> None:
    found = {field for field in OBJECTS[name].fields if field in UNDECLARED}
    assert not {field for field in found if (name, field) not in DECLARED}


def test_no_type_of_the_libraries_is_left() -> None:
    strange = [
        name
        for name in TYPES
        if name
        in (
            "Page",
            "CmsImage",
            "CmsDocument",
            "Site",
            "User",
            "StreamFieldInterface",
            "JSONString",
            "GenericScalar",
            "UUID",
            "QuerySetList",
            "PositiveInt",
        )
        or (name.endswith(("Type", "PageObjectType", "Snippet")) and name != "SearchType")
    ]
    assert strange == []


def test_lists_are_sorted_by_enums_alone() -> None:
    for kind in OBJECTS.values():
        for field in kind.fields.values():
            if "order" in field.args:
                assert isinstance(get_named_type(field.args["order"].type), GraphQLEnumType)


def test_inputs_hold_nothing_but_their_filters() -> None:
    """Those of lists that need no types of their own hold what their declaration has, and nothing else."""
    declared = {str(one.list.filter_type) for one in page_types().values() if one.list}
    inputs = {
        name: set(kind.fields)
        for name, kind in TYPES.items()
        if isinstance(kind, GraphQLInputObjectType) and name not in declared - {"NewsFilter", "MemberFilter"}
    }
    assert inputs == {
        "NewsFilter": {"categories", "tags", "members", "from", "to", "year", "featured", "query"},
        "MemberFilter": {
            *("kinds", "sectors", "competences", "cities", "letter", "joinedSince", "near", "query"),
        },
        "Near": {"lat", "lng", "km"},
        "SubmitFormInput": {"pageId", "values", "submissionId", "elapsedMs", "consent", "website"},
        "FormValue": {"name", "value"},
        "UnlockPageInput": {"pageId", "password"},
    }


def test_undeclared_columns_are_refused_over_http(post: Ask) -> None:
    for field in UNDECLARED:
        body = post(
            f"{{ news {{ nodes {{ {field} }} }} members {{ nodes {{ {field} logo {{ {field} }} body {{ {field} }} }} }} }}"
        )
        assert "data" not in body
        errors = [error for error in body["errors"] if f"'{field}'" in error["message"]]
        assert len(errors) == 4, field
        assert {error["extensions"]["code"] for error in errors} == {"VALIDATION_FAILED"}


def test_no_text_reaches_the_order(refuse: Ask) -> None:
    for root in (one.list.name for one in page_types().values() if one.list):
        for order in ('"owner__password"', '"-pk"', "owner__password", "PASSWORD", "null"):
            error = refuse(f"{{ {root}(order: {order}) {{ totalCount }} }}")
            assert error["code"] == "VALIDATION_FAILED"


@pytest.mark.django_db
def test_no_text_reaches_the_order_by_a_variable(refuse: Ask) -> None:
    error = refuse(
        "query ($order: NewsOrder!) { news(order: $order) { totalCount } }", order="owner__password"
    )
    assert (error["code"], error["argument"]) == ("ARGUMENT_INVALID", "order")


def test_no_root_of_the_libraries_is_left(refuse: Ask) -> None:
    roots = "pages images documents snippets sites tag collections users settings".split()
    for root in roots:
        error = refuse(f"{{ {root} {{ id }} }}")
        assert error["code"] == "VALIDATION_FAILED"
        assert f"Cannot query field '{root}'" in error["message"]
