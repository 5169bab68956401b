"""Commands that write the papers of the docket: lists, orders, the quality of agencies and a calendar file."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any, Final

import click

from ipdesk.cli.docket import docket
from ipdesk.cli.documents import tell_paper
from ipdesk.cli.due import DayOption
from ipdesk.cli.new_files import NEW_FILE
from ipdesk.cli.session import DeskCommand, DeskGroup, Session
from ipdesk.exporting.documents.agency_quality import CRITERION_LABELS, UNSCORED, AgencyRow
from ipdesk.exporting.layout import text_of
from ipdesk.model.text import N_
from ipdesk.model.wanted import VIEWS, Wanted
from ipdesk.registers.patent_agencies import CRITERIA
from ipdesk.rules.deadline_events import WAITS_FOR

DAY: Final = DayOption()
AGENCY_HEADINGS: Final = (N_("Patent agency"), N_("Rights handled"), N_("Rights scored"), N_("Scores given"))


def _narrowed(command: Callable[..., None]) -> Callable[..., None]:
    """Add the options that say what is asked for."""
    options = (
        click.option("--from", "since", type=DAY, metavar="DATE", help=N_("Only what is due on this day or later.")),
        click.option("--to", "until", type=DAY, metavar="DATE", help=N_("Only what is due on this day or before.")),
        click.option("--register", "registers", multiple=True, metavar="NAME", help=N_("Only of this register.")),
        click.option(
            "--waits-for", multiple=True, type=click.Choice(list(WAITS_FOR)), help=N_("Only what waits for this one.")
        ),
    )  # fmt: skip
    for option in reversed(options):
        command = option(command)
    return command


@click.command(cls=DeskCommand, name="list", help=N_("Write what is due by its day as a PDF or a workbook."))
@click.argument("file", type=NEW_FILE)
@_narrowed
@click.option(
    "--view",
    type=click.Choice(list(VIEWS)),
    help=N_("Only what belongs to this view of the page Due; “all” for everything, however far ahead."),
)
@click.pass_obj
def list_(session: Session, /, file: Path, view: str | None, **asked: Any) -> None:
    from ipdesk.operations.docket_papers import write_docket_list

    language, wanted = session.document_language(), _wanted(**asked)
    made = write_docket_list(session.desk(), file, wanted, language, session.step(), view=view or "")
    tell_paper(session, made)


@click.command(
    cls=DeskCommand,
    name="fees",
    help=N_("Write the order to pay annual fees as a PDF or a workbook, with those in their grace."),
)
@click.argument("file", type=NEW_FILE)
@click.option(
    "--until",
    type=DAY,
    metavar="DATE",
    help=N_("Fees due until this day; three months ahead if not given."),
)
@click.pass_obj
def fees(session: Session, file: Path, until: date | None) -> None:
    from ipdesk.operations.docket_papers import write_fee_order

    language = session.document_language()
    tell_paper(session, write_fee_order(session.desk(), file, until, language, session.step()))


@click.command(
    cls=DeskCommand,
    name="idle",
    help=N_("Write the review of patents that are not put into practice as a PDF or a workbook."),
)
@click.argument("file", type=NEW_FILE)
@click.pass_obj
def idle(session: Session, file: Path) -> None:
    from ipdesk.operations.docket_papers import write_idle_review

    tell_paper(session, write_idle_review(session.desk(), file, session.document_language(), session.step()))


@click.command(
    cls=DeskCommand,
    name="agencies",
    help=N_("Tell how well the agencies work by the scores on rights, or write it as a PDF or a workbook."),
)
@click.option(
    "-o", "--output", "file", type=NEW_FILE, metavar="FILE", help=N_("Write it to this file (.pdf or .xlsx).")
)
@click.pass_obj
def agencies(session: Session, file: Path | None) -> None:
    desk = session.desk()
    if file is not None:
        from ipdesk.operations.docket_papers import write_agency_list

        tell_paper(session, write_agency_list(desk, file, session.document_language()))
        return
    from ipdesk.operations.agencies import agency_quality, agency_row

    rows = [agency_row(each, session.translator) for each in agency_quality(desk).agencies]
    session.answer([_plain(each) for each in rows])
    if not session.json:
        label = session.translator.label
        headings = (
            *AGENCY_HEADINGS,
            *CRITERION_LABELS,
            N_("Mean in all"),
            N_("Spread of the scores"),
            N_("Last scored on"),
        )
        session.table([label(each) for each in headings], [_cells(each, label(UNSCORED)) for each in rows])


@click.command(
    cls=DeskCommand,
    name="calendar",
    help=N_(
        "Write the open tasks of a year ahead as a calendar file (.ics) with alarms; --to for another end."
    ),
)
@click.argument("file", type=NEW_FILE)
@click.option(
    "--titles", is_flag=True, help=N_("Tell titles that are not public too; the file is not encrypted.")
)
@_narrowed
@click.pass_obj
def calendar(session: Session, /, file: Path, titles: bool, **asked: Any) -> None:
    from ipdesk.operations.docket_papers import write_calendar

    desk, language = session.desk(), session.document_language()
    tell_paper(session, write_calendar(desk, file, _wanted(**asked), language, session.step(), titles=titles))


def _cells(row: AgencyRow, unscored: str) -> list[str]:
    """Return an agency as texts, the mean as words where there is no score."""
    figures = [str(each) for each in (row.rights, row.scored, row.scores)]
    marks = [text_of("score", each) for each in row.criteria]
    mean = unscored if row.mean is None else text_of("score", row.mean)
    return [row.agency, *figures, *marks, mean, text_of("score", row.spread), text_of("day", row.last)]


def _plain(row: AgencyRow) -> dict[str, Any]:
    """Return an agency as JSON values, means as decimal strings and None without a score."""
    means = dict(zip(CRITERIA, row.criteria, strict=True)) | {"mean": row.mean, "spread": row.spread}
    told = {name: None if each is None else str(each) for name, each in means.items()}
    counts = {"rights": row.rights, "scored": row.scored, "scores": row.scores}
    return {"agency": row.agency, **counts, **told, "last": row.last.isoformat() if row.last else None}


def _wanted(
    since: date | None, until: date | None, registers: tuple[str, ...], waits_for: tuple[str, ...]
) -> Wanted:
    from ipdesk.registers import register

    names = tuple(register(each).name for each in registers)
    return Wanted(since=since, until=until, registers=names, waits_for=waits_for)


def add_commands(_root: DeskGroup) -> None:
    """Put these commands beside the others about deadlines."""
    for command in (list_, fees, idle, agencies, calendar):
        docket.add_command(command)
