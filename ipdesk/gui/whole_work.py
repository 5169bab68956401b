"""What taking in files of several registers does on a worker's thread: read those that are new, and say what would become of all."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from ipdesk.gui.import_lines import lines_of
from ipdesk.gui.tasks import Task
from ipdesk.gui.whole_models import SheetEntry, entries_of
from ipdesk.importing.sheets import Workbook
from ipdesk.model.changes import Changes
from ipdesk.model.errors import Refused
from ipdesk.operations import whole_intake
from ipdesk.operations.desk import Desk
from ipdesk.operations.intake_links import Asked
from ipdesk.operations.whole_intake import Whole


@dataclass(slots=True)
class Files:
    """The files chosen and what was said of them. Each is parsed once, and again only when it is asked for."""

    paths: list[Path] = field(default_factory=list)
    books: dict[Path, Workbook] = field(default_factory=dict)
    refused: dict[Path, Refused] = field(default_factory=dict)
    choices: dict[str, str] = field(default_factory=dict)
    answers: dict[Asked, str] = field(default_factory=dict)
    passwords: dict[Path, str] = field(default_factory=dict, repr=False)

    def drop(self, path: Path) -> None:
        """Take a file off the list."""
        self.paths.remove(path)
        self.forget(path)

    def forget(self, path: Path) -> None:
        """Have a file read again; its password is forgotten, too."""
        for held in (self.books, self.refused, self.passwords):
            held.pop(path, None)


@dataclass(slots=True)
class Looked:
    """What a look at all files came to."""

    whole: Whole | None
    entries: list[SheetEntry]


def look_at(desk: Desk, files: Files, task: Task) -> Looked:
    """Read the files that were not read yet, and preview all together."""
    for path in files.paths:
        if path not in files.books and path not in files.refused:
            try:
                password = files.passwords.pop(path, "")
                files.books[path] = whole_intake.read_file(desk, path, password)
            except Refused as refused:
                files.refused[path] = refused
    books = [files.books[path] for path in files.paths if path in files.books]
    with desk.twin().workspace as space:
        twin = Desk(space, desk.translator)
        whole = whole_intake.preview_whole(twin, books, files.choices, files.answers, task.step)
    return Looked(whole, with_lines(entries_of(whole, files.paths, files.refused), desk))


def take(desk: Desk, files: Files, whole: Whole, task: Task) -> tuple[list[Changes], list[SheetEntry]]:
    """Write all that was previewed; stopping before the end leaves nothing written."""
    with desk.twin().workspace as space:
        made = whole_intake.accept_whole(Desk(space, desk.translator), whole, task.step)
    return made, with_lines(entries_of(whole, files.paths, files.refused, taken=True), desk)


def with_lines(entries: Sequence[SheetEntry], desk: Desk) -> list[SheetEntry]:
    """Give each sheet the lines that tell of its rows."""
    for each in entries:
        if each.preview is not None:
            each.lines = lines_of(each.preview, desk.translator)
    return list(entries)
