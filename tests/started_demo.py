"""The demo, made and served once for all tests that look at it, whether by HTTP or with a browser.

Its pictures are smaller than a user's, who waits for them once; a run of the tests would wait each time.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from .demo import runs


@dataclass(frozen=True)
class MadeDemo:
    """A demo that was stopped while it was made, and then finished."""

    data_dir: Path
    status_of_stopped: int
    said_when_stopped: str
    said_when_finished: str

    @property
    def database(self) -> runs.Database:
        return runs.Database(self.data_dir / "cms.sqlite3")


@dataclass(frozen=True)
class ServedDemo:
    """Both origins, without final slashes, while they are served, and what was printed."""

    cms: str
    frontend: str
    said: str


@pytest.fixture(scope="session")
def made_demo(tmp_path_factory: pytest.TempPathFactory) -> MadeDemo:
    data_dir = tmp_path_factory.mktemp("demo")
    process = runs.start(data_dir, "--no-serve")
    before = runs.read_until(process, "Pictures drawn and stored: 36 of")
    status, rest = runs.stop(process)
    return MadeDemo(data_dir, status, before + rest, runs.run(data_dir, "--no-serve"))


@pytest.fixture(scope="session")
def served_demo(made_demo: MadeDemo) -> Iterator[ServedDemo]:
    port, frontend_port = runs.free_ports()
    process = runs.start(made_demo.data_dir, "--port", str(port), "--frontend-port", str(frontend_port))
    try:
        said = runs.read_until(process, "Ctrl-C stops everything")
        yield ServedDemo(f"http://localhost:{port}", f"http://localhost:{frontend_port}", said)
    finally:
        status, rest = runs.stop(process)
    assert status == 0, rest
    assert not runs.answers(port)
    assert not runs.answers(frontend_port)
