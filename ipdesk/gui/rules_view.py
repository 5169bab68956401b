"""All rules of the book of deadlines in one table that can be narrowed, and beside it the one at hand in full."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import partial
from itertools import accumulate
from operator import is_
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction, QActionGroup, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QMenu, QSplitter, QVBoxLayout

from ipdesk.gui.chip import Chip
from ipdesk.gui.context import Context
from ipdesk.gui.empty_state import EmptyState
from ipdesk.gui.filter_bar import SearchField
from ipdesk.gui.labels import spread, text_label
from ipdesk.gui.passing import Passing
from ipdesk.gui.rows_table import Row, RowsTable, Status
from ipdesk.gui.rule_sheet import RuleSheet
from ipdesk.gui.theme import FIELD_GAP, Tone
from ipdesk.model.folding import folded
from ipdesk.model.text import N_, Message
from ipdesk.rules.deadline_events import KIND_LABELS
from ipdesk.rules.deadline_files import DeadlineRules
from ipdesk.rules.deadline_parts import deadline_parts
from ipdesk.rules.deadline_rules import Rule
from ipdesk.rules.deadline_wordings import CONFIDENCES, confidence_of, is_old, is_unverified, rule_told

HEADINGS: Final = (
    N_("Task"), N_("Term"), N_("Confidence"), N_("Checked"), N_("Basis"), N_("Holds for"), N_("Runs from"),
    N_("Last day off"), N_("Cleared by"), N_("File"),
)  # fmt: skip
WIDTHS: Final = (204, 112, 122, 102, 200, 140, 190, 110, 180, 140)
SIDES: Final = (620, 420)  # pixels of the table and of the rule in full
LEAST, MOST = 380, 560  # pixels of the rule in full
SCROLL_BAR: Final = 20  # pixels, with the borders
BASIS: Final = HEADINGS.index("Basis")
ALL: Final = ""


@dataclass(frozen=True, slots=True)
class Narrowed:
    """Which rules are shown: those with every word of a text, of one file, for one kind of right, only the unverified."""

    text: str = ""
    file: str = ALL
    kind: str = ALL
    unverified: bool = False


@dataclass(frozen=True, slots=True)
class Entry:
    """A rule with the file it stands in, its cells, and all its words in which is searched."""

    rule: Rule
    file: str
    file_label: str
    cells: Row
    words: str

    def fits(self, wanted: Narrowed) -> bool:
        """Say whether it is among what is wanted."""
        return (
            wanted.file in (ALL, self.file)
            and (wanted.kind == ALL or not self.rule.kinds or wanted.kind in self.rule.kinds)
            and (not wanted.unverified or is_unverified(self.rule))
            and all(folded(word) in self.words for word in wanted.text.split())
        )


class RulesView(Passing):
    """`tried` carries a rule whose first example is to be reckoned, on Enter; `moved` says that another rule is at hand."""

    tried = Signal(object)
    moved = Signal()

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._files: tuple[DeadlineRules, ...] = ()
        self._entries: Sequence[Entry] = ()
        self._shown: Sequence[Entry] = ()
        self.wanted = Narrowed()
        label = context.label
        self.search = SearchField()
        self.search.setAccessibleName(label(N_("Search")))
        self.search.setPlaceholderText(label(N_("Task, basis, event, any word   /")))
        self.search.setClearButtonEnabled(True)
        self.file = Chip(menu=QMenu(self))
        self.kind = Chip(menu=QMenu(self))
        self.unverified = Chip()
        self.count = text_label("", "label")
        self.table = RowsTable(
            context, label(N_("Rules of deadlines")), [label(each) for each in HEADINGS], WIDTHS
        )
        self.sheet = RuleSheet(context)
        self.empty = EmptyState()
        self.halves = QSplitter(Qt.Orientation.Horizontal)
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(FIELD_GAP)
        line = spread(self.search, self.file, self.kind, self.unverified, self.count)
        line.setStretch(0, 1)
        rows.addLayout(line)
        self.halves.setChildrenCollapsible(False)
        self.halves.setHandleWidth(FIELD_GAP)
        self.halves.addWidget(self.table)
        self.halves.addWidget(self.sheet)
        self.halves.setSizes(list(SIDES))
        self.halves.setStretchFactor(0, SIDES[0])
        self.halves.setStretchFactor(1, SIDES[1])
        rows.addWidget(self.halves, 1)
        rows.addWidget(self.empty, 1)
        self.empty.hide()
        self.setFocusProxy(self.table)

    def _connect(self) -> None:
        self.search.textChanged.connect(lambda text: self.narrow(text=text.strip()))
        self.search.left.connect(self.table.setFocus)
        self.unverified.clicked.connect(self.turn_unverified)
        self.file.menu().aboutToShow.connect(self._fill_files)
        self.kind.menu().aboutToShow.connect(self._fill_kinds)
        self.table.moved.connect(self._show_rule)
        self.table.chosen.connect(lambda row: self.tried.emit(self._shown[row].rule))

    def show_files(self, files: Sequence[DeadlineRules]) -> None:
        """Show the rules of all files, as far as they are wanted; the same ones stay as they stand."""
        if len(files) == len(self._files) and all(map(is_, files, self._files)):
            return
        self._files = tuple(files)
        self._entries = [entry for each in files for entry in self._entries_of(each)]
        self._show_rows()

    def narrow(self, **changed: object) -> None:
        """Show other rules: a `text`, a `file`, a `kind`, or `unverified` ones alone."""
        self.wanted = replace(self.wanted, **changed)  # type: ignore[arg-type]  # as named
        self._show_rows()

    def turn_unverified(self) -> None:
        """Show only the rules that were not all read in their text, or all of them."""
        self.narrow(unverified=not self.wanted.unverified)

    def reset(self) -> None:
        """Show all rules."""
        self.search.clear()
        self.narrow(text="", file=ALL, kind=ALL, unverified=False)
        self.search.setFocus()

    def all_rules(self) -> list[Rule]:
        """Return the rules of all files, whether shown or not."""
        return [each.rule for each in self._entries]

    def rule(self) -> Rule | None:
        """Return the rule at hand."""
        entry = self._entry()
        return entry.rule if entry else None

    def go_to(self, id: str) -> None:
        """Show a rule, among all of them where it is not among those shown."""
        if not any(each.rule.id == id for each in self._shown):
            self.reset()
        place = next((row for row, each in enumerate(self._shown) if each.rule.id == id), -1)
        if place >= 0:
            self.table.selectRow(place)
        self.table.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go to the search on “/”, from anywhere but a line of text."""
        if event.text() == "/":
            self.search.setFocus()
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the rule in full readable where there is little room, and let the table have the rest."""
        super().resizeEvent(event)
        sheet = max(LEAST, min(MOST, event.size().width() // 3))
        table = max(1, event.size().width() - sheet)
        self.halves.setSizes([table, sheet])
        self._show_columns(table - SCROLL_BAR)

    def _show_columns(self, room: int) -> None:
        """Show as many columns as there is room for; what is hidden stands in the rule in full."""
        ends = list(accumulate(WIDTHS))
        last = next((column for column in range(len(WIDTHS) - 1, BASIS, -1) if ends[column] <= room), BASIS)
        for column in range(BASIS + 1, len(HEADINGS)):
            self.table.setColumnHidden(column, column > last)
        # The last one takes the room that is left, so it only has to be narrow enough.
        self.table.setColumnWidth(BASIS, WIDTHS[BASIS] if last > BASIS else 0)

    def _entry(self) -> Entry | None:
        row = self.table.row()
        return self._shown[row] if 0 <= row < len(self._shown) else None

    def _entries_of(self, made: DeadlineRules) -> list[Entry]:
        translator, today = self._context.translator, self._context.desk.today()
        label = made.label.said(translator.language)
        found = []
        for rule, part in zip(made.rules, deadline_parts(made, translator), strict=True):
            name, scope, trigger, term, roll, cleared, checked, sources = part.cells
            cells = (
                name, term, self._confidence(rule), Status("warn", checked) if is_old(rule, today) else checked,
                sources, scope, trigger, roll, cleared, label,
            )  # fmt: skip
            words = folded(" ".join([*part.lines, *part.cells, label, rule.task]))
            found.append(Entry(rule, made.id, label, cells, words))
        return found

    def _confidence(self, rule: Rule) -> Status:
        tone, word = CONFIDENCES[confidence_of(rule)]
        status: Tone = tone or "info"
        return Status(status, self._context.label(word))

    def _show_rows(self) -> None:
        at_hand = self.rule()
        self._shown = [each for each in self._entries if each.fits(self.wanted)]
        self.table.show_rows([each.cells for each in self._shown])
        again = next(
            (row for row, each in enumerate(self._shown) if at_hand and each.rule.id == at_hand.id), -1
        )
        if again >= 0:
            self.table.selectRow(again)
        elif self._shown:
            self.table.selectRow(0)
        self._show_chips()
        self.halves.setVisible(bool(self._shown))
        self.empty.setVisible(not self._shown)
        if not self._shown:
            self._show_empty()

    def _show_empty(self) -> None:
        label = self._context.label
        none, all_ = label(N_("No rule is like that.")), label(N_("Show all rules"))
        self.empty.show_state(none, [(all_, self.reset)])

    def _show_chips(self) -> None:
        label, say = self._context.label, self._context.say
        everything = label(N_("all"))
        files = {each.file: each.file_label for each in self._entries}
        file = files.get(self.wanted.file, everything)
        kind = label(KIND_LABELS[self.wanted.kind]) if self.wanted.kind else everything
        self.file.show_text(say(Message(N_("File: {name}"), name=file)), "▾", in_force=bool(self.wanted.file))
        self.kind.show_text(
            say(Message(N_("Kind of right: {name}"), name=kind)), "▾", in_force=bool(self.wanted.kind)
        )
        sign = "×" if self.wanted.unverified else ""
        self.unverified.show_text(label(N_("Not verified only")), sign, in_force=self.wanted.unverified)
        counted = Message(N_("{shown} of {count} rules"), shown=len(self._shown), count=len(self._entries))
        self.count.setText(say(counted))

    def _fill_files(self) -> None:
        self._fill(self.file.menu(), "file", {each.file: each.file_label for each in self._entries})

    def _fill_kinds(self) -> None:
        label = self._context.label
        self._fill(self.kind.menu(), "kind", {code: label(each) for code, each in KIND_LABELS.items()})

    def _fill(self, menu: QMenu, name: str, choices: dict[str, str]) -> None:
        menu.clear()
        group = QActionGroup(menu)
        for code, word in {ALL: self._context.label(N_("all")), **choices}.items():
            action = QAction(word, menu, checkable=True)
            action.setChecked(code == getattr(self.wanted, name))
            action.triggered.connect(partial(self._narrow_to, name, code))
            group.addAction(action)
            menu.addAction(action)

    def _narrow_to(self, name: str, code: str, _on: bool = False) -> None:
        self.narrow(**{name: code})

    def _show_rule(self) -> None:
        entry = self._entry()
        translator = self._context.translator
        if entry is not None:
            told = rule_told(entry.rule, entry.file_label, translator, self._context.desk.today())
            self.sheet.show_rule(entry.rule.label.said(translator.language), told)
        self.moved.emit()
