"""Answer a parsed GraphQL request: admit its operation, then execute it or take its answer from the cache."""

from ..cache.editions import last_edition
from ..documents.admission import GraphQLRequest, NotAdmitted, admit
from ..execution.results import CachedAnswer, GraphQLResult
from ..execution.service import execute


def answer_request(request: GraphQLRequest) -> GraphQLResult | CachedAnswer:
    """Return the answer to a request; errors are part of it.

    Raises database errors from reading the edition.
    """
    edition = request.edition
    if request.document_ref is not None:
        edition = edition or last_edition.read()
    try:
        operation = admit(request, edition)
    except NotAdmitted as refused:
        return GraphQLResult(
            {"errors": [error.formatted for error in refused.errors]},
            has_run=False,
            status=refused.status,
            headers=refused.headers,
        )
    return execute(operation, edition)
