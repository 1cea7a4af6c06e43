"""Pictures and documents: small, real files, drawn on the spot."""

from io import BytesIO
from typing import Any

import factory
from django.core.files.base import ContentFile
from PIL import Image, ImageDraw
from wagtail.models import Locale

from cms.media.models import CmsDocument, CmsImage, ImageText

FORMATS = {"jpg": "JPEG", "jpeg": "JPEG", "png": "PNG", "webp": "WEBP", "avif": "AVIF", "gif": "GIF"}


def draw(width: int = 320, height: int = 240, color: Any = (30, 90, 160), mode: str = "RGB") -> Image.Image:
    """A ground with a disc in the upper left quarter, so that crops and turns can be told apart."""
    picture = Image.new(mode, (width, height), color)
    side = min(width, height) // 2
    ImageDraw.Draw(picture).ellipse((0, 0, side, side), fill="white")
    return picture


def picture_bytes(extension: str = "jpg", picture: Image.Image | None = None, **options: Any) -> bytes:
    """The bytes of a picture file; `options` are Pillow's."""
    written = BytesIO()
    (picture or draw()).save(written, FORMATS[extension], **options)
    return written.getvalue()


LOGO_SVG = (
    b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 300 100">'
    b'<defs><linearGradient id="a"><stop stop-color="#036"/></linearGradient></defs>'
    b'<rect width="300" height="100" fill="url(#a)"/></svg>'
)


class CmsImageFactory(factory.django.DjangoModelFactory[CmsImage]):
    """`CmsImageFactory(width=1600, height=900, color="green")`; `data` and `extension` for another file."""

    class Meta:
        model = CmsImage
        skip_postgeneration_save = True

    class Params:
        width = 320
        height = 240
        color = factory.Sequence(lambda number: (number * 37 % 256, number * 91 % 256, number * 53 % 256))
        extension = "jpg"
        data = factory.LazyAttribute(
            lambda picture: picture_bytes(
                picture.extension, draw(picture.width, picture.height, picture.color)
            )
        )

    title = factory.Sequence(lambda number: f"Picture {number}")
    file = factory.LazyAttributeSequence(
        lambda picture, number: ContentFile(picture.data, name=f"picture-{number}.{picture.extension}")
    )


class ImageTextFactory(factory.django.DjangoModelFactory[ImageText]):
    """What is said about a picture in one language: `ImageTextFactory(image=…, language="en", alt="…")`."""

    class Meta:
        model = ImageText

    class Params:
        language = "de"

    image = factory.SubFactory(CmsImageFactory)
    locale = factory.LazyAttribute(lambda text: Locale.objects.get_or_create(language_code=text.language)[0])
    alt = "Drei Frauen vor einer Halle"


class CmsDocumentFactory(factory.django.DjangoModelFactory[CmsDocument]):
    """A small PDF by its name; `data` and `file_name` for another file."""

    class Meta:
        model = CmsDocument

    class Params:
        data = b"%PDF-1.4\n%%EOF\n"
        file_name = factory.Sequence(lambda number: f"document-{number}.pdf")

    title = factory.Sequence(lambda number: f"Document {number}")
    file = factory.LazyAttribute(lambda document: ContentFile(document.data, name=document.file_name))
