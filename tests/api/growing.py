"""A site that grows by thousands of articles, and the queries whose cost must not grow with it."""

from typing import Any

from django.db import connection
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Page

from cms.delivery.models import Change
from cms.news.models import NewsMember, NewsPage, NewsTag
from tests.factories.pages import (
    GalleryPageFactory,
    MemberPageFactory,
    NewsPageFactory,
    StandardPageFactory,
)
from tests.factories.snippets import CategoryFactory

from .conftest import Ask

#: Of so many copies some name the member: what is about one member grows with that alone.
NAMING_THE_MEMBER = 1_000

CARD = "{ id title path date teaser categories { slug name } }"
NEWS = {
    "newest": "",
    "oldest": "order: OLDEST",
    "by title": "order: TITLE",
    "of the other language": "language: EN",
    "of a category": 'filter: {categories: ["messe"]}',
    "of a category by title": 'order: TITLE, filter: {categories: ["messe"]}',
    "of a rare category": 'filter: {categories: ["selten"]}',
    "of an empty category": 'filter: {categories: ["leer"]}',
    "of no category": 'filter: {categories: ["gibtesnicht"]}',
    "of a tag": 'filter: {tags: ["laser"]}',
    "of a rare tag": 'filter: {tags: ["selten"]}',
    "of a tag in a category": 'filter: {tags: ["laser"], categories: ["messe"]}',
    "about a member": 'filter: {members: ["optik"]}',
    "of a year": "filter: {year: 2025}",
    "of a month": 'filter: {from: "2025-11-01", to: "2025-11-30"}',
    "with a rare word": 'filter: {query: "quantenkaskade"}',
}
DOCUMENTS = {
    **{
        f"news {name}": f"{{ news(first: 20{', ' if given else ''}{given}) "
        f"{{ nodes {CARD} pageInfo {{ endCursor }} }} }}"
        for name, given in NEWS.items()
    },
    "members": "{ members { nodes { id name path } } }",
    "galleries": "{ galleries { nodes { id title path } } }",
    "search": '{ search(query: "quantenkaskade") { nodes { id title path } } }',
    "search for nothing": '{ search(query: "gibtesnicht") { nodes { id title path } } }',
    "sitemap": "{ sitemap { nodes { path lastModified translations { path } } } }",
    "changes": "{ changes(first: 20) { items { id path } } }",
    "an article by its path": '{ route(path: "/de/news/artikel-900/") { page { id title } } }',
    "no page at a path": '{ route(path: "/de/news/nirgends/") { status } }',
    "a redirect": '{ route(path: "/alt-300") { status redirect { to } } }',
    "an article by its slug": '{ newsPage(slug: "artikel-900") { id title } }',
    "its neighbours": '{ newsPage(slug: "artikel-900") { newer { path } older { path } } }',
    "related articles": '{ newsPage(slug: "artikel-900") { related { title } } }',
    "neighbours in a small language": """{ newsPage(slug: "english", language: EN) {
      newer { path } older { path } } }""",
    "news of a member": '{ memberPage(slug: "optik") { news(first: 5) { title } } }',
    "places": "{ siteSettings { places { kind link { path } } } }",
    "the newest of categories": """{ route(path: "/de/neues/") { page { ... on StandardPage { body {
      ... on NewsBlock { news { title } } } } } } }""",
}


def first_article() -> NewsPage:
    """Make one article, with what its copies will have: a member, a category, a tag."""
    article: NewsPage = NewsPageFactory(
        title="Quantenkaskade",
        date="2025-12-31",
        categories=[CategoryFactory(name="Messe")],
        tags=["Laser"],
        members=[MemberPageFactory(title="Optik")],
    )
    return article


def add_what_is_rare(article: NewsPage) -> None:
    """Make an article with what no other has, one in English, and a page with the newest of two categories."""
    rare = CategoryFactory(name="Selten")
    CategoryFactory(name="Leer")
    NewsPageFactory(title="Rarität", date="2024-05-05", categories=[rare], tags=["Selten"])
    categories = (article.categories.get(), rare)
    blocks: Any = [{"heading": "", "news": [], "category": one, "count": 3} for one in categories]
    StandardPageFactory(title="Neues", body=[("news", block) for block in blocks])
    NewsPageFactory(title="English", language="en", date="2025-06-01")
    for title in ("Fest", "Messe", "Tagung"):
        GalleryPageFactory(title=title)


def multiply(article: NewsPage, first: int, last: int) -> None:
    """Copy an article `last - first` times: some with its category and tag, the first with its member.

    Five are of one day, the highest number of the oldest.
    """
    first_id = 1_000_000
    section = article.path[: -article.steplen]
    is_postgresql = connection.vendor == "postgresql"
    hexadecimal = "lpad(upper(to_hex(n + 4096)), 4, '0')" if is_postgresql else "printf('%%04X', n + 4096)"
    in_any_order = "md5(n::text)" if is_postgresql else "printf('%%08x', n * 2654435761 %% 4294967296)"
    new_key = "gen_random_uuid()" if is_postgresql else "lower(hex(randomblob(16)))"
    earlier = "date - n / 5" if is_postgresql else "date(date, '-' || (n / 5) || ' days')"
    number = f"{first_id} + n"
    _copy(
        Page,
        article.pk,
        range(first, last),
        id=number,
        path=f"'{section}' || {hexadecimal}",
        slug="'artikel-' || n",
        url_path="replace(url_path, 'quantenkaskade', 'artikel-' || n)",
        translation_key=new_key,
    )
    _copy(
        NewsPage,
        article.pk,
        range(first, last),
        page_ptr_id=number,
        date=earlier,
        sort_title=in_any_order,
    )
    _copy(NewsTag, article.pk, range(first, last, 3), id=number, content_object_id=number)
    named = range(first, min(last, NAMING_THE_MEMBER), 25)
    if named:
        _copy(NewsMember, article.pk, named, id=number, page_id=number)
    _copy(NewsPage.categories.through, article.pk, range(first, last, 2), id=number, newspage_id=number)
    Redirect.objects.bulk_create(
        Redirect(old_path=f"/alt-{number}", redirect_link="/de/") for number in range(first, last)
    )
    newest = Change.objects.latest("sequence")
    Change.objects.bulk_create(
        Change(sequence=newest.sequence + 1 + n, kind=newest.kind, at=newest.at, site=newest.site, tags=[])
        for n in range(last - first)
    )
    with connection.cursor() as cursor:
        cursor.execute("UPDATE delivery_contentversion SET number = number + %s", [last - first])


def _copy(model: Any, article: int, numbers: range, **columns: str) -> None:
    """Copy the row of an article for each number: `columns` are SQL for what differs, of the number `n`."""
    fields = [field.column for field in model._meta.local_concrete_fields]
    page = next(
        name
        for name in ("content_object_id", "page_id", "newspage_id", "page_ptr_id", "id")
        if name in fields
    )
    values = ", ".join(columns.get(field, field) for field in fields)
    with connection.cursor() as cursor:
        cursor.execute(
            f"INSERT INTO {model._meta.db_table} ({', '.join(fields)}) "
            "WITH RECURSIVE numbers (n) AS (SELECT CAST(%s AS integer) UNION ALL "
            "SELECT n + %s FROM numbers WHERE n + %s < %s) "
            f"SELECT {values} FROM {model._meta.db_table}, numbers WHERE {page} = %s",
            [numbers.start, numbers.step, numbers.step, numbers.stop, article],
        )


def statements_of(ask: Ask, document: str) -> list[tuple[str, Any]]:
    """Return the statements of an answer, with their values."""
    asked: list[tuple[str, Any]] = []

    def note(execute: Any, sql: str, values: Any, many: bool, context: Any) -> Any:
        asked.append((sql, values))
        return execute(sql, values, many, context)

    with connection.execute_wrapper(note):
        ask(document)
    return asked
