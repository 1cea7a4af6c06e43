"""Environment variables that nobody reads because their names are misspelt."""

import re
from collections.abc import Collection, Iterator, Mapping
from difflib import get_close_matches

OURS = "CMS_"
#: Read by tests, by tools beside the settings, or by what starts us.
READ_ELSEWHERE = frozenset(
    (
        "CMS_COMMAND",
        "CMS_DEMO_ENDPOINT",
        "CMS_ENV_FILE",
        "CMS_PYTHON",
        "CMS_WRITE_EXAMPLES",
        "DJANGO_SETTINGS_MODULE",
    )
)
#: Read by some of the settings modules only; in the others they are no mistakes.
READ_BY_SOME = frozenset(
    (
        "ALLOWED_HOSTS",
        "CMS_FRONTEND_ORIGINS",
        "CSRF_TRUSTED_ORIGINS",
        "DEFAULT_FROM_EMAIL",
        "EMAIL_HOST",
        "EMAIL_HOST_PASSWORD",
        "EMAIL_HOST_USER",
        "EMAIL_PORT",
        "EMAIL_USE_TLS",
        "SECRET_KEY",
        "SECURE_HSTS_INCLUDE_SUBDOMAINS",
        "SECURE_HSTS_PRELOAD",
        "SECURE_HSTS_SECONDS",
        "SECURE_PROXY_SSL_HEADER",
        "SECURE_SSL_REDIRECT",
    )
)
TESTS = "CMS_TEST_"
#: What Kubernetes sets in every container beside a service that is called "cms".
KUBERNETES = re.compile(r"CMS_(SERVICE_(HOST|PORT)|PORT)(_\w+)?")
#: How alike two names are, of which one is taken for the other: one or two letters.
ALIKE, ALIKE_OF_OURS = 0.87, 0.6


def misspelt(given: Mapping[str, str], read: Collection[str]) -> Iterator[tuple[str, str]]:
    """Yield each variable that nobody reads, and the name that is most like it; an empty one if none is.

    Names that begin with CMS_ are all ours. Of the others those count that are like a variable of ours which
    is not set: others have a DATABASE_URL_OLD beside theirs, and mean it.
    """
    known = {*read, *READ_ELSEWHERE, *READ_BY_SOME}
    unset = [name for name in sorted(known) if not given.get(name)]
    for name in sorted(given):
        if name in known or name.startswith(TESTS) or KUBERNETES.fullmatch(name):
            continue
        if name.startswith(OURS):
            nearest = get_close_matches(name, sorted(known), 1, ALIKE_OF_OURS)
            yield name, nearest[0] if nearest else ""
        elif nearest := get_close_matches(name.upper(), unset, 1, ALIKE):
            yield name, nearest[0]
