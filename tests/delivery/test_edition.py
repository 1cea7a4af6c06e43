"""Whatever writes into what answers are made of gives the content another edition, and nothing else does."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from django.contrib.auth import get_user_model
from django.db import connection, transaction
from django.db.models import F
from django.test import Client
from modelsearch.index import insert_or_update_object
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Collection, CollectionViewRestriction, Page, PageViewRestriction

from cms.delivery.change_log import prune
from cms.delivery.edition import Effect, current_edition, effect_of
from cms.delivery.models import Change, ContentVersion
from cms.forms.models import Submission
from cms.home.models import StandardPage
from cms.home.sites import StartedSite
from cms.media.models import CmsImage
from cms.navigation.models import Menu
from cms.news.models import Category, NewsPage
from tests.factories.media import CmsImageFactory, ImageTextFactory
from tests.factories.pages import FormPageFactory, NewsPageFactory, StandardPageFactory
from tests.factories.snippets import CategoryFactory


@pytest.fixture
def world(site: StartedSite) -> dict[str, Any]:
    """One of each, by what it is."""
    image = CmsImageFactory()
    return {
        "page": StandardPageFactory(title="Oben"),
        "other": StandardPageFactory(title="Daneben"),
        "news": NewsPageFactory(title="Nachricht"),
        "form": FormPageFactory(title="Kontakt"),
        "category": CategoryFactory(name="Eins"),
        "image": image,
        "text": ImageTextFactory(image=image),
        "collection": Collection.get_first_root_node().add_child(name="Sammlung"),
    }


def raw(statement: str, *parameters: Any) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement, parameters)


WRITES: dict[str, Callable[[Any], Any]] = {
    "save": lambda world: world["category"].save(),
    "create": lambda world: CategoryFactory(name="Zwei"),
    "delete": lambda world: world["category"].delete(),
    "delete of a queryset": lambda world: Category.objects.filter(pk=world["category"].pk).delete(),
    "update of a queryset": lambda world: Category.objects.update(name="Drei"),
    "bulk_update": lambda world: CmsImage.objects.bulk_update([world["image"]], ["title"]),
    "bulk_create": lambda world: Redirect.objects.bulk_create(
        [Redirect(old_path="/weg", redirect_link="/da")]
    ),
    "many to many": lambda world: NewsPage.categories.through.objects.create(
        newspage_id=world["news"].pk, category_id=world["category"].pk
    ),
    "publish": lambda world: world["page"].save_revision().publish(),
    "unpublish": lambda world: world["page"].unpublish(),
    "move": lambda world: world["page"].move(world["other"], "last-child"),
    "delete of a page": lambda world: StandardPage.objects.get(pk=world["page"].pk).delete(),
    "restriction": lambda world: PageViewRestriction.objects.create(
        page=world["page"], restriction_type="login"
    ),
    "words of a picture": lambda world: world["text"].save(),
    "collection": lambda world: world["collection"].save(),
    "restriction of a collection": lambda world: CollectionViewRestriction.objects.create(
        collection=world["collection"], restriction_type="login"
    ),
    "expiry": lambda world: Page.objects.filter(pk=world["page"].pk).update(expire_at=None),
    "another root page": lambda world: world["site"].save(),
    "menu": lambda world: Menu.objects.update(name=F("name")),
    "form": lambda world: world["form"].save(),
    "pruning of the log": lambda world: prune(-1),
    "raw SQL": lambda world: raw("UPDATE wagtailcore_page SET title = 'Roh' WHERE id = %s", world["page"].pk),
    "raw SQL with WITH": lambda world: raw(
        "WITH old AS (SELECT 1 AS id) DELETE FROM news_category WHERE id IN (SELECT id FROM old)"
    ),
}


@pytest.mark.parametrize("write", WRITES.values(), ids=WRITES)
def test_every_way_to_write_changes_the_edition(
    site: StartedSite, world: dict[str, Any], write: Callable[[Any], Any]
) -> None:
    before = current_edition()
    assert before is not None
    write({**world, "site": site.site})
    assert current_edition() != before


UNSEEN: dict[str, Callable[[Any], Any]] = {
    "a draft": lambda world: world["page"].save_revision(),
    "a draft of an article": lambda world: world["news"].save_revision(),
    "a submission": lambda world: Submission.objects.create(page=world["form"], form_data={}),
    "a user": lambda world: get_user_model().objects.create_user("jemand"),
    "a lock": lambda world: Page.objects.filter(pk=world["page"].pk).update(locked=True, locked_by=None),
    "reading": lambda world: list(Page.objects.all()),
    "a page that is indexed as it is": lambda world: insert_or_update_object(
        StandardPage.objects.get(pk=world["page"].pk)
    ),
}


@pytest.mark.parametrize("write", UNSEEN.values(), ids=UNSEEN)
def test_what_nobody_sees_leaves_it(world: dict[str, Any], write: Callable[[Any], Any]) -> None:
    before = current_edition()
    world["page"].title = "Entwurf"
    write(world)
    assert current_edition() == before


def test_a_draft_that_is_saved_in_the_admin_leaves_it(world: dict[str, Any], client: Client) -> None:
    client.force_login(get_user_model().objects.create_superuser("chefin", "c@verein.example", "geheim"))
    page = world["page"]
    form = {
        "title": "Entwurf",
        "slug": page.slug,
        "role": "none",
        "body-count": "0",
        "contacts-count": "0",
        "comments-TOTAL_FORMS": "0",
        "comments-INITIAL_FORMS": "0",
    }
    before = current_edition()
    assert client.post(f"/admin/pages/{page.pk}/edit/", form).status_code == 302
    assert Page.objects.get(pk=page.pk).draft_title == "Entwurf"
    assert current_edition() == before
    assert client.post(f"/admin/pages/{page.pk}/edit/", {**form, "action-publish": "x"}).status_code == 302
    assert current_edition() != before


def test_a_redirect_that_wagtail_makes_changes_it(
    world: dict[str, Any], django_capture_on_commit_callbacks: Any
) -> None:
    """It comes after the commit of the slug, as an insertion of many rows, of which no signal tells."""
    page = world["page"]
    page.slug = "anders"
    with django_capture_on_commit_callbacks() as after:
        page.save_revision().publish()
    between = current_edition()
    for callback in after:
        callback()
    assert Redirect.objects.filter(redirect_page=page).exists()
    assert current_edition() != between


@contextmanager
def changes_counted() -> Iterator[list[str]]:
    """Collect the statements that change the edition."""
    seen: list[str] = []

    def look(execute: Any, sql: str, *rest: Any) -> Any:
        if sql.startswith("UPDATE delivery_contentversion SET edition"):
            seen.append(sql)
        return execute(sql, *rest)

    with connection.execute_wrapper(look):
        yield seen


def test_a_transaction_changes_it_once(site: StartedSite) -> None:
    with changes_counted() as seen, transaction.atomic():
        for number in range(5):
            CategoryFactory(name=str(number))
    assert len(seen) == 1


def test_after_it_was_read_the_next_write_changes_it_again(site: StartedSite) -> None:
    with transaction.atomic():
        CategoryFactory(name="Eins")
        first = current_edition()
        CategoryFactory(name="Zwei")
        second = ContentVersion.objects.get().edition
        CategoryFactory(name="Drei")
        assert len({first, second, current_edition()}) == 3


class Rolled(Exception):
    pass


def test_what_is_rolled_back_leaves_it(site: StartedSite) -> None:
    before = current_edition()
    with pytest.raises(Rolled), transaction.atomic():
        CategoryFactory(name="Eins")
        raise Rolled
    assert current_edition() == before


def test_a_write_after_a_savepoint_that_is_rolled_back_changes_it(site: StartedSite) -> None:
    """The transaction has changed it before, but nothing is left of that."""
    before = current_edition()
    with transaction.atomic():
        with pytest.raises(Rolled), transaction.atomic():
            CategoryFactory(name="Eins")
            raise Rolled
        CategoryFactory(name="Zwei")
    assert current_edition() != before


def test_what_is_read_in_a_savepoint_has_an_edition_that_goes_with_it(site: StartedSite) -> None:
    CategoryFactory(name="Vorher")
    with transaction.atomic():
        CategoryFactory(name="Drinnen")
        inside = current_edition()
        transaction.set_rollback(True)
    assert current_edition() != inside


def test_no_edition_comes_again_after_a_rollback(site: StartedSite) -> None:
    """An answer that was made of what is rolled back must not be taken for one of what is committed."""
    seen = []
    for number in range(3):
        with pytest.raises(Rolled), transaction.atomic():
            CategoryFactory(name=str(number))
            seen.append(current_edition())
            raise Rolled
    assert len(set(seen)) == 3


@pytest.mark.parametrize(
    ("statement", "effect"),
    [
        ('SELECT "wagtailcore_page"."id" FROM "wagtailcore_page"', Effect.NONE),
        ("SELECT edition FROM delivery_contentversion WHERE id = 1", Effect.READS),
        ("-- why\n/* and\nhow */ update wagtailcore_page set path = 1", Effect.CHANGES),
        ('INSERT OR IGNORE INTO "news_newspage_categories" VALUES (1)', Effect.CHANGES),
        ('DELETE FROM ONLY public."news_category"', Effect.CHANGES),
        ('TRUNCATE "auth_user", "news_category"', Effect.CHANGES),
        ('TRUNCATE "auth_user"', Effect.NONE),
        ('UPDATE "auth_user" SET "last_login" = %s', Effect.NONE),
        (
            'UPDATE "wagtailcore_page" SET "draft_title" = %s, "locked_by_id" = NULL WHERE 1',
            Effect.SERIALIZES,
        ),
        ('UPDATE "wagtailcore_page" SET "draft_title" = %s, "title" = %s WHERE 1', Effect.CHANGES),
        ('UPDATE "wagtailcore_page" SET "draft_title" = (SELECT 1) WHERE 1', Effect.CHANGES),
        ("WITH a AS (SELECT 1) SELECT * FROM wagtailcore_page", Effect.NONE),
        ("SAVEPOINT news_category", Effect.NONE),
    ],
)
def test_what_a_statement_does(statement: str, effect: Effect) -> None:
    assert effect_of(statement) is effect


def test_a_database_without_a_version_keeps_nothing(site: StartedSite) -> None:
    ContentVersion.objects.all().delete()
    assert current_edition() is None
    CategoryFactory(name="Eins")
    assert Change.objects.exists()
