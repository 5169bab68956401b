"""The head of a record's page: what it is, where it stands, and what can be done with it next."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QMenu, QPushButton, QVBoxLayout, QWidget

from ipdesk.gui.context import Context
from ipdesk.gui.flow import FlowLayout
from ipdesk.gui.labels import Badge, Elided, primary, spread, text_label
from ipdesk.gui.states import state_tone
from ipdesk.gui.theme import GAP, MARKING, MARKS, Tone
from ipdesk.model.kinds import option_label
from ipdesk.model.marking import HANDLING_LABELS, LEVEL_OPTIONS
from ipdesk.model.record import Record
from ipdesk.model.register import Register
from ipdesk.model.text import N_, Message
from ipdesk.operations.badges import Badge as Told
from ipdesk.operations.checks import Step

LEVEL_TONES: dict[str, Tone] = {"public": "info", "internal": "info", "trade": "warn", "classified": "block"}


@dataclass(frozen=True, slots=True)
class MenuAct:
    """An act of the menu that is no move: its label, what it does, and whether it can be done now."""

    label: str
    run: Callable[[], None]
    enabled: bool = True


class RecordHeader(QWidget):
    """Number, state, title, the next move as the primary act, saving, and a menu of everything else.

    `moved` carries the state to move to, `forward_asked` asks for what the page put in place of a move,
    `place_chosen` carries the field of something a move still lacks.
    """

    save_asked = Signal()
    moved = Signal(str)
    forward_asked = Signal()
    place_chosen = Signal(str)

    def __init__(self, context: Context, register: Register) -> None:
        super().__init__()
        self._context, self._register = context, register
        self.number = text_label("", muted=True)
        self.state = Badge("info", "")
        self.level = Badge("info", "")
        self.waits = Elided("")
        self.waits.setProperty("muted", True)
        self.unsaved = text_label("", muted=True)
        self.title = Elided("")
        self.title.setProperty("role", "title")
        self.badges = QWidget()
        self._badges = FlowLayout(self.badges, GAP // 2)
        self.badges.hide()
        self.save = QPushButton(context.label(N_("Save")))
        self.save.setToolTip("Ctrl+S")
        self.save.setAccessibleName(self.save.text())
        self.save.clicked.connect(self.save_asked)
        self.next = primary(QPushButton())
        self.next.clicked.connect(self._go_forward)
        self.more = QPushButton(context.label(N_("More")) + " ▾")
        self.more.setAccessibleName(context.label(N_("More")))
        self.menu = QMenu(self.more)
        self.menu.setToolTipsVisible(True)
        self.more.clicked.connect(self._open_menu)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(GAP)
        first = spread(self.number, self.state, self.level, self.waits, 1, self.unsaved)
        for button in (self.more, self.save, self.next):
            first.addWidget(button)
        box.addLayout(first)
        box.addWidget(self.title)
        box.addWidget(self.badges)

    def stack(self, *before: QWidget) -> None:
        """Make do with a narrow place: what the record is in lines like words, the acts under the title.

        `before` are widgets that stand before the acts.
        """
        box = self.layout()
        assert isinstance(box, QVBoxLayout)
        told = FlowLayout()
        for each in (self.number, self.state, self.level, self.waits, self.unsaved):
            told.addWidget(each)
        box.insertLayout(0, told)
        box.addLayout(spread(*before, self.more, 1, self.save, self.next))

    def show_record(self, record: Record, title: str, badges: Sequence[Told] = ()) -> None:
        """Show what a record is and where it stands."""
        self._show_badges(badges)
        say, label = self._context.say, self._context.label
        one = Message(self._register.one)
        self.number.setText(record.number or say(Message(N_("New: {one}"), one=one)))
        self.number.setProperty(
            "role", "" if record.number else "title"
        )  # what is new has no other title yet
        self.number.setProperty("muted", bool(record.number))
        self.number.style().unpolish(self.number)
        self.number.style().polish(self.number)
        self.title.setText(title)
        self.title.setVisible(bool(title))
        state = self._register.state(record.state or self._register.states.first())
        self.state.show_status(state_tone(self._register, state.code), label(state.label))
        self.state.setVisible(bool(record.number))
        self.waits.setText(say(Message(N_("waiting on: {whom}"), whom=Message(state.waits_for))))
        self.waits.setVisible(bool(record.number and state.waits_for))
        self.show_level(record)

    def _show_badges(self, badges: Sequence[Told]) -> None:
        """Show what is reckoned of the record live, beside what it holds."""
        while item := self._badges.takeAt(0):
            item.widget().hide()
            item.widget().deleteLater()
        for each in badges:
            shown = Badge(each.tone, self._context.label(each.word))
            shown.setToolTip(self._context.say(each.told))
            shown.setAccessibleDescription(shown.toolTip())
            self._badges.addWidget(shown)
        self.badges.setVisible(bool(badges))

    def show_level(self, record: Record) -> None:
        """Show the level as answered, with its grade, also before it is saved."""
        graded = f"{record.level}-{record.grade}"
        self.level.setVisible(bool(record.level))
        if record.level:
            word = self._context.label(HANDLING_LABELS.get(graded, option_label(LEVEL_OPTIONS, record.level)))
            self.level.show_status(LEVEL_TONES.get(record.level, "info"), word, MARKING)

    def show_unsaved(self, unsaved: bool) -> None:
        """Say whether there is something to save."""
        self.save.setEnabled(unsaved)
        self.unsaved.setText(self._context.label(N_("not saved yet")) if unsaved else "")

    def show_acts(self, steps: Sequence[Step], acts: Sequence[MenuAct]) -> None:
        """Show the moves open from here, each with what it lacks, and the other acts.

        The next move is the primary act, unless the work on the record has ended.
        """
        chosen = next((each for each in steps if not each.move.unchecked), next(iter(steps), None))
        if chosen is not None and self._register.state(chosen.move.source).final:
            chosen = None
        self.next.setVisible(chosen is not None)
        self._make_primary(self.save, primary=chosen is None)
        if chosen is not None:
            self.next.setEnabled(True)
            self.next.setText(self._label(chosen))
            self.next.setAccessibleName(self.next.text())
            self.next.setProperty("target", chosen.move.target)
            self.next.setToolTip("\n".join(self._context.say(each.message) for each in chosen.lacks))
        self._fill_menu([each for each in steps if each is not chosen], acts)

    def show_forward(self, text: str, *, enabled: bool = True) -> None:
        """Offer another primary act of the page in place of the next move."""
        self.next.setProperty("target", "")
        self.next.setText(text)
        self.next.setAccessibleName(text)
        self.next.setToolTip("Ctrl+PgDown")
        self.next.setEnabled(enabled)
        self.next.show()
        self._make_primary(self.save, primary=False)

    def close_acts(self) -> None:
        """Offer nothing: for a record that is sealed or not there."""
        for each in (
            self.save,
            self.next,
            self.more,
            self.unsaved,
            self.state,
            self.level,
            self.waits,
            self.badges,
        ):
            each.hide()

    def _go_forward(self) -> None:
        target = self.next.property("target")
        if target:
            self.moved.emit(target)
        else:
            self.forward_asked.emit()

    def _make_primary(self, button: QPushButton, *, primary: bool) -> None:
        if button.property("primary") is not primary:
            button.setProperty("primary", primary)
            button.style().unpolish(button)
            button.style().polish(button)

    def _label(self, step: Step) -> str:
        label = self._context.label(step.move.label)
        final = self._register.state(step.move.target).final
        return f"{label}…" if step.move.reason or final else label

    def _fill_menu(self, steps: Sequence[Step], acts: Sequence[MenuAct]) -> None:
        self.menu.clear()
        for step in steps:
            if not step.lacks:
                move = self.menu.addAction(self._label(step))
                move.triggered.connect(lambda _on=False, to=step.move.target: self.moved.emit(to))
                continue
            lacks = Message(N_("{move} (lacks {count})"), move=self._label(step), count=len(step.lacks))
            inner = self.menu.addMenu(self._context.say(lacks))
            for finding in step.lacks:
                line = inner.addAction(f"{MARKS['block']} {self._context.say(finding.message)}")
                line.triggered.connect(lambda _on=False, at=finding.field: self.place_chosen.emit(at))
        if steps:
            self.menu.addSeparator()
        for act in acts:
            made = self.menu.addAction(act.label)
            made.setEnabled(act.enabled)
            made.triggered.connect(lambda _on=False, run=act.run: run())

    def _open_menu(self) -> None:
        self.menu.popup(self.more.mapToGlobal(self.more.rect().bottomLeft()))
