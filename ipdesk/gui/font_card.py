"""The user's own faces in the settings: a font file for running text, and one for titles."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QPushButton

from ipdesk.gui.context import Context
from ipdesk.gui.dialogs import Dialogs
from ipdesk.gui.field_row import FieldRow
from ipdesk.gui.labels import Card, wrapped_label
from ipdesk.model.errors import Refused
from ipdesk.model.text import N_
from ipdesk.operations.typefaces import LABELS, examine

HINTS: Final = {
    "running": N_("Used on the official page. Leave it empty for the Song face of the program."),
    "title": N_(
        "Used for the titles of all documents. Leave it empty for the bold Song face of the program."
    ),
}


class FontCard(Card):
    """Emits `changed` with every key. A file is looked at before it is saved."""

    changed = Signal()

    def __init__(self, context: Context, dialogs: Dialogs) -> None:
        super().__init__(context.label(N_("Fonts of documents")))
        self._context, self._dialogs = context, dialogs
        label = context.label
        self.files: dict[str, QLineEdit] = {}
        self.choosers: dict[str, QPushButton] = {}
        self._rows: dict[str, FieldRow] = {}
        said = N_(
            "FangSong and XiaoBiaoSong may not be shipped with the program. If this computer has licensed files of "
            "them (.ttf), choose them here; what they lack is taken from the fonts of the program."
        )
        self.body.addWidget(wrapped_label(label(said), muted=True))
        for purpose, name in LABELS.items():
            self._add(purpose, name)

    def fonts(self) -> dict[str, str]:
        """Return the files as they stand here, by what they are for."""
        held = {purpose: file.text().strip() for purpose, file in self.files.items()}
        return {purpose: place for purpose, place in held.items() if place}

    def show_fonts(self, fonts: dict[str, str]) -> None:
        """Show the files that are set."""
        for purpose, file in self.files.items():
            file.setText(fonts.get(purpose, ""))
            self._rows[purpose].restore()

    def require_usable(self, before: dict[str, str]) -> bool:
        """Say whether the files that changed can be used, after telling at its field why one cannot."""
        for purpose, place in self.fonts().items():
            if place == before.get(purpose):
                continue
            try:
                examine(purpose, place)
            except Refused as refused:
                said = (refused.what, refused.advice)
                sentences = [self._context.say(each) for each in said if each is not None]
                self._rows[purpose].refuse(" ".join(sentences))
                return False
        return True

    def _add(self, purpose: str, name: str) -> None:
        label = self._context.label
        file, choose = QLineEdit(), QPushButton(label(N_("Choose…")))
        choose.setAccessibleName(f"{choose.text()} {label(name)}")
        row = FieldRow(label(name), file, label(HINTS[purpose]), choose)
        self.files[purpose], self.choosers[purpose], self._rows[purpose] = file, choose, row
        file.textChanged.connect(self.changed)
        file.textEdited.connect(lambda _text: row.restore())
        choose.clicked.connect(lambda: self._choose(purpose))
        self.body.addWidget(row)

    def _choose(self, purpose: str) -> None:
        label = self._context.label
        kinds = label(N_("TrueType fonts"))
        if found := self._dialogs.open_files(self, label(LABELS[purpose]), f"{kinds} (*.ttf *.TTF)"):
            self._rows[purpose].restore()
            self.files[purpose].setText(str(found[0]))
