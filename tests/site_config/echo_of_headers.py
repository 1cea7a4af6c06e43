"""Applications that answer with what a server has told them of a request (`test_rsgi.py`)."""

import hashlib
import json
import threading
import time
from collections.abc import Callable, Iterable
from typing import Any

from cms.serving.rsgi import RsgiApplication
from site_config.received_headers import BoundedAsgiHeaders, BoundedHeaders

SHOWN = ("HTTP_", "CONTENT_", "REMOTE_", "PATH_", "QUERY_", "REQUEST_")


_running: set[int] = set()


def echo(environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
    told: dict[str, Any] = {name: value for name, value in environ.items() if name.startswith(SHOWN)}
    body = environ["wsgi.input"].read()
    told["body"] = [len(body), hashlib.sha256(body).hexdigest()]
    query = environ["QUERY_STRING"]
    if query == "wrong":
        raise ValueError("wrong")
    if query == "slow":
        _running.add(threading.get_ident())
        time.sleep(0.3)
        told["at_once"] = len(_running)
        time.sleep(0.1)
        _running.discard(threading.get_ident())
    start_response("201 Created", [("content-type", "application/json"), ("x-echo", "1")])
    if query == "long":
        return (b"x" * 4_000 for _ in range(10_000))
    written = json.dumps(told).encode()
    return [written] if query != "streamed" else iter([written[:5], b"", written[5:]])


application = RsgiApplication(BoundedHeaders(echo), threads=2)


async def _asgi_echo(scope: dict[str, Any], receive: Any, send: Any) -> None:
    told = [[name.decode(), value.decode()] for name, value in scope["headers"]]
    await send({"type": "http.response.start", "status": 201, "headers": []})
    await send({"type": "http.response.body", "body": json.dumps(told).encode()})


asgi = BoundedAsgiHeaders(_asgi_echo)
