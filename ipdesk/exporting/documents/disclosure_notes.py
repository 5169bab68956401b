"""The notes that go with a disclosure: receipt, notice of return, record of the secrecy check.

None of them tells technical content, so that they can be handed on where the disclosure itself may not go.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any, Final

from ipdesk.exporting.layout import Checks, Document, Entry, Pairs, Prose, Section, Signatures, furniture_for
from ipdesk.exporting.records import check_of, entry_of, grid_of, shown_value, signatures_of, subtitle_of
from ipdesk.model.findings import Finding
from ipdesk.model.record import Record, marking_of
from ipdesk.model.register import Register
from ipdesk.model.text import N_, Message, Translator

IDENTITY: Final = ("title", "unit", "submitted")
BLANK_INSTRUCTIONS: Final = 3
RECEIVED: Final = N_(
    "The office has received this disclosure. The receipt confirms that it was handed in; it does not confirm that "
    "it is complete, that it is a service achievement, or how it will be protected."
)
UNTIL_DECIDED: Final = N_(
    "Until the office has decided in writing, do not publish, show, sell or openly use what is disclosed, and do not "
    "apply for its protection elsewhere: what becomes public may lose its novelty, and article 24 of the Patent Law "
    "excuses only the few cases it names."
)
REPORT: Final = N_(
    "Report without delay a planned publication, talk or exhibition, a contract, a further contributor, or whatever "
    "else touches novelty, ownership or secrecy."
)


def receipt(
    register: Register, record: Record, _findings: Sequence[Finding], translator: Translator
) -> Document:
    """Return the receipt (《职务科技成果披露回执》) that those who disclosed keep."""
    note = _Note(register, record, translator)
    label = translator.label
    return note.document(
        N_("Receipt for a Disclosure"),
        note.identity(),
        Pairs(title=label(N_("Received")), entries=note.entries("received_on", "complete_on", "assigned_to")),
        note.prose(N_("Please note"), RECEIVED, UNTIL_DECIDED, REPORT),
        note.signatures(N_("For the IP office"), N_("Handed in by")),
    )


def left_to_do(rows: Sequence[Any]) -> Sequence[Any]:
    """Return the instructions for rework that are still to be carried out, or all that were when none is."""
    return [row for row in rows if row.done_on is None] or rows


def rework_note(
    register: Register, record: Record, _findings: Sequence[Finding], translator: Translator
) -> Document:
    """Return the notice of return (《退回补正通知书》) with what is still to be done, or all that was when nothing is."""
    note = _Note(register, record, translator)
    field, left = register.field("rework"), left_to_do(note.value("rework"))
    grid = grid_of(field, left, translator, blank=0 if left else BLANK_INSTRUCTIONS)
    return note.document(
        N_("Notice of Return for Rework"),
        note.identity(),
        replace(grid, title=translator.label(N_("What is to be done"))),
        note.prose(
            N_("Please note"),
            N_(
                "Change what is asked and hand the disclosure in again under the same number. What was reported "
                "before stays on record. Whoever cannot do so in time tells the office."
            ),
            UNTIL_DECIDED,
        ),
        note.signatures(N_("Returned by the IP office"), N_("Taken back by")),
    )


def secrecy_record(
    register: Register, record: Record, _findings: Sequence[Finding], translator: Translator
) -> Document:
    """Return the record of the secrecy check (《保密审查记录》); what is not recorded yet leaves room to write."""
    note = _Note(register, record, translator)
    label = translator.label
    decided = note.entries(
        "classification", "classification_term", "classification_basis", "classification_number", filled=True
    )
    sections: list[Section] = [note.identity(), note.boxes(N_("Level as declared"), "level")]
    if decided:
        sections.append(Pairs(title="", entries=decided))
    sections += [
        note.boxes(N_("Result"), "secrecy_result"),
        Pairs(
            title="",
            entries=note.entries(
                "secrecy_level", "secrecy_basis", "secrecy_checked_by", "secrecy_checked_on"
            ),
        ),
        note.signatures(
            N_("Project leader"), N_("Head of unit"), N_("Secrecy reviewer"), N_("Secrecy office")
        ),
    ]
    guidance = N_(
        "This record names provisions and tells nothing of the content. Whether something is a state secret is "
        "decided by those authorised to classify; what is classified or in doubt is handed over on their ways, never "
        "by this desk."
    )
    return replace(note.document(N_("Record of the Secrecy Check"), *sections), guidance=label(guidance))


class _Note:
    """The parts that the notes share."""

    def __init__(self, register: Register, record: Any, translator: Translator) -> None:
        self._register, self._record, self._translator = register, record, translator

    def value(self, name: str) -> Any:
        return shown_value(self._record, self._register.field(name))

    def entries(self, *names: str, filled: bool = False) -> tuple[Entry, ...]:
        return tuple(
            entry_of(self._register.field(name), self.value(name), self._translator, wide=name == "title")
            for name in names
            if not filled or self.value(name)
        )

    def identity(self) -> Pairs:
        label, say = self._translator.label, self._translator.say
        names = say(Message("{all}", all=[row.name for row in self.value("inventors")]))
        inventors = Entry(label(self._register.field("inventors").kind.label), names, wide=True)
        return Pairs(title=label(N_("The disclosure")), entries=(*self.entries(*IDENTITY), inventors))

    def boxes(self, title: str, *names: str) -> Section:
        lines = tuple(
            check_of(self._register.field(name), self.value(name), self._translator) for name in names
        )
        return Checks(title=self._translator.label(title), lines=lines)

    def prose(self, title: str, *paragraphs: str) -> Prose:
        label = self._translator.label
        return Prose(title=label(title), text="\n".join(label(each) for each in paragraphs))

    def signatures(self, *signers: str) -> Signatures:
        return signatures_of([self._translator.label(each) for each in signers], self._translator)

    def document(self, title: str, *sections: Section) -> Document:
        marking = marking_of(self._record)
        return Document(
            title=self._translator.label(title),
            subtitle=subtitle_of(self._register, self._record, self._translator),
            marking=marking,
            furniture=furniture_for(marking, self._translator),
            sections=sections,
        )
