"""The page of a disclosure: taken in block by block, the level first, a summary before it is submitted."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from ipdesk.gui.commands import Command
from ipdesk.gui.intake_sheet import IntakeSheet
from ipdesk.gui.record_page import RecordPage
from ipdesk.model.text import N_, Message
from ipdesk.operations import moves
from ipdesk.operations.reading import Sight

INTAKE: Final = ("draft", "rework")  # the states in which it is with its inventors


class DisclosurePage(RecordPage):
    """Goes through the blocks while the disclosure is taken in; afterwards it is the page of any record."""

    sheet: IntakeSheet

    def make_sheet(self) -> IntakeSheet:
        """Make the sheet that can be gone through block by block."""
        made = IntakeSheet(self.context, self.tasks, self.dialogs, self.register)
        made.stepped.connect(self.show_acts)
        made.save_asked.connect(self.save)
        return made

    def commands(self) -> Sequence[Command]:
        """Return the acts of a record, and those of going through the blocks."""
        label, sheet = self.context.label, self.sheet
        by_step = sheet.is_stepwise
        return [
            *super().commands(),
            Command(id="intake.forward", label=label(N_("Next block")), run=self.go_forward,
                    shortcut="Ctrl+PgDown", enabled=lambda: by_step() and sheet.may_go_on()),
            Command(id="intake.back", label=label(N_("Previous block")), run=sheet.go_back,
                    shortcut="Ctrl+PgUp", enabled=lambda: by_step() and sheet.step() > 0),
            Command(id="intake.summary", label=label(N_("Review and submit")), run=sheet.go_to_end,
                    enabled=lambda: by_step() and sheet.may_go_on()),
            Command(id="intake.steps", label=label(N_("Block by block, or all blocks at once")),
                    run=self.turn, shortcut="Ctrl+Shift+B"),
        ]  # fmt: skip

    def go_forward(self) -> None:
        """Go to the next block; from the summary, submit."""
        self.catch_up()
        if not self.sheet.is_stepwise():
            super().go_forward()
        elif self.sheet.is_at_end():
            self._submit()
        elif self.sheet.may_go_on():
            self.sheet.go_on()

    def move_on(self, target: str) -> None:
        """Move on; the start of the assessment opens one and goes there."""
        if target != "assessment" or self.form.base.state != "accepted":
            super().move_on(target)
        elif not self.form.is_changed() or self.save():
            self._do(self._assess)

    def turn(self) -> None:
        """Show all blocks at once, or one at a time again."""
        self.sheet.show_steps(on=not self.sheet.is_stepwise())
        self.show_acts()

    def show_acts(self) -> None:
        """Offer going on while blocks are ahead, and submitting at their end."""
        super().show_acts()
        if not self.sheet.is_stepwise():
            return
        label = self.context.label
        if not self.sheet.is_at_end():
            self.header.show_forward(label(N_("Next block")), enabled=self.sheet.may_go_on())
        elif not self.number:
            self.header.show_forward(label(N_("Save and submit")))

    def load(self, sight: Sight | None, *, restore: bool = True) -> None:
        """Show a record, block by block where it is still being taken in."""
        state = sight.record.state if sight else self.register.states.first()
        known = self.is_loaded() and state == self.form.base.state
        super().load(sight, restore=restore)
        if not known:
            self.sheet.show_steps(on=state in INTAKE and self.may_edit())
            self.show_acts()

    def _assess(self) -> Message:
        opened = moves.move(self.context.desk, self.register, self.number, "assessment")[0]
        self.opened.emit(opened.register, opened.number)
        return Message(N_("Opened: {number}."), number=opened.number)

    def _submit(self) -> None:
        """Save what was typed and make the first move that is checked, which says what it lacks."""
        if not self.number and not self.save():
            return
        moves = self.register.states.moves_from(self.form.base.state)
        self.move_on(next(each.target for each in moves if not each.unchecked))
