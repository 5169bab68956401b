"""Which files of a folder are manuscripts that a check reads, and which are of other kinds."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Final

from ipdesk.model.errors import Refused
from ipdesk.model.text import N_, Message

ENDINGS: Final = (".docx", ".pdf", ".pptx", ".tex", ".ltx", ".txt", ".md", ".markdown")
MOST_NAMED: Final = 30  # of the files of a folder that are not checked

OTHERS: Final = N_("{count} files there are of kinds that are not checked: {names}.")
LOOK: Final = N_("Look at them yourself; save old documents as .docx or PDF to have them checked.")


def manuscripts_among(places: Iterable[Path]) -> tuple[list[Path], list[Path]]:
    """Return the files among some places, with the manuscripts in those that are folders and in folders inside them, by name;
    and what else lies in these folders, which no check reads. A folder without files is told by whoever reads it."""
    found: list[Path] = []
    others: list[Path] = []
    for place in places:
        inside = sorted(_files_in(place)) if place.is_dir() else []
        for each in inside or [place]:
            is_read = each is place or each.suffix.lower() in ENDINGS
            (found if is_read else others).append(each)
    return list(dict.fromkeys(found)), others


def _files_in(folder: Path) -> Iterator[Path]:
    for each in folder.rglob("*"):
        hidden = any(part.startswith((".", "~$")) for part in each.relative_to(folder).parts)
        if each.is_file() and not hidden:
            yield each


def of_other_kinds(files: Sequence[Path]) -> Refused:
    """Return why the other files of a folder were not checked."""
    names = [each.name for each in files[:MOST_NAMED]] + (["…"] if len(files) > MOST_NAMED else [])
    return Refused(Message(OTHERS, count=len(files), names=names), Message(LOOK))
