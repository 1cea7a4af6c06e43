"""Asks with documents that are new, and measures what they take."""

import json
import time
from dataclasses import dataclass, field
from itertools import count
from typing import Any

from ..asking import Answer, Connection, as_bytes
from ..questions import OURS, Request
from ..servers import Server
from .cpu import Meter

#: After an answer, until what is done behind it is over.
PAUSE = 0.002
#: After so many answers: the server may have another connection to its database by then.
_LOOKED_FOR = 20


@dataclass(frozen=True, slots=True)
class Answered:
    """What a document took. `cost` is None where nothing has run; `code` and `limit` say why."""

    cpu_ms: float
    size: int
    cost: int | None = None
    code: str = ""
    limit: int = 0
    value: int = 0
    message: str = ""
    body: bytes = field(default=b"", repr=False)

    @property
    def has_run(self) -> bool:
        return self.cost is not None


class Asker:
    """Asks one server, on one connection."""

    def __init__(self, server: Server, meter: Meter) -> None:
        self._port = server.port
        self._connection = Connection(server.port)
        self._meter = meter
        #: Numbers of which made-up values are made: none comes twice.
        self.numbers = count(1_000)
        self._asked = 0

    def fresh(self) -> int:
        return next(self.numbers)

    def ask(self, document: str, variables: dict[str, Any] | None = None) -> Answered:
        """Ask with a document, and for its cost."""
        body = {"query": document, "variables": variables or {}, "extensions": {"cost": True}}
        return self.send(json.dumps(body).encode())

    def send(self, body: bytes) -> Answered:
        """Send a body as it is."""
        sent = as_bytes(Request(OURS, body))
        if self._asked % _LOOKED_FOR == 0:
            self._meter.find_backends()
        self._asked += 1
        before = self._meter.milliseconds()
        answer = self._asked_anyhow(sent)
        time.sleep(PAUSE)
        taken = self._meter.milliseconds() - before
        try:
            found = json.loads(answer.body)
        except ValueError:
            found = {}
        cost = (found.get("extensions") or {}).get("cost", {}).get("value")
        if cost is not None:
            return Answered(taken, len(answer.body), cost, body=answer.body)
        error = (found.get("errors") or [{}])[0]
        said = error.get("extensions") or {}
        return Answered(
            taken,
            len(answer.body),
            None,
            said.get("code", str(answer.status)),
            said.get("limit") or 0,
            said.get("value") or 0,
            error.get("message", ""),
        )

    def _asked_anyhow(self, sent: bytes) -> Answer:
        """Return the answer; what is too long is refused while it is being sent, and the server hangs up."""
        try:
            return self._connection.ask(sent)
        except OSError:
            self._connection.close()
            self._connection = Connection(self._port)
        try:
            return self._connection.ask(sent)
        except OSError:
            self._connection.close()
            self._connection = Connection(self._port)
            return Answer(0, {}, b"")
