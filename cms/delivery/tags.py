"""Tags: short keys of what an answer is made of, by which caches and builds find what a change touches.

`kind:id` is one thing: `news:42`, `member:17`, `image:9`, `menu:main`. `kind` alone stands for every list
and number that things of the kind are in: `news`. The kind of a page is the name of its type in the schema,
without Page and with hyphens: `news`, `news-index`, `home`, `standard`. A change of a page has both tags.
`site` stands for what every answer depends on: the records of sites and languages.
"""

import re
from functools import cache
from typing import Any

from wagtail.models import get_page_models

from cms.foundation.models import BasePage

_CAPITAL = re.compile(r"(?<!^)(?=[A-Z])")


@cache
def page_kinds() -> dict[tuple[str, str], str]:
    """Return the kinds of pages that frontends show, by app label and model name."""
    return {
        (model._meta.app_label, str(model._meta.model_name)): kind_of(model)
        for model in get_page_models()
        if issubclass(model, BasePage)
    }


def kind_of(model: type[Any]) -> str:
    """Return the kind of a model: NewsIndexPage → news-index."""
    return _CAPITAL.sub("-", model.__name__.removesuffix("Page")).lower()


def page_tags(kind: str, page_id: int) -> list[str]:
    return [kind, f"{kind}:{page_id}"]
