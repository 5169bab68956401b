"""Rows that nobody sees in the file but that are read: they are told, row by row and in all."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import groupby

from ipdesk.importing.reading import Doubt, IntakeRow
from ipdesk.importing.sheets import Workbook
from ipdesk.model.making import remade
from ipdesk.model.text import N_, Message


def told_hidden(workbook: Workbook, rows: Sequence[IntakeRow]) -> tuple[list[IntakeRow], list[Message]]:
    """Return rows with a doubt for each that is hidden or filtered out in its sheet, and a notice for each such sheet."""
    hidden = {each.name: each.hidden_rows for each in workbook.sheets if each.hidden_rows}
    if not hidden:
        return list(rows), []
    found: dict[str, list[int]] = {}
    told = list(rows)
    for place, each in enumerate(rows):
        if each.row - 1 in hidden.get(each.sheet, ()):
            found.setdefault(each.sheet, []).append(each.row)
            why = Message(N_("The row is hidden or filtered out in the file; it is read like any other."))
            doubt = Doubt(f"{each.row}:{each.row}", "", "", "", why)
            told[place] = remade(each, doubts=(*each.doubts, doubt))
    return told, [_notice(sheet, numbers) for sheet, numbers in found.items()]


def _notice(sheet: str, numbers: list[int]) -> Message:
    return Message(
        N_(
            "Sheet “{sheet}”: {count} rows are hidden or filtered out in the file and are read like any other: rows {rows}."
        ),
        sheet=sheet,
        count=len(numbers),
        rows=list(row_spans(numbers)),
    )


def row_spans(numbers: Iterable[int]) -> Iterable[str]:
    """Yield rising numbers as spans, such as 3–7 and 9."""
    for _, pairs in groupby(enumerate(numbers), lambda pair: pair[1] - pair[0]):
        span = [number for _, number in pairs]
        yield str(span[0]) if len(span) == 1 else f"{span[0]}–{span[-1]}"
