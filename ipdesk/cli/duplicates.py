"""Commands about people kept twice: who may be one, merging two, and saying that they are not the same."""

from __future__ import annotations

import click

from ipdesk.cli.session import DeskCommand, DeskGroup, Session, plain_changes
from ipdesk.model.text import N_, Message
from ipdesk.operations import people


@click.command(
    cls=DeskCommand, name="duplicates", help=N_("List people who may be kept twice, pair by pair.")
)
@click.pass_obj
def duplicates(session: Session) -> None:
    found = people.duplicates(session.desk())
    session.answer(
        [
            {
                "first": {"number": each.first.number, "name": each.first.name, "unit": each.first.unit},
                "second": {"number": each.second.number, "name": each.second.name, "unit": each.second.unit},
                "same": [list(fields) for fields in each.fields],
            }
            for each in found
        ]
    )
    if session.json:
        return
    for each in found:
        same = [Message(people.PEOPLE.field(name).kind.label) for fields in each.fields for name in fields]
        click.echo(f"{each.first.number} {each.first.name}  =?  {each.second.number} {each.second.name}")
        click.echo(f"    {session.translator.say(Message('{all}', all=list(dict.fromkeys(same))))}")
    session.tell(Message(N_("{count} found."), count=len(found)))


@click.command(
    cls=DeskCommand,
    name="merge",
    help=N_("Make one of two people: KEEP stays, DROP is withdrawn; undo takes it back."),
)
@click.argument("keep")
@click.argument("drop")
@click.option(
    "--take",
    multiple=True,
    metavar="FIELD",
    help=N_("A field whose value comes from DROP where both have one."),
)
@click.pass_obj
def merge(session: Session, keep: str, drop: str, take: tuple[str, ...]) -> None:
    made = people.merge(session.desk(), keep, drop, take)
    session.answer([plain_changes(each) for each in made])
    turned = [each.number for each in made if each.register != people.PEOPLE.name]
    session.tell(Message(N_("{drop} was merged into {keep}."), drop=drop, keep=keep))
    if turned:
        session.tell(Message(N_("These link to {keep} now: {numbers}."), keep=keep, numbers=turned))
    session.back_up_daily()


@click.command(
    cls=DeskCommand,
    name="distinct",
    help=N_("Say that two people are not the same; they are not listed again."),
)
@click.argument("first")
@click.argument("second")
@click.pass_obj
def distinct(session: Session, first: str, second: str) -> None:
    people.say_not_same(session.desk(), first, second)
    session.answer({"distinct": [first, second]})
    session.tell(Message(N_("{first} and {second} are kept as two people."), first=first, second=second))
    session.back_up_daily()


def add_commands(root: DeskGroup) -> None:
    """Put these commands into the tree."""
    group = DeskGroup(name="people", help=N_("People who may be kept twice."))
    for command in (duplicates, merge, distinct):
        group.add_command(command)
    root.add_command(group)
