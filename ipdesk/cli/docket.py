"""Commands about deadlines: the tasks of a record, the acts that clear them, and what the rules would make of a case."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import click

from ipdesk.cli.due import DayOption
from ipdesk.cli.session import DeskCommand, DeskGroup, Session
from ipdesk.model.findings import show_basis
from ipdesk.model.text import N_, Message, Translator
from ipdesk.rules.deadline_events import EVENTS, KINDS, ORIGINS

if TYPE_CHECKING:  # loaded by the command that needs them, not by every start
    from ipdesk.model.record import Record
    from ipdesk.operations.deadlines import Moved
    from ipdesk.rules.deadline_rules import Task


class PlaceOption(click.ParamType[str]):
    """A country by its code or its name."""

    name = "place"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """Return its code."""
        from ipdesk.registers.countries import office_code, unknown_in

        if not value or unknown_in(value):
            self.fail(f"{value}: US | EP | JP", param, ctx)
        return office_code(value)


DAY: Final = DayOption()
COUNT: Final = click.IntRange(1, 120)
# What may be said of an event beside its day.
OF_EVENT: Final[dict[str, click.ParamType[Any]]] = {
    "received": DAY, "service": click.Choice(["electronic", "post"]), "months": COUNT, "cycle": COUNT,
    "ref": click.STRING, "place": PlaceOption(),
}  # fmt: skip
STATUS_MARKS: Final = {"open": "·", "done": "✓", "ended": "–"}
HEADINGS: Final = (
    "", N_("Task key"), N_("Matter"), N_("Day counted"), N_("Day that holds"), N_("Safe day"), N_("Confirmed by"),
    N_("Counted from"),
    N_("Basis"),
)  # fmt: skip


@click.group(
    cls=DeskGroup, name="docket", help=N_("Deadlines of a record: list, clear, settle and confirm them.")
)
def docket() -> None:
    pass


@docket.command(
    cls=DeskCommand, name="tasks", help=N_("List every task of a record with how its day is counted.")
)
@click.argument("register_name", metavar="REGISTER")
@click.argument("number")
@click.pass_obj
def tasks_(session: Session, register_name: str, number: str) -> None:
    from ipdesk.operations import deadlines
    from ipdesk.operations.reading import show
    from ipdesk.registers import register

    desk, of = session.desk(), register(register_name)
    record = show(desk, of, number).record
    _show(session, deadlines.tasks(desk, of, record), record)


@docket.command(
    cls=DeskCommand,
    name="clear",
    help=N_("Clear a task by recording the event that clears it, today if no day is given."),
)
@click.argument("register_name", metavar="REGISTER")
@click.argument("number")
@click.argument("task")
@click.option("--event", default="", metavar="EVENT", help=N_("Which event, where several would do."))
@click.option("--on", type=DAY, metavar="DATE", help=N_("The day of the event."))
@click.pass_obj
def clear(session: Session, register_name: str, number: str, task: str, event: str, on: date | None) -> None:
    from ipdesk.operations.docket import record_event
    from ipdesk.registers import register

    desk = session.desk()
    session.changed(record_event(desk, register(register_name), number, task, on or desk.today(), event))
    session.back_up_daily()


@docket.command(
    cls=DeskCommand, name="settle", help=N_("Settle a task that was done elsewhere or is not needed.")
)
@click.argument("register_name", metavar="REGISTER")
@click.argument("number")
@click.argument("task")
@click.option("--reason", required=True, metavar="TEXT", help=N_("Why."))
@click.pass_obj
def settle(session: Session, register_name: str, number: str, task: str, reason: str) -> None:
    from ipdesk.operations.docket import settle as settle_task
    from ipdesk.registers import register

    session.changed(settle_task(session.desk(), register(register_name), number, task, reason))
    session.back_up_daily()


@docket.command(cls=DeskCommand, name="confirm", help=N_("Confirm the days of a task as a second person."))
@click.argument("register_name", metavar="REGISTER")
@click.argument("number")
@click.argument("task")
@click.pass_obj
def confirm(session: Session, register_name: str, number: str, task: str) -> None:
    from ipdesk.operations.docket import confirm as confirm_task
    from ipdesk.registers import register

    session.changed(confirm_task(session.desk(), register(register_name), number, task))
    session.back_up_daily()


@docket.command(
    cls=DeskCommand, name="what-if", help=N_("Show what the rules in force make of a case; nothing is kept.")
)
@click.argument("kind", type=click.Choice(KINDS))
@click.option("--filed", type=DAY, metavar="DATE", help=N_("The filing date."))
@click.option("--priority", type=DAY, metavar="DATE", help=N_("The priority date."))
@click.option("--jurisdiction", default="CN", metavar="CODE", help=N_("Country or office, CN if not given."))
@click.option(
    "--route", default="direct", type=click.Choice(list(ORIGINS)), help=N_("The route of the application.")
)
@click.option("--wanted", multiple=True, metavar="CODE", help=N_("A country in which more is wanted."))
@click.option(
    "--event",
    "happened",
    multiple=True,
    metavar="EVENT=DATE[,NAME=VALUE]...",
    help=N_(
        "Something that happened; what else is known of it after commas: received, service, months, cycle, ref, place."
    ),
)
@click.pass_obj
def what_if(
    session: Session,
    kind: str,
    filed: date | None,
    priority: date | None,
    jurisdiction: str,
    route: str,
    wanted: tuple[str, ...],
    happened: tuple[str, ...],
) -> None:
    from ipdesk.operations.deadlines import what_if as reckon
    from ipdesk.registers.countries import office_code
    from ipdesk.rules.deadline_rules import Case

    case = Case(
        kind=kind,
        jurisdiction=office_code(jurisdiction),
        origin=route,
        filing=filed,
        priority=priority,
        places=tuple(office_code(each) for each in wanted),
        events=tuple(_event(each) for each in happened),
    )
    _show(session, reckon(session.desk(), case))


@docket.command(
    cls=DeskCommand,
    name="would-move",
    help=N_("Show which days a rule file would move if it held; nothing is kept."),
)
@click.argument("file", type=click.Path(path_type=Path))
@click.pass_obj
def would_move(session: Session, file: Path) -> None:
    from ipdesk.operations.docket import moves_by_rules

    tell_moved(session, moves_by_rules(session.desk(), file, session.step()))


def tell_moved(session: Session, found: list[Moved]) -> None:
    """Say which tasks came, went, or have other days now."""
    session.answer([_plain_moved(each) for each in found])
    if session.json:
        return
    if not found:
        session.tell(Message(N_("No day moves.")))
        return
    label, translator = session.translator.label, session.translator
    session.table(
        [label(each) for each in (N_("Record"), N_("Matter"), N_("Before"), N_("After"))],
        [
            [
                each.number,
                _named(each.task, translator),
                _days(each.before, each.after, translator),
                _days(each.after, each.before, translator),
            ]
            for each in found
        ],
    )


def _event(text: str) -> Any:
    """Return an event written as EVENT=DATE, with what else is known of it after commas, as in `,service=post`."""
    from ipdesk.rules.deadline_rules import Event

    said, *rest = text.split(",")
    kind, _, day = said.partition("=")
    if kind not in EVENTS:
        raise click.BadParameter(f"{kind}: {', '.join(EVENTS)}")
    more = {}
    for name, _, value in (each.strip().partition("=") for each in rest):
        if name not in OF_EVENT:
            raise click.BadParameter(f"{name}: {', '.join(OF_EVENT)}")
        more[name] = OF_EVENT[name].convert(value, None, None)
    return Event(kind=kind, day=DAY.convert(day, None, None), **more)


def _show(session: Session, found: tuple[Task, ...], record: Record | None = None) -> None:
    """Tell tasks; of a record also who confirmed their days."""
    from ipdesk.operations.deadlines import plain_task
    from ipdesk.registers.docketed import Docketed, confirmed_by
    from ipdesk.registers.fallen_due import counted, hints_of

    translator = session.translator
    language = translator.language
    seconded = [confirmed_by(record, each) if isinstance(record, Docketed) else None for each in found]
    names = {each.key: row.by for each, row in zip(found, seconded, strict=True) if row is not None}
    session.answer(
        [
            {
                **plain_task(each),
                "label": each.rule.label.said(language),
                "act": each.rule.act.said(language),
                **({} if record is None else {"confirmed_by": names.get(each.key, "")}),
            }
            for each in found
        ]
    )
    if session.json:
        return
    rows = [
        [
            STATUS_MARKS[each.status],
            each.key,
            "; ".join([_named(each, translator), *map(translator.say, hints_of(each))]),
            *(day.isoformat() if day else "?" for day in (each.nominal, each.operative)),
            each.safe.isoformat() if each.safe and each.safe != each.operative else "",
            names.get(each.key, ""),
            translator.say(counted(each)),
            "; ".join(show_basis(basis, translator) for basis in each.rule.basis),
        ]
        for each in sorted(found, key=lambda task: task.operative or date.min)
    ]
    session.table([translator.label(each) if each else "" for each in HEADINGS], rows)


def _named(task: Task, translator: Translator) -> str:
    from ipdesk.registers.fallen_due import named

    return translator.say(named(task))


def _days(task: Task | None, other: Task | None, translator: Translator) -> str:
    """Return the day that holds, with the one counted where it is another, and what else differs."""
    from ipdesk.operations.deadlines import beside

    if task is None:
        return "–"
    day = task.operative.isoformat() if task.operative else "?"
    if task.nominal != task.operative:
        day = f"{task.nominal} → {day}"
    return " · ".join([f"{STATUS_MARKS[task.status]} {day}", *map(translator.say, beside(task, other))])


def _plain_moved(moved: Moved) -> dict[str, Any]:
    from ipdesk.operations.deadlines import plain_task

    return {
        "register": moved.register,
        "number": moved.number,
        "before": plain_task(moved.before) if moved.before else None,
        "after": plain_task(moved.after) if moved.after else None,
    }


def add_commands(root: DeskGroup) -> None:
    """Put the commands into the tree."""
    root.add_command(docket)
