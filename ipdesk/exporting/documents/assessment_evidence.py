"""The evidence of diligence (《勤勉尽责证据包》): on one paper all that a decision rested on, and how to prove it years later."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from typing import Any, Final

from ipdesk.exporting.documents.assessment_answers import FIGURE, PROSE, Answers
from ipdesk.exporting.documents.assessment_decision import decision_entries
from ipdesk.exporting.documents.assessment_parts import Parts
from ipdesk.exporting.dossiers import Dossier
from ipdesk.exporting.layout import PLAIN, Document, Entry, Grid, Pairs, Prose, Section, Shape, local_text
from ipdesk.model.acts import ACTS
from ipdesk.model.findings import Finding, show_basis
from ipdesk.model.kinds import option_label
from ipdesk.model.record import Record
from ipdesk.model.register import Register
from ipdesk.model.text import N_, Message, Translator
from ipdesk.registers.assessment_choices import STEPS
from ipdesk.registers.sources import OPINION_ASSESSMENT

ENOUGH: Final = 16  # digits of a hash in the command, so that it stands in one line
SEARCH: Final = "novelty"  # the dimension of a list that holds the report of the search
DAY: Final = Shape("center", "day", 12, lambda value, _: value)
IS: Final = N_(
    "This pack puts together what is on record about one decision: what was asked and answered, who scored and what each "
    "declared, who approved, which terms were set, which files lie with the case, and where all of it stands in the audit log. "
    "Nothing in it was written for it; each part can be held against the record."
)
IS_NOT: Final = N_(
    "It is evidence and no more. It does not say that those who decided were diligent, and it claims no exemption from "
    "responsibility. The opinion says in substance that whoever decided not to file, was diligent in that and gained nothing "
    "unlawful by it, may be exempted under law and rules. Whether that is so is judged by those who are competent for it."
)
VERIFY: Final = (
    N_(
        "Each act on the case was written to a log in which every entry carries a hash over itself and the entry before it. Whoever "
        "changed, removed or added an entry afterwards would have had to change every hash that follows."
    ),
    N_(
        "To verify this pack, open the workspace, or a backup of it restored elsewhere, and run the command below with the place "
        "and the hash of the last entry listed. In the window: Safekeeping, “Verify the audit log”. The whole log is "
        "reckoned through; it has to pass through this very entry."
    ),
    N_(
        "Any other entry of the list is verified in the same way with its own place and hash; the first twelve digits are enough. "
        "So is the entry that stands in the stamp at the foot of each page: the last one when this pack was printed."
    ),
    N_(
        "A file is the one listed when its SHA-256 is the same: write a copy out and have any program for that reckon it. The "
        "checklist is named by the SHA-256 of its text."
    ),
    N_(
        "What no log proves by itself: whoever holds the key of the store could have written a whole new chain. Hold the hash "
        "against other papers of that time: stamps of documents and receipts of backups that lie elsewhere. After an ordered "
        "purge the values of an entry are gone; its place and hash still verify."
    ),
)  # fmt: skip


def evidence_pack(
    register: Register, record: Record, _findings: Sequence[Finding], translator: Translator, dossier: Dossier
) -> Document:
    """Return the evidence of diligence of a decision."""
    pack = _Pack(register, record, dossier, translator)
    return pack.parts.document(N_("Evidence of Diligence"), tuple(pack.sections()))


class _Pack:
    """The sections of one pack."""

    def __init__(self, register: Register, record: Record, dossier: Dossier, translator: Translator) -> None:
        self.parts = Parts(register, record, dossier, translator, room=False)
        self.record, self.dossier = self.parts.record, dossier
        self.answers = Answers(self.record, dossier, translator, whole=False)
        self.label, self.say = translator.label, translator.say

    def sections(self) -> Iterator[Section]:
        yield from self._cover()
        yield from self._decision()
        yield from self._answers()
        yield from self._search()
        yield from self._scores()
        yield from self._declarations()
        yield from self._approvals()
        yield from self._terms()
        yield from self._course()
        yield from self._files()
        yield from self._log()

    def _heading(self, title: str) -> Pairs:
        return Pairs(title=self.label(title), entries=())

    def _none(self, label: str) -> Pairs:
        """Return a line that says that nothing of a kind is on record."""
        nothing = self.label(N_("Nothing on record."))
        return Pairs(title="", entries=(Entry(self.label(label), nothing, wide=True),))

    def _cover(self) -> Iterator[Section]:
        parts = self.parts
        yield Prose(title=self.label(N_("What this is")), text=self.label(IS))
        yield Prose(title=self.label(N_("What this is not")), text=self.label(IS_NOT))
        basis = parts.entry(N_("Basis"), show_basis(OPINION_ASSESSMENT, parts.translator), wide=True)
        yield Pairs(title="", entries=(basis,))
        yield Pairs(
            title=self.label(N_("1. The case")),
            entries=(
                *parts.entries("title", wide=("title",)),
                parts.entry(N_("Laboratory"), self.dossier.lab, wide=True),
                *parts.entries("inventors", "unit", "disclosure", "opened_on", "prepared_by", wide=("inventors",)),
            ),
        )  # fmt: skip

    def _decision(self) -> Iterator[Section]:
        parts = self.parts
        yield Pairs(title=self.label(N_("2. The decision")), entries=tuple(decision_entries(parts)))
        for name in ("decision_reason", "departure_reason"):
            yield from parts.prose(name)
        yield Pairs(title=self.label(N_("3. What the desk proposed")), entries=())
        yield from parts.proposal()

    def _answers(self) -> Iterator[Section]:
        parts, record = self.parts, self.record
        yield Pairs(
            title=self.label(N_("4. Questions and answers")),
            entries=(
                parts.entry(N_("Checklist"), parts.list_name(), wide=True),
                parts.entry(N_("SHA-256 of its text"), record.checklist, wide=True),
                *parts.entries("gates", "unanswered"),
            ),
        )
        yield from self.answers.by_dimension()

    def _search(self) -> Iterator[Section]:
        """Yield what was answered about the search for what is known already, each answer in full."""
        found = tuple(Entry(question, answer, wide=True) for question, answer in self.answers.of(SEARCH))
        if found:
            yield Pairs(title=self.label(N_("5. Report of the search")), entries=found, columns=1)
        else:
            yield self._heading(N_("5. Report of the search"))
            yield self._none(N_("Search"))

    def _scores(self) -> Iterator[Section]:
        yield self._heading(N_("6. Scores"))
        found = tuple(self.parts.scores())
        yield from found or (self._none(N_("Scores")),)
        if found:
            yield self.parts.totals()
        yield from self.answers.side_by_side()
        if names := self.answers.not_counted():
            said = Message(N_("Scores of {names} lie with the case and do not count."), names=list(names))
            yield Pairs(title="", entries=(self.parts.entry(N_("Not counted"), said, wide=True),))

    def _declarations(self) -> Iterator[Section]:
        yield self._heading(N_("7. Conflicts of interest and declarations"))
        if not self.record.assessors:
            yield self._none(N_("Assessors"))
        yield from self.parts.assessors()

    def _approvals(self) -> Iterator[Section]:
        yield self._heading(N_("8. Approvals and minutes"))
        if not self.record.approvals:
            yield self._none(N_("Approvals"))
        yield from self.parts.approvals("step", "name", "opinion", "on", "no_gain", "note")
        yield from self.parts.meetings(N_("Minutes of the committee"))

    def _terms(self) -> Iterator[Section]:
        yield self._heading(N_("9. Terms"))
        found = tuple(self.parts.terms())
        if not any(self.parts.value(name) for name in ("owners", "costs", "revenues", "terms")):
            yield self._none(N_("Terms"))
            return
        yield from found

    def _course(self) -> Iterator[Section]:
        """Yield what happened on which day, in order, and the records that belong to the case."""
        days = ((N_("Day"), DAY), (N_("What"), PROSE), (N_("Who"), PLAIN))
        rows = tuple(sorted(self._days(), key=lambda row: row[0]))
        yield Grid(
            title=self.label(N_("10. Course of the case")), columns=self.parts.columns(days), rows=rows
        )
        if self.dossier.cited:
            yield self._linked()

    def _linked(self) -> Grid:
        headings = (
            (N_("Register"), PLAIN),
            (N_("Number"), PLAIN),
            (N_("Title"), PROSE),
            (N_("State"), PLAIN),
        )
        return Grid(
            title=self.label(N_("Records that belong to it")),
            columns=self.parts.columns(headings),
            rows=tuple(
                (self.label(each.register), each.record.number, each.title, self.label(each.state))
                for each in self.dossier.linked
            ),
            level=2,
        )

    def _days(self) -> Iterator[tuple[Any, ...]]:
        """Yield each day on record, what happened on it and who did it."""
        record = self.record
        plain: list[tuple[date | None, str, str]] = [
            (record.opened_on, N_("Assessment opened"), record.prepared_by),
            (record.decided_on, N_("Decision made"), ""),
            (record.carried_out_on, N_("Decision carried out"), ""),
        ]
        for row in record.assessors:
            plain += [
                (row.declared_on, N_("Interests declared"), row.name),
                (row.scored_on, N_("Scored"), row.name),
                (row.signed_on, N_("Scoring sheet signed"), row.name),
            ]
        answered = sorted({row.on for row in record.answers if row.on and not row.by})
        plain += [(day, N_("Questions answered by the office"), record.prepared_by) for day in answered]
        yield from ((day, self.label(what), who) for day, what, who in plain if day is not None)
        for row in record.approvals:
            if row.on is not None:
                said = Message(N_("Approval: {step}"), step=Message(option_label(STEPS, row.step)))
                yield row.on, self.say(said), row.name
        for cited in self.dossier.cited:
            held = cited.facts.get("held_on", "") if cited.grounds else ""
            if held:
                yield (
                    date.fromisoformat(held),
                    f"{self.label(cited.linked.register)} {cited.linked.record.number}",
                    "",
                )

    def _files(self) -> Iterator[Section]:
        yield self._heading(N_("11. Files of the case"))
        if not self.dossier.enclosed:
            yield self._none(N_("Files"))
            return
        headings = (
            (N_("Number"), PLAIN),
            (N_("File"), PROSE),
            (N_("Bytes"), FIGURE),
            (N_("Digest (SHA-256)"), replace(PLAIN, width=16)),
            (N_("Added by"), PLAIN),
        )
        yield Grid(
            title="",
            columns=self.parts.columns(headings),
            rows=tuple(
                (each.number, each.name, str(each.size), lines_of(each.sha256, 16), f"{each.added_by}\n{each.added:%Y-%m-%d}")
                for each in self.dossier.enclosed
            ),
        )  # fmt: skip

    def _log(self) -> Iterator[Section]:
        yield self._heading(N_("12. Places in the audit log"))
        acts = self.dossier.acts
        headings = (
            (N_("Place"), FIGURE),
            (N_("Time"), replace(PLAIN, least=17)),
            (N_("User"), replace(PLAIN, least=9)),
            (N_("Act"), PLAIN),
            (N_("Number"), PLAIN),
            (N_("Hash of the chain"), replace(PLAIN, width=32)),
        )
        yield Grid(
            title="",
            columns=self.parts.columns(headings),
            rows=tuple(
                (str(each.seq), "\n".join(local_text(each.at).split(" ", 1)), each.actor, self.label(ACTS.get(each.act, each.act)), each.number, lines_of(each.hash, 32))
                for each in acts
            ),
            note=self.label(N_("Acts that changed the case or what it rests on, oldest first. Prints and copies change nothing and are left out.")),
        )  # fmt: skip
        yield Prose(title=self.label(N_("13. How to verify it")), text="\n".join(map(self.label, VERIFY)))
        if acts:
            last = acts[-1]
            command = f"ipdesk audit verify --head {last.hash[:ENOUGH]} --at {last.seq}"
            yield Pairs(
                title="",
                entries=(
                    self.parts.entry(N_("Last entry listed"), str(last.seq)),
                    self.parts.entry(N_("Time"), local_text(last.at)),
                    self.parts.entry(N_("Hash"), lines_of(last.hash, 32), wide=True),
                    self.parts.entry(N_("Command"), command, wide=True),
                    self.parts.entry(N_("Copy of a file"), f"ipdesk detach-copy assessments {self.record.number} NAME FILE", wide=True),
                ),
            )  # fmt: skip


def lines_of(digest: str, length: int) -> str:
    """Return a digest in lines of so many digits."""
    return "\n".join(digest[start : start + length] for start in range(0, len(digest), length))
