"""Files that left the desk, of which those that are ticked go onto a list for handing them over on a carrier."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from PySide6.QtWidgets import QLineEdit, QPushButton

from ipdesk.exporting.layout import mark_words
from ipdesk.gui.commands import Listed, always
from ipdesk.gui.context import Context
from ipdesk.gui.dialogs import Dialogs
from ipdesk.gui.labels import primary, spread, text_label
from ipdesk.gui.paper_writer import PaperWriter
from ipdesk.gui.tasks import Task, Tasks
from ipdesk.gui.tick_table import TICKED
from ipdesk.gui.ticked_page import TickedPage
from ipdesk.model.text import N_, Message
from ipdesk.operations import carriers
from ipdesk.operations.carriers import Left
from ipdesk.operations.desk import Desk

NOTHING: Final = N_("No file has left this desk yet.")
_WIDE: Final = 240


class CarriersPage(TickedPage):
    """Nothing is ticked at first: what is handed over is chosen one by one."""

    name = "carriers"
    headings = (N_("Serial number"), N_("File"), N_("Kind of file"), N_("Marking"), N_("Made"))
    widths = (150, 330, 150, 150)

    def __init__(self, context: Context, tasks: Tasks, dialogs: Dialogs) -> None:
        super().__init__(context, tasks)
        label = context.label
        self._seen: set[str] = set()
        self._writer = PaperWriter(self, dialogs)
        self.write_button = primary(QPushButton(label(N_("List…"))))
        self.receiver, self.purpose = QLineEdit(), QLineEdit()
        for field, name in ((self.receiver, N_("Handed over to")), (self.purpose, N_("Purpose"))):
            field.setAccessibleName(label(name))
            field.setPlaceholderText(label(name))
            field.setFixedWidth(_WIDE)
        self.empty.show_state(label(NOTHING), ())
        line = spread(
            text_label(label(N_("Handed over to")), "label"), self.receiver,
            text_label(label(N_("Purpose")), "label"), self.purpose, 1,
        )  # fmt: skip
        self._lay_out((self.write_button,), (line,))
        self.reader.found.connect(self._show)
        self.write_button.clicked.connect(self.write_list)
        self._show_act()

    def title(self) -> str:
        """Return the page's name."""
        return self.context.label(N_("Files handed over"))

    def refresh(self) -> None:
        """Read again what left."""

        def look(desk: Desk, _task: Task) -> list[Left]:
            return carriers.files_left(desk)

        if self.context.is_open():
            self.reader.ask(self.context.desk, look)

    def write_list(self) -> None:
        """Write the list of the files that are ticked."""
        serials = [int(each) for each in self.table.ticks.ticked()]
        if serials:
            self._writer.write_carriers(serials, self.receiver.text().strip(), self.purpose.text().strip())

    def _acts(self) -> Sequence[Listed]:
        return (
            ("write", N_("Write the list for handing over…"), self.write_list, "Ctrl+E", self.write_button.isEnabled),
            ("read", N_("Read again what left"), self.refresh, "F5", always),
            *self._tick_acts(),
        )  # fmt: skip

    def _show(self, found: list[Left]) -> None:
        if not self.context.is_open():
            return
        translator, keys = self.context.translator, [str(each.stamp.serial) for each in found]
        new = [key for key in keys if key not in self._seen]
        self._seen.update(new)
        rows = [
            (
                each.stamp.name(),
                each.name,
                self.context.label(carriers.KINDS.get(each.kind, each.kind)),
                mark_words(each.marking, translator),
                f"{each.stamp.time()[:16]}　{each.stamp.user}",
            )
            for each in found
        ]
        self.table.ticks.tick(new, on=False)
        self._show_ticks(rows, keys)
        self._show_act()

    def _show_act(self) -> None:
        ticked, count = len(self.table.ticks.ticked()), len(self.table.ticks.keys)
        self.count.setText(self.context.say(Message(TICKED, done=ticked, count=count)) if count else "")
        self.write_button.setEnabled(bool(ticked))
        self.acts_changed.emit()

    def _open(self, row: int) -> None:
        """Tick the row: a file that left has no page."""
        key = self.table.ticks.keys[row]
        self.table.ticks.tick([key], on=not self.table.ticks.is_ticked(row))
