"""Quarters and years on the command line: their figures, workbook and report, closing, corrections, aims and explanations."""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import click

from ipdesk.cli.documents import password_file, tell_paper
from ipdesk.cli.new_files import NEW_PDF, NEW_WORKBOOK
from ipdesk.cli.session import DeskCommand, DeskGroup, Session
from ipdesk.model.errors import Refused
from ipdesk.model.files import not_read
from ipdesk.model.report_periods import ReportPeriod, read_report_period
from ipdesk.model.text import N_, Message

if TYPE_CHECKING:  # loaded by the commands that need them
    from ipdesk.exporting.quarter_content import FigureLine, QuarterContent
    from ipdesk.operations.period_documents import Edition

MOST_BYTES: Final = 200_000
LEVELS: Final = ("public", "internal", "trade-general", "trade-important", "trade-core")


def _edition_options(command: Any) -> Any:
    """Add what both `quarter` and `year` take."""
    for option in (
        click.option("--xlsx", type=NEW_WORKBOOK, metavar="FILE.xlsx", help=N_("Write the workbook.")),
        click.option("--pdf", type=NEW_PDF, metavar="FILE.pdf", help=N_("Write the report.")),
        click.option("--close", is_flag=True, help=N_("Close the period: keep all that it tells, under one stamp.")),
        click.option(
            "--correct", metavar="REASON", help=N_("Close it again as a numbered correction, for this reason.")
        ),
        click.option("--version", "number", type=int, metavar="N", help=N_("Write correction N of a closed period, 0 for its closing.")),
        click.option("--level", type=click.Choice(LEVELS), help=N_("Leave out rows above this level and say how many.")),
        click.option("--masked", is_flag=True, help=N_("Hide titles and names.")),
        click.option("--rows", "code", metavar="CODE", help=N_("List the rows behind one figure.")),
        password_file,
    ):  # fmt: skip
        command = option(command)
    return command


@click.command(
    cls=DeskCommand,
    name="quarter",
    help=N_("Tell what a quarter amounts to, such as 2026Q3; write its workbook and report; close it."),
)
@click.argument("quarter")
@_edition_options
@click.pass_obj
def quarter_figures(session: Session, /, quarter: str, **given: Any) -> None:
    period = read_report_period(quarter)
    if not period.quarter:
        raise click.UsageError(session.translator.say(Message(N_("Write a quarter, such as 2026Q3."))))
    _report(session, period, **given)


@click.command(
    cls=DeskCommand,
    name="year",
    help=N_("Tell what a year amounts to; write its workbook and the development report; close it."),
)
@click.argument("year")
@_edition_options
@click.pass_obj
def year_figures(session: Session, /, year: str, **given: Any) -> None:
    period = read_report_period(year)
    if period.quarter:
        raise click.UsageError(session.translator.say(Message(N_("Write a year, such as 2026."))))
    _report(session, period, **given)


def _report(
    session: Session,
    period: ReportPeriod,
    *,
    xlsx: Path | None,
    pdf: Path | None,
    close: bool,
    correct: str | None,
    number: int | None,
    level: str | None,
    masked: bool,
    code: str | None,
    password_file: Path | None,
) -> None:
    from ipdesk.operations import period_documents, quarters
    from ipdesk.operations.period_documents import Edition

    desk, password = session.desk(), session.password_from(password_file)
    if close or correct is not None:
        held = quarters.close_period(desk, period, correct or "", session.step())
        session.complain(session.translator.say(_closed_line(period, held.closing.number)))
    edition = Edition(
        language=session.document_language(),
        highest_level=level,
        masked=masked,
        version=number,
        password=password,
    )
    files = [each for each in (xlsx, pdf) if each is not None]
    for file in files:
        tell_paper(session, period_documents.write_period(desk, period, file, edition, session.step()))
    if not files:
        _tell(session, _content(session, period, edition), code)


def _closed_line(period: ReportPeriod, number: int) -> Message:
    if number:
        return Message(N_("Correction {number} of {period} is kept."), number=number, period=period.name())
    return Message(N_("{period} is closed."), period=period.name())


def _content(session: Session, period: ReportPeriod, edition: Edition) -> QuarterContent:
    from ipdesk.operations.period_documents import content_of

    edition = replace(edition, language=session.translator.language)
    return content_of(session.desk(), period, edition, session.step())[0]


def _tell(session: Session, made: QuarterContent, code: str | None) -> None:
    from ipdesk.exporting.layout import text_of
    from ipdesk.exporting.quarter_content import left_out_notices, shown
    from ipdesk.operations.period_content import rows_behind

    if code is not None:
        sheet = rows_behind(made, code)
        names = [column.name for column in sheet.columns]
        texts = [
            [text_of(column.shape.form, cell) for column, cell in zip(sheet.columns, row.cells, strict=True)]
            for row in sheet.rows
        ]
        session.answer([dict(zip(names, each, strict=True)) for each in texts])
        if not session.json:
            session.table([column.label for column in sheet.columns[2:]], [each[2:] for each in texts])
            _complain(session, left_out_notices(made))
        return
    session.answer({**_plain_head(made), "indicators": [_plain(each) for each in made.lines]})
    if session.json:
        return
    label = session.translator.label
    headings = [
        label(each)
        for each in (N_("Code"), N_("Indicator"), *made.spans.values(), N_("Aim"), N_("Explanation"))
    ]
    rows = [
        [each.code, each.label, *(shown(getattr(each, name), each) for name in made.spans), each.aim, each.note or ("" if each.scored else each.use)]
        for each in made.lines
    ]  # fmt: skip
    session.table(headings, rows)
    if not made.versions:
        session.tell(Message(N_("Not closed: figures may still change.")))
    _complain(session, left_out_notices(made))


def _complain(session: Session, notices: Iterable[Message]) -> None:
    for each in notices:
        session.complain(session.translator.say(each))


def _plain_head(made: QuarterContent) -> dict[str, Any]:
    return {
        "period": made.code,
        "from": made.first.isoformat(),
        "until": made.last.isoformat(),
        "as_of": made.as_of.isoformat(),
        "closed": bool(made.versions),
        "correction": made.versions[-1].number if made.versions else None,
        "nil": made.nil,
        "sealed": made.sealed,
        "left_out": made.left_out,
    }


def _plain(line: FigureLine) -> dict[str, Any]:
    numbers = {
        name: None if (held := getattr(line, name)) is None else str(held)
        for name in ("now", "numerator", "denominator", "to_date", "before", "target")
    }
    return {
        "code": line.code,
        "label": line.label,
        "unit": line.unit,
        "scored": line.scored,
        "kept": line.kept,
        **numbers,
        "meets": line.meets,
        "note": line.note,
    }


@click.command(cls=DeskCommand, name="explain", help=N_("Explain a figure of a quarter or year; without a text, take it back."))  # fmt: skip
@click.argument("period")
@click.argument("code")
@click.argument("text", default="")
@click.pass_obj
def explain(session: Session, period: str, code: str, text: str) -> None:
    from ipdesk.operations import report_words

    _changed(session, report_words.set_note(session.desk(), read_report_period(period), code, text))


@click.command(cls=DeskCommand, name="aim", help=N_("Set the aim of a scored indicator for a year; without one, that of the rules holds."))  # fmt: skip
@click.argument("year", type=click.IntRange(1985, 2100))
@click.argument("code")
@click.argument("aim", default="")
@click.pass_obj
def set_aim(session: Session, year: int, code: str, aim: str) -> None:
    from ipdesk.operations import report_words

    _changed(session, report_words.set_aim(session.desk(), year, code, aim))


@click.command(cls=DeskCommand, name="account", help=N_("Write the account of a quarter or year that stands in its report, from a text file."))  # fmt: skip
@click.argument("period")
@click.argument("file", type=click.Path(path_type=Path, exists=True, dir_okay=False), required=False)
@click.pass_obj
def account(session: Session, period: str, file: Path | None) -> None:
    from ipdesk.operations import report_words

    text = _text_of(file) if file is not None else ""
    _changed(session, report_words.set_text(session.desk(), read_report_period(period), text))


def _text_of(file: Path) -> str:
    """Return the text of a file as Windows or Linux writes it. Raises Refused."""
    try:
        data = file.read_bytes()[:MOST_BYTES]
        for encoding in ("utf-8-sig", "gb18030"):
            with suppress(UnicodeDecodeError):
                return data.decode(encoding)
    except OSError as error:
        raise not_read(file, error) from None
    raise Refused(
        Message(N_("{name} is no text in UTF-8 or GB18030."), name=file.name),
        Message(N_("Save it as text in UTF-8.")),
    )


def _changed(session: Session, changed: bool) -> None:
    session.answer({"changed": changed})
    session.tell(Message(N_("Kept.")) if changed else Message(N_("Nothing differs; nothing was changed.")))


@click.command(cls=DeskCommand, name="closed", help=N_("List the closed quarters and years with their corrections, or what has changed in one since."))  # fmt: skip
@click.argument("period", required=False)
@click.pass_obj
def closed_periods(session: Session, period: str | None) -> None:
    from ipdesk.operations import quarters

    desk, label = session.desk(), session.translator.label
    if period is not None:
        late = quarters.late_changes(
            desk, read_report_period(period), session.translator.language, session.step()
        )
        session.answer([{"code": each.code, "what": each.what, "was": each.was, "now": each.now} for each in late])  # fmt: skip
        if not session.json:
            session.table(
                [label(each) for each in (N_("Code"), N_("Cell"), N_("Was"), N_("Is now"))],
                [[each.code, each.what, each.was, each.now] for each in late],
            )
        return
    held = quarters.closings(desk)
    session.answer(
        [
            {"period": each.period, "number": each.number, "by": each.by, "at": each.at, "reason": each.reason, "serial": each.serial}
            for each in held
        ]
    )  # fmt: skip
    if not session.json:
        session.table(
            [label(each) for each in (N_("Period"), N_("Correction"), N_("Closed by"), N_("Time"), N_("Reason"))],
            [[each.period, str(each.number or ""), each.by, each.at[:16], each.reason] for each in held],
        )  # fmt: skip


def add_commands(group: DeskGroup) -> None:
    """Put these commands into the group of reports."""
    for command in (quarter_figures, year_figures, explain, set_aim, account, closed_periods):
        group.add_command(command)
