"""Whether the cache of CACHE_URL can be used, asked before a server starts and by `check --deploy`.

Nothing fails without it, so nothing else tells an operator.
"""

from typing import Any

from django.core.cache import caches

from cms.database import descriptions
from cms.database.errors import reason

#: What is missed without it, and what to do.
WITHOUT_IT = (
    "Cluster CMS works without it: slower, and without limits of how often forms are sent and passwords of "
    "pages are tried."
)
MEND = "Start it, or correct CACHE_URL; leave that empty for a cache in the memory of each process."

_KEY = "serving.cache_server"


def unusable() -> str:
    """Return a sentence if what CACHE_URL names can't be used; an empty text otherwise, and without one.

    It writes, too: a user without rights, or a server whose memory is full, answers and keeps nothing.
    """
    # The client itself: django-redis's cache around it swallows errors.
    client: Any = getattr(caches["default"], "client", None)
    if client is None:
        return ""
    try:
        client.set(_KEY, "ok", timeout=10)
        client.get(_KEY)
    except Exception as error:
        said = reason(error.__cause__ or error)
        return f"The cache of CACHE_URL ({descriptions.cache()}) can't be used: {said}. {WITHOUT_IT}"
    return ""
