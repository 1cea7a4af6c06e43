"""Change feed of a site: incremental sync for static builds, by a cursor that the client keeps."""

import binascii
import json
from typing import Any

import graphene
from graphql import GraphQLResolveInfo
from wagtail.models import Site

from cms.delivery.change_log import Feed, LogPruned, UnknownSequence, read_changes
from cms.delivery.content_version import current_version
from cms.delivery.models import Change as ChangeRow

from ..errors import CursorExpired, CursorInvalid
from ..loading.languages import LANGUAGE_CODES, language_name
from ..vocabulary.arguments import check_first
from ..vocabulary.cursors import decode_cursor, encode_cursor
from ..vocabulary.enums import Language
from ..vocabulary.fields import required_list, text
from ..vocabulary.global_ids import to_global_id
from ..vocabulary.scalars import DateTime
from .enums import ChangeKind

_CURSOR_NAME = "changes"


class Change(graphene.ObjectType):
    """One change of what the public sees."""

    id = graphene.ID(required=True, description="Opaque; no two changes have the same.")
    kind = graphene.Field(ChangeKind, required=True, description="What happened.")
    at = DateTime(required=True, description="When it happened.")
    page_id = graphene.ID(description="The page's id, also when it is gone; null for SHARED.")
    language = graphene.Field(
        Language, description="Of the page, or of what is shared; null for what concerns every language."
    )
    path = graphene.String(
        description="Where the page is now; of one that is gone, where it was. Null for SHARED."
    )
    previous_path = graphene.String(description="Where a moved page was before.")
    tags = required_list(
        graphene.String,
        description=(
            "Short keys of what an answer is made of, as in its header X-Cache-Tags: news:42 for one thing, "
            "news for lists of its kind; site for everything."
        ),
    )

    def resolve_id(self: ChangeRow, info: GraphQLResolveInfo) -> str:
        return f"change-{self.sequence}"

    def resolve_kind(self: ChangeRow, info: GraphQLResolveInfo) -> str:
        return str(self.kind).upper()

    def resolve_page_id(self: ChangeRow, info: GraphQLResolveInfo) -> str | None:
        return to_global_id(self.page_id) if self.page_id is not None else None

    def resolve_language(self: ChangeRow, info: GraphQLResolveInfo) -> str | None:
        # The log may name a language that the installation no longer has.
        name = language_name(self.language)
        return name if name in LANGUAGE_CODES else None

    def resolve_path(self: ChangeRow, info: GraphQLResolveInfo) -> str | None:
        return self.path or None

    def resolve_previous_path(self: ChangeRow, info: GraphQLResolveInfo) -> str | None:
        return self.previous_path or None


class ChangeFeed(graphene.ObjectType):
    """Changes in the order in which they happened."""

    items = required_list(Change, description="The changes, oldest first.")
    cursor = text("For `since`, the next time: nothing is skipped, and nothing comes twice.")
    has_more = graphene.Boolean(required=True, description="There are more already: ask at once.")


def change_feed(site: Site, *, since: str | None, first: int) -> dict[str, Any]:
    """Return up to `first` changes of a site after the cursor `since`; None: from the start of the log.

    Raises `CursorInvalid` if `since` is not a cursor of this site's log and `CursorExpired` if it is older
    than the log.
    """
    check_first(first)
    invalid = CursorInvalid(
        "`since` is no cursor of this site's changes. Take it from `cursor` or `siteSettings.changeCursor`; "
        "without one, build everything and begin from there.",
        argument="since",
    )
    sequence = None
    if since is not None:
        sequence = _sequence(site, since)
        if sequence is None:
            raise invalid
    try:
        feed: Feed = read_changes(site.pk, since=sequence, first=first)
    except UnknownSequence:
        raise invalid from None
    except LogPruned:
        raise CursorExpired(
            "What has changed since then is no longer known. Read `siteSettings.changeCursor`, "
            "build everything, and ask from there.",
            argument="since",
        ) from None
    return {
        "items": feed.changes,
        "cursor": _cursor(site, feed.through),
        "has_more": feed.has_more,
    }


def current_cursor(site: Site) -> str:
    """Return the cursor after the latest change."""
    return _cursor(site, current_version().number)


def _cursor(site: Site, sequence: int) -> str:
    return encode_cursor(json.dumps([_CURSOR_NAME, site.pk, sequence], separators=(",", ":")))


def _sequence(site: Site, cursor: str) -> int | None:
    """Return the change sequence in a cursor; None if it is not a cursor of this site."""
    try:
        name, site_id, sequence = json.loads(decode_cursor(cursor))
    except (ValueError, TypeError, binascii.Error, RecursionError):
        return None
    if name != _CURSOR_NAME or site_id != site.pk or type(sequence) is not int or not 0 <= sequence < 2**63:
        return None
    return sequence
