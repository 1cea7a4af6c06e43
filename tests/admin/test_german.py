"""The German admin is German where Wagtail needs a setting for it."""

from datetime import timedelta

import pytest
from django.utils import timezone, translation
from wagtail.admin.templatetags.wagtailadmin_tags import naturaltime

pytestmark = pytest.mark.once


def test_how_long_ago_a_page_was_handed_in() -> None:
    with translation.override("de"):
        assert naturaltime(timezone.now() - timedelta(hours=2)) == "vor 2 Stunden"
