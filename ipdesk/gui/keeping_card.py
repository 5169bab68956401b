"""How a technical secret is kept, at a glance: who has access, the next review, incidents, and where each carrier is."""

from __future__ import annotations

from typing import Final

from ipdesk.gui.context import Context
from ipdesk.gui.labels import Card, wrapped_label
from ipdesk.gui.rows_table import Row, RowsTable, Status
from ipdesk.gui.theme import MARKS, Tone
from ipdesk.model.kinds import option_label
from ipdesk.model.text import N_, Message
from ipdesk.registers.secret_carriers import Carrier, carriers_now
from ipdesk.registers.secret_choices import CARRIER_FORMS
from ipdesk.registers.secret_course import last_review, next_review, review_due
from ipdesk.registers.secrets import Secret

MOST_ROWS: Final = 8
WIDTHS: Final = (160, 96, 150, 96, 96)  # of all columns but the last


class KeepingCard(Card):
    """Shows what follows from the record as it is typed."""

    def __init__(self, context: Context) -> None:
        super().__init__(context.label(N_("Kept how")))
        self._context = context
        label = context.label
        self.lines = wrapped_label("")
        headings = (N_("Carrier"), N_("Form"), N_("Place"), N_("Holder"), N_("Since"), N_("Last counted"))
        name = label(N_("Carriers as they are now"))
        self.table = RowsTable(context, name, [label(each) for each in headings], WIDTHS, MOST_ROWS)
        self.body.addWidget(self.lines)
        self.body.addWidget(self.table)

    def show_secret(self, record: Secret) -> None:
        """Show how a secret is kept today."""
        said = (self._access(record), self._review(record), self._incidents(record), self._carriers(record))
        self.lines.setText("\n".join(f"{MARKS[tone]} {self._context.say(each)}" for tone, each in said))
        found = carriers_now(record.carrier_log)
        self.table.setVisible(bool(found))
        self.table.show_rows([self._row(each) for each in found])

    def _access(self, record: Secret) -> tuple[Tone, Message]:
        today = self._context.desk.today()
        have = [each.name for each in record.access if each.name and each.holds_on(today)]
        if not have:
            return "warn", Message(N_("Nobody is on the access list today."))
        return "info", Message(N_("Access today: {count} ({names})"), count=len(have), names=have)

    def _review(self, record: Secret) -> tuple[Tone, Message]:
        day, due, last = next_review(record), review_due(record), last_review(record)
        if day is None or due is None or last is None:
            return "info", Message(N_("It is not recognised, so no review is due."))
        late = due < self._context.desk.today()
        said = N_("The review was due on {day}; the last one was on {last}.") if late else N_(
            "The next review is on {day}; the last one was on {last}."
        )  # fmt: skip
        return "warn" if late else "ok", Message(said, day=due if late else day, last=last)

    def _incidents(self, record: Secret) -> tuple[Tone, Message]:
        waiting = sum(1 for each in record.incidents if each.found_on and each.reported_on is None)
        if not record.incidents:
            return "ok", Message(N_("No incidents."))
        said = Message(N_("Incidents: {count}, not reported: {waiting}"), count=len(record.incidents), waiting=waiting)  # fmt: skip
        return "warn" if waiting else "info", said

    def _carriers(self, record: Secret) -> tuple[Tone, Message]:
        found = carriers_now(record.carrier_log)
        gone = sum(1 for each in found if each.destroyed_on)
        said = Message(N_("Carriers: {count}, destroyed: {gone}"), count=len(found), gone=gone)
        return "info", said

    def _row(self, carrier: Carrier) -> Row:
        label = self._context.label
        place = Status("info", label(N_("destroyed"))) if carrier.destroyed_on else carrier.place
        return (
            carrier.name,
            label(option_label(CARRIER_FORMS, carrier.form)),
            place,
            carrier.holder,
            carrier.since.isoformat() if carrier.since else "",
            carrier.seen_on.isoformat() if carrier.seen_on else "",
        )
