"""The command: what it makes of an article, its pictures and its members, and what it refuses."""

import re
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from wagtail.models import PageLogEntry

from cms.home.sites import StartedSite
from cms.imports.models import ImportedPicture
from cms.media.models import CmsImage
from cms.members.models import MemberIndexPage, MemberPage
from cms.news.models import NewsIndexPage, NewsPage
from tests.factories.pages import MemberPageFactory
from tests.imports.conftest import ARTICLES, Run

from .imported import MEMBERS, NAMES, Pictures, correct, everything, kinds, only

pytestmark = pytest.mark.once

ROOT = Path(__file__).resolve().parents[2]

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
    assert MemberPage.objects.count() == 4 and not MemberPage.objects.filter(live=True).exists()
    assert "published" in printed
    assert "ARVENTO: made, not published" in printed


def test_members_are_published_only_by_an_option_of_their_own(run: Run, article: Path) -> None:
    run(article, publish=True, publish_members=True)
    assert MemberPage.objects.filter(live=True, first_published_at__isnull=False).count() == 4


def test_who_is_perhaps_a_member_is_told_and_not_made(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "neue.txt"
    path.write_text(
        "Ein Titel\n\n01.02.2025\nAnriss.\n\nNeue Mitglieder: Jana Muster, Polen und Alpha GmbH.\n",
        encoding="utf-8",
    )
    printed = run(path, publish=True, publish_members=True)
    assert [member.title for member in MemberPage.objects.all()] == ["Alpha GmbH"]
    assert "line 6: Jana Muster – it may be a person's name" in printed
    assert "line 6: Polen – it is a country's name" in printed


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


def test_drafts_of_members_are_published_later_unless_edited(run: Run, article: Path) -> None:
    run(article)
    member = MemberPage.objects.get(title="ARVENTO")
    member.city = "Kiel"
    member.save_revision()
    printed = run(article, publish=True, publish_members=True)
    assert only().live
    assert set(MemberPage.objects.filter(live=True).values_list("title", flat=True)) == set(MEMBERS[1:])
    assert "ARVENTO: linked, not published" in printed and "bluewave: linked, published now" in printed


def test_without_a_member_directory_the_article_comes_alone(run: Run, article: Path) -> None:
    MemberIndexPage.objects.get(locale__language_code="de").delete()
    printed = run(article)
    assert only().member_links.count() == 0
    assert (
        "this language has no member directory; run `python manage.py start_site`, of an installation "
        '`deploy/cms start_site`: "ARVENTO"'
    ) in printed


# --- Dry run and refusals


def test_the_document_shows_a_file_and_what_the_command_says_of_it(
    run: Run, pictures: Pictures, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    text = (ROOT / "docs" / "howto" / "import-news.md").read_text(encoding="utf-8")
    file, report = re.findall(r"^```text\n(.*?)^```$", text, re.MULTILINE | re.DOTALL)
    (tmp_path / "labor.txt").write_text(file, encoding="utf-8")
    pictures("20250123_eroeffnung_jana-beispiel_001.jpg")
    monkeypatch.chdir(tmp_path)
    assert run("labor.txt", images=Path("pictures"), dry_run=True) == report


def test_a_dry_run_says_everything_and_writes_nothing(run: Run, article: Path, pictures: Pictures) -> None:
    before = everything()
    printed = run(article, images=pictures(*NAMES[:2]), publish=True, publish_members=True, dry_run=True)
    assert everything() == before
    assert f"{article.name}: would be created" in printed
    assert "ARVENTO: would be made, published" in printed
    assert f"1. {NAMES[0]}: new, the cover, credit Jana von der Heide" in printed
    assert "Dry run, nothing was written: 1 created" in printed
    assert "4 members and 2 pictures made" in printed
    assert "  headings:\n    line 9: Ein Haus für 40 Teams\n    line 13: Was kommt als Nächstes?\n" in printed


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


def test_without_a_site_nothing_is_imported(site: StartedSite, article: Path) -> None:
    site.site.delete()
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
