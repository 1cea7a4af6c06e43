"""Words about a picture: which of them answer in which language, and where they come from."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import PurePath
from typing import TYPE_CHECKING, Protocol

from django.conf import settings
from wagtail.models import Locale

from .embedded import UNKNOWN, EmbeddedTexts

if TYPE_CHECKING:
    from .models import CmsImage


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


@dataclass(slots=True)
class Words:
    """What an editor, or a file, says about a picture in one language."""

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


def fill_from_file(image: "CmsImage", embedded: EmbeddedTexts, file_name: str) -> None:
    """Put what stood in the file where the editor left nothing. The image is not saved.

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
        words = image.pending_words.get(locale.pk)
        if words is None and (text := stored.get(locale.pk)):
            words = Words(text.alt, text.caption, text.is_decorative)
        words = words or Words()
        if alt and not words.alt and not words.is_decorative:
            words.alt = _shortened(alt, image, "texts", "alt")
        if caption and not words.caption:
            words.caption = _shortened(caption, image, "texts", "caption")
        if words:
            image.pending_words[locale.pk] = words


def _names(file_name: str) -> tuple[str, str]:
    path = PurePath(file_name)
    return path.name.casefold(), path.stem.casefold()


def _shortened(text: str, image: "CmsImage", *columns: str) -> str:
    """Return the text as long as the column holds, cut between words."""
    model = type(image)._meta
    for relation in columns[:-1]:
        model = model.get_field(relation).related_model._meta
    longest = model.get_field(columns[-1]).max_length
    if len(text) <= longest:
        return text
    return text[: longest - 1].rsplit(" ", 1)[0].rstrip(",;:– ") + "…"


def save_words(image: "CmsImage") -> None:
    """Write the words noted on an image; a language without any has no row."""
    for locale_id, words in image.pending_words.items():
        if words:
            image.texts.update_or_create(
                locale_id=locale_id,
                defaults={"alt": words.alt, "caption": words.caption, "is_decorative": words.is_decorative},
            )
        else:
            image.texts.filter(locale_id=locale_id).delete()
    image.pending_words = {}
