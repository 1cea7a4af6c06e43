"""What stands around the pages: categories and sectors, settings, texts, menus, redirects."""

import json
import uuid
from typing import Any

from django.db import transaction
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Locale, Site

from cms.foundation.slugs import slug_from
from cms.members.models import Sector
from cms.navigation.models import Menu, SiteSettings
from cms.news.models import Category

from .bodies import BodyWriter
from .ledger import Ledger
from .references import LedgerReferences
from .texts import load_table


def make_terms(ledger: Ledger) -> None:
    """Make categories and sectors in both languages."""
    locales = {locale.language_code: locale for locale in Locale.objects.all()}
    models: dict[str, tuple[str, Any]] = {"categories": ("category", Category), "sectors": ("sector", Sector)}
    for table, (kind, model) in models.items():
        for key, names in load_table("terms")[table].items():
            translation_key = uuid.uuid5(uuid.NAMESPACE_URL, f"demo/{kind}/{key}")
            for language, name in names.items():
                ledger_key = f"{kind}/{key}/{language}"
                if ledger.is_finished(ledger_key):
                    continue
                with transaction.atomic():
                    term = model(
                        name=name,
                        slug=slug_from(name),
                        locale=locales[language],
                        translation_key=translation_key,
                    )
                    term.full_clean()
                    term.save()
                    ledger.note(ledger_key, term)


def make_settings(ledger: Ledger, site: Site) -> None:
    """Fill the site's settings and its texts in each language."""
    if ledger.is_finished("settings"):
        return
    values = load_table("site")
    with transaction.atomic():
        settings = SiteSettings.for_site(site)
        settings.logo_id = ledger.needed("logo/association")
        settings.email, settings.phone, settings.address = values["email"], values["phone"], values["address"]
        settings.social_links = json.dumps(
            BodyWriter(LedgerReferences(ledger, "de"), "settings").addresses(values["social"])
        )
        settings.full_clean()
        settings.save()
        for language, texts in values["texts"].items():
            settings.texts.model._default_manager.update_or_create(
                settings=settings, locale=Locale.objects.get(language_code=language), defaults=texts
            )
        ledger.note("settings", settings)


def make_menus(ledger: Ledger) -> None:
    """Make the menus `main` and `footer` in both languages."""
    for name, entries in load_table("site")["menus"].items():
        translation_key = uuid.uuid5(uuid.NAMESPACE_URL, f"demo/menu/{name}")
        for language in ("de", "en"):
            key = f"menu/{name}/{language}"
            if ledger.is_finished(key):
                continue
            with transaction.atomic():
                references = LedgerReferences(ledger, language)
                items = [_entry(entry, language, references) for entry in entries]
                menu = Menu(
                    name=name,
                    locale=Locale.objects.get(language_code=language),
                    translation_key=translation_key,
                    items=json.dumps(BodyWriter(references, key).menu(items)),
                )
                menu.full_clean()
                menu.save()
                ledger.note(key, menu)


def make_redirects(ledger: Ledger, site: Site) -> None:
    """Make what leads on from addresses of an older website."""
    references = LedgerReferences(ledger, "de")
    for entry in load_table("site")["redirects"]:
        key = f"redirect{entry['path']}"
        if ledger.is_finished(key):
            continue
        with transaction.atomic():
            redirect = Redirect(
                old_path=Redirect.normalise_path(entry["path"]),
                site=site,
                redirect_page_id=references.page(entry["page"]) if "page" in entry else None,
                redirect_link=entry.get("address", ""),
                is_permanent=entry["permanent"],
            )
            redirect.full_clean()
            redirect.save()
            ledger.note(key, redirect)


def is_made_to_the_end(ledger: Ledger) -> bool:
    """Tell whether all is there that is made last."""
    return all(ledger.is_finished(f"redirect{entry['path']}") for entry in load_table("site")["redirects"])


def _entry(entry: dict[str, Any], language: str, references: LedgerReferences) -> dict[str, Any]:
    made: dict[str, Any] = {
        "label": entry.get("label", {}).get(language, ""),
        "page": references.page(f"pages/{entry['page']}") if "page" in entry else None,
        "url": "",
    }
    if "children" in entry:
        made["children"] = [_entry(child, language, references) for child in entry["children"]]
    return made
