"""What a second run does, and whose work it leaves alone."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError

from cms.imports.models import ImportRecord
from cms.members.models import MemberPage
from cms.news.models import NewsPage
from tests.imports.conftest import Run

from .imported import NAMES, Pictures, correct, everything, only

# --- A second run


@pytest.mark.parametrize("publish", [False, True])
def test_a_second_run_changes_nothing(run: Run, article: Path, pictures: Pictures, publish: bool) -> None:
    folder = pictures(*NAMES[:3])
    run(article, images=folder, publish=publish)
    before = everything()
    printed = run(article, images=folder, publish=publish)
    assert everything() == before
    assert f"{article.name}: no change" in printed
    assert "0 created, 0 changed, 1 no change, 0 left, 0 refused; 0 members and 0 pictures made" in printed


def test_other_spaces_and_line_ends_are_no_change(run: Run, article: Path) -> None:
    run(article)
    article.write_bytes(b"\xef\xbb\xbf" + article.read_bytes().replace(b"\n", b"  \r\n"))
    before = everything()
    assert "1 no change" in run(article)
    assert everything() == before


def test_a_draft_is_published_by_a_later_run(run: Run, article: Path) -> None:
    run(article)
    printed = run(article, publish=True)
    assert only().live and "1 changed" in printed
    assert "1 no change" in run(article, publish=True)


def test_a_corrected_file_changes_the_page(run: Run, article: Path) -> None:
    run(article, publish=True)
    ids = {block.value.get("text"): block.id for block in only().body if block.block_type == "heading"}
    correct(article, "Ein Haus für 40 Teams", "Ein Haus für 41 Teams")
    printed = run(article)
    page = only()
    assert page.live and page.has_unpublished_changes
    assert page.body[0].value["text"] == "Ein Haus für 40 Teams"
    draft = page.get_latest_revision_as_object()
    assert draft.body[0].value["text"] == "Ein Haus für 41 Teams"
    assert draft.body[2].id == ids["Was kommt als Nächstes?"]
    assert "published before; the change is a draft" in printed
    run(article, publish=True)
    assert only().body[0].value["text"] == "Ein Haus für 41 Teams" and not only().has_unpublished_changes


def test_a_renamed_file_is_the_same_article(run: Run, article: Path) -> None:
    run(article)
    renamed = article.rename(article.with_name("umbenannt.txt"))
    assert "1 no change" in run(renamed)
    assert NewsPage.objects.count() == 1


def test_another_article_under_a_known_name_is_refused(run: Run, article: Path) -> None:
    run(article)
    article.write_text("Ein ganz anderer Titel\n\n01.02.2023\nAnriss.\n", encoding="utf-8")
    with pytest.raises(CommandError, match="1 of 1 files refused"):
        run(article)
    assert only().title.startswith("Sommerempfang")


def test_the_same_file_twice_in_one_run(run: Run, article: Path, tmp_path: Path) -> None:
    copy = tmp_path / "kopie.txt"
    copy.write_bytes(article.read_bytes())
    with pytest.raises(CommandError, match="1 of 2 files refused"):
        run(article, copy)
    assert NewsPage.objects.count() == 1


# --- Whose page it is


def test_a_new_slug_makes_no_copy_and_is_kept(run: Run, article: Path) -> None:
    run(article, publish=True)
    page = only()
    page.slug = "haus-am-hafen"
    page.save_revision().publish()
    correct(article, "40 Teams", "41 Teams")
    run(article, publish=True)
    assert only().slug == "haus-am-hafen"
    assert only().body[0].value["text"] == "Ein Haus für 41 Teams"


@pytest.mark.parametrize("publish", [False, True])
def test_an_edited_page_is_reported_and_left(
    run: Run, article: Path, pictures: Pictures, publish: bool
) -> None:
    run(article, publish=publish)
    page = only()
    page.title = "Ein Titel der Redaktion"
    revision = page.save_revision()
    if publish:
        revision.publish()
    correct(article, "40 Teams", "41 Teams")
    before = everything()
    printed = run(article, images=pictures(*NAMES), publish=True)
    assert everything() == before
    assert f"{article.name}: left – the page was edited since it was imported" in printed
    assert "page: Ein Titel der Redaktion" in printed


def change_body(page: NewsPage) -> None:
    page.body[1].value["text"].source = "<p>Neu geschrieben.</p>"


def change_contacts(page: NewsPage) -> None:
    page.contacts = []


def change_members(page: NewsPage) -> None:
    page.member_links = list(page.member_links.all())[1:]


def change_pictures(page: NewsPage) -> None:
    page.pictures = list(page.pictures.all())[:1]


def change_caption(page: NewsPage) -> None:
    first = page.pictures.first()
    first.caption = "Ein Bild"
    page.pictures.add(first)


def change_cover(page: NewsPage) -> None:
    page.cover = page.pictures.last().image


def change_date(page: NewsPage) -> None:
    page.date = date(2024, 7, 6)


@pytest.mark.parametrize(
    "change",
    [
        change_body,
        change_contacts,
        change_members,
        change_pictures,
        change_caption,
        change_cover,
        change_date,
    ],
)
def test_every_kind_of_edit_is_noticed(run: Run, article: Path, pictures: Pictures, change: Any) -> None:
    run(article, images=pictures(*NAMES))
    page = only()
    change(page)
    page.save_revision()
    assert "1 left" in run(article)


def test_what_an_import_does_not_write_is_an_editors_and_kept(run: Run, article: Path) -> None:
    run(article, publish=True)
    page = only()
    page.is_featured = True
    page.search_description = "Für Suchmaschinen"
    page.tags.add("Hafen")
    page.save_revision().publish()
    assert "1 no change" in run(article, publish=True)
    correct(article, "40 Teams", "41 Teams")
    run(article, publish=True)
    page = only()
    assert page.is_featured and page.search_description and [tag.name for tag in page.tags.all()] == ["Hafen"]
    assert page.body[0].value["text"] == "Ein Haus für 41 Teams"


def test_a_page_taken_down_stays_down(run: Run, article: Path) -> None:
    run(article, publish=True)
    only().unpublish()
    assert "left – the page was published and has been taken down" in run(article, publish=True)
    assert not only().live


def test_a_locked_page_is_left(run: Run, article: Path) -> None:
    run(article)
    NewsPage.objects.update(locked=True)
    correct(article, "40 Teams", "41 Teams")
    assert "left – the page is locked by an editor" in run(article)


def test_a_page_deleted_by_an_editor_is_made_again(run: Run, article: Path) -> None:
    run(article)
    only().delete()
    assert ImportRecord.objects.filter(kind="news").count() == 0
    assert "1 created" in run(article)
    assert MemberPage.objects.count() == 4
