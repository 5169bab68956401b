"""Commands about files from outside: ledgers, filled forms and exported workbooks."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from ipdesk.cli.documents import ALL
from ipdesk.cli.everything import import_all
from ipdesk.cli.new_files import NEW_FILE
from ipdesk.cli.reading import row_text
from ipdesk.cli.session import DeskCommand, DeskGroup, Session
from ipdesk.cli.whole_intake import WholeOptions
from ipdesk.model.changes import Change, in_short
from ipdesk.model.errors import Refused
from ipdesk.model.kinds import Rows
from ipdesk.model.register import Register
from ipdesk.model.restricted import HIDDEN
from ipdesk.model.text import N_, Message
from ipdesk.model.values import read_value, show_value
from ipdesk.registers import register

if TYPE_CHECKING:  # the readers of files are loaded by the command that needs them, not by every start
    from ipdesk.importing.intake import Doubt
    from ipdesk.operations.intake import Planned, Preview
    from ipdesk.operations.ledgers import LedgerColumns

FILE = click.Path(path_type=Path)


@click.command(
    cls=DeskCommand,
    name="import",
    help=N_(
        "Take in ledgers, filled forms and exported workbooks; with “all”, files of several registers or the archive of a desk."
    ),
)
@click.argument("name", metavar="REGISTER|all")
@click.argument("files", type=FILE, nargs=-1, required=True, metavar="FILE...")
@click.option("--dry-run", is_flag=True, help=N_("Only say what would happen; write nothing."))
@click.option(
    "--map",
    "mapped",
    multiple=True,
    metavar="HEADING=FIELD",
    help=N_("The field that a column of a ledger goes to, or none; kept for the next ledger like it."),
)
@click.option(
    "--report",
    type=NEW_FILE,
    metavar="FILE.xlsx",
    help=N_("Write the report on one file as a workbook, too."),
)
@click.option(
    "--report-password-file", type=FILE, metavar="FILE",
    help=N_("A file whose first line is the password that opens the report."),
)  # fmt: skip
@click.option(
    "--file-password-file", type=FILE, metavar="FILE",
    help=N_("A file whose first line is the password of the files that have one."),
)  # fmt: skip
@click.option(
    "--sheet",
    "sheets",
    multiple=True,
    metavar="SHEET=REGISTER",
    help=N_(
        "With “all”: the register that a sheet is of, or none to leave it out; kept for the next sheet like it."
    ),
)
@click.option(
    "--answer",
    "answers",
    multiple=True,
    metavar="TEXT=NUMBER",
    help=N_("With “all”: the record that a name in a link means, or none to leave it as it is."),
)
@click.option(
    "--skip-open", is_flag=True, help=N_("With “all”: write though sheets or names are not explained.")
)
@click.pass_obj
def import_files(
    session: Session,
    name: str,
    files: tuple[Path, ...],
    dry_run: bool,
    mapped: tuple[str, ...],
    report: Path | None,
    report_password_file: Path | None,
    file_password_file: Path | None,
    sheets: tuple[str, ...],
    answers: tuple[str, ...],
    skip_open: bool,
) -> int:
    if report_password_file is not None and report is None:
        raise click.UsageError(session.translator.label(N_("Without --report there is nothing to lock.")))
    options = WholeOptions(
        dry_run=dry_run, skip_open=skip_open, sheets=sheets, answers=answers, report=report,
        report_password=session.password_from(report_password_file),
        file_password=session.password_from(file_password_file),
    )  # fmt: skip
    if name == ALL:
        if mapped:
            raise click.UsageError(
                session.translator.label(N_("Columns are explained register by register."))
            )
        return import_all(session, files, options)
    if sheets or answers or skip_open:
        raise click.UsageError(
            session.translator.label(N_("--sheet, --answer and --skip-open belong to “all”."))
        )
    if report is not None and len(files) != 1:
        raise click.UsageError(session.translator.label(N_("A report is on one file.")))
    return _import_into(session, name, files, mapped, options)


def _import_into(
    session: Session, name: str, files: tuple[Path, ...], mapped: tuple[str, ...], options: WholeOptions
) -> int:
    from ipdesk.operations import intake, intake_reports, ledgers

    dry_run, report = options.dry_run, options.report
    password, opening = options.report_password, options.file_password
    found, chosen = register(name), _chosen(session, mapped)
    desk = session.desk()
    desk.require("import")
    refused = False
    answers: list[dict[str, Any]] = []
    for file in files:
        try:
            previewed = intake.preview(desk, found, file, password=opening, chosen=chosen)
            if report is not None:
                session.tell(
                    intake_reports.write_report(desk, previewed, report, password=password).written()
                )
            given = [] if dry_run else [each.number for each in intake.accept(desk, previewed)]
            if chosen is not None and not dry_run:
                ledgers.keep_ledger(desk, found, previewed.intake.sheets, chosen)
        except Refused as error:
            # One transaction a file: what the others brought is kept, and the answer says which is which.
            refused = True
            answers.append(
                {"file": file.name, "refused": [session.translator.say(each) for each in error.messages()]}
            )
            session.complain(file.name)
            session.refuse(error)
            continue
        refused = refused or previewed.counts()["refused"] > 0
        answers.append(_plain_preview(session, previewed, given))
        if not session.json:
            _show_preview(session, previewed, given, dry_run)
    session.answer(answers)
    if not dry_run:
        session.back_up_daily()
    return 1 if refused else 0


def _plain_preview(session: Session, previewed: Preview, given: list[str]) -> dict[str, Any]:
    say = session.translator.say
    taken = iter(given)
    rows = []
    for each in previewed.rows:
        written = bool(given) and each.outcome in ("new", "changed")
        rows.append(
            {
                "sheet": each.row.sheet,
                "row": each.row.row,
                "outcome": each.outcome,
                "number": next(taken) if written else each.number,
                "state": each.record.state if each.record is not None else "",
                "changes": {change.field: [change.before, change.after] for change in each.changes},
                "refusals": [
                    {"cell": refusal.cell, "field": refusal.field, "reason": say(refusal.what)} for refusal in each.refusals
                ],
                "doubts": [{"cell": doubt.cell, "field": doubt.field, "raw": doubt.raw, "read": doubt.reading,
                     "why": say(doubt.why)} for doubt in each.row.doubts],
                "similar": [{"number": one.number, "title": one.title} for one in each.similar],
            }
        )  # fmt: skip
    taken_in = previewed.intake
    return {
        "file": taken_in.file,
        "sha256": taken_in.sha256,
        "kind": taken_in.kind,
        "counts": previewed.counts(),
        "rows": rows,
        "unknown": list(taken_in.unknown),
        "columns": [
            {"sheet": sheet.sheet, "heading": each.heading, "field": each.place, "chosen": each.chosen}
            for sheet in taken_in.sheets
            if sheet.read
            for each in sheet.columns
        ],
        "notices": [say(each) for each in taken_in.notices],
        "written": len(given),
    }


def _show_preview(session: Session, previewed: Preview, given: list[str], dry_run: bool) -> None:
    from ipdesk.operations.intake import outcome_labels

    say, label = session.translator.say, session.translator.label
    click.echo(previewed.intake.file)
    taken, first = iter(given), previewed.register.states.first()
    for each in previewed.rows:
        number = next(taken) if given and each.outcome in ("new", "changed") else each.number
        word = label(dict(outcome_labels())[each.outcome])
        code = each.record.state if each.outcome == "new" and each.record is not None else ""
        begins = label(previewed.register.state(code).label) if code not in ("", first) else ""
        click.echo(f"  {each.row.sheet}:{each.row.row}  {word}  {number}  {begins}".rstrip())
        for line in _reasons(session, previewed.register, each):
            click.echo(f"      {line}")
    for notice in previewed.intake.notices:
        click.echo(f"  ● {say(notice)}")
    if previewed.intake.unknown:
        session.tell(
            Message(N_("Not taken in, no field for: {headings}."), headings=list(previewed.intake.unknown))
        )
    counts = previewed.counts()
    session.tell(Message(N_("New {new}, changed {changed}, same {same}, refused {refused}."), **counts))
    if dry_run:
        session.tell(Message(N_("Dry run: nothing was written.")))


def _difference(session: Session, found: Register, change: Change) -> str:
    """Say what a change does in the words of lists; child rows by their cells."""
    if change.field == "state":
        labels = [session.translator.label(found.state(code).label) for code in (change.before, change.after)]
        return session.translator.label(N_("State")) + f": {labels[0]} → {labels[1]}"
    kind = found.field(change.field).kind
    if (short := in_short(kind, change)) is not None:
        return f"{session.translator.label(kind.label)}: {session.translator.say(short)}"
    texts = []
    if kind.restricted:
        hidden = session.translator.label(HIDDEN)
        texts = [hidden if plain else "—" for plain in (change.before, change.after)]
        return f"{session.translator.label(kind.label)}: {texts[0]} → {texts[1]}"
    for plain in (change.before, change.after):
        value = read_value(kind, change.field, plain)
        if isinstance(kind, Rows):
            text = "; ".join(row_text(session, kind, each) for each in value)
        else:
            text = show_value(kind, value, session.translator)
        texts.append(text or "—")
    return f"{session.translator.label(kind.label)}: {texts[0]} → {texts[1]}"


def _reasons(session: Session, found: Register, planned: Planned) -> list[str]:
    say = session.translator.say
    lines = []
    for refusal in planned.refusals:
        advice = f" {say(refusal.advice)}" if refusal.advice else ""
        lines.append(f"■ {refusal.cell} {say(refusal.what)}{advice}")
    lines += [
        _difference(session, found, change) for change in planned.changes if planned.outcome == "changed"
    ]
    lines += [_doubt(session, each) for each in planned.row.doubts]
    lines += [
        say(Message(N_("▲ Much like {number} {title}"), number=each.number, title=each.title))
        for each in planned.similar
    ]
    return lines


def _doubt(session: Session, doubt: Doubt) -> str:
    if not doubt.raw:
        return f"▲ {doubt.cell} {session.translator.say(doubt.why)}"
    read = N_("▲ {cell} “{raw}” was read as {reading}")
    return session.translator.say(Message(read, cell=doubt.cell, raw=doubt.raw, reading=doubt.reading))


def _chosen(session: Session, mapped: tuple[str, ...]) -> LedgerColumns | None:
    from ipdesk.operations.ledgers import LedgerColumns

    places = {}
    for each in mapped:
        heading, equals, place = each.rpartition("=")
        if not (heading and equals):
            raise click.UsageError(session.translator.label(N_("Write a column as HEADING=FIELD.")))
        places[heading] = place.strip()
    return LedgerColumns(places) if places else None


@click.command(
    cls=DeskCommand, name="list", help=N_("List the ledgers of a register whose columns were explained.")
)
@click.argument("name", metavar="REGISTER")
@click.pass_obj
def list_ledgers(session: Session, name: str) -> None:
    from ipdesk.operations import ledgers

    found = ledgers.list_ledgers(session.desk(), register(name))
    session.answer(
        [
            {"id": each.id, "at": each.at.isoformat(timespec="seconds"), "user": each.user,
             "headings": list(each.columns.headings), "places": dict(each.columns.places)}
            for each in found
        ]
    )  # fmt: skip
    if session.json:
        return
    for each in found:
        click.echo(f"{each.id}  {each.at:%Y-%m-%d}  {each.user}  {'、'.join(each.columns.headings)}")
        for heading, place in each.columns.places.items():
            click.echo(f"      {heading} → {place or '—'}")
    session.tell(Message(N_("{count} found."), count=len(found)))


@click.command(
    cls=DeskCommand, name="forget", help=N_("Forget where the columns of a ledger go; records stay.")
)
@click.argument("name", metavar="REGISTER")
@click.argument("ledger", type=int)
@click.pass_obj
def forget(session: Session, name: str, ledger: int) -> None:
    from ipdesk.operations import ledgers

    ledgers.forget_ledger(session.desk(), register(name), ledger)
    session.answer({"forgotten": ledger})
    session.tell(Message(N_("Forgotten. The next ledger like it is read by its headings alone.")))


def add_commands(root: DeskGroup) -> None:
    """Put these commands into the tree."""
    root.add_command(import_files)
    group = DeskGroup(name="ledger", help=N_("Old ledgers whose columns were explained."))
    group.add_command(list_ledgers)
    group.add_command(forget)
    root.add_command(group)
