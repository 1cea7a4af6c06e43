"""What the site says, without any database: the same for every system that is measured.

Pictures, members, categories and the like are numbers from 0; whoever writes them knows their rows.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from random import Random

from .words import CITIES, company, headline, person, sentence, sentences

CATEGORIES = ("Veranstaltungen", "Forschung", "Förderung", "Mitglieder", "Ausbildung", "Presse")
SECTORS = (
    "Optik",
    "Medizintechnik",
    "Sensorik",
    "Lasertechnik",
    "Software",
    "Bildung",
    "Beratung",
    "Energie",
)
TAGS = tuple(f"Thema {letter}" for letter in "ABCDEFGHIJKLMNOPQRSTUVWXYZ")
COMPETENCES = tuple(f"Kompetenz {letter}" for letter in "ABCDEFGHIJKLMNOPQRSTUVWXYZ")
STANDARD_PAGES = ("Über uns", "Vorstand", "Mitglied werden", "Impressum", "Datenschutz")
#: Wide, upright and square.
PICTURE_SIZES = ((4000, 3000), (3000, 4000), (3600, 2400), (3000, 3000))
LOGO_SIZE = (800, 300)
#: The newest article; none is of a day to come.
NEWEST = date(2026, 1, 15)
ARTICLES_A_DAY = 10
#: A word that stands in the title of one article of forty, and nowhere else.
RARE_WORD = "Quantenkaskade"

#: Kind of block and its values.
Block = tuple[str, dict[str, object]]


@dataclass(frozen=True, slots=True)
class Numbers:
    """How much there is of everything."""

    articles: int = 1_000
    members: int = 500
    galleries: int = 60
    pictures: int = 9_000
    pictures_of_an_article: int = 9
    pictures_of_a_gallery: int = 24


@dataclass(frozen=True, slots=True)
class Article:
    title: str
    slug: str
    teaser: str
    day: date
    category: int
    tags: tuple[int, ...]
    members: tuple[int, ...]
    pictures: tuple[int, ...]
    captions: tuple[str, ...]
    body: tuple[Block, ...]
    is_featured: bool


@dataclass(frozen=True, slots=True)
class Member:
    name: str
    slug: str
    teaser: str
    kind: int
    sectors: tuple[int, ...]
    competences: tuple[int, ...]
    street: str
    postal_code: str
    city: str
    latitude: float
    longitude: float
    joined_on: date
    founded_year: int
    body: tuple[Block, ...]
    contact: dict[str, str]


@dataclass(frozen=True, slots=True)
class Gallery:
    title: str
    slug: str
    day: date
    intro: str
    photographer: str
    pictures: tuple[int, ...]
    news: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Plan:
    """Makes the things of a site, each by its number."""

    numbers: Numbers = field(default_factory=Numbers)

    def articles(self) -> Iterator[Article]:
        """Yield the articles, the oldest first, as they were written."""
        return map(self.article, reversed(range(self.numbers.articles)))

    def members(self) -> Iterator[Member]:
        return map(self.member, range(self.numbers.members))

    def galleries(self) -> Iterator[Gallery]:
        return map(self.gallery, range(self.numbers.galleries))

    def article(self, number: int) -> Article:
        """Return an article; number 0 is the newest."""
        random = Random(f"article {number}")
        of_one = self.numbers.pictures_of_an_article
        pictures = tuple((number * of_one + place) % self.numbers.pictures for place in range(of_one))
        rare = f"{RARE_WORD}: " if number % 40 == 0 else ""
        return Article(
            title=f"{rare}{headline(random)}",
            slug=f"artikel-{number}",
            teaser=sentences(random, 2),
            day=NEWEST - timedelta(days=number // ARTICLES_A_DAY),
            category=number % len(CATEGORIES),
            tags=tuple(random.sample(range(len(TAGS)), 2)),
            members=(random.randrange(self.numbers.members),) if self.numbers.members else (),
            pictures=pictures,
            captions=tuple(sentence(random) if place % 3 == 0 else "" for place in range(of_one)),
            body=_article_body(random, pictures),
            is_featured=number % 10 == 0,
        )

    def member(self, number: int) -> Member:
        random = Random(f"member {number}")
        return Member(
            name=company(random, number),
            slug=f"mitglied-{number}",
            teaser=sentence(random),
            kind=number % 3,
            sectors=tuple(random.sample(range(len(SECTORS)), 1 + number % 2)),
            competences=tuple(random.sample(range(len(COMPETENCES)), 3)),
            street=f"Musterweg {number + 1}",
            postal_code=f"{7000 + number:05}",
            city=random.choice(CITIES),
            latitude=round(random.uniform(50.2, 51.6), 5),
            longitude=round(random.uniform(9.9, 12.6), 5),
            joined_on=NEWEST - timedelta(days=number * 3),
            founded_year=1950 + number % 70,
            body=(
                ("paragraph", {"html": f"<p>{sentences(random, 5)}</p>"}),
                ("heading", {"level": "2", "text": headline(random)}),
                ("paragraph", {"html": f"<p>{sentences(random, 5)}</p>"}),
            ),
            contact={
                "name": person(random),
                "role": "Geschäftsführung",
                "email": f"post@mitglied-{number}.example",
                "phone": "+49 3641 555010",
            },
        )

    def gallery(self, number: int) -> Gallery:
        random = Random(f"gallery {number}")
        of_one, pool = self.numbers.pictures_of_a_gallery, self.numbers.pictures
        news = (number % self.numbers.articles,) if self.numbers.articles else ()
        return Gallery(
            title=headline(random),
            slug=f"galerie-{number}",
            day=NEWEST - timedelta(days=number * 20),
            intro=f"<p>{sentences(random, 2)}</p>",
            photographer=person(random),
            pictures=tuple((number * 149 + place) % pool for place in range(of_one)),
            news=news,
        )


def _article_body(random: Random, pictures: tuple[int, ...]) -> tuple[Block, ...]:
    """Return what press releases are made of: some 250 words, two pictures, a quotation, links."""
    return (
        ("paragraph", {"html": f"<p>{sentences(random, 4)}</p><p>{sentences(random, 3)}</p>"}),
        ("heading", {"level": "2", "text": headline(random)}),
        ("paragraph", {"html": f"<p>{sentences(random, 3)}</p>", "link_to": random.randrange(5)}),
        ("image", {"picture": pictures[1 % len(pictures)], "caption": sentence(random)}),
        ("quote", {"text": sentences(random, 2), "attribution": person(random), "role": "Vorstand"}),
        ("paragraph", {"html": f"<p>{sentences(random, 3)} <b>{headline(random)}</b></p>"}),
        ("image", {"picture": pictures[2 % len(pictures)], "caption": ""}),
        ("heading", {"level": "2", "text": headline(random)}),
        ("paragraph", {"html": f"<p>{sentences(random, 4)}</p>", "link_to": random.randrange(5)}),
    )
