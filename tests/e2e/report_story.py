"""The parts of the story of a quarter that is closed and corrected, each done by somebody at the real program.

The clock of the desk stands in the quarter after, so that the quarter of the story is the one that ended last.
"""

from __future__ import annotations

import re
import shutil
import subprocess
from datetime import datetime, timedelta, timezone
from pathlib import Path
from typing import Any, Final

from openpyxl import load_workbook
from python_calamine import CalamineWorkbook

from ipdesk.model.text import N_, Message
from tests.e2e.command_line import CommandLine
from tests.e2e.display import until
from tests.e2e.docket_story import stands_at
from tests.e2e.person import CHINESE, Person
from tests.operations.cases import disclosure

NOW: Final = datetime(2026, 10, 12, 10, tzinfo=timezone(timedelta(hours=8)))
QUARTER: Final = "2026Q3"
CODE: Final = "D2"  # the days from completion to disclosure, median
NOTE: Final = "本季一项，系统启用首季"
REASON: Final = "补登九月提交的一项"
TYPED: Final = (NOTE, REASON)

INDICATORS: Final = CHINESE.label(N_("Indicators"))
BEHIND: Final = CHINESE.label(N_("Rows behind the figure"))
CLOSE: Final = CHINESE.label(N_("Close the period…"))
CORRECT: Final = CHINESE.label(N_("Correct…"))
OPEN: Final = CHINESE.label(N_("not closed · reckoned up to {day}")).partition(" · ")[0]
CORRECTIONS: Final = CHINESE.label(N_("Corrections"))
MOST_ROWS: Final = 10
CONVERTED: Final = 120  # seconds, at most


def hand_in(line: CommandLine, title: str, completed: str, submitted: str) -> str:
    """Enter a disclosure that was handed in on a day, from the command line, and return its number."""
    held = disclosure(number="", title=title, completed=completed, submitted=submitted)
    number: str = line.give("add", "disclosures", values=held)[0]
    return number


def open_reports(person: Person) -> None:
    """Open the page of reports by its key and wait for the figures of the quarter that ended last."""
    person.press("ctrl+shift+h")
    stands_at(person, INDICATORS)
    person.reads(OPEN)


def walk_to(person: Person, code: str) -> None:
    """Go down in the table of indicators to one, whose rows are told under it."""
    for _ in range(MOST_ROWS):
        here = until("an indicator is told", lambda: told(person))
        if here.startswith(f"{code} "):
            return
        person.press("Down")
        until("another indicator is told", lambda here=here: told(person) not in ("", here))  # type: ignore[misc]
    raise AssertionError(f"{code} is not listed")


def told(person: Person) -> str:
    """Return the heading of the rows behind the indicator with the keyboard, "" for none."""
    rows = CHINESE.say(Message(N_("{label}: {count} rows"), label="(.+)", count=r"\d+"))
    return next((each.name for each in person.screen() if re.fullmatch(rows, each.name)), "")


def open_the_record_behind(person: Person, number: str) -> None:
    """Go to the rows behind the figure, open the record of the first, and come back to where one was."""
    person.press("Return")
    stands_at(person, BEHIND)
    person.press("Return")
    person.finds(number, "label")
    person.press("alt+Left")
    stands_at(person, INDICATORS)
    until("the same indicator is told", lambda: told(person).startswith(f"{CODE} "))


def explain(person: Person) -> None:
    """Write an explanation into the last cell of the indicator."""
    person.press("End", "F2")
    person.type(NOTE)
    person.press("Return")
    person.finds(NOTE, "cell")


def close(person: Person) -> None:
    """Close the period by its button, and confirm what that means."""
    person.click(CLOSE, "push button")
    person.confirms(CHINESE.label(N_("Close the period")))
    person.reads(closed_as("LAB-"))


def correct(person: Person) -> None:
    """Turn away and back, so that the page tells what was entered late, and close the period again with a reason."""
    person.press("alt+Prior", "alt+Next")
    person.click(CORRECT, "push button")
    person.program.turn_to_dialog()
    person.type(REASON)
    person.press("ctrl+Return")
    person.program.turn_back()
    person.reads(closed_as("LAB-"))


def closed_as(serial: str) -> str:
    """Return a pattern of what the page says of a closing."""
    said = Message(N_("{period} is closed under the serial number {serial}."), period=".+", serial=serial)
    return CHINESE.say(said).rstrip("。")


def write_workbook(person: Person, place: Path) -> None:
    """Write the workbook of the period by its key."""
    person.press("ctrl+shift+e")
    person.saves_as(place)
    until("the workbook is written", place.exists)
    person.reads(re.escape(place.name))


def sheets(place: Path) -> dict[str, list[list[Any]]]:
    """Return the cells of a workbook by sheet, as two libraries read them alike."""
    book = load_workbook(place, data_only=True)
    read = {each.title: [list(row) for row in each.iter_rows(values_only=True)] for each in book}
    other = CalamineWorkbook.from_path(place)
    assert other.sheet_names == list(read)
    for name, rows in read.items():
        here = [str(cell) for row in rows for cell in row if isinstance(cell, str) and cell]
        there = [str(cell) for row in other.get_sheet_by_name(name).to_python() for cell in row]
        assert [each for each in here if each not in there] == [], f"{name} is read otherwise"
    return read


def as_pdf(place: Path, folder: Path) -> Path | None:
    """Return a workbook as LibreOffice draws it, None where there is none."""
    office = shutil.which("soffice")
    if office is None:
        return None
    home = f"-env:UserInstallation={(folder / 'office').as_uri()}"
    words = [office, home, "--headless", "--convert-to", "pdf", "--outdir", str(folder), str(place)]
    subprocess.run(words, check=True, capture_output=True, timeout=CONVERTED)
    return folder / f"{place.stem}.pdf"
