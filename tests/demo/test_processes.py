"""The demo's processes live and die together."""

import os
import signal
import socket
import sys
import time
from pathlib import Path

import pytest

from cms.demo import runtime
from cms.demo.processes import Children, PortTaken, ProcessFailed, Said, refuse_taken_ports

STAYS = [sys.executable, "-c", "import time; time.sleep(60)"]
STUBBORN = [
    sys.executable,
    "-c",
    "import os, signal, time; signal.signal(signal.SIGTERM, signal.SIG_IGN); "
    "print(os.getpid(), flush=True); time.sleep(60)",
]
FAILS = [sys.executable, "-c", "import sys; print('the port is taken'); sys.exit(3)"]


def is_alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True


def test_none_outlives_the_block(tmp_path: Path) -> None:
    with Children(tmp_path, os.environ) as children:
        pids = [children.start(name, STAYS, tmp_path).process.pid for name in ("one", "two")]
        children.check()
        assert all(map(is_alive, pids))
    assert not any(map(is_alive, pids))


def test_one_that_ends_is_noticed_with_its_last_words(tmp_path: Path) -> None:
    with Children(tmp_path, os.environ) as children:
        children.start("worker", STAYS, tmp_path)
        children.start("cms", FAILS, tmp_path).process.wait()
        with pytest.raises(
            ProcessFailed, match=r"cms ended with status 3:\n  the port is taken\n.*/cms\.log"
        ):
            children.check()


def test_a_worker_that_fails_is_started_again_until_it_has_failed_too_often(tmp_path: Path) -> None:
    with Children(tmp_path, os.environ) as children:
        worker = children.start("worker", FAILS, tmp_path, restarts=2)
        for _ in range(2):
            worker.process.wait()
            children.check()
        worker.process.wait()
        with pytest.raises(ProcessFailed, match="worker ended with status 3"):
            children.check()
        assert worker.last_lines().count("the port is taken") == 3


def test_waiting_ends_with_the_process_waited_for(tmp_path: Path) -> None:
    with Children(tmp_path, os.environ) as children:
        children.start("cms", FAILS, tmp_path)
        with pytest.raises(ProcessFailed, match="cms ended with status 3"):
            children.wait_for({"The CMS": "http://localhost:1/"}, seconds=30)


def test_waiting_has_an_end(tmp_path: Path) -> None:
    with Children(tmp_path, os.environ) as children:
        children.start("cms", STAYS, tmp_path)
        with pytest.raises(ProcessFailed, match="The CMS does not answer at http://localhost:1/"):
            children.wait_for({"The CMS": "http://localhost:1/"}, seconds=0.3)


def test_one_that_does_not_listen_is_made_to_end(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("cms.demo.processes.STOP_SECONDS", 0.5)
    with Children(tmp_path, os.environ) as children:
        child = children.start("stubborn", STUBBORN, tmp_path)
        while not child.log.read_text():
            time.sleep(0.05)
    assert child.process.returncode == -signal.SIGKILL


def test_a_step_that_fails_is_told(tmp_path: Path) -> None:
    with Children(tmp_path, os.environ) as children:
        child = children.start("collectstatic", FAILS, tmp_path)
        with pytest.raises(ProcessFailed, match="collectstatic ended with status 3"):
            children.finish(child)


def test_a_taken_port_is_named_with_its_option() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        with pytest.raises(PortTaken, match=rf"Port {port} is taken .* with --frontend-port"):
            refuse_taken_ports({"--port": 0, "--frontend-port": port})


def test_two_sites_need_two_ports() -> None:
    with pytest.raises(PortTaken, match="--port and --frontend-port name the same port"):
        refuse_taken_ports({"--port": 8000, "--frontend-port": 8000})


def test_a_port_that_does_not_exist_is_refused() -> None:
    with pytest.raises(PortTaken, match="Port 70000 does not exist"):
        refuse_taken_ports({"--port": 70000})


def test_the_key_is_kept_and_nobody_else_reads_it(tmp_path: Path) -> None:
    key = runtime.secret_key(tmp_path / "data")
    assert len(key) >= 50
    assert runtime.secret_key(tmp_path / "data") == key
    assert (tmp_path / "data" / "demo-secret-key").stat().st_mode & 0o077 == 0


def test_messages_of_one_logger_are_told_as_they_come(tmp_path: Path) -> None:
    log = tmp_path / "cms.log"
    log.write_text("now WARNING cms.origins [-] one\nnow INFO cms.requests [-] two\nnow WARNING cms.orig")
    said = Said(log, "cms.origins")
    assert said.new() == ["one"]
    with log.open("a") as stream:
        stream.write("ins [-] three\n")
    assert (said.new(), said.new()) == (["three"], [])


@pytest.mark.parametrize(
    "address", ["localhost:5173", "http://localhost:port", "http://localhost:1/de/", "http://"]
)
def test_a_website_is_an_origin(address: str) -> None:
    with pytest.raises(runtime.NoWebsite, match="Write it as http://localhost:5173"):
        runtime.website_at(address)


def test_the_environment_fits_the_ports(tmp_path: Path) -> None:
    environment = runtime.environment(tmp_path, port=8001, frontend_port=3001)
    assert environment["DJANGO_SETTINGS_MODULE"] == "site_config.settings.demo"
    assert environment["CMS_FRONTEND_ORIGINS"] == "http://localhost:3001,http://127.0.0.1:3001"
    assert environment["CMS_DEMO_ENDPOINT"] == "http://localhost:8001/graphql/"
    assert environment["WAGTAILADMIN_BASE_URL"] == "http://localhost:8001"
