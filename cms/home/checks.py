"""System checks of what an installation says about its addresses, and of what sections are called."""

from collections.abc import Sequence
from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Error, Tags, Warning, register
from django.db import DatabaseError
from wagtail.models import Site

from cms.database.commands import to_run
from cms.database.errors import is_missing_table
from cms.foundation.addresses import host_and_port, website_address

from .models import HomePage
from .sites import models_below_home


@register
def sections_have_titles(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    """Return an error for each section that `start_site` could not make."""
    return [
        Error(
            f"{model.__name__} has no English title and slug: `start_site` can't make it.",
            hint='section_titles = {"en": (title, slug), …} on the model.',
            id="cms.E011",
        )
        for model in models_below_home()
        if "en" not in model.section_titles
    ]


@register(Tags.database)
def site_addresses(
    app_configs: Any, databases: Sequence[str] | None = None, **kwargs: Any
) -> list[CheckMessage]:
    """Compare the addresses of Wagtail's sites with the websites that may read the API.

    The site that Wagtail's own migration makes leads nowhere yet, and is left out. Runs where the database
    may be asked: `check --database default`, `migrate` and `serve`.
    """
    if not databases or "default" not in databases:
        return []
    try:
        home_pages = HomePage.objects.order_by().values("pk")
        sites = list(Site.objects.filter(root_page__in=home_pages).order_by("pk"))
    except DatabaseError as error:
        if not is_missing_table(error):
            raise
        # Not migrated yet.
        return []
    allowed = {host_and_port(origin) for origin in settings.CMS_FRONTEND_ORIGINS}
    origins = ", ".join(settings.CMS_FRONTEND_ORIGINS)
    return [
        Warning(
            f"The site “{site.site_name or site.hostname}” has the address {website_address(site.root_url)}, "
            f"which is none of CMS_FRONTEND_ORIGINS ({origins}): links to the website lead there, and "
            "browsers there may not read the API.",
            hint=f"Run {to_run('start_site --host … --port … --update')}; or set CMS_FRONTEND_ORIGINS.",
            obj=site,
            id="cms.W010",
        )
        for site in sites
        if (site.hostname.lower(), site.port) not in allowed
    ]
