from datetime import date
from typing import Self

from django.db.models import F, OuterRef, Q

from cms.foundation.querysets import BasePageQuerySet
from cms.foundation.sorting import DIGITS_LETTER, sort_key

from .distances import box_around, metres_from


class MemberPageQuerySet(BasePageQuerySet):
    """Members by what visitors look for. Several values of one kind: any of them."""

    def newest_first(self) -> Self:
        """By the day of joining; those without one come last."""
        return self.order_by(F("joined_on").desc(nulls_last=True), "-pk")

    def within_km(self, lat: float, lng: float, km: float) -> Self:
        """Keep those at most `km` from a point in degrees; they get `distance_m`, in whole metres."""
        near = self.filter(box_around(lat, lng, km * 1000))
        return near.annotate(distance_m=metres_from(lat, lng)).filter(distance_m__lte=km * 1000)

    def of_kinds(self, kinds: list[str]) -> Self:
        return self.filter(kind__in=kinds)

    def in_sectors(self, slugs: list[str]) -> Self:
        return self.with_row_in("sectors", memberpage_id=OuterRef("pk"), sector__slug__in=slugs)

    def with_competences(self, slugs: list[str]) -> Self:
        return self.with_row_in("competence_items", content_object_id=OuterRef("pk"), tag__slug__in=slugs)

    def in_cities(self, cities: list[str]) -> Self:
        return self.filter(city__in=[city for city in cities if city])

    def under_letter(self, letter: str) -> Self:
        """Keep names that stand under `letter`: A to Z with umlauts folded; # for digits and all else."""
        if letter == DIGITS_LETTER:
            return self.exclude(Q(sort_title__gte="a") & Q(sort_title__lt="{"))
        return self.filter(sort_title__startswith=sort_key(letter)[:1])

    def joined_since(self, day: date) -> Self:
        return self.filter(joined_on__gte=day)
