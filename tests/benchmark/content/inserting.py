"""Pages of any Wagtail project, inserted in bulk: what `add_child` and `publish` would write, less revisions.

No revisions and no rows of the reference index are made: neither is read when a page is asked for.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime, timedelta
from itertools import islice
from typing import Any
from uuid import NAMESPACE_URL, uuid5

from django.contrib.contenttypes.models import ContentType
from django.core.management.color import no_style
from django.db import connection, transaction
from django.db.models import Max
from wagtail.models import Page
from wagtail.search.backends import get_search_backend

BATCH = 500
#: When the first page of a section was published; each further one was a minute later.
PUBLISHED = datetime(2025, 1, 15, 9, 0, tzinfo=UTC)


def batches(items: Iterable[Any], size: int = BATCH) -> Iterator[list[Any]]:
    iterator = iter(items)
    while batch := list(islice(iterator, size)):
        yield batch


def insert_pages(parent: Page, pages: Iterable[Any]) -> Iterator[list[Any]]:
    """Insert live pages below a page, with the relations that they hold in memory; yield each batch.

    The pages are of one model and have a slug and a title. Search knows them at once.
    """
    parent.refresh_from_db()
    place = parent.numchild
    newest = Page.objects.aggregate(newest=Max("pk"))["newest"] or 0
    for batch in batches(pages):
        with transaction.atomic():
            for page in batch:
                place, newest = place + 1, newest + 1
                _complete(page, parent, place, newest)
            _insert_rows(batch)
            Page.objects.filter(pk=parent.pk).update(numchild=place)
            get_search_backend().get_index_for_model(type(batch[0])).add_items(type(batch[0]), batch)
        yield batch
    with connection.cursor() as cursor:
        for statement in connection.ops.sequence_reset_sql(no_style(), [Page]):
            cursor.execute(statement)
    parent.refresh_from_db()


def _complete(page: Any, parent: Page, place: int, number: int) -> None:
    moment = PUBLISHED + timedelta(minutes=place)
    page.pk = page.id = number
    page.path = Page._get_path(parent.path, parent.depth + 1, place)
    page.depth, page.numchild = parent.depth + 1, 0
    page.url_path = f"{parent.url_path}{page.slug}/"
    page.locale = parent.locale
    page.translation_key = uuid5(NAMESPACE_URL, page.url_path)
    page.draft_title = page.title
    page.live, page.has_unpublished_changes = True, False
    page.content_type = ContentType.objects.get_for_model(type(page))
    page.first_published_at = page.last_published_at = moment


def _insert_rows(pages: list[Any]) -> None:
    """Insert the rows of both tables of pages, then those of their relations."""
    model = type(pages[0])
    # `bulk_create` refuses models of two tables: it can't know the keys between them. Here they are known.
    for table in (Page, model):
        rows = table._base_manager.all()
        rows._batched_insert(pages, table._meta.local_concrete_fields, BATCH)
    related: dict[type[Any], list[Any]] = defaultdict(list)
    for page in pages:
        for name, objects in getattr(page, "_cluster_related_objects", {}).items():
            relation = model._meta.get_field(name)
            for order, one in enumerate(objects):
                if relation.many_to_many:
                    through = relation.remote_field.through
                    names = relation.m2m_field_name(), relation.m2m_reverse_field_name()
                    one = through(**{f"{names[0]}_id": page.pk, f"{names[1]}_id": one.pk})
                else:
                    setattr(one, relation.field.attname, page.pk)
                    if hasattr(one, "sort_order"):
                        one.sort_order = order
                related[type(one)].append(one)
    for row_model, rows in related.items():
        row_model._base_manager.bulk_create(rows, batch_size=BATCH)
