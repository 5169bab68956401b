"""All registers on their way out as one workbook, and the files of several registers on their way in."""

from __future__ import annotations

from pathlib import Path

from ipdesk.exporting.locked import lock_workbook, require_password_or_none
from ipdesk.model.marking import highest
from ipdesk.model.progress import Step, no_step
from ipdesk.model.restricted import restricted_fields
from ipdesk.operations.desk import Desk
from ipdesk.operations.documents import Paper, make_stamp, require_place, write_paper
from ipdesk.operations.levels import marking_of_row
from ipdesk.operations.reading import list_ids, whole
from ipdesk.registers import REGISTERS


def export_everything(
    desk: Desk,
    target: Path,
    language: str = "zh",
    password: str = "",
    step: Step = no_step,
    *,
    restricted: bool = False,
) -> Paper:
    """Write all registers as one workbook, each as it is exported by itself, under the highest marking of all rows.

    With a password, it opens with that only. Restricted fields are in it where they are asked for, by somebody who may
    see them. Sealed records are left out and counted. `step` hears how many registers are read, and of how many.
    """
    from ipdesk.exporting.everything import everything_workbook
    from ipdesk.exporting.records import register_tables

    desk.require("export")
    if restricted:
        desk.require("reveal")
    require_place(desk, target, ".xlsx")
    require_password_or_none(password)
    translator = desk.translator.to(language)
    tables, shown, withheld = [], [], 0
    for place, register in enumerate(REGISTERS):
        step(place, len(REGISTERS) + 1)
        found = whole(desk, register, list_ids(desk, register))
        told = [record for record in found if not record.withheld]
        withheld += len(found) - len(told)
        shown += told
        tables.append(register_tables(register, told, translator, restricted=restricted))
    step(len(REGISTERS), len(REGISTERS) + 1)
    marking = highest([marking_of_row(desk, record) for record in shown])
    closed = [name for each in REGISTERS for name in restricted_fields(each)] if restricted else []
    stamp = make_stamp(
        desk, "export", "", target, shown, language=language, locked=bool(password),
        restricted=list(dict.fromkeys(closed)),
    )  # fmt: skip
    data = everything_workbook(tables, marking, stamp, translator, withheld)
    write_paper(target, lock_workbook(data, password) if password else data)
    return Paper(target, stamp, marking, len(shown), withheld)
