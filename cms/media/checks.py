"""System checks: the settings and libraries without which pictures are not what the API promises."""

from collections.abc import Iterable
from typing import Any

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


def register_checks() -> None:
    register(check_settings)
    register(check_formats)
