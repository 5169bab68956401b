"""Rule files of one kind: which hold, in which version, whose they are, and what stands in them with its source."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any, Final

from PySide6.QtCore import Signal

from ipdesk.gui.context import Context
from ipdesk.gui.dialogs import Dialogs
from ipdesk.gui.labels import wrapped_label
from ipdesk.gui.rows_table import Row, Status
from ipdesk.gui.rules_page import Offered, RulesPage, Shape
from ipdesk.gui.tasks import Tasks
from ipdesk.gui.theme import MARKS, ROW
from ipdesk.model.text import N_, Message
from ipdesk.operations import rule_files
from ipdesk.operations.rule_files import KINDS, Known
from ipdesk.operations.rule_kinds import ENDING, RuleKind
from ipdesk.rules.parts import Part

CHARACTER: Final = 14  # pixels of a Chinese one
FULL_LINES: Final = 6
MOST_WHOLE: Final = 6  # rows of the upper table that are shown without scrolling, however low the window is


def shape_of(kind: RuleKind[Any]) -> Shape:
    """Return what the page of a kind is called and shows."""
    return Shape(
        name="rules",
        title=kind.label,
        headings=(
            N_("Rules"), N_("Version"), N_("Whose"), N_("Installed"), N_("User"), N_("Entries"), N_("File"),
        ),
        widths=(264, 110, 126, 140, 90, 90),
        parts=kind.parts_label,
        part_headings=tuple(each.label for each in kind.columns),
        part_widths=tuple(each.width * CHARACTER for each in kind.columns[:-1]),
        ending=ENDING,
        files=kind.label,
    )  # fmt: skip


class RuleFilesPage(RulesPage):
    """A row for each file, and below it what stands in the one chosen.

    `edit_asked` carries the name of a file to edit a copy of, where a kind has an editor.
    """

    edit_asked = Signal(str)

    def __init__(self, context: Context, tasks: Tasks, dialogs: Dialogs, kind: str) -> None:
        self.kind = next(each for each in KINDS if each.id == kind)
        super().__init__(context, tasks, dialogs, self.shape())
        self._rows: Sequence[Known[Any]] = ()
        self._parts: Sequence[Part] = ()
        # All of them, whole, however low the window is; the rest of the room is for what stands in them.
        heading = self.table.horizontalHeader().sizeHint().height()
        self.table.setFixedHeight(heading + min(len(self.kind.names), MOST_WHOLE) * ROW + 4)
        self.full = wrapped_label("")
        self.full.setMinimumHeight(self.full.fontMetrics().lineSpacing() * FULL_LINES)
        self.body.addWidget(self.full)
        self.parts.moved.connect(self._show_full)

    def shape(self) -> Shape:
        """Return what the page is called and shows."""
        return shape_of(self.kind)

    def chosen(self) -> Known[Any] | None:
        """Return the rules of the row that is chosen."""
        row = self.table.row()
        return self._rows[row] if 0 <= row < len(self._rows) else None

    def listed(self) -> tuple[str, list[Row]]:
        """Read the rules."""
        self._rows = rule_files.list_rules(self.context.desk, self.kind)
        return self.context.label(self.kind.note), [self.row_of(each) for each in self._rows]

    def row_of(self, known: Known[Any]) -> Row:
        """Return what is told of rules in the upper table."""
        made, lab = known.made, Status("ok", self.context.label(N_("the laboratory")))
        count = len({each.id for each in self.kind.parts(made, self.context.translator)})
        return (
            made.label.said(self.context.translator.language), made.version, lab if known.whose == "lab" else "ipdesk",
            f"{known.at:%Y-%m-%d %H:%M}" if known.at else "", known.user, str(count), known.file,
        )  # fmt: skip

    def offered(self) -> Offered:
        """Offer what the rules chosen allow."""
        if (chosen := self.chosen()) is None:
            return Offered()
        return Offered(True, True, bool(chosen.file), chosen.again)

    def part_rows(self) -> list[Row]:
        """Return what stands in the rules chosen."""
        chosen = self.chosen()
        self._parts = self.kind.parts(chosen.made, self.context.translator) if chosen else ()
        return [each.cells for each in self._parts]

    def _show_full(self) -> None:
        """Show the entry at hand in full, or why the laboratory's own rules do not hold."""
        row, chosen = self.parts.row(), self.chosen()
        if chosen is not None and chosen.unread is not None:
            said = Message(
                N_("Ours holds, as the laboratory's own cannot be read: {reason}"), reason=chosen.unread
            )
            self.full.setText(f"{MARKS['warn']} {self.context.say(said)}")
        else:
            self.full.setText("\n".join(self._parts[row].lines) if 0 <= row < len(self._parts) else "")

    def question(self, file: Path) -> Message:
        """Ask whether it is to hold."""
        return Message(N_("Check “{file}” and let it hold under the name that it gives?"), file=file.name)

    def install_file(self, file: Path) -> None:
        """Check a file and put it in force."""
        said = Message(N_("“{file}” does and holds now."), file=file.name)
        self.work(said, lambda desk: rule_files.install_rules(desk, file, self.kind))

    def copy_name(self) -> str:
        """Return the name and version of the rules chosen."""
        chosen = self.chosen()
        return f"{chosen.made.id}-{chosen.made.version}" if chosen else ""

    def copy_to(self, target: Path) -> None:
        """Write a copy of the rules chosen."""
        if chosen := self.chosen():
            said = Message(N_("Written: {file}"), file=str(target))
            self.work(said, lambda desk: rule_files.export_rules(desk, chosen, target))

    def take_out(self) -> None:
        """Take the laboratory's rules out of force."""
        if chosen := self.chosen():
            said = Message(N_("Removed: “{name}”. It can be put back."), name=chosen.file)
            self.work(said, lambda desk: rule_files.remove_rules(desk, chosen))

    def put_back(self) -> None:
        """Put the laboratory's earlier rules back in force."""
        if chosen := self.chosen():
            said = Message(N_("The laboratory's earlier file holds again."))
            self.work(said, lambda desk: rule_files.restore_rules(desk, chosen))
