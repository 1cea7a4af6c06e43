"""What a worker says of a database that does not answer."""

import pytest
from django.db import OperationalError

from cms.tasks.worker import Worker


def test_a_worker_says_once_why_the_database_fails(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    worker = Worker(
        queue_names=["default"],
        excluded_queue_names=[],
        interval=0,
        batch=False,
        backend_name="default",
        startup_delay=False,
        max_tasks=None,
        worker_id="one",
    )
    refused = OperationalError('connection failed: FATAL:  password authentication failed for user "cms"')
    answers = [refused, refused, refused, None, refused, None]

    def next_task() -> None:
        answer = answers.pop(0)
        worker.running = bool(answers)
        if answer:
            raise answer

    monkeypatch.setattr(worker, "_next_task", next_task)
    monkeypatch.setattr("cms.tasks.worker.RECONNECT_PAUSES", (0,))
    monkeypatch.setattr("cms.tasks.worker.connection.close", lambda: None)
    with caplog.at_level("INFO", "cms.tasks"):
        worker.run()
    said = [message for message in caplog.messages if "database" in message]
    why = (
        'The database does not answer (FATAL: password authentication failed for user "cms"): '
        "asked again until it does"
    )
    assert said == [why, "The database answers again"] * 2
