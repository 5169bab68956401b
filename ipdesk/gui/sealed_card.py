"""The sealed records, by number only: opened again by a second person, or purged on an order by two."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPushButton

from ipdesk.gui.context import Context
from ipdesk.gui.labels import Card, spread, wrapped_label
from ipdesk.gui.rows_table import RowsTable, Status
from ipdesk.model.dates import local_minute
from ipdesk.model.text import N_, Message
from ipdesk.operations.permissions import permits
from ipdesk.operations.spills import Sealed
from ipdesk.registers import register as register_named

MOST_ROWS: Final = 6
WIDTHS: Final = (150, 130, 220)  # of all columns but the last


class SealedCard(Card):
    """Emits the sealed record that is meant: `unseal_asked`, `order_asked` for a new order, `purge_asked`."""

    unseal_asked = Signal(object)
    order_asked = Signal(object)
    purge_asked = Signal(object)

    def __init__(self, context: Context) -> None:
        super().__init__(context.label(N_("Sealed records")))
        self._context = context
        label = context.label
        self._rows: Sequence[Sealed] = ()
        self.empty = wrapped_label(
            label(N_("No record is sealed. A record whose content may not be held here is sealed on its own page.")),
            muted=True,
        )  # fmt: skip
        headings = [label(each) for each in (N_("Number"), N_("Register"), N_("Sealed"), N_("State"))]
        self.table = RowsTable(context, label(N_("Sealed records")), headings, WIDTHS, MOST_ROWS)
        self.detail = wrapped_label("")
        self.unseal = QPushButton(label(N_("Unseal…")))
        self.order = QPushButton(label(N_("Give a purge order…")))
        self.purge = QPushButton(label(N_("Carry out the order…")))
        for widget in (self.empty, self.table, self.detail):
            self.body.addWidget(widget)
        self.body.addLayout(spread(self.unseal, self.order, self.purge, 1))
        self.table.moved.connect(self._choose)
        for button, signal in (
            (self.unseal, self.unseal_asked),
            (self.order, self.order_asked),
            (self.purge, self.purge_asked),
        ):
            button.clicked.connect(lambda _on=False, signal=signal: signal.emit(self.record()))
        self.show_records(())

    def record(self) -> Sealed | None:
        """Return the sealed record that is chosen."""
        row = self.table.row()
        return self._rows[row] if 0 <= row < len(self._rows) else None

    def show_records(self, sealed: Sequence[Sealed]) -> None:
        """Show the sealed records; without any, say so."""
        self._rows = sealed
        self.empty.setVisible(not sealed)
        for widget in (self.table, self.order, self.purge):
            widget.setVisible(bool(sealed))
        self.unseal.setVisible(bool(sealed) and permits(self._context.desk.actor, "seal"))
        label = self._context.label
        self.table.show_rows(
            [
                (each.number, label(register_named(each.register).label), f"{local_minute(each.at)}　{each.by}",
                 self._state(each))
                for each in sealed
            ]
        )  # fmt: skip

    def _state(self, sealed: Sealed) -> Status:
        if sealed.purged_by and sealed.order:
            said = Message(N_("Purged under order {order}"), order=sealed.order.number)
            return Status("ok", self._context.say(said))
        if sealed.order:
            said = Message(N_("Order {order} waits for a second person"), order=sealed.order.number)
            return Status("warn", self._context.say(said))
        return Status("info", self._context.label(N_("Sealed")))

    def _choose(self) -> None:
        """Show what is known of the record chosen, and which acts are open to the person at the desk."""
        sealed, actor = self.record(), self._context.desk.actor
        held = sealed is not None and not sealed.purged_by
        waits = sealed.order if sealed is not None and held else None
        self.unseal.setEnabled(sealed is not None and held and sealed.by != actor.name)
        self.order.setEnabled(held)
        self.purge.setEnabled(waits is not None and waits.ordered_by != actor.name)
        lines = self._lines(sealed) if sealed is not None else []
        self.detail.setText("\n".join(self._context.say(each) for each in lines))
        self.detail.setVisible(bool(lines))

    def _lines(self, sealed: Sealed) -> list[Message]:
        own, order = self._context.desk.actor.name, sealed.order
        lines = []
        if order is not None:
            given = {
                "order": order.number,
                "day": order.day,
                "user": order.ordered_by,
                "reason": order.reason,
            }
            lines.append(Message(N_("Order {order} of {day}, given by {user}: {reason}"), **given))
        if sealed.purged_by:
            at = local_minute(sealed.purged_at)
            lines.append(Message(N_("Carried out by {user} on {at}."), user=sealed.purged_by, at=at))
            return lines + _traces(sealed)
        if order is not None and order.ordered_by == own:
            lines.append(Message(N_("You gave this order yourself; a second person carries it out.")))
        if sealed.by == own:
            lines.append(Message(N_("You sealed this record yourself; only a second person opens it again.")))
        return lines


def _traces(sealed: Sealed) -> list[Message]:
    """Say where content that was purged here still lies."""
    if sealed.traces is None:
        return []
    lines = [
        Message(N_("It still stands in the file {file} of {at} by {user}."), file=made["file"],
                at=local_minute(made["at"]), user=made["user"])
        for made in sealed.traces.exports
    ]  # fmt: skip
    lines += [
        Message(
            N_("It still stands in the backup {file} of {at}."),
            file=made["place"],
            at=local_minute(made["at"]),
        )
        for made in sealed.traces.backups
    ]
    lines.append(
        Message(N_("Old copies on the disk itself may remain; the security officer decides about the disk."))
    )
    return lines
