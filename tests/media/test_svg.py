"""What becomes of an SVG: safe, refused with a reason, or free of clutter."""

from io import BytesIO
from xml.etree import ElementTree

import pytest
from django.core.exceptions import ValidationError

from cms.media.svg import clean_svg, svg_size
from tests.factories.media import LOGO_SVG

HEAD = '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" viewBox="0 0 9 9">'


def svg(inner: str) -> bytes:
    return f"{HEAD}{inner}</svg>".encode()


@pytest.mark.parametrize(
    ("inner", "named"),
    [
        ("<script>alert(1)</script>", "script"),
        ("<script xlink:href='https://evil.example/x.js'/>", "script"),
        ("<g><g><script/></g></g>", "script"),
        ("<metadata><script>alert(1)</script></metadata>", "script"),
        ("<h:script xmlns:h='http://www.w3.org/1999/xhtml'>alert(1)</h:script>", "script"),
        ("<rect onclick='alert(1)'/>", "onclick"),
        ("<rect OnLoad='alert(1)'/>", "OnLoad"),
        ("<foreignObject><b xmlns='http://www.w3.org/1999/xhtml'>x</b></foreignObject>", "foreignObject"),
        ("<animate attributeName='href' to='javascript:alert(1)'/>", "animate"),
        ("<set attributeName='onload' to='x'/>", "set"),
        ("<image href='https://evil.example/pixel.png'/>", "evil.example"),
        ("<image xlink:href='//evil.example/pixel.png'/>", "evil.example"),
        ("<image href='file:///etc/passwd'/>", "file:///etc/passwd"),
        ("<image href='data:image/svg+xml;base64,PHN2Zy8+'/>", "data:image/svg+xml"),
        ("<use href='https://evil.example/a.svg#b'/>", "evil.example"),
        ("<use href='javascript:alert(1)'/>", "javascript:"),
        ("<rect fill='url(https://evil.example/a)'/>", "evil.example"),
        ("<rect style='fill:url(\"//evil.example/a\")'/>", "evil.example"),
        ("<style>@import 'https://evil.example/a.css';</style>", "@import"),
        ("<style>.a{background:url(https://evil.example/a)}</style>", "evil.example"),
        ("<style>.a{b:\\75rl(x)}</style>", "\\"),
        ("<g xml:base='https://evil.example/'/>", "evil.example"),
        ("<iframe src='x'/>", "iframe"),
    ],
)
def test_what_can_act_or_fetch_is_refused_by_name(inner: str, named: str) -> None:
    with pytest.raises(ValidationError) as caught:
        clean_svg(svg(inner))
    assert caught.value.code == "unsafe"
    assert named in caught.value.messages[0]
    assert "plain SVG" in caught.value.messages[0]


@pytest.mark.parametrize(
    "document",
    [
        '<!DOCTYPE svg [<!ENTITY a "aaaa">]>' + HEAD + "<text>&a;</text></svg>",
        '<!DOCTYPE svg [<!ENTITY a SYSTEM "file:///etc/passwd">]>' + HEAD + "<text>&a;</text></svg>",
        '<!DOCTYPE svg [<!ENTITY a "b"><!ENTITY c "&a;&a;&a;&a;">]>' + HEAD + "<text>&c;</text></svg>",
        HEAD + "<g>" * 300 + "</g>" * 300 + "</svg>",
        HEAD + "<path/>" * 20_001 + "</svg>",
        HEAD + "<!--" + "x" * 2_200_000 + "--></svg>",
    ],
    ids=["entity", "file entity", "laughs", "deep", "many", "large"],
)
def test_what_is_made_to_exhaust_or_to_read_files_is_refused(document: str) -> None:
    with pytest.raises(ValidationError) as caught:
        clean_svg(document.encode())
    assert caught.value.code == "unsafe"


@pytest.mark.parametrize(
    ("document", "code"),
    [
        (b"<svg", "broken"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'><g></svg>", "broken"),
        (b"<?xml version='1.0' encoding='nonsense'?><svg/>", "broken"),
        (b"<html><svg/></html>", "broken"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "no_size"),
        (b"<svg xmlns='http://www.w3.org/2000/svg' width='100%' height='100%'/>", "no_size"),
    ],
)
def test_damaged_files_and_files_without_a_size_are_refused(document: bytes, code: str) -> None:
    with pytest.raises(ValidationError) as caught:
        clean_svg(document)
    assert caught.value.code == code


def test_clutter_is_left_out_and_the_drawing_stays() -> None:
    document = """<?xml version="1.0"?><?xml-stylesheet href="https://evil.example/a.css"?>
    <!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "http://www.w3.org/Graphics/SVG/1.1/DTD/svg11.dtd">
    <!-- made by hand in the Secret Garden -->
    <svg xmlns="http://www.w3.org/2000/svg" xmlns:inkscape="http://www.inkscape.org/namespaces/inkscape"
         xmlns:xlink="http://www.w3.org/1999/xlink" viewBox="0 0 9 9" inkscape:version="1.2">
      <metadata><author>Secret Garden</author></metadata>
      <inkscape:grid/>
      <title>Our logo</title>
      <style>.a{fill:#036}</style>
      <defs><linearGradient id="g"><stop offset="0" style="stop-color:#036"/></linearGradient></defs>
      <a xlink:href="https://example.org/"><rect class="a" fill="url(#g)" width="9" height="9"/></a>
      <use xlink:href="#g"/><g data-name="Secret Garden" inkscape:label="Secret Garden"/>
      <image href="data:image/png;base64,iVBORw0KGgo=" width="1" height="1"/>
    </svg>"""
    clean = clean_svg(document.encode())
    text = clean.decode()
    for gone in ("Secret Garden", "inkscape", "evil.example", "DOCTYPE", "metadata", "example.org"):
        assert gone not in text
    root = ElementTree.parse(BytesIO(clean)).getroot()
    names = [element.tag.rpartition("}")[2] for element in root.iter()]
    assert names == [
        "svg",
        "title",
        "style",
        "defs",
        "linearGradient",
        "stop",
        "g",
        "rect",
        "use",
        "g",
        "image",
    ]
    assert clean_svg(clean) == clean


def test_a_file_without_a_namespace_gets_one() -> None:
    assert b'xmlns="http://www.w3.org/2000/svg"' in clean_svg(b"<svg viewBox='0 0 1 1'><rect/></svg>")


@pytest.mark.parametrize(
    ("attributes", "size"),
    [
        ('viewBox="0 0 300 100"', (300, 100)),
        ('width="40mm" height="20mm"', (151, 76)),
        ('width="100%" viewBox="0 0 30.4 10"', (30, 10)),
        ('viewBox="0 0 0.2 0.1"', (1, 1)),
        ('viewBox="0 0 400000 100000"', (10_000, 2_500)),
    ],
)
def test_the_size_is_read_in_pixels(attributes: str, size: tuple[int, int]) -> None:
    document = clean_svg(f'<svg xmlns="http://www.w3.org/2000/svg" {attributes}><rect/></svg>'.encode())
    assert svg_size(document) == size


def test_the_factorys_logo_is_clean() -> None:
    assert b"linearGradient" in clean_svg(LOGO_SVG)
