"""What programs put on the clipboard, and what an editor finds in a rich text after pasting it.

Each expectation is a list of (kind of block, level, text, texts in bold).
"""

GOOGLE_DOCS = (
    '<meta charset="utf-8"><b style="font-weight:normal;" id="docs-internal-guid-1">'
    '<h2 dir="ltr" style="line-height:1.38;"><span style="font-size:16pt;font-weight:400;">Sommerfest</span></h2>'
    '<p dir="ltr" style="line-height:1.38;"><span style="font-size:11pt;font-weight:400;">Alle sind </span>'
    '<span style="font-size:11pt;font-weight:700;">herzlich</span><span style="font-weight:400;"> eingeladen, </span>'
    '<a href="https://www.google.com/url?q=https://verein.example/fest&amp;sa=D" style="text-decoration:none;">'
    '<span style="font-weight:400;color:#1155cc;text-decoration:underline;">mehr dazu</span></a></p><br />'
    '<ul style="margin-top:0;"><li dir="ltr" aria-level="1" style="list-style-type:disc;font-weight:400;">'
    '<p dir="ltr" role="presentation"><span style="font-weight:400;">Musik</span></p></li>'
    '<ul><li dir="ltr" aria-level="2"><p dir="ltr" role="presentation"><span>Chor</span></p></li></ul>'
    '<li dir="ltr" aria-level="1"><p dir="ltr" role="presentation"><span>Essen</span></p></li></ul></b>'
)
WORD = """<html xmlns:o="urn:schemas-microsoft-com:office:office"><head><meta name=Generator content="Microsoft Word 15">
<style>p.MsoNormal {margin:0cm;font-size:11.0pt;}</style></head><body lang=DE><!--StartFragment-->
<h1><span style='font-size:20.0pt'>Bericht des
Vorstands<o:p></o:p></span></h1>
<p class=MsoNormal>Im Jahr 2025 wuchs der <b style='mso-bidi-font-weight:normal'>Verein</b> &amp; er zog
um.<o:p></o:p></p>
<p class=MsoNormal>CO<sub>2</sub> auf 10<span style='vertical-align:super'>−3</span> m<sup>2</sup> am 1<sup>st</sup></p>
<p class=MsoNormal><o:p>&nbsp;</o:p></p>
<p class=MsoListParagraphCxSpFirst style='text-indent:-18.0pt;mso-list:l0 level1 lfo1'><![if !supportLists]><span
style='font-family:Symbol'><span style='mso-list:Ignore'>&middot;<span style='font:7.0pt "Times New Roman"'>&nbsp;&nbsp;
</span></span></span><![endif]>Erstens<o:p></o:p></p>
<p class=MsoListParagraphCxSpMiddle style='margin-left:72.0pt;mso-list:l0 level2 lfo1'><!--[if !supportLists]--><span
style='font-family:"Courier New"'><span style='mso-list:Ignore'>o<span>&nbsp; </span></span></span><!--[endif]-->Darunter</p>
<p class=MsoListParagraphCxSpLast style='mso-list:l0 level1 lfo1'><span style='mso-list:Ignore'>&middot;<span>&nbsp;
</span></span>Zweitens</p>
<p class=MsoListParagraph style='mso-list:l1 level1 lfo2'><span style='mso-list:Ignore'>1.<span>&nbsp;</span></span>Punkt</p>
<p class=MsoQuote><i>Ein gutes Jahr.</i></p>
<table class=MsoTableGrid border=1><tr><td width=100><p class=MsoNormal><b>Jahr</b></p></td><td><p class=MsoNormal>Zahl</p></td></tr>
<tr><td><p class=MsoNormal>2025</p></td><td><p class=MsoNormal>7</p><p class=MsoNormal>neue</p></td></tr></table>
<!--EndFragment--></body></html>"""
LIBRE_OFFICE = (
    '<!DOCTYPE html><html><head><meta name="generator" content="LibreOffice 24.2"/><style>p { margin-bottom: 0.25cm }'
    '</style></head><body lang="de-DE" dir="ltr"><h3 class="western">Programm</h3>'
    '<ol>\n\t<li><p style="margin-bottom: 0cm">Begrüßung</p></li>\n\t<li><p>Vorträge</p>\n\t<ul>\n\t\t<li>'
    '<p><b>Licht</b> und Glas</p></li>\n\t</ul></li>\n</ol>\n<p><font size="4"><span style="font-weight: normal">Bis '
    "bald</span></font></p></body></html>"
)
WEB_PAGE = (
    '<div class="article" style="color:red;font-weight:600"><h2>Über <em>uns</em></h2>'
    "<div>Erste Zeile<br>zweite Zeile</div><blockquote><p>Zitat</p></blockquote>"
    "<ul><li>eins</li><li>zwei <ul><li>zwei a<ol><li>tief</li></ol></li></ul></li></ul>"
    '<script>alert(1)</script><p style="font-weight:400">Ende <a href="javascript:alert(1)">hier</a></p></div>'
)
EXPECTED = {
    "Google Docs": (
        GOOGLE_DOCS,
        [
            ("unstyled", 0, "Sommerfest", ["Sommerfest"]),
            ("unstyled", 0, "Alle sind herzlich eingeladen, mehr dazu", ["herzlich"]),
            ("unordered-list-item", 0, "Musik", []),
            ("unordered-list-item", 1, "Chor", []),
            ("unordered-list-item", 0, "Essen", []),
        ],
    ),
    "Word": (
        WORD,
        [
            ("unstyled", 0, "Bericht des Vorstands", ["Bericht des Vorstands"]),
            ("unstyled", 0, "Im Jahr 2025 wuchs der Verein & er zog um.", ["Verein"]),
            ("unstyled", 0, "CO₂ auf 10⁻³ m² am 1st", []),
            ("unordered-list-item", 0, "Erstens", []),
            ("unordered-list-item", 1, "Darunter", []),
            ("unordered-list-item", 0, "Zweitens", []),
            ("ordered-list-item", 0, "Punkt", []),
            ("unstyled", 0, "Ein gutes Jahr.", []),
            ("unstyled", 0, "Jahr | Zahl", ["Jahr"]),
            ("unstyled", 0, "2025 | 7 neue", []),
        ],
    ),
    "LibreOffice": (
        LIBRE_OFFICE,
        [
            ("unstyled", 0, "Programm", ["Programm"]),
            ("ordered-list-item", 0, "Begrüßung", []),
            ("ordered-list-item", 0, "Vorträge", []),
            ("unordered-list-item", 1, "Licht und Glas", ["Licht"]),
            ("unstyled", 0, "Bis bald", []),
        ],
    ),
    "a web page": (
        WEB_PAGE,
        [
            ("unstyled", 0, "Über uns", ["Über uns"]),
            ("unstyled", 0, "Erste Zeile\nzweite Zeile", ["Erste Zeile", "zweite Zeile"]),
            ("unstyled", 0, "Zitat", ["Zitat"]),
            ("unordered-list-item", 0, "eins", ["eins"]),
            ("unordered-list-item", 0, "zwei", ["zwei"]),
            ("unordered-list-item", 1, "zwei a", ["zwei a"]),
            ("ordered-list-item", 2, "tief", ["tief"]),
            ("unstyled", 0, "Ende hier", []),
        ],
    ),
}
