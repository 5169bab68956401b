"""What taking files in does on a worker's thread, over a connection of its own: read one, or write one."""

from __future__ import annotations

from ipdesk.gui.import_lines import Line, lines_of, numbers_given
from ipdesk.gui.import_models import Chosen
from ipdesk.gui.tasks import Task
from ipdesk.model.changes import Changes
from ipdesk.model.register import Register
from ipdesk.operations import intake
from ipdesk.operations.desk import Desk
from ipdesk.operations.intake import Preview


def read_file(
    desk: Desk, register: Register, file: Chosen, password: str, task: Task
) -> tuple[Preview, list[Line]]:
    """Preview a file; it can be stopped between rows, once the file is parsed."""
    with desk.twin().workspace as space:
        found = intake.preview(
            Desk(space, desk.translator), register, file.path, task.step, password=password
        )
    return found, lines_of(found, desk.translator)


def take_file(desk: Desk, file: Chosen, task: Task) -> tuple[list[Changes], list[Line]]:
    """Write what was previewed, all of it: a file that was begun is never left half taken in."""
    assert file.preview is not None  # only what was previewed is ready
    with desk.twin().workspace as space:
        made = intake.accept(Desk(space, desk.translator), file.preview, task.progress.emit)
    return made, lines_of(file.preview, desk.translator, numbers_given(file.preview, made))
