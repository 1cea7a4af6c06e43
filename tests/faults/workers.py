"""Workers that are killed while they run tasks, and a database that is restarted under them."""

import random
import signal
import subprocess
import sys
import time
from pathlib import Path

from django.core.management import call_command
from django.db import InterfaceError, OperationalError, connection
from django_tasks_db.models import DBTaskResult

from cms.forms.mails import mail_of
from cms.forms.models import Submission
from cms.forms.submitting import store
from cms.home.sites import start_site
from cms.tasks.models import TaskLease
from cms.tasks.retries import MAX_LOSSES
from tests.factories.pages import FormPageFactory

from .clusters import Cluster
from .mails import sent_mails

ROOT = Path(__file__).resolve().parent.parent.parent
MAX_SECONDS = 900


class Workers:
    """Processes of `manage.py db_worker`, by the id that their leases name."""

    def __init__(self, logs: Path, count: int) -> None:
        self._logs = logs
        self._started = 0
        self.processes: dict[str, subprocess.Popen[bytes]] = {}
        #: Ended by themselves, which none should.
        self.deaths = 0
        logs.mkdir()
        for _ in range(count):
            self.start()

    def start(self) -> None:
        self._started += 1
        name = f"worker-{self._started}"
        with (self._logs / f"{name}.log").open("ab") as log:
            self.processes[name] = subprocess.Popen(
                [sys.executable, "manage.py", "db_worker", "--worker-id", name, "--interval", "0.2"],
                cwd=ROOT,
                stdout=log,
                stderr=log,
            )

    def kill(self, name: str) -> None:
        process = self.processes.pop(name)
        process.kill()
        process.wait()
        self.start()

    def look_after(self) -> None:
        for name, process in list(self.processes.items()):
            if process.poll() is not None:
                self.deaths += 1
                del self.processes[name]
                self.start()

    def stop(self) -> None:
        for process in self.processes.values():
            process.send_signal(signal.SIGTERM)
        for process in self.processes.values():
            try:
                process.wait(20)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()

    def last_words(self) -> str:
        return "".join(file.read_text()[-2_000:] for file in sorted(self._logs.iterdir()))


def run(logs: Path, cluster: Cluster | None, *, kills: int, restarts: int, workers: int, mails: int) -> int:
    """Send forms, kill and restart; return the exit status. Prints the figures."""
    call_command("migrate", verbosity=0, interactive=False)
    start_site(name="Verein", hostname="localhost", port=3000)
    page = FormPageFactory(to_address="empfang@verein.example")
    DBTaskResult.objects.all().delete()
    for number in range(mails):
        store(page, f"submission-{number}", {"name": "Ada", "nachricht": "Hallo"}, has_consented=True)
    crowd = Workers(logs, workers)
    try:
        killed, restarted = _break_things(crowd, cluster, kills, restarts)
        _wait_for_the_end(crowd)
    finally:
        crowd.stop()
    return _report(crowd, mails, killed, restarted)


def _break_things(crowd: Workers, cluster: Cluster | None, kills: int, restarts: int) -> tuple[int, int]:
    chosen = random.Random(11)
    plan = ["kill"] * kills + ["restart"] * restarts
    chosen.shuffle(plan)
    done = {"kill": 0, "restart": 0}
    until = time.monotonic() + MAX_SECONDS
    while plan and time.monotonic() < until:
        time.sleep(chosen.uniform(0.1, 0.9))
        crowd.look_after()
        busy = [name for name in _busy_workers() if name in crowd.processes]
        if not busy:
            continue
        what = plan.pop()
        if what == "restart" and cluster is not None:
            cluster.restart()
        else:
            crowd.kill(chosen.choice(busy))
        done[what] += 1
    return done["kill"], done["restart"]


def _busy_workers() -> list[str]:
    try:
        # A task that was lost so often fails for good the next time, as it should.
        held = TaskLease.objects.exclude(worker_id="").filter(losses__lt=MAX_LOSSES)
        return list(held.values_list("worker_id", flat=True))
    except (OperationalError, InterfaceError):
        connection.close()
        return []


def _wait_for_the_end(crowd: Workers) -> None:
    until = time.monotonic() + MAX_SECONDS
    while time.monotonic() < until:
        time.sleep(0.5)
        crowd.look_after()
        try:
            if not DBTaskResult.objects.filter(status__in=("READY", "RUNNING")).exists():
                return
        except (OperationalError, InterfaceError):
            connection.close()


def _report(crowd: Workers, mails: int, killed: int, restarted: int) -> int:
    unfinished = DBTaskResult.objects.exclude(status="SUCCESSFUL").count()
    sent = sent_mails()
    lost = Submission.objects.count() - len(sent)
    attempts = sum(len(task.worker_ids) for task in DBTaskResult.objects.all())
    # Each loss may have come after the sending. Who sends more has run a task that another still ran.
    attempts_of = {task.args_kwargs["args"][0]: len(task.worker_ids) for task in DBTaskResult.objects.all()}
    allowed = {
        mail_of(submission).extra_headers["Message-ID"]: attempts_of.get(submission.pk, 1)
        for submission in Submission.objects.select_related("page")
    }
    too_often = sum(1 for mail, count in sent.items() if count > allowed.get(mail, 0))
    twice, thrice = (sum(1 for count in sent.values() if count == times) for times in (2, 3))
    print(
        f"{killed} workers killed, {restarted} restarts of the database, "
        f"{crowd.deaths} workers ended by themselves\n"
        f"{DBTaskResult.objects.count()} tasks in {attempts} attempts: {unfinished} lost or failed\n"
        f"{mails} mails: {lost} lost, {twice} sent twice (lost once after the sending), {thrice} three times "
        f"(lost twice), {too_often} more often than they were attempted"
    )
    is_good = not (unfinished or lost or too_often or crowd.deaths) and len(sent) == mails
    if not is_good:
        print(crowd.last_words(), file=sys.stderr)
    return 0 if is_good else 1
