"""A record's document on its way to paper: choose it, look at its pages, save it under a stamp of its own."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import pairwise
from typing import Final

from PySide6.QtGui import QImage
from PySide6.QtWidgets import QComboBox, QPushButton

from ipdesk.exporting.layout import no_glyph
from ipdesk.exporting.preview import Bitmap
from ipdesk.gui.commands import Command
from ipdesk.gui.context import Context
from ipdesk.gui.dialogs import Dialogs
from ipdesk.gui.file_buttons import SheetButton, WordButton
from ipdesk.gui.file_places import file_name, with_ending
from ipdesk.gui.labels import Badge, FindingLine, primary, spread, text_label
from ipdesk.gui.page import Page
from ipdesk.gui.pages_view import PagesView
from ipdesk.gui.paper_options import PaperChoice
from ipdesk.gui.password_line import NewPasswordLine
from ipdesk.gui.progress import Progress
from ipdesk.gui.tasks import Task, Tasks
from ipdesk.gui.theme import MARKING, Tone
from ipdesk.model.errors import Refused
from ipdesk.model.findings import Finding
from ipdesk.model.marking import Marking
from ipdesk.model.text import N_, Message
from ipdesk.operations import documents
from ipdesk.operations.desk import Desk
from ipdesk.operations.documents import Paper, Proof
from ipdesk.registers import register as register_named

LANGUAGES: Final = (("zh", N_("Chinese")), ("en", N_("English")))
_STEP_WIDTH: Final = 48


class PrintPage(Page):
    """Shows a document as it would be printed. Looking makes no stamp and leaves no trace; saving does.

    One proof is made at a time: a choice made meanwhile is seen to when that is done.
    """

    def __init__(self, context: Context, tasks: Tasks, dialogs: Dialogs, register: str, number: str) -> None:
        super().__init__(context, tasks)
        self._dialogs, self.register, self.number = dialogs, register_named(register), number
        self.proof: Proof | None = None
        self._making = self._again = self._saving = False
        self._drawing: int | None = None
        self._wanted: list[int] = []
        self._steps: list[QPushButton] = []
        self._build()
        self._show_page()

    def _build(self) -> None:
        label = self.context.label
        self.save_button = primary(QPushButton(label(N_("Save PDF…"))))
        self.save_button.clicked.connect(self.save)
        self.lock_button = QPushButton(label(N_("With a password…")))
        self.lock_button.setCheckable(True)
        self.lock_button.toggled.connect(self._turn_lock)
        self.lock = NewPasswordLine(self.context, self.save_button.text())
        self.lock.act.hide()  # the page's own act saves under the password
        self.lock.left.connect(self._leave_lock)
        self.word, self.sheet = WordButton(self, self._dialogs), SheetButton(self, self._dialogs)
        self.sheet.hide()
        self.mark = Badge("info", "")
        self.mark.hide()
        acts = (self.sheet, self.word, self.lock_button, self.save_button)
        self.body.addLayout(spread(text_label(self.title(), "title"), self.mark, 1, *acts))
        self.body.addWidget(self.lock)
        self.body.addWidget(self.outcome)
        self.view = PagesView(self.context)
        self.view.setAccessibleName(label(N_("Preview of the document")))
        self.view.wanted.connect(self._want)
        self.view.moved.connect(self._show_page)
        self.view.zoomed.connect(self._show_page)
        self.document = self._choice(N_("Document"), list(documents.document_labels(self.register).items()))
        self.document.currentIndexChanged.connect(self._choose_document)
        self.language = self._choice(N_("Language of the document"), list(LANGUAGES))
        self.paper = PaperChoice(self.context)
        self.paper.begin_with(documents.usual_page(self.register))
        self.paper.changed.connect(self.refresh)
        self.language.currentIndexChanged.connect(self.refresh)
        self.paper.refused.connect(self.outcome.refuse)
        self.where = text_label("", muted=True)
        self.percent = text_label("", muted=True)
        self.body.addLayout(
            spread(
                self.document,
                self.language,
                1,
                self._step("‹", N_("Previous page"), self.view.previous_page),
                self.where,
                self._step("›", N_("Next page"), self.view.next_page),
                self._step("−", N_("Smaller"), self.view.zoom_out),
                self.percent,
                self._step("+", N_("Larger"), self.view.zoom_in),
            )
        )
        self.body.addLayout(spread(self.paper, 1))
        self.progress = Progress(self.context)
        self.progress.button.hide()
        self.body.addWidget(self.progress)
        self.findings: list[FindingLine] = []
        self.body.addWidget(self.view, 1)
        self.setFocusProxy(self.view)
        self._order_stops()

    def _order_stops(self) -> None:
        """Let Tab go from the acts over the choices to the pages."""
        for first, second in pairwise(
            (
                self.sheet,
                self.word,
                self.lock_button,
                self.save_button,
                *self.lock.stops(),
                self.document,
                self.language,
                self.paper.page,
                self.paper.watermark,
                *self._steps,
                self.view,
            )
        ):
            self.setTabOrder(first, second)

    def _choice(self, name: str, options: Sequence[tuple[str, str]]) -> QComboBox:
        made = QComboBox()
        made.setAccessibleName(self.context.label(name))
        made.setToolTip(self.context.label(name))
        for code, text in options:
            made.addItem(self.context.label(text), code)
        return made

    def _choose_document(self) -> None:
        """Begin with the page that the document is usually set on."""
        self.paper.begin_with(documents.usual_page(self.register, self.document.currentData()))
        self.refresh()

    def _step(self, sign: str, name: str, act: Callable[[], None]) -> QPushButton:
        made = QPushButton(sign)
        made.setFixedWidth(_STEP_WIDTH)
        made.setAccessibleName(self.context.label(name))
        made.setToolTip(self.context.label(name))
        made.clicked.connect(act)
        self._steps.append(made)
        return made

    def title(self) -> str:
        """Return the page's name."""
        return self.context.say(Message(N_("Print {number}"), number=self.number))

    def commands(self) -> Sequence[Command]:
        """Return the acts of this page."""
        label, view = self.context.label, self.view

        def act(id: str, text: str, run: Callable[[], None], shortcut: str) -> Command:
            return Command(id=id, label=label(text), run=run, shortcut=shortcut)

        saving = act("print.sheet", N_("Save Excel…"), self.sheet.save, "Ctrl+Shift+E")
        sheet = () if self.sheet.isHidden() else (saving,)
        return (
            act("print.save", N_("Save PDF…"), self.save, "Ctrl+S"),
            act("print.lock", N_("With a password…"), self.lock_button.toggle, "Ctrl+Shift+S"),
            act("print.word", N_("Save Word…"), self.word.save, "Ctrl+Shift+W"),
            *sheet,
            act("print.next", N_("Next page"), view.next_page, "Ctrl+PgDown"),
            act("print.previous", N_("Previous page"), view.previous_page, "Ctrl+PgUp"),
            act("print.larger", N_("Larger"), view.zoom_in, "Ctrl++"),
            act("print.smaller", N_("Smaller"), view.zoom_out, "Ctrl+-"),
            act("print.whole", N_("Size of the paper"), lambda: view.set_zoom(1.0), "Ctrl+0"),
            act("print.width", N_("Width of the window"), view.fit_width, "Ctrl+9"),
            act("print.page", N_("The other page: dense or official"), self.paper.turn_page, ""),
            act("print.watermark", N_("Watermark…"), self.paper.watermark.setFocus, ""),
        )

    def refresh(self) -> None:
        """Make the document anew, as it would be printed now."""
        if self._making:
            self._again = True
            return
        if not self.context.is_open():
            return
        self._making = True
        desk, register, number = self.context.desk, self.register, self.number
        document, language = self.document.currentData(), self.language.currentData()
        options, own = self.paper.options(), self.context.settings.fonts

        def work(_task: Task) -> Proof:
            with desk.twin().workspace as space:
                twin = Desk(space, desk.translator)
                return documents.preview_record(twin, register, number, document, language, options, own)

        self._show_state()
        self.tasks.start(work, self._made, self._failed)

    def save(self) -> None:
        """Ask for a place and write the document there, under a stamp of its own, and a password if one is asked for."""
        if self.lock_button.isChecked():
            self.lock.give()
        else:
            self._save("")

    def _save(self, password: str) -> None:
        if self._saving or self.proof is None:
            return
        name = file_name(f"{self.number} {self.document.currentText()}.pdf")
        target = self._dialogs.save_file(self, self.context.label(N_("Save PDF")), name)
        if target is None:
            return
        self._saving = True
        place, desk, register, number = (
            with_ending(target, ".pdf"),
            self.context.desk,
            self.register,
            self.number,
        )
        document, language = self.document.currentData(), self.language.currentData()
        options, own = self.paper.options(), self.context.settings.fonts

        def work(_task: Task) -> Paper:
            with desk.twin().workspace as space:
                twin = Desk(space, desk.translator)
                return documents.print_record(
                    twin, register, number, place, document, language, password, options, own
                )

        self._show_state()
        self.tasks.start(work, self._saved, self._not_saved)

    def is_quiet(self) -> bool:
        """Say whether nothing is being typed, made, drawn or saved."""
        busy = self._making or self._saving or self._wanted or self._drawing is not None
        return not busy and not self.paper.is_waiting() and self.word.is_quiet() and self.sheet.is_quiet()

    def _made(self, proof: Proof) -> None:
        self._making = False
        if self._again:
            self._again = False
            self.refresh()
            return
        if self.proof is None:
            self.outcome.hide()
        self.proof = proof
        self._wanted.clear()
        self.view.show_pages(proof.pages)
        self.mark.show_status(_tone(proof.marking), proof.mark, MARKING)
        self.mark.show()
        self._show_findings(proof)
        self._show_state()

    def _failed(self, refused: Refused) -> None:
        self._making = self._again = False
        self.proof = None
        self.view.show_pages(())
        self.mark.hide()
        self._show_findings(None)
        self.outcome.refuse(refused)
        self._show_state()

    def _saved(self, paper: Paper) -> None:
        self._saving = False
        self.lock.end()
        self.outcome.say(self.context.say(paper.written()))
        self._show_state()
        self.context.changed.emit()

    def _not_saved(self, refused: Refused) -> None:
        self._saving = False
        self.outcome.refuse(refused)
        self._show_state()

    def _turn_lock(self, on: bool) -> None:
        if on:
            self.lock.ask(self._save)
        else:
            self.lock.end()

    def _leave_lock(self) -> None:
        self.lock_button.setChecked(False)
        self.setFocus()

    def _want(self, page: int) -> None:
        self._wanted.append(page)
        self._draw_next()

    def _draw_next(self) -> None:
        if self._drawing is not None or not self._wanted or self.proof is None:
            return
        self._drawing = page = self._wanted.pop(0)
        proof, scale = self.proof, self.view.scale()

        def work(_task: Task) -> tuple[Proof, int, float, QImage]:
            return proof, page, scale, _picture(documents.preview_page(proof, page, scale))

        self.tasks.start(work, self._drawn, self._not_drawn)

    def _drawn(self, drawn: tuple[Proof, int, float, QImage]) -> None:
        proof, page, scale, picture = drawn
        self._drawing = None
        if proof is self.proof:
            self.view.give(page, scale, picture)
        self._draw_next()

    def _not_drawn(self, refused: Refused) -> None:
        self._drawing = None
        self.outcome.refuse(refused)

    def _show_findings(self, proof: Proof | None) -> None:
        """Show, above the pages, what nobody should sign without having looked at it."""
        for each in self.findings:
            self.body.removeWidget(each)
            each.deleteLater()
        self.findings = []
        if proof is None:
            return
        told = [Finding(id="own-font", field="", severity="warn", message=each) for each in proof.notices]
        if proof.unresolved:
            message = no_glyph(proof.unresolved)
            told.append(Finding(id="no-glyph", field="", severity="warn", message=message))
        for finding in told:
            line = FindingLine(self.context, finding)
            self.body.insertWidget(self.body.indexOf(self.view), line)
            self.findings.append(line)

    def _show_page(self, *_: object) -> None:
        """Say which page is looked at, and how large."""
        count = self.view.count()
        self.where.setText(f"{self.view.page() + 1} / {count}" if count else "")
        self.percent.setText(f"{round(self.view.zoom * 100)} %")

    def _show_state(self) -> None:
        self.save_button.setEnabled(self.proof is not None and not self._saving)
        self.word.show_state()
        self.sheet.show_state()
        if self._saving or self._making:
            said = N_("Being written…") if self._saving else N_("Being made…")
            self.progress.show_step(self.context.label(said), 0, 1)
        else:
            self.progress.rest()


def _picture(drawn: Bitmap) -> QImage:
    """Return a bitmap as a picture that owns its pixels."""
    return QImage(drawn.pixels, drawn.width, drawn.height, drawn.stride, QImage.Format.Format_RGB32).copy()


def _tone(marking: Marking) -> Tone:
    if marking.state:
        return "block"
    return "warn" if marking.handling.startswith("trade") else "info"
