"""The real article as it stands on its page: published by the command, then left alone by a second run."""

from datetime import date

import pytest

from cms.foundation.richtext import plain_text
from cms.imports.models import ImportRecord
from cms.members.models import MemberPage
from cms.news.models import NewsPage
from tests.imports.conftest import Run
from tests.imports.test_seed_article import HEADINGS, MEMBERS, QUOTATIONS, SEED
from tests.imports.words import words

pytestmark = [
    pytest.mark.once,
    pytest.mark.skipif(not SEED.exists(), reason=f"{SEED.name} is not next to this repository"),
]


def test_the_page(run: Run) -> None:
    printed = run(SEED, publish=True)
    page = NewsPage.objects.get()
    assert page.live and page.first_published_at
    assert (len(page.title), len(page.teaser), page.date) == (102, 337, date(2025, 1, 24))
    blocks = list(page.body)
    assert [block.value["text"] for block in blocks if block.block_type == "heading"] == HEADINGS
    quotes = [block.value for block in blocks if block.block_type == "quote"]
    for quote, (_, beginning, end, attribution, role) in zip(quotes, QUOTATIONS, strict=True):
        assert quote["text"].startswith(beginning) and quote["text"].endswith(end)
        assert (quote["attribution"], quote["role"]) == (attribution, role)
    links = page.member_links.order_by("sort_order").select_related("member")
    assert [link.member.title for link in links] == MEMBERS
    assert not any(link.member.live for link in links)
    (contact,) = page.contacts
    assert (contact.value["name"], contact.value["role"]) == ("biosaxony e.V.", "")
    assert list(contact.value["websites"]) == ["https://www.biosaxony.com", "https://www.leap-up.com"]
    for number in ("130", "224", "221", "081", "013", "109", "069", "009", "106"):
        assert (
            f"20250123_neujahrsempfang_philipp-kirschner_{number}.jpg: missing, credit Philipp Kirschner"
            in printed
        )
    assert '"Kontakt:"' in printed and '"Website: www.leap-up.com"' in printed
    assert f"– {QUOTATIONS[0][3]}, {QUOTATIONS[0][4]}" in printed


def test_every_word_is_on_the_page_or_in_the_report(run: Run) -> None:
    printed = run(SEED, publish=True)
    page = NewsPage.objects.get()
    blocks = [plain_text(getattr(block.value["text"], "source", block.value["text"])) for block in page.body]
    told = words(" ".join([printed, page.title, page.teaser, *blocks]))
    lost = {word: count for word, count in words(SEED.read_text("utf-8")).items() if told[word] < count}
    assert lost == {}


def test_a_second_run_reports_no_change(run: Run) -> None:
    run(SEED, publish=True)
    revisions = {
        page.pk: page.latest_revision_id for page in [NewsPage.objects.get(), *MemberPage.objects.all()]
    }
    printed = run(SEED, publish=True)
    assert f"{SEED.name}: no change" in printed
    assert "0 created, 0 changed, 1 no change, 0 left, 0 refused; 0 members and 0 pictures made" in printed
    assert revisions == {
        page.pk: page.latest_revision_id for page in [NewsPage.objects.get(), *MemberPage.objects.all()]
    }
    assert ImportRecord.objects.filter(kind="news").count() == 1
