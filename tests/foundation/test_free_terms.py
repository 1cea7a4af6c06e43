"""Tags and competences: words that editors type, with slugs as a German reader expects them."""

import json
import subprocess
from importlib import import_module
from typing import Any

import pytest
from django.apps import apps
from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.db import connection
from django.test import Client
from django.urls import reverse
from django.utils.text import slugify
from taggit.models import Tag as LibraryTag
from wagtail.coreutils import get_js_regex
from wagtail.models import Locale, Revision
from wagtail.test.utils.form_data import inline_formset, nested_form_data, streamfield

from cms.foundation.slugs import FORMATTERS, slug_from
from cms.foundation.term_merging import merge_spellings
from cms.home.models import StandardPage
from cms.home.sites import StartedSite
from cms.members.models import Competence
from cms.news.models import Category, NewsPage, NewsTag, Tag
from tests.factories.media import CmsDocumentFactory, CmsImageFactory
from tests.factories.pages import MemberPageFactory, NewsPageFactory, StandardPageFactory
from tests.factories.snippets import CategoryFactory


@pytest.mark.parametrize("model", [Tag, Competence])
@pytest.mark.parametrize(
    ("name", "slug"),
    [
        ("Förderung", "foerderung"),
        ("Größe & Maß", "groesse-mass"),
        ("Café crème", "cafe-creme"),
        ("3D-Druck", "3d-druck"),
        ("光", "guang"),
        ("Привет мир", "privet-mir"),
        ("🎉", "tada"),
        ("🎉 Fest", "fest"),
        ("C", "c"),
        ("C#", "c-sharp"),
        ("C++", "c-plus-plus"),
        ("50+", "50-plus"),
    ],
)
def test_a_slug_is_ascii_and_says_what_the_word_says(db: None, model: Any, name: str, slug: str) -> None:
    assert model.objects.create(name=name).slug == slug


@pytest.mark.parametrize("model", [Tag, Competence])
def test_a_second_word_of_a_slug_is_numbered(db: None, model: Any) -> None:
    names = ["Öl", "oel!", "µm", "um", "…", "!!!", "x" * 100, "x" * 99 + "y"]
    nameless = model._meta.model_name
    assert [model.objects.create(name=name).slug for name in names] == [
        "oel",
        "oel-1",
        "um",
        "um-1",
        nameless,
        f"{nameless}-1",
        "x" * 90,
        "x" * 90 + "-1",
    ]


def test_a_category_of_another_sign_has_a_slug_of_its_own(site: StartedSite) -> None:
    CategoryFactory(name="Größe", slug="groesse")
    names = ["C", "C#", "C++", "µm", "um", "光", "!!!", "…"]
    slugs = [CategoryFactory(name=name, slug="").slug for name in names]
    assert slugs == ["c", "c-sharp", "c-plus-plus", "um", "um-1", "guang", "category", "category-1"]
    with pytest.raises(ValidationError):
        Category(name="GROESSE", locale=Locale.get_default()).full_clean()


@pytest.mark.parametrize(
    ("title", "slugs"),
    [("光", ["guang", "guang-2"]), ("🎉", ["tada", "tada-2"]), ("!!!", ["page", "page-2"])],
)
def test_a_page_without_latin_letters_can_be_saved(
    site: StartedSite, client: Client, title: str, slugs: list[str]
) -> None:
    client.force_login(User.objects.create_superuser("admin"))
    home = site.homes["de"]
    texts = ("slug", "teaser", "cover", "seo_title", "search_description", "social_image")
    given = nested_form_data(
        {
            "title": title,
            **dict.fromkeys(texts, ""),
            "role": "none",
            "body": streamfield([]),
            "contacts": streamfield([]),
            "comments": inline_formset([]),
        }
    )
    add = reverse("wagtailadmin_pages:add", args=("home", "standardpage", home.pk))
    for slug in slugs:
        assert client.post(add, given).status_code == 302
        assert StandardPage.objects.latest("pk").slug == slug
    assert StandardPageFactory(title=title).slug not in ("", *slugs)


@pytest.mark.needs_node
def test_the_browser_reads_signs_as_the_server_does() -> None:
    formatters = [[*get_js_regex(pattern), word] for pattern, word in FORMATTERS]
    titles = [
        "C",
        "C#",
        "C++ und C# 50+",
        "Nr#2",
        "Größe",
        "Gro\u0308ße A\u0308",
        "A+B",
        "Größe / Maß – „Über“ é",
        "- Ziel!",
    ]
    script = (
        f"const rules = {json.dumps(formatters)};"
        f"console.log(JSON.stringify({json.dumps(titles)}.map((title) =>"
        " rules.reduce((text, [rule, flags, word]) => text.replace(new RegExp(rule, flags), word), title))))"
    )
    told = subprocess.run(["node", "-e", script], check=True, capture_output=True, text=True)
    written = json.loads(told.stdout)
    assert [slugify(text) for text in written] == [slug_from(title) for title in titles]
    # The field keeps what stands between hyphens.
    assert not [text for text in written if "--" in text or text != text.strip("-")]


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


SUGGESTIONS = (
    "/admin/tag-autocomplete/",
    "/admin/tag-autocomplete/news/tag/",
    "/admin/tag-autocomplete/members/competence/",
)


def test_no_field_suggests_or_takes_two_spellings_of_a_word(site: StartedSite, client: Client) -> None:
    client.force_login(User.objects.create_superuser("admin"))
    image, document = CmsImageFactory(), CmsDocumentFactory()
    for spelling in ("Größe", "GRÖSSE", "groesse", " Gro\u0308ße "):
        typed = {
            "title": "Bild",
            "collection": image.collection_id,
            "tags": f'"{spelling}", Zwei',
            "credit": "",
        }
        assert client.post(reverse("wagtailimages:edit", args=[image.pk]), typed).status_code == 302
        assert client.post(reverse("wagtaildocs:edit", args=[document.pk]), typed).status_code == 302
        NewsPageFactory(tags=[spelling])
        MemberPageFactory(competences=[spelling])
    assert sorted(tag.name for tag in LibraryTag.objects.all()) == ["Größe", "Zwei"]
    for one in (image, document):
        assert sorted(one.tags.names()) == ["Größe", "Zwei"]
    LibraryTag.objects.create(name="GRÖSSE", slug="from-elsewhere")
    for address in SUGGESTIONS:
        for typed in ("gr", "Grö", "GROES", "größ", "Größe"):
            assert client.get(address, {"term": typed}).json() == ["Größe"], (address, typed)
        assert client.get(address, {"term": " "}).json() == client.get(address).json() == []
    assert client.get("/admin/tag-autocomplete/news/newspage/").status_code == 404


# --- What was there before ----------------------------------------------------------------------------------


class Editor:
    """Stands for a migration's schema editor."""

    connection = connection


def test_competences_get_their_slugs_anew(db: None) -> None:
    for name, slug in (("Öl", "öl"), ("Oel!", "oel"), ("Glas", "my-own"), ("光", "光")):
        Competence.objects.create(name=name, slug=slug)
    import_module("cms.members.migrations.0002_ascii_slugs_of_competences").write_slugs(apps, Editor)
    assert dict(Competence.objects.values_list("name", "slug")) == {
        "Öl": "oel-1",
        "Oel!": "oel",
        "Glas": "my-own",
        "光": "guang",
    }


def test_articles_and_their_drafts_keep_their_tags(site: StartedSite) -> None:
    page = NewsPageFactory(tags=["Öl", "Oel!"])
    page.tags.add("Entwurf")
    page.save_revision()
    for tag in Tag.objects.all():
        LibraryTag.objects.create(pk=tag.pk + 1000, name=tag.name, slug=tag.name.lower())
    LibraryTag.objects.create(pk=5000, name="Nur ein Bild", slug="nur-ein-bild")
    move_tags(page, 1000)
    import_module("cms.news.migrations.0002_tags_of_their_own").copy_tags(apps, Editor)
    assert dict(Tag.objects.filter(pk__gt=1000).values_list("name", "slug")).keys() == {
        "Öl",
        "Oel!",
        "Entwurf",
    }
    assert sorted(Tag.objects.values_list("slug", flat=True)) == ["entwurf", "oel", "oel-1"]
    page = NewsPage.objects.get(pk=page.pk)
    assert sorted(tag.name for tag in page.tags.all()) == ["Oel!", "Öl"]
    draft = page.get_latest_revision_as_object()
    assert sorted(tag.name for tag in draft.tags.all()) == ["Entwurf", "Oel!", "Öl"]
    assert Tag.objects.create(name="Neu").pk > 1000


def test_spellings_of_a_word_become_one_on_articles_and_in_drafts(site: StartedSite) -> None:
    page = NewsPageFactory(tags=["Größe", "Zwei"])
    other = NewsPageFactory(title="Andere", tags=["Zwei"])
    first, two = Tag.objects.get(name="Größe"), Tag.objects.get(name="Zwei")
    other.tags.add("Größe")
    other.save_revision()
    revisions = Revision.objects.filter(object_id__in=[str(page.pk), str(other.pk)])
    for spelling in ("groesse", "GRÖSSE"):
        Tag.objects.bulk_create([Tag(name=spelling, slug=spelling.lower() + "-x", key=f"{spelling}-x")])
        tag = Tag.objects.get(name=spelling)
        NewsTag.objects.create(tag=tag, content_object=page)
        NewsTag.objects.create(tag=tag, content_object=other)
        for revision in revisions.all():
            revision.content["tagged_items"].append(
                {"pk": None, "tag": tag.pk, "content_object": revision.object_id}
            )
            revision.save()
    merge_spellings(Tag.objects.all(), NewsTag.objects.all(), revisions.all(), "tagged_items")
    assert {tag.pk for tag in Tag.objects.all()} == {first.pk, two.pk}
    for one in (page, other):
        tags = NewsPage.objects.get(pk=one.pk).tags.all()
        assert sorted(tag.name for tag in tags) == ["Größe", "Zwei"]
        draft = NewsPage.objects.get(pk=one.pk).get_latest_revision_as_object()
        assert sorted(tag.name for tag in draft.tags.all()) == ["Größe", "Zwei"]


def test_spellings_of_a_word_become_one_on_pictures(site: StartedSite) -> None:
    image, other = CmsImageFactory(), CmsImageFactory()
    first, second = (LibraryTag.objects.create(name=name, slug=name) for name in ("Größe", "GRÖSSE"))
    image.tags.add(first, second)
    other.tags.add(second)
    import_module("cms.media.migrations.0003_one_tag_of_each_word").merge(apps, Editor)
    assert [list(one.tags.names()) for one in (image, other)] == [["Größe"], ["Größe"]]
    assert not LibraryTag.objects.filter(pk=second.pk).exists()


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
