"""What ships in deploy/ is understood by the programs that read it, and runs what there is."""

import re
import subprocess
import sys
from pathlib import Path

import pytest
from django.core.management import get_commands

from cms.serving.jobs import OFTEN, after_update, daily_jobs

DEPLOY = Path(__file__).resolve().parents[2] / "deploy"
UNITS = sorted((DEPLOY / "systemd").iterdir())
PYTHON = "/opt/cluster-cms/.venv/bin/python"


@pytest.mark.needs_systemd
def test_systemd_accepts_the_units(tmp_path: Path) -> None:
    for unit in UNITS:
        assert (".service" in unit.name) == (PYTHON in unit.read_text())
        # It looks whether what a unit starts is there.
        (tmp_path / unit.name).write_text(unit.read_text().replace(PYTHON, sys.executable))
    for name in (
        "cluster-cms-web@8000",
        "cluster-cms-worker@1",
        "cluster-cms-job@daily_jobs",
        "cluster-cms-job@publish_scheduled",
    ):
        template = re.sub("@.*", "@.service", name)
        (tmp_path / f"{name}.service").symlink_to(tmp_path / template)
    names = [str(unit) for unit in sorted(tmp_path.iterdir()) if "@." not in unit.name]
    done = subprocess.run(
        ["systemd-analyze", "verify", "--man=no", *names], capture_output=True, text=True, timeout=60
    )
    said = [line for line in done.stderr.splitlines() if "cluster-cms" in line]
    assert (done.returncode, said) == (0, [])


def test_commands_have_the_variables_of_the_installation(tmp_path: Path) -> None:
    """Values stand there without quotes, whatever is in them."""
    variables = tmp_path / "cms.env"
    variables.write_text(
        "# Ours\nWAGTAIL_SITE_NAME=Verein & Söhne $HOME\n\n#TIME_ZONE=UTC\nCMS_DATA_DIR=/srv/x"
    )
    python = tmp_path / "python"
    python.write_text('#!/bin/sh\npwd; echo "$WAGTAIL_SITE_NAME|$CMS_DATA_DIR|$DJANGO_SETTINGS_MODULE|$*"\n')
    python.chmod(0o755)
    done = subprocess.run(
        [DEPLOY / "cms", "start_site", "--name", "Zwei Wörter"],
        env={"PATH": "/usr/bin:/bin", "CMS_ENV_FILE": str(variables), "CMS_PYTHON": str(python)},
        cwd=tmp_path,
        capture_output=True,
        text=True,
    )
    assert done.stdout.splitlines() == [
        str(DEPLOY.parent),
        "Verein & Söhne $HOME|/srv/x|site_config.settings.production|manage.py start_site --name Zwei Wörter",
    ]


def test_only_the_services_read_what_they_write() -> None:
    for unit in UNITS:
        if ".service" in unit.name:
            assert {"UMask=0027", "StateDirectoryMode=0750"} <= set(unit.read_text().splitlines()), unit.name


def test_hints_of_the_services_name_commands_of_the_installation() -> None:
    for unit in UNITS:
        if ".service" in unit.name:
            assert "Environment=CMS_COMMAND=deploy/cms" in unit.read_text().splitlines(), unit.name


@pytest.mark.parametrize(("uid", "mode"), [("0", 0o644), ("999", 0o640)])
def test_a_command_writes_as_the_services_do(uid: str, mode: int, tmp_path: Path) -> None:
    """What root collects is read by the servers; the database is read by nobody else."""
    (tmp_path / "cms.env").touch()
    for name, script in {"id": f"echo {uid}", "python": f"echo > {tmp_path}/written"}.items():
        (tmp_path / name).write_text(f"#!/bin/sh\n{script}\n")
        (tmp_path / name).chmod(0o755)
    variables = {"CMS_ENV_FILE": str(tmp_path / "cms.env"), "CMS_PYTHON": str(tmp_path / "python")}
    subprocess.run(
        [DEPLOY / "cms", "migrate"],
        env={"PATH": f"{tmp_path}:/usr/bin:/bin", **variables},
        umask=0o022,
        check=True,
    )
    assert (tmp_path / "written").stat().st_mode & 0o777 == mode


@pytest.mark.parametrize("name", ["README.md", "deploy/README.md"])
def test_the_documents_name_what_there_is(name: str) -> None:
    text = (DEPLOY.parent / name).read_text()
    commands = set(re.findall(r"(?:manage\.py|deploy/cms) ([a-z]\w+)", text))
    assert commands
    assert commands <= get_commands().keys() | {"createsuperuser"}
    units = {
        re.sub(r"@\w+", "@", unit)
        for unit in re.findall(r"cluster-cms-(?:web|worker|publish|daily)@?\w*", text)
    }
    shipped = {unit.name.removesuffix(unit.suffix) for unit in UNITS}
    assert units <= shipped


def test_every_unit_runs_a_command_that_there_is() -> None:
    commands = get_commands()
    started = {match for unit in UNITS for match in re.findall(r"manage\.py ([a-z_]+)", unit.read_text())}
    timed = {match for unit in UNITS for match in re.findall(r"Unit=cluster-cms-job@(\w+)", unit.read_text())}
    assert timed == {OFTEN.command, "daily_jobs"}
    assert started == {"serve", "db_worker", "daily_jobs"}
    assert started | timed | {job.command for job in [*daily_jobs(), *after_update()]} <= commands.keys()


def test_every_command_that_prunes_is_run_daily() -> None:
    ours = {name for name, app in get_commands().items() if app.startswith("cms.")}
    jobs = {job.command for job in daily_jobs()}
    assert {name for name in ours if name.startswith("prune_")} <= jobs
    assert {"clearsessions", "purge_revisions"} <= jobs


@pytest.mark.needs_nginx
def test_nginx_accepts_its_configuration(tmp_path: Path) -> None:
    subprocess.run(
        [
            *("openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2"),
            *("-subj", "/CN=cms.example.org", "-keyout", "privkey.pem", "-out", "fullchain.pem"),
        ],
        cwd=tmp_path, check=True, capture_output=True,
    )  # fmt: skip
    shipped = (DEPLOY / "nginx" / "cluster-cms.conf").read_text()
    site = shipped.replace("/etc/letsencrypt/live/cms.example.org", str(tmp_path))
    # Ports above 1023: the test need not be root.
    site = re.sub(r"(listen (?:\[::\]:)?)(80|443)\b", lambda port: f"{port[1]}{10_000 + int(port[2])}", site)
    main = tmp_path / "nginx.conf"
    main.write_text(f"pid {tmp_path}/pid;\nevents {{}}\nhttp {{\n{site}\n}}\n")
    done = subprocess.run(
        ["nginx", "-t", "-p", str(tmp_path), "-e", "stderr", "-c", str(main)], capture_output=True, text=True
    )
    assert done.returncode == 0, done.stderr


@pytest.mark.needs_caddy
def test_caddy_accepts_its_configuration(tmp_path: Path) -> None:
    done = subprocess.run(
        ["caddy", "validate", "--adapter", "caddyfile", "--config", DEPLOY / "caddy" / "Caddyfile"],
        capture_output=True,
        text=True,
        env={"HOME": str(tmp_path), "PATH": "/usr/bin:/bin", "XDG_DATA_HOME": str(tmp_path)},
    )
    assert done.returncode == 0, done.stderr
