"""Root fields `members` and `memberPage`."""

from cms.members.models import MemberPage

from ..pages.queries import page_by_slug_field
from ..vocabulary.connections import connection_field
from .connection import MemberConnection, resolve_member_connection
from .enums import MemberOrder
from .filters import MemberFilter


class MemberQuery:
    """Root field `members`."""

    members = connection_field(
        MemberConnection, MemberFilter, MemberOrder, resolve_member_connection, "members", MemberOrder.NAME
    )


class MemberPageQuery:
    """Root field `memberPage`: one member by its slug."""

    member_page = page_by_slug_field(MemberPage, "member")
