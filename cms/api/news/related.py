"""Related articles: those that share most members, tags and categories, ranked in one SQL statement."""

from typing import Any

from django.db.models.expressions import RawSQL
from wagtail.models import Page

from cms.members.models import MemberPage
from cms.news.models import NewsMember, NewsPage, NewsTag

from ..loading.context import RequestContext
from ..loading.data_loader import LoadPriority, load_priority
from ..loading.prepared_statements import Placeholders, RawQuery
from ..pages.related import IdsFetch, grouped

#: Weight of one that two articles share: a member is what they are about, a tag a topic, a category no more
#: than a shelf. Two of one kind are worth one of the next.
MEMBER, TAG, CATEGORY = 4, 2, 1

#: Candidates: the latest created with each member, tag and category, and the newest of all. So a query takes
#: as long among a hundred thousand articles as among a thousand.
LATEST_OF_EACH, NEWEST_OF_ALL = 50, 300

#: Members, tags and categories are not shown, but decide which articles are related.
_CACHE_TAGS = ("news", "member", "tag", "category")

_CATEGORIES = NewsPage.categories.through
_SHARED_RELATIONS = (
    (NewsMember._meta.db_table, "page_id", "member_id", MEMBER),
    (NewsTag._meta.db_table, "content_object_id", "tag_id", TAG),
    (_CATEGORIES._meta.db_table, "newspage_id", "category_id", CATEGORY),
)


def _terms_sql(table: str, page: str, term: str) -> str:
    """Return the SQL for the sources' terms of one relation, each with the lowest id of its candidates."""
    return f"""
    SELECT {page} AS source, {term} AS term, COALESCE((
        SELECT latest.{page} FROM {table} latest WHERE latest.{term} = mine.{term}
        ORDER BY latest.{page} DESC LIMIT 1 OFFSET {LATEST_OF_EACH - 1}
    ), 0) AS first_number
    FROM {table} mine WHERE {page} IN ({{sources}})"""


#: Raw SQL: the ORM can't group the result of a union of joins. A shared term is one row, however often the
#: articles name it. Each join is written from the few rows to the many: SQLite keeps to the order of a CROSS
#: JOIN, and would otherwise begin with all rows of a table. PostgreSQL joins in whatever order is best.
_RELATED = f"""
WITH {
    ",".join(
        f" named_{weight} AS MATERIALIZED ({_terms_sql(table, page, term)})"
        for table, page, term, weight in _SHARED_RELATIONS
    )
},
newest AS MATERIALIZED (
    SELECT page_ptr_id AS other FROM {NewsPage._meta.db_table}
    ORDER BY date DESC, page_ptr_id DESC LIMIT {NEWEST_OF_ALL}
),
candidate (source, other) AS MATERIALIZED (
    SELECT source.id, newest.other FROM {Page._meta.db_table} source CROSS JOIN newest
    WHERE source.id IN ({{sources}})
    {
    " ".join(
        f"UNION SELECT named.source, theirs.{page} FROM named_{weight} named CROSS JOIN {table} theirs "
        f"WHERE theirs.{term} = named.term AND theirs.{page} >= named.first_number"
        for table, page, term, weight in _SHARED_RELATIONS
    )
}
),
public_{MEMBER} AS MATERIALIZED (
    SELECT named.source, named.term FROM named_{MEMBER} named WHERE EXISTS ({{member}})
),
shared (source, other, weight, term) AS (
    {
    " UNION ".join(
        f"SELECT candidate.source, candidate.other, {weight}, named.term FROM candidate "
        f"CROSS JOIN {'public' if weight == MEMBER else 'named'}_{weight} named CROSS JOIN {table} theirs "
        f"WHERE named.source = candidate.source AND candidate.other <> candidate.source "
        f"AND theirs.{page} = candidate.other AND theirs.{term} = named.term"
        for table, page, term, weight in _SHARED_RELATIONS
    )
}
),
summed (source, other, weight) AS MATERIALIZED (
    SELECT source, other, SUM(weight) FROM shared GROUP BY source, other
),
ranked AS (
    SELECT summed.source, summed.other, ROW_NUMBER() OVER (
        PARTITION BY summed.source ORDER BY summed.weight DESC, article.date DESC, summed.other DESC
    ) AS place
    FROM summed
    CROSS JOIN {NewsPage._meta.db_table} article
    CROSS JOIN {Page._meta.db_table} page
    CROSS JOIN {Page._meta.db_table} source
    WHERE article.page_ptr_id = summed.other AND page.id = summed.other AND source.id = summed.source
    AND ({{same_home}}) AND EXISTS ({{article}})
)
SELECT source, other, place FROM ranked WHERE place <= %s
"""
#: Both articles are below one home page; `source` and `page` are tables of `_RELATED`.
_SAME_HOME = "(substr(source.path, 1, %s) = %s AND substr(page.path, 1, %s) = %s)"


@load_priority(LoadPriority.REFERENCES)
def fetch_related_news(
    context: RequestContext, ids: list[int], model: type[NewsPage], first: int
) -> IdsFetch:
    """Return ids of up to `first` public articles below the same home page that share most with each article.

    Of a term that many articles have, only the latest are candidates (`LATEST_OF_EACH`). Articles that share
    nothing are not related. A shared member that is not public does not count: nobody could see why.
    """
    pages = context.known(model)
    homes = sorted({root.tree_path for pk in ids if (root := context.root_of(pages[pk]))})
    if not homes:
        return {}

    def build(placeholders: Placeholders) -> RawQuery:
        sources = placeholders.ids()
        member, member_parameters = _public(context, MemberPage, placeholders, "named.term")
        article, article_parameters = _public(context, NewsPage, placeholders, "summed.other")
        sql = _RELATED.format(
            sources=", ".join(["%s"] * len(sources)),
            member=member,
            article=article,
            same_home=" OR ".join([_SAME_HOME] * len(homes)),
        )
        home_parameters = [value for home in homes for value in (len(home), home, len(home), home)]
        parameters = [*sources * 4, *member_parameters, *home_parameters, *article_parameters, first]
        return sql, parameters, ("IntegerField",) * 3

    rows = yield context.bound_query(
        (fetch_related_news, first, *homes), build, cache_tags=_CACHE_TAGS, ids=ids
    )
    return grouped(rows)


def _public(
    context: RequestContext, model: type[Page], placeholders: Placeholders, page_id: str
) -> tuple[str, Any]:
    """Return (SQL, parameters) for the public page of a model whose id is the SQL expression `page_id`."""
    pages = context.published(model, placeholders.now).filter(pk=RawSQL(page_id, ()))
    statement: tuple[str, Any] = pages.values("pk").query.sql_with_params()
    return statement
