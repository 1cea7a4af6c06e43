"""What the databases need to answer quickly that no model of ours can say."""

from typing import Any

from django.db import connections
from wagtail.models import Page

#: By name: what they hold of Wagtail's table of pages. With every new edition of the content is asked which
#: pages hide what is below them, and when the next one expires.
PAGE_INDEXES = {
    "cms_pages_with_subpages": "(numchild)",
    "cms_pages_that_expire": "(expire_at) WHERE expire_at IS NOT NULL",
}


def compile_no_statements(connection: Any, **kwargs: Any) -> None:
    """Have PostgreSQL interpret every statement: to compile one of ours takes longer than to run it.

    Its planner thinks otherwise of a search, which then takes half a second where nothing is found.
    """
    if connection.vendor == "postgresql":
        connection.connection.execute("SET jit = off")


def add_page_indexes(using: str, **kwargs: Any) -> None:
    """Add to Wagtail's table of pages the indexes that our questions need.

    After every `migrate`, for on SQLite a migration of Wagtail's that writes the table anew would drop them.
    """
    connection = connections[using]
    table = Page._meta.db_table
    with connection.cursor() as cursor:
        if table not in connection.introspection.table_names(cursor):
            return
        known = connection.introspection.get_constraints(cursor, table)
        # PostgreSQL refuses to be asked for an index that is there while a transaction has rows to check.
        for name in PAGE_INDEXES.keys() - known.keys():
            cursor.execute(f"CREATE INDEX IF NOT EXISTS {name} ON {table} {PAGE_INDEXES[name]}")
