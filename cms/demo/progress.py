"""Says on the terminal what the demo is doing, and how long it took."""

import time
from typing import Any

from django.core.management.base import OutputWrapper
from tqdm import tqdm


class Progress:
    """Lines with seconds. A counted step has a bar on a terminal, elsewhere a line for each quarter."""

    def __init__(self, stream: OutputWrapper) -> None:
        self._stream = stream
        self._is_terminal = stream.isatty()
        self._began = self._step_began = time.monotonic()
        self._told = -1
        self._bar: Any = None
        #: Set once the servers answer: being stopped is then the normal end.
        self.is_serving = False

    def __call__(self, what: str, done: int = 0, total: int = 0) -> None:
        """Tell that a step is done, or how far it is."""
        if done < total:
            self._count(what, done, total)
            return
        if self._bar is not None:
            self._bar.close()
        now = time.monotonic()
        counted = f" ({total})" if total else ""
        self._stream.write(f"{self.elapsed():6.1f} s  {what}{counted}, {now - self._step_began:.1f} s")
        self._stream.flush()
        self._step_began, self._told, self._bar = now, -1, None

    def begin(self, what: str) -> None:
        """Tell at once what is begun."""
        self._stream.write(what)
        self._stream.flush()

    def elapsed(self) -> float:
        """Return the seconds since the beginning."""
        return time.monotonic() - self._began

    def _count(self, what: str, done: int, total: int) -> None:
        if self._is_terminal:
            self._bar = self._bar or tqdm(desc=what, total=total, leave=False)
            self._bar.update(done - self._bar.n)
            return
        quarter = done * 4 // total
        if quarter > self._told:
            self._stream.write(f"{self.elapsed():6.1f} s  {what}: {done} of {total}")
            self._stream.flush()
        self._told = quarter
