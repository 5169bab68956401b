"""The documents of a quarter or year: workbook and report, of a closed period as it was closed, else of now."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

from ipdesk.exporting.layout import Stamp
from ipdesk.exporting.locked import lock_pdf, lock_workbook, require_password_or_none
from ipdesk.exporting.quarter_content import (
    QuarterContent,
    left_out_notices,
)
from ipdesk.exporting.quarter_masking import masked, masked_name, without_words
from ipdesk.model.collecting import uncollected
from ipdesk.model.progress import Step, no_step
from ipdesk.model.report_periods import ReportPeriod
from ipdesk.operations.desk import Desk
from ipdesk.operations.documents import Paper, require_place, stamp_kept, write_paper
from ipdesk.operations.period_content import capped, content_now
from ipdesk.operations.quarters import Closed, closed, is_closed
from ipdesk.store import exports

WORKBOOK: Final = ".xlsx"
REPORT: Final = ".pdf"


@dataclass(frozen=True, slots=True, kw_only=True)
class Edition:
    """How a report leaves: its language, the highest level of rows, whether names are masked, which version, a password."""

    language: str = "zh"
    highest_level: str | None = None
    masked: bool = False
    version: int | None = None
    password: str = ""

    @property
    def is_whole(self) -> bool:
        """Whether nothing is left out or hidden, so that a closed period bears the stamp of its closing."""
        return self.highest_level is None and not self.masked


WHOLE: Final = Edition()


@uncollected()
def write_period(
    desk: Desk, period: ReportPeriod, target: Path, edition: Edition = WHOLE, step: Step = no_step
) -> Paper:
    """Write the workbook (.xlsx) or the report (.pdf) of a period.

    A closed one is written from what was kept, byte for byte the same each time under the stamp of its closing, as long as nothing
    of it is left out, hidden or gone.
    """
    desk.require("export")
    require_place(desk, target, WORKBOOK, REPORT)
    require_password_or_none(edition.password)
    made, held = content_of(desk, period, edition, step, rows=target.suffix.lower() == WORKBOOK)
    if held is not None and edition.is_whole and not made.gone:
        stamp = held.stamp
        _note_again(desk, held.closing.serial, target)
    else:
        stamp = _stamp(desk, period, target, edition, made)
    data, unresolved = drawn(made, stamp, target.suffix.lower(), desk)
    if edition.password:
        lock = lock_pdf if target.suffix.lower() == REPORT else lock_workbook
        data = lock(data, edition.password)
    write_paper(target, data)
    rows = sum(len(each.rows) for each in made.sheets)
    marking = made.named if target.suffix.lower() == REPORT else made.marking
    return Paper(
        target, stamp, marking, rows, made.sealed, unresolved, tuple(left_out_notices(made)), made.left_out
    )


def content_of(
    desk: Desk, period: ReportPeriod, edition: Edition = WHOLE, step: Step = no_step, *, rows: bool = True
) -> tuple[QuarterContent, Closed | None]:
    """Return what an edition of a period tells, and the version of a closed one that it is made of. Raises NotFound.

    Without `rows`, one that is not closed comes with its exceptions alone, which is all that the report on paper names.
    """
    held = None
    if edition.version is not None or is_closed(desk, period):
        held = closed(desk, period, edition.version, edition.language, rows=rows)
        made = held.content
        if edition.highest_level is not None:
            made = capped(desk, made, edition.highest_level)
    else:
        made = content_now(desk, period, edition.language, edition.highest_level, step, rows=rows)
    if edition.highest_level is not None:
        made = without_words(made)
    return (masked(made) if edition.masked else made), held


def drawn(made: QuarterContent, stamp: Stamp, ending: str, desk: Desk) -> tuple[bytes, tuple[str, ...]]:
    """Return a report as the file that an ending stands for, and the signs that no font could draw."""
    translator = desk.translator.to(made.language)
    if made.masked:
        stamp = replace(stamp, user=masked_name(stamp.user))
    if ending == WORKBOOK:
        from ipdesk.exporting.quarter_workbook import quarter_workbook

        return quarter_workbook(made, stamp, translator), ()
    from ipdesk.exporting.documents.quarter_report import report_document
    from ipdesk.exporting.pdf import render, unresolved

    document = report_document(made, translator)
    return render(document, stamp), unresolved(document)


def _stamp(desk: Desk, period: ReportPeriod, target: Path, edition: Edition, made: QuarterContent) -> Stamp:
    entries = {row.entry for sheet in made.sheets for row in sheet.rows if row.entry}
    leaving = exports.Leaving(
        kind="export",
        register="",
        file=target.name,
        document=f"period {period.code}",
        language=edition.language,
        entries=tuple(sorted(entries)),
        locked=bool(edition.password),
    )
    with desk.workspace.write() as writing:
        serial = exports.log(writing, leaving).serial
    return stamp_kept(desk, serial)


def _note_again(desk: Desk, serial: int, target: Path) -> None:
    with desk.workspace.write() as writing:
        writing.note("print-again", {"serial": serial, "file": target.name})
