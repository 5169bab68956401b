"""How well agencies work (代理机构质量一览): the scores that rights hold by agency, and as a workbook the rows behind them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import Final

from ipdesk.exporting.documents.list_columns import (
    DAY,
    NAME,
    NUMBER,
    Told,
    blank,
    cells_of,
    choices_column,
    columns_of,
)
from ipdesk.exporting.layout import (
    Document,
    Grid,
    Prose,
    Section,
    Signatures,
    Table,
    Value,
    furniture_for,
    shape_of,
    text_of,
)
from ipdesk.model.kinds import Score
from ipdesk.model.marking import Marking
from ipdesk.model.text import N_, Message, Translator
from ipdesk.registers.patent_agencies import CRITERIA

TITLE: Final = N_("Quality of Agencies")
BEHIND: Final = N_("Rights and scores")
NOTHING: Final = N_("No right names an agency.")
UNSCORED: Final = N_("not scored")
NOTE: Final = N_(
    "Reckoned from the scores of agencies that stand on rights, from 0 to 100. Each score counts once, and in it each criterion that was scored counts alike; spread is how far the highest score lies above the lowest. An agency without a score is not counted as zero. Few scores tell little, so how many there are stands beside. Basis: {basis}. To go on with an agency, to warn it or to instruct it no more is the laboratory's own decision."
)
CONCLUSIONS: Final = (N_("go on"), N_("warn"), N_("instruct no more"))
CRITERION_LABELS: Final = (
    *(N_("Quality of drafting"), N_("Replies to the office"), N_("Timeliness"), N_("Cost and service")),
)
_SCORE: Final = shape_of(Score(label=""))
_AGENCY: Final = replace(NAME, least=22)


@dataclass(frozen=True, slots=True, kw_only=True)
class AgencyRow:
    """One agency in the reader's language; `criteria` are its means by criterion, None where nobody scored it."""

    agency: str
    rights: int
    scored: int
    scores: int
    criteria: tuple[Decimal | None, ...]
    mean: Decimal | None
    spread: Decimal | None
    last: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class BehindRow:
    """One score of a right, or a right without one, in the reader's language; `agency` is under which it was counted."""

    agency: str
    spelled: str
    number: str
    record: str
    title: str
    kind: str
    day: date | None = None
    by: str = ""
    marks: tuple[Decimal | None, ...] = (None,) * len(CRITERIA)
    mean: Decimal | None = None
    note: str = ""


def agencies_document(
    rows: Sequence[AgencyRow], basis: str, on: date, marking: Marking, translator: Translator
) -> Document:
    """Return the list with room for the conclusion on each agency; `basis` is what the rating of agencies rests on."""
    label = translator.label
    sections: list[Section]
    if rows:
        told: tuple[Told[AgencyRow], ...] = (
            *_told(translator),
            choices_column(N_("Conclusion on the agency"), CONCLUSIONS, translator),
        )
        grid = Grid(title="", columns=columns_of(told, translator), rows=cells_of(rows, told))
        sections = [grid, _signers(translator)]
    else:
        sections = [Prose(title="", text=label(NOTHING), lines=0)]
    return Document(
        title=label(TITLE),
        subtitle=translator.say(Message(N_("As of {day}"), day=text_of("day", on, translator.language))),
        marking=marking,
        furniture=furniture_for(marking, translator),
        sections=tuple(sections),
        guidance=translator.say(Message(NOTE, basis=basis)),
    )


def agencies_tables(
    rows: Sequence[AgencyRow], behind: Sequence[BehindRow], translator: Translator
) -> tuple[Table, Table]:
    """Return the sheets: the agencies, and every right with its scores, from which each figure can be reckoned again."""
    label = translator.label
    told: tuple[Told[AgencyRow], ...] = (
        *_told(translator),
        Told(N_("Conclusion (go on, warn or instruct no more)"), blank),
    )
    agencies = Table(
        register="", title=label(TITLE), columns=columns_of(told, translator), rows=cells_of(rows, told)
    )
    second = Table(
        register="",
        title=label(BEHIND),
        columns=columns_of(_BEHIND, translator),
        rows=cells_of(behind, _BEHIND),
    )
    return agencies, second


def _told(translator: Translator) -> tuple[Told[AgencyRow], ...]:
    """Return the columns of the agencies; where there is no score, the mean says so."""
    unscored = translator.label(UNSCORED)

    def mean(row: AgencyRow) -> Value:
        return unscored if row.mean is None else row.mean

    return (
        Told(N_("Patent agency"), lambda row: row.agency, _AGENCY),
        Told(N_("Rights handled"), lambda row: row.rights, NUMBER),
        Told(N_("Rights scored"), lambda row: row.scored, NUMBER),
        Told(N_("Scores given"), lambda row: row.scores, NUMBER),
        *(_criterion(place) for place in range(len(CRITERIA))),
        Told(N_("Mean in all"), mean, _SCORE),
        Told(N_("Spread of the scores"), lambda row: row.spread, _SCORE),
        Told(N_("Last scored on"), lambda row: row.last, DAY),
    )


def _criterion(place: int) -> Told[AgencyRow]:
    return Told(CRITERION_LABELS[place], lambda row: row.criteria[place], _SCORE)


def _mark(place: int) -> Told[BehindRow]:
    return Told(CRITERION_LABELS[place], lambda row: row.marks[place], _SCORE)


def _signers(translator: Translator) -> Signatures:
    label = translator.label
    return Signatures(
        title=label(N_("Sign-off")),
        signers=(label(N_("IP officer")), label(N_("Person in charge of the laboratory"))),
        statement=label(N_("The conclusion stands beside each agency.")),
        signed=label(N_("Signature")),
        day=label(N_("Date")),
    )


_BEHIND: Final[tuple[Told[BehindRow], ...]] = (
    Told(N_("Patent agency"), lambda row: row.agency),
    Told(N_("As the record has it"), lambda row: row.spelled),
    Told(N_("Application or patent number"), lambda row: row.number),
    Told(N_("Record number"), lambda row: row.record),
    Told(N_("Title of the right"), lambda row: row.title, NAME),
    Told(N_("Kind of right"), lambda row: row.kind),
    Told(N_("Scored on"), lambda row: row.day, DAY),
    Told(N_("Scored by"), lambda row: row.by),
    *(_mark(place) for place in range(len(CRITERIA))),
    Told(N_("Mean of the score"), lambda row: row.mean, _SCORE),
    Told(N_("Remarks"), lambda row: row.note),
)
