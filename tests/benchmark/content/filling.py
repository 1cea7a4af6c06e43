"""Fills an empty, migrated database of the CMS."""

import json
from collections.abc import Callable, Iterable, Iterator
from typing import Any

from wagtail.models import Page

from cms.delivery.public_pages import register_public_pages
from cms.galleries.models import GalleryIndexPage, GalleryNews, GalleryPage, GalleryPicture
from cms.home.sites import start_site
from cms.media.models import CaptionedPicture
from cms.members.choices import MemberKind
from cms.members.models import Competence, MemberCompetence, MemberIndexPage, MemberPage, Sector
from cms.news.models import Category, NewsIndexPage, NewsMember, NewsPage, NewsPicture, NewsTag, Tag

from .bodies import BodyWriter, item
from .inserting import BATCH, insert_pages
from .library import fill_library
from .plan import CATEGORIES, COMPETENCES, SECTORS, TAGS, Article, Gallery, Member, Plan
from .site import add_standard_pages, add_surroundings, fill_home

Say = Callable[[str], None]


def fill(plan: Plan, say: Say = print) -> None:
    """Make the site of a plan. The database is migrated and has no site of ours yet."""
    started = start_site(name="Verein Beispiel", hostname="localhost", port=3000)
    home = started.homes["de"]
    say(f"  {plan.numbers.pictures:,} pictures, {plan.numbers.members:,} logos")
    pictures, logos = fill_library(plan.numbers)
    standard_pages = add_standard_pages(home)
    add_surroundings(started, standard_pages, pictures)
    filling = _Filling(pictures, logos, BodyWriter(pictures, standard_pages), home.locale)
    say(f"  {plan.numbers.members:,} members")
    filling.members = filling.pages(MemberIndexPage, map(filling.member, plan.members()))
    say(f"  {plan.numbers.articles:,} articles")
    filling.news = filling.pages(NewsIndexPage, map(filling.article, plan.articles()))[::-1]
    say(f"  {plan.numbers.galleries:,} galleries")
    galleries = filling.pages(GalleryIndexPage, map(filling.gallery, plan.galleries()))
    fill_home(home, filling.writer, next(iter(galleries), None), pictures, standard_pages[2])
    say("  the register of public pages")
    register_public_pages()


class _Filling:
    def __init__(self, pictures: list[int], logos: list[int], writer: BodyWriter, locale: Any) -> None:
        self.pictures, self.logos, self.writer, self._locale = pictures, logos, writer, locale
        self.members: list[int] = []
        self.news: list[int] = []
        self._count = 0
        self._categories = [Category.objects.create(name=name, locale=locale) for name in CATEGORIES]
        self._sectors = [Sector.objects.create(name=name, locale=locale) for name in SECTORS]
        self._tags = [Tag.objects.create(name=name, slug=f"tag-{n}") for n, name in enumerate(TAGS)]
        self._competences = [
            Competence.objects.create(name=name, slug=f"kompetenz-{n}") for n, name in enumerate(COMPETENCES)
        ]

    def pages(self, section: Any, pages: Iterable[Any]) -> list[int]:
        """Insert pages in a section of the German tree; return their ids."""
        parent = section.objects.get(locale=self._locale)
        ids: list[int] = []
        for batch in insert_pages(parent, self._derived(pages)):
            ids.extend(page.pk for page in batch)
            rows = {(page.pk, image) for page in batch for image, _words in page.captions()}
            CaptionedPicture.objects.bulk_create(
                (CaptionedPicture(page_id=page, image_id=image) for page, image in sorted(rows)),
                batch_size=BATCH,
            )
        return ids

    def _derived(self, pages: Iterable[Page]) -> Iterator[Any]:
        for page in pages:
            page.locale = self._locale
            page.derive_columns()
            yield page

    def article(self, article: Article) -> NewsPage:
        page: Any = NewsPage(
            title=article.title,
            slug=article.slug,
            teaser=article.teaser,
            date=article.day,
            is_featured=article.is_featured,
            cover_id=self.pictures[article.pictures[0]],
            body=self.writer.stored(article.slug, article.body),
            contacts=json.dumps([]),
        )
        page.categories = [self._categories[article.category]]
        page.tagged_items = [NewsTag(tag=self._tags[tag]) for tag in article.tags]
        page.member_links = [NewsMember(member_id=self.members[number]) for number in article.members]
        page.pictures = [
            NewsPicture(image_id=self.pictures[picture], caption=caption)
            for picture, caption in zip(article.pictures, article.captions, strict=True)
        ]
        return page

    def member(self, member: Member) -> MemberPage:
        contact: dict[str, Any] = {**member.contact, "websites": [], "portrait": None}
        page: Any = MemberPage(
            title=member.name,
            slug=member.slug,
            teaser=member.teaser,
            kind=list(MemberKind)[member.kind % len(MemberKind)],
            logo_id=self.logos[self._count],
            body=self.writer.stored(member.slug, member.body),
            street=member.street,
            postal_code=member.postal_code,
            city=member.city,
            country="DE",
            latitude=member.latitude,
            longitude=member.longitude,
            website=f"https://{member.slug}.example/",
            email=member.contact["email"],
            phone=member.contact["phone"],
            social_links=json.dumps([item(member.slug, "url", "https://www.linkedin.com/company/x/")]),
            founded_year=member.founded_year,
            employees="10-49",
            joined_on=member.joined_on,
            contacts=json.dumps([item(f"{member.slug}/k", "person", contact)]),
        )
        self._count += 1
        page.sectors = [self._sectors[number] for number in member.sectors]
        page.competence_items = [
            MemberCompetence(tag=self._competences[number]) for number in member.competences
        ]
        return page

    def gallery(self, gallery: Gallery) -> GalleryPage:
        page: Any = GalleryPage(
            title=gallery.title,
            slug=gallery.slug,
            date=gallery.day,
            intro=gallery.intro,
            photographer=gallery.photographer,
            cover_id=self.pictures[gallery.pictures[0]],
        )
        page.pictures = [GalleryPicture(image_id=self.pictures[picture]) for picture in gallery.pictures]
        page.news_links = [GalleryNews(news_id=self.news[number]) for number in gallery.news]
        return page
