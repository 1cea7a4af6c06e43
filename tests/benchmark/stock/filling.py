"""Fills the database of the stock project with the content of a plan, a rendition of each picture at hand."""

import json
from collections.abc import Callable, Iterator
from typing import Any

from django.core.management import call_command
from wagtail.images.models import Image, Rendition
from wagtail.models import Collection, Page, Site

from tests.benchmark.content.inserting import insert_pages
from tests.benchmark.content.plan import (
    CATEGORIES,
    LOGO_SIZE,
    PICTURE_SIZES,
    SECTORS,
    Block,
    Numbers,
    Plan,
)

from .models import (
    CARD,
    CONTENT,
    HERO,
    LOGO,
    Category,
    GalleryPage,
    GalleryPicture,
    HomePage,
    MemberPage,
    NewsPage,
    NewsPicture,
    Sector,
)


def fill(plan: Plan) -> None:
    """Make the site of a plan. The database is empty."""
    call_command("migrate", verbosity=0)
    pictures, logos = _library(plan.numbers)
    categories, sectors = _terms(Category, CATEGORIES), _terms(Sector, SECTORS)
    home = _home(pictures)

    def article(article: Any) -> Any:
        page: Any = NewsPage(
            title=article.title,
            slug=article.slug,
            date=article.day,
            teaser=article.teaser,
            cover_id=pictures[article.pictures[0]],
            body=_body(article.body, pictures, home.pk),
        )
        page.categories = [categories[article.category]]
        rows = zip(article.pictures, article.captions, strict=True)
        page.pictures = [NewsPicture(image_id=pictures[one], caption=caption) for one, caption in rows]
        return page

    numbers = iter(range(len(logos)))

    def member(member: Any) -> Any:
        page: Any = MemberPage(
            title=member.name,
            slug=member.slug,
            teaser=member.teaser,
            kind=("company", "research", "public")[member.kind],
            city=member.city,
            logo_id=logos[next(numbers)],
            body=_body(member.body, pictures, home.pk),
        )
        page.sectors = [sectors[number] for number in member.sectors]
        return page

    def gallery(gallery: Any) -> Any:
        page: Any = GalleryPage(
            title=gallery.title,
            slug=gallery.slug,
            date=gallery.day,
            cover_id=pictures[gallery.pictures[0]],
        )
        page.pictures = [GalleryPicture(image_id=pictures[picture]) for picture in gallery.pictures]
        return page

    _section(home, "news", map(article, plan.articles()))
    _section(home, "mitglieder", map(member, plan.members()))
    _section(home, "galerien", map(gallery, plan.galleries()))


def _terms(model: Any, names: tuple[str, ...]) -> list[Any]:
    return [model.objects.create(name=name, slug=f"nr-{number}") for number, name in enumerate(names)]


def _home(pictures: list[int]) -> HomePage:
    Page.objects.filter(depth=2).delete()
    root = Page.objects.get(depth=1)
    home = HomePage(
        title="Startseite",
        slug="de",
        heading="Verein Beispiel",
        claim="Gemeinsam weiter.",
        hero_id=pictures[0],
        body=json.dumps(
            [
                {
                    "type": "paragraph",
                    "value": "<p>Wir verbinden Forschung und Unternehmen im ganzen Land.</p>",
                },
                {
                    "type": "quote",
                    "value": {"text": "Gemeinsam sehen wir weiter.", "attribution": "Ada", "role": ""},
                },
            ]
        ),
    )
    root.add_child(instance=home)
    Site.objects.create(hostname="localhost", root_page=home, is_default_site=True)
    return home


def _section(home: HomePage, slug: str, pages: Iterator[Any]) -> None:
    home.refresh_from_db()
    section = home.add_child(instance=Page(title=slug.title(), slug=slug))
    for _batch in insert_pages(section, pages):
        pass


def _library(numbers: Numbers) -> tuple[list[int], list[int]]:
    collection = Collection.get_first_root_node()

    def image(name: str, size: tuple[int, int], number: int) -> Image:
        return Image(
            title=f"{name.title()} {number}",
            file=f"original_images/{name}-{number}.jpg",
            width=size[0],
            height=size[1],
            file_size=3_000_000,
            collection=collection,
        )

    sizes = [PICTURE_SIZES[number % len(PICTURE_SIZES)] for number in range(numbers.pictures)]
    sizes += [LOGO_SIZE] * numbers.members
    rows = [
        image("bild" if number < numbers.pictures else "logo", size, number)
        for number, size in enumerate(sizes)
    ]
    images = Image.objects.bulk_create(rows, batch_size=500)
    specs: list[tuple[str, Callable[[int, int], tuple[int, int]]]] = [
        (CARD, lambda width, height: (640, 640 * height // width)),
        (CONTENT, lambda width, height: (1280, 1280 * height // width)),
        (HERO, lambda width, height: (1920, 1920 * height // width)),
        (LOGO, lambda width, height: (320, 320 * height // width)),
    ]
    renditions = (
        Rendition(
            image=one,
            filter_spec=spec,
            focal_point_key="",
            width=size_of(one.width, one.height)[0],
            height=size_of(one.width, one.height)[1],
            file=f"images/{one.pk}.{spec}.jpg",
        )
        for one in images
        for spec, size_of in specs
    )
    Rendition.objects.bulk_create(renditions, batch_size=500)
    ids = [one.pk for one in images]
    return ids[: numbers.pictures], ids[numbers.pictures :]


def _body(blocks: tuple[Block, ...], pictures: list[int], target: int) -> str:
    return json.dumps([_block(kind, dict(values), pictures, target) for kind, values in blocks])


def _block(kind: str, values: dict[str, Any], pictures: list[int], target: int) -> dict[str, Any]:
    if kind == "paragraph":
        link = f'<p>Mehr <a linktype="page" id="{target}">auf dieser Seite</a>.</p>'
        return {"type": kind, "value": values["html"] + (link if "link_to" in values else "")}
    if kind == "image":
        return {
            "type": kind,
            "value": {"image": pictures[values["picture"]], "caption": values["caption"]},
        }
    return {"type": kind, "value": values}
