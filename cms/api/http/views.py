"""The endpoint `/graphql/`: GraphQL over HTTP, stateless, without session, cookies or CSRF."""

from functools import partial
from hashlib import blake2b

from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.views.decorators.csrf import csrf_exempt

from ..cache.answer_cache import answer_cache
from ..cache.response_cache import edition_read_before
from ..errors import ValidationFailed
from ..execution.error_masking import unexpected_error
from ..execution.results import CachedAnswer, GraphQLResult, encode_json
from .explorer import redirect_to_explorer
from .negotiation import GRAPHQL_TYPE, JSON_TYPE, MEDIA_TYPES, accepted_type
from .requests import HTTPError, read_request, sent_bytes
from .responses import VARY, stored_response
from .service import answer_request

METHODS = "GET, HEAD, OPTIONS, POST"


@csrf_exempt
@transaction.non_atomic_requests
def graphql(request: HttpRequest) -> HttpResponse:
    """Respond to one operation: POST with a JSON body, or GET with `query` and `variables` as parameters."""
    if request.method == "OPTIONS":
        return HttpResponse(status=204, headers={"Allow": METHODS})
    explorer = redirect_to_explorer(request)
    if explorer is not None:
        return explorer
    media_type = accepted_type(request.META.get("HTTP_ACCEPT"))
    try:
        if request.method not in ("GET", "HEAD", "POST"):
            raise HTTPError(405, ValidationFailed("Use GET or POST."), Allow=METHODS)
        if media_type is None:
            raise HTTPError(406, ValidationFailed(f"Accept {' or '.join(MEDIA_TYPES)}, in UTF-8."))
        answer = _answer(request)
    except HTTPError as refused:
        answer = GraphQLResult(
            {"errors": [refused.error.formatted]},
            has_run=False,
            status=refused.status,
            headers=refused.headers,
        )
    except Exception as error:
        answer = unexpected_error(error)
    if isinstance(answer, CachedAnswer):
        media_type = media_type or JSON_TYPE
        response = stored_response(
            request, answer.answer, media_type, partial(_encoded, answer), answer.stored_in
        )
        response.cached_answer = answer if answer.is_cacheable else None  # type: ignore[attr-defined]
        return response
    return _uncached_response(request, answer, media_type or JSON_TYPE)


def _answer(request: HttpRequest) -> GraphQLResult | CachedAnswer:
    """Return the answer to a request; one that is known byte for byte is not parsed again."""
    sent = sent_bytes(request)
    cache = answer_cache()
    if cache is None:
        return answer_request(read_request(request, sent))
    fingerprint = blake2b(sent, digest_size=16, salt=b"POST" if request.method == "POST" else b"").digest()
    edition, key, stored = cache.find_by_request(fingerprint, edition_read_before(request.META))
    if stored is not None:
        return CachedAnswer(stored, key, edition, is_cacheable=edition is not None and not edition.is_stale)
    parsed = read_request(request, sent)
    parsed.edition = edition
    answer = answer_request(parsed)
    # A request with a document and its id registers the document: such a request is parsed each time.
    if (
        isinstance(answer, CachedAnswer)
        and answer.edition is not None
        and not (answer.stored_in is not None and answer.stored_in.is_stale)
        and not (parsed.query and parsed.document_ref)
    ):
        cache.memory.set_request(fingerprint, answer.edition, answer.key)
        return answer._replace(is_cacheable=True)
    return answer


def _encoded(cached: CachedAnswer, encoding: str) -> bytes:
    cache = answer_cache()
    if cache is None or cached.edition is None:
        return cached.answer.as_encoded(encoding)
    return cache.encoded(cached.key, cached.edition, cached.answer, encoding)


def _uncached_response(request: HttpRequest, result: GraphQLResult, media_type: str) -> HttpResponse:
    response = HttpResponse(
        encode_json(result.body),
        status=_status(result, media_type),
        headers={**result.headers, "Vary": VARY, "Cache-Control": "no-store"},
        content_type=f"{media_type}; charset=utf-8",
    )
    # Django's flag: otherwise it logs the error again.
    response._has_been_logged = result.is_logged  # type: ignore[attr-defined]
    if request.method == "HEAD":
        response["Content-Length"] = str(len(response.content))
        response.content = b""
    return response


def _status(result: GraphQLResult, media_type: str) -> int:
    """Return the HTTP status (GraphQL over HTTP, "Status Codes")."""
    if result.status is not None:
        return result.status
    return 400 if media_type == GRAPHQL_TYPE and not result.has_run else 200
