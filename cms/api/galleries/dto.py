"""DTO of an image in a gallery that resolvers return: no database."""

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class GalleryImageData:
    """An image in a gallery, with texts for that position; where they are empty, those of the image hold.

    `photographer` is the album's: the credit where neither the position nor the image has one.
    """

    id: str
    image: Any
    own_caption: str
    own_credit: str
    sort_order: int | None = None
    pk: int = 0
    photographer: str = ""

    @property
    def caption(self) -> str:
        return self.own_caption or str(self.image.caption)

    @property
    def credit(self) -> str:
        return self.own_credit or str(self.image.credit) or self.photographer
