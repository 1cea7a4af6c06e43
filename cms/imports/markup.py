"""Files in HTML, Markdown or RTF, which a reader of plain text would print with their signs."""

import re

from .articles import ArticleRefused, Line

_TAGS = "h[1-6]|p|div|ul|ol|li|table|tr|td|th|section|article|figure|span|strong|em|blockquote|a"
_HTML = re.compile(
    rf"\s*<(?:!doctype|html|head|body|br|img|{_TAGS})\b[^<>]*>|.*</(?:html|body|{_TAGS})>", re.IGNORECASE
)
_MARKDOWN = re.compile(
    r"#{1,6}\s+\S|.*!?\[[^\]]+\]\((?:https?:|mailto:|/|\.)|.*\*\*\w[^*]*\*\*|__[^_]+__$|={3,}$|`{3}"
)
_RTF = re.compile(r"\{\\rtf")
_KINDS = (("HTML", _HTML), ("Markdown", _MARKDOWN), ("RTF", _RTF))
_SHOWN = 60


def refuse_markup(lines: list[Line], file: str) -> None:
    """Raise `ArticleRefused`, which names kind and line, if a text is written in a markup language."""
    for line in lines:
        for kind, pattern in _KINDS:
            if pattern.match(line.text):
                reason = f'this is {kind} and no plain text: "{line.text[:_SHOWN]}"; save it as plain text'
                raise ArticleRefused(file, line.number, reason)
