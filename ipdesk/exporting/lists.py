"""Registers as files: a workbook that can be imported again, or their list on paper."""

from __future__ import annotations

from collections.abc import Sequence

from ipdesk.exporting.layout import Stamp
from ipdesk.exporting.records import register_table, register_tables
from ipdesk.model.marking import Marking
from ipdesk.model.record import Record
from ipdesk.model.register import Register
from ipdesk.model.text import Translator


def register_file(
    ending: str,
    register: Register,
    records: Sequence[Record],
    marking: Marking,
    stamp: Stamp,
    translator: Translator,
    *,
    restricted: bool = False,
) -> tuple[bytes, tuple[str, ...]]:
    """Return records as the file that an ending stands for, .pdf or .xlsx, and the signs that no font could draw."""
    if ending == ".pdf":
        from ipdesk.exporting.pdf import render_table, unresolved

        table = register_table(register, records, translator)
        return render_table(table, marking, stamp, translator), unresolved(table)
    from ipdesk.exporting.excel import register_workbook

    tables = register_tables(register, records, translator, restricted=restricted)
    return register_workbook(tables, marking, stamp, translator), ()
