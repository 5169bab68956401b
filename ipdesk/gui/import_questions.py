"""What both pages that take files in ask: which files, and whether a preview may be dropped."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Final

from PySide6.QtWidgets import QWidget

from ipdesk.gui.context import Context
from ipdesk.gui.dialogs import Dialogs
from ipdesk.model.text import N_, Message

KINDS_READ: Final = "*.xlsx *.xlsm *.xls *.et *.ods *.csv *.txt"


def ask_files(page: QWidget, context: Context, dialogs: Dialogs) -> Sequence[Path]:
    """Ask for files to take in; empty when the user stepped back."""
    label = context.label
    return dialogs.open_files(
        page, label(N_("Files to take in")), label(N_("Workbooks and tables")) + f" ({KINDS_READ})"
    )


def ask_leave(page: QWidget, context: Context, dialogs: Dialogs, new: int, changed: int) -> bool:
    """Ask whether to leave while rows wait to be accepted or are being written."""
    question = Message(
        N_("{new} new and {changed} changed rows are not taken in yet. Leaving drops this preview; the files stay."),
        new=new,
        changed=changed,
    )  # fmt: skip
    return dialogs.decide(page, context.say(question), context.label(N_("Leave")))
