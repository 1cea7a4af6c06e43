"""Rich text parser and sanitizer: stored HTML → tree → public tree.

The tree has the nodes and marks of the open `dast` format. HTML and the document are serialized from it
(`cms.api.rich_text.writers`), never from the source: it is an allowlist.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import Any

from cms.foundation.link_targets import fragment_of, kind_of

from ..pages.dto import LinkData
from ..vocabulary.global_ids import to_global_id

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
#: Elements that start and end a paragraph. The editor writes only `p`; the others come from imports.
PARAGRAPHS = frozenset(
    "p h1 h2 h3 h4 h5 h6 div blockquote pre table tr td th caption figure figcaption section article header "
    "footer address dl dt dd form fieldset".split()
)
LISTS = {"ul": "bulleted", "ol": "numbered"}
#: Maximum nesting of lists; deeper ones are flattened, their text stays.
MAX_LEVELS = 5

_WHITE = re.compile(r"[ \t\r\n\f]+")

#: Resolves a link: ("page" | "document", id) → link, or None if the target is not public.
Resolve = Callable[[str, int], LinkData | None]


@dataclass(slots=True)
class Node:
    """A node of the tree; `kind` is a dast node type.

    `target` of a link, as stored: ("page", id), ("document", id) or ("url", address); None if it is unsafe.
    `fragment` is the anchor on a page: #kontakt. In a public tree a link has `address` and `meta` (the kind
    of its target) instead.
    """

    kind: str
    children: list["Node"] = field(default_factory=list)
    text: str = ""
    marks: tuple[str, ...] = ()
    style: str = ""
    target: tuple[str, Any] | None = None
    fragment: str = ""
    address: str = ""
    meta: dict[str, str] = field(default_factory=dict)


class _Parser(HTMLParser):
    """Builds a valid dast tree: a root has blocks, a list items, an item blocks, a paragraph spans, links."""

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
            by_name = dict(attributes)
            self._push(Node("link", target=_target(by_name), fragment=fragment_of(by_name.get("href"))))
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
        # White space between blocks is not part of the text.
        if text != " " or self._open[-1].kind in ("paragraph", "link"):
            self._add_text(text)

    def _start_list(self, style: str) -> None:
        self._close("paragraph")
        if sum(node.kind == "list" for node in self._open) >= MAX_LEVELS:
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
        for index in range(len(self._marks) - 1, -1, -1):
            if self._marks[index] == mark:
                del self._marks[index]
                return

    def _open_paragraph(self) -> None:
        """Open a paragraph unless the innermost open node may contain spans and links."""
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
            open_kind = self._open[depth].kind
            if open_kind == kind:
                del self._open[depth:]
                return
            if open_kind == "list" or (open_kind == "listItem" and kind != "list"):
                return


def _target(attributes: dict[str, str | None]) -> tuple[str, Any] | None:
    kind, pk = attributes.get("linktype"), attributes.get("id") or ""
    if kind in ("page", "document"):
        return (kind, int(pk)) if pk.isdecimal() and len(pk) < 19 else None
    address = (attributes.get("href") or "").strip()
    return ("url", address) if kind_of(address) else None


def parse(source: str) -> Node:
    """Parse a stored rich text; unknown elements are dropped, their text is not."""
    parser = _Parser()
    parser.feed(source)
    parser.close()
    return parser.root


def links_in(tree: Node) -> Iterator[tuple[str, int]]:
    """Yield ("page" | "document", id) of each internal link."""
    if tree.target and tree.target[0] != "url":
        yield tree.target
    for child in tree.children:
        yield from links_in(child)


def public_tree(tree: Node, resolve: Resolve) -> Node:
    """Return a copy of a tree with public links only.

    A link whose target is not public becomes its text. Empty paragraphs, items and lists are left out, so a
    tree without words is a root without children.
    """
    return Node("root", _public(tree.children, resolve))


def _public(nodes: Iterable[Node], resolve: Resolve) -> list[Node]:
    public: list[Node] = []
    for node in nodes:
        if node.kind == "span":
            _add_span(public, node)
        elif node.kind == "thematicBreak":
            public.append(node)
        elif children := _public(node.children, resolve):
            if node.kind == "link":
                address, meta = _destination(node, resolve)
                if address:
                    public.append(Node("link", children, address=address, meta=meta))
                else:
                    for child in children:
                        _add_span(public, child)
            elif node.kind != "paragraph" or any(map(has_words, children)):
                public.append(Node(node.kind, children, style=node.style))
    return public


def _add_span(siblings: list[Node], span: Node) -> None:
    """Append a span, merged with the one before it if both have the same marks."""
    if siblings and siblings[-1].kind == "span" and siblings[-1].marks == span.marks:
        siblings[-1].text += span.text
    else:
        siblings.append(Node("span", text=span.text, marks=span.marks))


def has_words(node: Node) -> bool:
    """Return whether a node has visible content: text or a thematic break."""
    return node.kind == "thematicBreak" or bool(node.text.strip()) or any(map(has_words, node.children))


def _destination(node: Node, resolve: Resolve) -> tuple[str, dict[str, str]]:
    """Return (address, meta) of a link; the address is empty if its target is not public."""
    if node.target is None:
        return "", {}
    kind, value = node.target
    if kind == "url":
        return value, {"kind": kind_of(value)}
    link = resolve(kind, value)
    if link is None:
        return "", {}
    if kind == "page":
        return (link.path or link.url) + node.fragment, {"kind": kind, "pageId": to_global_id(value)}
    return link.path or link.url, {"kind": kind}
