"""Vector pictures: read safely, cleaned of what can act, measured."""

from .cleaning import clean_svg
from .sizes import sized_svg, svg_size

__all__ = ["clean_svg", "sized_svg", "svg_size"]
