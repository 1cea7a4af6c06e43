from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client

from cms.home.sites import StartedSite
from tests.started_site import site, started_once  # noqa: F401  fixtures


@pytest.fixture
def admin(site: StartedSite, client: Client) -> Any:  # noqa: F811
    """A client that is logged in as somebody who may do everything."""
    client.force_login(User.objects.create_superuser("ada", "ada@verein.example", "x"))
    return client
