"""Postal codes as people write them: the country before one is none of it."""

import pytest
from django.core.exceptions import ValidationError

from cms.home.sites import StartedSite
from tests.factories.pages import MemberPageFactory


@pytest.mark.parametrize(
    ("typed", "country", "stored"),
    [
        ("D-07743", "", ("07743", "DE")),
        (" d – 07743 ", "DE", ("07743", "DE")),
        ("CH 8001", "", ("8001", "CH")),
        ("NL-1012 AB", "NL", ("1012 AB", "NL")),
        ("LV-1050", "LV", ("LV-1050", "LV")),
        ("SW1A 1AA", "GB", ("SW1A 1AA", "GB")),
        ("00-950", "PL", ("00-950", "PL")),
    ],
)
def test_the_country_before_a_code_is_taken_off(
    site: StartedSite, typed: str, country: str, stored: tuple[str, str]
) -> None:
    page = MemberPageFactory(postal_code=typed, country=country)
    assert (page.postal_code, page.country) == stored


def test_another_country_is_refused(site: StartedSite) -> None:
    with pytest.raises(ValidationError) as refused:
        MemberPageFactory(postal_code="D-07743", country="AT")
    assert set(refused.value.message_dict) == {"postal_code"}
