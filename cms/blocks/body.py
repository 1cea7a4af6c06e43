"""The one list of what a body may hold."""

from wagtail import blocks

from .links import CallToActionBlock
from .listings import MembersBlock, NewsBlock
from .media import DownloadsBlock, GalleryBlock, ImageBlock, VideoBlock
from .people import ContactBlock
from .text import HeadingBlock, ParagraphBlock, QuoteBlock, TableBlock


def body_blocks() -> list[tuple[str, blocks.Block]]:
    """Return (name, block) of each kind, in the order of the editor's menu."""
    return [
        ("heading", HeadingBlock()),
        ("paragraph", ParagraphBlock()),
        ("quote", QuoteBlock()),
        ("table", TableBlock()),
        ("image", ImageBlock()),
        ("gallery", GalleryBlock()),
        ("video", VideoBlock()),
        ("downloads", DownloadsBlock()),
        ("news", NewsBlock()),
        ("members", MembersBlock()),
        ("call_to_action", CallToActionBlock()),
        ("contact", ContactBlock()),
    ]
