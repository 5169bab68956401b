"""The review form (《论文发表知识产权与保密审查表》): what goes out, the declaration, the fourteen checks, opinions and verdict."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any, Final

from ipdesk.exporting.documents.assessment_answers import PROSE, Answers
from ipdesk.exporting.dossiers import Dossier
from ipdesk.exporting.layout import (
    PLAIN,
    Checks,
    Document,
    Entry,
    Grid,
    Pairs,
    Prose,
    Section,
    Shape,
    furniture_for,
)
from ipdesk.exporting.records import (
    check_of,
    entry_of,
    grid_of,
    marking_with,
    shown_value,
    signatures_of,
    subtitle_of,
)
from ipdesk.model.findings import Finding
from ipdesk.model.kinds import option_label
from ipdesk.model.record import Record
from ipdesk.model.register import Register
from ipdesk.model.text import N_, Message, Translator
from ipdesk.registers.paper_choices import HANDLINGS, STEPS
from ipdesk.registers.paper_manifest import under_review
from ipdesk.registers.paper_states import DECLARATIONS

WORK: Final = (
    *("title", "venue", "venue_country", "language", "planned_submission", "planned_publication"),
    *("projects", "disclosure", "patents"),
)
USUAL: Final = ("author", "project-leader", "unit-head", "ip-officer", "secrecy-office", "unit-leader")
RULED: Final = ("approved", "to-change", "deferred", "limited", "rejected", "published")
BLANK_ROWS: Final = 3
# Of the table of files, all of which a digest in one line would take.
SHAPES: Final = {
    "role": replace(PLAIN, width=9, least=9),
    "name": replace(PROSE, width=16),
    "sha256": replace(PROSE, width=24),
    "version": replace(PLAIN, width=6, least=6),
}
GUIDANCE: Final = N_(
    "First the review, then the publication, item by item. A check that is shut stops publication until what is asked "
    "was done. The form tells who said what; it is no proof that nothing in the text is secret."
)


def review_form(
    register: Register, record: Record, _findings: Sequence[Finding], translator: Translator, dossier: Dossier
) -> Document:
    """Return the review form; while there is no verdict, what is open leaves room to write."""
    marking = marking_with(record, dossier.linked)
    return Document(
        title=translator.label(N_("IP and Secrecy Review Form before Publication")),
        subtitle=subtitle_of(register, record, translator),
        marking=marking,
        furniture=furniture_for(marking, translator),
        sections=tuple(_Form(register, record, dossier, translator).sections()),
        guidance=translator.label(GUIDANCE),
    )


class _Form:
    """The sections of one form."""

    def __init__(self, register: Register, record: Any, dossier: Dossier, translator: Translator) -> None:
        self.register, self.record, self.translator = register, record, translator
        self.room = record.state not in RULED
        self.answers = Answers(record, dossier, translator, whole=self.room)
        self.label, self.say = translator.label, translator.say

    def sections(self) -> Iterator[Section]:
        yield Pairs(title=self.label(N_("A. What is to be published")), entries=self.entries(*WORK))
        yield self.boxes("", "kind", "level", "venue_preprints")
        authors = without(self.rows("authors"), "unit", "email")
        yield replace(authors, title=self.label(N_("B. Authors, funding and material of others")))
        yield from self.filled("acknowledgements", "materials")
        yield self.boxes(N_("C. Declaration of the authors"), *DECLARATIONS)
        yield Pairs(title="", entries=self.entries("declared_by", "declared_on"))
        yield from self.files()
        yield Pairs(title=self.label(N_("E. The fourteen checks")), entries=())
        yield from self.answers.by_dimension()
        yield self.found()
        yield from self.verdict()

    def value(self, name: str) -> Any:
        return shown_value(self.record, self.register.field(name))

    def entries(self, *names: str) -> tuple[Entry, ...]:
        return tuple(
            entry_of(self.register.field(name), self.value(name), self.translator, wide=name == "title")
            for name in names
        )

    def boxes(self, title: str, *names: str) -> Checks:
        lines = (check_of(self.register.field(name), self.value(name), self.translator) for name in names)
        return Checks(title=self.label(title), lines=tuple(lines))

    def rows(self, name: str, rows: Sequence[Any] | None = None) -> Grid:
        """Return child rows as a table, with room to write where there are none yet."""
        held = self.value(name) if rows is None else rows
        blank = 0 if held or not self.room else BLANK_ROWS
        return grid_of(self.register.field(name), held, self.translator, blank=blank)

    def filled(self, *names: str) -> Iterator[Grid]:
        """Yield the tables that hold something."""
        for name in names:
            if self.value(name):
                yield replace(self.rows(name), level=2)

    def files(self) -> Iterator[Section]:
        """Yield the files of the version under review, and the digest that binds them."""
        held = under_review(self.record) if self.value("manuscripts") else ()
        files = shaped(self.rows("manuscripts", held), SHAPES)
        yield replace(files, title=self.label(N_("D. Files under review")))
        digests = [name for name in ("manifest", "approved_manifest") if self.value(name)]
        if digests:
            yield Pairs(title="", entries=self.entries(*digests), columns=1)

    def found(self) -> Pairs:
        """Return how many findings of the text check there are by what was decided; nothing of what they are."""
        counts = Counter(row.answer for row in self.value("handled"))
        entries = [Entry(self.label(option.label), str(counts[option.code])) for option in HANDLINGS]
        entries.append(Entry(self.label(N_("Not decided yet")), str(counts[""])))
        return Pairs(title=self.label(N_("F. Findings of the text check")), entries=tuple(entries))

    def verdict(self) -> Iterator[Section]:
        """Yield opinions and verdict, and the places to sign of all who are asked."""
        yield replace(self.rows("opinions"), title=self.label(N_("G. Opinions")))
        yield self.boxes(N_("H. Verdict"), "verdict")
        if self.room or self.value("conditions"):
            yield Prose(
                title=self.label(self.register.field("conditions").kind.label),
                text=self.value("conditions"), level=2, lines=3,
            )  # fmt: skip
        held = (
            "deferred_disclosures",
            "deferred_patents",
            "deferred_until",
            "notice_given_on",
            "funder_letter",
        )
        later = [name for name in held if self.value(name) not in ("", None, ())]
        yield Pairs(title="", entries=self.entries("decided_on", "approved_until", *later))
        names = {row.step: row.name for row in self.value("opinions")}
        steps = self.value("opinions_needed") or USUAL
        yield signatures_of(
            [self._place(each.code, names) for each in STEPS if each.code in steps], self.translator
        )

    def _place(self, step: str, names: dict[str, str]) -> str:
        """Return who signs: the step, and the name where it is known."""
        label = Message(option_label(STEPS, step))
        name = names.get(step, "")
        return f"{self.say(label)}　{name}".strip("　")


def without(grid: Grid, *names: str) -> Grid:
    """Return a table without some of its columns."""
    kept = [place for place, each in enumerate(grid.columns) if each.name not in names]
    return replace(
        grid,
        columns=tuple(grid.columns[place] for place in kept),
        rows=tuple(tuple(row[place] for place in kept) for row in grid.rows),
    )


def shaped(grid: Grid, shapes: Mapping[str, Shape]) -> Grid:
    """Return a table with other shapes for some of its columns."""
    columns = (replace(each, shape=shapes.get(each.name, each.shape)) for each in grid.columns)
    return replace(grid, columns=tuple(columns))
