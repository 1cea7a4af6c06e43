"""What `manage.py demo --no-serve` leaves in the database."""

import re

import pytest

from tests.started_demo import MadeDemo

from . import runs

pytestmark = pytest.mark.needs_sqlite

LIVE_BY_LANGUAGE = """
    SELECT language_code, COUNT(*) FROM {table}
    JOIN wagtailcore_page ON wagtailcore_page.id = page_ptr_id
    JOIN wagtailcore_locale ON wagtailcore_locale.id = locale_id
    WHERE live GROUP BY language_code
"""


def live(demo: MadeDemo, table: str) -> dict[object, object]:
    return dict(demo.database.rows(LIVE_BY_LANGUAGE.format(table=table)))  # type: ignore[arg-type]


def test_a_stopped_run_says_how_to_go_on(made_demo: MadeDemo) -> None:
    assert made_demo.status_of_stopped == 130
    assert "Run the same command again to go on." in made_demo.said_when_stopped
    assert "Traceback" not in made_demo.said_when_stopped


def test_the_first_minutes_show_how_far_they_are(made_demo: MadeDemo) -> None:
    told = re.findall(r"Database migrated(?:: (\d+) of|,| \()", made_demo.said_when_stopped)
    assert len(told) == 5 and sorted(map(int, told[:4])) == [int(one) for one in told[:4]]


def test_the_next_run_draws_only_what_is_missing(made_demo: MadeDemo) -> None:
    counted = made_demo.said_when_finished.split("Pictures drawn and stored (")[1].split(")")[0]
    assert 90 < int(counted) <= 105, "36 of 141 were there"


def test_it_is_as_large_as_an_association(made_demo: MadeDemo) -> None:
    news, members = live(made_demo, "news_newspage"), live(made_demo, "members_memberpage")
    assert news["de"] >= 15  # type: ignore[operator]
    assert news["en"] >= 5  # type: ignore[operator]
    assert members["de"] >= 25  # type: ignore[operator]
    assert live(made_demo, "galleries_gallerypage") == {"de": 4, "en": 4}


def test_galleries_hold_9_to_24_pictures(made_demo: MadeDemo) -> None:
    counts = made_demo.database.rows("SELECT COUNT(*) FROM galleries_gallerypicture GROUP BY page_id")
    assert sorted(count for (count,) in counts) == [9, 9, 12, 12, 16, 16, 24, 24]


def test_nothing_is_left_as_a_draft_or_without_content(made_demo: MadeDemo) -> None:
    # The root is the one page that is never published as such.
    assert made_demo.database.rows("SELECT title FROM wagtailcore_page WHERE NOT live AND depth > 1") == []
    assert made_demo.database.rows("SELECT key FROM demo_madeobject WHERE NOT is_finished") == []


def test_english_pages_are_translations_of_german_ones(made_demo: MadeDemo) -> None:
    (alone,) = made_demo.database.rows(
        "SELECT COUNT(*) FROM wagtailcore_page AS english JOIN wagtailcore_locale ON locale_id = "
        "wagtailcore_locale.id WHERE language_code = 'en' AND depth > 1 AND NOT EXISTS (SELECT 1 FROM "
        "wagtailcore_page AS german WHERE german.translation_key = english.translation_key "
        "AND german.locale_id != english.locale_id)"
    )
    assert alone == (0,)


def test_pages_have_had_no_other_address_and_an_older_website_had(made_demo: MadeDemo) -> None:
    found = made_demo.database.rows("SELECT old_path FROM wagtailredirects_redirect ORDER BY old_path")
    assert found == [("/index.php?id=12",), ("/leuchtkern",), ("/podcast",)]


def test_pictures_say_what_they_show_in_both_languages(made_demo: MadeDemo) -> None:
    assert made_demo.database.rows(
        "SELECT title FROM media_cmsimage WHERE (SELECT COUNT(*) FROM media_imagetext "
        "WHERE image_id = media_cmsimage.id AND alt != '') != 2"
    ) == []  # fmt: skip


def test_a_second_run_changes_nothing(made_demo: MadeDemo) -> None:
    before = made_demo.database.everything()
    # Nor where the site stands: it may be served at this moment.
    said = runs.run(made_demo.data_dir, "--no-serve", "--website", "http://localhost:5173")
    assert "nothing was changed" in said
    assert re.search(r"The website is at localhost:(?!5173)\d+; only a demo that is served moves it\.", said)
    after = made_demo.database.everything()
    assert [table for table in before if before[table] != after.get(table)] == []
    assert before.keys() == after.keys()
