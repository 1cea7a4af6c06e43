"""What is looked at before a server starts: its static files and its port."""

import os
import socket
import time
from pathlib import Path

import pytest
from pytest_django import Settings

from cms.serving import ports, static_files


@pytest.fixture
def port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def test_static_files_that_changed_after_they_were_collected_are_told(
    tmp_path: Path, settings: Settings
) -> None:
    source, root = tmp_path / "source", tmp_path / "root"
    for directory in (source, root):
        directory.mkdir()
        (directory / "a.css").write_text("a {}")
    settings.STATIC_ROOT, settings.STATICFILES_DIRS = root, [source]
    settings.STATICFILES_FINDERS = ["django.contrib.staticfiles.finders.FileSystemFinder"]
    assert static_files.outdated() == ""
    with_manifest = {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"}
    settings.STORAGES = {**settings.STORAGES, "staticfiles": with_manifest}
    assert "not collected" in static_files.uncollected()
    manifest = root / "staticfiles.json"
    manifest.write_text('{"version": "1.1", "paths": {"a.css": "a.1.css"}, "hash": ""}')
    # Read when a process begins.
    settings.STORAGES = dict(settings.STORAGES)
    assert static_files.uncollected() == static_files.outdated() == ""
    os.utime(source / "a.css", (time.time() + 60,) * 2)
    assert static_files.outdated().startswith("a.css is newer than what was collected")
    os.utime(source / "a.css", (0, 0))
    (source / "b.css").write_text("b {}")
    assert static_files.outdated().startswith("b.css is newer than what was collected")


def test_a_port_that_is_taken_is_said_before_a_server_starts(port: int) -> None:
    assert ports.why_not("127.0.0.1", port) == ""
    with socket.create_server(("127.0.0.1", port)):
        assert ports.why_not("127.0.0.1", port).startswith(f"Port {port} is taken (")
    assert "does not exist" in ports.why_not("127.0.0.1", 70_000)
