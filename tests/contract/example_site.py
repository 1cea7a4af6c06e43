"""The small site that the example answers in `frontend_contract/examples/` come from."""

from datetime import UTC, date, datetime
from typing import Any

from wagtail.contrib.redirects.models import Redirect
from wagtail.models import PageViewRestriction

from cms.api.pages.page_types import page_types
from cms.home.sites import start_site
from cms.media.services.rendition_files import generate_renditions
from cms.navigation.models import SiteSettings
from tests.factories.bodies import every_block
from tests.factories.media import CmsDocumentFactory, CmsImageFactory, ImageTextFactory
from tests.factories.pages import (
    FormPageFactory,
    GalleryPageFactory,
    MemberPageFactory,
    NewsPageFactory,
    StandardPageFactory,
    page_factory,
)
from tests.factories.snippets import CategoryFactory, MenuFactory, SectorFactory

#: When the example answers were given.
MOMENT = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)


def _image(title: str, color: str, **more: Any) -> Any:
    image = CmsImageFactory(
        title=title, width=1600, height=1000, color=color, credit="Foto: Jo Muster", **more
    )
    ImageTextFactory(image=image, language="de", alt=f"{title} im Hof", caption="Im Hof des Vereins")
    generate_renditions(image)
    image.refresh_from_db()
    return image


def build_example_site() -> None:
    """Make a German and English site with one of everything."""
    started = start_site(name="Verein Beispiel", hostname="www.verein.example", port=443)
    images = [_image("Fest", "teal"), _image("Halle", "navy"), _image("Labor", "maroon")]
    document = CmsDocumentFactory(title="Satzung", file_name="satzung.pdf")
    category = CategoryFactory(name="Veranstaltungen")
    sector = SectorFactory(name="Medizintechnik")
    members = [
        MemberPageFactory(
            title="Äther Optik GmbH",
            logo=images[1],
            sectors=[sector],
            competences=["Optik"],
            street="Musterweg 1",
            postal_code="04103",
            city="Leipzig",
            country="DE",
            latitude=51.34,
            longitude=12.37,
            website="https://aether.example/",
            email="post@aether.example",
            phone="+49 341 555020",
            founded_year=2011,
            employees="10-49",
            joined_on=date(2026, 1, 15),
            teaser="Linsen für die Augenheilkunde.",
        ),
        MemberPageFactory(title="Institut Nord", kind="research", city="Rostock", country="DE"),
    ]
    imprint = StandardPageFactory(
        title="Impressum", role="imprint", body=[("paragraph", {"text": "<p>Verein Beispiel e. V.</p>"})]
    )
    FormPageFactory(
        title="Kontakt",
        is_contact=True,
        body=[("paragraph", {"text": "<p>Schreiben Sie uns.</p>"})],
        consent=f'<p>Ich stimme zu. Mehr im <a linktype="page" id="{imprint.pk}">Impressum</a>.</p>',
        thank_you="<p>Danke. Wir melden uns bald.</p>",
        to_address="post@verein.example",
        fields=[
            {"label": "Name", "field_type": "singleline", "autocomplete": "name"},
            {"label": "E-Mail", "field_type": "email", "autocomplete": "email"},
            {
                "label": "Themen",
                "field_type": "checkboxes",
                "choices": "Mitgliedschaft\nPresse\nAnderes",
                "required": False,
            },
            {"label": "Nachricht", "field_type": "multiline", "max_length": 2000},
        ],
    )
    older = NewsPageFactory(
        title="Neue Räume", date=date(2026, 1, 20), cover=images[1], categories=[category]
    )
    gallery = GalleryPageFactory(
        title="Sommerfest", date=date(2025, 7, 4), pictures=images, news=[older], photographer="Jo Muster"
    )
    NewsPageFactory(
        title="Fest im Hof",
        date=date(2026, 2, 14),
        cover=images[0],
        is_featured=True,
        categories=[category],
        tags=["Fest"],
        members=members,
        pictures=images,
        teaser="Der Verein hat gefeiert.",
        body=every_block(
            images=images[:2],
            document=document,
            members=members[:1],
            news=[older],
            gallery=gallery,
            page=imprint,
        ),
    )
    intern = StandardPageFactory(
        title="Für Mitglieder", body=[("paragraph", {"text": "<p>Protokolle und Termine.</p>"})]
    )
    PageViewRestriction.objects.create(
        page=intern, restriction_type=PageViewRestriction.PASSWORD, password="Sommerfest"
    )
    Redirect.add_redirect("/index.php?id=12", older, site=started.site)
    Redirect.add_redirect("/verein.html", "/de/impressum/")
    Redirect.add_redirect("/karte", "https://karte.example/?ort=hof", is_permanent=False)
    others = [one.model for one in page_types().values() if one.list and not one.model.objects.exists()]
    for model in others:
        page_factory(model)(title="Beispiel", teaser="Eines von jeder Art.", cover=images[0])
    home = started.homes["de"]
    home.claim, home.hero = "Gemeinsam weiter.", images[0]
    home.body = [("news", {"heading": "Neues", "news": [], "category": None, "count": 3})]
    home.save_revision().publish()
    MenuFactory(items=[{"label": "Über uns", "page": imprint, "url": ""}])
    MenuFactory(name="footer", items=[{"label": "", "page": imprint, "url": ""}])
    settings = SiteSettings.objects.get(site=started.site)
    settings.email, settings.phone, settings.address = (
        "post@verein.example",
        "+49 341 555000",
        "Hof 1\n04103 Leipzig",
    )
    settings.social_links = [("url", "https://www.linkedin.com/company/beispiel/")]
    settings.save()
    older.title, older.teaser = "Neue Räume im Anbau", "Nur im Entwurf."
    older.save_revision()
