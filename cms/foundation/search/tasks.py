"""What keeps the index current beyond Wagtail's own tasks, which follow each page that is saved."""

from django_tasks import task
from modelsearch.index import insert_or_update_object
from wagtail.models import Page


@task()
def index_pages_task(ids: list[int]) -> None:
    """Index pages anew because something they are found by has changed: the name of a category, a sector."""
    for page in Page.objects.filter(pk__in=ids).specific():
        insert_or_update_object(page)
