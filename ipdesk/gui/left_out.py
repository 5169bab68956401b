"""What a check of a manuscript could not read and not compare, in few lines through which one can go, however much it is."""

from __future__ import annotations

from typing import Final

from PySide6.QtWidgets import QFrame, QScrollArea

from ipdesk.gui.context import Context
from ipdesk.gui.labels import wrapped_label
from ipdesk.model.text import N_, Message
from ipdesk.operations.reviews import Review, all_unread

HEIGHT: Final = 120  # pixels


class LeftOut(QScrollArea):
    """Shown where there is any."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._label = wrapped_label("", muted=True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setMaximumHeight(HEIGHT)
        self.setWidget(self._label)
        self.setAccessibleName(context.label(N_("Not read and not compared")))

    def show_review(self, review: Review | None) -> None:
        """Tell of a check what it left out, so that nothing passes unseen; what is alike is told once with its number."""
        self._label.setText("\n".join(self._told(review)) if review is not None else "")
        self.setVisible(bool(self._label.text()))

    def text(self) -> str:
        """Return what is told."""
        return self._label.text()

    def _told(self, review: Review) -> list[str]:
        say, lines = self._context.say, []
        if review.unread:
            names = all_unread(review, self._context.translator)
            lines.append(say(Message(N_("Not read: {what}."), what=names)))
        if review.not_compared:
            left = [
                Message(N_("{number} ({reason})"), number=each.number, reason=each.reason)
                for each in review.not_compared
            ]
            lines.append(say(Message(N_("Not compared: {what}."), what=left)))
        return lines
