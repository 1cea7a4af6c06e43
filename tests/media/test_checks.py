"""The system checks of pictures."""

import pytest
from django.core.checks import CheckMessage
from PIL import features
from pytest_django import Settings

from cms.media.checks import check_formats, check_public_address, check_settings


def ids(messages: object) -> list[str]:
    return [message.id for message in messages if isinstance(message, CheckMessage)]  # type: ignore[attr-defined]


def test_this_installation_is_right() -> None:
    assert ids(check_settings(None)) == []
    assert ids(check_formats(None)) == []


@pytest.mark.parametrize(
    ("name", "check_id"),
    [
        ("WAGTAILIMAGES_IMAGE_MODEL", "media.E001"),
        ("WAGTAILIMAGES_IMAGE_FORM_BASE", "media.E002"),
        ("WAGTAILDOCS_DOCUMENT_MODEL", "media.E003"),
    ],
)
def test_a_setting_that_would_lose_the_checks_is_an_error(
    settings: Settings, name: str, check_id: str
) -> None:
    setattr(settings, name, "somewhere.Else")
    assert ids(check_settings(None)) == [check_id]


def test_an_extension_that_no_upload_accepts_is_a_warning(settings: Settings) -> None:
    settings.WAGTAILIMAGES_EXTENSIONS = ["jpg", "tiff"]
    assert ids(check_settings(None)) == ["media.W001"]


def test_a_pillow_without_avif_is_an_error(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(features, "check", lambda name: name != "avif")
    assert ids(check_formats(None)) == ["media.E004"]


def test_pictures_at_the_host_of_the_admin_are_an_error(settings: Settings) -> None:
    settings.WAGTAILADMIN_BASE_URL = "https://cms.example.org"
    settings.CMS_MEDIA_PUBLIC_URL = "https://media.example.org/public"
    assert ids(check_public_address(None)) == []
    settings.CMS_MEDIA_PUBLIC_URL = "https://cms.example.org:9000/public"
    assert ids(check_public_address(None)) == ["media.E009"]
