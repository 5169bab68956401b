"""Commands about people's movements: begin one, list and settle its tasks, close it."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any, Final

import click

from ipdesk.cli.due import DayOption
from ipdesk.cli.narrowing import pairs
from ipdesk.cli.session import DeskCommand, DeskGroup, Session, plain_changes
from ipdesk.model.findings import show_basis
from ipdesk.model.kinds import option_label
from ipdesk.model.text import N_

if TYPE_CHECKING:  # loaded by the command that needs them, not by every start
    from ipdesk.operations.movement_tasks import Settled, Told

DAY: Final = DayOption()
STATE_MARKS: Final = {"done": "✓", "na": "–"}


@click.group(
    cls=DeskGroup, name="movement", help=N_("Begin movements of people, settle their tasks, close them.")
)
def movement() -> None:
    pass


@movement.command(
    cls=DeskCommand,
    name="open",
    help=N_("Begin a movement of a person with the tasks in force; prints its number."),
)
@click.argument("kind")
@click.argument("person")
@click.argument("words", nargs=-1, metavar="[FIELD=VALUE]...")
@click.option("--day", type=DAY, required=True, metavar="DATE", help=N_("The day on which it takes effect."))
@click.option(
    "--project", "projects", multiple=True, metavar="NUMBER", help=N_("A project that it is about.")
)
@click.pass_obj
def open_(
    session: Session, kind: str, person: str, words: tuple[str, ...], day: date, projects: tuple[str, ...]
) -> None:
    from ipdesk.operations import movements

    made = movements.open_movement(session.desk(), kind, person, day, projects, dict(pairs(words)))
    session.answer(plain_changes(made))
    if not session.json:
        click.echo(made.number)
    session.back_up_daily()


@movement.command(
    cls=DeskCommand, name="tasks", help=N_("List the tasks of a movement, and who is waited for.")
)
@click.argument("number")
@click.pass_obj
def tasks(session: Session, number: str) -> None:
    from ipdesk.operations.movement_tasks import tasks_of
    from ipdesk.registers.movements import Movement
    from ipdesk.registers.person_choices import WAITS_FOR

    desk = session.desk()
    record = _record(session, number)
    assert isinstance(record, Movement)
    found = tasks_of(desk, record)
    session.answer([_plain(session, each) for each in found])
    if session.json:
        return
    label, language = session.translator.label, session.translator.language
    headings = ["", N_("Item"), N_("Task"), N_("Waits for"), N_("Due on"), N_("Done by"), N_("Done on")]
    session.table(
        [label(each) if each else "" for each in headings],
        [
            [
                STATE_MARKS.get(each.row.state, "■" if each.is_overdue(desk.today()) else "·"),
                each.key,
                each.words(language),
                label(option_label(WAITS_FOR, each.row.waits_for)),
                each.row.due.isoformat() if each.row.due else "",
                each.row.done_by,
                each.row.done_on.isoformat() if each.row.done_on else "",
            ]
            for each in found
        ],
    )


@movement.command(
    cls=DeskCommand,
    name="settle",
    help=N_("Record that tasks of a movement are done, do not apply, or are open again."),
)
@click.argument("number")
@click.argument("items", nargs=-1, required=True, metavar="ITEM...")
@click.option("--done", is_flag=True, help=N_("They are done."))
@click.option("--na", default="", metavar="REASON", help=N_("They do not apply, for this reason."))
@click.option("--open", "again", is_flag=True, help=N_("They are open again."))
@click.option(
    "--by", default="", metavar="NAME", help=N_("Who did them, the person at the desk when not given.")
)
@click.option("--on", type=DAY, metavar="DATE", help=N_("When they were done, today when not given."))
@click.option("--evidence", default="", metavar="TEXT", help=N_("What shows it."))
@click.pass_obj
def settle(
    session: Session,
    number: str,
    items: tuple[str, ...],
    done: bool,
    na: str,
    again: bool,
    by: str,
    on: date | None,
    evidence: str,
) -> None:
    from ipdesk.operations.movement_tasks import DONE, NOT_APPLICABLE, OPEN, Settled, settle_tasks

    if sum((done, bool(na), again)) != 1:
        raise click.UsageError("--done | --na REASON | --open")
    state = DONE if done else NOT_APPLICABLE if na else OPEN
    answer = Settled(state, by=by, on=on, evidence=evidence, reason=na)
    answers: dict[str, Settled] = dict.fromkeys(items, answer)
    session.changed(settle_tasks(session.desk(), number, answers))
    session.back_up_daily()


@movement.command(
    cls=DeskCommand,
    name="renew",
    help=N_("Take the tasks in force for what the movement is now; what was settled stays."),
)
@click.argument("number")
@click.pass_obj
def renew(session: Session, number: str) -> None:
    from ipdesk.operations import movements

    session.changed(movements.take_tasks(session.desk(), number))
    session.back_up_daily()


@movement.command(
    cls=DeskCommand,
    name="close",
    help=N_("Close a movement, and enter what it means for the person and the projects."),
)
@click.argument("number")
@click.pass_obj
def close(session: Session, number: str) -> None:
    from ipdesk.operations import movements

    made = movements.close_movement(session.desk(), number)
    session.answer([plain_changes(each) for each in made])
    if not session.json:
        for each in made:
            click.echo(f"{each.register} {each.number}: {'、'.join(one.field for one in each.fields)}")
    session.back_up_daily()


def _record(session: Session, number: str) -> Any:
    from ipdesk.operations import reading
    from ipdesk.registers import register

    return reading.show(session.desk(), register("movements"), number).record


def _plain(session: Session, told: Told) -> dict[str, Any]:
    """Return a task as JSON values."""
    language, row, rule = session.translator.language, told.row, told.rule
    return {
        "item": told.key,
        "text": told.words(language),
        "guidance": rule.guidance.said(language) if rule else "",
        "basis": [show_basis(each, session.translator) for each in rule.basis] if rule else [],
        "mandatory": bool(row.mandatory),
        "not_applicable": told.may_not_apply,
        "waits_for": row.waits_for,
        "due": row.due.isoformat() if row.due else None,
        "overdue": told.is_overdue(session.desk().today()),
        "state": row.state or "open",
        "reason": row.reason,
        "by": row.done_by,
        "on": row.done_on.isoformat() if row.done_on else None,
        "evidence": row.evidence,
    }


def add_commands(root: DeskGroup) -> None:
    """Put the commands into the tree."""
    root.add_command(movement)
