"""What the databases need to answer quickly that no model of ours can say."""

from typing import Any

from django.db import connections
from wagtail.models import Page

#: Which pages have others below them is asked for with every new content: those that hide their subtree.
PARENTS_INDEX = "cms_pages_with_subpages"


def compile_no_statements(connection: Any, **kwargs: Any) -> None:
    """Have PostgreSQL interpret every statement: to compile one of ours takes longer than to run it.

    Its planner thinks otherwise of a search, which then takes half a second where nothing is found.
    """
    if connection.vendor == "postgresql":
        connection.connection.execute("SET jit = off")


def add_page_indexes(using: str, **kwargs: Any) -> None:
    """Add to Wagtail's table of pages the index that our questions need.

    After every `migrate`, for on SQLite a migration of Wagtail's that writes the table anew would drop it.
    """
    connection = connections[using]
    table = Page._meta.db_table
    with connection.cursor() as cursor:
        if table in connection.introspection.table_names(cursor):
            quoted = connection.ops.quote_name
            cursor.execute(
                f"CREATE INDEX IF NOT EXISTS {quoted(PARENTS_INDEX)} "
                f"ON {quoted(table)} ({quoted('numchild')})"
            )
