"""The command that prints the board: what is in which state of a register, and for how long."""

from __future__ import annotations

from typing import Any

import click

from ipdesk.cli.session import DeskCommand, DeskGroup, Session
from ipdesk.model.text import N_, Message, Translator
from ipdesk.operations import board as operation
from ipdesk.operations.board import Card, Column
from ipdesk.registers import REGISTERS, register

AGES = (" ", "▲", "■")  # up to 30 days, up to 90, and above


@click.command(
    cls=DeskCommand,
    name="board",
    help=N_("Show which records are in which state, those waiting longest first; of disclosures by default."),
)
@click.argument("name", metavar="[REGISTER]", default=REGISTERS[0].name)
@click.option("--mine", is_flag=True, help=N_("Only the states that wait for you."))
@click.pass_obj
def board(session: Session, name: str, mine: bool) -> None:
    found, translator = register(name), session.translator
    columns = [each for each in operation.board(session.desk(), found).columns if each.mine or not mine]
    label, say = translator.label, translator.say
    session.answer({"register": name, "columns": [_plain(each, translator) for each in columns]})
    if session.json:
        return
    if not any(each.count for each in columns):
        session.tell(Message(N_("Nothing waits for you here.") if mine else N_("Nothing is on the board.")))
        return
    title = found.field(found.title).kind.label
    headings = [N_("State"), N_("Number"), title, N_("Days"), N_("Waiting on"), N_("Level")]
    rows = [_cells(column, card, translator) for column in columns for card in column.cards]
    session.table([label(each) for each in headings], rows)
    for column in columns:
        if len(column.cards) < column.count:
            rest = N_("{state}: {shown} of {count} shown; “list” shows all.")
            blanks = {"state": Message(column.label), "shown": len(column.cards), "count": column.count}
            session.complain(say(Message(rest, **blanks)))


def _cells(column: Column, card: Card, translator: Translator) -> list[str]:
    label = translator.label
    mark = AGES[card.age] if card.age is not None else " "
    title = label(N_("Sealed")) if card.sealed else card.title
    return [
        label(column.label),
        card.number,
        title,
        f"{mark} {card.days}",
        label(column.waits_for),
        label(card.marking),
    ]


def _plain(column: Column, translator: Translator) -> dict[str, Any]:
    """Return a column as JSON values."""
    label = translator.label
    return {
        "state": column.state,
        "label": label(column.label),
        "waits_for": label(column.waits_for) or None,
        "mine": column.mine,
        "final": column.final,
        "count": column.count,
        "cards": [
            {
                "number": each.number,
                "title": each.title,
                "unit": each.unit,
                "level": each.level,
                "classification": each.classification,
                "sealed": each.sealed,
                "since": each.since.isoformat(),
                "days": each.days,
                "age": each.age,
            }
            for each in column.cards
        ],
    }


def add_commands(root: DeskGroup) -> None:
    """Put the command into the tree."""
    root.add_command(board)
