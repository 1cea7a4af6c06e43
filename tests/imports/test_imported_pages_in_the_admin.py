"""An imported page in an editor's hands: it can be opened and saved, and saving alone is no edit."""

from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from wagtail.test.utils.form_data import inline_formset, nested_form_data, rich_text, streamfield

from cms.foundation.richtext import BODY_FEATURES
from cms.members.models import MemberPage
from cms.news.models import NewsPage
from tests.imports.conftest import ARTICLES, Run
from tests.imports.test_import_news import NAMES, Pictures
from tests.imports.test_seed_article import SEED
from tests.saving import changes_by_saving

pytestmark = pytest.mark.once

NEWS = ("sommerempfang-2024.txt", "de"), ("annual-meeting-2024.txt", "en"), ("spring-forum-2025.txt", "en")


def block_data(block: Any) -> Any:
    value = block.value
    if block.block_type == "paragraph":
        return {"text": rich_text(value["text"].source, features=BODY_FEATURES)}
    if block.block_type == "person":
        websites = {
            str(number): {"value": website, "order": str(number), "deleted": "", "type": "item", "id": ""}
            for number, website in enumerate(value["websites"])
        }
        return {**value, "websites": {**websites, "count": str(len(websites))}, "portrait": ""}
    return dict(value)


def form_data(page: NewsPage, **changes: Any) -> dict[str, Any]:
    """What the browser sends when somebody presses “Save draft” on a page just opened."""
    pictures = [
        {"id": row.pk or "", "image": row.image_id, "caption": row.caption, "credit": row.credit}
        for row in page.pictures.all()
    ]
    links = [{"id": row.pk or "", "member": row.member_id} for row in page.member_links.all()]
    return nested_form_data(
        {
            "title": page.title,
            "slug": page.slug,
            "date": page.date.isoformat(),
            "teaser": page.teaser.replace("\n", "\r\n"),
            "cover": page.cover_id or "",
            "body": streamfield([(block.block_type, block_data(block)) for block in page.body]),
            "contacts": streamfield([(block.block_type, block_data(block)) for block in page.contacts]),
            "pictures": inline_formset(pictures, initial=len(pictures)),
            "member_links": inline_formset(links, initial=len(links)),
            "tags": "",
            "seo_title": "",
            "search_description": "",
            "social_image": "",
            "comments": inline_formset([]),
            **changes,
        }
    )


def save(client: Client, page: NewsPage, **changes: Any) -> None:
    draft = page.get_latest_revision_as_object()
    answer = client.post(reverse("wagtailadmin_pages:edit", args=[page.pk]), form_data(draft, **changes))
    assert answer.status_code == 302, answer.context["form"].errors
    page.refresh_from_db()


@pytest.mark.parametrize(("name", "language"), NEWS)
def test_saving_an_imported_page_unchanged_is_no_edit(
    run: Run, admin_client: Client, pictures: Pictures, name: str, language: str
) -> None:
    run(ARTICLES / name, language=language, images=pictures(*NAMES))
    page = NewsPage.objects.get()
    before = page.latest_revision_id
    save(admin_client, page)
    assert page.latest_revision_id != before
    assert "1 no change" in run(ARTICLES / name, language=language)


def test_publishing_in_the_admin_is_no_edit_and_gaps_still_fill(
    run: Run, admin_client: Client, article: Path, pictures: Pictures
) -> None:
    run(article)
    page = NewsPage.objects.get()
    save(admin_client, page, **{"action-publish": "action-publish"})
    assert page.live
    printed = run(article, images=pictures(*NAMES), publish=True)
    assert "1 changed" in printed
    assert NewsPage.objects.get().pictures.count() == 4


def test_a_new_title_in_the_admin_is_an_edit_and_makes_no_copy(
    run: Run, admin_client: Client, article: Path
) -> None:
    run(article, publish=True)
    page = NewsPage.objects.get()
    save(admin_client, page, title="Ein neuer Titel", slug="neu", **{"action-publish": "action-publish"})
    assert "1 left" in run(article, publish=True)
    assert NewsPage.objects.get().title == "Ein neuer Titel"
    assert MemberPage.objects.count() == 4


def test_imported_members_open_in_the_admin(run: Run, admin_client: Client, article: Path) -> None:
    run(article)
    for member in MemberPage.objects.all():
        answer = admin_client.get(reverse("wagtailadmin_pages:edit", args=[member.pk]))
        assert answer.status_code == 200


def test_whatever_an_import_writes_is_saved_unchanged(
    run: Run, admin_client: Client, pictures: Pictures
) -> None:
    seeds = [SEED] if SEED.exists() else []
    folder = pictures(*NAMES)
    for path, language in [
        *((ARTICLES / name, language) for name, language in NEWS),
        *((s, "de") for s in seeds),
    ]:
        run(path, language=language, images=folder)
    assert NewsPage.objects.count() == len(NEWS) + len(seeds)
    assert changes_by_saving(admin_client, NewsPage, MemberPage) == {}
