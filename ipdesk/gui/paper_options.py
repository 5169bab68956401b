"""How a document is laid on paper: which page it is set on, and a line across each page."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLineEdit, QWidget

from ipdesk.exporting.layout import LONGEST_WATERMARK, PAGES, PageName, PaperOptions
from ipdesk.gui.context import Context
from ipdesk.gui.theme import GAP
from ipdesk.model.errors import Refused
from ipdesk.model.text import N_
from ipdesk.operations import settings as settings_file

PAUSE: Final = 400  # milliseconds after the last key
FIELD_WIDTH: Final = 240  # pixels
LABELS: Final[dict[PageName, str]] = {
    "dense": N_("Dense page"),
    "official": N_("Official document page"),
}


class PaperChoice(QWidget):
    """Emits `changed` when the document has to be laid out anew, and `refused` when the page cannot be remembered.

    The watermark never is.
    """

    changed = Signal()
    refused = Signal(object)

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        label = context.label
        self.page = QComboBox()
        self.page.setAccessibleName(label(N_("Page")))
        self.page.setToolTip(label(N_("The official page is that of GB/T 9704: larger text, wide margins.")))
        for code, text in LABELS.items():
            self.page.addItem(label(text), code)
        self.page.setCurrentIndex(self.page.findData(context.settings.paper_page))
        self.watermark = QLineEdit()
        self.watermark.setMaxLength(LONGEST_WATERMARK)
        self.watermark.setClearButtonEnabled(True)
        self.watermark.setAccessibleName(label(N_("Watermark")))
        self.watermark.setPlaceholderText(label(N_("Watermark across each page")))
        self.watermark.setMinimumWidth(FIELD_WIDTH)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(GAP)
        row.addWidget(self.page)
        row.addWidget(self.watermark, 1)
        self._wait = QTimer(self)
        self._wait.setSingleShot(True)
        self._wait.setInterval(PAUSE)
        self._wait.timeout.connect(self.changed)
        self.page.currentIndexChanged.connect(self._keep)
        self.watermark.textChanged.connect(lambda _text: self._wait.start())

    def options(self) -> PaperOptions:
        """Return what is chosen."""
        return PaperOptions(watermark=self.watermark.text(), page=self.page.currentData())

    def begin_with(self, usual: PageName) -> None:
        """Choose the page that a document is usually set on, else the one remembered; nothing is remembered of that."""
        wanted = usual if usual != PAGES[0] else self._context.settings.paper_page
        was = self.page.blockSignals(True)
        self.page.setCurrentIndex(self.page.findData(wanted))
        self.page.blockSignals(was)

    def is_waiting(self) -> bool:
        """Say whether a watermark is being typed that was not laid out yet."""
        return self._wait.isActive()

    def turn_page(self) -> None:
        """Choose the other page."""
        self.page.setCurrentIndex((self.page.currentIndex() + 1) % len(PAGES))

    def _keep(self) -> None:
        """Remember the page; that it cannot be is no reason not to use it."""
        self._context.settings = replace(self._context.settings, paper_page=self.page.currentData())
        try:
            settings_file.save(self._context.settings)
        except Refused as refused:
            self.refused.emit(refused)
        self.changed.emit()
