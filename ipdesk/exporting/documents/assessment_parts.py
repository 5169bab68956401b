"""The parts that the documents of an assessment share: scores, people, proposal, terms, meetings, places to sign."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any, Final

from ipdesk.exporting.bars import Bar, Bars
from ipdesk.exporting.documents.assessment_answers import FIGURE, PROSE, figure
from ipdesk.exporting.dossiers import Cited, Dossier
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
    Value,
    furniture_for,
    text_of,
)
from ipdesk.exporting.records import entry_of, grid_of, marking_with, shown_value, signatures_of, subtitle_of
from ipdesk.model.findings import show_basis
from ipdesk.model.kinds import option_label
from ipdesk.model.record import Record
from ipdesk.model.register import Register
from ipdesk.model.text import N_, Message, Translator
from ipdesk.model.values import decimal_text
from ipdesk.registers.answered import rounded
from ipdesk.registers.assessment_choices import COSTS, OUTCOMES, STEPS
from ipdesk.registers.meeting_rows import RESOLUTIONS
from ipdesk.rules.checklist import TOTAL, Dimension
from ipdesk.rules.floors import Floor

BLANK_ASSESSORS, BLANK_SHARES, BLANK_APPROVALS = 3, 2, 3
SHARED_BY: Final = ("contributors", "transfer-staff")  # those whom the statutory floors are for
SHORT_HEADINGS: Final = {"no_gain": N_("Gains nothing")}
UNITS: Final = {"percent": N_("{value}%"), "yuan": N_("{value}\u00a0yuan")}


class Parts:
    """The parts of one assessment. What nobody filled yet leaves room to write with `room`."""

    def __init__(
        self, register: Register, record: Record, dossier: Dossier, translator: Translator, *, room: bool
    ) -> None:
        self.register, self.dossier, self.translator, self.room = register, dossier, translator, room
        self.record: Any = record
        self.label, self.say = translator.label, translator.say

    def document(self, title: str, sections: Sequence[Section], guidance: str = "") -> Document:
        """Return a document under the highest marking of all that it is made of."""
        marking = marking_with(self.record, self.dossier.linked)
        return Document(
            title=self.label(title),
            subtitle=subtitle_of(self.register, self.record, self.translator),
            marking=marking,
            furniture=furniture_for(marking, self.translator),
            sections=tuple(sections),
            guidance=self.label(guidance),
        )

    def value(self, name: str) -> Any:
        """Return a value of the record, the empty one where it is withheld."""
        return shown_value(self.record, self.register.field(name))

    def entries(self, *names: str, filled: bool = False, wide: Sequence[str] = ()) -> tuple[Entry, ...]:
        """Return fields as labels with values; with `filled` only those that hold something."""
        return tuple(
            entry_of(self.register.field(name), self.value(name), self.translator, wide=name in wide)
            for name in names
            if not filled or self.value(name) not in ("", None, ())
        )

    def entry(self, label: str, text: object, *, wide: bool = False) -> Entry:
        """Return a label with a text of its own."""
        said = self.say(text) if isinstance(text, Message) else str(text)
        return Entry(self.label(label), said, wide or len(said) > 22)

    def prose(self, name: str, *, level: int = 2, lines: int = 3) -> Iterator[Prose]:
        """Yield a long text of the record where it holds one, or where room is left to write it."""
        text = self.value(name)
        if text or self.room:
            title = self.label(self.register.field(name).kind.label)
            yield Prose(title=title, text=text, level=level, lines=lines)

    def outcome(self, code: str) -> str:
        """Return what an outcome is called, "" for none."""
        return self.label(option_label(OUTCOMES, code)) if code else ""

    def list_name(self) -> str:
        """Return the checklist and its version, the version alone where the list is not kept here."""
        checklist, version = self.dossier.checklist, self.record.checklist_version
        if checklist is None:
            return str(version)
        said = N_("{name}, version {version}")
        return self.say(Message(said, name=checklist.label, version=checklist.version))

    # ------------------------------------------------------------------------------------------------ scores

    def dimensions(self) -> tuple[Dimension, ...]:
        """Return the dimensions that are scored, as far as scores are there."""
        checklist, result = self.dossier.checklist, self.dossier.result
        if checklist is None or result is None:
            return ()
        every = [result.scores, *self.dossier.alone.values()]
        return tuple(each for each in checklist.dimensions if any(each.id in scores for scores in every))

    def scores(self) -> Iterator[Section]:
        """Yield the scores by dimension, of all together and of each assessor, as a table and as bars."""
        own, result = self.dimensions(), self.dossier.result
        if result is None or not own:
            return
        everybody = [(self.label(N_("Together")), result.scores), *self.dossier.alone.items()]
        ids = [*(each.id for each in own if not each.test), TOTAL, *(each.id for each in own if each.test)]
        names = {each.id: self.words(each.label) for each in own}
        names[TOTAL] = self.label(N_("Total score"))
        weights = {each.id: f"{each.weight}%" for each in own if each.weight}
        weighed = tuple(weights.get(each, "—") for each in ids)
        yield Grid(
            title="",
            columns=(
                Column("", self.label(N_("Whose scores")), PLAIN),
                *(Column("", names[each], FIGURE) for each in ids),
            ),
            rows=(
                (self.label(N_("Weight")), *weighed),
                *((name, *(figure(scores.get(each)) for each in ids)) for name, scores in everybody),
            ),
        )
        yield Bars(
            title="",
            rows=tuple(Bar(names[each], tuple(rounded(scores.get(each)) for _, scores in everybody)) for each in ids),
            series=tuple(name for name, _ in everybody) if self.dossier.alone else ("",),
        )  # fmt: skip

    def totals(self) -> Pairs:
        """Return the scores that the decision goes by, and how far the assessors are apart."""
        record = self.record
        figures = ((N_("Total score"), record.score), (N_("Patent-or-secret test"), record.secret_score))
        entries = [self.entry(label, decimal_text(score)) for label, score in figures if score is not None]
        return Pairs(title="", entries=(*entries, *self.entries("spread", filled=True)))

    # ------------------------------------------------------------------------------------------------- people

    def assessors(self) -> Iterator[Section]:
        """Yield the assessors with what each declared, and their opinions."""
        rows, field = self.record.assessors, self.register.field("assessors")
        blank = BLANK_ASSESSORS if self.room and not rows else 0
        names = [
            "name",
            "unit",
            "field",
            "interest",
            "interest_note",
            "no_gain",
            "declared_on",
            "scored_on",
            "signed_on",
        ]
        if rows or blank:
            yield self.columns_of(grid_of(field, rows, self.translator, blank=blank), names)
        for row in rows:
            if row.opinion:
                title = self.say(Message(N_("Overall opinion of {name}"), name=row.name))
                yield Prose(title=title, text=row.opinion, level=2)

    def approvals(self, *names: str) -> Iterator[Grid]:
        """Yield the approvals under the columns named; a step that is needed and not taken leaves a line to write."""
        field, rows = self.register.field("approvals"), self.record.approvals
        grid = self.columns_of(grid_of(field, rows, self.translator), names)
        taken = {row.step for row in rows if row.opinion}
        open_steps = [step for step in self.record.approvals_needed if step not in taken] if self.room else []
        empty = ("",) * (len(grid.columns) - 1)
        more = tuple((self.label(option_label(STEPS, step)), *empty) for step in open_steps)
        blank = BLANK_APPROVALS if self.room and not rows and not more else 0
        if rows or more or blank:
            yield replace(grid, title="", rows=(*grid.rows, *more), blank=blank)

    def columns_of(self, grid: Grid, names: Sequence[str]) -> Grid:
        """Return a table with some of its columns, in the order of the names."""
        places = {column.name: place for place, column in enumerate(grid.columns)}
        kept = [places[name] for name in names if name in places]
        return replace(
            grid,
            title="",
            columns=tuple(self._headed(grid.columns[place]) for place in kept),
            rows=tuple(tuple(row[place] for place in kept) for row in grid.rows),
        )

    def _headed(self, column: Column) -> Column:
        """Return a column under a shorter heading where its own would leave no room for the others."""
        return (
            replace(column, label=self.label(SHORT_HEADINGS[column.name]))
            if column.name in SHORT_HEADINGS
            else column
        )

    def steps(self) -> list[str]:
        """Return a place to sign for each step of approval that was taken or is needed; for all while none is known."""
        given = {row.step: row.name for row in self.record.approvals if row.name}
        steps = {**dict.fromkeys(self.record.approvals_needed, ""), **given} or {
            each.code: "" for each in STEPS
        }
        return [self.place(each.label, steps[each.code]) for each in STEPS if each.code in steps]

    def place(self, role: str, name: str = "") -> str:
        """Return who signs: the role, and the name where it is known."""
        return f"{self.label(role)}　{name}".strip("　")

    def signatures(self, *signers: str) -> Signatures:
        """Return places to sign for some people."""
        return signatures_of(signers, self.translator)

    # ----------------------------------------------------------------------------------- proposal and decision

    def proposal(self) -> Iterator[Section]:
        """Yield what the desk proposes, with its reason and what the list rests on, and which approvals that needs."""
        record, checklist, result = self.record, self.dossier.checklist, self.dossier.result
        proposal = result.proposal if result is not None else None
        basis = [
            show_basis(each, self.translator) for each in (checklist.basis if checklist is not None else ())
        ]
        yield Pairs(
            title="",
            entries=(
                *self.entries("gates"),
                self.entry(N_("Proposal"), self.outcome(record.proposed) or self._no_proposal()),
                *([self.entry(N_("Reason"), self.words(proposal.reason), wide=True)] if proposal else []),
                *([self.entry(N_("Basis"), "；".join(basis), wide=True)] if basis else []),
            ),
        )  # fmt: skip
        if checklist is None or result is None or not record.outcome:
            return
        headings = ((N_("Step of approval needed"), PLAIN), (N_("Why"), PROSE), (N_("Basis"), PROSE))
        rows = tuple(
            (
                self.label(option_label(STEPS, each.step)),
                self.words(each.reason),
                "\n".join(show_basis(basis, self.translator) for basis in each.basis),
            )
            for each in result.approvals(checklist, record.outcome)
        )
        if rows:
            yield Grid(title="", columns=self.columns(headings), rows=rows)

    def _no_proposal(self) -> str:
        """Return why nothing is proposed."""
        result = self.dossier.result
        if result is None:
            return self.label(N_("None: the checklist is not kept here."))
        if result.failed:
            return self.label(N_("None: a gate is shut."))
        return self.say(Message(N_("None yet: questions open: {count}."), count=len(result.missing)))

    def columns(self, headings: Sequence[tuple[str, Shape]]) -> tuple[Column, ...]:
        """Return columns under headings."""
        return tuple(Column("", self.label(heading), shape) for heading, shape in headings)

    def words(self, words: object) -> str:
        """Return words of a rule file in the reader's language."""
        return self.say(Message("{words}", words=words))

    # -------------------------------------------------------------------------------------------------- terms

    def terms(self, *, floors: bool = True) -> Iterator[Section]:
        """Yield who owns, who pays from which funds and who gets what, each with its exact sum, and the floors beside."""
        for name, note in (("owners", self._owned()), ("costs", self._borne()), ("revenues", self._shared())):
            rows = self.value(name)
            blank = BLANK_SHARES if self.room and not rows else 0
            if rows or blank:
                grid = grid_of(self.register.field(name), rows, self.translator, blank=blank)
                yield replace(grid, level=2, note=note)
            if name == "revenues" and floors and self.dossier.floors:
                yield self.floors()
        yield from self.prose("terms")

    def floors(self) -> Grid:
        """Return the statutory floors of the day with what each rests on."""
        headings = (
            (N_("Statutory floor"), PROSE),
            (N_("At the least"), FIGURE),
            (N_("Of what"), PROSE),
            (N_("Basis"), PROSE),
        )
        return Grid(
            title=self.label(N_("Statutory floors, to compare")),
            columns=self.columns(headings),
            rows=tuple(self._floor(each) for each in self.dossier.floors),
            note=self.words(self.dossier.floors_note),
            level=2,
        )

    def _floor(self, floor: Floor) -> tuple[Value, ...]:
        least = self.say(Message(UNITS[floor.unit], value=floor.value))
        basis = "\n".join(show_basis(each, self.translator) for each in floor.basis)
        return self.words(floor.label), least, self.words(floor.of), basis

    def _owned(self) -> str:
        return self._sum([row.share for row in self.value("owners")])

    def _borne(self) -> str:
        """Return the sum of the shares of each cost."""
        rows = self.value("costs")
        costs = dict.fromkeys(row.cost for row in rows)
        sums = ((cost, self._sum([row.share for row in rows if row.cost == cost])) for cost in costs)
        found = [
            Message(N_("{cost}: {sum}"), cost=Message(option_label(COSTS, cost)), sum=text)
            for cost, text in sums
        ]
        return self.say(Message("{all}", all=found)) if len(found) > 1 else self._sum([row.share for row in rows])  # fmt: skip

    def _shared(self) -> str:
        rows = self.value("revenues")
        theirs = [row.share for row in rows if row.party in SHARED_BY and row.share is not None]
        if not rows:
            return ""
        said = N_("Contributors and those who brought it into use together: {share}%.")
        together = Message(said, share=decimal_text(sum(theirs, Decimal())))
        return f"{self._sum([row.share for row in rows])}{'' if self.translator.language == 'zh' else ' '}{self.say(together)}"

    def _sum(self, shares: Sequence[Decimal | None]) -> str:
        """Return what shares sum to, exactly; one that is open is said."""
        if not shares:
            return ""
        known = [share for share in shares if share is not None]
        said = (
            N_("The shares sum to {sum}%.")
            if len(known) == len(shares)
            else N_("The shares entered sum to {sum}%; not all are entered.")
        )
        return self.say(Message(said, sum=decimal_text(sum(known, Decimal()))))

    # ----------------------------------------------------------------------------------------------- meetings

    def meetings(self, title: str) -> Iterator[Pairs]:
        """Yield what each record says that tells how this case was resolved, as the minutes of a committee do."""
        for each in self.dossier.cited:
            about = f"{self.record.number}."
            told = {
                name.removeprefix(about): text for name, text in each.facts.items() if name.startswith(about)
            }
            if told:
                yield Pairs(title=self.label(title), entries=tuple(self._resolved(each, told)))  # fmt: skip

    def _resolved(self, cited: Cited, told: dict[str, str]) -> Iterator[Entry]:
        """Yield the lines of one resolution; what is told under a name of its own is told as it stands."""
        facts = cited.facts
        signed = {"yes": self.label(N_("Yes")), "no": self.label(N_("No"))}
        yield self.entry(
            cited.linked.register, f"{cited.linked.record.number}　{cited.linked.title}", wide=True
        )
        held = facts.get("held_on", "")
        day = text_of("day", date.fromisoformat(held), self.translator.language) if held else ""
        yield self.entry(N_("Held on"), day)
        yield self.entry(N_("Minutes signed"), signed.get(facts.get("signed", ""), ""))
        yield self.entry(N_("Members present"), facts.get("members", ""), wide=True)
        yield self.entry(
            N_("Resolution"),
            self.label(option_label(RESOLUTIONS, told.get("outcome", "")) or N_("None carried")),
        )
        yield self.entry(N_("Stood back"), told.get("recused", ""))
        said = N_("{for_it} for, {against} against, {abstained} abstained")
        votes = {name: told.get(name, "") or "—" for name in ("for", "against", "abstained")}
        if any(told.get(name) for name in votes):
            counted = Message(
                said, for_it=votes["for"], against=votes["against"], abstained=votes["abstained"]
            )
            yield self.entry(N_("Votes"), counted, wide=True)
