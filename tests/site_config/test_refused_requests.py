"""What a client did wrong is one warning in the log, no error with a traceback."""

import logging
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.test import Client
from pytest_django import Settings

pytestmark = pytest.mark.django_db


def warnings(caplog: pytest.LogCaptureFixture) -> list[logging.LogRecord]:
    return [one for one in caplog.records if one.levelno >= logging.WARNING]


@pytest.mark.parametrize("host", ["evil.example", "x" * 5_000, "a b\\n"])
def test_a_wrong_host_is_one_line_that_names_it(
    client: Client, caplog: pytest.LogCaptureFixture, settings: Settings, host: str
) -> None:
    settings.ALLOWED_HOSTS = ["cms.verein.example"]
    answer = client.get("/admin/login/", headers={"Host": host})
    assert answer.status_code == 400
    (line,) = warnings(caplog)
    assert (line.levelname, line.exc_info) == ("WARNING", None)
    assert host[:40].replace("\\", "\\\\") in line.getMessage() and len(line.getMessage()) < 400


def test_so_is_a_form_that_is_too_long(
    client: Client, caplog: pytest.LogCaptureFixture, settings: Settings
) -> None:
    settings.DATA_UPLOAD_MAX_NUMBER_FIELDS = 3
    answer = client.post("/admin/login/", {f"field{number}": "x" for number in range(9)})
    assert answer.status_code == 400
    assert [(one.levelname, one.exc_info) for one in warnings(caplog)] == [("WARNING", None)]


def test_so_is_what_nobody_may(
    client: Client, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(request: HttpRequest, path: str) -> Any:
        raise PermissionDenied

    monkeypatch.setattr("cms.media.serving._picture", lambda *arguments: refuse(*arguments[:2]))
    assert client.get("/media/renditions/1/abc-20x20.jpg").status_code == 403
    assert [(one.levelname, one.exc_info) for one in warnings(caplog)] == [("WARNING", None)]


def test_an_error_of_ours_keeps_its_traceback(
    client: Client, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    client.raise_request_exception = False
    monkeypatch.setattr("cms.media.serving.private_collection_ids", lambda: 1 / 0)
    assert client.get("/media/renditions/1/abc-20x20.jpg").status_code == 500
    (line,) = warnings(caplog)
    assert line.levelname == "ERROR" and line.exc_info
