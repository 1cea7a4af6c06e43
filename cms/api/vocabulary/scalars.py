"""Custom scalars: Date, DateTime, HTML, RichTextDocument."""

import re
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any

import graphene
from graphql import GraphQLError, StringValueNode, ValueNode, print_ast

from ..errors import ArgumentInvalid

_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


@dataclass(frozen=True, slots=True)
class InvalidDate:
    """An invalid date, as a client sent it. `check_filter` rejects it, where the argument's name is known."""

    text: str


class Date(graphene.Scalar):
    """Calendar date, ISO 8601 (2025-01-24)."""

    @staticmethod
    def serialize(value: date) -> str:
        return value.isoformat()

    @staticmethod
    def parse_value(value: Any) -> date | InvalidDate:
        if isinstance(value, str) and _DATE.fullmatch(value):
            with suppress(ValueError):
                return date.fromisoformat(value)
        return InvalidDate(str(value)[:40])

    @classmethod
    def parse_literal(cls, node: ValueNode, _variables: Any = None) -> date | InvalidDate:
        return cls.parse_value(node.value if isinstance(node, StringValueNode) else print_ast(node))


class DateTime(graphene.Scalar):
    """Instant in UTC, ISO 8601 with Z and whole seconds (2025-01-24T09:00:00Z)."""

    @staticmethod
    def serialize(value: datetime) -> str:
        return value.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")

    @staticmethod
    def parse_value(value: Any) -> datetime:
        raise GraphQLError("No argument takes an instant.", extensions={"code": ArgumentInvalid.code})

    @classmethod
    def parse_literal(cls, node: ValueNode, _variables: Any = None) -> datetime:
        return cls.parse_value(node)


class HTML(graphene.Scalar):
    """HTML ready to insert: allow-listed elements and attributes, text escaped, no script, style, iframe or
    event attribute."""

    @staticmethod
    def serialize(value: str) -> str:
        return value

    @staticmethod
    def parse_value(value: Any) -> str:
        raise GraphQLError("No argument takes HTML.", extensions={"code": ArgumentInvalid.code})

    @classmethod
    def parse_literal(cls, node: ValueNode, _variables: Any = None) -> str:
        return cls.parse_value(node)


class RichTextDocument(graphene.Scalar):
    """A rich text as a tree, in the open `dast` format: {"schema": "dast", "document": {"type": "root",
    "children": […]}}.

    Nodes: paragraph, list (`style`: bulleted or numbered), listItem, link, span, thematicBreak. Marks:
    strong, emphasis, strikethrough, code, superscript, subscript. A line break is \\n in a span. `url` of
    a link is a path of this frontend, a place on the page (#anfahrt) or an absolute address; its `meta` says
    what it leads to: `kind` is page, document, web, email, phone, path (typed by an editor) or anchor, and a
    page has its `pageId`. A text without words is one empty paragraph.
    """

    @staticmethod
    def serialize(value: dict[str, Any]) -> dict[str, Any]:
        return value

    @staticmethod
    def parse_value(value: Any) -> dict[str, Any]:
        raise GraphQLError("No argument takes a document.", extensions={"code": ArgumentInvalid.code})

    @classmethod
    def parse_literal(cls, node: ValueNode, _variables: Any = None) -> dict[str, Any]:
        return cls.parse_value(node)
