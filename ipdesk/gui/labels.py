"""Small pieces of the look: titles, badges, cards, findings, and lines that say how things went."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from ipdesk.gui.context import Context
from ipdesk.gui.theme import FIELD_GAP, GAP, LABEL, MARKS, Tone
from ipdesk.model.text import N_

if TYPE_CHECKING:
    from ipdesk.model.errors import Refused
    from ipdesk.model.findings import Finding, Severity

_PADDING = 11  # on either side of the text of a chip
TONES: dict[Severity, Tone] = {"block": "block", "warn": "warn", "info": "info"}


def dress(widget: QWidget, name: str, value: object) -> None:
    """Set a property that the style sheet goes by, and have it looked at anew only when it changes: that takes its time."""
    if widget.property(name) != value:
        widget.setProperty(name, value)
        widget.style().unpolish(widget)
        widget.style().polish(widget)


def text_label(text: str, role: str = "", *, muted: bool = False) -> QLabel:
    """Return a label of one role of the type scale: title, section, label, or running text."""
    made = QLabel()
    if role:
        made.setProperty("role", role)
    if muted:
        made.setProperty("muted", True)
    made.setTextFormat(Qt.TextFormat.PlainText)
    made.setText(text)
    return made


def wrapped_label(text: str, *, muted: bool = False) -> QLabel:
    """Return a label that breaks into lines and can be copied from."""
    made = text_label(text, muted=muted)
    made.setWordWrap(True)
    made.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    return made


def small_font(widget: QWidget) -> QFont:
    """Return a widget's font in the size of labels, for what is painted."""
    made = QFont(widget.font())
    made.setPixelSize(LABEL)
    return made


class Elided(QLabel):
    """A label that ends in … where room runs out, and then shows all of it as a tool tip."""

    def minimumSizeHint(self) -> QSize:
        """Let the label shrink to a few characters."""
        return QSize(self.fontMetrics().averageCharWidth() * 6, super().minimumSizeHint().height())

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the text cut to the width there is."""
        painter = QPainter(self)
        room = self.contentsRect()
        shown = self.fontMetrics().elidedText(self.text(), Qt.TextElideMode.ElideRight, room.width())
        self.setToolTip(self.text() if shown != self.text() else "")
        painter.drawText(QRect(room), int(self.alignment() | Qt.TextFlag.TextSingleLine), shown)


class Badge(QLabel):
    """A status: mark, word and colour together, never colour alone."""

    def __init__(self, tone: Tone, word: str, mark: str = "") -> None:
        super().__init__()
        self.show_status(tone, word, mark)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def show_status(self, tone: Tone, word: str, mark: str = "") -> None:
        """Show another status, with a mark other than that of its tone if one is given."""
        self.setText(f"{mark or MARKS[tone]} {word}")
        self.setAccessibleName(word)
        dress(self, "badge", tone)


class Card(QFrame):
    """A surface with a border, for what belongs together; add to `body`."""

    def __init__(self, title: str = "") -> None:
        super().__init__()
        self.setObjectName("card")
        self.body = QVBoxLayout(self)
        self.body.setContentsMargins(16, 16, 16, 16)
        self.body.setSpacing(FIELD_GAP)
        if title:
            self.body.addWidget(text_label(title, "section"))


class FindingLine(QFrame):
    """A finding: badge, sentence, basis in muted, and the clearing act, which goes to its field."""

    chosen = Signal(str)

    def __init__(self, context: Context, finding: Finding) -> None:
        from ipdesk.model.findings import show_basis  # here: the unlock page has labels and no findings

        super().__init__()
        tone = TONES[finding.severity]
        self.setProperty("banner", tone)
        lines = QVBoxLayout(self)
        lines.setContentsMargins(12, 8, 12, 8)
        lines.setSpacing(4)
        sentence = wrapped_label(f"{MARKS[tone]} {context.say(finding.message)}")
        sentence.setProperty("tone", tone)
        sentence.setProperty("strong", True)
        lines.addWidget(sentence)
        if basis := show_basis(finding.basis, context.translator):
            lines.addWidget(wrapped_label(basis, muted=True))
        if finding.clears is not None:
            act = QPushButton(context.say(finding.clears))
            act.setObjectName("quiet")
            act.setCursor(Qt.CursorShape.PointingHandCursor)
            act.clicked.connect(lambda: self.chosen.emit(finding.field))
            lines.addWidget(act)


class Outcome(QFrame):
    """A line in place that says how an act went; errors come with what is safe and what to do next."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        line = QHBoxLayout(self)
        line.setContentsMargins(12, 8, 12, 8)
        line.setSpacing(GAP)
        self._text = wrapped_label("")
        line.addWidget(self._text, 1)
        self._close = QPushButton("×")
        self._close.setObjectName("closing")
        self._close.setFixedWidth(32)
        self._close.clicked.connect(self.hide)
        line.addWidget(self._close, 0, Qt.AlignmentFlag.AlignTop)
        self.hide()

    def say(self, text: str, tone: Tone = "ok") -> None:
        """Show a sentence."""
        dress(self, "banner", tone)
        dress(self._text, "tone", tone)
        self._text.setText(f"{MARKS[tone]} {text}")
        self._text.setAccessibleName(text)
        self._close.setAccessibleName(self._context.label(N_("Dismiss")))
        self.show()

    def refuse(self, refused: Refused) -> None:
        """Show what happened, what is safe, and what to do next."""
        self.say("\n".join(self._context.say(each) for each in refused.messages()), "block")


def primary(button: QPushButton) -> QPushButton:
    """Make a button the page's primary act; there is one a page."""
    button.setProperty("primary", True)
    return button


def leave_room_for_bold(button: QPushButton) -> None:
    """Make a chip or segment wide enough for its text in bold, which it gets when it is chosen."""
    font = QFont(button.font())
    font.setBold(True)
    button.setMinimumWidth(QFontMetrics(font).horizontalAdvance(button.text()) + 2 * _PADDING + 4)


def spread(*widgets: QWidget | int) -> QHBoxLayout:
    """Return widgets side by side; a number is a stretch."""
    row = QHBoxLayout()
    row.setSpacing(GAP)
    for each in widgets:
        if isinstance(each, int):
            row.addStretch(each)
        else:
            row.addWidget(each)
    return row
