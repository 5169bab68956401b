"""The history of a record: every act on it, and what each did to which field."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, Final

from PySide6.QtWidgets import QFrame, QPushButton, QVBoxLayout, QWidget

from ipdesk.gui.context import Context
from ipdesk.gui.editors.choice import CalmCombo
from ipdesk.gui.labels import Card, spread, text_label, wrapped_label
from ipdesk.gui.theme import GAP, GRID
from ipdesk.model.acts import ACTS
from ipdesk.model.changes import Change, in_short
from ipdesk.model.errors import WrongValue
from ipdesk.model.register import Register
from ipdesk.model.restricted import HIDDEN
from ipdesk.model.text import N_, Message
from ipdesk.model.values import read_value, show_value
from ipdesk.operations.history import Past

FIRST: Final = 12  # acts shown before more are asked for
LONGEST: Final = 160  # characters of a value; the tool tip shows all


class HistoryCard(Card):
    """The acts on a record, newest first; a list narrows them to one field."""

    def __init__(self, context: Context, register: Register) -> None:
        super().__init__()
        self._context, self._register = context, register
        self._acts: Sequence[Past] = ()
        self._all = False
        self._held: QWidget | None = None
        self.field = CalmCombo()
        self.field.setSizeAdjustPolicy(CalmCombo.SizeAdjustPolicy.AdjustToContents)
        self.field.setMinimumWidth(160)
        self.field.setAccessibleName(context.label(N_("Field whose history is shown")))
        self.field.currentIndexChanged.connect(self._fill)
        self.body.addLayout(spread(text_label(context.label(N_("History")), "section"), 1, self.field))
        self.more = QPushButton(context.label(N_("Show all")))
        self.more.setObjectName("quiet")
        self.more.setAccessibleName(context.label(N_("History")) + f": {self.more.text()}")
        self.more.clicked.connect(self._show_all)
        self.body.addWidget(self.more)

    def show_acts(self, acts: Sequence[Past]) -> None:
        """Show acts, newest first."""
        self._acts = acts
        names = {change.field for act in acts for change in act.fields}
        self.field.blockSignals(True)
        chosen = self.field.currentData()
        self.field.clear()
        self.field.addItem(self._context.label(N_("All fields")), "")
        for each in self._register.fields():
            if each.name in names:
                self.field.addItem(self._context.label(each.kind.label), each.name)
        self.field.setCurrentIndex(max(0, self.field.findData(chosen)))
        self.field.blockSignals(False)
        self._fill()

    def _show_all(self) -> None:
        self._all = True
        self._fill()

    def _fill(self, *_: object) -> None:
        if self._held is not None:
            self._held.hide()
            self._held.deleteLater()
        only = self.field.currentData() or ""
        acts = [act for act in self._acts if not only or any(each.field == only for each in act.fields)]
        shown = acts if self._all else acts[:FIRST]
        self._held = QWidget()
        lines = QVBoxLayout(self._held)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.setSpacing(GAP)
        for act in shown:
            lines.addWidget(self._act(act, only))
        if not acts:
            lines.addWidget(wrapped_label(self._context.label(N_("Nothing was done yet.")), muted=True))
        self.body.insertWidget(1, self._held)
        self.more.setVisible(len(shown) < len(acts))

    def _act(self, act: Past, only: str) -> QWidget:
        row = QFrame()
        row.setObjectName("line")
        box = QVBoxLayout(row)
        box.setContentsMargins(0, GRID, 0, 0)
        box.setSpacing(GRID)
        label = self._context.label(ACTS.get(act.act, act.act))
        head = f"{act.at:%Y-%m-%d %H:%M}　{act.actor}　{label}"
        box.addWidget(wrapped_label(f"{head}　{act.detail}" if act.detail else head))
        if not act.known:
            box.addWidget(wrapped_label(self._context.label(N_("The values were purged.")), muted=True))
        for text in self._changes(act, only):
            cut = wrapped_label(text if len(text) <= LONGEST else f"{text[:LONGEST]}…", muted=True)
            cut.setToolTip(text if len(text) > LONGEST else "")
            box.addWidget(cut)
        return row

    def _changes(self, act: Past, only: str) -> Iterator[str]:
        names = {each.name: each.kind for each in self._register.fields()}
        nothing = self._context.label(N_("(empty)"))
        order = {name: place for place, name in enumerate(names)}
        for each in sorted(act.fields, key=lambda each: order.get(each.field, len(order))):
            if only and each.field != only:
                continue
            short = in_short(names[each.field], each) if each.field in names else None
            if short is not None:
                told = Message(N_("{field}: {after}"), field=Message(names[each.field].label), after=short)
                yield self._context.say(told)
                continue
            before, after = (
                self._value(names, each, value) or nothing for value in (each.before, each.after)
            )
            label = self._context.label(names[each.field].label if each.field in names else N_("State"))
            if act.act == "add":
                yield self._context.say(Message(N_("{field}: {after}"), field=label, after=after))
            else:
                change = Message(N_("{field}: {before} → {after}"), field=label, before=before, after=after)
                yield self._context.say(change)

    def _value(self, names: dict[str, Any], change: Change, value: Any) -> str:
        if change.field == "state":
            return self._context.label(self._register.state(value).label) if value else ""
        kind = names.get(change.field)
        if kind is None:
            return str(value or "")
        if kind.restricted:
            return self._context.label(HIDDEN) if value else ""
        try:
            return show_value(kind, read_value(kind, change.field, value), self._context.translator)
        except WrongValue:
            return str(value)
