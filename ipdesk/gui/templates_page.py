"""Word templates: which document is filled from which, whose it is, and the slots that one may use."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import pairwise
from pathlib import Path
from typing import Final

from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QPushButton

from ipdesk.gui.commands import Command
from ipdesk.gui.context import Context
from ipdesk.gui.dialogs import Dialogs
from ipdesk.gui.file_places import with_ending
from ipdesk.gui.labels import primary, spread, text_label, wrapped_label
from ipdesk.gui.page import Page
from ipdesk.gui.rows_table import Row, RowsTable, Status
from ipdesk.gui.tasks import Task, Tasks
from ipdesk.model.errors import Refused
from ipdesk.model.text import N_, Message
from ipdesk.operations import templates
from ipdesk.operations.desk import Desk
from ipdesk.operations.permissions import permits
from ipdesk.operations.templates import ENDING, Template

WIDTHS: Final = (250, 140, 80, 110, 140, 90)  # of all columns but the last
SLOT_WIDTHS: Final = (260,)
LANGUAGES: Final = {"zh": N_("Chinese"), "en": N_("English")}
KINDS: Final = f"(*{ENDING})"
NONE_YET: Final = N_(
    "No template is the laboratory's own yet. Export a copy, change it in Word or WPS, and install it."
)
OWN: Final = N_("Templates of the laboratory's own: {count}. Removed ones are kept and can be put back.")


class TemplatesPage(Page):
    """What is done is done to the row that is chosen; a file dropped is installed for it, after a question."""

    def __init__(self, context: Context, tasks: Tasks, dialogs: Dialogs) -> None:
        super().__init__(context, tasks)
        self._dialogs = dialogs
        self._rows: Sequence[Template] = ()
        self._busy = False
        self._said: Message | None = None
        label = context.label
        self.install = primary(QPushButton(label(N_("Check and install…"))))
        self.export = QPushButton(label(N_("Export a copy…")))
        self.remove = QPushButton(label(N_("Remove")))
        self.restore = QPushButton(label(N_("Put back")))
        self.remove.setToolTip(label(N_("Ours, where there is one, holds again")))
        self.restore.setToolTip(label(N_("The laboratory's template that was in force before")))
        self.note = wrapped_label("", muted=True)
        headings = (
            N_("Document"), N_("Register"), N_("Language"), N_("Whose"), N_("Installed"), N_("User"), N_("File"),
        )  # fmt: skip
        self.table = RowsTable(context, self.title(), [label(each) for each in headings], WIDTHS)
        slots = label(N_("Slots of the document chosen"))
        self.slots = RowsTable(context, slots, [label(N_("Slot")), label(N_("What it holds"))], SLOT_WIDTHS)
        self.body.addLayout(
            spread(text_label(self.title(), "title"), 1, self.export, self.remove, self.restore, self.install)
        )
        self.body.addWidget(self.outcome)
        self.body.addWidget(self.note)
        self.body.addWidget(self.table, 3)
        self.body.addWidget(text_label(slots, "section"))
        self.body.addWidget(self.slots, 2)
        self.setFocusProxy(self.table)
        self.setAcceptDrops(self._may_change())
        self._connect()
        widgets = (self.export, self.remove, self.restore, self.install, self.table, self.slots)
        for before, after in pairwise(widgets):
            self.setTabOrder(before, after)

    def title(self) -> str:
        """Return the page's name."""
        return self.context.label(N_("Word templates"))

    def refresh(self) -> None:
        """Read the templates again."""
        if not self.context.is_open():
            return
        try:
            self._rows = templates.list_templates(self.context.desk)
        except Refused as refused:
            self.outcome.refuse(refused)
            return
        own = sum(each.whose == "lab" for each in self._rows)
        self.note.setText(self.context.say(Message(OWN, count=own) if own else NONE_YET))
        self.table.show_rows([self._row(each) for each in self._rows])
        self._choose()

    def chosen(self) -> Template | None:
        """Return the template of the row that is chosen."""
        row = self.table.row()
        return self._rows[row] if 0 <= row < len(self._rows) else None

    def commands(self) -> Sequence[Command]:
        """Return the acts of this page."""
        acts = (
            ("install", self.install, "Ctrl+I"), ("export", self.export, "Ctrl+E"),
            ("remove", self.remove, ""), ("restore", self.restore, ""),
        )  # fmt: skip
        return [
            Command(id=f"templates.{name}", label=button.text(), run=button.click, shortcut=keys,
                    enabled=button.isEnabled)
            for name, button, keys in acts
        ]  # fmt: skip

    def may_leave(self) -> bool:
        """Stay while a file is being checked."""
        return not self._busy

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Welcome one Word file."""
        if self._dropped(event) is not None:
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Ask, then install the file dropped for the document that is chosen."""
        file, chosen = self._dropped(event), self.chosen()
        if file is None or chosen is None:
            return
        event.acceptProposedAction()
        question = Message(
            N_("Install “{file}” as the template of “{document}”, {language}?"), file=file.name,
            document=Message(chosen.label), language=Message(LANGUAGES[chosen.language]),
        )  # fmt: skip
        if self._dialogs.decide(self, self.context.say(question), self.context.label(N_("Install"))):
            self.install_file(file)

    def install_file(self, file: Path) -> None:
        """Check a file and install it for the document that is chosen."""
        if chosen := self.chosen():
            said = Message(N_("“{file}” does as a template and is in force now."), file=file.name)
            self._work(said, lambda desk: templates.install_template(desk, file, chosen))

    def _connect(self) -> None:
        self.table.moved.connect(self._choose)
        self.table.chosen.connect(lambda _row: self.export.click())
        self.install.clicked.connect(self._install)
        self.export.clicked.connect(self._export)
        self.remove.clicked.connect(self._remove)
        self.restore.clicked.connect(self._restore)

    def _may_change(self) -> bool:
        return self.context.is_open() and permits(self.context.desk.actor, "rules")

    def _dropped(self, event: QDropEvent) -> Path | None:
        files = [Path(each.toLocalFile()) for each in event.mimeData().urls() if each.isLocalFile()]
        return files[0] if len(files) == 1 and files[0].suffix.lower() == ENDING else None

    def _row(self, template: Template) -> Row:
        label = self.context.label
        whose: dict[str, str | Status] = {
            "ours": "ipdesk",
            "lab": Status("ok", label(N_("the laboratory"))),
            "": label(N_("none")),
        }
        return (
            label(template.label), label(template.register.label), label(LANGUAGES[template.language]),
            whose[template.whose], f"{template.at:%Y-%m-%d %H:%M}" if template.at else "", template.user,
            template.file if template.whose == "lab" else "",
        )  # fmt: skip

    def _choose(self) -> None:
        """Offer what can be done to the row chosen, and show the slots of its document."""
        chosen, change, say = self.chosen(), self._may_change() and not self._busy, self.context.say
        self.install.setEnabled(chosen is not None and change)
        self.export.setEnabled(chosen is not None and chosen.whose != "" and not self._busy)
        self.remove.setEnabled(chosen is not None and chosen.whose == "lab" and change)
        self.restore.setEnabled(chosen is not None and chosen.again and change)
        rows: list[Row] = []
        for slot in templates.template_slots(chosen) if chosen else ():
            rows.append((slot.name, say(slot.label)))
            rows += [(f"{slot.name} › {cell.name}", say(cell.label)) for cell in slot.of]
        self.slots.show_rows(rows)

    def _install(self) -> None:
        label = self.context.label
        kinds = label(N_("Word documents")) + f" {KINDS}"
        files = self._dialogs.open_files(self, label(N_("File to check and install")), kinds)
        if files:
            self.install_file(files[0])

    def _export(self) -> None:
        chosen = self.chosen()
        if chosen is None or not chosen.whose:
            return
        place = self._dialogs.save_file(
            self, self.context.label(N_("Save a copy to edit")), f"{chosen.name}{ENDING}"
        )
        if place is not None:
            target = with_ending(place, ENDING)
            said = Message(N_("Written: {file}"), file=str(target))
            self._work(said, lambda desk: templates.export_template(desk, chosen, target))

    def _remove(self) -> None:
        if chosen := self.chosen():
            said = Message(N_("Removed: “{name}”. It can be put back."), name=chosen.file)
            self._work(said, lambda desk: templates.remove_template(desk, chosen))

    def _restore(self) -> None:
        if chosen := self.chosen():
            said = Message(N_("The laboratory's earlier template is in force again."))
            self._work(said, lambda desk: templates.restore_template(desk, chosen))

    def _work(self, said: Message, work: Callable[[Desk], object]) -> None:
        """Do work over a connection of its own, then say how it went."""
        if self._busy:
            return
        desk, self._said, self._busy = self.context.desk, said, True
        self.outcome.hide()
        self._choose()

        def over_twin(_task: Task) -> None:
            twin = desk.twin()
            with twin.workspace:
                work(twin)

        self.tasks.start(over_twin, self._done, self._refused)

    def _done(self, _result: object) -> None:
        self._busy = False
        if self.context.is_open() and self._said is not None:  # else the desk was locked meanwhile
            self.refresh()
            self.outcome.say(self.context.say(self._said))
            self.context.changed.emit()

    def _refused(self, refused: Refused) -> None:
        self._busy = False
        self._choose()
        self.outcome.refuse(refused)
