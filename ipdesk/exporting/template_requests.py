"""What a child process is asked to do with a Word template, and what its answers mean in words.

Apart from the filling itself, so that asking does not load the libraries that do it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from ipdesk.exporting.template_slots import Slot, Values
from ipdesk.model.text import N_, Message

LONGEST_WORD: Final = 200  # characters of a template's own that are repeated to people
PROBLEMS: Final[Mapping[str, str]] = {
    "unknown-slot": N_("There is no slot “{name}” for this document."),
    "unknown-slot-near": N_("There is no slot “{name}” for this document; the nearest is “{near}”."),
    "rows-as-text": N_("“{name}” holds rows: repeat a row of a table with for … in {name}."),
    "no-rows": N_("“{name}” is a text and has no rows to go through."),
    "too-deep": N_("More than two loops stand inside each other."),
    "not-allowed": N_("“{what}” may not stand in a template: only slots, for, if and a few filters may."),
    "unknown-tag": N_("There is no tag “{tag}”."),
    "end-without-begin": N_("“{tag}” ends something that was not begun."),
    "never-ended": N_("“{tag}” is begun and never ended."),
    "syntax": N_("A tag cannot be read: {near}"),
    "run-slot": N_("Write a slot as two braces and its name, without “{kind}” before it."),
    "elsewhere": N_("The part {part} has tags and is not filled: move them to the text, a header or a footer."),
    "not-borne": N_("The document does not always show “{name}”: it belongs into a header or a footer."),
    "torn": N_("A tag begins in one place and ends in another: both belong into one paragraph, or into rows of one table."),
    "loose-text": N_("Filled, the template has text where Word expects none."),
    "not-filled": N_("The template cannot be filled ({why})."),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Imprint:
    """What the properties of a document say: its title, who took it out, and when."""

    title: str
    author: str
    at: datetime


def check_request(slots: Sequence[Slot]) -> dict[str, Any]:
    """Return what the child is told to check a template against."""
    return {"act": "check", "slots": {each.name: [cell.name for cell in each.of] for each in slots}}


def fill_request(values: Values, imprint: Imprint) -> dict[str, Any]:
    """Return what the child is told to fill a template with."""
    return {
        "act": "fill",
        "values": values,
        "title": imprint.title,
        "author": imprint.author,
        "at": imprint.at.isoformat(),
    }


def problems_in(answer: Mapping[str, Any]) -> tuple[Message, ...]:
    """Return the problems that the child found; whatever it says beyond the known sentences is left out."""
    found = []
    for code, words in answer["problems"]:
        blanks = {str(name): " ".join(str(word).split())[:LONGEST_WORD] for name, word in words.items()}
        found.append(Message(PROBLEMS[code], **blanks))
    return tuple(found)
