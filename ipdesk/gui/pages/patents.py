"""The page of a patent or application: its life as a picture, its deadlines, its family, and under them the form."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from functools import partial
from typing import Final

from PySide6.QtWidgets import QWidget

from ipdesk.gui.commands import Command
from ipdesk.gui.docketed_page import DocketedPage, DocketedSheet
from ipdesk.gui.family_tree import FamilyCard, Relative, tree_of
from ipdesk.gui.labels import Card
from ipdesk.gui.states import state_tone
from ipdesk.gui.timeline import TimelineCard
from ipdesk.gui.timeline_marks import Mark, marks_of
from ipdesk.model.kinds import option_label
from ipdesk.model.record import Record
from ipdesk.model.text import N_
from ipdesk.operations import families
from ipdesk.operations.reading import Sight
from ipdesk.registers.patent_choices import KINDS
from ipdesk.registers.patent_family import amiss, office_of
from ipdesk.registers.patents import Patent
from ipdesk.rules.deadline_rules import Task

# How an application rests on an earlier one, by its route.
RELATIONS: Final = {
    "paris": N_("priority"),
    "domestic": N_("domestic priority"),
    "pct": N_("national phase"),
    "divisional": N_("division"),
    "madrid": N_("Madrid"),
}
RESTS: Final = N_("rests on it")


class PatentSheet(DocketedSheet):
    """A record's sheet with timeline, deadlines and family over the form."""

    timeline: TimelineCard
    family: FamilyCard

    def make_overview(self) -> Sequence[tuple[str, Card]]:
        """Make the cards of timeline, deadlines and family."""
        label = self._context.label
        self.timeline, self.family = TimelineCard(self._context), FamilyCard(self._context)
        return (
            (label(N_("Timeline")), self.timeline),
            *super().make_overview(),
            (label(N_("Family")), self.family),
        )

    def places(self) -> list[tuple[QWidget, QWidget]]:
        """Return the parts of the page with the widget of each that takes the keyboard; the form is the last."""
        return [
            (self.timeline, self.timeline.picture),
            (self.docket, self.docket.table if self.docket.table.isVisible() else self.docket.views),
            (self.family, self.family.tree),
            (self.form, next(iter(self.form.fields.values())).editor),
        ]


class PatentPage(DocketedPage):
    """Shows a patent or application; F9 leads to its deadlines, Ctrl+PgDown and Ctrl+PgUp from part to part."""

    sheet: PatentSheet

    def make_sheet(self) -> PatentSheet:
        """Make the sheet with timeline, deadlines and family."""
        return PatentSheet(self.context, self.tasks, self.dialogs, self.register)

    def commands(self) -> Sequence[Command]:
        """Return the acts of a record with deadlines, and the ways from part to part."""
        label = self.context.label
        return [
            *super().commands(),
            Command(id="patent.forward", label=label(N_("Next part of the page")), run=partial(self.turn, 1),
                    shortcut="Ctrl+PgDown", enabled=lambda: bool(self.number)),
            Command(id="patent.back", label=label(N_("Previous part of the page")), run=partial(self.turn, -1),
                    shortcut="Ctrl+PgUp", enabled=lambda: bool(self.number)),
        ]  # fmt: skip

    def load(self, sight: Sight | None, *, restore: bool = True) -> None:
        """Show a right with its family."""
        super().load(sight, restore=restore)
        if sight is not None and not sight.record.withheld:
            self._show_family(sight.record)

    def show_course(self, record: Record, tasks: Sequence[Task], today: date) -> None:
        """Draw the timeline of events and tasks, as they stand by what is typed."""
        self.sheet.timeline.show_marks(marks_of(self.context, self.register, record, tasks, today), today)

    def turn(self, by: int) -> None:
        """Put the keyboard into the next or previous part of the page."""
        places = [(part, stop) for part, stop in self.sheet.places() if stop.isVisible()]
        focused: QWidget | None = self.window().focusWidget()
        here = next((at for at, (part, _) in enumerate(places) if focused and part.isAncestorOf(focused)), -1)
        at = (here + by) % len(places) if here >= 0 else 0
        part, stop = places[at]
        self.sheet.jump_to(part)
        stop.setFocus()

    def _connect(self) -> None:
        super()._connect()
        self.sheet.timeline.picture.chosen.connect(self._go_to_mark)
        self.sheet.family.tree.opened.connect(partial(self.opened.emit, self.register.name))

    def _go_to_mark(self, mark: Mark) -> None:
        if mark.kind == "task":
            self.sheet.docket.go_to(mark.key)
        elif mark.place:
            self.form.go_to(mark.place)

    def _show_family(self, record: Record) -> None:
        assert isinstance(record, Patent)
        held = families.kindred(self.context.desk, self.register, record)
        members = {number: self._relative(each) for number, each in held.members.items()}
        family = held.tree()
        notes = [self.context.say(each) for each in amiss(family, whole=held.whole)]
        self.sheet.family.show_family(tree_of(members, family.roots), record.number, notes)

    def _relative(self, record: Patent) -> Relative:
        label = self.context.label
        state = self.register.state(record.state)
        return Relative(
            number=record.number,
            title="" if record.withheld else record.title,
            kind=label(option_label(KINDS, record.kind)) if record.kind else "",
            country=office_of(record),
            filed=_filed(record),
            state=label(state.label),
            tone=state_tone(self.register, state.code),
            relation=label(RELATIONS.get(record.route, RESTS)),
        )


def _filed(record: Patent) -> str:
    """Return the filing day and number of a right, nothing of one withheld."""
    if record.withheld:
        return ""
    day = record.filed_on.isoformat() if record.filed_on else ""
    return "　".join(filter(None, (day, record.application_number)))
