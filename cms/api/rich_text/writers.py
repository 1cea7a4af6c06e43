"""Rich text serializers: a public tree to HTML, and to a `dast` document."""

from html import escape
from typing import Any

from .tree import Node

#: dast mark → HTML element.
ELEMENTS = {
    "strong": "strong",
    "emphasis": "em",
    "strikethrough": "s",
    "code": "code",
    "subscript": "sub",
    "superscript": "sup",
}


def to_html(tree: Node) -> str:
    """Return a public tree as HTML; an empty string for a text without words."""
    return "".join(map(_html, tree.children))


def _html(node: Node) -> str:
    if node.kind == "span":
        text = escape(node.text, quote=False).replace("\n", "<br>")
        for mark in reversed(node.marks):
            text = f"<{ELEMENTS[mark]}>{text}</{ELEMENTS[mark]}>"
        return text
    if node.kind == "thematicBreak":
        return "<hr>"
    children = node.children
    if node.kind == "listItem" and [child.kind for child in children] == ["paragraph"]:
        children = children[0].children
    inside = "".join(map(_html, children))
    if node.kind == "link":
        return f'<a href="{escape(node.address)}">{inside}</a>'
    tag = {"paragraph": "p", "listItem": "li"}.get(node.kind) or ("ol" if node.style == "numbered" else "ul")
    return f"<{tag}>{inside}</{tag}>"


def to_document(tree: Node) -> dict[str, Any]:
    """Return a public tree as a `dast` document.

    The format has no root without children: a text without words is one empty paragraph.
    """
    children = tree.children or [Node("paragraph", [Node("span")])]
    return {"schema": "dast", "document": _dast(Node("root", children))}


def _dast(node: Node) -> dict[str, Any]:
    if node.kind == "span":
        marks = {"marks": list(node.marks)} if node.marks else {}
        return {"type": "span", "value": node.text, **marks}
    if node.kind == "thematicBreak":
        return {"type": "thematicBreak"}
    document: dict[str, Any] = {"type": node.kind}
    if node.kind == "list":
        document["style"] = node.style
    elif node.kind == "link":
        document["url"] = node.address
        document["meta"] = [{"id": name, "value": value} for name, value in node.meta.items()]
    document["children"] = list(map(_dast, node.children))
    return document
