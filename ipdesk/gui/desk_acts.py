"""The acts that can be begun from any page of the desk, and where each leads."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING, Final

from ipdesk.gui.commands import Command
from ipdesk.gui.context import Context
from ipdesk.gui.dialogs import Dialogs
from ipdesk.gui.docket_papers import DocketPaper, paper_commands
from ipdesk.gui.page import Page
from ipdesk.gui.paper_writer import PaperWriter
from ipdesk.gui.register_page import RegisterPage
from ipdesk.model.kinds import Link
from ipdesk.model.register import Register
from ipdesk.model.text import N_, Message
from ipdesk.model.wanted import Wanted
from ipdesk.operations import views
from ipdesk.operations.permissions import Act, permits
from ipdesk.operations.rule_files import KINDS
from ipdesk.registers import REGISTERS
from ipdesk.registers.scoring import SCORED

if TYPE_CHECKING:
    from ipdesk.gui.desk_view import DeskView

BOARD, DUE, REVIEW, REPORTS = "board", "due", "review", "reports"
LETTERS: Final = {BOARD: "Ctrl+G", DUE: "Ctrl+U", REVIEW: "Ctrl+R", REPORTS: "Ctrl+Shift+H"}
WITH_KEY: Final = 8  # places with a key of their own; Ctrl+9 and Ctrl+0 size the paper of a document
PEOPLE: Final = "people"
SAFEKEEPING: Final = "safekeeping"
SAFEKEEPING_ACTS: Final[tuple[Act, ...]] = (
    "backup",
    "archive",
    "audit",
    "purge",
    "print",
)  # one of them gives the page

OF_ARCHIVE: Final = {
    "archive": N_("Archive everything…"),
    "workbook": N_("All registers as a workbook…"),
    "take-in": N_("Take an archive in…"),
}


def shortcuts_of(places: Sequence[str]) -> dict[str, str]:
    """Return the keys of the places: their number, and a letter for those that came later, so that no number moved."""
    numbered = [key for key in places if key not in LETTERS]
    keys = {key: f"Ctrl+{number}" if number <= WITH_KEY else "" for number, key in enumerate(numbered, 1)}
    return {**LETTERS, **keys}


class DeskActs:
    """Belongs to the view of the open desk."""

    def __init__(self, view: DeskView, context: Context, dialogs: Dialogs) -> None:
        self._view, self._context, self._dialogs = view, context, dialogs

    def commands(self) -> Sequence[Command]:
        """Return the acts that the role permits: blank forms, lists, who is named, papers of the docket, and those of safekeeping."""
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
                if each.name != SCORED
            ]
            sheets = label(N_("Scoring sheets for all assessors…"))
            made.append(Command(id="form.scoring", label=sheets, run=self._write_sheets, menu="new"))
        if permits(actor, "export"):
            reviews = label(N_("List of the yearly reviews of technical secrets…"))
            made.append(Command(id="form.reviews", label=reviews, run=self._write_reviews, menu="new"))
            service = label(N_("Service years of IP officers…"))
            made.append(Command(id="form.officers", label=service, run=self._write_officers, menu="new"))
            counted = label(N_("Statistics of publication reviews…"))
            made.append(
                Command(id="form.review-statistics", label=counted, run=self._write_counted, menu="new")
            )
        made += self._ways()
        made += paper_commands(self._context, self._write_docket)
        if not self._is_safekeeping():  # there the page itself offers them
            if permits(actor, "archive"):
                made += [
                    Command(
                        id=f"safekeeping.{name}",
                        label=label(text),
                        run=partial(self._on_card, name),
                        menu="desk",
                    )
                    for name, text in OF_ARCHIVE.items()
                ]
            if permits(actor, "backup"):
                made.append(
                    Command(id="safekeeping.backup", label=label(N_("Back up now…")), run=self._back_up,
                            shortcut="Ctrl+Shift+K", menu="desk")
                )  # fmt: skip
            if permits(actor, "audit"):
                verify = label(N_("Verify the audit log"))
                made.append(Command(id="safekeeping.verify", label=verify, run=self._verify, menu="desk"))
        return made

    def _ways(self) -> list[Command]:
        """Return the ways to pages that belong to no record, and to lists asked for by name."""
        view = self._view
        page, together = view.open_page, view.open_together
        found: tuple[tuple[Act, str, str, Callable[[], None], str], ...] = (
            ("read", "go.mine", N_("Waiting for me"), view.open_mine, "Ctrl+Shift+M"),
            ("read", "go.mentions", N_("Find a person…"), partial(page, "mentions"), "Ctrl+Shift+N"),
            ("add", "go.drafting", N_("Draft agreements for all who lack one…"), partial(together, "people", ()),
             "Ctrl+Shift+Y"),
            ("move", "go.signatures", N_("Record signatures on agreements…"), partial(together, "agreements", ()),
             "Ctrl+Shift+G"),
            ("read", "go.campaign", N_("Agreements to be signed anew"), partial(page, "campaign"), "Ctrl+Shift+L"),
            ("read", "go.signing", N_("Signing rate"), partial(page, "signing"), "Ctrl+Shift+I"),
            *(("read", f"go.rules.{kind.id}", kind.label, partial(page, "rules", kind.id), "") for kind in KINDS),
            ("read", "go.duplicates", N_("People kept twice"), partial(page, "duplicates"), ""),
            ("read", "go.asides", N_("Set aside in checks"), partial(page, "asides"), ""),
            ("export", "go.report-templates", N_("Templates of the institute"), partial(page, "report-templates"), ""),
            ("print", "go.carriers", N_("Files handed over on a carrier…"), partial(page, "carriers"), ""),
            ("print", "go.templates", N_("Word templates"), partial(page, "templates"), ""),
        )  # fmt: skip
        made = [
            Command(id=name, label=self._context.label(text), run=run, shortcut=keys, menu="go")
            for act, name, text, run, keys in found
            if permits(self._context.desk.actor, act)
        ]
        if permits(self._context.desk.actor, "read"):
            named = self._context.label(N_("Everything about this person"))
            made.append(
                Command(
                    id="person",
                    label=named,
                    run=self._open_person,
                    shortcut="Ctrl+J",
                    enabled=lambda: bool(self._person()),
                )
            )
        return made

    def filters(self) -> list[Command]:
        """Return the saved filters of the registers that are not shown; the one shown has its own."""
        desk, page = self._context.desk, self._view.page()
        shown = page.register.name if isinstance(page, RegisterPage) else ""
        made = []
        for register in REGISTERS if permits(desk.actor, "read") else ():
            kept = views.list_views(desk, register) if register.name != shown else []
            for index, view in enumerate(kept, 1):
                name = Message(
                    N_("Filter: {name} · {register}"), name=view.name, register=Message(register.label)
                )
                run = partial(self._view.open_view, register.name, view)
                command = Command(
                    id=f"filter.{register.name}.{index}",
                    label=self._context.say(name),
                    run=run,
                    menu="palette",
                )
                made.append(command)
        return made

    def _person(self) -> str:
        """Return the number of the person whom the page shows or has chosen, or whom its record is of; "" for none."""
        page = self._view.page()
        if isinstance(page, RegisterPage):
            chosen = page.rows.record_at(page.table.currentIndex().row())
            return chosen.number if chosen is not None and page.register.name == PEOPLE else ""
        return person_of(page) if isinstance(page, Page) else ""

    def _open_person(self) -> None:
        self._view.open_everything(self._person())

    def _is_safekeeping(self) -> bool:
        from ipdesk.gui.safekeeping_page import SafekeepingPage

        return isinstance(self._view.page(), SafekeepingPage)

    def _write_form(self, register: Register) -> None:
        if (page := self._view.page()) is not None:
            PaperWriter(page, self._dialogs).write_form(register)

    def _write_sheets(self) -> None:
        if (page := self._view.page()) is not None:
            PaperWriter(page, self._dialogs).write_scoring_sheets()

    def _write_docket(self, paper: DocketPaper, ending: str) -> None:
        from ipdesk.gui.due_page import DuePage

        if (page := self._view.page()) is not None:
            asked = page.asked_of(paper) if isinstance(page, DuePage) else (Wanted(), "")
            PaperWriter(page, self._dialogs).write_docket(paper, ending, *asked)

    def _write_reviews(self) -> None:
        if (page := self._view.page()) is not None:
            PaperWriter(page, self._dialogs).write_reviews()

    def _write_officers(self) -> None:
        if (page := self._view.page()) is not None:
            PaperWriter(page, self._dialogs).write_officers()

    def _write_counted(self) -> None:
        if (page := self._view.page()) is not None:
            PaperWriter(page, self._dialogs).write_review_statistics()

    def _back_up(self) -> None:
        from ipdesk.gui.safekeeping_page import SafekeepingPage

        self._view.go(SAFEKEEPING)
        if isinstance(page := self._view.page(), SafekeepingPage):
            page.backup.click()

    def _on_card(self, name: str) -> None:
        from ipdesk.gui.safekeeping_page import SafekeepingPage

        self._view.go(SAFEKEEPING)
        if isinstance(page := self._view.page(), SafekeepingPage):
            buttons = {"archive": page.archive.archive, "workbook": page.archive.workbook}
            buttons.get(name, page.archive.take_in).click()

    def _verify(self) -> None:
        from ipdesk.gui.safekeeping_page import SafekeepingPage

        self._view.go(SAFEKEEPING)
        if isinstance(page := self._view.page(), SafekeepingPage):
            page.audit.verify.click()


def person_of(page: Page) -> str:
    """Return the number of the person whom a page of a record shows or links to, "" where there is none."""
    register, form = getattr(page, "register", None), getattr(page, "form", None)
    if register is None or form is None or not getattr(page, "number", ""):
        return ""
    if register.name == PEOPLE:
        return str(form.base.number)
    links = (
        each.name for each in register.fields() if isinstance(each.kind, Link) and each.kind.to == PEOPLE
    )
    return next((number for name in links for number in getattr(form.base, name)), "")
