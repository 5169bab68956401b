"""What a process does that draws papers of a batch and nothing else; it loads no more than that takes."""

from __future__ import annotations

import os
from multiprocessing import parent_process
from multiprocessing.process import BaseProcess
from threading import Thread

from ipdesk.exporting.blocks import remember_paragraphs
from ipdesk.exporting.layout import Document, PaperOptions, Stamp
from ipdesk.exporting.pdf import render


def draw(content: Document, stamp: Stamp, options: PaperOptions) -> bytes:
    """Return a paper as PDF; what papers of a batch have alike is kept till the process ends."""
    remember_paragraphs()
    return render(content, stamp, options)


def end_with_parent() -> None:
    """Let a process end when the program that started it does, even killed: it would wait for work for ever."""
    parent = parent_process()
    if parent is not None:  # None in a thread that stands for a process
        Thread(target=_leave_after, args=(parent,), daemon=True).start()


def _leave_after(parent: BaseProcess) -> None:
    parent.join()
    os._exit(1)
