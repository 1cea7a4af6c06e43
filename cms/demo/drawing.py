"""Draws the demo's pictures in processes of their own, while the database is being prepared."""

import multiprocessing
import os
import signal
from collections.abc import Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from dataclasses import dataclass, field
from typing import Any, Self

from .pictures.photographs import as_jpeg, photograph
from .pictures.portraits import portrait


@dataclass(frozen=True, slots=True)
class Drawing:
    """One picture to draw: its key in the ledger and how it is drawn."""

    key: str
    kind: str
    options: dict[str, Any] = field(default_factory=dict)


def draw(drawing: Drawing, width: int | None = None) -> bytes:
    """Return the content of a JPEG file; `width` draws photographs smaller."""
    if drawing.kind == "portrait":
        return as_jpeg(portrait(drawing.key, **drawing.options))
    return as_jpeg(photograph(drawing.key, width=width, **drawing.options))


class Studio:
    """Draws in the background, several at a time; pictures come out in the order of the drawings."""

    def __init__(self, drawings: list[Drawing], *, width: int | None = None) -> None:
        self._drawings = drawings
        workers = min(4, os.cpu_count() or 1, max(1, len(drawings)))
        # Not forked: this process holds database connections. The new ones import nothing but Pillow.
        context = multiprocessing.get_context("spawn")
        self._pool = ProcessPoolExecutor(
            workers, mp_context=context, initializer=_leave_signals_to_the_parent
        )
        self._futures: list[Future[bytes]] = [self._pool.submit(draw, drawing, width) for drawing in drawings]

    def __len__(self) -> int:
        return len(self._drawings)

    def pictures(self) -> Iterator[tuple[Drawing, bytes]]:
        """Return each drawing with its file, waiting for it where it is not done yet."""
        for drawing, future in zip(self._drawings, self._futures, strict=True):
            yield drawing, future.result()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_error: object) -> None:
        self._pool.shutdown(wait=True, cancel_futures=True)


def _leave_signals_to_the_parent() -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
