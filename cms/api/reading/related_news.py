"""Which articles have most in common with an article."""

from typing import Any

from django.db.models.expressions import RawSQL
from wagtail.models import Page

from cms.members.models import MemberPage
from cms.news.models import NewsMember, NewsPage, NewsTag

from .batches import Stage, fetched_at
from .relations import Asking, grouped
from .request import Reading
from .statements import Given

#: How much it says that two articles share one: a member is what they are about, a tag a topic, a category no
#: more than a shelf. Two of one kind are worth one of the next.
MEMBER, TAG, CATEGORY = 4, 2, 1

#: Which articles are looked at: the latest that were made with each member, tag and category, and the newest
#: of all. So it takes as long among a hundred thousand as among a thousand.
LATEST_OF_EACH, NEWEST_OF_ALL = 50, 300

#: What two articles share is not shown, but decides.
_MADE_OF = ("news", "member", "tag", "category")

_CATEGORIES = NewsPage.categories.through
_KINDS = (
    (NewsMember._meta.db_table, "page_id", "member_id", MEMBER),
    (NewsTag._meta.db_table, "content_object_id", "tag_id", TAG),
    (_CATEGORIES._meta.db_table, "newspage_id", "category_id", CATEGORY),
)


def _named(table: str, page: str, term: str) -> str:
    """Return the SQL for what the sources have of one kind, and where the latest articles with it begin."""
    return f"""
    SELECT {page} AS source, {term} AS term, COALESCE((
        SELECT latest.{page} FROM {table} latest WHERE latest.{term} = mine.{term}
        ORDER BY latest.{page} DESC LIMIT 1 OFFSET {LATEST_OF_EACH - 1}
    ), 0) AS first_number
    FROM {table} mine WHERE {page} IN ({{sources}})"""


#: The ORM can't group what a union of joins finds. What both have is one row, however often they name it.
#: Each join is written in its order, from the few to their many: SQLite keeps to the order of a CROSS JOIN,
#: and would otherwise begin with all rows of a table. PostgreSQL joins in whatever order is best.
_RELATED = f"""
WITH {
    ",".join(
        f" named_{weight} AS MATERIALIZED ({_named(table, page, term)})"
        for table, page, term, weight in _KINDS
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
        for table, page, term, weight in _KINDS
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
        for table, page, term, weight in _KINDS
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
_SAME_HOME = "(substr(source.path, 1, %s) = %s AND substr(page.path, 1, %s) = %s)"


@fetched_at(Stage.REFERENCES)
def fetch_related_news(reading: Reading, ids: list[int], model: type[NewsPage], first: int) -> Asking:
    """Return up to `first` public articles below the same home page that share most with each article.

    Of those with something that many have in common, the latest alone are looked at (`LATEST_OF_EACH`).
    Those that share nothing are not related. What two articles share by a member that is not public does not
    count: nobody could see why.
    """
    pages = reading.seen(model)
    homes = sorted({root.tree_path for pk in ids if (root := reading.root_of(pages[pk]))})
    if not homes:
        return {}

    def build(given: Given) -> tuple[str, list[Any], int]:
        sources = given.ids()
        member, member_values = _public(reading, MemberPage, given, "named.term")
        article, article_values = _public(reading, NewsPage, given, "summed.other")
        sql = _RELATED.format(
            sources=", ".join(["%s"] * len(sources)),
            member=member,
            article=article,
            same_home=" OR ".join([_SAME_HOME] * len(homes)),
        )
        home_values = [value for home in homes for value in (len(home), home, len(home), home)]
        values = [*sources * 4, *member_values, *home_values, *article_values, first]
        return sql, values, 3

    rows = yield reading.question((fetch_related_news, first, *homes), build, made_of=_MADE_OF, ids=ids)
    return grouped(rows)


def _public(reading: Reading, model: type[Page], given: Given, number: str) -> tuple[str, Any]:
    """Return the SQL for the public page of a model whose id `number` is, and its values."""
    pages = reading.published(model, given.now).filter(pk=RawSQL(number, ()))
    statement: tuple[str, Any] = pages.values("pk").query.sql_with_params()
    return statement
