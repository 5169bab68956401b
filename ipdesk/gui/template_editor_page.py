"""A copy of an agreement template to be edited: clauses at the left, wordings in the middle, what it comes to at the right."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QGuiApplication, QHideEvent
from PySide6.QtWidgets import (
    QFrame,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QScrollArea,
    QSplitter,
    QVBoxLayout,
    QWidget,
)

from ipdesk.gui.clause_form import ClauseForm
from ipdesk.gui.commands import Command
from ipdesk.gui.context import Context
from ipdesk.gui.dialogs import Dialogs
from ipdesk.gui.field_row import FieldRow
from ipdesk.gui.labels import primary, spread, text_label
from ipdesk.gui.offer import Offer
from ipdesk.gui.page import Page
from ipdesk.gui.tasks import Tasks
from ipdesk.gui.template_view import TemplateView
from ipdesk.gui.theme import GAP, MARKS
from ipdesk.model.errors import Refused
from ipdesk.model.text import N_, Message
from ipdesk.operations import template_editing
from ipdesk.operations.agreement_papers import template_in_force
from ipdesk.operations.desk import Desk
from ipdesk.rules.clause_changes import changes, template_changes_wording
from ipdesk.rules.clause_editing import add_clause, add_option, drop_clause, drop_option, tidied
from ipdesk.rules.clause_faults import Fault, faults
from ipdesk.rules.clauses import Template

PAUSE: Final = 150  # milliseconds after the last key before the preview follows
KEEP: Final = 3_000  # milliseconds between two drafts while somebody types
SIDES: Final = (230, 480, 430)  # pixels
PLACE: Final = Qt.ItemDataRole.UserRole


class TemplateEditorPage(Page):
    """What is typed is kept as a draft and holds nowhere until it is put in force, which nothing wrong can be."""

    def __init__(self, context: Context, tasks: Tasks, dialogs: Dialogs, name: str) -> None:
        super().__init__(context, tasks)
        self._dialogs, self.name = dialogs, name
        self._found: tuple[Fault, ...] = ()
        self.in_force, self._digest = template_in_force(context.desk, name)
        self.form = ClauseForm(context, self.in_force)
        self.view = TemplateView(context)
        self.version = QLineEdit()
        self.offer = Offer()
        self.clauses = QListWidget()
        label = context.label
        self.save_button = primary(QPushButton(label(N_("Put in force…"))))
        self.add = QPushButton(label(N_("Add a clause")))
        self.remove = QPushButton(label(N_("Remove the clause…")))
        self._look, self._keep = _timer(self, PAUSE, self.look), _timer(self, KEEP, self.keep)
        self._lay_out()
        self._connect()
        self._begin()

    def title(self) -> str:
        """Return the page's name."""
        return self.context.say(Message(N_("A copy of “{name}” to edit"), name=self.in_force.label))

    def commands(self) -> Sequence[Command]:
        """Return the acts of this page."""
        acts = (
            ("template.save", self.save_button, "Ctrl+S"),
            ("template.add-clause", self.add, ""),
            ("template.remove-clause", self.remove, ""),
            ("template.add-wording", self.form.add, ""),
            ("template.remove-wording", self.form.remove, ""),
            ("template.put-blank", self.form.insert, "Ctrl+I"),
        )
        label = self.context.label
        return [
            *(
                Command(id=id, label=button.text(), run=button.click, shortcut=keys, enabled=button.isEnabled)
                for id, button, keys in acts
            ),
            Command(id="template.view", label=label(N_("Show the next: Chinese, English, what differs")),
                    run=self._turn_view, shortcut="F6"),
            Command(id="template.fault", label=label(N_("Next thing wrong")), run=self.go_to_fault, shortcut="F8",
                    enabled=lambda: bool(self._found)),
            Command(id="template.drop", label=label(N_("Throw the copy away…")), run=self.drop),
        ]  # fmt: skip

    def template(self) -> Template:
        """Return the template as it is written now, under the version typed."""
        return tidied(replace(self.form.template, version=self.version.text().strip()))

    def look(self) -> None:
        """Show what the template comes to, as it stands after the last key."""
        self._look.stop()
        template = self.template()
        self._found = faults(template)
        self.view.show_template(template, self.in_force, self.form.clause, self.form.option)
        self.view.show_faults(self._found, self._names())
        self._show_list()
        self.save_button.setEnabled(bool(template.version))

    def keep(self) -> None:
        """Keep what was typed as a draft; nothing is kept of a copy that differs in nothing."""
        self._keep.stop()
        if not self.context.is_open():
            return
        desk, template = self.context.desk, self.form.template
        if template == replace(self.in_force, version=template.version):
            template_editing.drop_template_draft(desk, self.name)
        else:
            kept = replace(template, version=self.version.text().strip())
            template_editing.keep_template_draft(desk, kept, self._digest)

    def hideEvent(self, event: QHideEvent) -> None:
        """Keep what was typed when the page goes away, for whatever reason."""
        if self._keep.isActive():
            self.keep()
        super().hideEvent(event)

    def save(self) -> None:
        """Put the template in force as the laboratory's own, after what differs was shown."""
        QGuiApplication.inputMethod().commit()
        self.keep()
        self.view.views.setCurrentIndex(self.view.views.findData("changes"))
        self.look()
        template = self.template()
        count = len(template_changes_wording(changes(self.in_force, template)))
        question = Message(
            N_("Is version {version} of “{name}” to hold from now on? What differs stands at the right: {count}. The legal office has not approved this text; drafts say so until it has."),
            version=template.version, name=template.label, count=count,
        )  # fmt: skip
        blocked = any(each.severity == "block" for each in self._found)
        refused_anyway = blocked or template == replace(self.in_force, version=template.version)
        act = self.context.label(N_("Put in force"))
        if not refused_anyway and not self._dialogs.decide(self, self.context.say(question), act):
            return
        desk: Desk = self.context.desk
        try:
            template_editing.install_template_text(desk, template)
        except Refused as refused:
            self.outcome.refuse(refused)
            if blocked:
                self.go_to_fault()
            return
        self.in_force, self._digest = template_in_force(desk, self.name)
        self._begin()
        said = Message(
            N_("Version {version} holds now. Have the legal office approve it."), version=template.version
        )
        self.outcome.say(self.context.say(said))
        self.context.changed.emit()

    def drop(self) -> None:
        """Throw away what was written, once asked."""
        question = self.context.label(
            N_("Is what you wrote in this copy thrown away? The template in force stays.")
        )
        if self._dialogs.decide(self, question, self.context.label(N_("Throw away"))):
            template_editing.drop_template_draft(self.context.desk, self.name)
            self._begin()

    def go_to_fault(self) -> None:
        """Go to the next thing that is wrong."""
        if self._found:
            row = (self.view.faults.currentRow() + 1) % len(self._found)
            self.view.faults.setCurrentRow(row)
            self.go_to(self._found[row].clause, self._found[row].option)

    def go_to(self, clause: str, option: str = "") -> None:
        """Show a clause in a wording of it, with the cursor in its text."""
        self._select(clause)
        self.form.show_clause(clause, option)
        self.form.text[0].setFocus()
        self.look()

    def _begin(self) -> None:
        """Begin with the draft that was left, else with a copy of the template in force."""
        desk = self.context.desk
        draft = template_editing.find_template_draft(desk, self.name)
        proposed = template_editing.proposed_version(desk, self.name)
        self.offer.hide()
        self.form.template = draft.template if draft else self.in_force
        self.version.setText((draft.template.version if draft else "") or proposed)
        if draft is not None:
            at = f"{draft.saved.astimezone():%Y-%m-%d %H:%M}"
            stale = draft.copy_of != self._digest
            said = self.context.say(Message(N_("What you wrote on {at} is back."), at=at))
            if stale:
                more = N_(
                    "Another text came in force since; look at what differs before you put this one in force."
                )
                said = f"{said} {self.context.label(more)}"
            drop = (self.context.label(N_("Throw the copy away…")), self.drop)
            self.offer.show_offer(said, "warn" if stale else "info", [drop])
        self._show_list()
        self._select("")
        self.form.show_clause("")
        self.look()

    def _edited(self) -> None:
        self._look.start()
        if not self._keep.isActive():
            self._keep.start()

    def _choose(self, row: int) -> None:
        item = self.clauses.item(row)
        if row >= 0 and item.data(PLACE) != self.form.clause:
            self.form.show_clause(item.data(PLACE))
            self._look.start()
        self.remove.setEnabled(row > 0)

    def _select(self, clause: str) -> None:
        ids = ["", *(each.id for each in self.form.template.clauses)]
        was = self.clauses.blockSignals(True)
        self.clauses.setCurrentRow(ids.index(clause) if clause in ids else 0)
        self.clauses.blockSignals(was)
        self.remove.setEnabled(self.clauses.currentRow() > 0)

    def _names(self) -> dict[str, str]:
        language = self.context.translator.language
        return {each.id: each.heading.said(language) or each.id for each in self.form.template.clauses}

    def _show_list(self) -> None:
        """Show the clauses, each with a mark where something is wrong with it."""
        label = self.context.label
        names = {"": label(N_("Heading and preamble")), **self._names()}
        bad = {each.clause: MARKS[each.severity] for each in reversed(self._found)}
        may = label(N_("may be left out"))
        optional = {each.id for each in self.form.template.clauses if each.may_be_left_out}
        said = [
            f"{bad[id]} {name}" if id in bad else f"{name}（{may}）" if id in optional else name
            for id, name in names.items()
        ]
        chosen = self.form.clause
        was = self.clauses.blockSignals(True)
        while self.clauses.count() > len(said):
            self.clauses.takeItem(self.clauses.count() - 1)
        for row, (id, text) in enumerate(zip(names, said, strict=True)):
            if row >= self.clauses.count():
                self.clauses.addItem(QListWidgetItem())
            self.clauses.item(row).setText(text)
            self.clauses.item(row).setData(PLACE, id)
        self.clauses.blockSignals(was)
        self._select(chosen)

    def _add_clause(self) -> None:
        self.form.template, id = add_clause(self.form.template, self.form.clause)
        self._show_new(id)
        self.form.heading[0].setFocus()

    def _remove_clause(self) -> None:
        names, clause = self._names(), self.form.clause
        if clause not in names:
            return
        question = Message(N_("Is the clause “{heading}” taken out of this copy?"), heading=names[clause])
        if self._dialogs.decide(self, self.context.say(question), self.context.label(N_("Take it out"))):
            self.form.template = drop_clause(self.form.template, clause)
            self._show_new("")

    def _add_option(self) -> None:
        self.form.template, id = add_option(self.form.template, self.form.clause)
        self._show_new(self.form.clause, id)
        self.form.naming[0].setFocus()

    def _remove_option(self) -> None:
        self.form.template = drop_option(self.form.template, self.form.clause, self.form.option)
        self._show_new(self.form.clause)

    def _show_new(self, clause: str, option: str = "") -> None:
        self.form.show_clause(clause, option)
        self._show_list()
        self._edited()
        self.look()

    def _turn_view(self) -> None:
        views = self.view.views
        views.setCurrentIndex((views.currentIndex() + 1) % views.count())

    def _connect(self) -> None:
        self.form.edited.connect(self._edited)
        self.form.add.clicked.connect(self._add_option)
        self.form.remove.clicked.connect(self._remove_option)
        self.clauses.currentRowChanged.connect(self._choose)
        self.version.textEdited.connect(self._edited)
        self.view.views.currentIndexChanged.connect(self.look)
        self.view.fault_chosen.connect(self.go_to)
        self.save_button.clicked.connect(self.save)
        self.add.clicked.connect(self._add_clause)
        self.remove.clicked.connect(self._remove_clause)
        self.setFocusProxy(self.clauses)

    def _lay_out(self) -> None:
        label = self.context.label
        self.version.setFixedWidth(150)
        self.clauses.setAccessibleName(label(N_("Clauses")))
        version = FieldRow(label(N_("Version")), self.version)
        self.body.addLayout(spread(text_label(self.title(), "title"), 1, version, self.save_button))
        self.body.addWidget(self.outcome)
        self.body.addWidget(self.offer)
        left, column = QWidget(), QVBoxLayout()
        left.setLayout(column)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GAP)
        column.addWidget(self.clauses, 1)
        column.addWidget(self.add)
        column.addWidget(self.remove)
        middle = QScrollArea()
        middle.setWidgetResizable(True)
        middle.setFrameShape(QFrame.Shape.NoFrame)
        middle.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        middle.setWidget(self.form)
        sides = QSplitter()
        for each in (left, middle, self.view):
            sides.addWidget(each)
        sides.setSizes(SIDES)
        sides.setChildrenCollapsible(False)
        self.body.addWidget(sides, 1)


def _timer(page: TemplateEditorPage, pause: int, act: object) -> QTimer:
    made = QTimer(page)
    made.setSingleShot(True)
    made.setInterval(pause)
    made.timeout.connect(act)
    return made
