"""A started site with its fixed pages, menus, settings and home page."""

import json
from typing import Any

from cms.home.choices import StandardPageRole
from cms.home.models import HomePage, StandardPage
from cms.home.sites import StartedSite
from cms.navigation.models import Menu, SiteSettings

from .bodies import BodyWriter, item
from .inserting import insert_pages
from .plan import STANDARD_PAGES

_EMPTY_LINK = {"title": "", "page": None, "url": "", "document": None, "email": "", "phone": ""}


def add_standard_pages(home: HomePage) -> list[int]:
    """Insert the pages that are neither news nor members nor galleries; return their ids."""
    roles = {"Impressum": StandardPageRole.IMPRINT, "Datenschutz": StandardPageRole.PRIVACY}
    text = json.dumps(
        [item("fest", "paragraph", {"text": "<p>Verein Beispiel e. V., Musterweg 1, Jena.</p>"})]
    )
    pages = []
    for number, title in enumerate(STANDARD_PAGES):
        page = StandardPage(title=title, slug=f"seite-{number}", body=text, teaser=title)
        page.role = roles.get(title, StandardPageRole.NONE)
        page.derive_columns()
        pages.append(page)
    return [page.pk for batch in insert_pages(home, pages) for page in batch]


def add_surroundings(started: StartedSite, standard_pages: list[int], pictures: list[int]) -> None:
    """Make both menus, and what the site says of itself."""
    home = started.homes["de"]
    sections = list(home.get_children().in_menu()) or list(home.get_children()[:4])
    entries = [page.pk for page in sections] + standard_pages[:2]
    for name, ids in (("main", entries), ("footer", standard_pages)):
        children = [item(f"{name}/{pk}", "item", _entry(pk)) for pk in standard_pages[:3]]
        items = [
            item(f"{name}/{place}", "item", {**_entry(pk), "children": children if place == 0 else []})
            for place, pk in enumerate(ids)
        ]
        Menu.objects.create(name=name, locale=home.locale, items=json.dumps(items))
    settings = SiteSettings.objects.get(site=started.site)
    settings.email, settings.phone = "post@verein.example", "+49 3641 555000"
    settings.address = "Musterweg 1\n07743 Jena"
    settings.logo_id = pictures[0]
    settings.social_links = json.dumps([item("s", "url", "https://www.linkedin.com/company/beispiel/")])
    settings.save()


def fill_home(home: Any, writer: BodyWriter, gallery: int | None, pictures: list[int], target: int) -> None:
    """Give the home page a picture, a button, and what is newest of everything."""
    home.refresh_from_db()
    images = [item(f"bild/{pk}", "item", {"image": pk, "caption": "", "credit": ""}) for pk in pictures[9:15]]
    blocks = [
        item("text", "paragraph", {"text": "<p>Wir verbinden Forschung und Unternehmen im ganzen Land.</p>"}),
        item("news", "news", {"heading": "Neues", "news": [], "category": None, "count": 6}),
        item("members", "members", {"heading": "Neu dabei", "members": [], "count": 6}),
        item("gallery", "gallery", {"images": images, "gallery": gallery}),
        item("zitat", "quote", {"text": "Gemeinsam sehen wir weiter.", "attribution": "Ada", "role": ""}),
        item("ruf", "call_to_action", {"text": "Komm dazu.", "link": {**_EMPTY_LINK, "page": target}}),
    ]
    home.heading, home.claim, home.hero_id = "Verein Beispiel", "Gemeinsam weiter.", pictures[0]
    home.call_to_action = json.dumps([item("knopf", "link", {**_EMPTY_LINK, "page": target})])
    home.body = json.dumps(blocks)
    home.save_revision().publish()


def _entry(page: int) -> dict[str, Any]:
    return {"label": "", "page": page, "url": ""}
