"""What a second run does, and whose work it leaves alone."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError

from cms.imports.models import ImportRecord
from cms.members.models import MemberPage
from cms.news.models import NewsIndexPage, NewsPage
from tests.imports.conftest import Run

from .imported import NAMES, Pictures, correct, everything, only

pytestmark = pytest.mark.once

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


def write(path: Path, title: str, day: str, text: str) -> Path:
    path.parent.mkdir(exist_ok=True)
    path.write_text(f"{title}\n\n{day}\nEin Anriss.\n\n{text}\n", encoding="utf-8")
    return path


def told() -> list[tuple[str, bool]]:
    """The text of each page, in the order they were made, and whether it is public."""
    pages = NewsPage.objects.order_by("pk")
    return [(page.body[0].value["text"].source[3:-4], page.live) for page in pages]


@pytest.mark.parametrize("runs", [1, 2])
def test_articles_of_one_file_name_and_title_are_two_pages(run: Run, tmp_path: Path, runs: int) -> None:
    first = write(tmp_path / "2024" / "neujahr.txt", "Neujahrsempfang im Hafen", "12.01.2024", "Es schneite.")
    second = write(tmp_path / "2025" / "neujahr.txt", "Neujahrsempfang im Hafen", "24.01.2025", "Es regnete.")
    for files in ([first, second],) if runs == 1 else ([first], [second]):
        run(*files, publish=True)
    assert told() == [("Es schneite.", True), ("Es regnete.", True)]
    before = everything()
    assert "2 no change" in run(second, first, publish=True)
    assert everything() == before


@pytest.mark.parametrize(
    ("folder", "title", "day"),
    [
        ("andere", "Ein Titel mit Worten", "01.02.2023"),
        ("eine", "Ein ganz anderer Titel", "01.02.2023"),
        ("eine", "Ein Titel mit Worten", "01.02.2024"),
        ("eine", "Ein ganz anderer Titel", "02.02.2023"),
    ],
)
def test_what_may_be_an_article_imported_before_is_a_draft_of_its_own(
    run: Run, tmp_path: Path, folder: str, title: str, day: str
) -> None:
    run(write(tmp_path / "eine" / "meldung.txt", "Ein Titel mit Worten", "01.02.2023", "Alt."), publish=True)
    other = write(tmp_path / folder / "meldung.txt", title, day, "Neu.")
    printed = run(other, publish=True)
    assert told() == [("Alt.", True), ("Neu.", False)]
    assert "a draft of its own, please review: " in printed
    assert str(tmp_path / "eine") in printed or '"Ein Titel mit Worten", 01.02.2023' in printed
    assert "1 no change" in run(other, publish=True)
    # Corrected, it stays what it is.
    run(write(other, title, day, "Neuer."), publish=True)
    assert told()[0] == ("Alt.", True) and not NewsPage.objects.last().live
    assert NewsPage.objects.count() == 2


def test_two_files_of_one_run_with_one_title_and_date(run: Run, tmp_path: Path) -> None:
    files = [write(tmp_path / name / "a.txt", "Ein Titel mit Worten", "01.02.2023", name) for name in "xy"]
    run(*files, publish=True)
    assert told() == [("x", True), ("y", False)]
    assert "2 no change" in run(*reversed(files), publish=True)


def test_a_named_source_is_known_again_in_another_folder(run: Run, tmp_path: Path) -> None:
    run(write(tmp_path / "a" / "1.txt", "Ein Titel", "01.02.2023", "Alt."), source="Alte Seite", publish=True)
    printed = run(
        write(tmp_path / "b" / "2.txt", "Ein Titel", "01.02.2023", "Neu."), source="Alte Seite", publish=True
    )
    assert told() == [("Neu.", True)] and "1 changed" in printed
    elsewhere = write(tmp_path / "c" / "2.txt", "Ein Titel", "01.02.2024", "Anders.")
    run(elsewhere, source="Alte Seite", publish=True)
    assert told() == [("Neu.", True), ("Anders.", True)]
    run(write(elsewhere, "Ein Titel", "01.02.2024", "Fremd."), source="Andere Seite", publish=True)
    assert told()[2:] == [("Fremd.", False)]


def test_a_page_that_an_editor_wrote_is_not_doubled_in_public(run: Run, article: Path) -> None:
    index = NewsIndexPage.objects.get(locale__language_code="de")
    title = "Sommerempfang 2024: Nordlicht Sensorik e.V. öffnet sein neues Haus am Hafen"
    index.add_child(instance=NewsPage(title=title, date=date(2024, 7, 5), locale=index.locale))
    assert "there is a page of this title and date, which no import made" in run(article, publish=True)
    assert [page.live for page in NewsPage.objects.order_by("pk")] == [True, False]


def test_records_of_an_earlier_version_are_found_by_their_text(run: Run, article: Path) -> None:
    run(article, publish=True)
    ImportRecord.objects.filter(kind="news").update(
        import_id="de/sommerempfang-2024", source="", file_name=""
    )
    assert "1 no change" in run(article, publish=True)
    correct(article, "40 Teams", "41 Teams")
    assert "a draft of its own" in run(article, publish=True)
    assert [page.live for page in NewsPage.objects.order_by("pk")] == [True, False]


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
