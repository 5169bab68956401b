"""Commands about what people set aside of the check of manuscripts: hits in one wording, and stock sentences."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from ipdesk.cli.session import DeskCommand, DeskGroup, Session
from ipdesk.model.errors import NotFound
from ipdesk.model.text import N_, Message

if TYPE_CHECKING:
    from ipdesk.operations.set_asides import Aside


@click.group(
    cls=DeskGroup,
    name="lexicon",
    help=N_("Hits of the check of manuscripts that are set aside for good, and stock sentences."),
)
def lexicon() -> None:
    pass


@lexicon.command(
    cls=DeskCommand,
    name="set-aside",
    help=N_(
        "Set a risk of a manuscript aside for good, by its key: a word in this wording, or a stock sentence."
    ),
)
@click.argument("file", type=click.Path(path_type=Path), metavar="FILE")
@click.argument("key")
@click.option("--reason", required=True, metavar="TEXT", help=N_("Why it is decided so."))
@click.option(
    "--paper",
    default="",
    metavar="NUMBER",
    help=N_("The review before publication that the files belong to."),
)
@click.pass_obj
def set_aside(session: Session, file: Path, key: str, reason: str, paper: str) -> None:
    from ipdesk.operations import set_asides
    from ipdesk.operations.reviews import check_manuscript

    desk = session.desk()
    found = [
        each for each in check_manuscript(desk, file, session.step(), paper=paper).risks if each.key == key
    ]
    if not found:
        raise NotFound(
            Message(N_("{file} has no risk with the key {key}."), file=file.name, key=key),
            Message(N_("“ipdesk review” tells the key of each risk.")),
        )
    made = [number for each in found for number in set_asides.set_aside(desk, each, reason)]
    session.answer(made)
    session.tell(Message(N_("Set aside: {numbers}."), numbers=[str(each) for each in made]))
    session.back_up_daily()


@lexicon.command(
    cls=DeskCommand, name="list", help=N_("List what is set aside, who decided it, when and why.")
)
@click.pass_obj
def list_(session: Session) -> None:
    from ipdesk.operations.set_asides import list_asides

    held = list_asides(session.desk())
    session.answer([plain_aside(each) for each in held])
    if not session.json:
        for each in held:
            what = each.text or f"{each.family}: {each.term}"
            click.echo(f"{each.id}  {each.number}  {what}".replace("    ", "  "))
            click.echo(f"    {each.by} {each.at[:10]}: {each.reason}")


def plain_aside(aside: Aside) -> dict[str, Any]:
    """Return what is set aside as a program reads it."""
    return {
        "id": aside.id,
        "kind": aside.kind,
        "family": aside.family or None,
        "term": aside.term or None,
        "text": aside.text or None,
        "register": aside.register or None,
        "record": aside.number or None,
        "reason": aside.reason,
        "by": aside.by,
        "at": aside.at,
    }


@lexicon.command(
    cls=DeskCommand, name="take-back", help=N_("Let something that was set aside be found again.")
)
@click.argument("number", type=int, metavar="ID")
@click.pass_obj
def take_back(session: Session, number: int) -> None:
    from ipdesk.operations import set_asides

    set_asides.take_back(session.desk(), number)
    session.answer({"id": number})
    session.tell(Message(N_("It is found again from now on.")))
    session.back_up_daily()


def add_commands(root: DeskGroup) -> None:
    """Put these commands into the tree."""
    root.add_command(lexicon)
