"""The documents of a quarter or year: workbook and report, of a closed period as it was closed, else of now."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Final

from ipdesk.exporting.layout import Stamp
from ipdesk.exporting.locked import lock_pdf, lock_workbook, require_password_or_none
from ipdesk.exporting.quarter_content import QuarterContent, masked
from ipdesk.model.errors import Refused
from ipdesk.model.progress import Step, no_step
from ipdesk.model.report_periods import ReportPeriod
from ipdesk.model.text import N_, Message
from ipdesk.operations.desk import Desk
from ipdesk.operations.documents import Paper, require_place, stamp_kept, write_paper
from ipdesk.operations.period_content import content_now
from ipdesk.operations.quarters import closed, is_closed
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


def write_period(
    desk: Desk, period: ReportPeriod, target: Path, edition: Edition = WHOLE, step: Step = no_step
) -> Paper:
    """Write the workbook (.xlsx) or the report (.pdf) of a period.

    A closed one is written from what was kept, byte for byte the same each time, unless rows are left out. Raises Refused where
    rows of a closed period are gone and the whole of it is asked for with its stamp.
    """
    desk.require("export")
    require_place(desk, target, WORKBOOK, REPORT)
    require_password_or_none(edition.password)
    made, stamp, gone = _told(desk, period, target, edition, step)
    data, unresolved = drawn(made, stamp, target.suffix.lower(), desk)
    if edition.password:
        lock = lock_pdf if target.suffix.lower() == REPORT else lock_workbook
        data = lock(data, edition.password)
    write_paper(target, data)
    rows = sum(len(each.rows) for each in made.sheets)
    marking = made.named if target.suffix.lower() == REPORT else made.marking
    notices = (Message(N_("{count} rows of records that were sealed or purged since are left out."), count=gone),) if gone else ()  # fmt: skip
    return Paper(target, stamp, marking, rows, made.left_out, unresolved, notices)


def drawn(made: QuarterContent, stamp: Stamp, ending: str, desk: Desk) -> tuple[bytes, tuple[str, ...]]:
    """Return a report as the file that an ending stands for, and the signs that no font could draw."""
    translator = desk.translator.to(made.language)
    if ending == WORKBOOK:
        from ipdesk.exporting.quarter_workbook import quarter_workbook

        return quarter_workbook(made, stamp, translator), ()
    from ipdesk.exporting.documents.quarter_report import report_document
    from ipdesk.exporting.pdf import render, unresolved

    document = report_document(made, translator)
    return render(document, stamp), unresolved(document)


def _told(
    desk: Desk, period: ReportPeriod, target: Path, edition: Edition, step: Step
) -> tuple[QuarterContent, Stamp, int]:
    """Return what an edition tells, its stamp, and how many rows of a closed period are gone."""
    if is_closed(desk, period) and edition.highest_level is None:
        held = closed(desk, period, edition.version, edition.language)
        if edition.is_whole:
            _note_again(desk, held.closing.serial, target)
            return held.content, held.stamp, held.gone
        made, gone = masked(held.content), held.gone
    else:
        if edition.version is not None:
            raise Refused(
                Message(N_("A version of a closed period is written whole or masked.")),
                Message(N_("Leave the level or the version out.")),
            )
        with_rows = target.suffix.lower() == WORKBOOK
        made = content_now(desk, period, edition.language, edition.highest_level, step, rows=with_rows)
        gone = 0
        if edition.masked:
            made = masked(made)
    return made, _stamp(desk, period, target, edition, made), gone


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
