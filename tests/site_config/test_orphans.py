"""A server that is killed leaves no process behind."""

import signal
import socket
import subprocess
import time
from collections.abc import Callable

import pytest

from cms.serving.server import command as server_command

from .test_production import ROOT


@pytest.fixture
def port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def wait_until(holds: Callable[[], bool], seconds: float) -> None:
    until = time.monotonic() + seconds
    while not holds():
        assert time.monotonic() < until
        time.sleep(0.1)


def is_answered(port: int) -> bool:
    try:
        socket.create_connection(("127.0.0.1", port), timeout=1).close()
    except OSError:
        return False
    return True


@pytest.mark.once
def test_no_process_outlives_a_server_that_is_killed(port: int) -> None:
    command = server_command("tests.site_config.echo_of_headers:application", port=port, processes=2)
    with subprocess.Popen(command, cwd=ROOT) as server:
        try:
            wait_until(lambda: is_answered(port), 60)
        finally:
            server.send_signal(signal.SIGKILL)
    wait_until(lambda: not is_answered(port), 20)
