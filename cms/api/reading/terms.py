"""Categories, tags, sectors and competences of pages."""

from collections import defaultdict

from cms.foundation.sorting import sort_key
from cms.members.models import MemberCompetence, MemberPage
from cms.news.models import NewsPage, NewsTag

from ..values import Term
from .request import Reading

TermsByPage = dict[int, list[Term]]


def fetch_categories(reading: Reading, ids: list[int], model: type[NewsPage]) -> TermsByPage:
    rows = NewsPage.categories.through.objects.filter(newspage_id__in=ids).order_by(
        "category__sort_name", "category_id"
    )
    return _by_page(
        rows.values_list("newspage_id", "category_id", "category__slug", "category__name"), "category"
    )


def fetch_sectors(reading: Reading, ids: list[int], model: type[MemberPage]) -> TermsByPage:
    rows = MemberPage.sectors.through.objects.filter(memberpage_id__in=ids).order_by(
        "sector__sort_name", "sector_id"
    )
    return _by_page(rows.values_list("memberpage_id", "sector_id", "sector__slug", "sector__name"), "sector")


def fetch_tags(reading: Reading, ids: list[int], model: type[NewsPage]) -> TermsByPage:
    rows = NewsTag.objects.filter(content_object_id__in=ids).order_by("pk")
    return _by_page(
        rows.values_list("content_object_id", "tag_id", "tag__slug", "tag__name"), "tag", is_sorted=True
    )


def fetch_competences(reading: Reading, ids: list[int], model: type[MemberPage]) -> TermsByPage:
    rows = MemberCompetence.objects.filter(content_object_id__in=ids).order_by("pk")
    return _by_page(
        rows.values_list("content_object_id", "tag_id", "tag__slug", "tag__name"),
        "competence",
        is_sorted=True,
    )


def _by_page(rows: object, kind: str, *, is_sorted: bool = False) -> TermsByPage:
    terms: TermsByPage = defaultdict(list)
    for page_id, pk, slug, name in rows:  # type: ignore[attr-defined]
        terms[page_id].append(Term(f"{kind}-{pk}", slug, name))
    if is_sorted:
        for found in terms.values():
            found.sort(key=lambda term: (sort_key(term.name), term.slug))
    return terms
