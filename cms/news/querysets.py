from typing import Self

from cms.foundation.querysets import BasePageQuerySet


class NewsPageQuerySet(BasePageQuerySet):
    """News by what readers look for."""

    def newest_first(self) -> Self:
        return self.order_by("-date", "-pk")

    def oldest_first(self) -> Self:
        return self.order_by("date", "pk")
