"""Makes an uploaded SVG safe to show: what can act is refused, what is only clutter is left out.

An SVG is a document that a browser runs. What stays is an allow-list of drawing elements; scripts, event
handlers, animation (it can set an address), foreign content and everything fetched from elsewhere are refused
with the name of what was found, so that nobody wonders why a logo looks different.
"""

import re
from xml.etree import ElementTree

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from .reading import SVG, XHTML, XLINK, XML, SvgHasEntities, SvgUnreadable, local_name, read_svg, split_name
from .sizes import SvgHasBadSize, SvgHasNoSize, settle_size
from .styles import CssFetches, CssRefused, check_css, to_be_checked
from .weights import SvgTooHeavy, check_weight

MAX_BYTES = 2 * 1024 * 1024
MAX_ELEMENTS = 20_000
MAX_DEPTH = 100
MAX_CSS = 100_000

ALLOWED = frozenset(
    "svg g defs symbol use title desc path rect circle ellipse line polyline polygon text tspan textPath "
    "image linearGradient radialGradient stop pattern clipPath mask marker switch style view "
    "filter feBlend feColorMatrix feComponentTransfer feComposite feConvolveMatrix feDiffuseLighting "
    "feDisplacementMap feDistantLight feDropShadow feFlood feFuncA feFuncB feFuncG feFuncR feGaussianBlur "
    "feMerge feMergeNode feMorphology feOffset fePointLight feSpecularLighting feSpotLight feTile "
    "feTurbulence".split()
)
ACTIVE = frozenset(
    "script foreignobject iframe object embed handler listener audio video canvas animate animatecolor "
    "animatemotion animatetransform set discard mpath form input html body link meta base".split()
)
EMBEDDED_PICTURE = re.compile(r"(?i)data:image/(png|jpe?g|webp|gif);base64,[a-z0-9+/=\s]*$")
#: Names and words for people and programs, which no browser reads as CSS.
PLAIN_ATTRIBUTES = frozenset(
    "id class lang role version baseProfile type title name target systemLanguage requiredExtensions "
    "requiredFeatures d points values tableValues kernelMatrix".split()
)


def clean_svg(data: bytes) -> bytes:
    """Return the SVG with nothing in it but drawing. Raises `ValidationError` that says what to change."""
    if len(data) > MAX_BYTES:
        raise _refused(_("it is larger than 2 MB"))
    root = _parse(data)
    if root.tag == "svg":
        _give_namespace(root)
    if root.tag != f"{{{SVG}}}svg":
        raise ValidationError(
            _("The file is XML, but not an SVG picture. Export the logo as SVG again."), code="broken"
        )
    _check_extent(root)
    _clean(root)
    _settle_size(root)
    _check_weight(root)
    return ElementTree.tostring(root, encoding="utf-8", xml_declaration=True)


def _parse(data: bytes) -> ElementTree.Element:
    try:
        return read_svg(data)
    except SvgHasEntities as error:
        raise _refused(_("it declares entities")) from error
    except SvgUnreadable as error:
        raise ValidationError(
            _("The SVG is damaged: %(reason)s. Export it again from your drawing program."),
            code="broken",
            params={"reason": _shown(str(error))},
        ) from error


def _settle_size(root: ElementTree.Element) -> None:
    try:
        settle_size(root)
    except SvgHasNoSize as error:
        raise ValidationError(
            _(
                "The SVG does not say how large it is. "
                "Export it again with a “viewBox”, or with width and height."
            ),
            code="no_size",
        ) from error
    except SvgHasBadSize as error:
        raise ValidationError(
            _(
                "The SVG says that it is of no size, or of an impossible one: nothing of it would be seen. "
                "Export it again from your drawing program."
            ),
            code="bad_size",
        ) from error


def _check_weight(root: ElementTree.Element) -> None:
    try:
        check_weight(root)
    except (SvgTooHeavy, RecursionError) as error:
        raise _refused(_("showing it would keep a browser busy for many seconds")) from error


def _give_namespace(root: ElementTree.Element) -> None:
    """Name the elements as SVG, without which no browser draws the file."""
    for element in root.iter():
        if isinstance(element.tag, str) and not element.tag.startswith("{"):
            element.tag = f"{{{SVG}}}{element.tag}"


def _check_extent(root: ElementTree.Element) -> None:
    """Refuse what is made to exhaust whoever reads it."""
    count, level = 0, [root]
    for _depth in range(MAX_DEPTH):
        count += len(level)
        level = [child for element in level for child in element]
    if level or count > MAX_ELEMENTS:
        raise _refused(_("it has more than 20,000 elements, or more than 100 inside one another"))
    if sum(map(_length_of_css, root.iter())) > MAX_CSS:
        raise _refused(_("its style is longer than 100,000 characters"))


def _length_of_css(element: ElementTree.Element) -> int:
    """Return how much is to be read token by token, which takes its time."""
    length = sum(
        len(value) for name, value in element.attrib.items() if _is_css(name) and to_be_checked(value)
    )
    return length + (sum(map(len, element.itertext())) if local_name(element.tag) == "style" else 0)


def _is_css(attribute: str) -> bool:
    return attribute not in PLAIN_ATTRIBUTES and not attribute.startswith("aria-")


def _clean(element: ElementTree.Element) -> None:
    """Clean an element that is kept, and everything in it."""
    _clean_attributes(element)
    if local_name(element.tag) == "style":
        _clean_style(element)
    kept: list[ElementTree.Element] = []
    for child in element:
        namespace, name = split_name(child.tag)
        if namespace == SVG and name == "a":
            # A logo is no link; what was linked stays as a group.
            child.tag = f"{{{SVG}}}g"
            child.attrib.pop("href", None)
            child.attrib.pop(f"{{{XLINK}}}href", None)
        elif namespace != SVG or name not in ALLOWED:
            _check_dropped(child)
            # The text behind it stays.
            if kept:
                kept[-1].tail = (kept[-1].tail or "") + (child.tail or "")
            else:
                element.text = (element.text or "") + (child.tail or "")
            continue
        kept.append(child)
        _clean(child)
    element[:] = kept


def _clean_style(element: ElementTree.Element) -> None:
    """Make one text of a style element. What stands in elements, or behind them, some browsers read too."""
    text = "".join(element.itertext())
    for child in element:
        _check_dropped(child)
    element[:] = []
    element.text = text
    _check_css(text)


def _check_dropped(element: ElementTree.Element) -> None:
    """Refuse a file with something active in a part that would be left out: its author meant it to run.

    What asks for a program's extension, as Illustrator's own copy of a drawing does, was never shown.
    """
    parts = list(element.iter())
    if split_name(element.tag) == (SVG, "foreignObject") and element.get("requiredExtensions"):
        parts = parts[1:]
    for inner in parts:
        namespace, name = split_name(inner.tag)
        if name.lower() in ACTIVE and namespace in (SVG, XHTML, ""):
            raise _refused(_("it contains a “%(name)s” element") % {"name": name})


def _clean_attributes(element: ElementTree.Element) -> None:
    for attribute, value in list(element.attrib.items()):
        namespace, name = split_name(attribute)
        if name.lower().startswith("on"):
            raise _refused(_("it contains the event handler “%(name)s”") % {"name": name})
        if name == "href" and namespace in ("", XLINK):
            _check_address(element, value)
        elif namespace == XML and name == "base":
            raise _refused(_("it refers to another file: %(address)s") % {"address": _shown(value)})
        elif namespace not in ("", XML) or name.startswith("data-"):
            del element.attrib[attribute]
        elif _is_css(name) and to_be_checked(value):
            _check_css(value)


def _check_address(element: ElementTree.Element, value: str) -> None:
    address = value.strip()
    if address.startswith("#"):
        return
    if local_name(element.tag) == "image" and EMBEDDED_PICTURE.match(address):
        return
    raise _refused(_("it refers to another file: %(address)s") % {"address": _shown(address)})


def _check_css(text: str) -> None:
    try:
        check_css(text)
    except CssRefused as error:
        raise _refused(_("its style contains “%(name)s”") % {"name": _shown(str(error))}) from error
    except CssFetches as error:
        raise _refused(
            _("it refers to another file: %(address)s") % {"address": _shown(str(error))}
        ) from error


def _shown(address: str) -> str:
    """Return an address as it can be quoted: Wagtail's page for several uploads takes messages for HTML."""
    return re.sub(r"[^\w :/.,;?=%#+()@-]", "_", address[:60])


def _refused(reason: str) -> ValidationError:
    return ValidationError(
        _("This SVG cannot be used, because %(reason)s. Export it again as plain SVG, or as PNG."),
        code="unsafe",
        params={"reason": reason},
    )
