"""Commands about files: blank forms out, ledgers and filled forms in, workbooks and printed records out."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from ipdesk.cli.narrowing import narrowed, narrowing
from ipdesk.cli.reading import row_text
from ipdesk.cli.session import DeskCommand, DeskGroup, Session
from ipdesk.model.changes import Change
from ipdesk.model.errors import Refused
from ipdesk.model.kinds import Rows
from ipdesk.model.register import Register
from ipdesk.model.text import N_, Message
from ipdesk.model.values import read_value, show_value
from ipdesk.operations import documents
from ipdesk.operations.documents import Paper
from ipdesk.registers import register

if TYPE_CHECKING:  # the readers of files are loaded by the command that needs them, not by every start
    from ipdesk.operations.intake import Planned, Preview

FILE = click.Path(path_type=Path)


@click.command(cls=DeskCommand, name="form", help=N_("Write the blank form that researchers fill in Excel."))
@click.argument("name", metavar="REGISTER")
@click.argument("file", type=FILE, metavar="FILE.xlsx")
@click.pass_obj
def form(session: Session, name: str, file: Path) -> None:
    _told(session, documents.blank_form(session.desk(), register(name), file, session.document_language()))


@click.command(cls=DeskCommand, name="export", help=N_("Write a register as a workbook."))
@click.argument("name", metavar="REGISTER")
@click.argument("file", type=FILE, metavar="FILE.xlsx")
@narrowing
@click.pass_obj
def export(session: Session, name: str, file: Path, where: tuple[str, ...], text: str, view: str) -> None:
    found, desk = register(name), session.desk()
    asked = narrowed(desk, found, where, text, view)
    paper = documents.export_register(
        desk, found, file, asked.filter.where(), asked.filter.text, session.document_language(), asked.order
    )
    _told(session, paper)


@click.command(
    cls=DeskCommand, name="print", help=N_("Write a record's document as a PDF, or as a Word file (.docx).")
)
@click.argument("name", metavar="REGISTER")
@click.argument("number")
@click.argument("file", type=FILE, metavar="FILE.pdf|FILE.docx")
@click.option(
    "--document", default="", metavar="NAME", help=N_("Which document, where a record has several.")
)
@click.pass_obj
def print_record(session: Session, name: str, number: str, file: Path, document: str) -> None:
    print_it = documents.print_record
    if file.suffix.lower() == ".docx":
        from ipdesk.operations.word_documents import print_word as print_it
    paper = print_it(session.desk(), register(name), number, file, document, session.document_language())
    _told(session, paper)
    if paper.unresolved:
        session.complain(
            session.translator.say(
                Message(
                    N_("No font here can draw: {signs}. Look at them before anybody signs."),
                    signs=list(paper.unresolved),
                )
            )
        )


@click.command(
    cls=DeskCommand, name="reprint", help=N_("Write an earlier printed document again, byte for byte.")
)
@click.argument("serial", type=int)
@click.argument("file", type=FILE, metavar="FILE")
@click.pass_obj
def reprint(session: Session, serial: int, file: Path) -> None:
    _told(session, documents.print_again(session.desk(), serial, file))


@click.command(cls=DeskCommand, name="printed", help=N_("List the documents printed last, newest first."))
@click.option(
    "--search", "text", default="", metavar="TEXT", help=N_("Only a serial number, or numbers of records with this text.")
)  # fmt: skip
@click.pass_obj
def printed(session: Session, text: str) -> None:
    found = documents.printed(session.desk(), text)
    session.answer(
        [
            {"serial": each.stamp.serial, "at": each.stamp.at.isoformat(timespec="seconds"),
             "user": each.stamp.user, "register": each.register, "number": each.number,
             "document": each.document, "changed": each.changed}
            for each in found
        ]
    )  # fmt: skip
    if not session.json:
        label = session.translator.label
        headings = [
            label(N_("Serial number")),
            label(N_("Time")),
            label(N_("User")),
            label(N_("Number")),
            label(N_("State")),
        ]
        same, changed = label(N_("as printed")), label(N_("changed since"))
        session.table(
            headings,
            [
                [each.stamp.name(), each.stamp.time(), each.stamp.user, each.number,
                 changed if each.changed else same]
                for each in found
            ],
        )  # fmt: skip


def _told(session: Session, paper: Paper) -> None:
    session.answer(
        {
            "file": str(paper.place),
            "serial": paper.stamp.serial,
            "head": paper.stamp.head,
            "seq": paper.stamp.seq,
            "records": paper.records,
            "withheld": paper.withheld,
            "unresolved": list(paper.unresolved),
        }
    )
    session.tell(paper.written())
    if paper.withheld:
        session.tell(Message(N_("{count} sealed records were left out."), count=paper.withheld))


@click.command(
    cls=DeskCommand, name="import", help=N_("Take in ledgers, filled forms and exported workbooks.")
)
@click.argument("name", metavar="REGISTER")
@click.argument("files", type=FILE, nargs=-1, required=True, metavar="FILE...")
@click.option("--dry-run", is_flag=True, help=N_("Only say what would happen; write nothing."))
@click.option(
    "--report", type=FILE, metavar="FILE.xlsx", help=N_("Write the report on one file as a workbook, too.")
)
@click.pass_obj
def import_files(
    session: Session, name: str, files: tuple[Path, ...], dry_run: bool, report: Path | None
) -> int:
    from ipdesk.operations import intake, intake_reports

    if report is not None and len(files) != 1:
        raise click.UsageError(session.translator.label(N_("A report is on one file.")))
    found, desk = register(name), session.desk()
    desk.require("import")
    refused = False
    answers: list[dict[str, Any]] = []
    for file in files:
        try:
            previewed = intake.preview(desk, found, file)
            if report is not None:
                session.tell(intake_reports.write_report(desk, previewed, report).written())
            given = [] if dry_run else [each.number for each in intake.accept(desk, previewed)]
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
                "changes": {change.field: [change.before, change.after] for change in each.changes},
                "refusals": [
                    {"cell": refusal.cell, "field": refusal.field, "reason": say(refusal.what)} for refusal in each.refusals
                ],
                "doubts": [{"cell": doubt.cell, "field": doubt.field, "raw": doubt.raw, "read": doubt.reading} for doubt in each.row.doubts],
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
        "notices": [say(each) for each in taken_in.notices],
        "written": len(given),
    }


def _show_preview(session: Session, previewed: Preview, given: list[str], dry_run: bool) -> None:
    from ipdesk.operations.intake import outcome_labels

    say, label = session.translator.say, session.translator.label
    click.echo(previewed.intake.file)
    taken = iter(given)
    for each in previewed.rows:
        number = next(taken) if given and each.outcome in ("new", "changed") else each.number
        word = label(dict(outcome_labels())[each.outcome])
        click.echo(f"  {each.row.sheet}:{each.row.row}  {word}  {number}".rstrip())
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
    texts = []
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
    lines += [
        say(
            Message(
                N_("▲ {cell} “{raw}” was read as {reading}"),
                cell=each.cell,
                raw=each.raw,
                reading=each.reading,
            )
        )
        for each in planned.row.doubts
    ]
    lines += [
        say(Message(N_("▲ Much like {number} {title}"), number=each.number, title=each.title))
        for each in planned.similar
    ]
    return lines


def add_commands(root: DeskGroup) -> None:
    """Put these commands into the tree."""
    for command in (form, import_files, export, print_record, printed, reprint):
        root.add_command(command)
