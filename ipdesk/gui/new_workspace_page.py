"""The page that makes a workspace: what it is for, who comes in first, and the recovery key on paper."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QLineEdit, QPushButton, QWidget

from ipdesk.gui.commands import Command
from ipdesk.gui.context import Context
from ipdesk.gui.dialogs import Dialogs
from ipdesk.gui.field_row import FieldRow
from ipdesk.gui.labels import Card, spread
from ipdesk.gui.new_passphrase import NewPassphrase
from ipdesk.gui.recovery_key import RecoveryKey, leave_question
from ipdesk.gui.sheet import NARROW, Sheet
from ipdesk.gui.tasks import Task, Tasks
from ipdesk.model.errors import CannotWrite, Refused, WrongValue
from ipdesk.model.marking import LIMITS
from ipdesk.model.text import N_, Message
from ipdesk.operations import workspaces
from ipdesk.operations.desk import Desk

USUAL: Final = "technical-secret"
CODE_LENGTH: Final = 16
_ABOVE: Final = N_(
    "Only where the security office has approved this computer for it in writing. "
    "ipdesk cannot give that approval, and its encryption does not replace it."
)
# Label, and what it means: the codes are those of LIMITS.
HIGHEST: Final[dict[str, tuple[str, str]]] = {
    "public": (N_("Public"), N_("Holds only what is published. Anything else is refused.")),
    "internal": (
        N_("Internal"),
        N_("Holds internal records; technical secrets and state secrets are refused."),
    ),
    "technical-secret": (
        N_("Technical secret"),
        N_(
            "Holds internal records and technical secrets. Of state secrets only the fact is kept, no content."
        ),
    ),
    "secret": (N_("State secret: secret"), _ABOVE),
    "confidential": (N_("State secret: confidential"), _ABOVE),
    "top-secret": (N_("State secret: top secret"), _ABOVE),
}


class NewWorkspacePage(Sheet):
    """Emits `made` with the open desk once the recovery key is ticked as written down, `left` to go back."""

    made = Signal(object)

    def __init__(self, context: Context, tasks: Tasks, dialogs: Dialogs) -> None:
        super().__init__(context, tasks, NARROW, centred=True)
        self._dialogs = dialogs
        self._desk: Desk | None = None
        self._place_typed = False
        label = context.label
        self.lab, self.code, self.user, self.place = QLineEdit(), QLineEdit(), QLineEdit(), QLineEdit()
        self.highest = QComboBox()
        for code in LIMITS:
            self.highest.addItem(label(HIGHEST[code][0]), code)
        self.highest.setCurrentIndex(self.highest.findData(USUAL))
        self.choose = QPushButton(label(N_("Choose…")))
        self.back = QPushButton(label(N_("Back")))
        self.make = self.press_on_enter(QPushButton(label(N_("Make the workspace"))))
        self.passphrase = NewPassphrase(context, lambda: (self.user.text(), self.lab.text()))
        self.recovery = RecoveryKey(context, label(N_("Open the desk")))
        self._build()
        self._connect()
        self.setFocusProxy(self.lab)
        self.refresh()

    def title(self) -> str:
        """Return the page's name."""
        return self.context.label(N_("New workspace"))

    def refresh(self) -> None:
        """Begin with empty fields, unless a workspace was just made and its key is on the screen."""
        if self._desk is not None or self.is_waiting():
            return
        for line in (self.lab, self.code, self.user, self.place):
            line.clear()
        self.passphrase.clear()
        self._place_typed = False
        self._suggest_place()
        for row in self._rows.values():
            row.restore()
        self._say_highest()
        self.outcome.hide()
        self._show_step(key=False)
        self.lab.setFocus()

    def commands(self) -> Sequence[Command]:
        """Return the acts of this page; once the workspace is made, its own buttons go on."""
        made = (("make", self.make), ("back", self.back))
        return [
            Command(
                id=f"new-workspace.{name}", label=button.text(), run=button.click, enabled=button.isVisible
            )
            for name, button in made
        ]

    def may_leave(self) -> bool:
        """Ask before a recovery key that was not written down goes off the screen."""
        if self._desk is None:
            return not self.is_waiting()
        if not self.recovery.tick.isChecked() and not self._dialogs.decide(
            self, leave_question(self.context), self.context.label(N_("Leave"))
        ):
            return False
        self._desk.workspace.close()
        self._desk = None
        self.recovery.forget()
        return True

    def _build(self) -> None:
        label = self.context.label
        self._rows = {
            "lab": FieldRow(label(N_("Laboratory's name")), self.lab),
            "code": FieldRow(label(N_("Short code")), self.code,
                             label(N_("Latin letters, digits and hyphens; printed on documents."))),
            "highest": FieldRow(label(N_("Highest marking it may hold")), self.highest),
            "folder": FieldRow(label(N_("Folder")), self.place,
                               label(N_("A new folder on this computer, not one that is copied elsewhere.")),
                               self.choose),
            "user": FieldRow(label(N_("Name")), self.user,
                             label(N_("Your own name, as the log will show it. You become the IP officer."))),
        }  # fmt: skip
        self._lab_card = Card(label(N_("Laboratory")))
        for name in ("lab", "code", "highest", "folder"):
            self._lab_card.body.addWidget(self._rows[name])
        self._user_card = Card(label(N_("First user")))
        for widget in (self._rows["user"], self.passphrase):
            self._user_card.body.addWidget(widget)
        self._acts = QWidget()
        acts = spread(self.back, self.make)
        acts.setContentsMargins(0, 0, 0, 0)
        self._acts.setLayout(acts)
        self.head(self._acts)
        for each in (self._lab_card, self._user_card, self.recovery):
            self.column.addWidget(each)
        self.column.addStretch(1)

    def _connect(self) -> None:
        self.lab.textChanged.connect(lambda _text: self._rows["lab"].restore())
        self.user.textChanged.connect(lambda _text: self._rows["user"].restore())
        self.user.textChanged.connect(lambda _text: self.passphrase.judge())
        self.code.textChanged.connect(self._suggest_place)
        self.place.textEdited.connect(self._take_place)
        self.highest.currentIndexChanged.connect(self._say_highest)
        self.choose.clicked.connect(self._choose_place)
        self.make.clicked.connect(self._make)
        self.back.clicked.connect(self.left)
        self.recovery.accepted.connect(self._finish)

    def _show_step(self, *, key: bool) -> None:
        for each in (self._lab_card, self._user_card, self._acts):
            each.setVisible(not key)
        self.recovery.setVisible(key)
        self.press_on_enter(self.recovery.go_on if key else self.make)

    def _say_highest(self) -> None:
        code = self.highest.currentData()
        above = bool(LIMITS[code].state)
        self._rows["highest"].tell(self.context.label(HIGHEST[code][1]), "warn" if above else None)

    def _suggest_place(self) -> None:
        self._rows["code"].restore()
        if not self._place_typed:
            self.place.setText(str(_free(Path.home(), self.code.text().strip() or "ipdesk")))
            self._rows["folder"].restore()

    def _take_place(self) -> None:
        self._place_typed = True
        self._rows["folder"].restore()

    def _choose_place(self) -> None:
        caption = self.context.label(N_("Choose the folder in which the workspace's own folder is made"))
        if parent := self._dialogs.folder(self, caption):
            self._take_place()
            self.place.setText(str(_free(parent, self.code.text().strip() or "ipdesk")))

    def _lacking(self) -> str:
        """Return the name of the first row that is not filled in as it must be, after saying so there."""
        said = {
            "lab": "" if self.lab.text().strip() else N_("A laboratory needs a name."),
            "code": "" if self.code.text().strip() else N_("A short code is needed."),
            "folder": ""
            if Path(self.place.text()).is_absolute()
            else N_("Give the whole path of a new folder."),
            "user": "" if self.user.text().strip() else N_("A user needs a name."),
        }
        for name, sentence in reversed(said.items()):  # the first one keeps the focus
            if sentence:
                self._rows[name].refuse(self.context.label(sentence))
        return next((name for name, sentence in said.items() if sentence), "")

    def _make(self) -> None:
        self.outcome.hide()
        if self._lacking() or not (passphrase := self.passphrase.entered()):
            return
        make = partial(
            workspaces.create,
            Path(self.place.text()),
            name=self.lab.text().strip(),
            code=self.code.text().strip(),
            highest=self.highest.currentData(),
            user=self.user.text(),
            passphrase=passphrase,
            clock=self.context.clock,
        )
        self.make.setText(self.context.label(N_("Making the workspace…")))
        translator = self.context.translator

        def work(_task: Task) -> tuple[Desk, str]:
            space, key = make()
            return Desk(space, translator), key

        self.run(work, self._show_key, self._refuse)

    def _show_key(self, made: tuple[Desk, str]) -> None:
        self._desk, key = made
        self.passphrase.clear()
        self.recovery.show_key(key)
        self._say_make()
        self._show_step(key=True)
        self.outcome.say(
            self.context.say(
                Message(N_("The workspace is at {path}."), path=str(self._desk.workspace.folder))
            )
        )
        self.recovery.tick.setFocus()

    def _refuse(self, refused: Refused) -> None:
        self._say_make()
        said = " ".join(self.context.say(each) for each in (refused.what, refused.advice) if each)
        if isinstance(refused, WrongValue) and refused.field == "passphrase":
            self.passphrase.first_row.refuse(said)
        elif isinstance(refused, WrongValue) and refused.field in self._rows:
            self._rows[refused.field].refuse(said)
        elif isinstance(refused, CannotWrite):
            self._rows["folder"].refuse(said)
        else:
            self.outcome.refuse(refused)

    def _say_make(self) -> None:
        self.make.setText(self.context.label(N_("Make the workspace")))

    def _finish(self) -> None:
        desk, self._desk = self._desk, None
        self.recovery.forget()
        self.made.emit(desk)


def _free(parent: Path, stem: str) -> Path:
    """Return a folder of that name, or numbered, that is not there yet."""
    place, count = parent / f"{stem}.ipdesk", 1
    while place.exists():
        count += 1
        place = parent / f"{stem}-{count}.ipdesk"
    return place
