"""The settings as a server process meets them: each test starts a process of its own."""

import gc
import json
import os
import runpy
import subprocess
import sys
from pathlib import Path

import pytest
from django.template import engines
from pytest_django import Settings

from site_config import startup

ROOT = Path(__file__).resolve().parents[2]
REQUIRED = {
    "SECRET_KEY": "x7Qm2vT9pLz4Rk8WcJ1nHs6YbDf3GaEu5oKiVtMqBw0ZrXyCjP",
    "ALLOWED_HOSTS": "cms.example.org",
    "CMS_FRONTEND_ORIGINS": "https://www.example.org",
}


def run(*arguments: str, data: Path, **variables: str) -> subprocess.CompletedProcess[str]:
    """Run Python in an environment that holds nothing of ours but what is given."""
    bare = {name: os.environ[name] for name in ("PATH", "LANG", "SYSTEMROOT") if name in os.environ}
    settings = {"DJANGO_SETTINGS_MODULE": "site_config.settings.production", "CMS_DATA_DIR": str(data)}
    return subprocess.run(
        [sys.executable, *arguments],
        cwd=ROOT,
        env=bare | settings | variables,
        capture_output=True,
        text=True,
        timeout=120,
    )


def test_the_deployment_check_finds_nothing(tmp_path: Path) -> None:
    done = run("manage.py", "check", "--deploy", "--fail-level", "WARNING", data=tmp_path, **REQUIRED)
    assert done.returncode == 0, done.stderr
    assert "no issues" in done.stdout


def test_the_media_store_of_the_environment_is_used(tmp_path: Path) -> None:
    store = {
        **REQUIRED,
        "CMS_MEDIA_BUCKET": "media",
        "CMS_MEDIA_ACCESS_KEY": "key",
        "CMS_MEDIA_SECRET_KEY": "not-to-be-shown",
        "CMS_MEDIA_PUBLIC_URL": "https://media.example.org",
    }
    script = "from django.core.files.storage import default_storage as used; print(used.bucket_name)"
    done = run("-c", script, data=tmp_path, **store)
    assert done.stdout.strip() == "media", done.stderr


def test_a_start_without_its_variables_names_them_all(tmp_path: Path) -> None:
    done = run("-c", "import site_config.wsgi", data=tmp_path, DATABASE_URL="mysql://host/name")
    assert done.returncode != 0
    assert "4 environment variables are missing or malformed:" in done.stderr
    for name in (*REQUIRED, "DATABASE_URL"):
        assert f"\n  {name}: " in done.stderr


def test_a_command_says_what_is_malformed_and_nothing_else(tmp_path: Path) -> None:
    spaced = {**REQUIRED, "CMS_FRONTEND_ORIGINS": "https://www.example.org https://next.example.org"}
    for command in (["manage.py", "serve"], ["manage.py", "migrate"], ["-c", "import site_config.rsgi"]):
        done = run(*command, data=tmp_path, **spaced)
        assert (done.returncode, done.stdout) == (1, "")
        first, second = done.stderr.splitlines()
        assert first.endswith("1 environment variable is missing or malformed:")
        assert "Separate several by commas. Example: CMS_FRONTEND_ORIGINS=" in second


def test_the_environment_reaches_the_settings(tmp_path: Path) -> None:
    script = """if True:
        import json
        from django.conf import settings
        names = [
            "ALLOWED_HOSTS", "CORS_ALLOWED_ORIGINS", "CMS_FRONTEND_ORIGINS", "SECURE_PROXY_SSL_HEADER",
            "DEBUG", "SECURE_HSTS_SECONDS", "WAGTAILADMIN_BASE_URL", "SESSION_COOKIE_SECURE",
            "SECURE_SSL_REDIRECT",
        ]
        print(json.dumps({name: getattr(settings, name) for name in names}))
    """
    done = run(
        "-c",
        script,
        data=tmp_path,
        **REQUIRED,
        SECURE_PROXY_SSL_HEADER="X-Forwarded-Proto",
        SECURE_HSTS_SECONDS="60",
    )
    assert json.loads(done.stdout) == {
        "ALLOWED_HOSTS": ["cms.example.org"],
        "CORS_ALLOWED_ORIGINS": ["https://www.example.org"],
        "CMS_FRONTEND_ORIGINS": ["https://www.example.org"],
        "SECURE_PROXY_SSL_HEADER": ["HTTP_X_FORWARDED_PROTO", "https"],
        "DEBUG": False,
        "SECURE_HSTS_SECONDS": 60,
        "WAGTAILADMIN_BASE_URL": "https://cms.example.org",
        "SESSION_COOKIE_SECURE": True,
        "SECURE_SSL_REDIRECT": True,
    }


@pytest.mark.parametrize("module", ["site_config.wsgi", "site_config.asgi"])
def test_a_server_does_not_start_on_unapplied_migrations(module: str, tmp_path: Path) -> None:
    done = run("-c", f"import {module}", data=tmp_path, **REQUIRED)
    assert done.returncode == 1
    assert "Cluster CMS does not start: " in done.stderr
    assert "migrations are not applied to the database. Run `python manage.py migrate`" in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize("module", ["site_config.wsgi", "site_config.asgi"])
def test_a_server_counts_all_that_it_begins_with_among_what_stays(
    module: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Else looking through it keeps every request waiting, time and again."""
    monkeypatch.setattr(startup, "refuse_to_start_unprepared", lambda: None)
    # The tests have done so, too.
    gc.unfreeze()
    application = runpy.run_module(module)["application"]
    assert gc.get_freeze_count() > 50_000
    assert not any(one is application for one in gc.get_objects())


def test_a_server_has_its_template_tags_before_the_first_page(monkeypatch: pytest.MonkeyPatch) -> None:
    """Else a server that runs while an update changes the code reads half of it anew, and fails."""
    monkeypatch.setattr(engines, "_engines", {})
    startup.settle_memory()
    assert "django" in engines._engines


def test_a_server_does_not_start_without_its_database(tmp_path: Path) -> None:
    url = "postgresql://cms:hidden@127.0.0.1:1/cms"
    done = run("-c", "import site_config.wsgi", data=tmp_path, **REQUIRED, DATABASE_URL=url)
    assert done.returncode == 1
    assert "Cluster CMS does not start: The database of DATABASE_URL" in done.stderr
    assert "hidden" not in done.stderr


def test_a_log_line_is_one_json_object(tmp_path: Path) -> None:
    script = """if True:
        import django, logging
        django.setup()
        try:
            1 / 0
        except ZeroDivisionError:
            logging.getLogger("cms.trial").exception("It went wrong with %s", "Müller")
    """
    done = run("-c", script, data=tmp_path, **REQUIRED)
    (line,) = done.stderr.splitlines()
    record = json.loads(line)
    assert record["message"] == "It went wrong with Müller"
    assert (record["level"], record["logger"], record["request_id"]) == ("ERROR", "cms.trial", "-")
    assert "ZeroDivisionError" in record["exc_info"]
    assert record["time"].endswith("+00:00")


def test_an_error_answer_is_logged_with_its_id_and_without_its_query(tmp_path: Path) -> None:
    script = """if True:
        import django
        django.setup()
        from django.test import Client
        Client().post("/healthz?token=hidden", headers={"X-Request-ID": "abc"})
    """
    # On a fresh checkout nothing is collected yet, which whitenoise says in a line of its own.
    done = run("-W", "ignore:No directory at", "-c", script, data=tmp_path, **REQUIRED)
    records = [json.loads(line) for line in done.stderr.splitlines()]
    assert [record["logger"] for record in records] == ["cms.requests", "django.request"]
    assert {record["request_id"] for record in records} == {"abc"}
    assert "hidden" not in done.stderr


def test_a_server_does_not_start_without_its_static_files(
    tmp_path: Path, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings.STATIC_ROOT = tmp_path
    settings.STORAGES = {
        **settings.STORAGES,
        "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
    }
    monkeypatch.setattr(startup, "_refuse_unapplied_migrations", lambda: None)
    with pytest.raises(SystemExit, match="the static files are not collected"):
        startup.refuse_to_start_unprepared()
    (tmp_path / "staticfiles.json").write_text('{"version": "1.1", "paths": {}, "hash": ""}')
    startup.refuse_to_start_unprepared()


def test_the_key_comes_by_a_command_whose_output_is_the_line_for_the_file(tmp_path: Path) -> None:
    told = run("manage.py", "check", data=tmp_path, **(REQUIRED | {"SECRET_KEY": ""})).stderr
    _, _, command = told.strip().partition("printed by python3 -c ")
    line = subprocess.run(
        [sys.executable, "-c", command.strip('"')], capture_output=True, text=True, check=True
    ).stdout
    name, _, value = line.strip().partition("=")
    assert (name, " " in value, "$" in value) == ("SECRET_KEY", False, False)
    done = run("manage.py", "check", data=tmp_path, **(REQUIRED | {"SECRET_KEY": value}))
    assert done.returncode == 0, done.stderr
