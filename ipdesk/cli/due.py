"""The command that says what is due, and which act clears it."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any, Final

import click

from ipdesk.cli.session import DeskCommand, DeskGroup, Session
from ipdesk.model.dates import read_day
from ipdesk.model.findings import plain_finding
from ipdesk.model.text import N_, Message, Translator
from ipdesk.model.wanted import Wanted
from ipdesk.rules.deadline_events import WAITS_FOR

if TYPE_CHECKING:  # loaded by the command that needs them, not by every start
    from ipdesk.operations.due import Due
    from ipdesk.operations.matters import Matter

MARKS: Final = {
    "overdue": "■",
    "grace": "■",
    "today": "▲",
    "week": "▲",
    "month": "▲",
    "doubtful": "?",
    "undated": "?",
}
HEADINGS: Final = (N_("Urgency"), N_("Due on"), N_("Record"), N_("Matter"), N_("What to do"))


class DayOption(click.ParamType[date]):
    """A day as people write it; what could be two days is wrong usage."""

    name = "date"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> date:
        """Return the day."""
        if isinstance(value, date):
            return value
        read = read_day(str(value))
        if read is None or read.doubtful:
            self.fail(f"{value}: 2026-12-31 | 2026年12月31日", param, ctx)
        return read.day


@click.command(
    cls=DeskCommand, name="due", help=N_("List what is due or overdue, with the act that clears each.")
)
@click.option(
    "--from", "since", type=DayOption(), metavar="DATE", help=N_("Only what is due on this day or later.")
)
@click.option(
    "--to", "until", type=DayOption(), metavar="DATE", help=N_("Only what is due on this day or before.")
)
@click.option("--register", "registers", multiple=True, metavar="NAME", help=N_("Only of this register."))
@click.option(
    "--waits-for", multiple=True, type=click.Choice(list(WAITS_FOR)), help=N_("Only what waits for this one.")
)
@click.pass_obj
def due(
    session: Session,
    since: date | None,
    until: date | None,
    registers: tuple[str, ...],
    waits_for: tuple[str, ...],
) -> None:
    from ipdesk.operations import docket
    from ipdesk.operations.due import due_list, other_matters, read_due
    from ipdesk.registers import register

    desk, translator = session.desk(), session.translator
    names = tuple(register(each).name for each in registers)
    docket.refresh(desk, session.step())
    wanted = Wanted(since=since, until=until, registers=names, waits_for=waits_for)
    listed = due_list(desk, wanted, other_matters(desk))
    found = read_due(desk, listed, 0, len(listed))
    session.answer([_plain(each, translator) for each in found])
    if session.json:
        return
    rows = [_row(each, translator) for each in found]
    if rows:
        session.table([translator.label(each) for each in HEADINGS], rows)
    else:
        session.tell(Message(N_("Nothing is due.")))


def _row(due: Due, translator: Translator) -> list[str]:
    from ipdesk.operations.due import WHEN, doubts_said
    from ipdesk.operations.matters import URGENCIES

    urgency = URGENCIES[due.matter.urgency] if due.matter else WHEN[due.when]
    mark = MARKS.get(due.matter.urgency if due.matter else due.when, "●")
    doubts = "; ".join(translator.say(each) for each in doubts_said(due))
    what = translator.say(due.what) + (f" ({doubts})" if doubts else "")
    day = due.holds.isoformat() if due.holds else ""
    return [
        f"{mark} {translator.label(urgency)}",
        day,
        f"{due.number} {due.title}",
        what,
        translator.say(due.act),
    ]


def _plain(due: Due, translator: Translator) -> dict[str, Any]:
    """Return what is due as JSON values."""
    if due.matter is not None:
        return _plain_matter(due.matter, translator)
    days = {"due": due.holds, "counted": due.counted, "safe": due.safe}
    return {
        "register": due.register,
        "number": due.number,
        "title": due.title,
        "waits_for": translator.label(due.waits_for),
        **{name: day.isoformat() if day else None for name, day in days.items()},
        "urgency": due.when,
        "matter": translator.say(due.what),
        "act": translator.say(due.act),
        "doubts": list(due.doubts),
        "announced_on": due.announced_on.isoformat() if due.announced_on else None,
        "confirmed_by": due.confirmed_by,
        "task": due.task,
        "rule": due.rule,
        "move": None,
        "finding": None,
    }


def _plain_matter(matter: Matter, translator: Translator) -> dict[str, Any]:
    return {
        "register": matter.register,
        "number": matter.number,
        "title": matter.title,
        "state": matter.state,
        "waits_for": translator.label(matter.waits_for),
        "since": matter.since.isoformat(),
        "due": matter.due.isoformat() if matter.due else None,
        "urgency": matter.urgency,
        "matter": translator.say(matter.what),
        "act": translator.say(matter.act),
        "place": matter.place,
        "task": "",
        "move": matter.step.move.target if matter.by_move and matter.step else None,
        "finding": plain_finding(matter.finding, translator) if matter.finding else None,
    }


def add_commands(root: DeskGroup) -> None:
    """Put the command into the tree."""
    root.add_command(due)
