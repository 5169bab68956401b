"""Quarterly and yearly reports: figures that open to their rows, exceptions, the account, closing and corrections."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QPlainTextEdit,
    QPushButton,
    QSplitter,
    QStackedWidget,
    QWidget,
)

from ipdesk.exporting.quarter_content import Correction, FigureLine, QuarterContent, version_line
from ipdesk.gui.chip_row import ChipRow
from ipdesk.gui.closings_view import ClosingsView
from ipdesk.gui.commands import Command
from ipdesk.gui.context import Context
from ipdesk.gui.dialogs import Dialogs
from ipdesk.gui.edition_line import EditionLine
from ipdesk.gui.figures_table import AIM, NOTE, FiguresTable
from ipdesk.gui.labels import Elided, primary, spread, text_label
from ipdesk.gui.page import Page
from ipdesk.gui.password_line import NewPasswordLine
from ipdesk.gui.period_choices import PeriodChoices
from ipdesk.gui.period_turner import PeriodTurner
from ipdesk.gui.progress import Progress
from ipdesk.gui.quoted_table import QuotedTable
from ipdesk.gui.report_views import KEYS, VIEWS
from ipdesk.gui.report_writer import ReportWriter
from ipdesk.gui.tasks import Cancelled, Task, Tasks
from ipdesk.gui.theme import FIELD_GAP
from ipdesk.gui.twin_reader import TwinReader
from ipdesk.model.errors import Refused
from ipdesk.model.report_periods import ReportPeriod
from ipdesk.model.text import N_, Message
from ipdesk.operations import period_content, period_documents, quarters, report_words
from ipdesk.operations.desk import Desk
from ipdesk.operations.period_documents import Edition
from ipdesk.operations.permissions import permits

_SKIPPED: Final = ("code", "indicator")  # of the rows behind one figure


@dataclass(frozen=True, slots=True)
class Found:
    """What a look came to: the content, whether it is that of a closing, and which figures are others by now."""

    content: QuarterContent
    closed: bool
    late: tuple[Correction, ...]


class ReportsPage(Page):
    """The figures of one quarter or year, with the ways to turn to others."""

    def __init__(self, context: Context, tasks: Tasks, dialogs: Dialogs, choices: PeriodChoices) -> None:
        super().__init__(context, tasks)
        label = context.label
        self.choices, self._dialogs = choices, dialogs
        self._found: Found | None = None
        self._reader = TwinReader(tasks, self)
        self._reader.found.connect(self._show)
        self._reader.refused.connect(self.outcome.refuse)
        self.writer = ReportWriter(self, dialogs)
        self.state = Elided("")
        self.state.setProperty("muted", True)
        self.turner = PeriodTurner(context)
        self.edition = EditionLine(context)
        self.locking = NewPasswordLine(context, label(N_("Write it")))
        self.workbook_button = QPushButton(label(N_("Workbook…")))
        self.report_button = QPushButton(label(N_("Report…")))
        self.close_button = primary(QPushButton(label(N_("Close the period…"))))
        self.views = ChipRow(self.title(), list(VIEWS))
        self.table = FiguresTable(context)
        self.behind: QuotedTable | None = None
        self.amiss: QuotedTable | None = None
        self.parts: QuotedTable | None = None
        self.split = QSplitter(Qt.Orientation.Vertical)
        self.account = QPlainTextEdit()
        self.closings = ClosingsView(context)
        self.keys = text_label("", muted=True)
        self.places = QStackedWidget()
        self.line = Progress(context)
        self._lay_out()
        self._connect()
        self._show_period()

    def title(self) -> str:
        """Return the page's name."""
        return self.context.label(N_("Reports"))

    def refresh(self) -> None:
        """Reckon the period on another thread, or read what its closing kept."""
        if not self.context.is_open():
            return
        period, language = self.choices.period_on(self.context.desk.today()), self.context.translator.language

        def look(desk: Desk, task: Task) -> Found | None:
            try:
                made, held = period_documents.content_of(desk, period, Edition(language=language), task.step)
                late = quarters.late_changes(desk, period, language, task.step) if held is not None else ()
                return Found(made, held is not None, late)
            except Cancelled:
                return None

        self.line.show_step(self.context.label(N_("Reckoning the figures")), 0, 1)
        self._reader.ask(self.context.desk, look)

    def is_reading(self) -> bool:
        """Say whether the figures are being reckoned."""
        return self._reader.is_waiting()

    def turn(self, period: ReportPeriod) -> None:
        """Show another quarter or year; what was typed as its account is kept first."""
        self.keep_account()
        self.locking.end()
        self.edition.show_versions(())
        self.choices.period = period
        self._found = None
        self._show_period()
        self.refresh()

    def show_view(self, view: str) -> None:
        """Show figures, exceptions, the account, or the closings."""
        self.keep_account()
        self.choices.view = view
        self.views.show_choice(view, {key: self.context.label(name) for key, name in VIEWS.items()})
        self.places.setCurrentIndex(list(VIEWS).index(view))
        self._show_keys()
        inside = {
            "figures": self.table,
            "account": self.account,
            "closings": self.closings,
            "parts": self.parts,
        }
        self.setFocusProxy(inside.get(view) or self.amiss or self.table)

    def close_period(self) -> None:
        """Close the period, or close it again as a correction with a reason."""
        if self._found is None:
            return
        period, reason = self._period(), ""
        if self._found.closed:
            reason = self._dialogs.text(self, self.context.label(N_("Why do the figures differ from those that were handed in?")))  # fmt: skip
            if not reason:
                return
        else:
            said = N_("Close {period}? All that it tells is kept under one stamp. What is entered late becomes a numbered correction.")  # fmt: skip
            question = self.context.say(Message(said, period=period.name()))
            if not self._dialogs.decide(self, question, self.context.label(N_("Close the period"))):
                return
        self.keep_account()
        self.writer.close(period, reason)

    def keep_account(self) -> None:
        """Keep the account of the period as it was typed."""
        if self._found is None or self.account.isReadOnly() or not self.account.document().isModified():
            return
        try:
            report_words.set_text(self.context.desk, self._period(), self.account.toPlainText())
        except Refused as refused:
            self.outcome.refuse(refused)
            return
        self.account.document().setModified(False)
        self.outcome.say(self.context.label(N_("The account is kept.")))

    def write_workbook(self) -> None:
        """Write the workbook of the period."""
        self._write_file(".xlsx")

    def write_report(self) -> None:
        """Write the report of the period as a PDF."""
        self._write_file(".pdf")

    def lock_file(self, ending: str) -> None:
        """Ask for a password, and write the file that an ending stands for under it."""
        self.locking.ask(partial(self._write_file, ending))

    def show_at(self, place: str) -> None:
        """Put the keyboard at an indicator."""
        self.choices.code = place
        self.table.go_to(place)

    def may_leave(self) -> bool:
        """Keep the account before the page is left."""
        self.keep_account()
        return True

    def commands(self) -> Sequence[Command]:
        """Return the acts of this page."""
        acts: list[tuple[str, str, Callable[[], None], str, Callable[[], bool]]] = [
            ("back", N_("Earlier period"), self.turner.turn_back, "Alt+PgUp", _always),
            ("on", N_("Later period"), self.turner.turn_on, "Alt+PgDown", _always),
            ("quarter", N_("Quarters"), partial(self.turner.turn_kind, "quarter"), "", _always),
            ("year", N_("Whole years"), partial(self.turner.turn_kind, "year"), "", _always),
            *(
                (f"view.{view}", name, partial(self.show_view, view), f"Alt+{place}", _always)
                for place, (view, name) in enumerate(VIEWS.items(), 1)
            ),
        ]
        if self._may("export"):
            acts += [
                ("workbook", N_("Workbook of the period…"), self.write_workbook, "Ctrl+Shift+E", _always),
                ("report", N_("Report of the period…"), self.write_report, "Ctrl+E", _always),
                (
                    "workbook-locked",
                    N_("Workbook under a password…"),
                    partial(self.lock_file, ".xlsx"),
                    "",
                    _always,
                ),
                (
                    "report-locked",
                    N_("Report under a password…"),
                    partial(self.lock_file, ".pdf"),
                    "",
                    _always,
                ),
                ("close", N_("Close the period…"), self.close_period, "", self._can_close),
                (
                    "explain",
                    N_("Explain the figure"),
                    partial(self.table.write_in, NOTE),
                    "",
                    self._can_write,
                ),
                ("account", N_("Keep the account"), self.keep_account, "Ctrl+S", _always),
            ]
        if self._may("rules"):
            acts.append(("aim", N_("Set the aim of the year"), partial(self.table.write_in, AIM), "", self._can_write))  # fmt: skip
        label = self.context.label
        return [
            Command(id=f"reports.{name}", label=label(text), run=run, shortcut=keys, enabled=enabled)
            for name, text, run, keys, enabled in acts
        ]

    def _write_file(self, ending: str, password: str = "") -> None:
        self.keep_account()
        self.writer.write(self._period(), ending, self.edition.edition(password))
        self.locking.end()

    def _period(self) -> ReportPeriod:
        return self.choices.period_on(self.context.desk.today())

    def _may(self, act: str) -> bool:
        return permits(self.context.desk.actor, "rules" if act == "rules" else "export")

    def _can_write(self) -> bool:
        return self._found is not None and not self._found.closed

    def _can_close(self) -> bool:
        if self._found is None or not self._period().is_over(self.context.desk.today()):
            return False
        return not self._found.closed or bool(self._found.late)

    def _lay_out(self) -> None:
        self.body.setSpacing(FIELD_GAP)
        buttons: tuple[QWidget, ...] = (
            self.edition,
            self.workbook_button,
            self.report_button,
            self.close_button,
        )
        if not self._may("export"):
            for each in buttons:
                each.hide()
        head = spread(text_label(self.title(), "title"), self.state, *buttons)
        head.setStretch(1, 1)
        self.body.addLayout(head)
        self.body.addWidget(self.outcome)
        turning = spread(self.turner, self.views)
        turning.setStretch(1, 1)
        self.body.addLayout(turning)
        self.body.addWidget(self.locking)
        self.body.addWidget(self.line)
        self.split.addWidget(self.table)
        self.split.setChildrenCollapsible(False)
        self.account.setTabChangesFocus(True)
        self.account.setAccessibleName(self.context.label(VIEWS["account"]))
        hint = N_("What happened in the period, in the words of whoever signs the report.")
        self.account.setPlaceholderText(self.context.label(hint))
        for each in (self.split, QWidget(), self.account, self.closings, QWidget()):
            self.places.addWidget(each)
        self.body.addWidget(self.places, 1)
        self.body.addWidget(self.keys)

    def _connect(self) -> None:
        self.turner.turned.connect(self.turn)
        self.views.chosen.connect(self.show_view)
        self.locking.left.connect(self.table.setFocus)
        self.workbook_button.clicked.connect(self.write_workbook)
        self.report_button.clicked.connect(self.write_report)
        self.close_button.clicked.connect(self.close_period)
        self.table.moved.connect(self._show_behind)
        self.table.chosen.connect(self._go_behind)
        self.table.figures.written.connect(self._write)
        self.writer.closed.connect(self.context.changed)

    def _show_period(self) -> None:
        self.turner.show_period(self._period())
        self.show_view(self.choices.view)

    def _show(self, found: Found | None) -> None:
        if found is None or not self.context.is_open() or found.content.code != self._period().code:
            return  # asked again, or locked meanwhile
        self._found, made = found, found.content
        self.line.rest()
        writable = not found.closed
        editable = {NOTE} if writable and self._may("export") else set()
        self.table.show_lines(
            made.lines,
            made.spans,
            frozenset(editable | ({AIM} if writable and self._may("rules") else set())),
        )
        if self.choices.code:
            self.table.go_to(self.choices.code)
        self._show_sheets(made)
        self._show_behind()
        self.account.setReadOnly(not (writable and self._may("export")))
        if self.account.isReadOnly() or not self.account.document().isModified():
            self.account.setPlainText(made.text)
        self.closings.show_closings(made.versions, found.late)
        self._show_state(found)
        self.acts_changed.emit()

    def _show_sheets(self, made: QuarterContent) -> None:
        """Make the tables of rows when they are first wanted: their columns come with the content."""
        exceptions, none = made.sheet("exceptions"), period_content.rows_behind(made, "")
        parts = period_content.parts_sheet(made, self.context.translator)
        assert exceptions is not None
        if self.behind is None:
            self.behind = QuotedTable(
                self.context, self.context.label(N_("Rows behind the figure")), none, _SKIPPED
            )
            self.split.addWidget(self.behind)
            self.split.setSizes([3, 2])
            self.behind.opened.connect(self._open_record)
            self.amiss = QuotedTable(self.context, exceptions.title, exceptions, ("code",))
            self.amiss.opened.connect(self._open_record)
            self.parts = QuotedTable(self.context, parts.title, parts)
            for view, table in (("exceptions", self.amiss), ("parts", self.parts)):
                place = list(VIEWS).index(view)
                self.places.removeWidget(self.places.widget(place))
                self.places.insertWidget(place, table)
            self.show_view(self.choices.view)
        elif self.amiss is not None and self.parts is not None:
            self.amiss.show_sheet(exceptions)
            self.parts.show_sheet(parts)

    def _show_behind(self) -> None:
        if self._found is None or self.behind is None:
            return
        line = self._found.content.line(self.table.code())
        if line is None:
            return
        self.choices.code = line.code
        rows = period_content.rows_behind(self._found.content, line.code)
        self.behind.show_sheet(rows, self._behind_heading(line, len(rows.rows)))

    def _behind_heading(self, line: FigureLine, count: int) -> str:
        if not line.kept:
            return f"{line.label}: {line.note}"
        return self.context.say(
            Message(N_("{label}: {count} rows"), label=f"{line.code} {line.label}", count=f"{count:,}")
        )

    def _go_behind(self) -> None:
        if self.behind is not None:
            self.behind.table.setFocus()

    def _open_record(self, entry: int) -> None:
        found = period_content.record_behind(self.context.desk, entry)
        if found is not None:
            self.opened.emit(*found)

    def _write(self, code: str, column: int, text: str) -> None:
        """Keep an aim or an explanation that was written in its cell."""
        desk, period = self.context.desk, self._period()
        try:
            if column == AIM:
                report_words.set_aim(desk, period.year, code, text)
            else:
                report_words.set_note(desk, period, code, text)
        except Refused as refused:
            self.outcome.refuse(refused)
            return
        self.outcome.hide()
        self.context.changed.emit()

    def _show_state(self, found: Found) -> None:
        made, say = found.content, self.context.say
        if not found.closed:
            told = N_("not closed · reckoned up to {day}")
            text = say(Message(told, day=made.as_of))
        else:
            text = say(version_line(made.versions[-1]))
            if found.late:
                others = Message(N_("{count} cells are others by now"), count=len(found.late))
                text += f" · {say(others)}"
        if made.nil:
            text += " · " + self.context.label(N_("Nil report"))
        self.state.setText(text)
        self.edition.show_versions(made.versions)
        again = found.closed and bool(found.late)
        self.close_button.setText(self.context.label(N_("Correct…") if again else N_("Close the period…")))
        self.close_button.setEnabled(self._can_close())

    def _show_keys(self) -> None:
        self.keys.setText(self.context.label(KEYS[self.choices.view]))


def _always() -> bool:
    return True
