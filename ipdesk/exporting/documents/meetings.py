"""The minutes of a meeting (《知识产权评审会议纪要》): attendance, resolutions with their votes, and who signs."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any, Final

from ipdesk.exporting.layout import (
    PLAIN,
    Column,
    Document,
    Entry,
    Grid,
    Pairs,
    Prose,
    Section,
    Shape,
    Signatures,
    furniture_for,
)
from ipdesk.exporting.records import entry_of, shown_text, shown_value, signatures_of, subtitle_of
from ipdesk.model.findings import Finding
from ipdesk.model.record import Record, field_of, marking_of
from ipdesk.model.register import Register
from ipdesk.model.text import N_, Message, Translator
from ipdesk.registers.meeting_rows import Attendee, Resolution
from ipdesk.registers.meeting_votes import cast, is_carried

BLANK_MEMBERS, BLANK_CASES, BLANK_LINES = 5, 3, 8
BLANK_TITLE: Final = "＿＿＿＿＿＿＿＿"
NUMBER: Final = Shape("center", "number", 5, lambda value, _: value)


def minutes(
    register: Register, record: Record, _findings: Sequence[Finding], translator: Translator
) -> Document:
    """Return the minutes of a meeting; what is not recorded yet leaves room to write it by hand."""
    marking = marking_of(record)
    return Document(
        title=translator.label(N_("Minutes of the IP Committee Meeting")),
        subtitle=subtitle_of(register, record, translator),
        marking=marking,
        furniture=furniture_for(marking, translator),
        sections=tuple(_Minutes(register, record, translator).sections()),
    )


class _Minutes:
    """The sections of the minutes of one meeting."""

    def __init__(self, register: Register, record: Any, translator: Translator) -> None:
        self._register, self._record, self._translator = register, record, translator
        self._label = translator.label

    def sections(self) -> Iterator[Section]:
        yield self._meeting()
        yield self._attendance()
        yield self._votes()
        yield from self._reasons()
        field = self._register.field("minutes")
        title = self._label(N_("Course of the meeting"))
        yield Prose(title=title, text=shown_value(self._record, field), lines=BLANK_LINES)
        yield self._signatures()

    def _value(self, name: str) -> Any:
        return shown_value(self._record, self._register.field(name))

    def _entry(self, name: str) -> Entry:
        wide = name in ("title", "cases")
        return entry_of(self._register.field(name), self._value(name), self._translator, wide=wide)

    def _meeting(self) -> Pairs:
        names = ("title", "held_on", "place", "chair", "recorder", "cases")
        return Pairs(title=self._label(N_("Meeting")), entries=tuple(map(self._entry, names)))

    def _attendance(self) -> Grid:
        """Return who was called, whether they came and whether they have a vote."""
        shown = [field_of(Attendee, name) for name in ("name", "role", "present", "voting")]
        rows = self._value("members")
        headings = [
            (N_("No."), NUMBER),
            *((each.kind.label, replace(PLAIN, align="center")) for each in shown),
        ]
        present = [row for row in rows if row.present]
        note = Message(
            N_("{present} of {called} were present, {voting} of them with a vote."),
            present=len(present),
            called=len(rows),
            voting=sum(1 for row in present if row.voting),
        )
        return Grid(
            title=self._label(N_("Attendance")),
            columns=self._columns(headings),
            rows=tuple(
                (at, *(shown_text(each.kind, getattr(row, each.name), self._translator) for each in shown))
                for at, row in enumerate(rows, 1)
            ),
            blank=0 if rows else BLANK_MEMBERS,
            note=self._translator.say(note) if rows else "",
        )

    def _votes(self) -> Grid:
        """Return the resolution on each case with the votes and those who kept away."""
        rows = self._value("resolutions")
        headings = (
            (N_("Case number"), replace(PLAIN, width=13)),
            (N_("Subject of the case"), replace(PLAIN, width=20)),
            (N_("Resolution"), PLAIN),
            (N_("In favour"), NUMBER),
            (N_("Against"), NUMBER),
            (N_("Abstained"), NUMBER),
            (N_("Kept away"), replace(PLAIN, width=10)),
            (N_("Carried"), replace(PLAIN, align="center", width=7)),
        )
        return Grid(
            title=self._label(N_("Resolutions and votes")),
            columns=self._columns(headings),
            rows=tuple(map(self._vote, rows)),
            blank=0 if rows else BLANK_CASES,
            note=self._label(
                N_(
                    "Carried is what more than half of those voting are in favour of; who keeps away does not vote."
                )
            ),
        )

    def _vote(self, row: Resolution) -> tuple[str | int | None, ...]:
        resolution = field_of(Resolution, "resolution").kind
        carried = self._label(N_("Yes") if is_carried(row) else N_("No")) if cast(row) else ""
        return (
            row.case_number,
            row.subject,
            shown_text(resolution, row.resolution, self._translator),
            row.in_favour,
            row.against,
            row.abstained,
            row.recused,
            carried,
        )

    def _reasons(self) -> Iterator[Section]:
        """Yield the reasons of each resolution that has some."""
        title = self._label(N_("Reasons and conditions"))
        for row in self._value("resolutions"):
            if row.note:
                named = "　".join(part for part in (row.case_number, row.subject) if part)
                yield Prose(title=title, text=f"{named}\n{row.note}")
                title = ""

    def _signatures(self) -> Signatures:
        """Return a place for each who was present, or for chair, members and recorder while nobody is named."""
        say, label = self._translator.say, self._label
        role = field_of(Attendee, "role").kind
        there = [
            say(Message("{name} ({role})", name=row.name, role=shown_text(role, row.role, self._translator)))
            if row.role
            else row.name
            for row in self._value("members")
            if row.present and row.name
        ]
        nobody = (
            N_("Chair of the meeting"),
            N_("Member of the committee"),
            N_("Member of the committee"),
            N_("Recorder"),
        )
        made = signatures_of(there or [label(each) for each in nobody], self._translator)
        said = Message(
            N_("These minutes of “{title}” are confirmed by:"), title=self._value("title") or BLANK_TITLE
        )
        return replace(made, statement=say(said))

    def _columns(self, headings: Sequence[tuple[str, Shape]]) -> tuple[Column, ...]:
        return tuple(Column("", self._label(heading), shape) for heading, shape in headings)
