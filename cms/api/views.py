"""The endpoint: GraphQL over HTTP, without session, cookie or CSRF surface."""

from functools import partial
from hashlib import blake2b

from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.views.decorators.csrf import csrf_exempt

from .errors import ValidationFailed
from .execution import Answer, Kept, answer, encoded_json, unexpected
from .exploration import explorer_instead
from .negotiation import GRAPHQL_TYPE, JSON_TYPE, MEDIA_TYPES, accepted_type
from .requests import Refused, read_request, sent_bytes
from .stored.cache import answers
from .stored.response_cache import edition_read_before
from .stored.responses import VARY, stored_response

METHODS = "GET, HEAD, OPTIONS, POST"


@csrf_exempt
@transaction.non_atomic_requests
def graphql(request: HttpRequest) -> HttpResponse:
    """Answer one operation: POST with a JSON body, or GET with `query` and `variables` in the address."""
    if request.method == "OPTIONS":
        return HttpResponse(status=204, headers={"Allow": METHODS})
    explorer = explorer_instead(request)
    if explorer is not None:
        return explorer
    media_type = accepted_type(request.META.get("HTTP_ACCEPT"))
    try:
        if request.method not in ("GET", "HEAD", "POST"):
            raise Refused(405, ValidationFailed("Use GET or POST."), Allow=METHODS)
        if media_type is None:
            raise Refused(406, ValidationFailed(f"Accept {' or '.join(MEDIA_TYPES)}, in UTF-8."))
        found = _answer(request)
    except Refused as refused:
        found = Answer(
            {"errors": [refused.error.formatted]},
            has_run=False,
            status=refused.status,
            headers=refused.headers,
        )
    except Exception as error:
        found = unexpected(error)
    if isinstance(found, Kept):
        media_type = media_type or JSON_TYPE
        response = stored_response(
            request, found.answer, media_type, partial(_encoded, found), found.stored_in
        )
        response.repeatable = found if found.is_repeatable else None  # type: ignore[attr-defined]
        return response
    return _response(request, found, media_type or JSON_TYPE)


def _answer(request: HttpRequest) -> Answer | Kept:
    """Return the answer to a request. What has come before, byte for byte, is not read again."""
    sent = sent_bytes(request)
    store = answers()
    if store is None:
        return answer(read_request(request, sent))
    mark = blake2b(sent, digest_size=16, salt=b"POST" if request.method == "POST" else b"").digest()
    edition, key, stored = store.known(mark, edition_read_before(request.META))
    if stored is not None:
        return Kept(stored, key, edition, is_repeatable=edition is not None and not edition.is_stale)
    asked = read_request(request, sent)
    asked.edition = edition
    found = answer(asked)
    # A document that comes along with its name is to be remembered by that.
    if (
        isinstance(found, Kept)
        and found.edition is not None
        and not (found.stored_in is not None and found.stored_in.is_stale)
        and not (asked.query and asked.named)
    ):
        store.memory.keep_request(mark, found.edition, found.key)
        return found._replace(is_repeatable=True)
    return found


def _encoded(kept: Kept, encoding: str) -> bytes:
    store = answers()
    if store is None or kept.edition is None:
        return kept.answer.as_encoded(encoding)
    return store.encoded(kept.key, kept.edition, kept.answer, encoding)


def _response(request: HttpRequest, found: Answer, media_type: str) -> HttpResponse:
    """Return an answer that nobody keeps."""
    response = HttpResponse(
        encoded_json(found.body),
        status=_status(found, media_type),
        headers={**found.headers, "Vary": VARY, "Cache-Control": "no-store"},
        content_type=f"{media_type}; charset=utf-8",
    )
    # Django's own mark: else it adds a line to ours.
    response._has_been_logged = found.is_logged  # type: ignore[attr-defined]
    if request.method == "HEAD":
        response["Content-Length"] = str(len(response.content))
        response.content = b""
    return response


def _status(found: Answer, media_type: str) -> int:
    """Return the status of an answer (GraphQL over HTTP, "Status Codes")."""
    if found.status is not None:
        return found.status
    return 400 if media_type == GRAPHQL_TYPE and not found.has_run else 200
