"""The acts that can be begun from any page of the desk, and where each leads."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING, Final

from ipdesk.gui.commands import Command
from ipdesk.gui.context import Context
from ipdesk.gui.dialogs import Dialogs
from ipdesk.gui.paper_writer import PaperWriter
from ipdesk.model.register import Register
from ipdesk.model.text import N_, Message
from ipdesk.operations.permissions import Act, permits
from ipdesk.registers import REGISTERS

if TYPE_CHECKING:
    from ipdesk.gui.desk_view import DeskView

SAFEKEEPING: Final = "safekeeping"
SAFEKEEPING_ACTS: Final[tuple[Act, ...]] = ("backup", "audit", "purge", "print")  # one of them gives the page


class DeskActs:
    """Belongs to the view of the open desk."""

    def __init__(self, view: DeskView, context: Context, dialogs: Dialogs) -> None:
        self._view, self._context, self._dialogs = view, context, dialogs

    def commands(self) -> Sequence[Command]:
        """Return the acts that the role permits: blank forms, who is named, and the two of safekeeping."""
        say, label, actor = self._context.say, self._context.label, self._context.desk.actor
        made = []
        if permits(actor, "form"):
            made += [
                Command(
                    id=f"form.{each.name}",
                    label=say(Message(N_("Blank form: {register}…"), register=Message(each.label))),
                    run=partial(self._write_form, each),
                    menu="new",
                )
                for each in REGISTERS
                if not each.checklist
            ]
            sheets = label(N_("Scoring sheets for all assessors…"))
            made.append(Command(id="form.scoring", label=sheets, run=self._write_sheets, menu="new"))
        if permits(actor, "read"):
            named = label(N_("Find a person…"))
            made.append(
                Command(id="go.mentions", label=named, run=self._view.open_mentions, shortcut="Ctrl+Shift+N",
                        menu="go")
            )  # fmt: skip
        if permits(actor, "read"):
            named = label(N_("Checklists"))
            made.append(Command(id="go.checklists", label=named, run=self._view.open_checklists, menu="go"))
        if permits(actor, "print"):
            named = label(N_("Word templates"))
            made.append(Command(id="go.templates", label=named, run=self._view.open_templates, menu="go"))
        if not self._is_safekeeping():  # there the page itself offers them
            if permits(actor, "backup"):
                made.append(
                    Command(id="safekeeping.backup", label=label(N_("Back up now…")), run=self._back_up,
                            shortcut="Ctrl+Shift+K", menu="desk")
                )  # fmt: skip
            if permits(actor, "audit"):
                verify = label(N_("Verify the audit log"))
                made.append(Command(id="safekeeping.verify", label=verify, run=self._verify, menu="desk"))
        return made

    def _is_safekeeping(self) -> bool:
        from ipdesk.gui.safekeeping_page import SafekeepingPage

        return isinstance(self._view.page(), SafekeepingPage)

    def _write_form(self, register: Register) -> None:
        if (page := self._view.page()) is not None:
            PaperWriter(page, self._dialogs).write_form(register)

    def _write_sheets(self) -> None:
        if (page := self._view.page()) is not None:
            PaperWriter(page, self._dialogs).write_scoring_sheets()

    def _back_up(self) -> None:
        from ipdesk.gui.safekeeping_page import SafekeepingPage

        self._view.go(SAFEKEEPING)
        if isinstance(page := self._view.page(), SafekeepingPage):
            page.backup.click()

    def _verify(self) -> None:
        from ipdesk.gui.safekeeping_page import SafekeepingPage

        self._view.go(SAFEKEEPING)
        if isinstance(page := self._view.page(), SafekeepingPage):
            page.audit.verify.click()
