"""The page types and StreamField blocks in the public schema."""

from cms.blocks.body import body_blocks
from cms.forms.models import FormPage
from cms.galleries.models import GalleryIndexPage, GalleryPage
from cms.home.models import HomePage, SearchPage, StandardPage
from cms.members.models import MemberIndexPage, MemberPage
from cms.news.models import NewsIndexPage, NewsPage

#: The page types of the contract.
PAGES = (
    HomePage,
    StandardPage,
    NewsIndexPage,
    NewsPage,
    MemberIndexPage,
    MemberPage,
    GalleryIndexPage,
    GalleryPage,
    FormPage,
    SearchPage,
)
BLOCKS = tuple(type(block) for _, block in body_blocks())
