"""Agreements to be signed anew: whose agreement in force no longer fits and why, to draft new ones for them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from PySide6.QtWidgets import QCheckBox, QComboBox, QPushButton, QSpinBox

from ipdesk.gui.chip_row import ChipRow
from ipdesk.gui.commands import Listed
from ipdesk.gui.context import Context
from ipdesk.gui.labels import primary, spread, text_label
from ipdesk.gui.rows_table import Row
from ipdesk.gui.tasks import Task, Tasks
from ipdesk.gui.tick_table import TICKED
from ipdesk.gui.ticked_page import TickedPage
from ipdesk.model.kinds import option_label
from ipdesk.model.text import N_, Message
from ipdesk.operations import campaigns
from ipdesk.operations.campaigns import REASONS, Campaign, Reason, Resigning
from ipdesk.operations.desk import Desk
from ipdesk.operations.permissions import permits
from ipdesk.registers.person_choices import AGREEMENTS, EMPLOYMENTS

NOBODY: Final = N_("Every agreement in force still fits.")
ALL: Final = "all"
MOST_DAYS: Final = 3_650


class CampaignPage(TickedPage):
    """Each row has its reasons. The act leads to the drafting of those who are shown and ticked."""

    name = "campaign"
    headings = (
        N_("Number"), N_("Name"), N_("Unit"), N_("Agreement in force"), N_("Kind needed"), N_("Why"),
    )  # fmt: skip
    widths = (110, 110, 150, 150, 190)

    def __init__(self, context: Context, tasks: Tasks) -> None:
        super().__init__(context, tasks)
        self._found = Campaign((), {}, 0)
        self._shown: Sequence[Resigning] = ()
        self._reason = ALL
        self._build()
        self._connect()
        self._show_rows()

    def _build(self) -> None:
        label = self.context.label
        self.draft = primary(QPushButton(label(N_("Draft"))))
        self.chips = ChipRow(label(N_("Reason")), (ALL, *REASONS))
        self.days = QSpinBox()
        self.days.setRange(0, MOST_DAYS)
        self.days.setValue(campaigns.DAYS)
        self.days.setAccessibleName(label(N_("Days ahead of an expiry")))
        self.since = QComboBox()
        self.since.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self.since.setAccessibleName(label(N_("Templates that count as changed")))
        self.projects = QCheckBox(label(N_("Project members without an agreement on it")))
        self.empty.show_state(label(NOBODY), ())
        line = spread(
            text_label(label(N_("Days ahead of an expiry")), "label"), self.days,
            text_label(label(N_("Template")), "label"), self.since, self.projects, 1,
        )  # fmt: skip
        self._lay_out((self.draft,), (line, self.chips))

    def _connect(self) -> None:
        self.reader.found.connect(self._show)
        self.draft.clicked.connect(self.go_on_to_draft)
        self.chips.chosen.connect(self.show_reason)
        self.days.valueChanged.connect(self.refresh)
        self.since.activated.connect(self.refresh)
        self.projects.toggled.connect(self.refresh)

    def title(self) -> str:
        """Return the page's name."""
        return self.context.label(N_("To be signed anew"))

    def refresh(self) -> None:
        """Read again who is to sign anew."""
        if not self.context.is_open():
            return
        days, since = self.days.value(), str(self.since.currentData() or "")
        projects = self.projects.isChecked()

        def look(desk: Desk, _task: Task) -> tuple[Campaign, tuple[str, ...]]:
            found = campaigns.campaign(desk, since=since, days=days, projects=projects)
            return found, campaigns.template_versions(desk)

        self.reader.ask(self.context.desk, look)

    def _acts(self) -> Sequence[Listed]:
        return (
            ("draft", N_("Draft for those who are ticked…"), self.go_on_to_draft, "Ctrl+Return",
             self.draft.isEnabled),
            *self._tick_acts(),
        )  # fmt: skip

    def show_reason(self, reason: str) -> None:
        """Show those alone who are to sign anew for a reason."""
        self._reason = reason
        self._show_rows()

    def go_on_to_draft(self) -> None:
        """Ask for the page that drafts for those who are shown and ticked."""
        if self.draft.isEnabled():
            self.together_asked.emit("people", self.table.ticks.ticked())

    def _show(self, read: tuple[Campaign, tuple[str, ...]]) -> None:
        if not self.context.is_open():
            return
        self._found, versions = read
        if self._reason not in self._found.counts:
            self._reason = ALL
        self._show_versions(versions)
        self._show_rows()

    def _show_versions(self, versions: Sequence[str]) -> None:
        """Offer the versions by which agreements in force were drafted, and keep the one that is chosen."""
        before = self.since.currentData()
        self.since.clear()
        self.since.addItem(self.context.label(N_("Other than the one in force")), "")
        for version in versions:
            self.since.addItem(
                self.context.say(Message(N_("Older than {version}"), version=version)), version
            )
        self.since.setCurrentIndex(max(0, self.since.findData(before)))

    def _show_rows(self) -> None:
        label, people = self.context.label, self._found.people
        self._shown = [
            each
            for each in people
            if self._reason == ALL or self._reason in {one.code for one in each.reasons}
        ]
        everybody = label(N_("All"))
        texts = {ALL: f"{everybody} {len(people)}"}
        texts |= {code: f"{label(REASONS[code])} {self._found.counts.get(code, 0)}" for code in REASONS}
        self.chips.show_choice(self._reason, texts)
        self._show_ticks([self._row(each) for each in self._shown], [each.number for each in self._shown])
        self._show_act()

    def _row(self, each: Resigning) -> Row:
        why = "; ".join(self._said(reason) for reason in each.reasons)
        kind = self.context.label(option_label(AGREEMENTS, each.kind))
        return (each.number, each.name, each.unit, each.agreement or "—", kind, why)

    def _said(self, reason: Reason) -> str:
        options = {"kind": AGREEMENTS, "employment": EMPLOYMENTS}.get(reason.code, ())
        label = self.context.label
        told = [
            label(option_label(options, each)) if options else each for each in (reason.before, reason.after)
        ]
        return f"{label(REASONS[reason.code])} ({' → '.join(filter(None, told))})"

    def _show_act(self) -> None:
        ticked = len(self.table.ticks.ticked())
        self.draft.setText(self.context.say(Message(N_("Draft {count} agreements…"), count=ticked)))
        may = self.context.is_open() and permits(self.context.desk.actor, "add")
        self.draft.setEnabled(bool(ticked) and may)
        said = [Message(TICKED, done=ticked, count=len(self._shown))]
        if self._found.under_way:
            said.append(Message(N_("For {count} more a new one is on its way."), count=self._found.under_way))
        self.count.setText(" · ".join(self.context.say(each) for each in said))

    def _open(self, row: int) -> None:
        self.opened.emit("people", self._shown[row].number)
