"""The handbook in the window: contents and search at the left, the page at the right; F1 opens it where one is."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import Qt, QTimer, QUrl
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QSplitter,
    QVBoxLayout,
    QWidget,
)

from ipdesk.gui.commands import Command
from ipdesk.gui.context import Context
from ipdesk.gui.help_text import HelpText
from ipdesk.gui.labels import spread, text_label
from ipdesk.gui.page import HELP, Page
from ipdesk.gui.stops import Stop
from ipdesk.gui.tasks import Tasks
from ipdesk.gui.theme import GAP
from ipdesk.model.text import N_, Message
from ipdesk.operations import handbook
from ipdesk.paths import resource_path

FIRST: Final = "start"
# Which page of the handbook belongs to what is shown: by place, by register, by kind of page, and by kind of rule files.
OF_PLACE: Final = {
    "today": "window", "due": "docket", "board": "board", "review": "manuscripts", "reports": "reports",
    "safekeeping": "security", "users": "security", "settings": "window", "about": "window",
}  # fmt: skip
OF_REGISTER: Final = {
    "patents": "rights",
    "secrets": "rights",
    "handovers": "rights",
    "papers": "paper-review",
}
OF_KIND: Final = {
    "import": "bring-in", "import-all": "bring-in", "signing": "duties", "everything": "leaving", "campaign": "duties",
    "mentions": "people", "duplicates": "people", "asides": "lexicon", "carriers": "security",
    "report-templates": "report-templates", "templates": "templates", "template": "agreements", "print": "templates",
}  # fmt: skip
OF_RULES: Final = {
    "deadlines": "rulebook", "calendar": "rulebook", "lexicon": "lexicon", "checklist": "checklists", "tasks": "movements",
    "employments": "people", "agreement": "agreements", "indicators": "reports",
}  # fmt: skip
_PAGE: Final = Qt.ItemDataRole.UserRole
_PAUSE: Final = 150  # milliseconds after the last key
_LIST_WIDTH: Final = 260


def page_for(stop: Stop) -> str:
    """Return the name of the page of the handbook for what is shown."""
    if stop.kind == "rules":
        return OF_RULES.get(stop.of[0], FIRST)
    if stop.kind in OF_KIND:
        return OF_KIND[stop.kind]
    if stop.kind == "together" and stop.of[0] == "assessments":
        return "assess-together"
    register = stop.of[0] if stop.of else stop.place
    return OF_PLACE.get(register) or OF_REGISTER.get(register, register)


def page_at(widget: QWidget | None) -> str:
    """Return the name of the page for the part of a page in which a widget lies, "" where no part names one."""
    while widget is not None:
        if name := widget.property(HELP):
            return str(name)
        widget = widget.parentWidget()
    return ""


class HelpPage(Page):
    """Shows one page; Enter in the list opens another, links lead on, and Escape goes back to where one was."""

    def __init__(self, context: Context, tasks: Tasks, name: str = FIRST) -> None:
        super().__init__(context, tasks)
        label = context.label
        self.name = name
        self.field = QLineEdit()
        self.field.setPlaceholderText(label(N_("Search the handbook")))
        self.field.setAccessibleName(label(N_("Search the handbook")))
        self.field.setClearButtonEnabled(True)
        self.contents = QListWidget()
        self.contents.setAccessibleName(label(N_("Contents")))
        self.contents.setSpacing(2)
        self.contents.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.text = HelpText()
        self.text.setAccessibleName(label(N_("Handbook")))
        self.text.setOpenLinks(False)
        self.text.setSearchPaths([str(resource_path("help", context.translator.language))])
        self.text.setTabChangesFocus(True)
        self._wait = QTimer(self)
        self._wait.setSingleShot(True)
        self._wait.setInterval(_PAUSE)
        self._lay_out()
        self._wait.timeout.connect(self._list)
        self.field.textChanged.connect(lambda _text: self._wait.start())
        self.field.returnPressed.connect(self._open_first)
        self.contents.itemActivated.connect(lambda item: self.show_page(item.data(_PAGE)))
        self.contents.itemClicked.connect(lambda item: self.show_page(item.data(_PAGE)))
        self.text.anchorClicked.connect(self._follow)
        self._list()
        self.show_page(name)

    def title(self) -> str:
        """Return the page's name."""
        return self.context.label(N_("Handbook"))

    def show_page(self, name: str) -> None:
        """Show a page of the handbook, the first one where there is none of that name."""
        pages = {each.name: each for each in handbook.help_pages(self.context.translator.language)}
        page = pages.get(name) or pages[FIRST]
        self.name = page.name
        self.text.show_markdown(handbook.linked(page, self.context.translator.language))
        for row in range(self.contents.count()):
            if self.contents.item(row).data(_PAGE) == page.name and not self.field.text().strip():
                self.contents.setCurrentRow(row)

    def commands(self) -> Sequence[Command]:
        """Return the acts of this page."""
        label = self.context.label
        return [
            Command(id="handbook.search", label=label(N_("Search the handbook")), run=self.field.setFocus, shortcut="Ctrl+F"),
            Command(id="handbook.contents", label=label(N_("Contents")), run=self.contents.setFocus),
        ]  # fmt: skip

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape goes back, out of a search first."""
        if event.key() != Qt.Key.Key_Escape:
            super().keyPressEvent(event)
        elif self.field.text():
            self.field.clear()
            self._wait.stop()
            self._list()
        else:
            self.left.emit()

    def _lay_out(self) -> None:
        left = QWidget()
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GAP)
        column.addWidget(self.field)
        column.addWidget(self.contents, 1)
        split = QSplitter()
        split.addWidget(left)
        split.addWidget(self.text)
        split.setStretchFactor(1, 1)
        split.setSizes([_LIST_WIDTH, 4 * _LIST_WIDTH])
        split.setChildrenCollapsible(False)
        self.body.addLayout(spread(text_label(self.title(), "title"), 1))
        self.body.addWidget(self.outcome)
        self.body.addWidget(split, 1)
        self.body.addWidget(text_label(self.context.label(N_("Esc goes back to where you were")), muted=True))
        self.setFocusProxy(self.text)

    def _list(self) -> None:
        """List the pages, or the places at which a text stands."""
        language, text = self.context.translator.language, self.field.text().strip()
        self.contents.clear()
        if text:
            entries = [
                (hit.page.name, f"{hit.page.title} · {hit.line}")
                for hit in handbook.search_handbook(text, language)
            ]
        else:
            entries = [(each.name, each.title) for each in handbook.help_pages(language)]
        for name, shown in entries:
            item = QListWidgetItem(shown)
            item.setData(_PAGE, name)
            item.setToolTip(shown)
            self.contents.addItem(item)
        if not entries:
            said = Message(N_("The handbook does not name “{text}”."), text=text)
            self.contents.addItem(nothing := QListWidgetItem(self.context.say(said)))
            nothing.setFlags(Qt.ItemFlag.NoItemFlags)

    def _open_first(self) -> None:
        self._wait.stop()
        self._list()
        first = self.contents.item(0)
        if first.data(_PAGE):
            self.contents.setCurrentRow(0)
            self.show_page(first.data(_PAGE))

    def _follow(self, link: QUrl) -> None:
        """Follow a link to another page; there is no other place it could lead to."""
        name = link.fileName().removesuffix(".md")
        if name:
            self.show_page(name)
