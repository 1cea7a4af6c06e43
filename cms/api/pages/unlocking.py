"""Mutation `unlockPage`: open a page with its password, rate-limited by visitor and by page."""

from typing import Any

import graphene
from graphql import GraphQLResolveInfo

from cms.serving.client_address import rate_limit_key
from cms.serving.rate_limits import Exceeded, Limit, count, give_back, log_refused

from ..errors import RateLimited
from ..vocabulary.arguments import check_text
from ..vocabulary.global_ids import pk_from_global_id
from ..vocabulary.scalars import DateTime
from .restrictions import unlock

#: Wrong passwords (number, seconds) of one visitor, and of all visitors at one page.
OF_ADDRESS = Limit(20, 10 * 60)
AT_PAGE = Limit(200, 60 * 60)
#: Of one visitor at a page beyond `AT_PAGE`: an attacker must not lock others out.
AT_BUSY_PAGE = Limit(3, 60 * 60)


class UnlockPageInput(graphene.InputObjectType):
    """Which page, and what the visitor typed."""

    page_id = graphene.ID(required=True, description="From `route.restriction`.")
    password = graphene.String(required=True, description="As it was typed; at most 200 characters.")


class UnlockPagePayload(graphene.ObjectType):
    """Whether the page is open now."""

    ok = graphene.Boolean(
        required=True,
        description="False for a wrong password, and for a page that no password opens.",
    )
    token = graphene.String(description="For `preview`; of this one page, not of those below it.")
    expires_at = DateTime(
        description="Until when the token works, unless the password or the restriction is changed before."
    )


class _Attempts:
    """Counts the attempts of one visitor at a page against the rate limits."""

    def __init__(self, page_id: int, client_address: str) -> None:
        self._page = f"page {page_id}"
        self._visitor = rate_limit_key(client_address)
        self._counted: list[tuple[str, Limit]] = []

    def count(self) -> Exceeded | None:
        """Count one attempt; return the limit that it exceeds, if any."""
        if exceeded := self._count(self._visitor, OF_ADDRESS):
            return exceeded
        if exceeded := self._count(self._page, AT_PAGE):
            return self._count(f"{self._visitor} {self._page}", AT_BUSY_PAGE) if self._visitor else exceeded
        return None

    def give_back(self) -> None:
        """Undo the counts of this attempt, after a right password."""
        for whom, limit in self._counted:
            give_back("unlockPage", whom, [limit])

    def _count(self, whom: str, limit: Limit) -> Exceeded | None:
        self._counted.append((whom, limit))
        return count("unlockPage", whom, [limit])


class UnlockMutation:
    """The mutation `unlockPage`."""

    unlock_page = graphene.Field(
        UnlockPagePayload,
        required=True,
        input=graphene.Argument(UnlockPageInput, required=True, description="The page and the password."),
        description=(
            "Open a page behind a password. Wrong tries are limited by the visitor's address and by page: "
            "RATE_LIMITED says when to try again."
        ),
    )

    def resolve_unlock_page(_root: None, info: GraphQLResolveInfo, input: dict[str, Any]) -> Any:
        context = info.context
        check_text("input.pageId", input["page_id"])
        check_text("input.password", input["password"])
        page_id = pk_from_global_id(input["page_id"]) or 0
        attempts = _Attempts(page_id, context.visitor.client_address)
        if exceeded := attempts.count():
            log_refused("unlockPage", context.visitor.client_address, f"page {page_id}")
            raise RateLimited(
                f"Too many tries. Try again in {exceeded.retry_after:,} seconds.",
                limit=exceeded.limit.most,
                retryAfter=exceeded.retry_after,
            )
        opened = unlock(context, page_id, input["password"])
        if opened is None:
            return {"ok": False, "token": None, "expires_at": None}
        attempts.give_back()
        token, expires_at = opened
        return {"ok": True, "token": token, "expires_at": expires_at}
