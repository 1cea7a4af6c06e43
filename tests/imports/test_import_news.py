"""The command: what it makes, what a second run does, and whose work it leaves alone."""

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from wagtail.models import ModelLogEntry, Page, PageLogEntry, Revision

from cms.imports.models import ImportedPicture, ImportRecord
from cms.media.models import CmsImage
from cms.members.models import MemberIndexPage, MemberPage
from cms.news.models import NewsIndexPage, NewsPage
from tests.factories.pages import MemberPageFactory
from tests.imports.conftest import ARTICLES, Run

NAMES = [
    "20240704_sommerempfang_jana-von-der-heide_007.jpg",
    "20240704_sommerempfang_jana-von-der-heide_012.jpg",
    "IMG_4711.JPEG",
    "20240704_sommerempfang_jana-von-der-heide_003.png",
]
MEMBERS = ["ARVENTO", "bluewave", "Institut für Meeres- und Polartechnik", "Hansen & Söhne Feinmechanik GmbH"]

Pictures = Callable[..., Path]


def everything() -> list[Any]:
    """What a run may write, to see that nothing was."""
    counted = (Page, Revision, CmsImage, ImportRecord, ImportedPicture, PageLogEntry, ModelLogEntry)
    pages = list(Page.objects.order_by("pk").values_list("pk", "live", "title", "latest_revision_id"))
    return [pages, *(model.objects.count() for model in counted)]


def only() -> NewsPage:
    return NewsPage.objects.get()


def kinds(page: NewsPage) -> list[str]:
    return [block.block_type for block in page.body]


# --- A first run


def test_an_article_becomes_a_draft(run: Run, article: Path) -> None:
    printed = run(article)
    page = only()
    assert page.get_parent().specific == NewsIndexPage.objects.get(locale__language_code="de")
    assert (page.live, page.has_unpublished_changes, page.first_published_at) == (False, True, None)
    assert page.latest_revision is not None
    assert page.title == "Sommerempfang 2024: Nordlicht Sensorik e.V. öffnet sein neues Haus am Hafen"
    assert page.slug == "sommerempfang-2024-nordlicht-sensorik-ev-oeffnet-sein-neues-haus-am-hafen"
    assert page.date == date(2024, 7, 5)
    assert page.teaser.startswith("Rund 140 Gäste")
    assert page.locale.language_code == "de"
    assert page.cover is None and list(page.pictures.all()) == []
    assert f"{article.name}: created" in printed
    assert "1 created, 0 changed, 0 no change, 0 left, 0 refused; 4 members and 0 pictures made" in printed
    assert "0 of 4 found; give their folder by --images" in printed


def test_the_body_has_its_pieces_in_order(run: Run, article: Path) -> None:
    run(article)
    page = only()
    assert kinds(page) == [
        *("heading", "paragraph", "heading", "paragraph", "quote", "heading", "paragraph", "heading"),
        *("paragraph", "quote", "paragraph", "quote", "quote", "paragraph", "quote", "heading", "paragraph"),
    ]
    assert page.body[0].value["text"] == "Ein Haus für 40 Teams"
    assert page.body[0].value["level"] == "2"
    assert page.body[1].value["text"].source.startswith("<p>Das Haus am Hafen bietet")
    quote = page.body[4].value
    assert quote["text"].startswith("Wer das Meer verstehen will") and not quote["text"].startswith("„")
    assert quote["attribution"] == "Prof. Dr. Imke Sörensen"
    assert quote["role"] == "Leiterin der Abteilung Küstenphysik am Institut für Meeresmesstechnik"
    assert (
        page.body[8].value["text"].source
        == "<p>Torben Maaß, Vorsitzender des Nordlicht Sensorik e.V., sagte;</p>"
    )


def test_signs_of_html_in_a_text_are_text(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "zeichen.txt"
    path.write_text(
        "Titel & mehr <b>\n\n01.02.2025\nAnriss.\n\nEin <script>alert(1)</script> & Söhne.\n",
        encoding="utf-8",
    )
    run(path)
    assert only().title == "Titel & mehr <b>"
    source = only().body[0].value["text"].source
    assert source == "<p>Ein &lt;script&gt;alert(1)&lt;/script&gt; &amp; Söhne.</p>"


def test_lists_become_rich_text(run: Run) -> None:
    run(ARTICLES / "annual-meeting-2024.txt", language="en")
    sources = [block.value["text"].source for block in only().body if block.block_type == "paragraph"]
    assert sources[1].startswith("<ul><li>Calder Composites</li><li>Ivo Resins GmbH</li>")
    items = ("Share test benches", "Train forty apprentices", "Publish open data sheets")
    assert sources[3] == f"<ol>{''.join(f'<li>{item}</li>' for item in items)}</ol>"


def test_contacts(run: Run, article: Path) -> None:
    run(article)
    (contact,) = only().contacts
    assert contact.block_type == "person"
    assert contact.value["name"] == "Nordlicht Sensorik e.V."
    assert contact.value["role"] == ""
    assert contact.value["email"] == "presse@nordlicht-sensorik.example"
    assert contact.value["phone"] == "+49 461 555 01-23"
    assert list(contact.value["websites"]) == [
        "https://www.nordlicht-sensorik.example",
        "https://haus-am-hafen.example/besuch",
    ]


def test_published_goes_through_wagtail(run: Run, article: Path, pictures: Pictures) -> None:
    printed = run(article, images=pictures(*NAMES), publish=True)
    page = only()
    assert page.live and not page.has_unpublished_changes
    assert page.first_published_at is not None and page.last_published_at is not None
    assert page.live_revision == page.latest_revision
    actions = set(PageLogEntry.objects.filter(page=page.pk).values_list("action", flat=True))
    assert {"wagtail.create", "wagtail.publish"} <= actions
    assert MemberPage.objects.filter(live=True).count() == 4
    assert all(member.first_published_at for member in MemberPage.objects.all())
    assert "published" in printed
    assert "ARVENTO: made, published" in printed


def test_an_english_article(run: Run) -> None:
    run(ARTICLES / "spring-forum-2025.txt", language="en", publish=True)
    page = only()
    assert page.locale.language_code == "en"
    assert page.get_parent().specific == NewsIndexPage.objects.get(locale__language_code="en")
    assert {member.locale.language_code for member in MemberPage.objects.all()} == {"en"}
    assert [contact.value["name"] for contact in page.contacts] == ["Nadia Flint", "Tom Reyes"]


# --- Pictures


def test_pictures_of_the_folder(run: Run, article: Path, pictures: Pictures) -> None:
    printed = run(article, images=pictures(*NAMES))
    page = only()
    images = [picture.image for picture in page.pictures.all()]
    assert [image.credit for image in images] == ["Jana von der Heide"] * 2 + ["", "Jana von der Heide"]
    assert [ImportedPicture.objects.get(image=image).file_name for image in images] == NAMES
    assert page.cover == images[0] == page.card_image
    assert images[0].title == f"{page.title} (1)"
    assert all(image.file.storage.exists(image.file.name) for image in images)
    assert "4 of 4 found" in printed and "IMG_4711.JPEG: new, no credit in its name" in printed


def test_pictures_found_later_fill_their_gap(run: Run, article: Path, pictures: Pictures) -> None:
    run(article, images=pictures(NAMES[2]))
    assert [picture.image_id for picture in only().pictures.all()] == [only().cover_id]
    third = only().cover_id
    printed = run(article, images=pictures(NAMES[0], NAMES[3]))
    page = only()
    files = [ImportedPicture.objects.get(image=picture.image).file_name for picture in ordered(page)]
    assert files == [NAMES[0], NAMES[2], NAMES[3]]
    assert third in [picture.image_id for picture in page.get_latest_revision_as_object().pictures.all()]
    draft = page.get_latest_revision_as_object()
    assert ImportedPicture.objects.get(image=draft.cover).file_name == NAMES[0]
    assert "1 changed" in printed and f"2. {NAMES[1]}: missing" in printed
    # The folder is not needed again.
    assert "1 no change" in run(article)
    assert "1 no change" in run(article, images=pictures())


def ordered(page: NewsPage) -> list[Any]:
    return sorted(page.get_latest_revision_as_object().pictures.all(), key=lambda picture: picture.sort_order)


def test_pictures_found_later_reach_a_published_page(run: Run, article: Path, pictures: Pictures) -> None:
    run(article, publish=True)
    run(article, images=pictures(*NAMES), publish=True)
    assert only().pictures.first().image.credit == "Jana von der Heide"
    assert only().pictures.count() == 4 and only().cover_id == only().pictures.first().image_id
    assert "1 no change" in run(article, images=pictures(), publish=True)


def test_the_same_picture_in_two_articles_is_one(
    run: Run, article: Path, pictures: Pictures, tmp_path: Path
) -> None:
    other = tmp_path / "andere.txt"
    other.write_text(f"Ein anderer Titel\n\n01.02.2025\nAnriss.\n{NAMES[0]}\n\nText.\n", encoding="utf-8")
    run(article, other, images=pictures(*NAMES))
    assert CmsImage.objects.count() == 4
    covers = NewsPage.objects.values_list("cover_id", flat=True)
    assert len(set(covers)) == 1


def test_a_broken_picture_is_reported_and_leaves_a_gap(run: Run, article: Path, pictures: Pictures) -> None:
    folder = pictures(*NAMES[1:])
    (folder / NAMES[0]).write_bytes(b"no picture at all")
    printed = run(article, images=folder)
    assert only().pictures.count() == 3
    assert f"1. {NAMES[0]}: missing, credit Jana von der Heide – The file is damaged" in printed
    pictures(NAMES[0])
    run(article, images=folder)
    assert len(ordered(only())) == 4


def test_names_in_another_case_and_in_folders_below(run: Run, article: Path, pictures: Pictures) -> None:
    folder = pictures(NAMES[1])
    (folder / "tag 1").mkdir()
    (folder / NAMES[1]).rename(folder / "tag 1" / NAMES[1].upper())
    run(article, images=folder)
    assert only().pictures.count() == 1


def test_a_folder_that_is_none(run: Run, article: Path) -> None:
    with pytest.raises(CommandError, match="is no folder"):
        run(article, images=article)
    assert not NewsPage.objects.exists()


# --- Members


def test_members_are_made_as_drafts_and_linked_in_order(run: Run, article: Path) -> None:
    printed = run(article)
    links = [link.member for link in only().member_links.order_by("sort_order")]
    assert [member.title for member in links] == MEMBERS
    assert not any(member.live for member in links)
    parent = MemberIndexPage.objects.get(locale__language_code="de")
    assert {member.get_parent().pk for member in links} == {parent.pk}
    assert "members, please review:" in printed
    assert "ARVENTO: made, not published" in printed


def test_members_that_exist_are_linked(run: Run, article: Path) -> None:
    MemberPageFactory(title="Arvento ")
    MemberPageFactory(title="hansen &  söhne feinmechanik GMBH", is_live=False)
    MemberPageFactory(title="bluewave", language="en")
    printed = run(article)
    assert MemberPage.objects.filter(locale__language_code="de").count() == 4
    assert "ARVENTO: linked\n" in printed
    assert "Hansen & Söhne Feinmechanik GmbH: linked, not published" in printed
    assert "bluewave: made, not published" in printed


def test_a_member_that_two_articles_name_is_made_once(run: Run, article: Path, tmp_path: Path) -> None:
    other = tmp_path / "andere.txt"
    other.write_text(
        "Ein anderer Titel\n\n01.02.2025\nEs kamen die neuen Mitglieder Arvento und Zeta GmbH.\n",
        encoding="utf-8",
    )
    printed = run(article, other)
    assert MemberPage.objects.count() == 5
    assert "5 members and 0 pictures made" in printed


def test_a_member_renamed_by_an_editor_is_no_copy(run: Run, article: Path) -> None:
    run(article)
    member = MemberPage.objects.get(title="ARVENTO")
    member.title, member.slug = "Arvento Sensors SE", "arvento-sensors"
    member.save_revision().publish()
    assert "1 no change" in run(article)
    assert MemberPage.objects.count() == 4


def test_drafts_of_members_are_published_with_their_article_unless_edited(run: Run, article: Path) -> None:
    run(article)
    member = MemberPage.objects.get(title="ARVENTO")
    member.city = "Kiel"
    member.save_revision()
    printed = run(article, publish=True)
    assert only().live
    assert set(MemberPage.objects.filter(live=True).values_list("title", flat=True)) == set(MEMBERS[1:])
    assert "ARVENTO: linked, not published" in printed and "bluewave: linked, published now" in printed


def test_without_a_member_directory_the_article_comes_alone(run: Run, article: Path) -> None:
    MemberIndexPage.objects.get(locale__language_code="de").delete()
    printed = run(article)
    assert only().member_links.count() == 0
    assert 'this language has no member directory; run manage.py start_site: "ARVENTO"' in printed


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


def correct(article: Path, before: str, after: str) -> None:
    text = article.read_text(encoding="utf-8")
    assert before in text
    article.write_text(text.replace(before, after), encoding="utf-8")


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


# --- Dry run and refusals


def test_a_dry_run_says_everything_and_writes_nothing(run: Run, article: Path, pictures: Pictures) -> None:
    before = everything()
    printed = run(article, images=pictures(*NAMES[:2]), publish=True, dry_run=True)
    assert everything() == before
    assert f"{article.name}: would be created" in printed
    assert "ARVENTO: would be made, published" in printed
    assert f"1. {NAMES[0]}: new, the cover, credit Jana von der Heide" in printed
    assert "Dry run, nothing was written: 1 created" in printed
    assert "4 members and 2 pictures made" in printed


def test_a_dry_run_tells_changes_and_edits(run: Run, article: Path) -> None:
    run(article)
    assert ": no change" in run(article, dry_run=True)
    correct(article, "40 Teams", "41 Teams")
    assert ": would be changed" in run(article, dry_run=True)
    page = only()
    page.title = "Neu"
    page.save_revision()
    assert ": would be left" in run(article, dry_run=True)


def test_one_bad_file_does_not_stop_the_others(run: Run, article: Path, tmp_path: Path) -> None:
    bad = tmp_path / "schlecht.txt"
    bad.write_text("News\n\nEin langer Titel\n\nkein Tag\nText.", encoding="utf-8")
    binary = tmp_path / "bild.txt"
    binary.write_bytes(b"\x89PNG\r\n\x1a\n\x00")
    with pytest.raises(CommandError, match="2 of 3 files refused"):
        run(bad, binary, article)
    assert only().title.startswith("Sommerempfang")


def test_refusals_name_file_line_and_reason(site: Any, article: Path, tmp_path: Path, capsys: Any) -> None:
    bad = tmp_path / "schlecht.txt"
    bad.write_text("News\n\nEin langer Titel\n\n31.02.2025\nText.", encoding="utf-8")
    with pytest.raises(CommandError, match="3 of 4 files refused"):
        call_command("import_news", str(bad), str(tmp_path / "fehlt.txt"), str(tmp_path), str(article))
    printed = capsys.readouterr().out
    assert 'schlecht.txt: refused – line 5: "31.02.2025" is no day of the calendar' in printed
    assert "fehlt.txt: refused – the file cannot be read: No such file or directory" in printed
    assert "this is a folder" in printed
    assert "1 created, 0 changed, 0 no change, 0 left, 3 refused" in printed


def test_without_a_news_section_nothing_is_imported(run: Run, article: Path) -> None:
    NewsIndexPage.objects.get(locale__language_code="de").delete()
    with pytest.raises(CommandError, match="no news section in the language 'de'"):
        run(article)


@pytest.mark.django_db
def test_without_a_site_nothing_is_imported(article: Path) -> None:
    with pytest.raises(CommandError, match="start_site"):
        call_command("import_news", str(article))


def test_an_unknown_language_is_refused(run: Run, article: Path) -> None:
    with pytest.raises(CommandError, match="invalid choice"):
        run(article, "--language", "fr")


def test_what_cannot_be_written_is_taken_back_whole(
    run: Run, article: Path, pictures: Pictures, monkeypatch: pytest.MonkeyPatch, settings: Any
) -> None:
    def fail(*args: Any, **kwargs: Any) -> None:
        raise RuntimeError("the disk is full")

    monkeypatch.setattr("cms.imports.news_imports._remember", fail)
    before = everything()
    with pytest.raises(RuntimeError):
        run(article, images=pictures(*NAMES))
    assert everything() == before
    originals = Path(settings.MEDIA_ROOT) / "original_images"
    assert not originals.exists() or not list(originals.iterdir())
