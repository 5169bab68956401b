"""What holds for every process that is started to work beside this one."""

from __future__ import annotations

import os
from multiprocessing import parent_process
from multiprocessing.process import BaseProcess
from threading import Thread


def end_with_parent() -> None:
    """Let a process end when the program that started it does, even killed: it would wait for work for ever."""
    parent = parent_process()
    if parent is not None:  # None in a thread that stands for a process
        Thread(target=_leave_after, args=(parent,), daemon=True).start()


def _leave_after(parent: BaseProcess) -> None:
    parent.join()
    os._exit(1)
