"""Checklists: which holds, in which version, whose it is, and its questions with weight and source."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Final

from ipdesk.gui.context import Context
from ipdesk.gui.dialogs import Dialogs
from ipdesk.gui.labels import wrapped_label
from ipdesk.gui.rows_table import Row, Status
from ipdesk.gui.rules_page import Offered, RulesPage, Shape
from ipdesk.gui.tasks import Tasks
from ipdesk.gui.theme import MARKS, ROW
from ipdesk.model.findings import show_basis
from ipdesk.model.text import N_, Message
from ipdesk.operations import checklists
from ipdesk.operations.checklist_texts import ENDING, NAMES
from ipdesk.operations.checklists import KnownChecklist
from ipdesk.rules.checklist import Dimension, Item

SHAPE: Final = Shape(
    name="checklists",
    title=N_("Checklists"),
    headings=(
        N_("Checklist"), N_("Version"), N_("Whose"), N_("Installed"), N_("User"), N_("Questions"), N_("File"),
    ),
    widths=(280, 110, 110, 140, 90, 90),
    parts=N_("Questions of the checklist chosen"),
    part_headings=(N_("Part"), N_("Weight"), N_("Question"), N_("Basis")),
    part_widths=(140, 80, 540),
    ending=ENDING,
    files=N_("Checklists"),
)  # fmt: skip
FULL_LINES: Final = 6
NOTE: Final = N_(
    "Weights and thresholds are good practice, not law: export a copy, change it, give it a version of its own, and install it. What was answered keeps the version it was answered by."
)


class ChecklistsPage(RulesPage):
    """A row for each checklist, and below it its questions in their order."""

    def __init__(self, context: Context, tasks: Tasks, dialogs: Dialogs) -> None:
        super().__init__(context, tasks, dialogs, SHAPE)
        self._rows: Sequence[KnownChecklist] = ()
        # All of them, whole, however low the window is; the rest of the room is for the questions.
        heading = self.table.horizontalHeader().sizeHint().height()
        self.table.setFixedHeight(heading + len(NAMES) * ROW + 4)
        self.full = wrapped_label("")
        self.full.setMinimumHeight(self.full.fontMetrics().lineSpacing() * FULL_LINES)
        self.body.addWidget(self.full)
        self.parts.moved.connect(self._show_full)

    def chosen(self) -> KnownChecklist | None:
        """Return the checklist of the row that is chosen."""
        row = self.table.row()
        return self._rows[row] if 0 <= row < len(self._rows) else None

    def listed(self) -> tuple[str, list[Row]]:
        """Read the checklists."""
        self._rows = checklists.list_checklists(self.context.desk)
        return self.context.label(NOTE), [self._row(each) for each in self._rows]

    def _row(self, known: KnownChecklist) -> Row:
        made, lab = known.checklist, Status("ok", self.context.label(N_("the laboratory")))
        return (
            made.label.said(self.context.translator.language), made.version, lab if known.whose == "lab" else "ipdesk",
            f"{known.at:%Y-%m-%d %H:%M}" if known.at else "", known.user, str(len(made.items)), known.file,
        )  # fmt: skip

    def offered(self) -> Offered:
        """Offer what the checklist chosen allows."""
        if (chosen := self.chosen()) is None:
            return Offered()
        return Offered(True, True, bool(chosen.file), chosen.again)

    def part_rows(self) -> list[Row]:
        """Return the questions of the checklist chosen."""
        return [self._question_row(dimension, item) for dimension, item in self._items()]

    def _items(self) -> list[tuple[Dimension, Item]]:
        """Return the questions of the checklist chosen, by dimension."""
        if (chosen := self.chosen()) is None:
            return []
        made = chosen.checklist
        return [
            (dimension, item)
            for dimension in made.dimensions
            for item in made.items
            if item.dimension == dimension.id
        ]

    def _show_full(self, *_: object) -> None:
        """Show the question at hand in full: what helps to answer it, what an answer stops, and where it comes from."""
        items, row = self._items(), self.parts.row()
        chosen = self.chosen()
        if chosen is not None and chosen.unread is not None:
            said = Message(
                N_("Ours holds, as the laboratory's own cannot be read: {reason}"), reason=chosen.unread
            )
            self.full.setText(f"{MARKS['warn']} {self.context.say(said)}")
            return
        if not 0 <= row < len(items):
            self.full.clear()
            return
        item, language = items[row][1], self.context.translator.language
        lines = [item.question.said(language), item.guidance.said(language)]
        if item.options:
            lines.append(" / ".join(option.label.said(language) for option in item.options))
        if item.fails:
            lines.append(f"{MARKS['block']} {item.clears.said(language)}")
        lines.append("; ".join(show_basis(each, self.context.translator) for each in item.basis))
        self.full.setText("\n".join(line for line in lines if line))

    def _question_row(self, dimension: Dimension, item: Item) -> Row:
        context = self.context
        language = context.translator.language
        marks = [f"×{item.weight}"] if item.weight else []
        if item.fails:
            marks.append(context.label(N_("gate")))
        sources = "; ".join(show_basis(each, context.translator) for each in item.basis)
        return dimension.label.said(language), " ".join(marks), item.question.said(language), sources

    def question(self, file: Path) -> Message:
        """Ask whether it is to hold."""
        return Message(N_("Check “{file}” and let it hold as the checklist of its name?"), file=file.name)

    def install_file(self, file: Path) -> None:
        """Check a file and put it in force."""
        said = Message(N_("“{file}” does as a checklist and holds now."), file=file.name)
        self.work(said, lambda desk: checklists.install_checklist(desk, file))

    def copy_name(self) -> str:
        """Return the name and version of the checklist chosen."""
        chosen = self.chosen()
        return f"{chosen.checklist.id}-{chosen.checklist.version}" if chosen else ""

    def copy_to(self, target: Path) -> None:
        """Write a copy of the checklist chosen."""
        if chosen := self.chosen():
            said = Message(N_("Written: {file}"), file=str(target))
            self.work(said, lambda desk: checklists.export_checklist(desk, chosen, target))

    def take_out(self) -> None:
        """Take the laboratory's checklist out of force."""
        if chosen := self.chosen():
            said = Message(N_("Removed: “{name}”. It can be put back."), name=chosen.file)
            self.work(said, lambda desk: checklists.remove_checklist(desk, chosen))

    def put_back(self) -> None:
        """Put the laboratory's earlier checklist back in force."""
        if chosen := self.chosen():
            said = Message(N_("The laboratory's earlier checklist holds again."))
            self.work(said, lambda desk: checklists.restore_checklist(desk, chosen))
