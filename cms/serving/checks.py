"""System checks of what the environment says, and of the cache that it names."""

import os
from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Tags, Warning, register

from . import cache_server
from .spelling import misspelt


@register
def variables_are_read(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    """Name the environment variables that are misspelt, never their values: a secret may be among them."""
    return [
        Warning(
            f"Nobody reads the environment variable {name}" + (f": is {near} meant?" if near else "."),
            hint=".env.example lists every variable.",
            id="cms.W020",
        )
        for name, near in misspelt(os.environ, settings.CMS_VARIABLES_READ)
    ]


@register(Tags.caches, deploy=True)
def cache_can_be_used(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    """Say why the cache of CACHE_URL can't be used: in `check --deploy`, and before a server starts."""
    sentence = cache_server.unusable()
    return [Warning(sentence, hint=cache_server.MEND, id="cms.W021")] if sentence else []
