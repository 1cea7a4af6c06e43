"""What an editor may do in rich text, and what is read of it as plain text."""

import re
from collections.abc import Iterator
from html import unescape
from html.parser import HTMLParser
from typing import TYPE_CHECKING, Any

from django.core.exceptions import ValidationError
from django.utils.text import Truncator
from wagtail.fields import RichTextField

from .link_targets import refuse_no_target

# Wagtail's feature names; the API renders no others.
#: Paragraphs of a body: headings are blocks of their own there.
BODY_FEATURES = [
    "bold",
    "italic",
    "superscript",
    "subscript",
    "strikethrough",
    "code",
    "ol",
    "ul",
    "hr",
    "link",
    "document-link",
]
#: Short texts beside a body: an introduction, a notice.
INTRO_FEATURES = ["bold", "italic", "ol", "ul", "link"]

#: What paragraphs, lists and their marks consist of: a rule or an embedded thing is more than that.
_MARKS = re.compile(r"</?(?:p|br|b|i|strong|em|ul|ol|li|h[1-6])(?:\s[^>]*)?/?>")
#: Elements inside a word or a line. The beginning and the end of every other one part words.
_INLINE = frozenset(
    "a abbr b bdi bdo cite code data del dfn em font i ins kbd mark q s samp small span strike strong "
    "sub sup time tt u var wbr".split()
)


class _Reader(HTMLParser):
    """Gathers the words of a rich text, and where its links lead that are no pages or documents."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.pieces: list[str] = []
        self.addresses: list[str] = []

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        self._part(tag)
        found = dict(attributes)
        if tag == "a" and "linktype" not in found and found.get("href") is not None:
            self.addresses.append(found["href"] or "")

    def handle_endtag(self, tag: str) -> None:
        self._part(tag)

    def handle_data(self, data: str) -> None:
        self.pieces.append(data)

    def _part(self, tag: str) -> None:
        if tag not in _INLINE:
            self.pieces.append(" ")


def _read(html: str) -> _Reader:
    reader = _Reader()
    reader.feed(html)
    reader.close()
    return reader


def plain_text(html: str, *, max_length: int | None = None) -> str:
    """Return the words of a rich text, in one line, cut at a word with an ellipsis if too long.

    The one way from rich text to plain text: what stands in two lines, items or cells is never one word.
    """
    text = " ".join("".join(_read(html).pieces).split())
    return Truncator(text).chars(max_length) if max_length else text


def is_empty(html: str) -> bool:
    """Tell whether a rich text has nothing that a reader could see."""
    return not unescape(_MARKS.sub("", html)).strip()


def refuse_lost_links(html: str) -> None:
    """Raise `ValidationError` with a sentence for each link of a rich text that would not be delivered."""
    refused = list(_refused(html))
    if refused:
        raise ValidationError(refused)


def _refused(html: str) -> Iterator[ValidationError]:
    for address in dict.fromkeys(_read(html).addresses):
        try:
            refuse_no_target(address)
        except ValidationError as error:
            yield error


class CheckedRichTextField(RichTextField):
    """A rich text whose form refuses what the API would not deliver; what is stored already stays valid."""

    if TYPE_CHECKING:
        # On an instance it is a text.
        def __get__(self, instance: Any, owner: Any) -> Any: ...
        def __set__(self, instance: Any, value: str) -> None: ...

    def deconstruct(self) -> Any:
        name, _path, args, kwargs = super().deconstruct()
        return name, "wagtail.fields.RichTextField", args, kwargs

    def formfield(self, **kwargs: Any) -> Any:
        field = super().formfield(**kwargs)
        field.validators.append(refuse_lost_links)
        return field

    def get_searchable_content(self, value: Any) -> list[str]:
        return [plain_text(str(value or ""))]
