"""The command that says what is due, and which act clears it."""

from __future__ import annotations

from datetime import date
from typing import Any

import click

from ipdesk.cli.session import DeskCommand, DeskGroup, Session
from ipdesk.model.dates import read_day
from ipdesk.model.findings import plain_finding
from ipdesk.model.text import N_, Message, Translator
from ipdesk.operations import today
from ipdesk.operations.matters import URGENCIES, Matter

MARKS = {"overdue": "■", "today": "▲", "week": "▲", "month": "▲"}


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
@click.pass_obj
def due(session: Session, since: date | None, until: date | None) -> None:
    found, translator = today.due(session.desk(), since, until), session.translator
    session.answer([_plain(each, translator) for each in found.matters])
    if not session.json:
        label, say = translator.label, translator.say
        headings = [N_("Urgency"), N_("Due on"), N_("Record"), N_("Matter"), N_("What to do")]
        rows = [
            [
                f"{MARKS.get(each.urgency, '●')} {label(URGENCIES[each.urgency])}",
                each.due.isoformat() if each.due else "",
                f"{each.number} {each.title}",
                say(each.what),
                say(each.act),
            ]
            for each in found.matters
        ]
        if rows:
            session.table([label(each) for each in headings], rows)
        else:
            session.tell(Message(N_("Nothing is due.")))
    if found.open > found.looked_at:
        rest = N_("Only the {count} records whose days lie nearest to today were looked at; there are more.")
        session.complain(translator.say(Message(rest, count=found.looked_at)))


def _plain(matter: Matter, translator: Translator) -> dict[str, Any]:
    """Return a matter as JSON values."""
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
        "move": matter.step.move.target if matter.by_move and matter.step else None,
        "finding": plain_finding(matter.finding, translator) if matter.finding else None,
    }


def add_commands(root: DeskGroup) -> None:
    """Put the command into the tree."""
    root.add_command(due)
