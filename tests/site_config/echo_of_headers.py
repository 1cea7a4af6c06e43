"""Applications that answer with what a server has told them of a request (`test_rsgi.py`)."""

import hashlib
import json
from collections.abc import Callable, Iterable
from typing import Any

from site_config.received_headers import BoundedAsgiHeaders, BoundedHeaders
from site_config.rsgi_server import RsgiApplication

SHOWN = ("HTTP_", "CONTENT_", "REMOTE_", "PATH_", "QUERY_", "REQUEST_")


def echo(environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
    told = {name: value for name, value in environ.items() if name.startswith(SHOWN)}
    body = environ["wsgi.input"].read()
    told["body"] = [len(body), hashlib.sha256(body).hexdigest()]
    start_response("201 Created", [("content-type", "application/json"), ("x-echo", "1")])
    written = json.dumps(told).encode()
    return [written] if environ["QUERY_STRING"] != "streamed" else iter([written[:5], b"", written[5:]])


application = RsgiApplication(BoundedHeaders(echo), threads=2)


async def _asgi_echo(scope: dict[str, Any], receive: Any, send: Any) -> None:
    told = [[name.decode(), value.decode()] for name, value in scope["headers"]]
    await send({"type": "http.response.start", "status": 201, "headers": []})
    await send({"type": "http.response.body", "body": json.dumps(told).encode()})


asgi = BoundedAsgiHeaders(_asgi_echo)
