"""Alternative texts and captions of pictures: their source, and the language fallback if one is missing."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import PurePath
from typing import Any, Protocol

from django.conf import settings
from wagtail.models import Locale

from .embedded import UNKNOWN, EmbeddedTexts


class Titled(Protocol):
    """A `CmsImage`, or a row with its title."""

    @property
    def title(self) -> str: ...


class TextLike(Protocol):
    """An `ImageText`, or a row with its columns."""

    @property
    def alt(self) -> str: ...
    @property
    def caption(self) -> str: ...
    @property
    def is_decorative(self) -> bool: ...


class EditedImage(Protocol):
    """A `CmsImage` with texts that are not written yet, by locale id."""

    pk: Any
    title: Any
    credit: Any
    pending_texts: "dict[int, ImageTextData]"
    _meta: Any

    @property
    def texts(self) -> Any: ...


@dataclass(slots=True)
class ImageTextData:
    """What an editor, or a file, says about a picture in one language: an `ImageText` not written yet."""

    alt: str = ""
    caption: str = ""
    is_decorative: bool = False

    def __bool__(self) -> bool:
        return bool(self.alt or self.caption or self.is_decorative)


def alt_text(image: Titled, texts: Mapping[str, TextLike], language: str) -> str:
    """Return a picture's alternative text in a language; see `alt_and_language`."""
    return alt_and_language(image, texts, language)[0]


def alt_and_language(image: Titled, texts: Mapping[str, TextLike], language: str) -> tuple[str, str | None]:
    """Return a picture's alternative text in a language, and the code of the language it is in; the one rule.

    Its own language's, else another language's (in the order of `WAGTAIL_CONTENT_LANGUAGES`), else the title,
    which is in no known language. Empty only where the editor marked the picture as decorative. `texts` is
    keyed by language code.
    """
    for code in dict.fromkeys((language, *languages_in_order(texts))):
        text = texts.get(code)
        if text and text.is_decorative:
            return "", None
        if text and text.alt:
            return text.alt, code
    return image.title, None


def caption_text(texts: Mapping[str, TextLike], language: str) -> str:
    """Return a picture's caption in a language: its own or none. A caption in a foreign language disturbs."""
    text = texts.get(language)
    return text.caption if text else ""


def languages_in_order(codes: Iterable[str]) -> list[str]:
    """Return language codes in the order in which the site lists its languages; unknown ones last."""
    order = {code: place for place, (code, _name) in enumerate(settings.WAGTAIL_CONTENT_LANGUAGES)}
    return sorted(codes, key=lambda code: (order.get(code, len(order)), code))


def content_locales() -> list[Locale]:
    """Return the locales in which texts are written, in the site's order; one query."""
    by_code = {locale.language_code: locale for locale in Locale.objects.all()}
    return [by_code[code] for code in languages_in_order(by_code)]


def apply_embedded_metadata(image: EditedImage, embedded: EmbeddedTexts, file_name: str) -> None:
    """Use a file's embedded metadata where the editor left nothing. The image is not saved.

    A title that is only the file's name counts as none. A text of unknown language is taken for the site's
    first language.
    """
    if embedded.title and image.title.strip().casefold() in ("", *_names(file_name)):
        image.title = _shortened(embedded.title, image, "title")
    if embedded.credit and not image.credit:
        image.credit = _shortened(embedded.credit, image, "credit")
    if not (embedded.alts or embedded.captions):
        return
    stored = {text.locale_id: text for text in image.texts.all()} if image.pk else {}
    for place, locale in enumerate(content_locales()):
        code = locale.language_code.split("-")[0]
        alt = embedded.alts.get(code) or (embedded.alts.get(UNKNOWN, "") if place == 0 else "")
        caption = embedded.captions.get(code) or (embedded.captions.get(UNKNOWN, "") if place == 0 else "")
        data = image.pending_texts.get(locale.pk)
        if data is None and (text := stored.get(locale.pk)):
            data = ImageTextData(text.alt, text.caption, text.is_decorative)
        data = data or ImageTextData()
        if alt and not data.alt and not data.is_decorative:
            data.alt = _shortened(alt, image, "texts", "alt")
        if caption and not data.caption:
            data.caption = _shortened(caption, image, "texts", "caption")
        if data:
            image.pending_texts[locale.pk] = data


def _names(file_name: str) -> tuple[str, str]:
    path = PurePath(file_name)
    return path.name.casefold(), path.stem.casefold()


def _shortened(text: str, image: EditedImage, *columns: str) -> str:
    """Return the text as long as the column holds, cut between words."""
    model = image._meta
    for relation in columns[:-1]:
        model = model.get_field(relation).related_model._meta
    longest = model.get_field(columns[-1]).max_length
    if len(text) <= longest:
        return text
    return text[: longest - 1].rsplit(" ", 1)[0].rstrip(",;:– ") + "…"


def save_pending_texts(image: EditedImage) -> None:
    """Write the pending texts of an image; a language without any has no row."""
    for locale_id, data in image.pending_texts.items():
        if data:
            image.texts.update_or_create(
                locale_id=locale_id,
                defaults={"alt": data.alt, "caption": data.caption, "is_decorative": data.is_decorative},
            )
        else:
            image.texts.filter(locale_id=locale_id).delete()
    image.pending_texts = {}
