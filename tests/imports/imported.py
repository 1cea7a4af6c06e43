"""What an import has made."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

from wagtail.models import ModelLogEntry, Page, PageLogEntry, Revision

from cms.imports.models import ImportedPicture, ImportRecord
from cms.media.models import CmsImage
from cms.news.models import NewsPage

NAMES = [
    "20240704_sommerempfang_jana-von-der-heide_007.jpg",
    "20240704_sommerempfang_jana-von-der-heide_012.jpg",
    "IMG_4711.JPEG",
    "20240704_sommerempfang_jana-von-der-heide_003.png",
]
MEMBERS = ["ARVENTO", "bluewave", "Institut für Meeres- und Polartechnik", "Hansen & Söhne Feinmechanik GmbH"]

Pictures = Callable[..., Path]


def everything() -> list[Any]:
    """What a run may write, to see that nothing was."""
    counted = (Page, Revision, CmsImage, ImportRecord, ImportedPicture, PageLogEntry, ModelLogEntry)
    pages = list(Page.objects.order_by("pk").values_list("pk", "live", "title", "latest_revision_id"))
    return [pages, *(model.objects.count() for model in counted)]


def only() -> NewsPage:
    return NewsPage.objects.get()


def kinds(page: NewsPage) -> list[str]:
    return [block.block_type for block in page.body]


def correct(article: Path, before: str, after: str) -> None:
    text = article.read_text(encoding="utf-8")
    assert before in text
    article.write_text(text.replace(before, after), encoding="utf-8")
