"""Tags and competences: words that editors type, with slugs as a German reader expects them."""

from importlib import import_module
from typing import Any

import pytest
from django.apps import apps
from django.db import connection
from taggit.models import Tag as LibraryTag

from cms.home.sites import StartedSite
from cms.members.models import Competence
from cms.news.models import NewsPage, NewsTag, Tag
from tests.factories.media import CmsImageFactory
from tests.factories.pages import MemberPageFactory, NewsPageFactory


@pytest.mark.parametrize("model", [Tag, Competence])
@pytest.mark.parametrize(
    ("name", "slug"),
    [
        ("Förderung", "foerderung"),
        ("Größe & Maß", "groesse-mass"),
        ("Café crème", "cafe-creme"),
        ("3D-Druck", "3d-druck"),
        ("光", "光"),
    ],
)
def test_a_slug_is_ascii_where_letters_are_left(db: None, model: Any, name: str, slug: str) -> None:
    assert model.objects.create(name=name).slug == slug


@pytest.mark.parametrize("model", [Tag, Competence])
def test_a_second_word_of_a_slug_is_numbered(db: None, model: Any) -> None:
    names = ["Öl", "Oel", "oel!", "x" * 100, "x" * 99 + "y"]
    assert [model.objects.create(name=name).slug for name in names] == [
        "oel",
        "oel-1",
        "oel-2",
        "x" * 90,
        "x" * 90 + "-1",
    ]


def test_words_of_pages_get_them(site: StartedSite) -> None:
    news = NewsPageFactory(tags=["Förderung", "Messe"])
    member = MemberPageFactory(competences=["Prüfung"])
    assert sorted(tag.slug for tag in news.tags.all()) == ["foerderung", "messe"]
    assert [competence.slug for competence in member.competences.all()] == ["pruefung"]


def test_pictures_and_articles_do_not_share_their_tags(site: StartedSite) -> None:
    image = CmsImageFactory()
    image.tags.add("Förderung")
    NewsPageFactory(tags=["Förderung"])
    assert [tag.slug for tag in Tag.objects.all()] == ["foerderung"]
    assert LibraryTag.objects.filter(name="Förderung").exists()


# --- What was there before ----------------------------------------------------------------------------------


class Editor:
    """Stands for a migration's schema editor."""

    connection = connection


def test_competences_get_their_slugs_anew(db: None) -> None:
    for name, slug in (("Öl", "öl"), ("Oel", "oel"), ("Glas", "my-own"), ("光", "光")):
        Competence.objects.create(name=name, slug=slug)
    import_module("cms.members.migrations.0002_ascii_slugs_of_competences").write_slugs(apps, Editor)
    assert dict(Competence.objects.values_list("name", "slug")) == {
        "Öl": "oel-1",
        "Oel": "oel",
        "Glas": "my-own",
        "光": "光",
    }


def test_articles_and_their_drafts_keep_their_tags(site: StartedSite) -> None:
    page = NewsPageFactory(tags=["Öl", "Oel"])
    page.tags.add("Entwurf")
    page.save_revision()
    for tag in Tag.objects.all():
        LibraryTag.objects.create(pk=tag.pk + 1000, name=tag.name, slug=tag.name.lower())
    LibraryTag.objects.create(pk=5000, name="Nur ein Bild", slug="nur-ein-bild")
    move_tags(page, 1000)
    import_module("cms.news.migrations.0002_tags_of_their_own").copy_tags(apps, Editor)
    assert dict(Tag.objects.filter(pk__gt=1000).values_list("name", "slug")).keys() == {
        "Öl",
        "Oel",
        "Entwurf",
    }
    assert sorted(Tag.objects.values_list("slug", flat=True)) == ["entwurf", "oel", "oel-1"]
    page = NewsPage.objects.get(pk=page.pk)
    assert sorted(tag.name for tag in page.tags.all()) == ["Oel", "Öl"]
    draft = page.get_latest_revision_as_object()
    assert sorted(tag.name for tag in draft.tags.all()) == ["Entwurf", "Oel", "Öl"]
    assert Tag.objects.create(name="Neu").pk > 1000


def move_tags(page: Any, by: int) -> None:
    """Make it as it was: rows and revisions name tags of the library, and there are no others."""
    for revision in page.revisions.all():
        for item in revision.content["tagged_items"]:
            item["tag"] += by
        revision.save()
    with connection.constraint_checks_disabled():
        ids = dict(NewsTag.objects.values_list("pk", "tag_id"))
        for pk, tag in ids.items():
            NewsTag.objects.filter(pk=pk).update(tag_id=tag + by)
        Tag.objects.all()._raw_delete("default")
