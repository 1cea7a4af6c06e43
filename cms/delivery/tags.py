"""Cache tags (surrogate keys) of things: what an answer is made of, hence what a CDN purge names.

`kind:id` is one thing: `news:42`, `member:17`, `image:9`, `menu:main`. `kind` alone stands for every list
and number that things of the kind are in: `news`. The kind of a page is the name of its type in the schema,
without Page and with hyphens: `news`, `news-index`, `home`, `standard`. A change of one thing has both tags.
`collection` stands for what opens and closes pictures and documents, and `site` for what every answer depends
on: the records of sites and languages, and where a site begins.

What is promised: if a write changes the body of an answer, the tags of what the log says of that write and
those of the answer have one in common (`cms.api.loading.cache_tags`).
"""

import re
from functools import cache
from typing import Any

from cms.foundation.models import BasePage
from cms.foundation.page_models import page_models_of

#: On every answer.
SITE = "site"
COLLECTION = "collection"

_CAPITAL = re.compile(r"(?<!^)(?=[A-Z])")


@cache
def page_kinds() -> dict[tuple[str, str], str]:
    """Return the kinds of pages that frontends show, by app label and model name."""
    return {
        (model._meta.app_label, str(model._meta.model_name)): kind_of(model)
        for model in page_models_of(BasePage)
    }


@cache
def kinds_by_model_name() -> dict[str, str]:
    """Return the same by the model's name alone, as the content type of any page has it."""
    return {model: kind for (_, model), kind in page_kinds().items()}


@cache
def every_page() -> frozenset[str]:
    """Return the kinds of all pages."""
    return frozenset(page_kinds().values())


def kind_of(model: type[Any]) -> str:
    """Return the kind of a model: NewsIndexPage → news-index."""
    return _CAPITAL.sub("-", model.__name__.removesuffix("Page")).lower()


def surrogate_key(kind: str, thing: int | str) -> str:
    """Return the tag of one thing."""
    return f"{kind}:{thing}"


def purge_tags(kind: str, thing: int | str) -> tuple[str, str]:
    """Return the tags that a change of one thing purges: of every list of its kind, and its own."""
    return kind, surrogate_key(kind, thing)
