"""An older version is restored with the rows that were removed since."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from tests.factories.media import CmsImageFactory
from tests.factories.pages import FormPageFactory, GalleryPageFactory, MemberPageFactory, NewsPageFactory
from tests.saving import save_unchanged


def article(site: Any) -> Any:
    return NewsPageFactory(pictures=[CmsImageFactory()], members=[MemberPageFactory()])


MAKERS = {
    "pictures of a gallery": ("pictures", lambda site: GalleryPageFactory(pictures=[CmsImageFactory()])),
    "pictures of an article": ("pictures", article),
    "members of an article": ("member_links", article),
    "fields of a form": ("form_fields", lambda site: FormPageFactory(fields=[("Name", "singleline")])),
}


@pytest.mark.parametrize(("name", "make"), MAKERS.values(), ids=MAKERS)
def test_rows_removed_since_come_back(admin: Client, site: Any, name: str, make: Any) -> None:
    page = make(site)
    first = page.save_revision()
    first.publish()
    rows = [row.pk for row in getattr(page, name).all()]
    page = type(page).objects.get(pk=page.pk)
    setattr(page, name, [])
    page.save_revision().publish()
    assert not getattr(type(page).objects.get(pk=page.pk), name).exists()
    address = reverse("wagtailadmin_pages:revisions_revert", args=[page.pk, first.pk])
    assert save_unchanged(admin, address, type(page)) == []
    type(page).objects.get(pk=page.pk).get_latest_revision().publish()
    assert [row.pk for row in getattr(type(page).objects.get(pk=page.pk), name).all()] == rows != []
