"""The bar over the open desk: the highest marking it may hold, whose it is, how it is kept, and who sits at it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel

from ipdesk.gui.backup_card import OLD
from ipdesk.gui.chip import Chip
from ipdesk.gui.context import Context
from ipdesk.gui.labels import Badge, Elided, dress, text_label
from ipdesk.gui.tasks import Task, Tasks
from ipdesk.gui.theme import CARD_GAP, GAP, MARKING, MARKS
from ipdesk.model.errors import Refused
from ipdesk.model.marking import HANDLING_LABELS, LIMITS
from ipdesk.model.states import ROLE_LABELS
from ipdesk.model.text import N_, Message
from ipdesk.operations import audits, workspaces
from ipdesk.operations.audits import PRINTED, Head
from ipdesk.operations.permissions import permits
from ipdesk.operations.workspaces import Made

HEIGHT: Final = 32
PAUSE: Final = (
    500  # milliseconds after the desk was opened or written to, in which the page has its say first
)


@dataclass(frozen=True, slots=True)
class Kept:
    """How the desk is kept: the head of its audit log and its last backups, None where one may not be told."""

    head: Head | None
    backups: Sequence[Made] | None


class DeskBar(QFrame):
    """`palette_asked` asks for the command palette."""

    palette_asked = Signal()

    def __init__(self, context: Context, tasks: Tasks) -> None:
        super().__init__()
        self._context, self._tasks = context, tasks
        self.setObjectName("bar")
        self.setFixedHeight(HEIGHT)
        self.head, self.backup = text_label("", muted=True), text_label("")
        row = QHBoxLayout(self)
        row.setContentsMargins(CARD_GAP, 0, CARD_GAP, 0)
        row.setSpacing(GAP)
        row.addWidget(self._marking())
        profile = context.desk.workspace.profile
        row.addWidget(Elided(f"{profile.name} · {profile.code}"), 1)
        row.addWidget(self._palette())
        row.addSpacing(GAP)
        for each in (self._person(), self.head, self.backup):
            row.addWidget(each)
            row.addSpacing(GAP)
        self._wait = QTimer(self)
        self._wait.setSingleShot(True)
        self._wait.setInterval(PAUSE)
        self._wait.timeout.connect(self._read)

    def refresh(self) -> None:
        """Read soon how the desk is kept."""
        self._wait.start()

    def show_kept(self, kept: Kept) -> None:
        """Show the head of the audit log and when the last backup was made."""
        say = self._context.say
        if kept.head is not None:
            self.head.setText(say(Message(N_("Audit {head}"), head=kept.head.hash[:PRINTED])))
            entry = Message(N_("Entry {seq}, head {hash}"), seq=kept.head.seq, hash=kept.head.hash)
            self.head.setToolTip(say(entry))
        if kept.backups is not None:
            self._show_backup(next((each for each in kept.backups if each.is_there), None))

    def _show_backup(self, last: Made | None) -> None:
        say = self._context.say
        if last is None:
            none = self._context.label(N_("No backup yet"))
            dress(self.backup, "tone", "warn")
            self.backup.setText(f"{MARKS['warn']} {none}")
            return
        at = datetime.fromisoformat(last.at).astimezone()
        days = (self._context.desk.today() - at.date()).days
        day = f"{at:%H:%M}" if days == 0 else f"{at:%Y-%m-%d}"
        told = N_("Backup today {at}") if days == 0 else N_("Backup {at}")
        mark = f"{MARKS['warn']} " if days > OLD else ""
        dress(self.backup, "tone", "warn" if days > OLD else "")
        dress(self.backup, "muted", days <= OLD)
        self.backup.setText(mark + say(Message(told, at=day)))
        self.backup.setToolTip(str(last.place))

    def _read(self) -> None:
        if not self._context.is_open():
            return
        desk = self._context.desk

        def work(_task: Task) -> Kept:
            twin = desk.twin()
            with twin.workspace:
                return Kept(
                    audits.current_head(twin) if permits(twin.actor, "audit") else None,
                    workspaces.last_backups(twin) if permits(twin.actor, "backup") else None,
                )

        self._tasks.start(work, self._show, self._pass, quiet=True)

    def _show(self, kept: Kept) -> None:
        if self._context.is_open():
            self.show_kept(kept)

    def _pass(self, _refused: Refused) -> None:
        """Leave what is shown: it is read again after the next write, and the page says what is wrong."""

    def _marking(self) -> Badge:
        limit = LIMITS[self._context.desk.workspace.profile.highest]
        made = Badge("warn", self._context.label(HANDLING_LABELS[limit.handling]), MARKING)
        made.setToolTip(self._context.label(N_("The highest marking this workspace may hold")))
        return made

    def _palette(self) -> Chip:
        label = self._context.label(N_("Find or run…"))
        made = Chip(f"{label}　Ctrl+K")
        made.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # it has a key of its own
        made.clicked.connect(self.palette_asked)
        return made

    def _person(self) -> QLabel:
        actor = self._context.desk.actor
        role = self._context.label(ROLE_LABELS[actor.role])
        chinese = self._context.translator.language == "zh"
        return text_label(f"{actor.name}（{role}）" if chinese else f"{actor.name} ({role})")
