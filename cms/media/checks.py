"""System checks: the settings and libraries without which pictures are not what the API promises."""

from collections.abc import Iterable
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.core.checks import CheckMessage, Error, Warning, register
from PIL import features

from .uploads import EXTENSIONS

EXPECTED = {
    "WAGTAILIMAGES_IMAGE_MODEL": "media.CmsImage",
    "WAGTAILIMAGES_IMAGE_FORM_BASE": "cms.media.forms.ImageForm",
    "WAGTAILDOCS_DOCUMENT_MODEL": "media.CmsDocument",
}


def check_settings(app_configs: Any, **kwargs: Any) -> Iterable[CheckMessage]:
    """Return an error for each setting under which pictures would lose their checks or their texts."""
    for number, (name, expected) in enumerate(EXPECTED.items(), start=1):
        if getattr(settings, name, None) != expected:
            yield Error(
                f"{name} must be {expected!r}, but is {getattr(settings, name, None)!r}.",
                hint=f"Set {name} = {expected!r}.",
                id=f"media.E00{number}",
            )
    unknown = sorted(set(getattr(settings, "WAGTAILIMAGES_EXTENSIONS", ())) - EXTENSIONS.keys())
    if unknown:
        yield Warning(
            f"WAGTAILIMAGES_EXTENSIONS lists {', '.join(unknown)}, which no upload accepts.",
            hint=f"Keep those of {', '.join(sorted(EXTENSIONS))}.",
            id="media.W001",
        )


def check_formats(app_configs: Any, **kwargs: Any) -> Iterable[CheckMessage]:
    """Return an error for each picture format that the installed Pillow cannot write."""
    for number, name in enumerate(("avif", "webp", "jpg", "zlib", "littlecms2"), start=4):
        if not features.check(name):
            yield Error(
                f"Pillow has been built without {name}: pictures cannot be made.",
                hint="Install Pillow from its own wheel, which brings it.",
                id=f"media.E00{number}",
            )


def check_public_address(app_configs: Any, **kwargs: Any) -> Iterable[CheckMessage]:
    """Return an error where pictures would have the address of the admin.

    What editors upload has an origin of its own there, without cookies and without rights.
    """
    public = urlsplit(settings.CMS_MEDIA_PUBLIC_URL)
    if public.netloc and public.hostname == urlsplit(settings.WAGTAILADMIN_BASE_URL).hostname:
        yield Error(
            "CMS_MEDIA_PUBLIC_URL has the host of the admin (WAGTAILADMIN_BASE_URL).",
            hint="Give the public part of the media store a host name of its own.",
            id="media.E009",
        )


def register_checks() -> None:
    register(check_settings)
    register(check_formats)
    register(check_public_address)
