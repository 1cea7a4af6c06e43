"""Ends a server's process whose parent is gone, so that it keeps no port and serves no old code.

A parent that is killed (SIGKILL, out of memory) can't end its processes. They look whether it is still there,
once a second; that holds on every system, whichever of the parent's threads has started them.
"""

import logging
import multiprocessing
import os
import signal
import time
from threading import Thread

from .server import SECONDS_TO_END

logger = logging.getLogger("cms.serving")
SECONDS_BETWEEN_LOOKS = 1.0


def end_with_parent() -> None:
    """Have this process end when the one that has started it does. Without such a one, do nothing."""
    parent = multiprocessing.parent_process()
    # On Windows a process has no parent but by name.
    if parent is not None and parent.pid is not None and hasattr(os, "fork"):
        Thread(target=_watch, args=(parent.pid,), name="parent", daemon=True).start()


def _watch(parent: int) -> None:
    while os.getppid() == parent:
        time.sleep(SECONDS_BETWEEN_LOOKS)
    logger.error("The process that started this one is gone: what was begun is answered, then this one ends.")
    os.kill(os.getpid(), signal.SIGTERM)
    # As the parent would have done.
    time.sleep(SECONDS_TO_END)
    os.kill(os.getpid(), signal.SIGKILL)
