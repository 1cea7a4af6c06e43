from datetime import date
from typing import Self

from django.db.models import OuterRef

from cms.foundation.querysets import BasePageQuerySet


class NewsPageQuerySet(BasePageQuerySet):
    """News by what readers look for. Several values of one kind: any of them."""

    def newest_first(self) -> Self:
        return self.order_by("-date", "-pk")

    def oldest_first(self) -> Self:
        return self.order_by("date", "pk")

    def in_categories(self, slugs: list[str]) -> Self:
        return self.with_row_in("categories", newspage_id=OuterRef("pk"), category__slug__in=slugs)

    def tagged(self, slugs: list[str]) -> Self:
        return self.with_row_in("tagged_items", content_object_id=OuterRef("pk"), tag__slug__in=slugs)

    def about_members(self, slugs: list[str]) -> Self:
        """Keep news that name one of these members, each by its slug in the article's language."""
        return self.with_row_in(
            "member_links",
            page_id=OuterRef("pk"),
            member__slug__in=slugs,
            member__locale_id=OuterRef("locale_id"),
        )

    def from_day(self, day: date) -> Self:
        return self.filter(date__gte=day)

    def to_day(self, day: date) -> Self:
        return self.filter(date__lte=day)

    def of_year(self, year: int) -> Self:
        return self.filter(date__gte=date(year, 1, 1), date__lte=date(year, 12, 31))
