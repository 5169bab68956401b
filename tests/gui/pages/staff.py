"""A desk with people for the pages of agreements, and waiting until such a page has read."""

from __future__ import annotations

from typing import Protocol

from pytestqt.qtbot import QtBot

from ipdesk.gui.page import Page
from ipdesk.operations import records
from ipdesk.operations.desk import Desk
from ipdesk.registers import register

PEOPLE, AGREEMENTS = register("people"), register("agreements")


class Reading(Protocol):
    """A page that says whether it still reads."""

    def is_waiting(self) -> bool: ...


def hire(desk: Desk, count: int) -> None:
    """Add so many people, A1 and on, who sign the agreement of joiners."""
    base = {"unit": "一室", "post": "副研究员", "employment": "permanent", "joined": "2020-01-01"}
    records.add(
        desk, PEOPLE, [{**base, "number": f"A{each}", "name": f"职工{each}"} for each in range(1, count + 1)]
    )


def read(qtbot: QtBot, page: Page) -> None:
    """Wait until a page has read and nothing is under way."""
    waiting: Reading = page  # type: ignore[assignment]  # those of agreements say so
    qtbot.waitUntil(lambda: not waiting.is_waiting() and not page.tasks.is_busy(), timeout=10_000)
