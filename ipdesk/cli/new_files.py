"""Files that a command writes: one that is there already stays, unless the command is told to write over it."""

from __future__ import annotations

from pathlib import Path
from typing import Any, Final

import click

from ipdesk.model.errors import Refused
from ipdesk.model.text import N_, Message
from ipdesk.store.places import require_ending

OVERWRITE: Final = "overwrite"


def require_new(place: Path, ctx: click.Context | None) -> Path:
    """Return the place. Raises Refused for a file that is there, unless the command was told to write over it."""
    if place.is_file() and (ctx is None or not ctx.meta.get(OVERWRITE)):
        raise Refused(
            Message(N_("{name} is there already; nothing was written."), name=place.name),
            Message(N_("Choose another name, or say --overwrite.")),
        )
    return place


class NewFile(click.Path):
    """The type of a parameter that names a file to be written, with these endings alone where some are given.

    Its command takes --overwrite.
    """

    def __init__(self, *endings: str) -> None:
        super().__init__(path_type=Path)
        self._endings = endings

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        """Return the place. Raises Refused for a file that is there, WrongValue for another ending."""
        place = Path(str(super().convert(value, param, ctx)))
        if self._endings:
            require_ending(place, *self._endings)
        return require_new(place, ctx)


NEW_FILE: Final = NewFile()
NEW_WORKBOOK: Final = NewFile(".xlsx")
NEW_PDF: Final = NewFile(".pdf")


def overwrite_options(params: list[click.Parameter]) -> list[click.Parameter]:
    """Return the option that lets files be written over, for a command whose parameters name some."""
    if not any(isinstance(each.type, NewFile) for each in params):
        return []
    return [
        click.Option(
            ["--overwrite"], is_flag=True, is_eager=True, expose_value=False, callback=_note,
            help=N_("Write over a file that is there."),
        )
    ]  # fmt: skip


def _note(ctx: click.Context, _option: click.Parameter, given: bool) -> None:
    ctx.meta[OVERWRITE] = given
