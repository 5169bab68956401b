"""What can be done with a record beside saving it: each asks what it must and says what was done."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from ipdesk.gui.context import Context
from ipdesk.gui.dialogs import Dialogs
from ipdesk.gui.form import Form
from ipdesk.model.record import WITHDRAWN, Record
from ipdesk.model.register import Register
from ipdesk.model.text import N_, Message
from ipdesk.operations import drafts, moves, records, restricted, spills
from ipdesk.operations.checks import Step
from ipdesk.operations.permissions import Act, permits


class RecordActs:
    """Acts on one register's records; each returns the sentence to show, None when the user stepped back.

    They raise what the operations raise.
    """

    def __init__(self, context: Context, dialogs: Dialogs, register: Register, parent: QWidget) -> None:
        self._context, self._dialogs, self._register, self._parent = context, dialogs, register, parent

    def permitted(self, record: Record | None) -> frozenset[str]:
        """Return which acts the person at the desk may do with a record: undo, and what a record that is there allows."""
        actor, here = self._context.desk.actor, set[str]()
        if record is not None and not record.withheld:
            here = {"copy", "seal", "withdraw"} if record.state != WITHDRAWN else {"copy", "seal"}
        needed: dict[str, Act] = {"copy": "add", "seal": "seal", "undo": "undo", "withdraw": "withdraw"}
        return frozenset(name for name in (*here, "undo") if permits(actor, needed[name]))

    def move(self, number: str, step: Step, revision: int) -> Message | None:
        """Move a record on; a move that lacks something is refused by the operation, which says all of it."""
        move, reason = step.move, ""
        target = Message(self._register.state(move.target).label)
        if not step.lacks and move.reason:
            question = Message(
                N_("{number} goes to “{state}”. For which reason?"), number=number, state=target
            )
            if not (reason := self._ask(question)):
                return None
        elif not step.lacks and self._register.state(move.target).final:
            question = Message(
                N_("{number} goes to “{state}”, where the work on it ends."), number=number, state=target
            )
            if not self._decide(question, move.label):
                return None
        made = moves.move(
            self._context.desk, self._register, number, move.target, reason=reason, revision=revision
        )
        opened = [each.number for each in made if each.act == "add"]
        if opened:
            return Message(
                N_("{number} is now: {state}. Opened: {opened}."), number=number, state=target, opened=opened
            )
        return Message(N_("{number} is now: {state}."), number=number, state=target)

    def withdraw(self, number: str) -> Message | None:
        """Withdraw a record for a reason."""
        reason = self._ask(
            Message(
                N_("{number} is withdrawn; it stays and can be reinstated. For which reason?"), number=number
            )
        )
        if not reason:
            return None
        records.withdraw(self._context.desk, self._register, number, reason)
        return Message(N_("{number} was withdrawn."), number=number)

    def seal(self, number: str) -> Message | None:
        """Seal a record whose content may not be held here."""
        reason = self._ask(
            Message(
                N_(
                    "{number} is sealed: nobody sees its content from now on. Give a reason that itself reveals nothing."
                ),
                number=number,
            )
        )
        if not reason:
            return None
        spills.seal(self._context.desk, self._register, number, reason)
        return Message(N_("{number} is sealed. Call the security officer now."), number=number)

    def copy(self, number: str) -> bool:
        """Begin a new record from this one; say whether it was begun."""
        desk = self._context.desk
        if drafts.find_draft(desk, self._register) is not None and not self._decide(
            Message(N_("There is a new record that was not saved yet. It is replaced by the copy.")),
            N_("Replace it"),
        ):
            return False
        drafts.start_copy(desk, self._register, number)
        return True

    def show(self, form: Form, field: str, number: str) -> None:
        """Show a restricted field, which is logged."""
        restricted.reveal(self._context.desk, self._register, number, field)
        form.show_restricted(field)

    def undo(self, _number: str = "") -> Message:
        """Take back the last act of the person at the desk, whichever record it was on."""
        numbers = [each.number for each in records.undo(self._context.desk)]
        return Message(N_("Your last act was taken back: {numbers}."), numbers=list(dict.fromkeys(numbers)))

    def _ask(self, question: Message) -> str:
        return self._dialogs.text(self._parent, self._context.say(question))

    def _decide(self, question: Message, act: str) -> bool:
        return self._dialogs.decide(self._parent, self._context.say(question), self._context.label(act))
