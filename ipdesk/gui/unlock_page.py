"""The page that opens a workspace: passphrase, or the recovery key where it was forgotten."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QComboBox, QPushButton, QVBoxLayout

from ipdesk.gui.commands import Command
from ipdesk.gui.context import Context
from ipdesk.gui.field_row import FieldRow
from ipdesk.gui.labels import Card, Elided, spread, text_label
from ipdesk.gui.passphrase_edit import PassphraseEdit
from ipdesk.gui.sheet import NARROW, Sheet
from ipdesk.gui.tasks import Task, Tasks
from ipdesk.model.errors import Refused, WrongPassphrase
from ipdesk.model.text import N_, Message, Translator
from ipdesk.operations import entrance

if TYPE_CHECKING:  # the page is painted first; what opens a workspace is loaded while the passphrase is typed
    from ipdesk.gui.recover_card import RecoverCard
    from ipdesk.gui.recovery_key import RecoveryKey
    from ipdesk.model.dates import Clock
    from ipdesk.operations.desk import Desk

SECOND = 1000  # milliseconds


class UnlockPage(Sheet):
    """Emits `unlocked` with the open desk, `left` to choose another workspace.

    Keys are derived on another thread. After wrong passphrases the wait that remains is counted down.
    """

    unlocked = Signal(object)

    def __init__(self, context: Context, tasks: Tasks, folder: Path) -> None:
        super().__init__(context, tasks, NARROW, centred=True)
        self.folder = folder
        self._recovered: Desk | None = None
        label = context.label
        self.user = QComboBox()
        self.passphrase = PassphraseEdit(context)
        self.unlock = QPushButton(label(N_("Unlock")))
        self.forgot = QPushButton(label(N_("Use the recovery key…")))
        self.other = QPushButton(label(N_("Other workspace")))
        self._user_row = FieldRow(label(N_("User")), self.user)
        self._passphrase_row = FieldRow(label(N_("Passphrase")), self.passphrase)
        self._countdown = QTimer(self, interval=SECOND)
        self._acts: dict[Card, QPushButton] = {}  # which button Enter presses at each step made so far
        self._build()
        self._connect()
        self.setFocusProxy(self.passphrase)
        self._show_step(self._card)
        self.refresh()

    @cached_property
    def recover(self) -> RecoverCard:
        """The card for a forgotten passphrase, made when it is first wanted."""
        from ipdesk.gui.recover_card import RecoverCard

        card = RecoverCard(self.context)
        card.back.clicked.connect(self._end_recovery)
        card.asked.connect(self._recover)
        self._add_step(card, card.go_on)
        return card

    @cached_property
    def key(self) -> RecoveryKey:
        """The card that shows the new recovery key, made when there is one."""
        from ipdesk.gui.recovery_key import RecoveryKey

        card = RecoveryKey(self.context, self.context.label(N_("Open the desk")))
        card.accepted.connect(self._finish)
        self._add_step(card, card.go_on)
        return card

    def title(self) -> str:
        """Return the page's name: the workspace's folder, as its name is locked in."""
        return self.folder.stem

    def refresh(self) -> None:
        """Read who may open the workspace, and the wait that remains."""
        names: tuple[str, ...] = ()
        try:
            names = entrance.names_in(self.folder)
        except Refused as refused:
            self.outcome.refuse(refused)
        chosen = self.user.currentText() or self.context.settings.last_user
        self.user.clear()
        self.user.addItems(list(names))
        self.user.setCurrentIndex(max(self.user.findText(chosen), 0))
        self._user_row.setVisible(len(names) != 1)
        self._tick()

    def commands(self) -> Sequence[Command]:
        """Return the acts of this page, as far as its present step has them."""
        steps = (("unlock", self.unlock), ("forgot", self.forgot), ("other", self.other))
        made = [
            Command(id=f"unlock.{name}", label=button.text(), run=button.click, enabled=button.isVisible)
            for name, button in steps
        ]
        label, act = self.context.label(N_("Set the passphrase")), self._go_on_recovering
        made.append(Command(id="unlock.recover", label=label, run=act, enabled=self._is_recovering))
        return made

    def _go_on_recovering(self) -> None:
        self.recover.go_on.click()

    def _is_recovering(self) -> bool:
        # The card is made when it is wanted: to ask for its button alone would make it at every start.
        return "recover" in vars(self) and self.recover.go_on.isVisible()

    def waits(self) -> int:
        """Return the seconds before another passphrase of the chosen user may be tried."""
        return entrance.wait_before(self.folder, self.user.currentText(), self.context.clock)

    def showEvent(self, event: QShowEvent) -> None:
        """Count down while the page is seen."""
        super().showEvent(event)
        self._tick()

    def hideEvent(self, event: QHideEvent) -> None:
        """Stop counting."""
        super().hideEvent(event)
        self._countdown.stop()

    def _build(self) -> None:
        place = Elided(str(self.folder.parent))
        place.setProperty("role", "label")
        self._card = Card()
        for widget in (self._user_row, self._passphrase_row):
            self._card.body.addWidget(widget)
        self._card.body.addLayout(spread(self.forgot, 1, self.unlock))
        self.column.addStretch(1)
        self.column.addWidget(text_label(self.title(), "title"))
        self.column.addWidget(place)
        self.column.addWidget(self.outcome)
        self._steps = QVBoxLayout()
        self._add_step(self._card, self.unlock)
        self.column.addLayout(self._steps)
        self.column.addLayout(spread(self.other, 1))
        self.column.addStretch(2)

    def _connect(self) -> None:
        self.unlock.clicked.connect(self._unlock)
        self.other.clicked.connect(self.left)
        self.forgot.clicked.connect(self._begin_recovery)
        self.user.currentIndexChanged.connect(self._change_user)
        self.passphrase.changed.connect(self._forget_error)
        self.passphrase.caps_lock.connect(self._forget_error)
        self._countdown.timeout.connect(self._tick)

    def _add_step(self, card: Card, act: QPushButton) -> None:
        self._acts[card] = act
        self._steps.addWidget(card)

    def _show_step(self, card: Card) -> None:
        for each in self._acts:
            each.setVisible(each is card)
        self.press_on_enter(self._acts[card])

    def _unlock(self) -> None:
        self.outcome.hide()
        user, passphrase = self.user.currentText(), self.passphrase.text()
        if not user or self.waits():
            return
        if not passphrase:
            self._passphrase_row.refuse(self.context.label(N_("Type the passphrase.")))
            return
        folder, clock, translator = self.folder, self.context.clock, self.context.translator
        self.unlock.setText(self.context.label(N_("Opening…")))

        def work(_task: Task) -> Desk:
            from ipdesk.operations import workspaces
            from ipdesk.operations.desk import Desk

            return Desk(workspaces.unlock(folder, user, passphrase, clock), translator)

        self.run(work, self._open, self._refuse)

    def _open(self, desk: Desk) -> None:
        self._say_unlock()
        self.passphrase.clear()
        self.context.settings = replace(self.context.settings, last_user=desk.actor.name)
        self.unlocked.emit(desk)

    def _refuse(self, refused: Refused) -> None:
        self._say_unlock()
        if not isinstance(refused, WrongPassphrase):
            self.outcome.refuse(refused)
            return
        self.passphrase.clear()
        said = [self.context.say(each) for each in (refused.what, refused.advice) if each is not None]
        self._passphrase_row.refuse(" ".join(said))
        self._tick()

    def _say_unlock(self) -> None:
        self.unlock.setText(self.context.label(N_("Unlock")))

    def _change_user(self) -> None:
        self.passphrase.clear()
        self._passphrase_row.restore()
        self._tick()

    def _forget_error(self) -> None:
        if self._countdown.isActive():
            return
        if self.passphrase.line.is_in_capitals():
            self._passphrase_row.tell(self.context.label(N_("Caps Lock seems to be on.")), "warn")
        else:
            self._passphrase_row.restore()

    def _tick(self) -> None:
        """Say how long there is to wait; when it is over, say so and let the user try again."""
        if self.is_waiting() or not self.isVisible():
            return
        seconds = self.waits()
        self.unlock.setEnabled(not seconds)
        if seconds:
            waiting = Message(N_("Too many wrong passphrases: wait {seconds} more seconds."), seconds=seconds)
            self._passphrase_row.tell(self.context.say(waiting), "block")
            self._countdown.start()
        elif self._countdown.isActive():
            self._countdown.stop()
            self._passphrase_row.tell(self.context.label(N_("You can try again now.")), "info")

    def _begin_recovery(self) -> None:
        self.outcome.hide()
        self.recover.begin([self.user.itemText(each) for each in range(self.user.count())],
                           self.user.currentText())  # fmt: skip
        self._show_step(self.recover)

    def _end_recovery(self) -> None:
        self.outcome.hide()
        self.recover.clear()
        self._show_step(self._card)
        self.passphrase.setFocus()
        self._tick()

    def _recover(self, user: str, key: str, passphrase: str) -> None:
        self.outcome.hide()
        folder, clock, translator = self.folder, self.context.clock, self.context.translator
        self.run(
            lambda _task: _recovered(folder, user, key, passphrase, clock, translator),
            self._show_key,
            self.recover.refuse,
        )

    def _show_key(self, recovered: tuple[Desk, str]) -> None:
        self._recovered, key = recovered
        self.recover.clear()
        self.key.show_key(key)
        self._show_step(self.key)
        self.other.hide()  # the way out is the tick: the key is never shown again
        said = Message(N_("The passphrase of {user} is set. The old recovery key is void; this is the new one."),
                       user=self._recovered.actor.name)  # fmt: skip
        self.outcome.say(self.context.say(said))
        self.key.tick.setFocus()

    def _finish(self) -> None:
        desk, self._recovered = self._recovered, None
        self.key.forget()
        if desk is not None:
            self._open(desk)


def _recovered(
    folder: Path, user: str, key: str, passphrase: str, clock: Clock, translator: Translator
) -> tuple[Desk, str]:
    """Open with the recovery key, set the passphrase, and return the desk with the new recovery key."""
    from ipdesk.operations import workspaces
    from ipdesk.operations.desk import Desk

    desk = Desk(workspaces.unlock_for_recovery(folder, user, key, clock), translator)
    try:
        return desk, workspaces.recover_user(desk, user, passphrase)
    except BaseException:
        desk.workspace.close()
        raise
