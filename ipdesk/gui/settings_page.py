"""The page of settings: words, look, when the desk locks, where a second backup goes, and fonts of documents."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise
from pathlib import Path
from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QApplication, QComboBox, QLineEdit, QPushButton, QSpinBox, QWidget

from ipdesk.gui.commands import Command
from ipdesk.gui.context import Context
from ipdesk.gui.dialogs import Dialogs
from ipdesk.gui.field_row import FieldRow
from ipdesk.gui.flow import FlowLayout
from ipdesk.gui.font_card import FontCard
from ipdesk.gui.labels import Card
from ipdesk.gui.look import apply
from ipdesk.gui.sheet import Sheet
from ipdesk.gui.tasks import Tasks
from ipdesk.gui.theme import scheme_of
from ipdesk.model.errors import Refused
from ipdesk.model.text import N_
from ipdesk.operations import settings as settings_file
from ipdesk.operations.permissions import permits
from ipdesk.operations.rule_files import KINDS
from ipdesk.operations.settings import LONGEST_LOCK, Settings

FIELD_WIDTH: Final = 480
# A language is called by its own name.
LANGUAGES: Final = (("", N_("Follow the system")), ("zh", "中文"), ("en", "English"))
THEMES: Final = (("system", N_("Follow the system")), ("light", N_("Light")), ("dark", N_("Dark")))
SCALES: Final = (100, 125, 150, 175, 200)  # percent


class SettingsPage(Sheet):
    """Saves on the primary act. `applied` is sent when what is already shown has to be made again, `templates_asked`
    when somebody wants to see the Word templates."""

    applied = Signal()
    templates_asked = Signal()

    def __init__(self, context: Context, tasks: Tasks, dialogs: Dialogs) -> None:
        super().__init__(context, tasks, FIELD_WIDTH + 80)
        self._dialogs = dialogs
        label = context.label
        self.save = self.press_on_enter(QPushButton(label(N_("Save"))))
        self.language, self.theme, self.scale = QComboBox(), QComboBox(), QComboBox()
        self.lock, self.second = QSpinBox(), QLineEdit()
        self.choose = QPushButton(label(N_("Choose…")))
        for code, name in LANGUAGES:
            self.language.addItem(label(name), code)
        for code, name in THEMES:
            self.theme.addItem(label(name), code)
        self.lock.setRange(0, LONGEST_LOCK)
        self.lock.setButtonSymbols(QSpinBox.ButtonSymbols.NoButtons)
        self.lock.setSpecialValueText(label(N_("Never")))
        self.lock.setSuffix(label(N_(" minutes")))
        self.fonts = FontCard(context, dialogs)
        self._build()
        self._connect()
        self.setFocusProxy(self.language)
        self._show(context.settings)

    def title(self) -> str:
        """Return the page's name."""
        return self.context.label(N_("Settings"))

    def refresh(self) -> None:
        """Show the settings again, unless they are being changed."""
        if not self.is_unsaved():
            self._show(self.context.settings)

    def chosen(self) -> Settings:
        """Return the settings as they stand on the page."""
        return replace(
            self.context.settings,
            language=self.language.currentData(),
            theme=self.theme.currentData(),
            text_scale=self.scale.currentData(),
            lock_after_minutes=self.lock.value(),
            second_backup_folder=self.second.text().strip(),
            fonts=self.fonts.fonts(),
        )

    def is_unsaved(self) -> bool:
        """Say whether something on the page is not saved yet."""
        return self.chosen() != self.context.settings

    def may_leave(self) -> bool:
        """Ask once before unsaved settings are given up."""
        question = N_("The settings are not saved. Leave them as they were?")
        return not self.is_unsaved() or self._dialogs.decide(
            self, self.context.label(question), self.context.label(N_("Leave"))
        )

    def commands(self) -> Sequence[Command]:
        """Return the acts of this page."""
        label = self.context.label(N_("Save settings"))
        return [Command(id="settings.save", label=label, run=self.save.click, shortcut="Ctrl+S",
                        enabled=self.save.isEnabled)]  # fmt: skip

    def _build(self) -> None:
        label = self.context.label
        self.head(self.save)
        look = Card(label(N_("Language and appearance")))
        safety = Card(label(N_("Lock and backup")))
        self._second_row = FieldRow(label(N_("Second location for backups")), self.second,
            label(N_("Each day's automatic backup is copied there. Another disk is best; leave it empty for none.")),
            self.choose,
        )  # fmt: skip
        self._lock_row = FieldRow(label(N_("Lock after inactivity of")), self.lock)
        self.lock.lineEdit().setAccessibleName(self.lock.accessibleName())
        self._scale_row = FieldRow(
            label(N_("Text size")),
            self.scale,
            label(N_("Takes effect when ipdesk is started again.")),
        )
        rows: tuple[tuple[Card, Sequence[QWidget]], ...] = (
            (look, (FieldRow(label(N_("Language")), self.language),
                    FieldRow(label(N_("Colours")), self.theme), self._scale_row)),
            (safety, (self._lock_row, self._second_row)),
        )  # fmt: skip
        for card, fields in rows:
            for each in fields:
                card.body.addWidget(each)
            self.column.addWidget(card)
        self.column.addWidget(self.fonts)
        self.column.addWidget(self._documents())
        self.column.addStretch(1)
        order: list[QWidget] = [self.choose]
        for purpose, file in self.fonts.files.items():
            order += [file, self.fonts.choosers[purpose]]
        for before, after in pairwise((*order, self.templates, *self.rules.values(), self.save)):
            self.setTabOrder(before, after)

    def _documents(self) -> Card:
        """Return the card that leads to the rules of the laboratory: Word templates and rule files of each kind."""
        label = self.context.label
        card = Card(label(N_("Templates and rules")))
        self.templates = QPushButton(label(N_("Word templates…")))
        self.templates.clicked.connect(self.templates_asked)
        self.rules = {each.id: QPushButton(f"{label(each.label)}…") for each in KINDS}
        for kind, button in self.rules.items():
            button.clicked.connect(lambda _=False, kind=kind: self.rules_asked.emit(kind))
        flow = FlowLayout()
        for each in (self.templates, *self.rules.values()):
            flow.addWidget(each)
        card.body.addLayout(flow)
        if not (self.context.is_open() and permits(self.context.desk.actor, "print")):
            card.hide()
        return card

    def _connect(self) -> None:
        for combo in (self.language, self.theme, self.scale):
            combo.currentIndexChanged.connect(self._mark)
        self.lock.valueChanged.connect(self._mark)
        self.second.textChanged.connect(self._mark)
        self.fonts.changed.connect(self._mark)
        self.second.textEdited.connect(lambda _text: self._second_row.restore())
        self.choose.clicked.connect(self._choose)
        self.save.clicked.connect(self._save)

    def _show(self, settings: Settings) -> None:
        self.scale.clear()
        for percent in sorted({*SCALES, settings.text_scale}):
            self.scale.addItem(f"{percent} %", percent)
        for combo, value in ((self.language, settings.language), (self.theme, settings.theme),
                             (self.scale, settings.text_scale)):  # fmt: skip
            combo.setCurrentIndex(combo.findData(value))
        self.lock.setValue(settings.lock_after_minutes)
        self.second.setText(settings.second_backup_folder)
        self.fonts.show_fonts(dict(settings.fonts))
        self._mark()

    def _mark(self) -> None:
        """Offer to save only what was changed, and warn of a desk that never locks."""
        if self.scale.currentData() is None:
            return
        self.save.setEnabled(self.is_unsaved())
        never = self.context.label(N_("The desk then stays open to whoever sits down at it."))
        self._lock_row.tell("" if self.lock.value() else never, None if self.lock.value() else "warn")

    def _choose(self) -> None:
        caption = self.context.label(N_("Choose a folder for copies of the backups"))
        if folder := self._dialogs.folder(self, caption):
            self._second_row.restore()
            self.second.setText(str(folder))

    def _require_place(self, place: str) -> bool:
        """Say whether copies may go to a place, after telling at its field why not."""
        if not place:
            return True
        if not (Path(place).is_absolute() and Path(place).is_dir()):
            self._second_row.refuse(self.context.label(N_("There is no such folder. Is its disk connected?")))
            return False
        if self.context.is_open():
            try:
                self.context.desk.require_outside(Path(place))
            except Refused as refused:
                said = (refused.what, refused.advice)
                self._second_row.refuse(" ".join(self.context.say(each) for each in said if each is not None))
                return False
        return True

    def _save(self) -> None:
        before, after = self.context.settings, self.chosen()
        if after.second_backup_folder != before.second_backup_folder and not self._require_place(
            after.second_backup_folder
        ):
            return
        if not self.fonts.require_usable(dict(before.fonts)):
            return
        try:
            settings_file.save(after)
        except Refused as refused:
            self.outcome.refuse(refused)
            return
        self.context.settings = after
        self._mark()
        self.language.setFocus()
        if after.language != before.language:
            self._speak(after.language)
        if after.theme != before.theme:
            self._dress(after.theme)
        self.outcome.say(self.context.label(N_("The settings are saved.")))
        if (after.language, after.theme) != (before.language, before.theme):
            self.applied.emit()

    def _speak(self, language: str) -> None:
        """Use another language from now on; what the system speaks is asked at the next start."""
        if not language:
            return
        self.context.translator = self.context.translator.to(language)
        if self.context.is_open():
            self.context.open(replace(self.context.desk, translator=self.context.translator))

    def _dress(self, theme: str) -> None:
        app = QApplication.instance()
        if isinstance(app, QApplication):
            self.context.colours = apply(app, scheme_of(theme))
