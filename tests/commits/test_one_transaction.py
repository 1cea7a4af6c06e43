"""Content and log change together or not at all: things fail in the middle, and nothing is left of them."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from django.contrib.auth import get_user_model
from django.db import IntegrityError, connection
from django.db.models.signals import post_delete, post_save
from django.dispatch import Signal
from django.http import HttpRequest, HttpResponse
from django.test import Client, RequestFactory
from django.views.decorators.csrf import csrf_exempt
from wagtail.models import Page, PageViewRestriction, Revision
from wagtail.signals import page_published, page_unpublished, post_page_move

from cms.delivery import public_pages, shared_records
from cms.delivery.edition import current_edition
from cms.delivery.models import Change, ContentVersion, PublicPage
from cms.home.models import StandardPage
from cms.home.sites import StartedSite
from cms.news.models import Category
from site_config.transactions import WriteTransactionMiddleware
from tests.factories.pages import StandardPageFactory
from tests.factories.snippets import CategoryFactory


class PowerCut(Exception):
    """Whatever may happen."""


def fail(*args: Any, **kwargs: Any) -> Any:
    raise PowerCut


@contextmanager
def failing(signal: Signal, sender: Any = None) -> Iterator[None]:
    """While inside, the last receiver of a signal fails."""
    signal.connect(fail, sender=sender)
    try:
        yield
    finally:
        signal.disconnect(fail, sender=sender)


def state() -> Any:
    """Return all that must not be changed by halves."""
    return (
        list(Page.objects.order_by("pk").values_list("pk", "path", "url_path", "title", "live")),
        list(Category.objects.order_by("pk").values_list("pk", "name")),
        PageViewRestriction.objects.count(),
        list(Change.objects.values_list("sequence", "kind", "path")),
        list(PublicPage.objects.order_by("pk").values_list("page_id", "path")),
        ContentVersion.objects.get().number,
    )


@pytest.fixture
def page(site: StartedSite) -> Any:
    top = StandardPageFactory(title="Oben")
    StandardPageFactory(title="Unten", parent=top)
    top.refresh_from_db()
    return top


def test_no_page_changes_without_its_entry(page: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    target = StandardPageFactory(title="Ziel")
    page.title, page.slug = "Anders", "anders"
    revision = page.save_revision()
    before = state()
    monkeypatch.setattr(public_pages, "append", fail)
    for change in (
        lambda: revision.publish(),
        lambda: StandardPage.objects.get(pk=page.pk).unpublish(),
        lambda: StandardPage.objects.get(pk=page.pk).move(target, "last-child"),
        lambda: StandardPage.objects.get(pk=page.pk).delete(),
        lambda: PageViewRestriction.objects.create(page_id=page.pk, restriction_type="login"),
    ):
        with pytest.raises(PowerCut):
            change()
        assert state() == before
    monkeypatch.undo()
    revision.publish()
    assert state() != before


def test_no_entry_stays_without_its_change(page: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    target = StandardPageFactory(title="Ziel")
    page.title, page.slug = "Anders", "anders"
    revision = page.save_revision()
    before = state()
    with failing(post_save, StandardPage), pytest.raises(PowerCut):
        revision.publish()
    assert state() == before
    with failing(post_delete, StandardPage), pytest.raises(PowerCut):
        StandardPage.objects.get(pk=page.pk).delete()
    assert state() == before
    with failing(post_save, PageViewRestriction), pytest.raises(PowerCut):
        PageViewRestriction.objects.create(page_id=page.pk, restriction_type="login")
    assert state() == before
    # After the entries are written, while the addresses below are.
    monkeypatch.setattr(Page, "_update_descendant_url_paths", fail)
    with pytest.raises(PowerCut):
        revision.publish()
    assert state() == before
    with pytest.raises(PowerCut):
        StandardPage.objects.get(pk=page.pk).move(target, "last-child")
    assert state() == before


def test_no_shared_record_changes_without_its_entry(
    site: StartedSite, monkeypatch: pytest.MonkeyPatch
) -> None:
    category = CategoryFactory(name="Eins")
    before = state()
    category.name = "Zwei"
    with failing(post_save, Category), pytest.raises(PowerCut):
        category.save()
    assert state() == before
    monkeypatch.setattr(shared_records, "append", fail)
    with pytest.raises(PowerCut):
        category.save()
    with pytest.raises(PowerCut):
        category.delete()
    assert state() == before


@pytest.fixture
def editor(client: Client) -> Client:
    client.force_login(get_user_model().objects.create_superuser("chefin", "c@verein.example", "geheim"))
    client.raise_request_exception = False
    return client


def test_a_request_of_the_admin_is_whole_or_nothing(page: Any, editor: Client) -> None:
    """Wagtail sends these signals after its own commit; they are still within the request's."""
    target = StandardPageFactory(title="Ziel")
    unpublish, move = (
        f"/admin/pages/{page.pk}/unpublish/",
        f"/admin/pages/{page.pk}/move/{target.pk}/confirm/",
    )
    before = state()
    for signal, address in ((page_unpublished, unpublish), (post_page_move, move)):
        with failing(signal):
            assert editor.post(address).status_code == 500
        assert state() == before
    assert editor.post(move).status_code == 302
    assert editor.post(unpublish).status_code == 302
    kinds = list(Change.objects.order_by("-sequence").values_list("kind", flat=True)[:4])
    assert kinds == ["unpublished", "unpublished", "moved", "moved"]


def test_publishing_in_the_admin_is_whole_or_nothing(page: Any, editor: Client) -> None:
    page.title = "Entwurf"
    revision = page.save_revision()
    before, revisions = state(), Revision.objects.count()
    form = {
        "title": "Aus dem Formular",
        "slug": "formular",
        "role": "none",
        "body-count": "0",
        "contacts-count": "0",
        "comments-TOTAL_FORMS": "0",
        "comments-INITIAL_FORMS": "0",
        "action-publish": "action-publish",
    }
    address = f"/admin/pages/{page.pk}/edit/"
    with failing(page_published):
        assert editor.post(address, form).status_code == 500
    assert (state(), Revision.objects.count()) == (before, revisions)
    response = editor.post(address, form)
    assert response.status_code == 302, response.content.decode()[-3000:]
    page.refresh_from_db()
    assert (page.title, page.live_revision_id) != ("Oben", revision.pk)
    assert list(Change.objects.order_by("-sequence").values_list("kind", "path")[:2]) == [
        ("moved", "/de/formular/unten/"),
        ("moved", "/de/formular/"),
    ]


@pytest.mark.parametrize(
    ("method", "is_in_transaction"),
    [("GET", False), ("HEAD", False), ("OPTIONS", False), ("POST", True), ("PUT", True), ("DELETE", True)],
)
def test_requests_that_write_are_one_transaction_and_others_none(
    site: StartedSite, method: str, is_in_transaction: bool
) -> None:
    def view(request: HttpRequest) -> HttpResponse:
        return HttpResponse(str(connection.in_atomic_block))

    request = RequestFactory().generic(method, "/")
    middleware = WriteTransactionMiddleware(lambda request: HttpResponse())
    response = middleware.process_view(request, view, (), {}) or view(request)
    assert response.content.decode() == str(is_in_transaction)


def test_a_view_may_do_without(site: StartedSite) -> None:
    from cms.api.http.views import graphql

    middleware = WriteTransactionMiddleware(lambda request: HttpResponse())
    assert middleware.process_view(RequestFactory().post("/"), graphql, (), {}) is None
    assert middleware.process_view(RequestFactory().post("/"), csrf_exempt(graphql), (), {}) is None


def test_reading_the_admin_does_not_wait_for_a_writer(page: Any, editor: Client, threads: Any) -> None:
    """On SQLite a transaction takes the one write lock at its beginning."""
    import threading

    from django.db import transaction

    is_open, may_end = threading.Event(), threading.Event()

    def write_for_long() -> None:
        with transaction.atomic():
            ContentVersion.objects.update(number=1)
            is_open.set()
            may_end.wait(20)

    threads.start(write_for_long)
    assert is_open.wait(10)
    try:
        assert editor.get(f"/admin/pages/{page.pk}/").status_code == 200
        assert threads.are_running
    finally:
        may_end.set()
    threads.finish()


def test_a_write_and_its_edition_are_one_transaction(site: StartedSite) -> None:
    """Also where nobody has begun one."""
    category = CategoryFactory(name="Eins")
    before = current_edition()
    Category.objects.filter(pk=category.pk).update(name="Zwei")
    after = current_edition()
    assert after != before
    with pytest.raises(IntegrityError):
        Category.objects.filter(pk=category.pk).update(name=None)
    assert current_edition() == after
    assert not connection.in_atomic_block
