"""One clause of a template as it is written: heading, wordings in both languages, and blanks to put in."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from ipdesk.gui.context import Context
from ipdesk.gui.field_row import FieldRow
from ipdesk.gui.labels import spread
from ipdesk.gui.theme import FIELD_GAP
from ipdesk.model.text import N_
from ipdesk.rules.clause_editing import clause_of, with_clause, with_option
from ipdesk.rules.clauses import SLOTS, Option, Template
from ipdesk.rules.words import Words

LEAST_TEXT: Final = 120  # pixels
LEAST_LETTERS: Final = 12


class ClauseForm(QWidget):
    """Holds the template; "" stands for its heading and preamble. `edited` is sent at each change somebody makes."""

    edited = Signal()

    def __init__(self, context: Context, template: Template) -> None:
        super().__init__()
        self._context, self.template, self.clause, self.option = context, template, "", ""
        label = context.label
        self.heading = (QLineEdit(), QLineEdit())  # in Chinese and in English, as all pairs here
        self.naming = (QLineEdit(), QLineEdit())
        self.text = (QPlainTextEdit(), QPlainTextEdit())
        self.left_out = QCheckBox(label(N_("May be left out")))
        self.usual = QCheckBox(label(N_("Taken unless another is chosen")))
        self.options = QComboBox()
        self.add = QPushButton(label(N_("Add a wording")))
        self.remove = QPushButton(label(N_("Remove the wording")))
        self.slots = QComboBox()
        for slot, name in SLOTS.items():
            self.slots.addItem(f"{label(name)}  {{{slot}}}", slot)
        self.slots.setAccessibleName(label(N_("Blank to put in")))
        for combo in (self.slots, self.options):  # they list more than there is room for
            combo.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
            combo.setMinimumContentsLength(LEAST_LETTERS)
        self.insert = QPushButton(label(N_("Put the blank in")))
        self._last = self.text[0]
        self._lay_out()
        self._connect()
        self.show_clause("")

    def show_clause(self, clause: str, option: str = "") -> None:
        """Show a clause, in a wording of it or its usual one."""
        self.clause = clause
        if clause:
            found = clause_of(self.template, clause)
            self.option = option if found.fits(option) and option else found.default
        self._fill()

    def put_blank(self) -> None:
        """Put the blank chosen into the wording that was typed in last."""
        self._last.insertPlainText(f"{{{self.slots.currentData()}}}")
        self._last.setFocus()

    def _fill(self) -> None:
        """Show the template as it is; nothing of that is an edit."""
        template = self.template
        found = clause_of(template, self.clause) if self.clause else None
        wording = found.option(self.option) if found else None
        _show(self.heading, found.heading if found else template.title)
        _show(self.text, wording.text if wording else template.preamble)
        _show(self.naming, wording.label if wording else Words("", ""))
        for each in self._of_clause:
            each.setVisible(found is not None)
        if found is None or wording is None:
            return
        choices: tuple[QWidget, ...] = (self.options, self.left_out, self.usual)
        was = [each.blockSignals(True) for each in choices]
        self.options.clear()
        for option in found.options:
            self.options.addItem(self._name_of(option, option.id == found.default), option.id)
        self.options.setCurrentIndex(self.options.findData(self.option))
        self.left_out.setChecked(found.may_be_left_out)
        self.usual.setChecked(self.option == found.default)
        self.usual.setEnabled(self.option != found.default)
        for choice, before in zip(choices, was, strict=True):
            choice.blockSignals(before)
        self.remove.setEnabled(len(found.options) > 1)

    def _name_of(self, option: Option, usual: bool) -> str:
        name = option.label.said(self._context.translator.language) or option.id
        told = self._context.label(N_("unless another is chosen"))
        return f"{name}（{told}）" if usual else name

    def _take(self) -> None:
        """Take what was typed into the template."""
        heading, text = _said(self.heading), _said(self.text)
        if not self.clause:
            self.template = replace(self.template, title=heading, preamble=text)
        else:
            held = with_clause(
                self.template, self.clause, heading=heading, may_be_left_out=self.left_out.isChecked()
            )
            self.template = with_option(held, self.clause, self.option, label=_said(self.naming), text=text)
            index = self.options.currentIndex()
            option = clause_of(self.template, self.clause).option(self.option)
            if option is not None:
                usual = self.option == clause_of(self.template, self.clause).default
                self.options.setItemText(index, self._name_of(option, usual))
        self.edited.emit()

    def _choose_usual(self) -> None:
        self.template = with_clause(self.template, self.clause, default=self.option)
        self._fill()
        self.edited.emit()

    def _choose_option(self) -> None:
        self.show_clause(self.clause, self.options.currentData())
        self.edited.emit()

    def _connect(self) -> None:
        for line in (*self.heading, *self.naming):
            line.textEdited.connect(self._take)
        for box in self.text:
            box.textChanged.connect(self._take)
            box.cursorPositionChanged.connect(lambda box=box: self._note(box))
        self.left_out.toggled.connect(self._take)
        self.usual.clicked.connect(self._choose_usual)
        self.options.currentIndexChanged.connect(self._choose_option)
        self.insert.clicked.connect(self.put_blank)

    def _note(self, box: QPlainTextEdit) -> None:
        if box.hasFocus():
            self._last = box

    def _lay_out(self) -> None:
        label = self._context.label
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(FIELD_GAP)
        headings = spread(
            FieldRow(label(N_("Heading, in Chinese")), self.heading[0]),
            FieldRow(label(N_("Heading, in English")), self.heading[1]),
        )
        column.addLayout(headings)
        column.addLayout(spread(self.left_out, self.usual, 1))
        options = FieldRow(label(N_("Wordings")), self.options)
        names = (
            FieldRow(label(N_("Label, in Chinese")), self.naming[0]),
            FieldRow(label(N_("Label, in English")), self.naming[1]),
        )
        column.addWidget(options)
        column.addLayout(spread(self.add, self.remove, 1))
        column.addLayout(spread(*names))
        blank = spread(self.slots, self.insert)
        blank.setStretch(0, 1)
        column.addLayout(blank)
        for box, name in zip(self.text, (N_("Wording, in Chinese"), N_("Wording, in English")), strict=True):
            box.setTabChangesFocus(True)
            box.setMinimumHeight(LEAST_TEXT)
            column.addWidget(FieldRow(label(name), box), 1)
        self._of_clause = (self.left_out, options, self.add, self.remove, self.usual, *names)


def _said(pair: tuple[QLineEdit, QLineEdit] | tuple[QPlainTextEdit, QPlainTextEdit]) -> Words:
    zh, en = (each.text() if isinstance(each, QLineEdit) else each.toPlainText() for each in pair)
    return Words(zh, en)


def _show(pair: tuple[QLineEdit, QLineEdit] | tuple[QPlainTextEdit, QPlainTextEdit], words: Words) -> None:
    boxes: tuple[QLineEdit | QPlainTextEdit, ...] = pair
    for each, text in zip(boxes, (words.zh, words.en), strict=True):
        was = each.blockSignals(True)
        if isinstance(each, QLineEdit):
            each.setText(text)
        else:
            each.setPlainText(text)
        each.blockSignals(was)
