"""Rich text as editors store it → a tree → HTML for the public.

The tree is what the contract calls a document (RULES, "Rich text"): the nodes and marks of the open `dast`
format. HTML is rendered from it, never from the source, so nothing passes that the tree has no node for.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from html import escape
from html.parser import HTMLParser
from typing import Any

from .addresses import LINK_SCHEMES, scheme_of
from .values import Link

MARKS = {
    "b": "strong",
    "strong": "strong",
    "i": "emphasis",
    "em": "emphasis",
    "s": "strikethrough",
    "del": "strikethrough",
    "code": "code",
    "sub": "subscript",
    "sup": "superscript",
}
ELEMENTS = {
    "strong": "strong",
    "emphasis": "em",
    "strikethrough": "s",
    "code": "code",
    "subscript": "sub",
    "superscript": "sup",
}
#: Elements whose beginning and end part two paragraphs. Editors make `p` alone; the others come from imports.
PARAGRAPHS = frozenset(
    "p h1 h2 h3 h4 h5 h6 div blockquote pre table tr td th caption figure figcaption section article header "
    "footer address dl dt dd form fieldset".split()
)
LISTS = {"ul": "bulleted", "ol": "numbered"}
#: Lists inside lists; deeper ones lose their level, not their words.
MOST_LEVELS = 5

_WHITE = re.compile(r"[ \t\r\n\f]+")

#: Says where a link leads: (kind, id) → link, or None if its target is not public.
Resolve = Callable[[str, int], Link | None]


@dataclass(slots=True)
class Node:
    """A node of the tree: `kind` is dast's.

    `target` is a link's: ("page", id), ("document", id) or ("url", address); None if it leads nowhere safe.
    """

    kind: str
    children: list["Node"] = field(default_factory=list)
    text: str = ""
    marks: tuple[str, ...] = ()
    style: str = ""
    target: tuple[str, Any] | None = None


class _Parser(HTMLParser):
    """Keeps dast's rules: a root holds blocks, a list items, an item blocks, a paragraph spans and links."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.root = Node("root")
        self._open: list[Node] = [self.root]
        self._marks: list[str] = []

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        if tag in MARKS:
            self._marks.append(MARKS[tag])
        elif tag in PARAGRAPHS:
            self._close("paragraph")
        elif tag in LISTS:
            self._start_list(LISTS[tag])
        elif tag == "li":
            self._start_item()
        elif tag == "a":
            self._close("link")
            self._open_paragraph()
            self._push(Node("link", target=_target(dict(attributes))))
        elif tag == "br":
            self._add_text("\n")
        elif tag == "hr":
            del self._open[1:]
            self.root.children.append(Node("thematicBreak"))

    def handle_endtag(self, tag: str) -> None:
        if tag in MARKS:
            self._end_mark(MARKS[tag])
        elif tag in PARAGRAPHS:
            self._close("paragraph")
        elif tag in LISTS:
            self._close("list")
        elif tag == "li":
            self._close("listItem")
        elif tag == "a":
            self._close("link")

    def handle_data(self, data: str) -> None:
        text = _WHITE.sub(" ", data)
        # Between blocks white space is the source's, not the text's.
        if text != " " or self._open[-1].kind in ("paragraph", "link"):
            self._add_text(text)

    def _start_list(self, style: str) -> None:
        self._close("paragraph")
        if sum(node.kind == "list" for node in self._open) >= MOST_LEVELS:
            return
        if self._open[-1].kind == "list":
            self._push(Node("listItem"))
        self._push(Node("list", style=style))

    def _start_item(self) -> None:
        self._close("paragraph")
        self._close("listItem")
        if self._open[-1].kind != "list":
            self._start_list("bulleted")
        self._push(Node("listItem"))

    def _end_mark(self, mark: str) -> None:
        for place in range(len(self._marks) - 1, -1, -1):
            if self._marks[place] == mark:
                del self._marks[place]
                return

    def _open_paragraph(self) -> None:
        """See to it that what is open may hold spans and links."""
        if self._open[-1].kind == "list":
            self._push(Node("listItem"))
        if self._open[-1].kind in ("root", "listItem"):
            self._push(Node("paragraph"))

    def _add_text(self, text: str) -> None:
        self._open_paragraph()
        marks = tuple(dict.fromkeys(self._marks))
        siblings = self._open[-1].children
        if siblings and siblings[-1].kind == "span" and siblings[-1].marks == marks:
            siblings[-1].text += text
        else:
            siblings.append(Node("span", text=text, marks=marks))

    def _push(self, node: Node) -> None:
        self._open[-1].children.append(node)
        self._open.append(node)

    def _close(self, kind: str) -> None:
        """Close the innermost open node of `kind` and all inside it, if it is open in the innermost item."""
        for depth in range(len(self._open) - 1, 0, -1):
            found = self._open[depth].kind
            if found == kind:
                del self._open[depth:]
                return
            if found == "list" or (found == "listItem" and kind != "list"):
                return


def _target(attributes: dict[str, str | None]) -> tuple[str, Any] | None:
    kind, pk = attributes.get("linktype"), attributes.get("id") or ""
    if kind in ("page", "document"):
        return (kind, int(pk)) if pk.isdecimal() and len(pk) < 19 else None
    address = (attributes.get("href") or "").strip()
    return ("url", address) if scheme_of(address) in LINK_SCHEMES else None


def parse(source: str) -> Node:
    """Return the tree of a rich text as editors store it; what has no node is left out, never words."""
    parser = _Parser()
    parser.feed(source)
    parser.close()
    return parser.root


def links_in(source: str) -> Iterator[tuple[str, int]]:
    """Yield ("page" | "document", id) of each inner link."""
    if "linktype=" in source:
        yield from _inner_links(parse(source))


def _inner_links(node: Node) -> Iterator[tuple[str, int]]:
    if node.target and node.target[0] != "url":
        yield node.target
    for child in node.children:
        yield from _inner_links(child)


def to_html(source: str, resolve: Resolve) -> str:
    """Return a rich text as HTML for the public; a link whose target is not public becomes its text."""
    return "".join(_html(child, resolve) for child in parse(source).children)


def _html(node: Node, resolve: Resolve) -> str:
    if node.kind == "span":
        text = escape(node.text, quote=False).replace("\n", "<br>")
        for mark in reversed(node.marks):
            text = f"<{ELEMENTS[mark]}>{text}</{ELEMENTS[mark]}>"
        return text
    if node.kind == "thematicBreak":
        return "<hr>"
    if node.kind == "listItem" and [child.kind for child in node.children] == ["paragraph"]:
        node = Node("listItem", children=node.children[0].children)
    inside = "".join(_html(child, resolve) for child in node.children)
    if node.kind == "link":
        address = href(node.target, resolve)
        return f'<a href="{escape(address)}">{inside}</a>' if address and inside else inside
    if not inside.replace("<br>", "").strip():
        return ""
    tag = {"paragraph": "p", "listItem": "li"}.get(node.kind) or ("ol" if node.style == "numbered" else "ul")
    return f"<{tag}>{inside}</{tag}>"


def href(target: tuple[str, Any] | None, resolve: Resolve) -> str | None:
    """Return the address of a link's target; None where there is none for the public."""
    if target is None:
        return None
    if target[0] == "url":
        return str(target[1])
    link = resolve(*target)
    return (link.path or link.url) if link else None
