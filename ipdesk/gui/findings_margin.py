"""The margin of findings: what stands in the way now, in order, and what will matter only later."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFont, QTextLayout
from PySide6.QtWidgets import QFrame, QPushButton, QScrollArea, QVBoxLayout, QWidget

from ipdesk.gui.context import Context
from ipdesk.gui.labels import FindingLine, text_label, wrapped_label
from ipdesk.gui.theme import GAP
from ipdesk.model.findings import Finding
from ipdesk.model.text import N_, Message

WIDTH = 304
ROOM = WIDTH - 52  # pixels for the words of a finding
STACKED_ROOM = 400
FEW = 2  # findings unfolded over a form
QWIDGETSIZE_MAX = 16_777_215


def broken(text: str, font: QFont, width: int) -> str:
    """Return a text broken into lines of a width, for buttons, which break none themselves."""
    layout = QTextLayout(text, font)
    layout.beginLayout()
    lines = []
    while (line := layout.createLine()).isValid():
        line.setLineWidth(width)
        lines.append(text[line.textStart() : line.textStart() + line.textLength()].strip())
    layout.endLayout()
    return "\n".join(lines)


class FindingsMargin(QWidget):
    """Findings beside the form; `chosen` carries the place of the finding whose clearing act was taken."""

    chosen = Signal(str)

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._now: Sequence[Finding] = ()
        self._later: Sequence[Finding] = ()
        self._folded = ""
        self.setFixedWidth(WIDTH)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(GAP)
        self.heading = text_label("", "section")
        box.addWidget(self.heading)
        self._room, self._most = ROOM, 0
        self._scroll = scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        held = QWidget()
        self._list = QVBoxLayout(held)
        self._list.setContentsMargins(0, 0, GAP, 0)
        self._list.setSpacing(GAP)
        scroll.setWidget(held)
        box.addWidget(scroll, 1)
        self._more = QPushButton()
        self._more.setObjectName("quiet")
        self._more.setCheckable(True)
        self._more.toggled.connect(self._fill)
        self.lines: list[FindingLine] = []
        self._words: list[QWidget] = []
        self._list.addWidget(self._more)
        self._list.addStretch(1)
        self._fill()

    def show_findings(
        self, now: Sequence[Finding], later: Sequence[Finding], folded: str = N_("Needed later: {count}")
    ) -> None:
        """Show findings in the order given; those for later are folded away under a sentence with their count."""
        if (now, later, folded) != (self._now, self._later, self._folded):
            self._now, self._later, self._folded = now, later, folded
            self._fill()

    def stack(self) -> None:
        """Stand over the form instead of beside it: as wide as there is room, and only the first few unfolded."""
        self.setMinimumWidth(0)
        self.setMaximumWidth(QWIDGETSIZE_MAX)
        held = self._scroll.takeWidget()
        self._scroll.hide()
        self.layout().addWidget(held)  # type: ignore[union-attr]  # set when it was made
        self._list.setContentsMargins(0, 0, 0, 0)
        self._room, self._most = STACKED_ROOM, FEW
        self._fill()

    def _fill(self, *_: object) -> None:
        for each in (*self.lines, *self._words):
            self._list.removeWidget(each)
            each.hide()
            each.deleteLater()
        say = self._context.say
        self.heading.setText(say(Message(N_("Findings: {count}"), count=len(self._now))))
        self.lines, self._words = [], []
        if not self._now:
            nothing = wrapped_label(self._context.label(N_("Nothing stands in the way.")), muted=True)
            self._words.append(nothing)
            self._list.insertWidget(0, nothing)
        most = self._most or len(self._now)
        for finding in self._now[:most]:
            self._add(finding, len(self.lines))
        folded = [*self._now[most:], *self._later]
        told = Message(self._folded, count=len(folded))
        if len(self._now) > most:
            both = N_("{count} more, and {later} needed later") if self._later else N_("{count} more")
            told = Message(both, count=len(self._now) - most, later=len(self._later))
        self._more.setVisible(bool(folded))
        self._more.setText(say(told))
        self._more.setAccessibleName(self._more.text())
        if self._more.isChecked():
            for finding in folded:
                self._add(finding, self._list.count() - 1)

    def _add(self, finding: Finding, place: int) -> None:
        line = FindingLine(self._context, finding)
        line.chosen.connect(self.chosen)
        for button in line.findChildren(QPushButton):
            button.setAccessibleName(button.text())
            button.setText(broken(button.text(), button.font(), self._room))
        self.lines.append(line)
        self._list.insertWidget(place, line)
