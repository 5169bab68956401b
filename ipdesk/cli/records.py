"""Commands that change records: add, set, move, undo, withdraw, and the files stored with them."""

from __future__ import annotations

from pathlib import Path

import click

from ipdesk.cli.docket import tell_moved
from ipdesk.cli.narrowing import pairs
from ipdesk.cli.session import DeskCommand, DeskGroup, Session, object_of, plain_changes, read_json
from ipdesk.model.errors import WrongValue
from ipdesk.model.text import N_, Message
from ipdesk.operations import attachments, moves, reading, records
from ipdesk.operations.deadlines import moved, tasks_kept
from ipdesk.registers import register


@click.command(
    cls=DeskCommand, name="add", help=N_("Add one record (a JSON object) or many (an array); all or none.")
)
@click.argument("name", metavar="REGISTER")
@click.option(
    "--from",
    "file",
    required=True,
    metavar="FILE.json",
    help=N_("The records; “-” reads the standard input."),
)
@click.pass_obj
def add(session: Session, name: str, file: str) -> None:
    found = register(name)
    given = read_json(file)
    many = [object_of(each) for each in (given if isinstance(given, list) else [given])]
    made = records.add(session.desk(), found, many)
    session.answer([each.number for each in made])
    if not session.json:
        for each in made:
            click.echo(each.number)
    session.back_up_daily()


@click.command(cls=DeskCommand, name="set", help=N_("Change fields of a record."))
@click.argument("name", metavar="REGISTER")
@click.argument("number")
@click.argument("values", nargs=-1, metavar="FIELD=VALUE...")
@click.option("--from", "file", metavar="FILE.json", help=N_("The fields to change as a JSON object."))
@click.option("--revision", type=int, metavar="N", help=N_("Refuse when the record is not at this revision."))
@click.option(
    "--supplement", default="", metavar="TEXT", help=N_("What this adds, once the record is accepted.")
)
@click.pass_obj
def set_fields(
    session: Session,
    name: str,
    number: str,
    values: tuple[str, ...],
    file: str | None,
    revision: int | None,
    supplement: str,
) -> None:
    found = register(name)
    given: dict[str, object] = dict(pairs(values))
    if file:
        given |= object_of(read_json(file))
    if not given:
        raise click.UsageError("FIELD=VALUE | --from FILE.json")
    if "state" in given:
        raise WrongValue(
            "state", Message(N_("A state is not set but moved to.")), Message(N_("Use “ipdesk move”."))
        )
    desk = session.desk()
    before = tasks_kept(desk, found, number)
    made = records.change(desk, found, number, given, revision=revision, supplement=supplement)
    session.changed(made)
    if made is not None and found.has_docket and not session.json:
        tell_moved(session, moved(found, number, before, tasks_kept(desk, found, number)))
    session.back_up_daily()


@click.command(
    cls=DeskCommand, name="move", help=N_("Move a record to another state, or say what is missing.")
)
@click.argument("name", metavar="REGISTER")
@click.argument("number")
@click.argument("state")
@click.option("--reason", default="", metavar="TEXT", help=N_("Why, where the move asks for it."))
@click.pass_obj
def move(session: Session, name: str, number: str, state: str, reason: str) -> None:
    found, desk = register(name), session.desk()
    target = reading.state_named(desk, found, state)
    made = moves.move(desk, found, number, target, reason=reason)
    for each in made:
        if each.act == "add":
            session.tell(Message(N_("Opened: {number}."), number=each.number))
    session.changed(next((each for each in made if (each.register, each.number) == (name, number)), made[0]))
    session.back_up_daily()


@click.command(
    cls=DeskCommand, name="withdraw", help=N_("Withdraw a record; it stays and can be reinstated.")
)
@click.argument("name", metavar="REGISTER")
@click.argument("number")
@click.option("--reason", required=True, metavar="TEXT", help=N_("Why."))
@click.pass_obj
def withdraw(session: Session, name: str, number: str, reason: str) -> None:
    session.changed(records.withdraw(session.desk(), register(name), number, reason))
    session.back_up_daily()


@click.command(cls=DeskCommand, name="undo", help=N_("Take back your last change."))
@click.pass_obj
def undo(session: Session) -> None:
    made = records.undo(session.desk())
    session.answer([plain_changes(each) for each in made])
    for each in made:
        session.tell(
            Message(
                N_("Taken back: {number} is now at revision {revision}: {fields}"),
                number=each.number,
                revision=each.revision,
                fields=[change.field for change in each.fields],
            )
        )


@click.command(cls=DeskCommand, name="attach", help=N_("Store a file with a record."))
@click.argument("name", metavar="REGISTER")
@click.argument("number")
@click.argument("file", type=click.Path(path_type=Path))
@click.pass_obj
def attach(session: Session, name: str, number: str, file: Path) -> None:
    made = attachments.attach(session.desk(), register(name), number, file)
    session.answer({"name": made.name, "size": made.size, "sha256": made.sha256})
    session.tell(Message(N_("{name} is stored with {number}."), name=made.name, number=number))
    if made.note is not None:
        session.tell(made.note)
    session.back_up_daily()


@click.command(cls=DeskCommand, name="detach-copy", help=N_("Write a copy of a stored file out."))
@click.argument("name", metavar="REGISTER")
@click.argument("number")
@click.argument("attachment", metavar="NAME")
@click.argument("file", type=click.Path(path_type=Path))
@click.pass_obj
def detach_copy(session: Session, name: str, number: str, attachment: str, file: Path) -> None:
    attachments.detach_copy(session.desk(), register(name), number, attachment, file)
    session.answer({"file": str(file)})
    session.tell(
        Message(
            N_("The copy is at {file}; it carries the marking of {number}."), file=str(file), number=number
        )
    )


@click.command(
    cls=DeskCommand, name="detach", help=N_("Take a stored file off a record; “undo” puts it back.")
)
@click.argument("name", metavar="REGISTER")
@click.argument("number")
@click.argument("attachment", metavar="NAME")
@click.pass_obj
def detach(session: Session, name: str, number: str, attachment: str) -> None:
    made = attachments.detach(session.desk(), register(name), number, attachment)
    session.answer(plain_changes(made))
    session.tell(Message(N_("{name} is off {number}."), name=attachment, number=number))


def add_commands(root: DeskGroup) -> None:
    """Put these commands into the tree."""
    for command in (add, set_fields, move, withdraw, undo, attach, detach, detach_copy):
        root.add_command(command)
