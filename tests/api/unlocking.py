"""Queries and unlocks a page behind a password, as a frontend does."""

from typing import Any

from .conftest import Ask

ROUTE = """query ($path: String!) { route(path: $path) {
  status language page { __typename title } redirect { to permanent } restriction { kind pageId }
} }"""
UNLOCK = """mutation ($page: ID!, $password: String!) {
  unlockPage(input: { pageId: $page, password: $password }) { ok token expiresAt }
}"""
PREVIEW = "query ($token: String!) { preview(token: $token) { expiresAt page { id title path url } } }"
CLOSED = {"ok": False, "token": None, "expiresAt": None}


def route(ask: Ask, path: str) -> Any:
    return ask(ROUTE, path=path)["route"]


def restricted(kind: str, page: Any) -> Any:
    return {
        "status": "RESTRICTED",
        "language": "DE",
        "page": None,
        "redirect": None,
        "restriction": {"kind": kind, "pageId": f"page-{page.pk}"},
    }


def unlock(ask: Ask, page: Any, password: str = "geheim") -> Any:
    page_id = page if isinstance(page, str) else f"page-{page.pk}"
    return ask(UNLOCK, page=page_id, password=password)["unlockPage"]


def opened(ask: Ask, token: str) -> Any:
    return ask(PREVIEW, token=token)["preview"]
