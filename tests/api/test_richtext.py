"""Rich text: what editors write comes out whole, what nobody may write comes out as words."""

import re
from html import unescape

import pytest
from django.utils.html import strip_tags

from cms.api.rich_text.tree import links_in, parse
from cms.api.rich_text.writers import to_html

from .rich_texts import STRANGE, WRITTEN, tree


@pytest.mark.parametrize(("source", "html"), {**WRITTEN, **STRANGE}.items())
def test_html(source: str, html: str) -> None:
    assert to_html(tree(source)) == html


@pytest.mark.parametrize("source", [*WRITTEN, *STRANGE])
def test_no_word_is_lost(source: str) -> None:
    words = re.findall(r"\w+", unescape(strip_tags(re.sub(r"<!--.*?-->|<[^>]*>", " ", source))))
    rendered = unescape(strip_tags(to_html(tree(source))))
    assert [word for word in words if word not in rendered] == []


@pytest.mark.parametrize(
    "address",
    [
        "javascript:alert(1)",
        "JAVASCRIPT:alert(1)",
        " javascript:alert(1)",
        "java\nscript:alert(1)",
        "java\tscript:alert(1)",
        "\x01javascript:alert(1)",
        "&#106;avascript:alert(1)",
        "javascript&colon;alert(1)",
        "vbscript:x",
        "data:text/html;base64,PHNjcmlwdD4=",
        "file:///etc/passwd",
        "ftp://x.example/",
        "blob:x",
        "//x.example/",
        "",
        "http://[",
    ],
)
def test_a_link_leads_only_where_links_may(address: str) -> None:
    assert to_html(tree(f'<p><a href="{address}">Text</a></p>')) == "<p>Text</p>"


ALLOWED = re.compile(
    r"</?(?:p|ul|ol|li|strong|em|s|code|sub|sup)>|<(?:br|hr)>|</a>"
    r'|<a href="(?:https?:|mailto:|tel:|/(?!/)|#[^"])[^"<>]*">'
)


@pytest.mark.parametrize("source", [*WRITTEN, *STRANGE])
def test_nothing_but_allowed_elements_comes_out(source: str) -> None:
    rest = ALLOWED.sub("", to_html(tree(source)))
    assert "<" not in rest and ">" not in rest


def test_lists_of_any_depth_end_somewhere() -> None:
    deep = "<ul><li>a" * 3000 + "</li></ul>" * 3000
    html = to_html(tree(deep))
    assert html.count("a") == 3000
    assert html.count("<ul>") < 3000
    assert to_html(tree("<b>" * 3000 + "a")) == "<p><strong>a</strong></p>"


def test_inner_links_are_known_beforehand() -> None:
    source = (
        '<p><a linktype="page" id="1">a</a> <a href="https://x.example/">b</a></p>'
        '<ul><li><a linktype="document" id="3">c</a></li></ul><p><a linktype="page" id="x">d</a></p>'
    )
    assert list(links_in(parse(source))) == [("page", 1), ("document", 3)]
    assert list(links_in(parse("<p>Kein Verweis</p>"))) == []
