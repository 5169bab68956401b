"""What an edition of a quarter or year hides: names, titles and whatever people wrote, or what bears no level."""

from __future__ import annotations

from collections.abc import Container, Sequence
from dataclasses import replace
from typing import Final

from ipdesk.exporting.layout import Value
from ipdesk.exporting.quarter_content import Correction, QuarterContent, Quoted, Sheet, Version

MASK: Final = "＊"


def masked(made: QuarterContent) -> QuarterContent:
    """Return the same with titles, names and whatever somebody wrote masked; figures, numbers, days and codes stay.

    Of a name the first sign stays; of texts nothing.
    """
    free = {each.code for each in made.lines if each.free}
    parts = (
        replace(each, name=masked_text(each.name)) if each.by == "kind" and each.code in free else each
        for each in made.parts
    )
    versions = (
        replace(each, by=masked_name(each.by), changes=_masked_changes(each)) for each in made.versions
    )
    return replace(
        without_words(made),
        masked=True,
        parts=tuple(parts),
        pieces=None,  # they are for cells of workbooks alone, of which there is no masked edition
        versions=tuple(map(_without_reason, versions)),
        sheets=tuple(_masked_sheet(each, free) for each in made.sheets),
    )


def without_words(made: QuarterContent) -> QuarterContent:
    """Return the same without what people wrote for the period: explanations, the account, and reasons of corrections.

    Such words may tell of any record, and bear no level by which they could be left out.
    """
    return replace(
        made,
        text="",
        lines=tuple(replace(each, note="") if each.kept else each for each in made.lines),
        versions=tuple(map(_without_reason, made.versions)),
    )


def _without_reason(version: Version) -> Version:
    return replace(version, reason=masked_text(version.reason))


def _masked_changes(version: Version) -> tuple[Correction, ...]:
    return tuple(
        replace(each, what=masked_text(each.what)) if each.free else each for each in version.changes
    )


def _masked_sheet(sheet: Sheet, free: Container[Value]) -> Sheet:
    return replace(sheet, rows=tuple(_masked_row(row, sheet.masks, free) for row in sheet.rows))


def _masked_row(row: Quoted, masks: Sequence[str], free: Container[Value]) -> Quoted:
    """Mask a row; where a column is of kinds, the code of its indicator stands first in the row."""
    kind = "text" if row.cells[0] in free else ""
    hows = (kind if how == "kind" else how for how in masks)
    return Quoted(row.entry, tuple(map(_masked, row.cells, hows)))


def _masked(cell: Value, how: str) -> Value:
    if not how or not isinstance(cell, str):
        return cell
    return masked_text(cell) if how == "text" else masked_name(cell)


def masked_text(text: str) -> str:
    """Return what stands for a text, whatever its length."""
    return MASK * 3 if text else ""


def masked_name(names: str) -> str:
    """Return what stands for one name or several: the first sign of each."""
    parts = [part.strip() for part in names.replace("、", ",").split(",")]
    return "、".join(part[:1] + MASK * 2 for part in parts if part)
