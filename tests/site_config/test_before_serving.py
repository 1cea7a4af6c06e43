"""What is looked at before a server starts: its static files, its port and its cache."""

import os
import socket
import time
from pathlib import Path

import pytest
from django.conf import settings as used
from django.core.checks import run_checks
from django.core.management import call_command
from pytest_django import Settings

from cms.serving import cache_server, ports, static_files
from cms.serving.management.commands import serve
from site_config import services


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


@pytest.mark.django_db
def test_a_cache_that_does_not_answer_is_told_with_its_variable(
    port: int, settings: Settings, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """By `serve` and by `check --deploy`: nothing fails without it, so nothing else tells."""
    settings.CACHES = {"default": services.cache(f"redis://somebody:hidden@127.0.0.1:{port}/0")}
    settings.SECURE_SSL_REDIRECT = False
    monkeypatch.setattr(serve.connection, "close", lambda: None)
    monkeypatch.setattr(os, "execv", lambda *command: None)
    call_command("serve", port=port)
    said = capsys.readouterr().err
    assert f"The cache of CACHE_URL (Redis, 127.0.0.1:{port}/0) can't be used: " in said
    assert "Connection refused" in said and "correct CACHE_URL" in said and "hidden" not in said
    found = {one.id for one in run_checks(include_deployment_checks=True)}
    assert "cms.W021" in found
    assert "cms.W021" not in {one.id for one in run_checks()}


@pytest.mark.needs_redis
def test_a_wrong_password_of_the_cache_is_told(settings: Settings) -> None:
    place = used.CACHES["default"]["LOCATION"].partition("://")[2].rpartition("@")[2]
    assert cache_server.unusable() == ""
    settings.CACHES = {"default": services.cache(f"redis://nobody_of_ours:hidden@{place}")}
    sentence = cache_server.unusable()
    assert "The cache of CACHE_URL" in sentence and "password" in sentence and "hidden" not in sentence
