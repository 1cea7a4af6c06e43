"""`deploy/update` in a clone of its own. Stand-ins of systemd and Python write down what they are asked."""

import os
import re
import shutil
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
WANTS = """
cluster-cms-web@8000.service ssh.service cluster-cms-worker@1.service cluster-cms-web@8001.service

cluster-cms-publish.timer apt-daily.timer cluster-cms-daily.timer"""
BACKGROUND = "cluster-cms-worker@1.service cluster-cms-publish.timer cluster-cms-daily.timer"
PROGRAMS = {
    "systemctl": f'case $1 in show) echo "{WANTS}";; *) echo "systemctl $*" >> "$LOG";; esac',
    "runuser": 'shift 3; exec env AS=cms: "$@"',
}
#: Fails at the command that FAILS names; a server answers when it is asked for the second time.
PYTHON = """#!/bin/sh
case "$*" in
    -c*) echo alive >> "$LOG"; [ $(grep -c alive "$LOG") != 1 ]; exit ;;
esac
echo "${AS:-root:} $*" >> "$LOG"
[ -z "${FAILS:-}" ] || case "$*" in *"$FAILS"*) exit 1 ;; esac
"""


def git(directory: Path, *arguments: str) -> str:
    identity = ("-c", "user.name=x", "-c", "user.email=x@example.org", "-c", "init.defaultBranch=main")
    done = subprocess.run(
        ["git", *identity, *arguments], cwd=directory, check=True, capture_output=True, text=True
    )
    return done.stdout.strip()


@pytest.fixture
def installation(tmp_path: Path) -> Path:
    """A clone whose origin has come to a newer commit."""
    origin, clone = tmp_path / "origin", tmp_path / "clone"
    shutil.copytree(ROOT / "deploy", origin / "deploy")
    git(origin, "init", "-q")
    git(origin, "add", "-A")
    git(origin, "commit", "-q", "-m", "One")
    git(tmp_path, "clone", "-q", "origin", "clone")
    (origin / "new").touch()
    git(origin, "add", "-A")
    git(origin, "commit", "-q", "-m", "Two")
    for path, script in {
        **{tmp_path / "bin" / name: f"#!/bin/sh\n{script}\n" for name, script in PROGRAMS.items()},
        clone / ".venv" / "bin" / "python": PYTHON,
    }.items():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(script)
        path.chmod(0o755)
    (tmp_path / "units").mkdir()
    (tmp_path / "cms.env").touch()
    return clone


def update(
    clone: Path, *arguments: str, **variables: str
) -> tuple[subprocess.CompletedProcess[str], list[str]]:
    place = clone.parent
    log = place / "log"
    log.unlink(missing_ok=True)
    done = subprocess.run(
        [clone / "deploy" / "update", *arguments],
        env={
            "PATH": f"{place / 'bin'}:{os.environ['PATH']}",
            "LOG": str(log),
            "CMS_ENV_FILE": str(place / "cms.env"),
            "CMS_UNITS": str(place / "units"),
            "CMS_BACKUPS": "/backups",
            "CMS_PAUSE_SECONDS": "0",
            **variables,
        },
        capture_output=True,
        text=True,
        timeout=60,
    )
    return done, log.read_text().splitlines() if log.exists() else []


def test_an_update_goes_from_the_code_to_what_follows(installation: Path) -> None:
    before = git(installation, "rev-parse", "--short", "HEAD")
    done, log = update(installation)
    assert done.returncode == 0, done.stderr
    assert (installation / "new").exists()
    backup = next(line for line in log if "backup" in line)
    assert backup.startswith("cms: manage.py backup --no-media /backups/")
    assert backup.endswith(f"-before-update-from-{before}")
    assert log == [
        "root: -m pip install --quiet -r requirements.txt",
        "root: -m compileall -q cms site_config",
        "root: manage.py collectstatic --noinput --verbosity 0",
        "systemctl daemon-reload",
        backup,
        f"systemctl stop {BACKGROUND}",
        "cms: manage.py migrate --noinput",
        "systemctl restart cluster-cms-web@8000.service",
        *("alive", "alive"),
        "systemctl restart cluster-cms-web@8001.service",
        "alive",
        f"systemctl start {BACKGROUND}",
        "cms: manage.py after_update",
    ]
    assert {unit.name for unit in (installation.parent / "units").iterdir()} == {
        unit.name for unit in (ROOT / "deploy" / "systemd").iterdir()
    }


@pytest.mark.parametrize("fails", ["pip", "collectstatic", "backup"])
def test_what_fails_before_the_database_is_touched_stops_nothing(fails: str, installation: Path) -> None:
    done, log = update(installation, FAILS=fails)
    assert done.returncode == 1
    assert fails in log[-1]
    assert not [line for line in log if line.startswith(("systemctl stop", "systemctl restart"))]


def test_after_a_migration_that_failed_old_servers_serve_and_the_update_goes_on_later(
    installation: Path,
) -> None:
    before = git(installation, "rev-parse", "--short", "HEAD")
    done, log = update(installation, FAILS="migrate")
    assert done.returncode == 1
    assert log[-2:] == [f"systemctl stop {BACKGROUND}", "cms: manage.py migrate --noinput"]
    assert f"deploy/update --here {before}" in done.stderr
    done, log = update(installation, "--here", before)
    assert done.returncode == 0, done.stderr
    assert any(line.endswith(f"-from-{before}") for line in log)
    assert log[-2:] == [f"systemctl start {BACKGROUND}", "cms: manage.py after_update"]


def test_a_server_that_does_not_answer_ends_the_update_before_the_next_one(installation: Path) -> None:
    python = installation / ".venv" / "bin" / "python"
    python.write_text(PYTHON.replace('[ $(grep -c alive "$LOG") != 1 ]; exit', "exit 1"))
    done, log = update(installation, CMS_START_SECONDS="1")
    assert done.returncode == 1
    assert "It does not answer: journalctl -u cluster-cms-web@8000.service" in done.stderr
    assert not [line for line in log if "8001" in line or "systemctl start" in line]


def test_where_nothing_is_enabled_there_is_nothing_to_update(installation: Path) -> None:
    (installation.parent / "bin" / "systemctl").write_text("#!/bin/sh\n")
    done, log = update(installation)
    assert (done.returncode, log) == (1, [])
    assert "No server and no worker is enabled" in done.stderr


def test_without_systemd_nothing_is_changed_and_the_way_by_hand_is_that_of_the_readme(
    installation: Path,
) -> None:
    (installation.parent / "bin" / "systemctl").write_text("#!/bin/sh\nexit 1\n")
    done, log = update(installation)
    assert (done.returncode, log) == (1, [])
    assert not (installation / "new").exists()
    readme = (ROOT / "README.md").read_text(encoding="utf-8").partition("the same is done by hand")[2]
    by_hand = [line.partition("  #")[0].strip() for line in readme.split("```")[1].splitlines()[1:]]
    told = [line.partition("  #")[0].strip() for line in done.stderr.splitlines()]
    assert [line for line in by_hand if line] == [line for line in told if line][1:-1]


def test_a_machine_of_workers_alone_is_updated(installation: Path) -> None:
    systemctl = installation.parent / "bin" / "systemctl"
    systemctl.write_text(re.sub(r"cluster-cms-web@\d+\.service ?", "", systemctl.read_text()))
    done, log = update(installation)
    assert done.returncode == 0, done.stderr
    assert not [line for line in log if "restart" in line]
    assert log[-2:] == [f"systemctl start {BACKGROUND}", "cms: manage.py after_update"]
