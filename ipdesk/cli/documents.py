"""Commands about documents: blank forms, workbooks and printed records."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any, Final

import click

from ipdesk.cli.narrowing import narrowed, narrowing
from ipdesk.cli.new_files import NEW_FILE
from ipdesk.cli.session import DeskCommand, DeskGroup, Session
from ipdesk.exporting.layout import PAGES, PLAIN_PAPER, PageName, PaperOptions, no_glyph
from ipdesk.model.text import N_, Message
from ipdesk.operations import documents
from ipdesk.operations.documents import Paper
from ipdesk.registers import register
from ipdesk.registers.scoring import SCORED

FILE = click.Path(path_type=Path)


class Serial(click.ParamType):  # type: ignore[type-arg]  # generic in some versions alone
    """A serial number, bare or as people quote it with the code of the laboratory before it."""

    name = "serial"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> int:
        """Return the number."""
        number = str(value).strip().rpartition("-")[2]
        if not number.isascii() or not number.isdigit():
            self.fail(str(value), param, ctx)
        return int(number)


SERIAL: Final = Serial()
ALL = "all"  # in the place of a register: every one of them
password_file = click.option(
    "--password-file", type=FILE, metavar="FILE",
    help=N_("A file whose first line is the password that opens what is written."),
)  # fmt: skip


@click.command(
    cls=DeskCommand,
    name="form",
    help=N_(
        "Write the blank form that researchers fill in Excel; of assessments, the sheets of the assessors."
    ),
)
@click.argument("name", metavar="REGISTER")
@click.argument("file", type=NEW_FILE, metavar="FILE.xlsx|DIR")
@click.option("--number", "numbers", multiple=True, metavar="NUMBER", help=N_("Only for these assessments."))
@click.option("--assessor", "names", multiple=True, metavar="NAME", help=N_("Only for these assessors."))
@click.pass_obj
def form(session: Session, name: str, file: Path, numbers: tuple[str, ...], names: tuple[str, ...]) -> None:
    found, desk, language = register(name), session.desk(), session.document_language()
    if found.name == SCORED:
        from ipdesk.operations import scorings

        made = scorings.write_scoring_sheets(desk, file, numbers, names, language)
        session.answer([_plain(each) for each in made])
        for each in made:
            session.tell(each.written())
        return
    if numbers or names:
        raise click.UsageError("--number | --assessor")
    tell_paper(session, documents.blank_form(desk, found, file, language))


@click.command(
    cls=DeskCommand,
    name="export",
    help=N_(
        "Write a register as a workbook, or its list as a PDF; with “all”, every register as one workbook."
    ),
)
@click.argument("name", metavar="REGISTER|all")
@click.argument("file", type=NEW_FILE, metavar="FILE.xlsx|FILE.pdf")
@narrowing
@click.option("--restricted", is_flag=True, help=N_("Also the restricted fields; the log says so."))
@password_file
@click.pass_obj
def export(
    session: Session,
    name: str,
    file: Path,
    where: tuple[str, ...],
    text: str,
    view: str,
    restricted: bool,
    password_file: Path | None,
) -> None:
    password = session.password_from(password_file)
    if name == ALL:
        from ipdesk.cli.everything import export_all

        if where or text or view:
            raise click.UsageError(session.translator.label(N_("All registers are not narrowed.")))
        export_all(session, file, password, restricted=restricted)
        return
    found, desk = register(name), session.desk()
    asked = narrowed(desk, found, where, text, view)
    paper = documents.export_register(
        desk, found, file, asked.filter.where(), asked.filter.text, session.document_language(), asked.order,
        password, restricted=restricted,
    )  # fmt: skip
    tell_paper(session, paper)


@click.command(
    cls=DeskCommand,
    name="print",
    help=N_("Write a record's document as a PDF, as a Word file (.docx), or some as a workbook (.xlsx)."),
)
@click.argument("name", metavar="REGISTER")
@click.argument("number")
@click.argument("file", type=NEW_FILE, metavar="FILE.pdf|FILE.docx|FILE.xlsx")
@click.option(
    "--document", default="", metavar="NAME", help=N_("Which document, where a record has several.")
)
@click.option("--watermark", default="", metavar="TEXT", help=N_("A line laid across each page."))
@click.option(
    "--page",
    type=click.Choice(PAGES),
    help=N_("The dense page of forms, or the page of official documents (GB/T 9704)."),
)
@password_file
@click.pass_obj
def print_record(
    session: Session,
    name: str,
    number: str,
    file: Path,
    document: str,
    watermark: str,
    page: PageName | None,
    password_file: Path | None,
) -> None:
    password, found, desk = session.password_from(password_file), register(name), session.desk()
    language, options = session.document_language(), PaperOptions(watermark=watermark, page=page or PAGES[0])
    if file.suffix.lower() == ".docx":
        from ipdesk.operations.word_documents import print_word

        if password:
            raise click.UsageError(session.translator.label(N_("A Word document has no password.")))
        if options != PLAIN_PAPER:
            said = N_("A Word document has the page of its template, and no watermark.")
            raise click.UsageError(session.translator.label(said))
        paper = print_word(desk, found, number, file, document, language)
    elif file.suffix.lower() == ".xlsx":
        from ipdesk.operations.sheet_documents import print_sheet

        if password or options != PLAIN_PAPER:
            said = N_("A workbook of a record has no password, page or watermark.")
            raise click.UsageError(session.translator.label(said))
        paper = print_sheet(desk, found, number, file, document, language)
    else:
        options = replace(options, page=page or documents.usual_page(found, document))
        paper = documents.print_record(
            desk, found, number, file, document, language, password, options, session.settings.fonts
        )
    tell_paper(session, paper)


@click.command(
    cls=DeskCommand, name="reprint", help=N_("Write an earlier printed document again, byte for byte.")
)
@click.argument("serial", type=SERIAL)
@click.argument("file", type=NEW_FILE, metavar="FILE")
@password_file
@click.pass_obj
def reprint(session: Session, serial: int, file: Path, password_file: Path | None) -> None:
    password = session.password_from(password_file)
    tell_paper(session, documents.print_again(session.desk(), serial, file, password, session.settings.fonts))


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
             "document": each.document, "changed": each.changed, "locked": each.locked}
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
        locked = " · " + label(N_("under a password"))
        session.table(
            headings,
            [
                [each.stamp.name(), each.stamp.time(), each.stamp.user, each.number,
                 (changed if each.changed else same) + (locked if each.locked else "")]
                for each in found
            ],
        )  # fmt: skip


def _plain(paper: Paper) -> dict[str, Any]:
    """Return what `--json` says of a document that was written."""
    return {
        "file": str(paper.place),
        "serial": paper.stamp.serial,
        "head": paper.stamp.head,
        "seq": paper.stamp.seq,
        "records": paper.records,
        "withheld": paper.withheld,
        "left_out": paper.left_out,
        "unresolved": list(paper.unresolved),
    }


def tell_paper(session: Session, paper: Paper) -> None:
    """Say where a document was written, what it leaves out, and what nobody could draw."""
    session.answer(_plain(paper))
    session.tell(paper.written())
    if paper.withheld:
        session.tell(Message(N_("{count} sealed records were left out."), count=paper.withheld))
    for notice in paper.notices:
        session.complain(session.translator.say(notice))
    if paper.unresolved:
        session.complain(session.translator.say(no_glyph(paper.unresolved)))


def add_commands(root: DeskGroup) -> None:
    """Put these commands into the tree."""
    for command in (form, export, print_record, printed, reprint):
        root.add_command(command)
