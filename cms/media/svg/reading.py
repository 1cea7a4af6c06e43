"""Reads an SVG's XML: nothing is fetched, and no entity is expanded but names of namespaces."""

import re
from io import BytesIO
from typing import Any
from xml.etree import ElementTree

from defusedxml import DefusedXmlException, EntitiesForbidden
from defusedxml.ElementTree import DefusedXMLParser, parse

SVG = "http://www.w3.org/2000/svg"
XLINK = "http://www.w3.org/1999/xlink"
XHTML = "http://www.w3.org/1999/xhtml"
XML = "http://www.w3.org/XML/1998/namespace"
ElementTree.register_namespace("", SVG)
ElementTree.register_namespace("xlink", XLINK)

#: What a drawing program keeps in an entity: the address that names a namespace, and nothing else.
NAMESPACE = re.compile(r"https?://[A-Za-z0-9.-]+(/[A-Za-z0-9._~/#-]*)?")
LONGEST_NAMESPACE = 100
#: Illustrator declares about ten, and uses each a few times.
MAX_ENTITIES = 50
MAX_REFERENCES = 1_000


class SvgUnreadable(Exception):
    """The file is no well-formed XML; the message says where."""


class SvgHasEntities(Exception):
    """The file declares entities that are more than names of namespaces, or refers to other files."""


class _Parser(DefusedXMLParser):
    """Lets entities pass whose value is the address of a namespace. None of these can name another one."""

    declared = 0

    def defused_entity_decl(
        self,
        name: str,
        is_parameter_entity: bool,
        value: str | None,
        base: Any,
        sysid: Any,
        pubid: Any,
        notation_name: Any,
    ) -> None:
        self.declared += 1
        if (
            is_parameter_entity
            or value is None
            or self.declared > MAX_ENTITIES
            or len(value) > LONGEST_NAMESPACE
            or not NAMESPACE.fullmatch(value)
        ):
            raise EntitiesForbidden(name, value, base, sysid, pubid, notation_name)


def read_svg(data: bytes) -> ElementTree.Element:
    """Return the root element. Raises `SvgUnreadable` or `SvgHasEntities`.

    A plain DOCTYPE is common and harmless: it is read over and not written again.
    """
    parser = _Parser(forbid_dtd=False, forbid_entities=True, forbid_external=True)
    try:
        root: ElementTree.Element = parse(BytesIO(data), parser=parser).getroot()
    except DefusedXmlException as error:
        raise SvgHasEntities(str(error)) from error
    except (ElementTree.ParseError, ValueError, LookupError) as error:
        raise SvgUnreadable(str(error)) from error
    if parser.declared and data.count(b"&") > MAX_REFERENCES:
        raise SvgHasEntities("too many references")
    return root


def split_name(name: Any) -> tuple[str, str]:
    """Return (namespace, local name); comments and processing instructions have neither."""
    if not isinstance(name, str):
        return "#other", ""
    if name.startswith("{"):
        namespace, _brace, local = name[1:].partition("}")
        return namespace, local
    return "", name


def local_name(name: Any) -> str:
    return split_name(name)[1]
