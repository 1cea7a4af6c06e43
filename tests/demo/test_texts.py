"""How the demo's texts are read."""

from datetime import date

import pytest

from cms.demo.bodies import BodyWriter
from cms.demo.texts import parse_body, with_dates

DAY = date(2025, 12, 20)


def test_a_body_becomes_blocks_in_its_order() -> None:
    blocks = parse_body(
        "First.\n\nSecond,\nin two lines.\n\n- one\n- two\n\n### Below\n!hill-01 | A hill\n"
        "> Words\n> and more\n> — Ada Wong, Head of light, Ltd.\n\n"
        '::: news\ncount = 2\n\nheading = "New"\n:::\nLast.\n'
    )
    assert [(block.kind, block.values) for block in blocks] == [
        ("paragraph", {"parts": ("First.", "Second,\nin two lines.", "- one\n- two")}),
        ("heading", {"level": "3", "text": "Below"}),
        ("image", {"image": "hill-01", "caption": "A hill"}),
        ("quote", {"text": "Words and more", "attribution": "Ada Wong", "role": "Head of light, Ltd."}),
        ("news", {"count": 2, "heading": "New"}),
        ("paragraph", {"parts": ("Last.",)}),
    ]


def test_a_quotation_needs_no_speaker() -> None:
    assert parse_body("> Only words")[0].values == {"text": "Only words", "attribution": "", "role": ""}


@pytest.mark.parametrize("body", ["::: table\nrows = []\n", "::: table\nrows = [\n:::\n"])
def test_a_faulty_block_is_refused(body: str) -> None:
    with pytest.raises(ValueError, match="table"):
        parse_body(body)


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        ("{last_year}, {year}, {next_year}", "de", "2024, 2025, 2026"),
        ("am {day+14}", "de", "am 3. Januar 2026"),
        ("on {day+14}", "en", "on 3 January 2026"),
        ("am {day-1}", "de", "am 19. Dezember 2025"),
        ("{ mark = 1 }", "de", "{ mark = 1 }"),
    ],
)
def test_days_are_counted_from_the_text_s_own(text: str, language: str, expected: str) -> None:
    assert with_dates(text, DAY, language) == expected


class Pages:
    def page(self, reference: str) -> int:
        return {"news/light": 7}[reference]


def test_rich_text_is_what_wagtail_stores() -> None:
    writer = BodyWriter(Pages(), "x")  # type: ignore[arg-type]
    html = writer.rich_text(["A **b** & <c> [d](page:news/light) [e](mailto:f@g.example)", "- h\n- **i**"])
    assert html == (
        '<p>A <b>b</b> &amp; &lt;c&gt; <a linktype="page" id="7">d</a> <a href="mailto:f@g.example">e</a></p>'
        "<ul><li>h</li><li><b>i</b></li></ul>"
    )


def test_block_ids_follow_from_the_place() -> None:
    def ids(seed: str) -> list[str]:
        writer = BodyWriter(Pages(), seed)  # type: ignore[arg-type]
        return [block["id"] for block in writer.body(parse_body("## One\n\nTwo\n\n## One"))]

    assert ids("a") == ids("a")
    assert len(set(ids("a") + ids("b"))) == 6
