"""Commands about the desk as a whole: its archive, all registers as one workbook, and files of all registers."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from ipdesk.cli.documents import tell_paper
from ipdesk.cli.session import DeskCommand, DeskGroup, Session
from ipdesk.cli.whole_intake import WholeOptions, take_whole
from ipdesk.model.archives import REGISTERS
from ipdesk.model.errors import Refused
from ipdesk.model.text import N_, Message


@click.command(
    cls=DeskCommand, name="archive", help=N_("Write everything, machine-readable, for another installation.")
)
@click.argument("file", type=click.Path(path_type=Path))
@click.pass_obj
def archive(session: Session, file: Path) -> None:
    from ipdesk.operations import archives

    made = archives.write_archive(session.desk(), file, session.step())
    session.answer(_plain(made))
    for each in made.told():
        session.tell(each)
    for each in made.left_out():
        session.complain(session.translator.say(each))
    session.tell(Message(N_("It is not encrypted: carry it on an encrypted medium, and keep no copy.")))


def export_all(session: Session, file: Path, password: str, *, restricted: bool) -> None:
    """Write all registers as one workbook."""
    from ipdesk.operations.everything import export_everything

    desk, language = session.desk(), session.document_language()
    tell_paper(
        session, export_everything(desk, file, language, password, session.step(), restricted=restricted)
    )


def import_all(session: Session, files: tuple[Path, ...], options: WholeOptions) -> int:
    """Take in archives of a desk, each by itself, and all other files together; return the exit status."""
    from ipdesk.operations.taking_in import is_archive

    answers, refused = [], False
    books: list[Path] = []
    for file in files:
        try:
            if is_archive(file):
                answers.append(_take_archive(session, file, options.dry_run))
            else:
                books.append(file)
        except Refused as error:
            refused = True
            answers.append(_refused(session, file.name, error))
    if books:
        try:
            told, well = take_whole(session, books, options)
            answers, refused = answers + told, refused or not well
        except Refused as error:
            refused = True
            answers.append(_refused(session, ", ".join(each.name for each in books), error))
    session.answer(answers)
    if not options.dry_run:
        session.back_up_daily()
    return 1 if refused else 0


def _refused(session: Session, name: str, error: Refused) -> dict[str, Any]:
    session.complain(name)
    session.refuse(error)
    return {"file": name, "refused": [session.translator.say(each) for each in error.messages()]}


def _take_archive(session: Session, file: Path, dry_run: bool) -> dict[str, Any]:
    from ipdesk.operations import taking_in

    desk, step = session.desk(), session.step()
    found = taking_in.look_at_archive(desk, file, step)
    for each in found.told():
        session.tell(each)
    if dry_run:
        session.tell(Message(N_("Dry run: nothing was written.")))
        return _plain(found)
    head = taking_in.take_in(desk, found, step)
    session.tell(Message(N_("Taken in: the log goes on with entry {seq}, audit head {hash}"), seq=head.seq, hash=head.hash))  # fmt: skip
    for each in found.left_out():
        session.complain(session.translator.say(each))
    return _plain(found) | {"taken_in": {"seq": head.seq, "head": head.hash}}


def _plain(made: Any) -> dict[str, Any]:
    manifest = made.manifest
    return {
        "file": str(made.place),
        "sha256": made.sha256,
        "at": manifest.at,
        "by": manifest.by,
        "lab": {"name": manifest.lab, "code": manifest.code},
        "marking": manifest.mark,
        "records": manifest.rows(REGISTERS),
        "seq": manifest.seq,
        "head": manifest.head,
        "left_out": manifest.left_out,
    }


def add_commands(root: DeskGroup) -> None:
    """Put these commands into the tree."""
    root.add_command(archive)
