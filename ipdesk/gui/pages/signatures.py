"""Recording signatures on many agreements at once, from the list that came back signed."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar, Final

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QPlainTextEdit, QPushButton, QVBoxLayout

from ipdesk.gui.commands import Listed, always
from ipdesk.gui.context import Context
from ipdesk.gui.dialogs import Dialogs
from ipdesk.gui.labels import primary, spread, text_label, wrapped_label
from ipdesk.gui.rows_table import Row, Status
from ipdesk.gui.signing_terms import SigningTerms
from ipdesk.gui.states import state_tone
from ipdesk.gui.tasks import Tasks
from ipdesk.gui.theme import CARD_GAP, GAP, MARKS
from ipdesk.gui.tick_table import TICKED
from ipdesk.gui.ticked_act_page import TickedActPage
from ipdesk.gui.twin_reader import TwinReader
from ipdesk.model.changes import Changes
from ipdesk.model.errors import Refused
from ipdesk.model.kinds import option_label
from ipdesk.model.text import N_, Message
from ipdesk.operations import agreements, records, signatures
from ipdesk.operations.agreements import Signing
from ipdesk.operations.permissions import Act, permits
from ipdesk.operations.signatures import Awaited, Foreseen
from ipdesk.registers.agreements import REGISTER
from ipdesk.registers.person_choices import AGREEMENTS

NOBODY: Final = N_("No agreement waits for a signature.")
LINES: Final = N_("Numbers or names from the list, one to a line")
PAUSE: Final = 250  # milliseconds after the last change
SCANS: Final = "*.pdf *.jpg *.jpeg *.png *.tif *.tiff"
_TEXT_HEIGHT: Final = 120  # pixels
_SHOWN: Final = 5  # lines of a list that are told in full


class SignaturesPage(TickedActPage):
    """With numbers of agreements it shows these, without all that wait for a signature. All that are ticked are one act.

    How far each would come is worked out off the window's thread, anew after every change. As it is one act, nothing
    is recorded when it is stopped.
    """

    name = "signatures"
    act: ClassVar[str] = N_("Record signatures…")
    needs: ClassVar[Act] = "move"
    doing, done_of = N_("Recording"), N_("{done} of {count}")
    headings = (
        N_("Number"), N_("Name"), N_("Unit"), N_("Kind of agreement"), N_("State"), N_("Will be"), N_("Remarks"),
    )  # fmt: skip
    widths = (150, 110, 140, 180, 130, 140)

    def __init__(
        self, context: Context, tasks: Tasks, dialogs: Dialogs, kept: dict[str, str], numbers: tuple[str, ...]
    ) -> None:
        super().__init__(context, tasks, dialogs, kept, numbers)
        self._waiting: Sequence[Awaited] = ()
        self._seen: dict[str, Foreseen] = {}
        self.ahead = TwinReader(tasks, self)
        self._undoable = False
        self._read_once = False
        self._wait = QTimer(self)
        self._wait.setSingleShot(True)
        self._wait.setInterval(PAUSE)
        self._build()
        self._connect()
        self._show_act()

    def _build(self) -> None:
        label = self.context.label
        self.take_back = QPushButton(label(N_("Take back")))
        self.record = primary(QPushButton(label(N_("Record"))))
        self.terms = SigningTerms(self.context)
        self.lines = QPlainTextEdit()
        self.lines.setTabChangesFocus(True)
        self.lines.setFixedHeight(_TEXT_HEIGHT)
        self.lines.setAccessibleName(label(LINES))
        self.tick_these = QPushButton(label(N_("Tick these alone")))
        self.tick_these.setEnabled(False)  # until it is read who waits to sign
        self.found = wrapped_label("", muted=True)
        draft = (label(N_("Draft agreements…")), lambda: self.together_asked.emit("people", ()))
        self.empty.show_state(label(NOBODY), [draft] if permits(self.context.desk.actor, "add") else ())
        listed = QVBoxLayout()
        listed.setSpacing(GAP)
        listed.addWidget(text_label(label(LINES), "label"))
        listed.addWidget(self.lines)
        listed.addLayout(spread(self.tick_these, 1))
        across = spread()
        across.setSpacing(CARD_GAP)
        across.addWidget(self.terms, 1)
        across.addLayout(listed, 1)
        self._lay_out((self.take_back, self.record), (across, self.found, self.progress))
        self.found.hide()
        self.setFocusProxy(self.terms)

    def _connect(self) -> None:
        self.reader.found.connect(self._show)
        self.ahead.found.connect(self._show_seen)
        self.record.clicked.connect(self.sign)
        self.take_back.clicked.connect(self.undo)
        self.tick_these.clicked.connect(self.tick_listed)
        self.terms.scan_asked.connect(self.choose_scan)
        self.terms.edited.connect(self._forget_seen)
        self._wait.timeout.connect(self._foresee)

    def title(self) -> str:
        """Return the page's name."""
        return self.context.label(N_("Record signatures"))

    def is_waiting(self) -> bool:
        """Say whether the page still reads, looks ahead or writes."""
        return super().is_waiting() or self.ahead.is_waiting() or self._wait.isActive()

    def refresh(self) -> None:
        """Read again what waits for a signature."""
        if not self.context.is_open() or self._task is not None:
            return
        numbers = self.numbers or None
        self.reader.ask(self.context.desk, lambda desk, _task: signatures.awaited(desk, numbers))

    def _acts(self) -> Sequence[Listed]:
        return (
            ("record", N_("Record the signatures of those who are ticked"), self.sign, "Ctrl+Return",
             self.record.isEnabled),
            ("scan", N_("Choose a scan…"), self.choose_scan, "Ctrl+O", always),
            ("list", N_("Tick those on the list alone"), self.tick_listed, "Ctrl+T",
             self.tick_these.isEnabled),
            *self._tick_acts(),
            ("undo", N_("Take back"), self.undo, "Ctrl+Z", self.take_back.isEnabled),
            ("stop", N_("Stop"), self.stop, "", lambda: self._task is not None),
        )  # fmt: skip

    def choose_scan(self) -> None:
        """Ask for the file that was scanned."""
        label = self.context.label
        kinds = label(N_("Scans")) + f" ({SCANS})"
        if files := self.dialogs.open_files(self, label(N_("Scan of what was signed")), kinds):
            self.terms.scan.setText(str(files[0]))

    def tick_listed(self) -> None:
        """Tick those whom the list names and nobody else; say which lines name nobody who waits, or several."""
        if not self.tick_these.isEnabled():
            return
        found = signatures.read_list(self._waiting, self.lines.toPlainText())
        self.table.ticks.tick(self.table.ticks.keys, on=False)
        self.table.ticks.tick(found.numbers, on=True)
        said = [Message(N_("{count} of the list are ticked."), count=len(found.numbers))]
        if found.unknown:
            said.append(Message(N_("Nobody who waits to sign: {lines}."), lines=_some(found.unknown)))
        if found.several:
            said.append(
                Message(N_("More than one is meant, use the number: {lines}."), lines=_some(found.several))
            )
        amiss = bool(found.unknown or found.several)
        text = " ".join(self.context.say(each) for each in said)
        self.found.setText(f"{MARKS['warn' if amiss else 'ok']} {text}")
        self.found.show()

    def sign(self) -> None:
        """Record what was entered for all that are ticked, in one act."""
        numbers, signing = self.table.ticks.ticked(), self.terms.signing()
        if self.record.isEnabled():
            self._work(lambda desk, task: agreements.sign_agreements(desk, numbers, signing, task.step))

    def undo(self) -> None:
        """Take the signatures recorded last back, all of them, with what was attached and superseded."""
        if not self.take_back.isEnabled():
            return
        try:
            made = records.undo(self.context.desk)
        except Refused as refused:
            self.outcome.refuse(refused)
            return
        self._undoable = False
        count = len({each.number for each in made})
        self.outcome.say(self.context.say(Message(N_("Taken back, of {count} agreements."), count=count)))
        self.context.changed.emit()

    def _done(self, made: list[Changes]) -> None:
        self._rest()
        if not self.context.is_open():  # it was locked meanwhile
            return
        self._undoable = True
        moved = {
            each.number: str(change.after)
            for each in made
            for change in each.fields
            if change.field == "state"
        }
        said = [Message(N_("{count} agreements recorded."), count=len(moved))]
        for state in dict.fromkeys(moved.values()):
            named = Message(REGISTER.state(state).label)
            said.append(Message(N_("{state}: {count}"), state=named, count=list(moved.values()).count(state)))
        self.outcome.say(" · ".join(self.context.say(each) for each in said))
        self.terms.clear()
        self.context.changed.emit()

    def _show(self, waiting: list[Awaited]) -> None:
        if not self.context.is_open():
            return
        if not self._read_once and not self.numbers:  # of all there are, one ticks those who signed
            self.table.ticks.tick([each.number for each in waiting], on=False)
        self._read_once = True
        self._waiting = waiting
        self.tick_these.setEnabled(True)
        self._forget_seen()

    def _forget_seen(self) -> None:
        """Let what was foreseen go, as something is entered otherwise, and look ahead anew."""
        self._seen = {}
        self._show_rows()
        self._ticked()

    def _ticked(self) -> None:
        self._wait.start()
        super()._ticked()

    def _foresee(self) -> None:
        """Look ahead for those who are ticked and were not looked at."""
        if not self.context.is_open() or self.terms.is_empty() or self.terms.unread():
            return
        signing = self.terms.signing()
        numbers = [each for each in self.table.ticks.ticked() if each not in self._seen]
        if numbers:
            self.ahead.ask(
                self.context.desk,
                lambda desk, task: (signing, signatures.foresee(desk, numbers, signing, task.step)),
            )

    def _show_seen(self, told: tuple[Signing, list[Foreseen]]) -> None:
        signing, found = told
        if self.context.is_open() and signing == self.terms.signing():
            self._seen |= {each.number: each for each in found}
            self._show_rows()

    def _show_rows(self) -> None:
        self._show_ticks([self._row(each) for each in self._waiting], [each.number for each in self._waiting])

    def _row(self, each: Awaited) -> Row:
        label, seen = self.context.label, self._seen.get(each.number)
        kind = label(option_label(AGREEMENTS, each.kind))
        now = label(REGISTER.state(each.state).label)
        if seen is None:
            return (each.number, each.name, each.unit, kind, now, "—", "")
        word = label(REGISTER.state(seen.state).label)
        after: str | Status = word
        if seen.lacks:
            after = Status("warn", word)
        elif seen.state != each.state:
            after = Status("ok" if seen.state == "in-force" else state_tone(REGISTER, seen.state), word)
        told = "; ".join(self.context.say(lack) for lack in seen.lacks or seen.still)
        if seen.supersedes:
            told = self.context.say(Message(N_("Supersedes {numbers}"), numbers=list(seen.supersedes)))
        return (each.number, each.name, each.unit, kind, now, after, told)

    def _show_act(self) -> None:
        ticked, of = len(self.table.ticks.ticked()), len(self._waiting)
        self.record.setText(self.context.say(Message(N_("Record {count} signatures"), count=ticked)))
        enough = bool(ticked) and not self.terms.is_empty() and not self.terms.unread()
        self.record.setEnabled(enough and self._task is None)
        self.take_back.setEnabled(self._undoable and self._task is None)
        self.count.setText(self.context.say(Message(TICKED, done=ticked, count=of)))

    def _open(self, row: int) -> None:
        self.opened.emit(REGISTER.name, self._waiting[row].number)


def _some(lines: Sequence[str]) -> list[str]:
    """Return the first of some lines, with … where there are more."""
    return [*lines[:_SHOWN], *(["…"] if len(lines) > _SHOWN else [])]
