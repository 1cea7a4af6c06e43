"""Budgets of SQL statements for the operations of frontends: no N+1, many items cost no more than one."""

from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings

from cms.home.sites import StartedSite
from tests.factories.bodies import every_block
from tests.factories.media import CmsDocumentFactory, CmsImageFactory, ImageTextFactory
from tests.factories.pages import GalleryPageFactory, MemberPageFactory, NewsPageFactory, StandardPageFactory
from tests.factories.snippets import CategoryFactory, MenuFactory, SectorFactory

from .conftest import Ask
from .documents import EVERY_BLOCK, PICTURE

# Fifty bodies with every block are more than a frontend may ask for at once.
pytestmark = pytest.mark.usefixtures("wide_limits")

MAX_FOR_A_LIST = 6
MAX_FOR_BODIES = 12
#: Albums each with its pictures and its news: two more for what only stands in one of them.
MAX_FOR_ALBUMS = 8
#: What a frontend asks for, and what there is: a statement for each would show with far less.
MANY, MADE = 50, 12

NEWS = f"""{{
  news(first: {MANY}) {{
    totalCount
    pageInfo {{ hasNextPage endCursor }}
    facets {{ categories {{ value count }} }}
    nodes {{ id title path date teaser categories {{ id slug name }} cover {PICTURE} }}
  }}
}}"""
MEMBERS = f"""{{
  members(first: 100) {{
    totalCount
    pageInfo {{ hasNextPage endCursor }}
    facets {{ sectors {{ value count }} letters {{ value count }} }}
    nodes {{ id name path kindLabel country isNew sectors {{ slug name }} logo {PICTURE} }}
  }}
}}"""
GALLERY = f"""query ($slug: String!) {{
  galleryPage(slug: $slug) {{
    id title path date photographer imageCount
    images(first: 24) {{
      totalCount
      pageInfo {{ hasNextPage endCursor }}
      edges {{ cursor }}
      nodes {{ id caption credit image {PICTURE} }}
    }}
    cover {PICTURE}
  }}
}}"""
GALLERIES = f"""{{
  galleries(first: {MANY}) {{
    totalCount
    nodes {{ title path imageCount images(first: 3) {{ nodes {{ image {PICTURE} }} }} cover {PICTURE} news {{ title path }} }}
  }}
}}"""
BODIES = f"{{ news(first: {MANY}, order: OLDEST) {{ nodes {{ title body {EVERY_BLOCK} }} }} }}"


def picture(number: int) -> Any:
    image = CmsImageFactory(width=32, height=24)
    ImageTextFactory(image=image, language="de", alt=f"Bild {number}")
    ImageTextFactory(image=image, language="en", alt=f"Picture {number}")
    return image


def article(number: int, **more: Any) -> Any:
    return NewsPageFactory(
        date=date(2025, 1, 1) + timedelta(days=number),
        cover=picture(number),
        categories=[CategoryFactory()],
        **more,
    )


def member(number: int) -> Any:
    return MemberPageFactory(logo=picture(number), sectors=[SectorFactory()], country="DE")


def gallery(number: int, pictures: int = 3) -> Any:
    return GalleryPageFactory(pictures=[picture(each) for each in range(pictures)], news=[article(number)])


def article_with_every_block(number: int) -> Any:
    """One whose blocks refer to what no other article's do."""
    return article(
        100 + number,
        body=every_block(
            images=[picture(number), picture(number)],
            document=CmsDocumentFactory(),
            members=[member(number)],
            news=[article(number)],
            gallery=gallery(number),
            page=StandardPageFactory(),
        ),
    )


@pytest.mark.parametrize(
    ("make", "query", "many", "most"),
    [
        pytest.param(article, NEWS, MADE, MAX_FOR_A_LIST, id="news with category and cover"),
        pytest.param(member, MEMBERS, MADE, MAX_FOR_A_LIST, id="members with logo"),
        pytest.param(gallery, GALLERIES, 5, MAX_FOR_ALBUMS, id="galleries with pictures and news"),
        pytest.param(article_with_every_block, BODIES, 4, MAX_FOR_BODIES, id="bodies with every block"),
    ],
)
def test_a_list_costs_the_same_for_one_and_for_many(
    site: StartedSite, sql: Ask, make: Any, query: str, many: int, most: int
) -> None:
    make(1)
    for_one = sql(query)
    for number in range(2, many + 1):
        make(number)
    for_many = sql(query)
    assert len(for_many) == len(for_one), "\n".join(for_many)
    assert len(for_many) <= most, "\n".join(for_many)


def test_a_gallery_costs_the_same_for_one_picture_and_for_many(site: StartedSite, sql: Ask) -> None:
    for_one, for_many = (sql(GALLERY, slug=gallery(number, number).slug) for number in (1, 24))
    assert len(for_many) == len(for_one), "\n".join(for_many)
    assert len(for_many) <= MAX_FOR_A_LIST, "\n".join(for_many)


def test_a_whole_page_is_within_its_budget(site: StartedSite, sql: Ask) -> None:
    """An article with every block, its members and its gallery, by the document that frontends are given."""
    page = article_with_every_block(1)
    NewsPageFactory(title="Alles", body=page.body, pictures=[picture(1)], members=[member(1)], tags=["Eins"])
    document = Path(settings.BASE_DIR) / "frontend_contract" / "operations" / "route.graphql"
    statements = sql(document.read_text(encoding="utf-8"), path="/de/news/alles/")
    assert len(statements) <= MAX_FOR_BODIES, "\n".join(statements)


def test_what_stands_around_a_page_is_within_its_budget(site: StartedSite, sql: Ask) -> None:
    pages = [StandardPageFactory(role=role) for role in ("imprint", "privacy")]
    MenuFactory(items=[{"label": "", "page": page} for page in pages])
    statements = sql(
        f"""{{
          menu(name: "main") {{ label path children {{ label path }} }}
          siteSettings {{ name logo {PICTURE} languages {{ homePath }} places {{ kind link {{ path }} }} }}
        }}"""
    )
    assert len(statements) <= MAX_FOR_A_LIST, "\n".join(statements)
