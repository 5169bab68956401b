"""Word templates: which document is filled from which, whose it is, and the slots that one may use."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Final

from ipdesk.gui.context import Context
from ipdesk.gui.dialogs import Dialogs
from ipdesk.gui.rows_table import Row, Status
from ipdesk.gui.rules_page import Offered, RulesPage, Shape
from ipdesk.gui.tasks import Tasks
from ipdesk.model.text import N_, Message
from ipdesk.operations import templates
from ipdesk.operations.templates import ENDING, Template

LANGUAGES: Final = {"zh": N_("Chinese"), "en": N_("English")}
SHAPE: Final = Shape(
    name="templates",
    title=N_("Word templates"),
    headings=(
        N_("Document"), N_("Register"), N_("Language"), N_("Whose"), N_("Installed"), N_("User"), N_("File"),
    ),
    widths=(250, 140, 80, 110, 140, 90),  # of all columns but the last
    parts=N_("Slots of the document chosen"),
    part_headings=(N_("Slot"), N_("What it holds")),
    part_widths=(260,),
    ending=ENDING,
    files=N_("Word documents"),
)  # fmt: skip
NONE_YET: Final = N_(
    "No template is the laboratory's own yet. Export a copy, change it in Word or WPS, and install it."
)
OWN: Final = N_("Templates of the laboratory's own: {count}. Removed ones are kept and can be put back.")


class TemplatesPage(RulesPage):
    """A row for each document in each language, and below it the slots of the one chosen."""

    def __init__(self, context: Context, tasks: Tasks, dialogs: Dialogs) -> None:
        super().__init__(context, tasks, dialogs, SHAPE)
        self._rows: Sequence[Template] = ()
        self.slots = self.parts

    def chosen(self) -> Template | None:
        """Return the template of the row that is chosen."""
        row = self.table.row()
        return self._rows[row] if 0 <= row < len(self._rows) else None

    def listed(self) -> tuple[str, list[Row]]:
        """Read the templates."""
        self._rows = templates.list_templates(self.context.desk)
        own = sum(each.whose == "lab" for each in self._rows)
        note = self.context.say(Message(OWN, count=own) if own else NONE_YET)
        return note, [self._row(each) for each in self._rows]

    def _row(self, template: Template) -> Row:
        label = self.context.label
        whose: dict[str, str | Status] = {
            "ours": "ipdesk",
            "lab": Status("ok", label(N_("the laboratory"))),
            "": label(N_("none")),
        }
        return (
            label(template.label), label(template.register.label), label(LANGUAGES[template.language]),
            whose[template.whose], f"{template.at:%Y-%m-%d %H:%M}" if template.at else "", template.user,
            template.file if template.whose == "lab" else "",
        )  # fmt: skip

    def offered(self) -> Offered:
        """Offer what the template chosen allows."""
        if (chosen := self.chosen()) is None:
            return Offered()
        return Offered(True, chosen.whose != "", chosen.whose == "lab", chosen.again)

    def part_rows(self) -> list[Row]:
        """Return the slots of the document chosen."""
        say, rows = self.context.say, list[Row]()
        for slot in templates.template_slots(chosen) if (chosen := self.chosen()) else ():
            rows.append((slot.name, say(slot.label)))
            rows += [(f"{slot.name} › {cell.name}", say(cell.label)) for cell in slot.of]
        return rows

    def question(self, file: Path) -> Message:
        """Ask for which document it is meant."""
        chosen = self.chosen()
        assert chosen is not None  # offered to install
        return Message(
            N_("Install “{file}” as the template of “{document}”, {language}?"), file=file.name,
            document=Message(chosen.label), language=Message(LANGUAGES[chosen.language]),
        )  # fmt: skip

    def install_file(self, file: Path) -> None:
        """Check a file and install it for the document that is chosen."""
        if chosen := self.chosen():
            said = Message(N_("“{file}” does as a template and is in force now."), file=file.name)
            self.work(said, lambda desk: templates.install_template(desk, file, chosen))

    def copy_name(self) -> str:
        """Return the name of the template chosen."""
        chosen = self.chosen()
        return chosen.name if chosen else ""

    def copy_to(self, target: Path) -> None:
        """Write a copy of the template chosen."""
        if chosen := self.chosen():
            said = Message(N_("Written: {file}"), file=str(target))
            self.work(said, lambda desk: templates.export_template(desk, chosen, target))

    def take_out(self) -> None:
        """Take the laboratory's template out of force."""
        if chosen := self.chosen():
            said = Message(N_("Removed: “{name}”. It can be put back."), name=chosen.file)
            self.work(said, lambda desk: templates.remove_template(desk, chosen))

    def put_back(self) -> None:
        """Put the laboratory's earlier template back in force."""
        if chosen := self.chosen():
            said = Message(N_("The laboratory's earlier template is in force again."))
            self.work(said, lambda desk: templates.restore_template(desk, chosen))
