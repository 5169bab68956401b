"""Remake the Word templates in resources/templates: .venv/bin/python packaging/templates.py [FOLDER]

Each is the PDF document of the same name with slots in the place of values, so that words and order are those of the
PDF. The same program gives the same bytes; a test compares them. Run it again when a label or the catalogue has changed.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Final

from ipdesk.exporting.documents import kinds_of
from ipdesk.exporting.documents.releases import BLANK
from ipdesk.exporting.layout import (
    Check,
    Checks,
    Column,
    Document,
    Grid,
    Pairs,
    Prose,
    Section,
    Signatures,
)  # fmt: skip
from ipdesk.exporting.packages import package_bytes
from ipdesk.exporting.slots import BOXES, LINKED_CELLS, NAMES, ROW_NUMBER
from ipdesk.exporting.word_parts import (
    BOXED,
    QUARTERS,
    Imprint,
    blank_row,
    cell,
    file_parts,
    paragraph,
    row,
    table,
)
from ipdesk.model.kinds import Rows
from ipdesk.model.record import Record, fields_of
from ipdesk.model.register import Register
from ipdesk.model.text import LANGUAGES, N_, Message, Translator
from ipdesk.paths import resource_path, write_whole
from ipdesk.registers import register
from ipdesk.registers.disclosures import Disclosure
from ipdesk.registers.projects import NilReport, Project
from ipdesk.registers.releases import Release

SLOTTED: Final = Imprint("{{ lab }}", "{{ marking }}", "{{ stamp }}", "2026-01-01T00:00:00Z")
BLANK_ROWS: Final = 3
ROOM: Final = 1000  # twips that a long text has at least, to be written by hand
SOME: Final = date(2026, 1, 1)


@dataclass(frozen=True)
class Plan:
    """A template to be made: of which document, from which record its parts are taken, and what fills its tables.

    `rows` names the slot of each table by the field its columns are of; `without` are columns left out. `optional`
    parts stand only where their slot holds something. `shares` are widths of columns by slot. One that is not `stated`
    does not tell the state of the record.
    """

    register: str
    document: str
    record: Record
    rows: Mapping[str, str]
    shares: Mapping[str, Sequence[float]]
    without: tuple[str, ...] = ()
    optional: tuple[str, ...] = field(default=())
    stated: bool = True


PLANS: Final = (
    Plan(
        "disclosures", "rework", Disclosure(), {"rework": "rework_left"},
        {"rework_left": (0.19, 0.15, 0.66)}, without=("done_on",),
    ),
    Plan(
        "projects", "ip-sheet",
        Project(nil_reports=(NilReport(period="-", reported_by="-", reported_on=SOME, reason="-"),), closing_inventory="-"),
        {"members": "members", "nil_reports": "nil_reports"},
        {
            "members": (0.2, 0.26, 0.18, 0.18, 0.18), "nil_reports": (0.2, 0.16, 0.19, 0.45),
            "linked": (0.08, 0.18, 0.18, 0.4, 0.16),
        },
        optional=("nil_reports", "closing_inventory"),
    ),
    Plan(
        "releases", "contract", Release(), {"transferees": "transferees", "consents": "consents"},
        {"transferees": (0.16, 0.26, 0.14, 0.16, 0.28), "consents": (0.5, 0.5)}, stated=False,
    ),
)  # fmt: skip


def main(folder: Path) -> None:
    """Write the templates into a folder."""
    folder.mkdir(parents=True, exist_ok=True)
    for plan in PLANS:
        for language in LANGUAGES:
            name = f"{plan.register}.{plan.document}.{language}.docx"
            write_whole(folder / name, template(plan, Translator(language, resource_path("i18n"))))


def template(plan: Plan, translator: Translator) -> bytes:
    """Return one template."""
    found = register(plan.register)
    kind = kinds_of(plan.register)[plan.document]
    document: Document = kind.build(found, plan.record, (), translator)
    made = _Template(plan, found, translator)
    body = "".join((made.head(document), *(made.part(each) for each in document.sections)))
    parts = file_parts(body, document.title, document.furniture, SLOTTED)
    return package_bytes({name: (text.encode(),) for name, text in parts.items()})


class _Template:
    """The parts of one template, with the slots of a register in the place of its values."""

    def __init__(self, plan: Plan, found: Register, translator: Translator) -> None:
        self._plan, self._found = plan, found
        self._translator = translator
        # A text is found by the label it stands under: the first field of that label.
        self._slots = {translator.label(each.kind.label): each.name for each in reversed(found.fields())}
        for each in found.fields():
            if isinstance(each.kind, Rows):
                self._slots[translator.label(each.kind.label)] = f"{each.name}{NAMES}"

    def head(self, document: Document) -> str:
        """Return the title, and number and state below it."""
        state = "{{ state }}" if self._plan.stated else ""
        number = Message(N_("Number {number}　{state}"), number="{{ number }}", state=state)
        guidance = paragraph(document.guidance, "BodyText") if document.guidance else ""
        return (
            paragraph(document.title, "Title")
            + paragraph(self._translator.say(number).strip(), "Subtitle")
            + guidance
        )

    def part(self, section: Section) -> str:
        """Return one section."""
        match section:
            case Pairs():
                return self._heading(section.title) + table(QUARTERS, *self._pairs(section))
            case Grid():
                return self._grid(section)
            case Prose():
                return self._prose(section)
            case Checks():
                return self._heading(section.title) + table(BOXED, *map(self._boxes, section.lines))
            case Signatures():
                return self._signatures(section)
            case _:
                raise TypeError(type(section).__name__)

    def _heading(self, title: str) -> str:
        return paragraph(title, "Heading1") if title else ""

    def _pairs(self, section: Pairs) -> Iterator[str]:
        """Yield rows of two labels with their slots; a wide one takes the row."""
        waiting: list[str] = []
        for entry in section.entries:
            name = self._slots[entry.label]
            wide = entry.wide or name.endswith(NAMES)
            if wide and waiting:
                yield row(*waiting, cell("", QUARTERS[2], "Label"), cell("", QUARTERS[3]))
                waiting = []
            width = sum(QUARTERS[1:]) if wide else QUARTERS[1]
            waiting += [
                cell(entry.label, QUARTERS[0], "Label"),
                cell(f"{{{{ {name} }}}}", width, span=3 if wide else 1),
            ]
            if wide or len(waiting) == len(QUARTERS):
                yield row(*waiting)
                waiting = []
        if waiting:
            yield row(waiting[0], cell(f"{{{{ {name} }}}}", sum(QUARTERS[1:]), span=3))

    def _boxes(self, line: Check) -> str:
        """Return a row with a label and all options."""
        label, boxes = BOXED
        return row(
            cell(line.label, label, "Label"), cell(f"{{{{ {self._slots[line.label]}{BOXES} }}}}", boxes)
        )

    def _grid(self, section: Grid) -> str:
        """Return a table that grows by its rows, with rows to write in where there are none."""
        slot, columns = self._rows_of(section)
        shares = self._plan.shares[slot]
        heads = [cell(label, share, "TableHead") for (_, label), share in zip(columns, shares, strict=True)]
        cells = [
            cell(f"{{{{ row.{name} }}}}", share, "TableText")
            for (name, _), share in zip(columns, shares, strict=True)
        ]
        blank = blank_row(shares) * BLANK_ROWS
        if slot in self._plan.optional:
            blank = ""
        empty = (
            (tag_row(f"if not {slot}", len(shares)), blank, tag_row("endif", len(shares))) if blank else ()
        )
        made = self._heading(section.title) + table(
            shares,
            row(*heads, head=True),
            tag_row(f"for row in {slot}", len(shares)),
            row(*cells),
            tag_row("endfor", len(shares)),
            *empty,
        )
        return self._when(slot, made)

    def _rows_of(self, section: Grid) -> tuple[str, list[tuple[str, str]]]:
        """Return the slot of a table, and name and label of its columns."""
        names = {each.name for each in section.columns}
        if names == {""}:
            cells = (ROW_NUMBER, *LINKED_CELLS)
            return "linked", list(zip(cells, (each.label for each in section.columns), strict=True))
        field = next(each for each in self._plan.rows if names <= set(_inner(self._found, each)))
        kept: list[Column] = [each for each in section.columns if each.name not in self._plan.without]
        return self._plan.rows[field], [(each.name, each.label) for each in kept]

    def _prose(self, section: Prose) -> str:
        """Return a slot with room to write, or paragraphs that say the same in every document."""
        name = self._slots.get(section.title)
        if name is None:
            said = "".join(paragraph(each, "BodyText") for each in section.text.split("\n"))
            return self._heading(section.title) + said
        held = table((1.0,), row(cell(f"{{{{ {name} }}}}", 1.0), height=ROOM, whole=False))
        return self._when(name, self._heading(section.title) + held)

    def _when(self, name: str, made: str) -> str:
        if name not in self._plan.optional:
            return made
        return tag_paragraph(f"if {name}") + made + tag_paragraph("endif")

    def _signatures(self, section: Signatures) -> str:
        cells = [
            cell("\n".join((each, section.signed, section.day)), 0.5, "Signature") for each in section.signers
        ]
        if len(cells) % 2:
            cells.append(cell("", 0.5, "Signature"))
        rows = (row(*pair) for pair in zip(cells[::2], cells[1::2], strict=True))
        stated = section.statement.replace(BLANK, f"{{{{ {self._found.title} }}}}")
        said = paragraph(stated, "BodyText") if stated else ""
        return self._heading(section.title) + said + table((0.5, 0.5), *rows)


def _inner(found: Register, name: str) -> tuple[str, ...]:
    """Return the names of the columns of a rows field."""
    kind = found.field(name).kind
    assert isinstance(kind, Rows)
    return tuple(each.name for each in fields_of(kind.of))


def tag_paragraph(tag: str) -> str:
    """Return a paragraph that is only a tag, and gone in the document."""
    return paragraph(f"{{%p {tag} %}}", "Tag")


def tag_row(tag: str, columns: int) -> str:
    """Return a row that is only a tag, and gone in the document."""
    return row(cell(f"{{%tr {tag} %}}", 1.0, "Tag", columns))


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else resource_path("templates"))
