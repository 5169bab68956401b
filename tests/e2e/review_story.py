"""The parts of the story of a manuscript before it goes out, each done by somebody at the real program."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any, Final, NamedTuple

from ipdesk.gui.passage_pair import THEIRS
from ipdesk.gui.risk_table import KEYS
from ipdesk.gui.theme import MARKS
from ipdesk.model.kinds import option_label
from ipdesk.model.text import N_
from ipdesk.registers.paper_choices import HANDLINGS
from ipdesk.screening.risk_labels import SEVERITY_WORDS
from tests.e2e.command_line import CommandLine
from tests.e2e.display import until
from tests.e2e.person import CHINESE, Person
from tests.importing.manuscript_makers import pdf
from tests.operations.cases import disclosure
from tests.operations.reviewing import FILLING, SOLUTION
from tests.operations.test_paper_reviews import values

ORDINARY: Final = "各试件均在同一装置上测量三次，取平均值，并在室温下放置一昼夜后复测。"
REASON: Final = "先申请后投稿"
TYPED: Final = (REASON,)
WIDTH: Final = 38  # Han characters on a line of a page


class Known(NamedTuple):
    """The numbers of a result and of a review, and a manuscript that tells of the result, which is attached to none."""

    result: str
    review: str
    loose: Path


def know(line: CommandLine, folder: Path) -> Known:
    """Put a result for which nothing is filed, and a review with a manuscript that tells of it, into the desk."""
    result: str = line.give("add", "disclosures", values=disclosure(number="", solution=SOLUTION))[0]
    review: str = line.give("add", "papers", values=values())[0]
    attached = folder / "稿件.tex"
    attached.write_text(rf"\section{{方法}}{FILLING}\par {SOLUTION}", "utf-8")
    line.ask("attach", "papers", review, str(attached))
    loose = folder / "draft.pdf"
    lines = [
        text[at : at + WIDTH] for text in (FILLING, SOLUTION, ORDINARY) for at in range(0, len(text), WIDTH)
    ]
    loose.write_bytes(pdf([[ORDINARY] * 3, lines]))
    return Known(result, review, loose)


def check(person: Person, file: Path) -> None:
    """Go to the check by its key, and have a file checked."""
    person.press("ctrl+r")
    person.finds(CHINESE.label(N_("Choose files…")), "push button", "focused")
    person.press("ctrl+o")
    person.saves_as(file)
    stands_at_risks(person)


def stands_at_risks(person: Person) -> None:
    """Wait until a risk is chosen that holds the manuscript back; after a dialog the next key brings the window back."""
    word = CHINESE.label(SEVERITY_WORDS["defer"])
    until("the risk is chosen", lambda: _chosen(person, word))


def _chosen(person: Person, word: str) -> bool:
    return any(
        each.role == "cell" and "selected" in each.states and each.name.endswith(word)
        for each in person.screen()
    )


def read_side_by_side(person: Person, number: str) -> None:
    """Have the passage shown beside that of the record."""
    person.press("F6")
    person.reads(f"{re.escape(CHINESE.label(THEIRS))} {number}")


def decide(person: Person, answer: str) -> None:
    """Decide about the risk with the keyboard, with a reason."""
    person.press(next(key for key, each in KEYS.items() if each == answer))
    person.program.turn_to_dialog()
    person.type(REASON)
    person.press("ctrl+Return")
    person.program.turn_back()
    word = CHINESE.label(option_label(HANDLINGS, answer))
    person.finds(f"{MARKS['ok']} {word}", "cell")


def risks(line: CommandLine, file: Path) -> list[dict[str, Any]]:
    """Return the risks of a file that must not go out yet, as the command line tells them."""
    found: list[dict[str, Any]] = line.ask("review", str(file), exits=1)["findings"]
    return found
