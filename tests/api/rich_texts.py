"""Rich texts as they are stored, and the HTML that each comes out as."""

from cms.api.pages.dto import LinkData
from cms.api.rich_text.tree import Node, Resolve, parse, public_tree

PAGES = {
    ("page", 1): LinkData("Eins", "/de/eins/", "https://verein.example/de/eins/"),
    ("page", 2): LinkData("Dort", None, "https://zwei.example/de/"),
    ("document", 3): LinkData("Satzung", None, "https://cms.example/documents/3/a.pdf?a=1&b=2"),
}
RESOLVE: Resolve = lambda kind, pk: PAGES.get((kind, pk))  # noqa: E731

WRITTEN = {
    "": "",
    "<p></p>": "",
    '<p data-block-key="a1b2c">Text</p>': "<p>Text</p>",
    "<p>Eins</p><p></p><p>Zwei</p>": "<p>Eins</p><p>Zwei</p>",
    "<p>Eins<br/>Zwei</p>": "<p>Eins<br>Zwei</p>",
    "<p><br/></p>": "",
    "<p>a <b>b</b> <i>c</i> <b><i>d</i></b></p>": "<p>a <strong>b</strong> <em>c</em> <strong><em>d</em></strong></p>",
    "<p><s>a</s><code>b</code><sub>c</sub><sup>d</sup></p>": "<p><s>a</s><code>b</code><sub>c</sub><sup>d</sup></p>",
    "<p><strong>a</strong><em>b</em><del>c</del></p>": "<p><strong>a</strong><em>b</em><s>c</s></p>",
    "<ul><li>a</li><li>b</li></ul>": "<ul><li>a</li><li>b</li></ul>",
    "<ol><li>a</li></ol>": "<ol><li>a</li></ol>",
    "<ul><li>a<ol><li>b</li></ol></li><li>c</li></ul>": "<ul><li><p>a</p><ol><li>b</li></ol></li><li>c</li></ul>",
    "<p>a</p><hr/><p>b</p>": "<p>a</p><hr><p>b</p>",
    "<p>5 &lt; 6 &amp; 7 &gt; 6 „&quot;“ &nbsp;&#8211;</p>": '<p>5 &lt; 6 &amp; 7 &gt; 6 „"“ \xa0–</p>',
    '<p><a linktype="page" id="1">hier</a></p>': '<p><a href="/de/eins/">hier</a></p>',
    '<p><a linktype="page" id="2">dort</a></p>': '<p><a href="https://zwei.example/de/">dort</a></p>',
    '<p><a id="3" linktype="document">a <b>b</b></a></p>': (
        '<p><a href="https://cms.example/documents/3/a.pdf?a=1&amp;b=2">a <strong>b</strong></a></p>'
    ),
    '<p><b>a <a href="https://x.example/">b</a></b></p>': (
        '<p><strong>a </strong><a href="https://x.example/"><strong>b</strong></a></p>'
    ),
    '<p><a linktype="page" id="1" href="#ort">hier</a></p>': '<p><a href="/de/eins/#ort">hier</a></p>',
    '<p><a linktype="page" id="2" href="/alt/#ort">dort</a></p>': (
        '<p><a href="https://zwei.example/de/#ort">dort</a></p>'
    ),
    '<p><a href="#kapitel-2">a</a> <a href="/de/kontakt/?a=1&amp;b=2#ort">b</a></p>': (
        '<p><a href="#kapitel-2">a</a> <a href="/de/kontakt/?a=1&amp;b=2#ort">b</a></p>'
    ),
    '<p><a href="mailto:a@b.example">Post</a> <a href="tel:+49341">Ruf</a></p>': (
        '<p><a href="mailto:a@b.example">Post</a> <a href="tel:+49341">Ruf</a></p>'
    ),
    '<p><a href="https://x.example/?a=1&amp;b=%22">x</a></p>': (
        '<p><a href="https://x.example/?a=1&amp;b=%22">x</a></p>'
    ),
}
#: Of imports, of old editors, of an attacker with an editor's login.
STRANGE = {
    "Ohne Absatz": "<p>Ohne Absatz</p>",
    "<h2>Titel</h2>Text": "<p>Titel</p><p>Text</p>",
    "<div>a</div><div>b</div>": "<p>a</p><p>b</p>",
    "<blockquote><p>a</p></blockquote>": "<p>a</p>",
    "<table><tr><td>a</td><td>b</td></tr></table>": "<p>a</p><p>b</p>",
    "<p>a\n  b</p>\n\n<p>c</p>\n": "<p>a b</p><p>c</p>",
    "<ul>\n <li>\n  <p>a</p>\n </li>\n</ul>": "<ul><li>a</li></ul>",
    "<ul><ul><li>a</li></ul></ul>": "<ul><li><ul><li>a</li></ul></li></ul>",
    "<ul>a<li>b</li></ul>": "<ul><li>a</li><li>b</li></ul>",
    "<li>a</li>": "<ul><li>a</li></ul>",
    "<ul><p>a</p></ul>": "<ul><li>a</li></ul>",
    "<ul><li>a<hr>b</li></ul>": "<ul><li>a</li></ul><hr><p>b</p>",
    "<ul><li></li></ul>": "",
    "<p><b>a</p><p>b</b></p>": "<p><strong>a</strong></p><p><strong>b</strong></p>",
    "<p>a</b></i></p>": "<p>a</p>",
    "<p><a href='https://x.example/'>a<p>b</a></p>": '<p><a href="https://x.example/">a</a></p><p>b</p>',
    "<a href='https://x.example/'>a<a href='https://y.example/'>b</a>": (
        '<p><a href="https://x.example/">a</a><a href="https://y.example/">b</a></p>'
    ),
    "<p>a": "<p>a</p>",
    "</p></ul></li>a": "<p>a</p>",
    "<p>a<script>alert(1)</script></p>": "<p>aalert(1)</p>",
    "<style>p{}</style><p>a</p>": "<p>p{}</p><p>a</p>",
    '<p onclick="x()" style="color:red" class="c">a</p>': "<p>a</p>",
    "<img src=x onerror=alert(1)><p>a</p>": "<p>a</p>",
    "<iframe src='https://x.example/'>a</iframe>": "<p>a</p>",
    "<svg><a href='javascript:x'>a</a></svg>": "<p>a</p>",
    "<p>&lt;script&gt;alert(1)&lt;/script&gt;</p>": "<p>&lt;script&gt;alert(1)&lt;/script&gt;</p>",
    "<p>a<!-- b -->c</p>": "<p>ac</p>",
    '<p><a href="https://x.example/&quot; onclick=&quot;x">a</a></p>': (
        '<p><a href="https://x.example/&quot; onclick=&quot;x">a</a></p>'
    ),
    "<p><a href='//x.example/'>a</a><a href='/\\x.example/'>b</a><a href='/&#9;/x.example/'>c</a></p>": "<p>abc</p>",
    "<p><a href='#'>a</a><a href='ftp://x.example/'>b</a><a href='kontakt/'>c</a><a href='https:'>d</a></p>": (
        "<p>abcd</p>"
    ),
    '<p><a linktype="page" id="99" href="#ort">weg</a></p>': "<p>weg</p>",
    '<p><a linktype="page" id="99">weg</a></p>': "<p>weg</p>",
    '<p><a linktype="page" id="x">weg</a><a linktype="page">weg</a></p>': "<p>wegweg</p>",
    f'<p><a linktype="page" id="{"9" * 30}">weg</a></p>': "<p>weg</p>",
    '<p><a linktype="page" id="1" href="javascript:x">a</a></p>': '<p><a href="/de/eins/">a</a></p>',
    '<p><a linktype="page" id="1"></a>b</p>': "<p>b</p>",
    "<p><a>a</a></p>": "<p>a</p>",
}

#: What no test expects word for word.
LONG = (
    "<ul><li>a" * 3000 + "</li></ul>" * 3000,
    "<b>" * 3000 + "a",
    "<a href='https://x.example/'>" * 300 + "a",
    "<ol><li><ul><li><hr><li><a linktype='page' id='1'>a<li>b" * 20,
    '<ul><li><a linktype="page" id="99">weg</a> <a linktype="page" id="1"><b>da</b></a><br/>'
    "<ol><li><p>a</p><p></p><p>b</p></li><li><br/></li></ol></li></ul>",
    "<p> <b> </b> <br/> </p><ul><li><ul><li> </li></ul></li></ul>",
)


def tree(source: str) -> Node:
    """The tree of a rich text as the public sees it."""
    return public_tree(parse(source), RESOLVE)
