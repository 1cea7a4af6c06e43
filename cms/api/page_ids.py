"""The public ids of pages: opaque to a client, the same wherever a page is named."""


def public_page_id(pk: int) -> str:
    return f"page-{pk}"
