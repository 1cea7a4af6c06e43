"""Tags of pictures and documents: one of each word, in the spelling that was there first.

Wagtail's library works with taggit's own tags, which have no column for what spellings have in common.
"""

from collections.abc import Iterable
from typing import Any
from unicodedata import normalize

from taggit.managers import _TaggableManager

from cms.foundation.slugs import word_key


class LibraryTags(_TaggableManager):
    """Takes the tag that is there for another spelling of it (see `cms.foundation.terms.FreeTerm`)."""

    def _to_tag_model_instances(self, tags: Iterable[Any], tag_kwargs: Any) -> Any:
        names = self.through.tag_model().objects.order_by("-pk").values_list("name", flat=True)
        known = {word_key(name): name for name in names}
        return super()._to_tag_model_instances(
            [
                known.setdefault(word_key(tag), " ".join(normalize("NFC", tag).split()))
                if isinstance(tag, str)
                else tag
                for tag in tags
            ],
            tag_kwargs,
        )
