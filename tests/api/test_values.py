"""Field values of pages: labels in the page's language, absolute addresses, SEO and JSON-LD."""

import json
from datetime import date
from typing import Any

import pytest
from django.utils import translation

from cms.home.sites import StartedSite
from cms.members.models import MemberPage
from tests.factories.media import CmsImageFactory, ImageTextFactory
from tests.factories.pages import GalleryPageFactory, MemberPageFactory, NewsPageFactory, StandardPageFactory
from tests.factories.snippets import CategoryFactory, SectorFactory

from .conftest import Ask


def test_a_member_with_everything(site: StartedSite, ask: Ask) -> None:
    MemberPageFactory(
        title="Öl & Söhne",
        kind="public_body",
        sectors=[SectorFactory(name="Zucker"), SectorFactory(name="Äpfel")],
        competences=["Ölmühle", "Abfüllung"],
        street="Weg 1",
        postal_code="04103",
        city="Leipzig",
        country="DE",
        latitude=51.34,
        longitude=12.37,
        website="https://oel.example/",
        email="post@oel.example",
        phone="+49 341 1",
        social_links=[
            ("url", "https://www.linkedin.com/company/oel"),
            ("url", "https://mastodon.example/@oel"),
            ("url", "https://oel.example/blog"),
        ],
        founded_year=1999,
        employees="10-49",
        joined_on=date(2020, 2, 1),
        teaser="Wir pressen.",
        contacts=[("person", {"name": "Büro", "role": "", "email": "", "phone": "", "websites": []})],
    )
    member = ask(
        """{ memberPage(slug: "oel-soehne") {
          name kind sectors { slug name } competences { name } street postalCode city countryCode country
          location { lat lng } website email phone socialLinks { service url } foundedYear employees joinedOn isNew
          teaser contacts { name role email phone websites portrait { id } }
        } }"""
    )["memberPage"]
    assert member == {
        "name": "Öl & Söhne",
        "kind": "PUBLIC_BODY",
        "sectors": [{"slug": "aepfel", "name": "Äpfel"}, {"slug": "zucker", "name": "Zucker"}],
        "competences": [{"name": "Abfüllung"}, {"name": "Ölmühle"}],
        "street": "Weg 1",
        "postalCode": "04103",
        "city": "Leipzig",
        "countryCode": "DE",
        "country": "Deutschland",
        "location": {"lat": 51.34, "lng": 12.37},
        "website": "https://oel.example/",
        "email": "post@oel.example",
        "phone": "+49 341 1",
        "socialLinks": [
            {"service": "linkedin", "url": "https://www.linkedin.com/company/oel"},
            {"service": "mastodon", "url": "https://mastodon.example/@oel"},
            {"service": "website", "url": "https://oel.example/blog"},
        ],
        "foundedYear": 1999,
        "employees": "10-49",
        "joinedOn": "2020-02-01",
        "isNew": False,
        "teaser": "Wir pressen.",
        "contacts": [
            {"name": "Büro", "role": "", "email": None, "phone": None, "websites": [], "portrait": None}
        ],
    }


def test_a_member_with_nothing(site: StartedSite, ask: Ask) -> None:
    MemberPageFactory(title="Leer")
    member = ask(
        """{ memberPage(slug: "leer") {
          logo { id } body { id } sectors { id } competences { id } street countryCode country location { lat }
          website email phone socialLinks { url } foundedYear employees joinedOn isNew contacts { id } news { id }
          teaser cover { id } seo { image { id } description }
        } }"""
    )["memberPage"]
    empty = {name: [] for name in ("body", "sectors", "competences", "socialLinks", "contacts", "news")}
    texts = dict.fromkeys(("street", "countryCode", "country", "teaser"), "")
    names = ("logo", "location", "website", "email", "phone", "foundedYear", "employees", "joinedOn", "cover")
    nothing = dict.fromkeys(names)
    assert member == {**empty, **texts, **nothing, "isNew": False, "seo": {"image": None, "description": ""}}


def test_words_are_in_the_pages_language(site: StartedSite, ask: Ask) -> None:
    image = CmsImageFactory(title="Titel")
    ImageTextFactory(image=image, alt="Eine Halle", caption="Die Halle")
    ImageTextFactory(image=image, language="en", alt="A hall", caption="The hall")
    for language in ("de", "en"):
        MemberPageFactory(title="Uni", kind="research", country="DE", logo=image, language=language)
    query = """{
      de: memberPage(slug: "uni") { kindLabel country language logo { id alt caption } }
      en: memberPage(slug: "uni", language: EN) { kindLabel country language logo { id alt caption } }
    }"""
    with translation.override("fr"):
        answer = ask(query)
    german, english = answer["de"], answer["en"]
    assert (german["country"], german["logo"]["alt"], german["logo"]["caption"]) == (
        "Deutschland",
        "Eine Halle",
        "Die Halle",
    )
    assert (english["country"], english["logo"]["alt"], english["logo"]["caption"]) == (
        "Germany",
        "A hall",
        "The hall",
    )
    assert english["kindLabel"] == "Research institute"
    assert german["kindLabel"] != english["kindLabel"]
    assert german["logo"]["id"] != english["logo"]["id"]


def test_alternative_texts_fall_back_but_captions_do_not(site: StartedSite, ask: Ask) -> None:
    plain, german, decorative = (CmsImageFactory(title=f"Titel {number}") for number in range(3))
    ImageTextFactory(image=german, alt="Eine Halle", caption="Die Halle")
    ImageTextFactory(image=decorative, language="en", alt="", is_decorative=True)
    NewsPageFactory(title="News", language="en", pictures=[plain, german, decorative])
    gallery = ask('{ newsPage(slug: "news", language: EN) { gallery { caption image { alt caption } } } }')[
        "newsPage"
    ]["gallery"]
    assert [(one["image"]["alt"], one["image"]["caption"], one["caption"]) for one in gallery] == [
        ("Titel 0", "", ""),
        ("Eine Halle", "", ""),
        ("", "", ""),
    ]


def test_an_alternative_text_says_which_language_it_is_in(site: StartedSite, ask: Ask) -> None:
    german, both, decorative, untold = (CmsImageFactory(title=name) for name in ("g", "b", "d", "u"))
    ImageTextFactory(image=german, alt="Eine Halle")
    ImageTextFactory(image=both, alt="Eine Halle")
    ImageTextFactory(image=both, language="en", alt="A hall")
    ImageTextFactory(image=decorative, language="en", alt="", is_decorative=True)
    NewsPageFactory(title="News", language="en", pictures=[german, both, decorative, untold])
    gallery = ask('{ newsPage(slug: "news", language: EN) { gallery { image { alt altLanguage } } } }')[
        "newsPage"
    ]["gallery"]
    assert [(one["image"]["alt"], one["image"]["altLanguage"]) for one in gallery] == [
        ("Eine Halle", "DE"),
        ("A hall", "EN"),
        ("", None),
        ("u", None),
    ]


def test_words_for_one_place_come_before_the_pictures_own(site: StartedSite, ask: Ask) -> None:
    image = CmsImageFactory(credit="Foto: A")
    ImageTextFactory(image=image, caption="Die Halle")
    page = GalleryPageFactory(title="Fest", pictures=[image, image])
    first = page.pictures.all()[0]
    first.caption, first.credit = "Nur hier", "Foto: B"
    first.save()
    query = (
        '{ galleryPage(slug: "fest") { images { nodes { id caption credit image { id caption credit } } } } }'
    )
    one, two = ask(query)["galleryPage"]["images"]["nodes"]
    assert (one["caption"], one["credit"]) == ("Nur hier", "Foto: B")
    assert (two["caption"], two["credit"]) == ("Die Halle", "Foto: A")
    assert (
        one["image"] == two["image"] == {"id": f"{image.pk}-de", "caption": "Die Halle", "credit": "Foto: A"}
    )
    assert one["id"] != two["id"]


def test_an_albums_photographer_is_named_where_nobody_else_is(site: StartedSite, ask: Ask) -> None:
    credited, plain = CmsImageFactory(credit="Foto: A"), CmsImageFactory(credit="")
    album = GalleryPageFactory(title="Fest", pictures=[credited, plain, plain], photographer="Jo Muster")
    third = album.pictures.all()[2]
    third.credit = "Foto: C"
    album.pictures.add(third)
    album.save_revision().publish()
    chosen = {"images": [{"image": plain, "caption": "", "credit": ""}], "gallery": album}
    NewsPageFactory(
        title="Bericht",
        pictures=[plain],
        body=[("gallery", {"images": [], "gallery": album}), ("gallery", chosen)],
    )
    data = ask(
        """{
          galleryPage(slug: "fest") { images { nodes { credit image { credit } } } }
          newsPage(slug: "bericht") {
            gallery { credit } body { ... on GalleryBlock { images { credit } } }
          }
        }"""
    )
    nodes = data["galleryPage"]["images"]["nodes"]
    assert [node["credit"] for node in nodes] == ["Foto: A", "Jo Muster", "Foto: C"]
    assert [node["image"]["credit"] for node in nodes] == ["Foto: A", "", ""]
    of_the_album, of_the_library = data["newsPage"]["body"]
    assert [one["credit"] for one in of_the_album["images"]] == ["Foto: A", "Jo Muster", "Foto: C"]
    # Somebody else may have taken what stands outside of the album.
    assert of_the_library["images"] == data["newsPage"]["gallery"] == [{"credit": ""}]


def test_pictures(site: StartedSite, ask: Ask) -> None:
    image = CmsImageFactory(width=1600, height=1200)
    image.focal_point_x, image.focal_point_y = 400, 900
    image.focal_point_width = image.focal_point_height = 10
    image.save()
    vector = CmsImageFactory(
        data=b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 300 100"/>', extension="svg"
    )
    MemberPageFactory(title="M", cover=image, logo=vector)
    member = ask(
        """{ memberPage(slug: "m") {
          cover { width height focalPoint { x y } placeholder rendition(preset: CARD) { url mimeType } }
          logo { width height focalPoint { x } placeholder sources(preset: LOGO) { srcSet }
                 rendition(preset: LOGO) { url width height mimeType } }
        } }"""
    )["memberPage"]
    assert (member["cover"]["width"], member["cover"]["height"]) == (1600, 1200)
    assert member["cover"]["focalPoint"] == {"x": 0.25, "y": 0.75}
    assert member["cover"]["placeholder"].startswith("data:image/")
    assert member["cover"]["rendition"]["url"].startswith("http://localhost:8000/media/")
    logo = member["logo"]
    assert (logo["focalPoint"], logo["placeholder"], logo["sources"]) == (None, None, [])
    rendition = logo["rendition"]
    assert (rendition["mimeType"], rendition["width"]) == ("image/svg+xml", 320)
    assert rendition["url"].startswith("http://localhost:8000/media/")


def test_cards_take_what_there_is(site: StartedSite, ask: Ask) -> None:
    """Cover, else logo, else the first picture of the body; teaser, else the first text."""
    cover, logo, inside = (CmsImageFactory() for _ in range(3))
    body = [
        ("heading", {"level": "2", "text": "Titel"}),
        ("paragraph", {"text": "<p>Erster <b>Satz</b>.</p><p>Zweiter.</p>"}),
        ("image", {"image": inside}),
    ]
    MemberPageFactory(title="a", cover=cover, logo=logo, body=body, teaser=" Anreißer ")
    MemberPageFactory(title="b", logo=logo, body=body)
    MemberPageFactory(title="c", body=body)
    NewsPageFactory(title="d", pictures=[inside])
    GalleryPageFactory(title="e", pictures=[inside, cover], intro="<p>Ein Fest</p>")
    StandardPageFactory(title="f", body=[("gallery", {"images": [{"image": inside}], "gallery": None})])
    answer = ask(
        """{
          members { nodes { teaser cover { id } } }
          newsPage(slug: "d") { teaser cover { id } }
          galleryPage(slug: "e") { teaser cover { id } }
          route(path: "/de/f/") { page { teaser cover { id } } }
        }"""
    )
    cards = [*answer["members"]["nodes"], answer["newsPage"], answer["galleryPage"], answer["route"]["page"]]
    assert [card["cover"]["id"] for card in cards] == [
        f"{image.pk}-de" for image in (cover, logo, inside, inside, inside, inside)
    ]
    text = "Erster Satz. Zweiter."
    assert [card["teaser"] for card in cards] == ["Anreißer", text, text, "", "Ein Fest", ""]


def test_breadcrumbs_and_translations(site: StartedSite, ask: Ask) -> None:
    about = StandardPageFactory(title="Über uns")
    page = StandardPageFactory(title="Satzung", parent=about)
    StandardPageFactory(title="Draft", language="en", translation_key=page.translation_key, is_live=False)
    news = NewsPageFactory(title="Artikel")
    NewsPageFactory(title="Article", language="en", translation_key=news.translation_key)
    query = """query ($path: String!) { route(path: $path) { page {
      breadcrumbs { title path url } translations { language code path url }
    } } }"""

    def of(path: str) -> Any:
        return ask(query, path=path)["route"]["page"]

    home = {"title": "Startseite", "path": "/de/", "url": "http://localhost:3000/de/"}
    german = {"language": "DE", "code": "de"}
    assert of("/de/ueber-uns/satzung/") == {
        "breadcrumbs": [
            home,
            {"title": "Über uns", "path": "/de/ueber-uns/", "url": "http://localhost:3000/de/ueber-uns/"},
        ],
        "translations": [
            {**german, "path": "/de/ueber-uns/satzung/", "url": "http://localhost:3000/de/ueber-uns/satzung/"}
        ],
    }
    assert of("/de/")["breadcrumbs"] == []
    versions = [(one["code"], one["path"]) for one in of("/en/news/article/")["translations"]]
    assert versions == [("de", "/de/news/artikel/"), ("en", "/en/news/article/")]
    assert of("/de/news/artikel/")["translations"] == of("/en/news/article/")["translations"]


def test_seo_falls_back_to_what_the_page_says(site: StartedSite, ask: Ask) -> None:
    cover, social = CmsImageFactory(), CmsImageFactory()
    NewsPageFactory(title="a", teaser="Anreißer", cover=cover)
    NewsPageFactory(
        title="b",
        teaser="Anreißer",
        cover=cover,
        seo_title="Suchtitel",
        search_description="Suchtext",
        social_image=social,
        is_noindex=True,
    )
    query = "query ($slug: String!) { newsPage(slug: $slug) { seo { title description canonicalUrl noindex image { id } } } }"
    assert ask(query, slug="a")["newsPage"]["seo"] == {
        "title": "a",
        "description": "Anreißer",
        "canonicalUrl": "http://localhost:3000/de/news/a/",
        "noindex": False,
        "image": {"id": f"{cover.pk}-de"},
    }
    assert ask(query, slug="b")["newsPage"]["seo"] == {
        "title": "Suchtitel",
        "description": "Suchtext",
        "canonicalUrl": "http://localhost:3000/de/news/b/",
        "noindex": True,
        "image": {"id": f"{social.pk}-de"},
    }


EVIL = "</script><script>alert('&')</script><!-- \u2028"


def test_structured_data_is_safe_in_a_script(site: StartedSite, ask: Ask) -> None:
    category = CategoryFactory(name=EVIL)
    image = CmsImageFactory()
    NewsPageFactory(
        title=EVIL, slug="n", teaser=EVIL, cover=image, date=date(2025, 1, 24), categories=[category]
    )
    MemberPageFactory(title=EVIL, slug="m", street=EVIL, city="Leipzig", country="DE")
    MemberPage.objects.update(website="javascript:x")
    GalleryPageFactory(title=EVIL, slug="g")
    paths = ["/de/", "/de/news/", "/de/news/n/", "/de/mitglieder/m/", "/de/galerien/g/"]
    found = {}
    for path in paths:
        page = ask("query ($path: String!) { route(path: $path) { page { seo { jsonLd } } } }", path=path)
        text = page["route"]["page"]["seo"]["jsonLd"]
        assert not set("<>&") & set(text)
        found[path] = json.loads(text)
        assert isinstance(found[path], list)
        assert "javascript" not in text
    article, crumbs = found["/de/news/n/"]
    assert (article["@type"], article["headline"], article["datePublished"]) == (
        "NewsArticle",
        EVIL,
        "2025-01-24",
    )
    assert article["publisher"]["name"] == "Verein"
    assert article["image"].startswith("http://localhost:8000/media/")
    assert article["url"] == "http://localhost:3000/de/news/n/"
    assert [one["item"] for one in crumbs["itemListElement"]] == [
        "http://localhost:3000/de/",
        "http://localhost:3000/de/news/",
        "http://localhost:3000/de/news/n/",
    ]
    assert found["/de/mitglieder/m/"][0]["mainEntity"]["address"]["addressCountry"] == "DE"
    assert [one["@type"] for one in found["/de/"]] == ["WebSite"]


def test_moments_are_in_utc_with_whole_seconds(site: StartedSite, ask: Ask) -> None:
    NewsPageFactory(title="a")
    page = ask('{ newsPage(slug: "a") { firstPublishedAt lastPublishedAt date } }')["newsPage"]
    for name in ("firstPublishedAt", "lastPublishedAt"):
        assert len(page[name]) == 20
        assert page[name][10] + page[name][-1] == "TZ"


@pytest.mark.parametrize(
    "address", ["ftp://a.example/", "javascript:alert(1)", "//a.example", "a.example", ""]
)
def test_an_address_that_is_no_website_is_none(site: StartedSite, ask: Ask, address: str) -> None:
    page = MemberPageFactory(title="m")
    links = json.dumps([{"type": "url", "value": address, "id": "1"}])
    type(page).objects.filter(pk=page.pk).update(website=address, social_links=links)
    member = ask('{ memberPage(slug: "m") { website socialLinks { url } } }')["memberPage"]
    assert member == {"website": None, "socialLinks": []}
