"""The marking of a state secret that a manuscript bears itself, held against what this installation may hold."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from ipdesk.importing.manuscripts import Manuscript
from ipdesk.importing.marked_files import file_mark
from ipdesk.importing.marks import StateMark
from ipdesk.model.errors import AboveLimit, Refused
from ipdesk.model.marking import STATE_LEVELS
from ipdesk.model.text import N_, Message, sound
from ipdesk.operations.desk import Desk

MARKED: Final = N_(
    "The file bears the marking {mark}, above what this installation may hold. It is not stored."
)
NOT_LOOKED_AT: Final = N_("No marking could be looked for in {name}; look yourself. {reason}")
PAGES_NOT_LOOKED_AT: Final = N_(
    "{name} has {count} pages without readable text: look yourself whether they bear a marking."
)
CLEAR_MARKED: Final = N_("Take it off this computer as your security officer says.")


def is_marked_above(desk: Desk, manuscript: Manuscript) -> bool:
    """Say whether a manuscript is marked above what this installation may hold."""
    return _is_above(desk, manuscript.mark)


def _is_above(desk: Desk, mark: StateMark | None) -> bool:
    limit = desk.workspace.profile.limit.state
    return mark is not None and STATE_LEVELS.index(mark.level) > STATE_LEVELS.index(limit)


def require_mark_within(desk: Desk, file: Path) -> Message | None:
    """Keep out a file that is marked above the limit; return what is to be said of one that could not be looked through."""
    try:
        mark, read = file_mark(file)
    except Refused as error:
        return Message(NOT_LOOKED_AT, name=sound(file.name), reason=error.what)
    if mark is not None and _is_above(desk, mark):
        raise AboveLimit(Message(MARKED, mark=mark.text), Message(CLEAR_MARKED))
    pages = len(read.unscanned()) if read is not None else 0
    return Message(PAGES_NOT_LOOKED_AT, name=sound(file.name), count=pages) if pages else None
