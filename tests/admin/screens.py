"""Content of a given size, and the address of every screen of the admin that shows it."""

from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from django.urls import reverse
from django.utils import timezone
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Site

from cms.forms.models import Submission
from cms.galleries.models import GalleryIndexPage
from cms.home.models import HomePage
from cms.members.models import MemberIndexPage
from cms.navigation.models import SiteSettings
from cms.news.models import NewsIndexPage
from tests.factories.bodies import every_block
from tests.factories.media import CmsDocumentFactory, CmsImageFactory, ImageTextFactory
from tests.factories.pages import (
    FormPageFactory,
    GalleryPageFactory,
    MemberPageFactory,
    NewsPageFactory,
    StandardPageFactory,
)
from tests.factories.snippets import CategoryFactory, MenuFactory, SectorFactory

WORD = "Uferweg"


@dataclass
class Content:
    """What stands on the site; `grow` adds to it."""

    images: list[Any] = field(default_factory=list)
    documents: list[Any] = field(default_factory=list)
    categories: list[Any] = field(default_factory=list)
    sectors: list[Any] = field(default_factory=list)
    news: list[Any] = field(default_factory=list)
    members: list[Any] = field(default_factory=list)
    #: The pages whose editors are opened, by name; each refers to everything there was when it was made.
    edited: dict[str, Any] = field(default_factory=dict)
    menu: Any = None

    def grow(self, count: int) -> None:
        """Add until there are `count` of each kind, and pages that refer to them all."""
        while len(self.images) < count:
            self._add_one_of_each()
        self._make_edited(count)

    def _add_one_of_each(self) -> None:
        number = len(self.images)
        image = CmsImageFactory(title=f"{WORD} {number}")
        for language in ("de", "en"):
            ImageTextFactory(image=image, language=language, alt=f"Bild {number}")
        self.images.append(image)
        self.documents.append(CmsDocumentFactory(title=f"{WORD} {number}"))
        self.categories.append(CategoryFactory())
        self.sectors.append(SectorFactory())
        self.members.append(MemberPageFactory(title=f"{WORD} AG {number}", logo=image))
        page = NewsPageFactory(title=f"{WORD} {number}", cover=image)
        self.news.append(page)
        StandardPageFactory(title=f"{WORD} Seite {number}")
        GalleryPageFactory(title=f"{WORD} Galerie {number}", pictures=[image])
        FormPageFactory(title=f"{WORD} Formular {number}")
        Redirect.add_redirect(f"/alt-{number}", page)

    def _make_edited(self, count: int) -> None:
        gallery: Any = GalleryPageFactory(
            title=f"Galerie mit {count}", pictures=self.images[:count], news=self.news[:count]
        )
        body = every_block(
            images=self.images[:count],
            document=self.documents[0],
            members=self.members[:count],
            news=self.news[:count],
            gallery=gallery,
            page=self.news[0],
        )
        body += [
            block
            for image, document, page in zip(self.images, self.documents, self.news, strict=True)
            for block in (
                ("image", {"image": image, "caption": "", "credit": ""}),
                ("downloads", {"files": [document]}),
                ("paragraph", {"text": f'<p><a linktype="page" id="{page.pk}">hier</a></p>'}),
                ("paragraph", {"text": f'<p><a linktype="document" id="{document.pk}">da</a></p>'}),
                ("call_to_action", {"text": "Mit.", "link": {"title": "", "page": page}}),
                ("contact", {"contacts": [{"name": "Ada", "portrait": image, "websites": []}]}),
            )
        ]
        contacts = [("person", {"name": "Ada", "portrait": image, "websites": []}) for image in self.images]
        self.edited = {
            "gallery": gallery,
            "article with every block": NewsPageFactory(
                title=f"Artikel mit {count}",
                body=body,
                contacts=contacts,
                pictures=self.images[:count],
                members=self.members[:count],
                categories=self.categories,
                tags=[f"Wort {number}" for number in range(count)],
            ),
            "plain article": NewsPageFactory(
                title=f"Meldung mit {count}",
                cover=self.images[0],
                body=[("paragraph", {"text": "<p>Viel Text.</p>"})],
                pictures=self.images[:count],
                members=self.members[:count],
                categories=self.categories,
                tags=[f"Wort {number}" for number in range(count)],
            ),
            "member": MemberPageFactory(
                title=f"Mitglied mit {count}", body=body, contacts=contacts, sectors=self.sectors
            ),
            "standard page": StandardPageFactory(title=f"Seite mit {count}", body=body, contacts=contacts),
            "form": FormPageFactory(
                title=f"Formular mit {count}",
                body=body,
                fields=[(f"Feld {number}", "singleline") for number in range(count)],
            ),
        }
        for _version in range(count):
            gallery.save_revision()
        # A draft is looked through for what is gone.
        for name in ("article with every block", "member", "form"):
            self.edited[name].title += " (Entwurf)"
            self.edited[name].save_revision()
        now = timezone.now()
        for number in range(count):
            Submission.objects.create(
                page=self.edited["form"],
                submission_id=f"{count}-{number}",
                submit_time=now - timedelta(days=number),
                form_data={"feld_0": "x"},
            )
        if self.menu is not None:
            self.menu.delete()
        self.menu = MenuFactory(
            name="breit", items=[{"label": f"Punkt {page.pk}", "page": page} for page in self.news]
        )


def screens(content: Content) -> dict[str, str]:
    """Return the address of each screen by its name."""
    site = Site.objects.get()
    sections = {
        "root": site.root_page,
        "home": HomePage.objects.earliest("path"),
        "news": NewsIndexPage.objects.earliest("path"),
        "members": MemberIndexPage.objects.earliest("path"),
        "galleries": GalleryIndexPage.objects.earliest("path"),
    }
    image, document, article = content.images[0], content.documents[0], content.news[0]
    found = {
        "dashboard": reverse("wagtailadmin_home"),
        **{
            f"explorer: {name}": reverse("wagtailadmin_explore", args=[one.pk])
            for name, one in sections.items()
        },
        "page search": reverse("wagtailadmin_pages:search") + f"?q={WORD}",
        "page chooser": reverse("wagtailadmin_choose_page_child", args=[sections["news"].pk]),
        "page chooser, several": reverse("wagtailadmin_choose_page_child", args=[sections["news"].pk])
        + "?multiple=1&page_type=news.newspage",
        "page chooser, search": reverse("wagtailadmin_choose_page_search") + f"?q={WORD}",
        "page chooser, chosen": reverse("wagtailadmin_choose_page_chosen_multiple")
        + "?"
        + "&".join(f"id={page.pk}" for page in content.news),
        "pictures": reverse("wagtailimages:index"),
        "pictures, as a list": reverse("wagtailimages:index") + "?layout=list",
        "pictures, search": reverse("wagtailimages:index") + f"?q={WORD}",
        "picture": reverse("wagtailimages:edit", args=[image.pk]),
        "picture, usage": reverse("wagtailimages:image_usage", args=[image.pk]),
        "picture, deletion": reverse("wagtailimages:delete", args=[image.pk]),
        "picture chooser": reverse("wagtailimages_chooser:choose"),
        "picture chooser, several": reverse("wagtailimages_chooser:choose") + "?multiple=1",
        "picture chooser, as a list": reverse("wagtailimages_chooser:choose") + "?layout=list",
        "picture chooser, search": reverse("wagtailimages_chooser:choose_results") + f"?q={WORD}",
        "picture chooser, chosen": reverse("wagtailimages_chooser:chosen_multiple")
        + "?multiple=1&"
        + "&".join(f"id={one.pk}" for one in content.images),
        "documents": reverse("wagtaildocs:index"),
        "documents, search": reverse("wagtaildocs:index") + f"?q={WORD}",
        "document": reverse("wagtaildocs:edit", args=[document.pk]),
        "document, usage": reverse("wagtaildocs:document_usage", args=[document.pk]),
        "document chooser": reverse("wagtaildocs_chooser:choose"),
        "document chooser, chosen": reverse("wagtaildocs_chooser:chosen_multiple")
        + "?multiple=1&"
        + "&".join(f"id={one.pk}" for one in content.documents),
        "snippets": reverse("wagtailsnippets:index"),
        "redirects": reverse("wagtailredirects:index"),
        "users": reverse("wagtailusers_users:index"),
        "forms": reverse("wagtailforms:index"),
        "submissions": reverse("wagtailforms:list_submissions", args=[content.edited["form"].pk]),
        "settings": reverse(
            "wagtailsettings:edit",
            args=[SiteSettings._meta.app_label, SiteSettings._meta.model_name, site.pk],
        ),
        "usage of a page": reverse("wagtailadmin_pages:usage", args=[article.pk]),
        "deletion of a page": reverse("wagtailadmin_pages:delete", args=[sections["news"].pk]),
        "usage of a type": reverse("wagtailadmin_pages:type_use", args=["news", "newspage"]),
        "workflow reports": reverse("wagtailadmin_reports:workflow"),
        "task reports": reverse("wagtailadmin_reports:workflow_tasks"),
        "locked pages": reverse("wagtailadmin_reports:locked_pages"),
        "site history": reverse("wagtailadmin_reports:site_history"),
        "ageing pages": reverse("wagtailadmin_reports:aging_pages"),
        "page types": reverse("wagtailadmin_reports:page_types_usage"),
    }
    for name, record in (
        ("category", content.categories[0]),
        ("sector", content.sectors[0]),
        ("menu", content.menu),
    ):
        namespace = record.snippet_viewset.url_namespace
        found[f"list: {name}"] = reverse(f"{namespace}:list")
        found[f"editor: {name}"] = reverse(f"{namespace}:edit", args=[record.pk])
        found[f"usage: {name}"] = reverse(f"{namespace}:usage", args=[record.pk])
    for name, page in content.edited.items():
        found[f"editor: {name}"] = reverse("wagtailadmin_pages:edit", args=[page.pk])
        found[f"history: {name}"] = reverse("wagtailadmin_pages:history", args=[page.pk])
    for name, section in sections.items():
        if name != "root":
            found[f"editor: section of {name}"] = reverse("wagtailadmin_pages:edit", args=[section.pk])
    found["new article"] = reverse("wagtailadmin_pages:add", args=["news", "newspage", sections["news"].pk])
    return found
