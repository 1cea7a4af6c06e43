"""The library of a finished site: every size of every picture is there, by what the database says."""

import hashlib
from collections.abc import Iterator
from io import BytesIO
from typing import Any

from wagtail.models import Collection, Locale

from cms.media.encoding import placeholder, read_source
from cms.media.models import CmsImage, ImageText
from cms.media.presets import all_sizes
from cms.media.renditions import current_key, is_complete
from tests.factories.media import draw, picture_bytes

from .plan import LOGO_SIZE, PICTURE_SIZES, Numbers


def fill_library(numbers: Numbers) -> tuple[list[int], list[int]]:
    """Make the rows of all pictures and of the members' logos; return their ids. There are no files."""
    source = read_source(BytesIO(picture_bytes("jpg", draw())), [(320, 240)], (0.5, 0.5))
    tiny = placeholder(source)
    collection = Collection.get_first_root_node()
    images = CmsImage.objects.bulk_create(_images(numbers, tiny, collection), batch_size=500)
    ids = [image.pk for image in images]
    made = list(CmsImage.objects.filter(pk__in=ids[:1]))
    assert all(map(is_complete, made)), "the rows say that sizes are missing"
    texts = {"de": "Menschen vor einem Gerät", "en": "People beside a device"}
    for code, alt in texts.items():
        locale = Locale.objects.get(language_code=code)
        rows = (
            ImageText(
                image_id=pk, locale=locale, alt=f"{alt} {pk}", caption=alt if pk % 2 and code == "de" else ""
            )
            for pk in ids
        )
        ImageText.objects.bulk_create(rows, batch_size=500)
    return ids[: numbers.pictures], ids[numbers.pictures :]


def _images(numbers: Numbers, tiny: str, collection: Any) -> Iterator[CmsImage]:
    for number in range(numbers.pictures):
        size = PICTURE_SIZES[number % len(PICTURE_SIZES)]
        yield _image(f"Bild {number}", f"bild-{number}.jpg", size, "jpg", tiny, collection)
    for number in range(numbers.members):
        yield _image(f"Logo {number}", f"logo-{number}.png", LOGO_SIZE, "png", "", collection)


def _image(title: str, name: str, size: tuple[int, int], base: str, tiny: str, collection: Any) -> CmsImage:
    width, height = size
    image = CmsImage(
        title=title,
        file=f"original_images/{name}",
        width=width,
        height=height,
        file_size=3_000_000,
        file_hash=hashlib.sha1(name.encode(), usedforsecurity=False).hexdigest(),
        credit="Foto: Jo Muster",
        placeholder=tiny,
        collection=collection,
    )
    everywhere, jpeg = all_sizes(width, height)
    image.rendition_manifest = {
        "key": current_key(image),
        "base": base,
        "all": [list(one) for one in everywhere],
        "jpg": [list(one) for one in jpeg if base != "jpg" or one not in everywhere],
    }
    return image
