"""What the rich text editor makes of links."""

from typing import Any

from wagtail import hooks

from .link_chooser import PageLinkHandler, TypedLinkHandler, link_element


@hooks.register("register_rich_text_features", order=1)
def keep_links_as_typed(features: Any) -> None:
    """Replace Wagtail's conversion of links, which drops fragments and addresses that it doesn't know."""
    features.register_converter_rule(
        "contentstate",
        "link",
        {
            "from_database_format": {
                # The first that matches is taken, and a link to a place on a page has both attributes.
                'a[linktype="page"]': PageLinkHandler("LINK"),
                "a[href]": TypedLinkHandler("LINK"),
            },
            "to_database_format": {"entity_decorators": {"LINK": link_element}},
        },
    )
