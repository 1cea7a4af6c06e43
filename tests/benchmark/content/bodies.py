"""Blocks of a plan as the CMS stores them."""

import json
from typing import Any
from uuid import NAMESPACE_URL, uuid5

from .plan import Block


class BodyWriter:
    """Writes stream fields. `pictures` and `targets` are ids: of pictures, and of pages to link to."""

    def __init__(self, pictures: list[int], targets: list[int]) -> None:
        self._pictures = pictures
        self._targets = targets

    def stored(self, seed: str, blocks: tuple[Block, ...]) -> str:
        """Return the JSON of a body; `seed` makes the ids of its blocks."""
        return json.dumps(
            [
                item(f"{seed}/{place}", kind, getattr(self, f"_{kind}")(dict(values)))
                for place, (kind, values) in enumerate(blocks)
            ]
        )

    def _heading(self, values: dict[str, Any]) -> dict[str, Any]:
        return values

    def _quote(self, values: dict[str, Any]) -> dict[str, Any]:
        return values

    def _paragraph(self, values: dict[str, Any]) -> dict[str, Any]:
        html = values["html"]
        if "link_to" in values:
            page = self._targets[values["link_to"] % len(self._targets)]
            html += (
                f'<p>Mehr <a linktype="page" id="{page}">auf dieser Seite</a> und '
                '<a href="https://www.verein.example/">anderswo</a>.</p>'
            )
        return {"text": html}

    def _image(self, values: dict[str, Any]) -> dict[str, Any]:
        return {"image": self._pictures[values["picture"]], "caption": values["caption"], "credit": ""}


def item(seed: str, kind: str, value: Any) -> dict[str, Any]:
    """Return one item of a stream or list."""
    return {"type": kind, "value": value, "id": str(uuid5(NAMESPACE_URL, seed))}
