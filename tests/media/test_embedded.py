"""Words that stand in a picture file, and where they go on an upload."""

import pytest
from django.core.files.base import ContentFile
from pytest_django import DjangoAssertNumQueries
from wagtail.models import Locale

from cms.media.models import CmsImage
from cms.media.uploads import check_picture
from tests.factories.media import CmsImageFactory, picture_bytes

from .metadata import exif_with_position, in_languages, iptc, jpeg, xmp

pytestmark = pytest.mark.once

TITLE, BYLINE, HEADLINE, CREDIT, COPYRIGHT, CAPTION = 5, 80, 105, 110, 116, 120


def uploaded(data: bytes, name: str = "IMG_0042.jpg", **columns: object) -> CmsImage:
    image = CmsImage(**{"title": name.rpartition(".")[0], **columns}, file=ContentFile(data, name=name))
    image.save()
    return CmsImage.objects.get(pk=image.pk)


@pytest.mark.django_db
def test_iptc_fills_what_is_empty(locales: dict[str, Locale]) -> None:
    data = jpeg(
        segment=iptc(
            (TITLE, "Ref 4711"),
            (HEADLINE, "Empfang"),
            (BYLINE, "Ada Grün"),
            (CREDIT, "Bildhaus"),
            (CAPTION, "Die Gäste"),
        )
    )
    image = uploaded(data)
    assert image.title == "Empfang"
    assert image.credit == "Ada Grün / Bildhaus"
    assert image.caption_in("de") == "Die Gäste"
    assert image.caption_in("en") == ""
    # What agencies leave: a reference is better than the file's name, a copyright better than nobody.
    poor = uploaded(jpeg(segment=iptc((TITLE, "Ref 4711"), (COPYRIGHT, "Bildhaus"))))
    assert (poor.title, poor.credit) == ("Ref 4711", "Bildhaus")


@pytest.mark.django_db
def test_xmp_fills_each_language_and_the_alternative_text(locales: dict[str, Locale]) -> None:
    packet = xmp(
        dc_title=in_languages(x_default="Empfang"),
        dc_creator="<rdf:Seq><rdf:li>Ada Grün</rdf:li><rdf:li>Ole Blau</rdf:li></rdf:Seq>",
        photoshop_Credit="Ada Grün, Ole Blau",
        dc_description=in_languages(x_default="Die Gäste", de_DE="Die Gäste in Halle 7", en="The guests"),
        Iptc4xmpCore_AltTextAccessibility=in_languages(en_GB="Two women at a table"),
    )
    image = uploaded(jpeg(packet=packet))
    assert image.title == "Empfang"
    assert image.credit == "Ada Grün, Ole Blau"
    assert image.caption_in("de") == "Die Gäste in Halle 7"
    assert image.caption_in("en") == "The guests"
    assert image.alt_in("en") == image.alt_in("de") == "Two women at a table"


@pytest.mark.django_db
@pytest.mark.parametrize("extension", ["png", "webp", "avif"])
def test_xmp_is_read_from_other_formats(extension: str, locales: dict[str, Locale]) -> None:
    data = picture_bytes(extension, xmp=xmp(dc_description=in_languages(de="Die Gäste")))
    if extension == "png":
        from PIL.PngImagePlugin import PngInfo

        info = PngInfo()
        info.add_itxt("XML:com.adobe.xmp", xmp(dc_description=in_languages(de="Die Gäste")).decode())
        data = picture_bytes("png", pnginfo=info)
    assert uploaded(data, f"a.{extension}").caption_in("de") == "Die Gäste"


@pytest.mark.django_db
def test_words_of_no_language_are_the_first_languages(locales: dict[str, Locale]) -> None:
    packet = xmp(Iptc4xmpCore_AltTextAccessibility=in_languages(x_default="Zwei Frauen"))
    texts = uploaded(jpeg(packet=packet)).texts
    assert [(text.locale.language_code, text.alt) for text in texts.all()] == [("de", "Zwei Frauen")]


@pytest.mark.django_db
def test_exif_is_asked_last(locales: dict[str, Locale]) -> None:
    exif = exif_with_position(ImageDescription="Gäste", Artist="Ada Grün", Copyright="Bildhaus")
    image = uploaded(jpeg(exif=exif))
    assert image.caption_in("de") == "Gäste"
    assert image.credit == "Ada Grün"
    both = uploaded(jpeg(exif=exif, segment=iptc((CAPTION, "Aus IPTC"), (BYLINE, "Ole"))))
    assert both.caption_in("de") == "Aus IPTC"
    assert both.credit == "Ole"
    assert uploaded(jpeg(exif=exif_with_position(Copyright="Bildhaus"))).credit == "Bildhaus"


@pytest.mark.django_db
def test_what_the_editor_wrote_stays(locales: dict[str, Locale]) -> None:
    data = jpeg(segment=iptc((HEADLINE, "Empfang"), (BYLINE, "Ada Grün")))
    image = uploaded(data, title="My own title", credit="My own credit")
    assert (image.title, image.credit) == ("My own title", "My own credit")


@pytest.mark.parametrize(
    "machine",
    [
        "OLYMPUS DIGITAL CAMERA",
        "SONY DSC",
        "DSC_0042",
        "P1010042",
        "IMG_0042.JPG",
        "Created with GIMP",
        "DCIM\\100MEDIA\\DJI_0001.JPG",
    ],
)
def test_what_a_camera_writes_by_itself_is_no_caption_but_would_be_a_credit(machine: str) -> None:
    exif = exif_with_position(ImageDescription=machine, Artist=machine)
    embedded = check_picture("a.jpg", jpeg(exif=exif)).embedded
    assert embedded.captions == {}
    assert embedded.credit == machine
    packet = xmp(photoshop_Headline=machine, dc_description=in_languages(de=machine))
    embedded = check_picture("a.jpg", jpeg(packet=packet)).embedded
    assert (embedded.title, embedded.captions) == ("", {})


@pytest.mark.parametrize(
    "words",
    [
        "Samsung Newsroom",
        "P3 Images GmbH",
        "P2X: Wasserstoff aus Windstrom",
        "Das Team mit einer Digital Camera der Fraunhofer-Gesellschaft",
        "Olympus digital camera",
        "Default",
        "Created with love in Köln",
        "DSC 04 Dresden",
        "IMG 2024 in Leipzig",
        "DJI",
        "Screenshot der neuen Plattform",
        "Image: Ada Grün",
        "P2024",
    ],
)
def test_words_that_only_look_like_a_cameras_stay(words: str) -> None:
    packet = xmp(
        photoshop_Headline=words,
        photoshop_Credit=words,
        dc_description=in_languages(de=words),
        Iptc4xmpCore_AltTextAccessibility=in_languages(de=words),
    )
    for data in (
        jpeg(packet=packet),
        jpeg(segment=iptc((HEADLINE, words), (CREDIT, words), (CAPTION, words))),
        jpeg(exif=exif_with_position(ImageDescription=words, Copyright=words)),
    ):
        embedded = check_picture("a.jpg", data).embedded
        assert embedded.credit == words
        assert list(embedded.captions.values()) == [words]


def test_who_made_a_picture_is_named_beside_whose_it_is() -> None:
    data = jpeg(segment=iptc((BYLINE, "Ina"), (CREDIT, "Studio Martina")))
    assert check_picture("a.jpg", data).embedded.credit == "Ina / Studio Martina"
    data = jpeg(packet=xmp(dc_rights=in_languages(x_default="© Bildhaus")))
    assert check_picture("a.jpg", data).embedded.credit == "© Bildhaus"


def test_old_encodings_are_read() -> None:
    data = jpeg(segment=iptc((CAPTION, "Gäste “in” Köln"), encoding="cp1252"))
    assert check_picture("a.jpg", data).embedded.captions == {"": "Gäste “in” Köln"}


@pytest.mark.django_db
def test_long_words_are_shortened_between_words(locales: dict[str, Locale]) -> None:
    image = uploaded(jpeg(segment=iptc((CAPTION, "Wort " * 300), (BYLINE, "Name " * 80))))
    caption = image.caption_in("de")
    assert len(caption) <= 1000
    assert caption.endswith("Wort…")
    assert len(image.credit) <= 200


@pytest.mark.parametrize(
    "data",
    [
        jpeg(packet=b"<x:xmpmeta"),
        jpeg(packet=b'<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'),
        jpeg(segment=b"\xff\xed\0\x12Photoshop 3.0\0\0\0"),
        jpeg(segment=b"\xff\xe1\0\x10Exif\0\0nonsense"),
    ],
)
def test_damaged_metadata_is_read_as_none(data: bytes) -> None:
    embedded = check_picture("a.jpg", data).embedded
    assert (embedded.title, embedded.credit, embedded.captions) == ("", "", {})


@pytest.mark.django_db
def test_an_upload_without_words_asks_for_no_languages(
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    image = CmsImageFactory()
    with django_assert_num_queries(0):
        assert image.pending_texts == {}
    assert not image.texts.exists()
