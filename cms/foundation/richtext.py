"""What an editor may do in rich text. Wagtail's feature names; the API renders no others."""

from html import unescape

from django.utils.html import strip_tags
from django.utils.text import Truncator

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

_BLOCK_ENDS = ("</p>", "</li>", "<br/>", "<br>")


def plain_text(html: str, *, max_length: int | None = None) -> str:
    """Return the words of a rich text, in one line, cut at a word with an ellipsis if too long."""
    for end in _BLOCK_ENDS:
        html = html.replace(end, end + " ")
    text = " ".join(unescape(strip_tags(html)).split())
    return Truncator(text).chars(max_length) if max_length else text
