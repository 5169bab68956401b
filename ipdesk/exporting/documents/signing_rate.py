"""The signing rate of agreements as a report (知识产权协议签署率统计表), and as a workbook with the people behind its figures."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from ipdesk.exporting.bars import Bar, Bars
from ipdesk.exporting.layout import (
    PLAIN,
    Column,
    Document,
    Entry,
    Grid,
    Pairs,
    Shape,
    Signatures,
    Table,
    Value,
    furniture_for,
    shape_of,
    text_of,
)
from ipdesk.model.kinds import Day, Number, Share, Text
from ipdesk.model.marking import Marking
from ipdesk.model.text import N_, Message, Translator
from ipdesk.registers.signing import FIGURE_LABELS, FIGURES, SigningRate, Tally

TITLE: Final = N_("Statistics of the Signing of IP Agreements")
# What is told apart on a sheet, and what its first column is called.
BY_UNIT: Final = (N_("By unit"), N_("Unit"))
BY_KIND: Final = (N_("By kind of employment"), N_("Employment kind"))
TOTAL: Final = N_("Total")
NAMELESS: Final = N_("not named")
SHARE_LABEL: Final = N_("Signing rate")
_FIGURE: Final = shape_of(Number(label=""))
_SHARE: Final = shape_of(Share(label=""))
_TEXT: Final = shape_of(Text(label=""))
_DAY: Final = shape_of(Day(label=""))


@dataclass(frozen=True, slots=True, kw_only=True)
class Signer:
    """Somebody behind the figures, as the lists show it; the texts are in the reader's language."""

    number: str
    name: str
    unit: str
    post: str
    kind: str
    standing: str
    agreement: str = ""
    until: date | None = None


def signing_document(
    rate: SigningRate,
    kinds: Mapping[str, str],
    lacking: Sequence[Signer] | None,
    marking: Marking,
    translator: Translator,
) -> Document:
    """Return the report; with `lacking`, it also lists who lacks an agreement. `kinds` names the kinds by their codes."""
    label = translator.label
    units = _grid(BY_UNIT, _tallies(rate, {}, translator, by_unit=True), translator)
    by_kind = _grid(BY_KIND, _tallies(rate, kinds, translator, by_unit=False), translator)
    listed = (_people(lacking, translator),) if lacking is not None else ()
    return Document(
        title=label(TITLE),
        subtitle=translator.say(Message(N_("As of {day}"), day=text_of("day", rate.on, translator.language))),
        marking=marking,
        furniture=furniture_for(marking, translator),
        sections=(_summary(rate.total, translator), _bars(rate, translator), units, by_kind, *listed, _signers(translator)),
    )  # fmt: skip


def signing_tables(
    rate: SigningRate, kinds: Mapping[str, str], people: Sequence[Signer], translator: Translator
) -> tuple[Table, ...]:
    """Return the sheets of the workbook: by unit, by kind, and everybody who was counted, with how they stand."""
    label = translator.label
    columns = _columns(translator)
    sheets = []
    for (title, heading), tallies in (
        (BY_UNIT, _tallies(rate, {}, translator, by_unit=True)),
        (BY_KIND, _tallies(rate, kinds, translator, by_unit=False)),
    ):
        first = Column("name", label(heading), PLAIN)
        sheets.append(
            Table(
                register="people", title=label(title), columns=(first, *columns), rows=_rows(tallies)
            )
        )  # fmt: skip
    listed = tuple(_signer_cells(each) for each in people)
    behind = Table(
        register="people",
        title=label(FIGURE_LABELS["here"]),
        columns=_signer_columns(translator),
        rows=listed,
    )
    return (*sheets, behind)


def name_of(tally: Tally, kinds: Mapping[str, str], translator: Translator) -> str:
    """Return what a unit or kind is called, also where the records name none."""
    return kinds.get(tally.name, tally.name) or translator.label(NAMELESS)


def _tallies(
    rate: SigningRate, kinds: Mapping[str, str], translator: Translator, *, by_unit: bool
) -> list[tuple[str, Tally]]:
    """Return tallies under their names, with the total last."""
    found = rate.units if by_unit else rate.kinds
    named = [(name_of(each, kinds, translator), each) for each in found]
    return [*named, (translator.label(TOTAL), rate.total)]


def _summary(total: Tally, translator: Translator) -> Pairs:
    label = translator.label
    entries = [Entry(label(FIGURE_LABELS[each]), str(total.count(each))) for each in FIGURES]
    share = text_of("share", total.share) if total.share is not None else "—"
    needed = Entry(label(N_("Have to sign")), str(total.needed))
    return Pairs(title="", entries=(entries[0], needed, *entries[1:], Entry(label(SHARE_LABEL), share)))


def _bars(rate: SigningRate, translator: Translator) -> Bars:
    rows = tuple(Bar(name_of(each, {}, translator), (each.share,)) for each in rate.units if each.needed)
    note = translator.label(N_("In percent of those who have to sign; those that lack most come first."))
    return Bars(title=translator.label(SHARE_LABEL), rows=rows, note=note)


def _grid(by: tuple[str, str], tallies: Sequence[tuple[str, Tally]], translator: Translator) -> Grid:
    label = translator.label
    first = Column("name", label(by[1]), PLAIN)
    return Grid(title=label(by[0]), columns=(first, *_columns(translator)), rows=_rows(tallies))


def _columns(translator: Translator) -> tuple[Column, ...]:
    label = translator.label
    counts = (Column(each, label(FIGURE_LABELS[each]), _FIGURE) for each in FIGURES)
    return (*counts, Column("share", label(SHARE_LABEL), _SHARE))


def _rows(tallies: Sequence[tuple[str, Tally]]) -> tuple[tuple[Value, ...], ...]:
    return tuple((name, *(each.count(figure) for figure in FIGURES), each.share) for name, each in tallies)


def _people(lacking: Sequence[Signer], translator: Translator) -> Grid:
    return Grid(
        title=translator.label(N_("Who has no valid agreement")),
        columns=_signer_columns(translator),
        rows=tuple(_signer_cells(each) for each in lacking),
        note="" if lacking else translator.label(N_("Nobody.")),
    )


def _signer_columns(translator: Translator) -> tuple[Column, ...]:
    shapes: dict[str, Shape] = {
        N_("Personnel number"): _TEXT,
        N_("Name"): _TEXT,
        N_("Unit"): _TEXT,
        N_("Post"): _TEXT,
        N_("Employment kind"): _TEXT,
        N_("Agreement"): _TEXT,
        N_("Number of the agreement"): _TEXT,
        N_("Valid until"): _DAY,
    }
    return tuple(Column(label, translator.label(label), shape) for label, shape in shapes.items())


def _signer_cells(each: Signer) -> tuple[Value, ...]:
    return (
        each.number,
        each.name,
        each.unit,
        each.post,
        each.kind,
        each.standing,
        each.agreement,
        each.until,
    )


def _signers(translator: Translator) -> Signatures:
    label = translator.label
    return Signatures(
        title=label(N_("Sign-off")),
        signers=(label(N_("IP officer")), label(N_("Personnel office")), label(N_("Person in charge of the laboratory"))),
        statement=label(N_("The figures were reckoned from the registers of people and agreements on the day named above.")),
        signed=label(N_("Signature")),
        day=label(N_("Date")),
    )  # fmt: skip
