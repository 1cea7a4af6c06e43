"""Says on the terminal what the demo is doing, and how long it took."""

import time

from django.core.management.base import OutputWrapper


class Progress:
    """Lines with seconds. On a terminal, a counted step shows its count in a line that is overwritten."""

    def __init__(self, stream: OutputWrapper) -> None:
        self._stream = stream
        self._is_terminal = stream.isatty()
        self._began = self._step_began = time.monotonic()
        self._told = -1
        #: Set once the servers answer: being stopped is then the normal end.
        self.is_serving = False

    def __call__(self, what: str, done: int = 0, total: int = 0) -> None:
        """Tell that a step is done, or how far it is."""
        if done < total:
            self._count(what, done, total)
            return
        now = time.monotonic()
        counted = f" ({total})" if total else ""
        line = f"{self.elapsed():6.1f} s  {what}{counted}, {now - self._step_began:.1f} s"
        self._stream.write(f"\r{line:<78}" if self._is_terminal and total else line)
        self._stream.flush()
        self._step_began, self._told = now, -1

    def begin(self, what: str) -> None:
        """Tell at once what is begun."""
        self._stream.write(what)
        self._stream.flush()

    def elapsed(self) -> float:
        """Return the seconds since the beginning."""
        return time.monotonic() - self._began

    def _count(self, what: str, done: int, total: int) -> None:
        quarter = done * 4 // total
        if self._is_terminal:
            self._stream.write(f"\r{self.elapsed():6.1f} s  {what}: {done} of {total}", ending="")
        elif quarter > self._told:
            self._stream.write(f"{self.elapsed():6.1f} s  {what}: {done} of {total}")
        self._told = quarter
        self._stream.flush()
