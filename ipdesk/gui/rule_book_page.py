"""The rule book of deadlines: every rule to be read and narrowed down, a calculator, and the files the rules stand in."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import Final

from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from ipdesk.gui.chip_row import ChipRow
from ipdesk.gui.commands import Command, Listed, listed_commands
from ipdesk.gui.context import Context
from ipdesk.gui.dialogs import Dialogs
from ipdesk.gui.labels import spread
from ipdesk.gui.moving_rules_page import MovingRulesPage
from ipdesk.gui.rows_table import Row
from ipdesk.gui.rules_page import Offered
from ipdesk.gui.rules_view import RulesView
from ipdesk.gui.tasks import Tasks
from ipdesk.gui.theme import ROW
from ipdesk.gui.what_if_view import WhatIfView
from ipdesk.model.text import N_, Message
from ipdesk.rules.deadline_rules import Rule

RULES, WHAT_IF, FILES = "rules", "what-if", "files"
CHIPS: Final = {RULES: N_("Rules"), WHAT_IF: N_("What if"), FILES: N_("Files")}


class RuleBookPage(MovingRulesPage):
    """Three views by chips; the acts on files stand over the view of the files alone, installing one over all of them."""

    def __init__(self, context: Context, tasks: Tasks, dialogs: Dialogs, kind: str) -> None:
        self._view = RULES
        super().__init__(context, tasks, dialogs, kind)
        self.rules, self.calculator = RulesView(context), WhatIfView(context)
        self.show_rules = QPushButton(context.label(N_("Show the rules of this file")))
        self._lay_book()
        self.chips = ChipRow(self.title(), list(CHIPS))
        self.of_view: dict[str, QWidget] = {RULES: self.rules, WHAT_IF: self.calculator, FILES: self.files}
        for each in (self.rules, self.calculator):
            self.views.addWidget(each)
        self.body.insertWidget(2, self.chips)
        self.chips.chosen.connect(self.show_view_of)
        self.rules.tried.connect(self.try_example)
        self.calculator.rule_asked.connect(self.go_to_rule)
        self.show_rules.clicked.connect(self.show_rules_of_file)
        self._show_chips()
        self.show_view(self.rules)
        self.setFocusProxy(self.rules)

    def _lay_book(self) -> None:
        """Leave the rules to their own view: that of the files shows the files alone."""
        self.parts_title.hide()
        self.parts.hide()
        self.full.setMinimumHeight(0)  # it only says why a file of the laboratory's own does not hold
        self.table.setFixedHeight(
            self.table.horizontalHeader().sizeHint().height() + len(self.kind.names) * ROW + 4
        )
        column = self.files.layout()
        assert isinstance(column, QVBoxLayout)
        column.insertLayout(column.indexOf(self.parts_title), spread(self.show_rules, 1))
        column.addStretch(1)

    def part_rows(self) -> list[Row]:
        """Return nothing: the rules of all files stand in a view of their own."""
        return []

    def usual_view(self) -> QWidget:
        """Return the view chosen by the chips."""
        return self.of_view[self._view]

    def refresh(self) -> None:
        """Read the rules again, and reckon what is supposed by them."""
        super().refresh()
        if self.context.is_open():
            self.rules.show_files([each.made for each in self._rows])
            self.calculator.look()
            self._show_chips()

    def offered(self) -> Offered:
        """Offer what is done to a file in the view of files, and installing one in all views."""
        offered = super().offered()
        return offered if self._view == FILES else Offered(install=offered.install)

    def commands(self) -> Sequence[Command]:
        """Return the acts of rule files, the views, and what is done to the rule at hand."""
        acts: list[Listed] = [
            ("what-if", N_("What if: reckon deadlines of a case supposed"), partial(self.show_view_of, WHAT_IF),
             "Ctrl+T", self._is_free),
            ("rules", N_("Rules of deadlines"), partial(self.show_view_of, RULES), "", self._is_free),
            ("files", N_("Files of the rule book"), partial(self.show_view_of, FILES), "", self._is_free),
            ("next", N_("Show the next: rules, what if, files"), self.turn, "F6", self._is_free),
            ("example", N_("Reckon the first example of the rule"), self._try_at_hand, "Ctrl+Return",
             self._has_example),
            ("search", N_("Search among the rules"), self.search, "Ctrl+F", self._is_free),
            ("unverified", N_("Show only rules that are not verified, or all"), self._turn_unverified, "",
             self._is_free),
            ("all", N_("Show all rules"), self._show_all, "", self._is_free),
            ("of-file", N_("Show the rules of this file"), self.show_rules_of_file, "",
             lambda: self._is_free() and self._view == FILES and self.chosen() is not None),
            ("empty", N_("Empty the calculator"), self.calculator.empty_all, "", self._is_free),
        ]  # fmt: skip
        return [*super().commands(), *listed_commands("rulebook", self.context, acts)]

    def show_view_of(self, key: str) -> None:
        """Show the rules, the calculator or the files."""
        if self.deciding:
            return
        self._view = key
        self._show_chips()
        self.show_view(self.of_view[key])

    def turn(self) -> None:
        """Show the next view."""
        keys = list(CHIPS)
        self.show_view_of(keys[(keys.index(self._view) + 1) % len(keys)])

    def search(self) -> None:
        """Put the cursor into the search among the rules."""
        self.show_view_of(RULES)
        self.rules.search.setFocus()

    def try_example(self, rule: Rule) -> None:
        """Fill the calculator with the first worked example of a rule; without one it says so."""
        if not rule.examples:
            self.outcome.say(self.context.label(N_("This rule has no worked example.")), "info")
            return
        # One that a desk came to know late shows what no calculator asks.
        usual = (each for each in rule.examples if each.case.known_since is None)
        self.show_view_of(WHAT_IF)
        self.calculator.show_case(next(usual, rule.examples[0]).case, rule.id)

    def go_to_rule(self, id: str) -> None:
        """Show a rule in full among the others."""
        self.show_view_of(RULES)
        self.rules.go_to(id)

    def show_rules_of_file(self) -> None:
        """Show the rules of the file chosen alone."""
        if (chosen := self.chosen()) is not None:
            self.show_view_of(RULES)
            self.rules.reset()
            self.rules.narrow(file=chosen.made.id)
            self.rules.setFocus()

    def show_view(self, view: QWidget) -> None:
        """Show a view, with the chips unless something waits to be decided."""
        super().show_view(view)
        self.chips.setVisible(view is not self.moves)
        for each in (self.export, self.remove, self.restore):
            each.setVisible(view is self.files)

    def _is_free(self) -> bool:
        return not self.deciding

    def _has_example(self) -> bool:
        rule = self.rules.rule()
        return self._is_free() and self._view == RULES and rule is not None and bool(rule.examples)

    def _try_at_hand(self) -> None:
        if (rule := self.rules.rule()) is not None:
            self.try_example(rule)

    def _turn_unverified(self) -> None:
        self.show_view_of(RULES)
        self.rules.turn_unverified()

    def _show_all(self) -> None:
        self.show_view_of(RULES)
        self.rules.reset()

    def _show_chips(self) -> None:
        say, label = self.context.say, self.context.label
        count = sum(len(each.made.rules) for each in self._rows)
        counts = {RULES: count, FILES: len(self.kind.names)}
        texts = {
            key: say(Message("{word} {count}", word=label(word), count=counts[key]))
            if key in counts
            else label(word)
            for key, word in CHIPS.items()
        }
        self.chips.show_choice(self._view, texts)
