"""Which words answer in which language."""

from types import SimpleNamespace

import pytest
from pytest_django import DjangoAssertNumQueries, Settings

from cms.media.models import CmsImage
from cms.media.texts import ImageTextData, alt_text, caption_text
from tests.factories.media import CmsImageFactory, ImageTextFactory

TITLE = SimpleNamespace(title="Title")
GERMAN = ImageTextData(alt="Deutsch", caption="Unterschrift")
ENGLISH = ImageTextData(alt="English")
DECORATIVE = ImageTextData(is_decorative=True)


@pytest.mark.parametrize(
    ("texts", "language", "expected"),
    [
        ({"de": GERMAN, "en": ENGLISH}, "de", "Deutsch"),
        ({"de": GERMAN, "en": ENGLISH}, "en", "English"),
        ({"de": GERMAN}, "en", "Deutsch"),
        ({"en": ENGLISH}, "de", "English"),
        ({}, "de", "Title"),
        ({"de": ImageTextData(caption="only a caption")}, "de", "Title"),
        ({"de": DECORATIVE, "en": ENGLISH}, "de", ""),
        ({"de": DECORATIVE, "en": ENGLISH}, "en", "English"),
        ({"de": DECORATIVE}, "en", ""),
        ({"de": DECORATIVE}, "de", ""),
        ({"fr": ImageTextData(alt="Français"), "de": GERMAN}, "en", "Deutsch"),
        ({"pl": ImageTextData(alt="Polski"), "fr": ImageTextData(alt="Français")}, "en", "Français"),
    ],
)
def test_the_order_in_which_alternative_texts_answer(
    texts: dict[str, ImageTextData], language: str, expected: str
) -> None:
    assert alt_text(TITLE, texts, language) == expected


def test_other_languages_answer_in_the_order_of_the_settings(settings: Settings) -> None:
    texts = {"en": ENGLISH, "de": GERMAN}
    assert alt_text(TITLE, texts, "pl") == "Deutsch"
    settings.WAGTAIL_CONTENT_LANGUAGES = [("en", "English"), ("de", "Deutsch")]
    assert alt_text(TITLE, texts, "pl") == "English"


def test_a_caption_never_answers_in_another_language() -> None:
    assert caption_text({"de": GERMAN}, "de") == "Unterschrift"
    assert caption_text({"de": GERMAN}, "en") == ""


@pytest.mark.django_db
def test_a_list_of_pictures_with_words_takes_two_queries(
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    for number in range(3):
        image = CmsImageFactory()
        ImageTextFactory(image=image, language="de", alt=f"Bild {number}")
        ImageTextFactory(image=image, language="en", alt=f"Picture {number}")
    with django_assert_num_queries(2):
        found = [
            (image.alt_in("de"), image.alt_in("en")) for image in CmsImage.objects.with_texts().order_by("pk")
        ]
    assert found == [(f"Bild {number}", f"Picture {number}") for number in range(3)]


@pytest.mark.django_db
def test_a_pictures_own_words_are_no_use_of_it() -> None:
    text = ImageTextFactory()
    assert text.image.get_usage().count() == 0
