"""Stream values are stored as the admin stores them, whoever writes them; those of before are completed."""

import importlib
import json
from typing import Any

import pytest
from django.apps import apps
from django.contrib.auth.models import User
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from wagtail.blocks import StreamBlock
from wagtail.models import Revision

from cms.blocks.body import body_blocks
from cms.blocks.stored import complete_stored_streams, stored_stream
from cms.forms.models import FormPage
from cms.galleries.models import GalleryPage
from cms.home.sites import StartedSite
from cms.members.models import MemberPage
from cms.navigation.models import Menu, SiteSettings
from cms.news.models import NewsPage
from tests.factories.bodies import every_block
from tests.factories.media import CmsDocumentFactory, CmsImageFactory
from tests.factories.pages import (
    FormPageFactory,
    GalleryPageFactory,
    MemberPageFactory,
    NewsPageFactory,
    StandardPageFactory,
)
from tests.factories.snippets import CategoryFactory, MenuFactory
from tests.saving import changes_by_saving

#: A list in a list, and what programs made of both: items without ids, bare values, parts left out.
PERSON = {"name": "Ada", "websites": [{"type": "item", "value": "https://a.example/"}, "https://b.example/"]}
CONTACT = {"type": "contact", "value": {"contacts": [{"type": "item", "value": PERSON}]}}


def without_ids(value: Any) -> list[Any]:
    """The items of streams and lists in a stored value that have no id."""
    if isinstance(value, list):
        return [found for part in value for found in without_ids(part)]
    if isinstance(value, dict):
        own = [value] if value.keys() >= {"type", "value"} and not value.get("id") else []
        return own + [found for part in value.values() for found in without_ids(part)]
    return []


def test_lists_at_every_depth_get_ids_and_parts_their_defaults() -> None:
    places: list[str] = []

    def new_id(place: str) -> str:
        places.append(place)
        return f"id of {place}"

    (block,) = stored_stream(StreamBlock(body_blocks()), [CONTACT], new_id)
    (item,) = block["value"]["contacts"]
    assert item["value"] == {
        "name": "Ada",
        "role": "",
        "email": "",
        "phone": "",
        "portrait": None,
        "websites": [
            {"type": "item", "value": address, "id": f"id of 0/contacts/0/websites/{number}"}
            for number, address in enumerate(("https://a.example/", "https://b.example/"))
        ],
    }
    assert (block["id"], item["id"]) == ("id of 0", "id of 0/contacts/0")
    assert stored_stream(StreamBlock(body_blocks()), [block]) == [block], "what has ids keeps them"
    assert len(places) == 4


@pytest.mark.django_db
def test_a_program_stores_what_the_admin_would(site: StartedSite) -> None:
    page = NewsPageFactory(
        body=json.dumps([CONTACT]), contacts=json.dumps([{"type": "person", "value": PERSON}])
    )
    rows = NewsPage.objects.filter(pk=page.pk).values_list("body", "contacts").get()
    live = [stream.get_prep_value() for stream in rows]
    draft = [json.loads(page.latest_revision.content[name]) for name in ("body", "contacts")]
    assert not without_ids(live)
    assert draft == live, "a page and its draft have the same ids"


@pytest.mark.django_db
def test_what_stands_in_a_database_is_completed(site: StartedSite) -> None:
    page = NewsPageFactory(title="Alt")
    menu = MenuFactory()
    settings = SiteSettings.objects.get(site=site.site)
    broken = [CONTACT, {"type": "heading", "value": {"text": "Titel", "level": "2"}, "id": "its own"}]
    entries = [
        {"type": "item", "value": {"label": "A", "page": page.pk, "url": "", "children": [{"label": "B"}]}}
    ]
    for table, column, pk, value in (
        ("news_newspage", "body", page.pk, broken),
        ("navigation_menu", "items", menu.pk, entries),
    ):
        key = "page_ptr_id" if table == "news_newspage" else "id"
        with connection.cursor() as cursor:
            cursor.execute(f"UPDATE {table} SET {column} = %s WHERE {key} = %s", [json.dumps(value), pk])
    content = {**page.latest_revision.content, "body": json.dumps(broken)}
    for number in range(5):
        Revision.objects.create(
            content_object=page, object_str=str(number), content=content, created_at=page.last_published_at
        )
    old = page.latest_revision
    old.content = content
    old.save(update_fields=["content"])
    revisions = Revision.objects.filter(content_type__app_label="news", content_type__model="newspage")
    with CaptureQueriesContext(
        connection,
    ) as asked:
        written = complete_stored_streams(NewsPage, revisions, batch=2)
    assert written == 7
    reads = [query["sql"] for query in asked if query["sql"].startswith("SELECT")]
    assert all("LIMIT 2" in sql for sql in reads), "no more than a batch of rows is held"
    complete = importlib.import_module("cms.navigation.migrations.0002_complete_lists").complete
    complete(apps, None)
    for revision in revisions:
        body = json.loads(revision.content["body"])
        assert not without_ids(body)
        assert body[1]["id"] == "its own"
    page = NewsPage.objects.get(pk=page.pk)
    assert page.body[0].value["contacts"][0]["websites"][0] == "https://a.example/"
    items = Menu.objects.get(pk=menu.pk).items.get_prep_value()
    assert not without_ids(items)
    assert items[0]["value"]["children"][0]["value"] == {"label": "B", "page": None, "url": ""}
    assert complete_stored_streams(NewsPage, revisions) == 0, "once is enough"
    assert SiteSettings.objects.get(pk=settings.pk).social_links.get_prep_value() == []


@pytest.mark.django_db
def test_what_factories_write_is_saved_unchanged(site: StartedSite, client: Client) -> None:
    images = [CmsImageFactory(), CmsImageFactory()]
    member = MemberPageFactory(competences=["Laser", "Chips"])
    news = NewsPageFactory(
        title="Erste", teaser="Zwei\nZeilen", members=[member], tags=["zuletzt", "Anfang"], pictures=images
    )
    gallery = GalleryPageFactory(pictures=images, news=[news])
    page = StandardPageFactory(title="Ziel")
    given = {
        "images": images,
        "document": CmsDocumentFactory(),
        "members": [member],
        "news": [news],
        "gallery": gallery,
        "page": page,
    }
    NewsPageFactory(title="Alles", body=every_block(**given), categories=[CategoryFactory()])
    FormPageFactory(
        fields=[{"label": "Wahl", "field_type": "dropdown", "choices": "eins\nzwei", "default_value": "zwei"}]
    )
    MenuFactory(
        items=[{"label": "A", "page": page, "children": [{"label": "B", "url": "https://b.example/"}]}]
    )
    SiteSettings.objects.filter(site=site.site).update(address="Hof 1\n04109 Leipzig")
    client.force_login(User.objects.create_superuser("ada"))
    written = (NewsPage, MemberPage, GalleryPage, FormPage, Menu, SiteSettings)
    assert changes_by_saving(client, *written) == {}
