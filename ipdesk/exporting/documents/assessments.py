"""The assessment form (《专利申请前评估表》) as people fill and sign it: case, answers, scores, proposal, terms, decision."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from ipdesk.exporting.documents.assessment_answers import Answers
from ipdesk.exporting.documents.assessment_parts import Parts
from ipdesk.exporting.dossiers import Dossier
from ipdesk.exporting.layout import Checks, Document, Pairs, Section
from ipdesk.exporting.records import check_of
from ipdesk.model.findings import Finding
from ipdesk.model.record import Record
from ipdesk.model.register import Register
from ipdesk.model.text import N_, Translator
from ipdesk.registers.assessments import DECIDED

CASE: Final = ("title", "disclosure", "inventors", "unit", "prepared_by", "opened_on", "due_on")
GUIDANCE: Final = N_(
    "Answer the gates first: one that is shut stops everything until what is asked was done. Scores run from 0 to 5, "
    "the higher the better, and each assessor scores alone after declaring interests; nobody assesses an own case. "
    "The desk proposes by the checklist; people decide."
)


def assessment_form(
    register: Register, record: Record, _findings: Sequence[Finding], translator: Translator, dossier: Dossier
) -> Document:
    """Return the assessment form; while nothing is decided, what is open leaves room to write."""
    form = _Form(register, record, dossier, translator)
    return form.parts.document(N_("Pre-Filing Assessment Form"), tuple(form.sections()), GUIDANCE)


class _Form:
    """The sections of one form."""

    def __init__(self, register: Register, record: Record, dossier: Dossier, translator: Translator) -> None:
        undecided = record.state not in DECIDED
        self.parts = Parts(register, record, dossier, translator, room=undecided)
        self.answers = Answers(self.parts.record, dossier, translator, whole=undecided)
        self.label, self.say = translator.label, translator.say

    def sections(self) -> Iterator[Section]:
        yield from self._case()
        yield self._heading(N_("B. Questions and answers"))
        yield from self.answers.by_dimension()
        yield self._heading(N_("C. Assessors and their declarations"))
        yield from self.parts.assessors()
        yield from self._scores()
        yield self._heading(N_("E. Proposal of the desk"))
        yield from self.parts.proposal()
        yield self._heading(N_("F. Terms"))
        yield from self.parts.terms()
        yield from self._decision()

    def _heading(self, title: str) -> Pairs:
        return Pairs(title=self.label(title), entries=())

    def _case(self) -> Iterator[Section]:
        parts = self.parts
        later = [name for name in ("carried_out_on", "review_on") if parts.value(name)]
        yield Pairs(
            title=self.label(N_("A. The case")),
            entries=(
                *parts.entries(*CASE, *later, wide=("title", "inventors")),
                parts.entry(N_("Checklist"), parts.list_name(), wide=True),
            ),
        )
        graded = ["grade"] if parts.value("level") == "trade" else []
        yield self._boxes("", "level", *graded)
        names = ("classification", "classification_term", "classification_basis", "classification_number")
        if decided := parts.entries(*names, "classified_by", "classified_on", filled=True):
            yield Pairs(title="", entries=decided)

    def _scores(self) -> Iterator[Section]:
        """Yield the scores; without any there is nothing to show, and nothing that hands fill in."""
        found = tuple(self.parts.scores())
        if found:
            yield self._heading(N_("D. Scores"))
            yield from found
            yield self.parts.totals()

    def _decision(self) -> Iterator[Section]:
        parts = self.parts
        yield self._boxes(self.label(N_("G. Decision")), "outcome")
        yield from parts.prose("decision_reason")
        for name in ("departure_reason", "appeal"):
            if parts.value(name):
                yield from parts.prose(name)
        named = (
            "decided_on",
            "lapses_on",
            *(["classifier_approval"] if parts.value("classifier_approval") else []),
        )
        yield Pairs(title="", entries=parts.entries(*named))
        yield from parts.approvals("step", "name", "opinion", "on", "no_gain", "note")
        names = [row.name for row in parts.record.assessors if row.name] or ([""] if parts.room else [])
        assessors = [parts.place(N_("Assessor"), name) for name in names]
        yield parts.signatures(
            parts.place(N_("Prepared by"), parts.record.prepared_by), *assessors, *parts.steps()
        )

    def _boxes(self, title: str, *names: str) -> Checks:
        parts = self.parts
        lines = (check_of(parts.register.field(name), parts.value(name), parts.translator) for name in names)
        return Checks(title=title, lines=tuple(lines))
