"""The protected text of a technical secret: what is kept, who may read it, and keeping, showing, reducing and dropping it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QPushButton, QWidget

from ipdesk.gui.closed_text import ClosedText
from ipdesk.gui.commands import Command
from ipdesk.gui.context import Context
from ipdesk.gui.dialogs import Dialogs
from ipdesk.gui.flow import FlowLayout
from ipdesk.gui.labels import Card, text_label, wrapped_label
from ipdesk.gui.tasks import Task, Tasks
from ipdesk.gui.theme import GRID
from ipdesk.model.dates import local_minute
from ipdesk.model.errors import Refused
from ipdesk.model.text import N_, Message
from ipdesk.operations import protected
from ipdesk.operations.desk import Desk
from ipdesk.operations.permissions import permits
from ipdesk.operations.protected import KEEPING_LABELS, Kept

ABOUT: Final = N_(
    "For the check of papers. Named readers alone see it, and each look is logged. It is in no search, draft, list, workbook or document;"
    " an archive of the whole desk holds the text, and only one of its readers can make it."
)
FINGERPRINTS: Final = N_(
    "Fingerprints show nothing of the text, but whoever opens this workspace can test a guess against them: "
    "they bear the marking of the secret."
)


class ProtectedCard(Card):
    """`said` carries a sentence on how an act went, `refused` a refusal."""

    said = Signal(str)
    refused = Signal(object)

    def __init__(self, context: Context, tasks: Tasks, dialogs: Dialogs) -> None:
        super().__init__(context.label(N_("Protected text")))
        self._context, self._tasks, self._dialogs = context, tasks, dialogs
        self._kept: Kept | None = None
        label = context.label
        self.state = wrapped_label("")
        self.field = ClosedText(label(N_("Protected text")))
        self.only = QCheckBox(label(N_("Keep fingerprints only")))
        self.only.setToolTip(label(FINGERPRINTS))
        self.readers: dict[str, QCheckBox] = {}
        self.reader_box = QWidget()
        self._reader_row = FlowLayout(self.reader_box, GRID)
        self.buttons = {id: self._button(text, act) for id, (text, act) in self._acts().items()}
        self._lay_out()

    def show_kept(self, number: str) -> None:
        """Show what is kept of a secret, "" for a record that is not saved yet; nothing of the text itself."""
        self.field.hide()
        self._kept = protected.kept_of(self._context.desk, number) if number else None
        self._show_readers()
        self._show()

    def commands(self) -> Sequence[Command]:
        """Return the acts that are open now."""
        return [
            Command(id=f"protected.{id}", label=button.text().rstrip(), run=button.click, enabled=button.isEnabled)
            for id, button in self.buttons.items()
            if not button.isHidden()
        ]  # fmt: skip

    def take_file(self) -> None:
        """Ask for a plain text file and keep what is in it."""
        caption = self._context.label(N_("A plain text file to keep"))
        kinds = self._context.label(N_("Plain text (*.txt *.md)"))
        if files := self._dialogs.open_files(self, caption, kinds):
            try:
                text = protected.read_file(files[0])
            except Refused as refused:
                self.refused.emit(refused)
                return
            self._keep(text)

    def take_typed(self) -> None:
        """Open the field to type in; the second time, keep what was typed."""
        if self.field.isHidden() or self.field.isReadOnly():
            self.field.open_to_type()
            self._show()
        else:
            self._keep(self.field.toPlainText())

    def show_text(self) -> None:
        """Show the text to one of its readers, or put it away again."""
        if self._is_shown():
            self.close_text()
            return
        try:
            text = protected.show_text(self._context.desk, self._number())
        except Refused as refused:
            self.refused.emit(refused)
            self._context.changed.emit()  # the refusal is logged
            return
        self.field.show_text(text)
        self._show()
        self._context.changed.emit()

    def close_text(self) -> None:
        """Put the text away."""
        self.field.hide()
        self._show()

    def reduce(self) -> None:
        """Ask once, then make fingerprints of the text for good."""
        question = Message(
            N_("The text of {number} is erased and only fingerprints stay; no text can be made of them again. Backups "
               "made before still hold it."), number=self._number(),
        )  # fmt: skip
        act = self._context.label(N_("Make fingerprints"))
        number = self._number()
        if self._dialogs.decide(self, self._context.say(question), act):
            self._start(
                lambda desk: protected.reduce_text(desk, number), N_("Only fingerprints are kept now.")
            )

    def drop(self) -> None:
        """Ask for a reason and erase what is kept."""
        reason = self._dialogs.text(
            self, self._context.label(N_("Why is it dropped? Write nothing of the content."))
        )
        if reason:
            self._do(
                lambda desk: protected.drop_text(desk, self._number(), reason),
                N_("Nothing is kept any more."),
            )

    def name_readers(self) -> None:
        """Put the readers that are ticked in place of those before."""
        names = self._ticked()
        self._do(
            lambda desk: protected.name_readers(desk, self._number(), names), N_("The readers are named.")
        )

    def _acts(self) -> dict[str, tuple[str, Callable[[], None]]]:
        return {
            "file": (N_("Text from a file…"), self.take_file),
            "type": (N_("Type a text"), self.take_typed),
            "show": (N_("Show the text"), self.show_text),
            "readers": (N_("Set the readers"), self.name_readers),
            "reduce": (N_("Make fingerprints…"), self.reduce),
            "drop": (N_("Drop what is kept…"), self.drop),
        }

    def _button(self, text: str, act: Callable[[], None]) -> QPushButton:
        made = QPushButton(self._context.label(text))
        made.clicked.connect(lambda _on=False: act())
        return made

    def _lay_out(self) -> None:
        label = self._context.label
        self.about = wrapped_label(label(ABOUT), muted=True)
        self.reader_label = text_label(label(N_("Who may read the text")), "label")
        buttons = QWidget()
        row = FlowLayout(buttons, GRID)
        for each in (
            self.state,
            self.about,
            self.reader_label,
            self.reader_box,
            self.field,
            self.only,
            buttons,
        ):
            self.body.addWidget(each)
        for button in self.buttons.values():
            row.addWidget(button)
        self.field.hide()

    def _show_readers(self) -> None:
        """Show a box for each user who can be named, ticked for the readers of now."""
        names = protected.possible_readers(self._context.desk)
        if tuple(self.readers) != names:
            for box in self.readers.values():
                box.hide()
                box.deleteLater()
            self.readers = {name: QCheckBox(name) for name in names}
            for name, box in self.readers.items():
                box.setAccessibleName(self._context.say(Message(N_("{name} may read"), name=name)))
                self._reader_row.addWidget(box)
        for name, box in self.readers.items():
            box.setChecked(self._kept is not None and name in self._kept.readers)

    def _show(self) -> None:
        """Say what is kept, and offer what can be done with it by the one at the desk."""
        kept, context = self._kept, self._context
        self.state.setText(context.say(self._said()))
        may = kept is not None and permits(context.desk.actor, "protect")
        kind = kept.kind if kept is not None else "nothing"
        is_open = may and kind in ("nothing", "text", "fingerprints")
        typing = not self.field.isHidden() and not self.field.isReadOnly()
        shows = {
            "file": is_open,
            "type": is_open,
            "show": kind == "text" and kept is not None and context.desk.actor.name in kept.readers,
            "readers": may and kind == "text",
            "reduce": may and kind == "text",
            "drop": may and kind in ("text", "fingerprints", "closed"),
        }
        for id, shown in shows.items():
            self.buttons[id].setVisible(shown)
        self.only.setVisible(is_open)
        for each in (self.reader_label, self.reader_box):
            each.setVisible(is_open)
        self.buttons["type"].setText(context.label(N_("Keep what is typed") if typing else N_("Type a text")))
        put_away = N_("Put the text away")
        self.buttons["show"].setText(context.label(put_away if self._is_shown() else N_("Show the text")))

    def _said(self) -> Message:
        kept = self._kept
        if kept is None:
            return Message(N_("Save the record first; then a text can be kept."))
        if not kept.kept_by:
            return Message(KEEPING_LABELS[kept.kind])
        return Message(
            N_("{kept}; by {user} on {at}. Readers: {readers}"),
            kept=Message(KEEPING_LABELS[kept.kind]),
            user=kept.kept_by,
            at=local_minute(kept.kept_at),
            readers="、".join(kept.readers) or Message(N_("nobody")),
        )

    def _is_shown(self) -> bool:
        return not self.field.isHidden() and self.field.isReadOnly()

    def _number(self) -> str:
        return self._kept.number if self._kept is not None else ""

    def _ticked(self) -> list[str]:
        return [name for name, box in self.readers.items() if box.isChecked()]

    def _keep(self, text: str) -> None:
        """Keep a text as the boxes say; what is kept already is replaced once that was asked."""
        kept, number, only = self._kept, self._number(), self.only.isChecked()
        again = kept is not None and kept.kind in ("text", "fingerprints")
        if again and not self._dialogs.decide(
            self,
            self._context.say(Message(N_("What is kept of {number} is erased and this is kept instead."), number=number)),
            self._context.label(N_("Replace")),
        ):  # fmt: skip
            return
        readers = [] if only else self._ticked()
        self._start(
            lambda desk: protected.keep_text(
                desk, number, text, readers, only_fingerprints=only, replace=again
            ),
            N_("It is kept."),
        )

    def _start(self, act: Callable[[Desk], Any], said: str) -> None:
        """Do what may take a while on another thread."""
        desk = self._context.desk

        def work(_task: Task) -> str:
            twin = desk.twin()
            with twin.workspace:
                act(twin)
            return said

        self.setDisabled(True)
        self._tasks.start(work, self._done, self._failed)

    def _do(self, act: Callable[[Desk], Any], said: str) -> None:
        try:
            act(self._context.desk)
        except Refused as refused:
            self._failed(refused)
            return
        self._done(said)

    def _done(self, said: str) -> None:
        self.setEnabled(True)
        if self._context.is_open():  # else the desk was locked meanwhile
            self.show_kept(self._number())
            self.said.emit(self._context.label(said))
            self._context.changed.emit()

    def _failed(self, refused: Refused) -> None:
        self.setEnabled(True)
        self.refused.emit(refused)
