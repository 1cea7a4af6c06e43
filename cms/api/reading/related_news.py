"""Which articles have most in common with an article."""

from collections import defaultdict
from typing import Any

from django.db import connection
from wagtail.models import Page

from cms.members.models import MemberPage
from cms.news.models import NewsMember, NewsPage, NewsTag

from .batches import Stage, fetched_at
from .relations import IdsByPage
from .request import Reading

#: How much it says that two articles share one: a member is what they are about, a tag a topic, a category no
#: more than a shelf. Two of one kind are worth one of the next.
MEMBER, TAG, CATEGORY = 4, 2, 1

_CATEGORIES = NewsPage.categories.through
#: The ORM can't group what a union of joins finds. What both have is one row, however often they name it.
_RELATED = f"""
WITH shared (source, other, weight, term) AS (
    SELECT mine.page_id, theirs.page_id, {MEMBER}, mine.member_id
    FROM {NewsMember._meta.db_table} mine
    JOIN {NewsMember._meta.db_table} theirs ON theirs.member_id = mine.member_id
    WHERE mine.page_id IN ({{sources}}) AND mine.member_id IN ({{members}})
    UNION
    SELECT mine.content_object_id, theirs.content_object_id, {TAG}, mine.tag_id
    FROM {NewsTag._meta.db_table} mine
    JOIN {NewsTag._meta.db_table} theirs ON theirs.tag_id = mine.tag_id
    WHERE mine.content_object_id IN ({{sources}})
    UNION
    SELECT mine.newspage_id, theirs.newspage_id, {CATEGORY}, mine.category_id
    FROM {_CATEGORIES._meta.db_table} mine
    JOIN {_CATEGORIES._meta.db_table} theirs ON theirs.category_id = mine.category_id
    WHERE mine.newspage_id IN ({{sources}})
),
ranked AS (
    SELECT shared.source, shared.other, ROW_NUMBER() OVER (
        PARTITION BY shared.source ORDER BY SUM(shared.weight) DESC, article.date DESC, shared.other DESC
    ) AS place
    FROM shared
    JOIN {NewsPage._meta.db_table} article ON article.page_ptr_id = shared.other
    JOIN {Page._meta.db_table} page ON page.id = shared.other
    JOIN {Page._meta.db_table} source ON source.id = shared.source
    WHERE shared.other <> shared.source AND ({{same_home}}) AND shared.other IN ({{articles}})
    GROUP BY shared.source, shared.other, article.date
)
SELECT source, other FROM ranked WHERE place <= %s ORDER BY source, place
"""
_SAME_HOME = "(substr(source.path, 1, %s) = %s AND substr(page.path, 1, %s) = %s)"


@fetched_at(Stage.REFERENCES)
def fetch_related_news(reading: Reading, ids: list[int], model: type[NewsPage], first: int) -> IdsByPage:
    """Return up to `first` public articles below the same home page that share most with each article.

    Those that share nothing are not related. What two articles share by a member that is not public does not
    count: nobody could see why.
    """
    pages = reading.seen(model)
    homes = sorted({root.tree_path for pk in ids if (root := reading.root_of(pages[pk]))})
    if not homes:
        return {}
    sources = list(ids)
    members, member_values = _statement(reading, MemberPage)
    articles, article_values = _statement(reading, NewsPage)
    statement = _RELATED.format(
        sources=", ".join(["%s"] * len(sources)),
        members=members,
        articles=articles,
        same_home=" OR ".join([_SAME_HOME] * len(homes)),
    )
    home_values = [value for home in homes for value in (len(home), home, len(home), home)]
    with connection.cursor() as cursor:
        cursor.execute(
            statement,
            [*sources, *member_values, *sources, *sources, *home_values, *article_values, first],
        )
        found: IdsByPage = defaultdict(list)
        for source, other in cursor.fetchall():
            found[source].append(other)
    return found


def _statement(reading: Reading, model: type[Page]) -> tuple[str, Any]:
    """Return the SQL for the ids of all public pages of a model, and its values."""
    statement: tuple[str, Any] = reading.published(model).values("pk").query.sql_with_params()
    return statement
