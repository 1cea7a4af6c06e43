"""System checks of what the environment says."""

import os
from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Warning, register

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
