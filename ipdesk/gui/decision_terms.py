"""The usual terms, filled in once and remembered: who owns, who pays, who gets which part of the income."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from ipdesk.gui.case_decision import is_whole
from ipdesk.gui.context import Context
from ipdesk.gui.flow import FlowLayout
from ipdesk.gui.labels import text_label
from ipdesk.gui.theme import CARD_GAP, GAP, GRID
from ipdesk.model.kinds import Option, option_label
from ipdesk.model.text import N_, Message
from ipdesk.registers.assessment_choices import FUNDS, PAYERS, SHARERS

# The usual figures in percent: the statutory floor for those who made it, and no cost for them.
USUAL: Final[Mapping[str, str]] = {
    "owner": "100", "co-owner": "", "laboratory-pays": "100", "researcher-pays": "",
    "contributors": "50", "laboratory": "50",
}  # fmt: skip
SPLITS: Final[Mapping[str, tuple[str, ...]]] = {
    "owners": ("owner", "co-owner"),
    "costs": ("laboratory-pays", "researcher-pays"),
    "revenues": ("contributors", "laboratory"),
}
_WIDE: Final = 74  # pixels of a figure
_NAME: Final = 176


class DecisionTerms(QWidget):
    """`edited` comes when a figure or name was typed; what stands here stays in `kept` for the next page."""

    edited = Signal()

    def __init__(self, context: Context, kept: dict[str, str]) -> None:
        super().__init__()
        self._kept = kept
        label = context.label
        self.names = {
            "owner": QLineEdit(kept.get("owner-name", context.desk.workspace.profile.name)),
            "co-owner": QLineEdit(kept.get("co-owner-name", "")),
        }
        self.figures = {name: QLineEdit(kept.get(name, usual)) for name, usual in USUAL.items()}
        labels = {
            "owner": label(N_("Owner")), "co-owner": label(N_("Co-owner, if any")),
            "laboratory-pays": _said(context, PAYERS, "laboratory", "own"),
            "researcher-pays": _said(context, PAYERS, "researcher", "private"),
            "contributors": label(option_label(SHARERS, "contributors")),
            "laboratory": label(option_label(SHARERS, "laboratory")),
        }  # fmt: skip
        heads = {"owners": N_("Ownership"), "costs": N_("Cost split"), "revenues": N_("Revenue split")}
        self.rows: dict[str, QWidget] = {}
        box = FlowLayout(self, CARD_GAP)
        for split, parts in SPLITS.items():
            self.rows[split] = QWidget()
            line = QHBoxLayout(self.rows[split])
            line.setContentsMargins(0, 0, 0, 0)
            line.setSpacing(GAP)
            for part in parts:
                text = f"{label(heads[split])}: {labels[part]}, %"
                figure = self.figures[part]
                figure.setFixedWidth(_WIDE)
                if part in self.names:
                    self.names[part].setFixedWidth(_NAME)
                    self.names[part].setAccessibleName(f"{label(heads[split])}: {labels[part]}")
                    line.addLayout(_field(labels[part], self.names[part]))
                line.addLayout(_field("%" if part in self.names else f"{labels[part]} %", figure))
                figure.setAccessibleName(text)
            box.addWidget(self.rows[split])
        for each in (*self.names.values(), *self.figures.values()):
            each.textEdited.connect(self._typed)

    def wrong(self, splits: frozenset[str]) -> str:
        """Return the first of some splits that is not exactly the whole, or names no owner; "" where all are sound."""
        for split in SPLITS:
            if split in splits and not (is_whole(self._texts(split)) and self._are_named(split)):
                return split
        return ""

    def terms(self) -> dict[str, list[dict[str, Any]]]:
        """Return the splits as raw rows; a party without a share is left out."""
        figure = {name: line.text().strip() for name, line in self.figures.items()}
        rows: dict[str, list[dict[str, Any]]] = {
            "owners": [
                {"party": self.names[part].text().strip(), "share": figure[part]} for part in SPLITS["owners"]
            ],
            "costs": [
                {"cost": "all", "payer": "laboratory", "funds": "own", "share": figure["laboratory-pays"]},
                {
                    "cost": "all",
                    "payer": "researcher",
                    "funds": "private",
                    "share": figure["researcher-pays"],
                },
            ],
            "revenues": [{"party": part, "share": figure[part]} for part in SPLITS["revenues"]],
        }
        return {split: [row for row in own if row["share"] not in ("", "0")] for split, own in rows.items()}

    def show_splits(self, splits: frozenset[str]) -> None:
        """Show only the splits that are lacking somewhere."""
        for name, row in self.rows.items():
            row.setVisible(name in splits)
        self.setVisible(bool(splits))

    def _texts(self, split: str) -> list[str]:
        return [self.figures[part].text() for part in SPLITS[split]]

    def _are_named(self, split: str) -> bool:
        shared = [part for part in SPLITS[split] if part in self.names and self.figures[part].text().strip()]
        return all(self.names[part].text().strip() for part in shared)

    def _typed(self) -> None:
        self._kept |= {name: line.text() for name, line in self.figures.items()}
        self._kept |= {f"{name}-name": line.text() for name, line in self.names.items()}
        self.edited.emit()


def _field(label: str, line: QLineEdit) -> QVBoxLayout:
    """Return a line under its label, no wider than it has to be."""
    column = QVBoxLayout()
    column.setSpacing(GRID)
    column.addWidget(text_label(label, "label"))
    column.addWidget(line)
    column.setAlignment(line, Qt.AlignmentFlag.AlignLeft)
    return column


def _said(context: Context, options: tuple[Option, ...], payer: str, funds: str) -> str:
    """Return who pays, and from which funds."""
    who, what = Message(option_label(options, payer)), Message(option_label(FUNDS, funds))
    return context.say(Message(N_("{payer} ({funds})"), payer=who, funds=what))
