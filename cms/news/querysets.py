from datetime import date
from typing import Self

from cms.foundation.querysets import BasePageQuerySet


class NewsPageQuerySet(BasePageQuerySet):
    """News by what readers look for."""

    def newest_first(self) -> Self:
        return self.order_by("-date", "-pk")

    def oldest_first(self) -> Self:
        return self.order_by("date", "pk")

    def from_day(self, day: date) -> Self:
        return self.filter(date__gte=day)

    def to_day(self, day: date) -> Self:
        return self.filter(date__lte=day)

    def of_year(self, year: int) -> Self:
        return self.filter(date__gte=date(year, 1, 1), date__lte=date(year, 12, 31))
