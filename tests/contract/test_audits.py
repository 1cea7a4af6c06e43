"""Every audit of the npm package graphql-http holds: MUST, SHOULD and MAY of GraphQL over HTTP."""

import json
import shutil
import subprocess
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.core.servers.basehttp import ThreadedWSGIServer, WSGIRequestHandler
from django.core.wsgi import get_wsgi_application
from pytest_django import Settings

from site_config.response_cache import ResponseCachingApplication

AUDITS = Path(__file__).parent / "audits"


class Quiet(WSGIRequestHandler):
    def log_message(self, *args: object) -> None:
        """The application logs its requests itself."""


@pytest.fixture
def endpoint(settings: Settings) -> Iterator[str]:
    """A running server that answers any document. The audits ask for nothing that needs the database."""
    settings.CMS_GRAPHQL_DOCUMENTS = "open"
    settings.CMS_GRAPHQL_INTROSPECTION = True
    server = ThreadedWSGIServer(("127.0.0.1", 0), Quiet)
    server.set_app(ResponseCachingApplication(get_wsgi_application()))
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}/graphql/"
    server.shutdown()
    server.server_close()
    thread.join()


def run(*command: str, directory: Path) -> str:
    done = subprocess.run(command, cwd=directory, capture_output=True, text=True, timeout=240)
    assert done.returncode == 0, done.stderr[-2_000:]
    return done.stdout


@pytest.mark.needs_node
def test_every_audit_holds(endpoint: str, tmp_path: Path) -> None:
    directory = tmp_path / "audits"
    shutil.copytree(AUDITS, directory, ignore=shutil.ignore_patterns("node_modules"))
    run("npm", "ci", "--ignore-scripts", "--loglevel=error", directory=directory)
    results = json.loads(run("node", "audit.mjs", endpoint, directory=directory))
    assert [one for one in results if one["status"] != "ok"] == []
    assert len(results) > 60
