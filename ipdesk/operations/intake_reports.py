"""What became of the rows of a file, as a workbook to correct and take in again."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Final

from ipdesk.exporting.layout import PLAIN, Column, Table
from ipdesk.exporting.locked import lock_workbook, require_password_or_none
from ipdesk.importing.headings import CHECK_HEADINGS, heading_of, index_of, lookup
from ipdesk.model.marking import Marking, highest
from ipdesk.model.record import marking_of
from ipdesk.model.text import N_, Message, Translator
from ipdesk.operations.desk import Desk
from ipdesk.operations.documents import Paper, make_stamp, require_place, write_paper
from ipdesk.operations.intake import Planned, Preview, outcome_labels
from ipdesk.operations.levels import is_metadata_only

LEAST: Final = Marking(handling="internal")


def write_report(
    desk: Desk, preview: Preview, target: Path, language: str = "zh", password: str = ""
) -> Paper:
    """Write what would become of each row of a file, followed by the row as the file has it.

    It is read as a ledger: corrected where it says so and dropped in again, it gives the same records, and what was
    taken in from the first file changes nothing. The log names the columns of restricted fields in it. Of a record above the limit the row is left out: any cell of it may
    tell its content. With a password, the workbook opens with that only; WrongValue refuses one that is no good.
    """
    from ipdesk.exporting.excel import register_workbook

    desk.require("import")
    require_place(desk, target, ".xlsx")
    require_password_or_none(password)
    translator = desk.translator.to(language)
    title = translator.say(Message(N_("Check of {file}"), file=preview.intake.file))
    table = report_table(desk, preview, translator, title)
    marking = report_marking(desk, preview)
    stamp = make_stamp(
        desk, "intake-report", preview.register.name, target, [], language=language, locked=bool(password),
        restricted=[each for each in _headings(preview) if any(each in plan.row.closed for plan in preview.rows)],
    )  # fmt: skip
    data = register_workbook([table], marking, stamp, translator, is_read_back=False)
    write_paper(target, lock_workbook(data, password) if password else data)
    return Paper(target, stamp, marking, len(preview.rows))


def report_table(
    desk: Desk, preview: Preview, translator: Translator, title: str, also: Sequence[Message] = ()
) -> Table:
    """Return what would become of the rows of one preview, each followed by the row as the file has it.

    Above them stands what is to be said of the file; `also` are further notices.
    """
    headings = _headings(preview)
    told = tuple(Column("", translator.label(heading), PLAIN) for heading in CHECK_HEADINGS)
    spelled = _read_back(desk, preview)
    raw = tuple(Column("", spelled.get(heading, heading), PLAIN) for heading in headings)
    return Table(
        register=preview.register.name,
        title=title,
        columns=(*told, *raw),
        rows=tuple((*_told(each, translator), *_raw(desk, each, headings)) for each in preview.rows),
        note=" ".join(map(translator.say, (*also, *preview.intake.notices))),
    )


def report_marking(desk: Desk, preview: Preview) -> Marking:
    """Return the highest marking of the rows that are shown."""
    held = [each.record for each in preview.rows if each.record is not None]
    shown = [each for each in held if not is_metadata_only(each, desk.workspace.profile.limit)]
    return highest([LEAST, *(marking_of(each) for each in shown)])


def _headings(preview: Preview) -> list[str]:
    return list(dict.fromkeys(heading for each in preview.rows for heading in each.row.raw))


def _read_back(desk: Desk, preview: Preview) -> dict[str, str]:
    """Return by what to head the columns that alone, or in one line, would not be read as in the file: of headings over two
    lines, and of those somebody explained."""
    register, known_as = preview.register, desk.translator.known_as
    index = index_of(register, known_as)
    found: dict[str, str] = {}
    for sheet in preview.intake.sheets if preview.intake.kind == "ledger" else ():
        for each in sheet.columns if sheet.read else ():
            alone = lookup(each.heading, index)
            if each.place and (alone is None or alone.place != each.place):
                found.setdefault(each.heading, heading_of(register, each.place, known_as))
    return found


def _told(plan: Planned, translator: Translator) -> tuple[str, str, str, str, int]:
    outcome = translator.label(dict(outcome_labels())[plan.outcome])
    reasons = "\n".join(translator.say(each) for each in _reasons(plan))
    return outcome, reasons, plan.number, plan.row.sheet, plan.row.row


def _reasons(plan: Planned) -> Iterator[Message]:
    """Yield why a row was refused, how doubtful cells were read, and what the record may be a duplicate of."""
    for refusal in plan.refusals:
        yield Message(N_("{cell}: {what}"), cell=refusal.cell, what=refusal.what)
        if refusal.advice is not None:
            yield refusal.advice
    for doubt in plan.row.doubts:
        yield (
            Message(
                N_("{cell}: “{raw}” was read as {reading}."),
                cell=doubt.cell,
                raw=doubt.raw,
                reading=doubt.reading,
            )
            if doubt.raw
            else Message(N_("{cell}: {what}"), cell=doubt.cell, what=doubt.why)
        )
    for each in plan.similar:
        yield Message(N_("Perhaps the same as {number} {title}."), number=each.number, title=each.title)


def _raw(desk: Desk, plan: Planned, headings: list[str]) -> tuple[str, ...]:
    above = plan.record is not None and is_metadata_only(plan.record, desk.workspace.profile.limit)
    return tuple("" if above else plan.row.raw.get(heading, "") for heading in headings)
