"""Saving a draft waits for no publication: it changes nothing that the public sees.

A transaction that writes content changes the edition first (`cms.delivery.edition`), and so waits until
whoever publishes has committed. That order keeps two publishers from waiting for each other. A request that
only saves the draft of one page will publish nothing afterwards, so it needs no place in that order: what it
has to say of the edition, if anything, it says last.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from typing import Any

from django.db import DEFAULT_DB_ALIAS, connections
from django.db.models import Model
from modelcluster.models import get_all_child_relations
from wagtail.models import Page

from .edition import PostponedChange, bump_edition
from .models import PublicPage


@contextmanager
def saving_draft_of(page_id: int, using: str = DEFAULT_DB_ALIAS) -> Iterator[None]:
    """Run a block that saves the draft of a page and publishes nothing, inside a transaction.

    At its end the edition is changed if the block wrote anything but the page's own rows, or if the page is
    public: until then the page's row is locked, so nobody can publish it in between.
    """
    connection: Any = connections[using]
    postponed = PostponedChange(page_id)
    connection._cms_postponed_change = postponed
    try:
        yield
    finally:
        connection._cms_postponed_change = None
    if not postponed or connection.needs_rollback:
        return
    page = Page.objects.using(using).filter(pk=page_id).first()
    if (
        page is None
        or page.live
        or not postponed.of_page <= _row_tables(page.specific_class)
        or not postponed.tables <= _part_tables(page.specific_class)
        or PublicPage.objects.using(using).filter(page_id=page_id).exists()
    ):
        bump_edition(connection)


@cache
def _row_tables(model: type[Model] | None) -> frozenset[str]:
    """Return the names of the tables that hold the columns of a page, a row each."""
    if model is None:
        return frozenset()
    return frozenset(one._meta.db_table for one in (model, *model._meta.all_parents))


@cache
def _part_tables(model: type[Model] | None) -> frozenset[str]:
    """Return the names of the tables that hold the parts of a page, and its many-to-many relations."""
    if model is None:
        return frozenset()
    relations: Any = model._meta.many_to_many
    tables = {field.remote_field.through._meta.db_table for field in relations}
    tables |= {relation.related_model._meta.db_table for relation in get_all_child_relations(model)}
    return frozenset(tables)
