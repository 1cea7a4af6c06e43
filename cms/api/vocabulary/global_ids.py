"""Global object ids of pages: opaque to clients, the same in every field."""

from typing import Any

from ..loading.drafts import id_prefix, is_draft


def to_global_id(pk: int) -> str:
    return f"page-{pk}"


def page_id(page: Any) -> str:
    return id_prefix(page) if is_draft(page) else to_global_id(page.pk)


def pk_from_global_id(global_id: str) -> int | None:
    """Return the primary key in a page's global id; None if it is not one."""
    kind, _, number = global_id.partition("-")
    if kind != "page" or not number.isascii() or not number.isdecimal() or len(number) > 18:
        return None
    return int(number)
