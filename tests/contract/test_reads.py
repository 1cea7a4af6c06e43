"""Queries have no side effects: none writes, encodes pictures, opens media files or calls another service."""

import json
import socket
from collections.abc import Callable
from contextlib import suppress
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import connection
from django.test import Client
from graphql import OperationType, parse
from PIL import Image
from wagtail.models import Locale

from cms.api.schema.build import get_schema
from cms.media.models import CmsImage
from cms.media.tasks import make_renditions_task
from cms.members.models import MemberPage
from cms.navigation.models import Menu, SiteSettings
from cms.news.models import NewsPage
from tests.api.all_fields import Sweep, documents_with_everything, slug_roots
from tests.api.conftest import wide_limits  # noqa: F401  a fixture
from tests.factories.media import LOGO_SVG, CmsImageFactory

from .reads import noted_deeds
from .test_operations import examples, filled

#: A page of each kind, and what is none.
PATHS = (
    "/de/",
    "/de/news/",
    "/de/news/fest-im-hof/",
    "/de/mitglieder/",
    "/de/mitglieder/aether-optik-gmbh/",
    "/de/galerien/sommerfest/",
    "/de/kontakt/",
    "/de/suche/",
    "/de/nirgends/",
)


def is_query(operation: Path) -> bool:
    definition: Any = parse(operation.read_text(encoding="utf-8")).definitions[0]
    return bool(definition.operation is OperationType.QUERY)


def answer(client: Client, query: str, variables: Any = None) -> Any:
    body = {"query": query, "variables": variables or {}}
    said = client.post("/graphql/", body, content_type="application/json").json()
    assert "errors" not in said, said
    return said["data"]


# --- The guard sees each of them


DEEDS: dict[str, Callable[[], Any]] = {
    "SQL UPDATE": lambda: CmsImage.objects.update(credit="Foto: Jo Muster"),
    "SQL INSERT": lambda: Locale.objects.get_or_create(language_code="fr"),
    # SQLite has no locks of rows, and leaves the words out.
    "SQL SELECT" if connection.features.has_select_for_update else "SQL DELETE": lambda: (
        list(CmsImage.objects.select_for_update()),
        Menu.objects.all()._raw_delete(connection.alias),
    ),
    "SQL SAVEPOINT": lambda: CmsImage.objects.get_or_create(title="Fest")[0].save(update_fields=["title"]),
    "FileSystemStorage.open": lambda: default_storage.open(_a_file()).close(),
    "FileSystemStorage.exists": lambda: default_storage.exists("anything"),
    "FileSystemStorage.size": lambda: default_storage.size(_a_file()),
    "open ": lambda: Path(default_storage.path(_a_file())).read_bytes(),
    "PIL.Image.open": lambda: Image.open(BytesIO(LOGO_SVG)),
    "Image.save": lambda: Image.new("L", (1, 1)).save(BytesIO(), "PNG"),
    "socket.connect": lambda: socket.create_connection(("127.0.0.1", 9), timeout=1),
    "socket.getaddrinfo": lambda: socket.getaddrinfo("localhost", 443),
    "a task": lambda: make_renditions_task.enqueue(0),
}


def _a_file() -> str:
    return str(CmsImage.objects.latest("pk").file.name)


@pytest.mark.parametrize("begins", DEEDS)
@pytest.mark.usefixtures("example_site")
def test_the_guard_sees(begins: str) -> None:
    CmsImageFactory()
    with noted_deeds() as deeds, suppress(OSError):
        DEEDS[begins]()
    assert any(deed.startswith(begins) for deed in deeds), deeds


# --- No query does any of them


@pytest.mark.parametrize(
    ("operation", "variables"), [one for one in examples() if is_query(Path(str(one.values[0])))]
)
def test_an_operation_only_reads(
    operation: Path, variables: Path, example_site: None, client: Client
) -> None:
    query, given = operation.read_text(encoding="utf-8"), json.loads(variables.read_text(encoding="utf-8"))
    given = filled(given)
    with noted_deeds() as deeds:
        answer(client, query, given)
    assert deeds == []


@pytest.mark.usefixtures("example_site", "wide_limits")
def test_no_field_does_more_than_read(client: Client) -> None:
    """Where pictures lack all sizes too, a logo is an SVG, and nobody has saved settings and menus."""
    sweeps = documents_with_everything(
        get_schema(),
        {
            "route": ("path", PATHS),
            "page": ("id", [f"page-{NewsPage.objects.earliest('pk').pk}"]),
            **slug_roots(get_schema(), {"newsPage": ["fest-im-hof"]}),
        },
    )
    logo = CmsImage.objects.create(title="Logo", file=ContentFile(LOGO_SVG, name="logo.svg"))
    MemberPage.objects.update(logo=logo, card_image=logo)
    said = json.dumps([_sweep(client, sweeps)])
    assert "image/avif" in said and "logo." in said and "satzung.pdf" in said and "youtu" in said

    CmsImage.objects.update(rendition_manifest={}, placeholder="")
    NewsPage.objects.update(social_image=CmsImageFactory(width=2000, height=1200))
    SiteSettings.objects.all().delete()
    Menu.objects.all().delete()
    said = json.dumps([_sweep(client, sweeps)])
    assert "image/avif" not in said


def _sweep(client: Client, sweeps: list[Sweep]) -> list[Any]:
    with noted_deeds() as deeds:
        said = [answer(client, each.document, given) for each in sweeps for given in each.variables]
    assert deeds == []
    return said
