"""Questions put so that the database in use finds its index, where the ORM's own words would mislead it."""

from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.contrib.postgres.expressions import ArraySubquery
from django.db import connection
from django.db.models import BooleanField, F, Func, Q, QuerySet, Subquery
from wagtail.models import Page

#: Comes after every path of Wagtail's tree: these are digits and capital letters.
_AFTER_PATHS = "~"


def pages_below(tree_path: str) -> QuerySet[Page, Any]:
    """Return the ids of the pages at or below a place of the tree."""
    if connection.vendor != "sqlite":
        below = Q(path__startswith=tree_path)
    else:
        # It has no index for LIKE.
        below = Q(path__gte=tree_path, path__lt=tree_path + _AFTER_PATHS)
    return Page.objects.filter(below).order_by().values("pk")


def is_below_sql(page: str, place: str) -> str:
    """Return the same as a condition in SQL, for places that are rows, too: of the aliases of two tables."""
    at_least, less = (" ~>=~ ", " ~<~ ") if connection.vendor == "postgresql" else (" >= ", " < ")
    return f"({page}.path{at_least}{place}.path AND {page}.path{less}({place}.path || '{_AFTER_PATHS}'))"


def of_own_type(pages: QuerySet[Any]) -> QuerySet[Any]:
    """Return the same pages, for a question that takes them in no order: SQLite finds them by their type.

    It would else go through all pages, of which most conditions speak, to find the few of their model.
    """
    if connection.vendor != "sqlite" or pages.model is Page:
        return pages
    names = {"app_label": pages.model._meta.app_label, "model": pages.model._meta.model_name}
    return pages.filter(content_type=Subquery(ContentType.objects.filter(**names).values("pk")))


class _IsAmong(Func):
    """A number is one of those that a subquery finds."""

    template = "(%(expressions)s))"
    arg_joiner = " = ANY("
    output_field = BooleanField()


def is_among(ids: QuerySet[Any], column: str = "pk") -> Any:
    """Return the condition that a column of a row is one of `ids`; the database finds these first, and once.

    PostgreSQL is given an array. Of an IN its planner hopes that a list in its order soon comes upon enough
    of them, and compares every page with everything found.
    """
    if connection.vendor == "postgresql":
        return _IsAmong(F(column), ArraySubquery(ids))
    return Q(**{f"{column}__in": ids})
