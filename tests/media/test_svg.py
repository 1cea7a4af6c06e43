"""What becomes of an SVG: safe, refused with a reason, or free of clutter."""

from io import BytesIO
from xml.etree import ElementTree

import pytest
from django.core.exceptions import ValidationError

from cms.media.svg import clean_svg, svg_size
from tests.factories.media import LOGO_SVG

pytestmark = pytest.mark.once

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
        ("<style>.a{b:\\75rl(evil.example)}</style>", "evil.example"),
        ("<rect fill='\\75 rl(//evil.example)'/>", "evil.example"),
        ("<style>.a{}<title/>@import 'https://evil.example/a.css';</style>", "@import"),
        ("<style>.a{}<x xmlns='urn:x'>@import</x> 'https://evil.example/a.css';</style>", "@import"),
        ("<style><![CDATA[@import]]><g/> url(https://evil.example/a.css);</style>", "@import"),
        ("<style>@im/**/port 'https://evil.example/a.css';</style>", "@im"),
        ("<style>@\\69mport 'https://evil.example/a.css';</style>", "@import"),
        ("<style>@font-face{font-family:a;src:local(b)}</style>", "@font-face"),
        ("<style>@media screen{.a{mask:image('https://evil.example/a')}}</style>", "image("),
        ("<style>.a{mask:src('https://evil.example/a')}</style>", "src("),
        ("<style>.a{mask:src(var(--a))}</style>", "src("),
        ("<rect style='mask:image(\"https://evil.example/a\")'/>", "image("),
        ("<rect mask='IMAGE-SET(\"https://evil.example/a\" 1x)'/>", "image-set("),
        ("<rect style='mask:-webkit-image-set(url(#a) 1x)'/>", "-webkit-image-set("),
        ("<rect style='background:cross-fade(\"https://evil.example/a\")'/>", "cross-fade("),
        ("<rect style='background:element(#a)'/>", "element("),
        ("<rect style='width:expression(alert(1))'/>", "expression("),
        ("<rect style='-moz-binding:url(#a)'/>", "-moz-binding"),
        ("<rect style='fill:attr(title type(<url>))'/>".replace("<url>", "&lt;url>"), "attr("),
        ("<style>.a{fill:url(  'data:image/png;base64,AA==' )}</style>", "data:"),
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
    "inner",
    [
        "<style>@media (min-width: 9px) { .a:not(.b) { fill: url('#g'); opacity: calc(1 - 0.5) } }</style>",
        "<style>/* url(//example.org/) */ .a { font-family: 'A (B)', C\\ D; fill: rgb(0 0 0 / 50%) }</style>",
        "<rect id='image(1)' class='src(2)' aria-label='Logo @import (rot)' fill='url(#g) none'/>",
        "<rect transform='translate(1,2) rotate(-3.5e1)' style='fill:var(--a, #fff);filter:blur(1px)'/>",
    ],
)
def test_css_that_only_draws_stays_as_it_is(inner: str) -> None:
    clean = ElementTree.fromstring(clean_svg(svg(inner)))
    assert ElementTree.tostring(clean[0]) == ElementTree.tostring(ElementTree.fromstring(svg(inner))[0])


def test_words_behind_what_is_left_out_stay() -> None:
    clean = clean_svg(svg("<text>Cluster<x xmlns='urn:x'>!</x> der Region<metadata/> 7</text>"))
    assert "".join(ElementTree.fromstring(clean).itertext()) == "Cluster der Region 7"


@pytest.mark.parametrize(
    "document",
    [
        '<!DOCTYPE svg [<!ENTITY a "aaaa">]>' + HEAD + "<text>&a;</text></svg>",
        '<!DOCTYPE svg [<!ENTITY a SYSTEM "file:///etc/passwd">]>' + HEAD + "<text>&a;</text></svg>",
        '<!DOCTYPE svg [<!ENTITY a "b"><!ENTITY c "&a;&a;&a;&a;">]>' + HEAD + "<text>&c;</text></svg>",
        HEAD + "<g>" * 300 + "</g>" * 300 + "</svg>",
        HEAD + "<path/>" * 20_001 + "</svg>",
        HEAD + "<style>" + ".a{}" * 30_000 + "</style></svg>",
        HEAD + "<rect style='width:calc(1px)'/>" * 10_000 + "</svg>",
        HEAD + "<style>" + "(" * 90_000 + "</style></svg>",
        HEAD + "<!--" + "x" * 2_200_000 + "--></svg>",
    ],
    ids=["entity", "file entity", "laughs", "deep", "many", "styles", "attributes", "brackets", "large"],
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
        ('viewBox="0 0 0.2 0.1"', (100, 50)),
        ('viewBox="0 0 400000 100000"', (10_000, 2_500)),
        ('width="200" viewBox="0 0 100 50"', (200, 100)),
        ('height="200" viewBox="0,0 100,50"', (400, 200)),
        ('width="50%" height="80" viewBox="0 0 100 50"', (160, 80)),
        ('width="80" height="50%" viewBox="0 0 100 50"', (80, 40)),
        ('width="3cm" viewBox="0 0 100 50"', (113, 57)),
        ('width="1in" viewBox="0 0 100 50"', (96, 48)),
        ('height="30pt" viewBox="0 0 100 50"', (80, 40)),
        ('width="10PC" viewBox="0 0 100 50"', (160, 80)),
        ('width="10em" viewBox="0 0 100 50"', (160, 80)),
        ('width="40q" height="20Q"', (38, 19)),
        ('width="1e2" height="+40.2px" viewBox="0 0 100 50"', (100, 40)),
        ('width="auto" height="auto" viewBox="0 0 100 50"', (100, 50)),
        ('width="200 px" viewBox="0 0 100 50"', (100, 50)),
        ('width="10vw" viewBox="0 0 100 50"', (100, 50)),
        ('width="200" height="300" viewBox="0 0 100 50" preserveAspectRatio="none"', (200, 300)),
        ('width="200" viewBox="0 0 100 50" preserveAspectRatio="xMinYMin slice"', (200, 100)),
        ('width="0.001" height="0.0005" viewBox="0 0 100 50"', (100, 50)),
        ('width="4e5" height="1e5"', (10_000, 2_500)),
    ],
)
def test_the_size_is_read_in_pixels(attributes: str, size: tuple[int, int]) -> None:
    document = clean_svg(f'<svg xmlns="http://www.w3.org/2000/svg" {attributes}><rect/></svg>'.encode())
    assert svg_size(document) == size


@pytest.mark.parametrize("attributes", ['width="0.02" height="0.01"', 'width="90000" height="45000"'])
def test_a_size_that_no_page_could_show_is_left_out_and_the_drawing_scales(attributes: str) -> None:
    document = clean_svg(f'<svg xmlns="http://www.w3.org/2000/svg" {attributes}><rect/></svg>'.encode())
    root = ElementTree.fromstring(document)
    assert "width" not in root.attrib
    _left, _top, width, height = map(float, root.attrib["viewBox"].split())
    assert width / height == 2


ADOBE = """<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "http://www.w3.org/Graphics/SVG/1.1/DTD/svg11.dtd" [
    <!ENTITY ns_extend "http://ns.adobe.com/Extensibility/1.0/">
    <!ENTITY ns_ai "http://ns.adobe.com/AdobeIllustrator/10.0/">
    <!ENTITY ns_svg "http://www.w3.org/2000/svg">
    <!ENTITY ns_xlink "http://www.w3.org/1999/xlink">
]>
<svg xmlns:x="&ns_extend;" xmlns:i="&ns_ai;" xmlns="&ns_svg;" xmlns:xlink="&ns_xlink;" viewBox="0 0 100 50"
     i:viewOrigin="0 50">
  <switch>
    <foreignObject requiredExtensions="&ns_ai;" x="0" y="0" width="1" height="1">
      <i:pgfRef xlink:href="#adobe_illustrator_pgf"/>
    </foreignObject>
    <g i:extraneous="self"><rect width="100" height="50" fill="#c83"/></g>
  </switch>
  <i:pgf id="adobe_illustrator_pgf">eJzsvQ==</i:pgf>
</svg>"""


def test_a_drawing_of_illustrator_is_read() -> None:
    clean = clean_svg(ADOBE.encode()).decode()
    root = ElementTree.fromstring(clean)
    assert [element.tag.rpartition("}")[2] for element in root.iter()] == ["svg", "switch", "g", "rect"]
    assert "ENTITY" not in clean
    assert "adobe" not in clean.lower()


@pytest.mark.parametrize(
    "declared",
    [
        '<!ENTITY a "text">',
        '<!ENTITY a "javascript:alert(1)">',
        '<!ENTITY a "http://x.example/&#38;b;">',
        '<!ENTITY % a "http://x.example/">',
        '<!ENTITY a SYSTEM "http://x.example/">',
        '<!ENTITY a PUBLIC "http://x.example/" "http://x.example/">',
        '<!ENTITY a SYSTEM "http://x.example/" NDATA b>',
        f'<!ENTITY a "http://x.example/{"a" * 200}">',
        '<!ENTITY a "http://x.example/&lt;script>">',
        "".join(f'<!ENTITY a{number} "http://x.example/">' for number in range(100)),
    ],
)
def test_an_entity_is_the_name_of_a_namespace_or_refused(declared: str) -> None:
    with pytest.raises(ValidationError) as caught:
        clean_svg(f"<!DOCTYPE svg [{declared}]>{HEAD}<text/></svg>".encode())
    assert "entities" in caught.value.messages[0]


def test_names_of_namespaces_are_not_repeated_without_end() -> None:
    document = f'<!DOCTYPE svg [<!ENTITY a "http://x.example/">]>{HEAD}<text>{"&a;" * 2_000}</text></svg>'
    with pytest.raises(ValidationError):
        clean_svg(document.encode())
    hidden = '<!DOCTYPE svg [<!ENTITY a "http://x.example/">]>' + HEAD + '<image href="&a;"/></svg>'
    with pytest.raises(ValidationError, match=r"x\.example"):
        clean_svg(hidden.encode())


def test_the_factorys_logo_is_clean() -> None:
    assert b"linearGradient" in clean_svg(LOGO_SVG)
