"""Serves the reference frontend on its own origin: static files, the operations, a generated configuration.

A WSGI application without Django, for any server. The environment says where the CMS answers:
CMS_DEMO_ENDPOINT is the GraphQL address.
"""

import hashlib
import json
import mimetypes
import os
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from cms.serving.rsgi import RsgiApplication
from cms.serving.server import THREADS

CONTRACT = Path(__file__).resolve().parent.parent.parent / "frontend_contract"
#: What this origin serves: the folder by the beginning of the path, the longest first.
FOLDERS = (("/operations/", CONTRACT / "operations"), ("/", CONTRACT / "reference"))
CONFIGURATION = "/config.js"
#: Python takes some of these from the machine it runs on; no browser runs a module of a wrong type.
TYPES = {
    ".css": "text/css; charset=utf-8",
    ".graphql": "application/graphql; charset=utf-8",
    ".html": "text/html; charset=utf-8",
    ".ico": "image/x-icon",
    ".js": "text/javascript; charset=utf-8",
    ".json": "application/json",
    ".mjs": "text/javascript; charset=utf-8",
    ".svg": "image/svg+xml",
    ".txt": "text/plain; charset=utf-8",
    ".webmanifest": "application/manifest+json",
    ".woff2": "font/woff2",
}


@dataclass(frozen=True, slots=True)
class Answer:
    """What is sent for a path."""

    status: str
    content_type: str
    body: bytes


class Frontend:
    """The application. `endpoint` is the absolute GraphQL address of the CMS."""

    def __init__(self, endpoint: str) -> None:
        self._endpoint = endpoint
        parts = urlsplit(endpoint)
        cms = f"{parts.scheme}://{parts.netloc}"
        # Videos are embedded after consent, from these two providers alone.
        videos = "https://www.youtube-nocookie.com https://player.vimeo.com"
        self._policy = (
            f"default-src 'self'; connect-src 'self' {cms}; img-src 'self' data: {cms}; "
            f"style-src 'self' 'unsafe-inline'; frame-src {videos}; "
            "object-src 'none'; base-uri 'self'; frame-ancestors 'none'"
        )

    def __call__(self, environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
        method = environ["REQUEST_METHOD"]
        if method not in ("GET", "HEAD"):
            start_response("405 Method Not Allowed", [("Allow", "GET, HEAD"), ("Content-Length", "0")])
            return [b""]
        # WSGI hands paths as Latin-1; the bytes are UTF-8.
        path = str(environ.get("PATH_INFO", "/")).encode("latin-1", "replace").decode("utf-8", "replace")
        answer = self.answer(path)
        tag = f'"{hashlib.sha256(answer.body).hexdigest()[:24]}"'
        headers = [
            ("Content-Type", answer.content_type),
            ("ETag", tag),
            # Files have no hashed names: a browser asks each time, and mostly hears "not modified".
            ("Cache-Control", "no-cache"),
            ("Content-Security-Policy", self._policy),
            ("X-Content-Type-Options", "nosniff"),
            ("Referrer-Policy", "strict-origin-when-cross-origin"),
        ]
        if answer.status.startswith("200") and tag in str(environ.get("HTTP_IF_NONE_MATCH", "")):
            start_response("304 Not Modified", headers)
            return [b""]
        start_response(answer.status, [*headers, ("Content-Length", str(len(answer.body)))])
        return [b"" if method == "HEAD" else answer.body]

    def answer(self, path: str) -> Answer:
        """Return the file at a path; the frontend's index for every path that is no file."""
        if path == CONFIGURATION:
            settings = json.dumps({"endpoint": self._endpoint, "site": None})
            return Answer("200 OK", TYPES[".js"], f"export default {settings};\n".encode())
        for start, folder in FOLDERS:
            if path.startswith(start):
                file = file_below(folder, path.removeprefix(start))
                if file:
                    return Answer("200 OK", _content_type(file), file.read_bytes())
        if Path(path).suffix in TYPES:
            # A missing file stays missing: an index in place of a module hides the mistake.
            return Answer("404 Not Found", TYPES[".txt"], b"No such file.\n")
        return Answer("200 OK", TYPES[".html"], (CONTRACT / "reference" / "index.html").read_bytes())


def file_below(folder: Path, name: str) -> Path | None:
    """Return the file of this name in a folder; None if there is none, or it lies outside, or is hidden."""
    if not name or "\0" in name or "\\" in name or any(part.startswith(".") for part in name.split("/")):
        return None
    try:
        file = (folder / name.lstrip("/")).resolve()
        return file if file.is_relative_to(folder.resolve()) and file.is_file() else None
    except OSError:
        # A name longer than the file system knows.
        return None


def _content_type(file: Path) -> str:
    return TYPES.get(file.suffix) or mimetypes.guess_type(file.name)[0] or "application/octet-stream"


def application(environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
    """Answer by WSGI."""
    return Frontend(os.environ.get("CMS_DEMO_ENDPOINT", "http://localhost:8000/graphql/"))(
        environ, start_response
    )


#: What `manage.py demo` serves.
rsgi_application = RsgiApplication(application, THREADS)
