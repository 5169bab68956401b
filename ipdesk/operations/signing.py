"""The signing rate of agreements: reckoned live, and as a report on paper and as a workbook."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Final

from ipdesk.model.marking import Marking, highest
from ipdesk.model.text import Translator
from ipdesk.operations.desk import Desk
from ipdesk.operations.documents import Paper, make_stamp, require_place, write_paper
from ipdesk.operations.duties import Standing, alike_people, standings
from ipdesk.operations.levels import marking_of_row
from ipdesk.operations.movement_rules import employments_in_force
from ipdesk.operations.reading import page
from ipdesk.registers import register
from ipdesk.registers.duty_words import HERE
from ipdesk.registers.person_choices import BASIC, EMPLOYMENTS
from ipdesk.registers.signing import FIGURE_LABELS, FIGURES, LACKING, Figure, SigningRate, Tally, by_lack

if TYPE_CHECKING:
    from ipdesk.exporting.documents.signing_rate import Signer

# Of a report that names nobody: it is for the office, whatever the records are.
OF_FIGURES: Final = Marking(handling="internal")


def word_of(figure: Figure) -> str:
    """Return the word by which the people behind a figure are asked for."""
    return HERE if figure == "here" else f"agreement-{figure}"


def signing_rate(desk: Desk, on: date | None = None) -> SigningRate:
    """Return the signing rate of today or another day; an earlier one is reckoned from the days that records name.

    Units and kinds of employment are those of today. Sealed and withdrawn records do not count.
    """
    desk.require("read")
    day, total = on or desk.today(), Tally("")
    units: dict[str, Tally] = {}
    kinds: dict[str, Tally] = {}
    for case, words in alike_people(desk, day, by_unit=True):
        counted = [figure for figure in FIGURES if word_of(figure) in words] if HERE in words else []
        unit, kind = case.line.unit, case.line.employment
        for figure in counted:
            total.add(figure, case.ids)
            units.setdefault(unit, Tally(unit)).add(figure, case.ids)
            kinds.setdefault(kind, Tally(kind)).add(figure, case.ids)
    return SigningRate(
        on=day,
        live=day == desk.today(),
        units=by_lack(units.values()),
        kinds=by_lack(kinds.values()),
        total=total,
    )


def kind_labels(desk: Desk, language: str = "") -> dict[str, str]:
    """Return the kinds of employment with their names in a language, by default that of the desk."""
    translator = desk.translator.to(language) if language else desk.translator
    ours = {each.code: translator.label(each.label) for each in EMPLOYMENTS}
    return ours | {
        each.code: each.label.said(translator.language) for each in employments_in_force(desk).kinds
    }


def write_signing_report(
    desk: Desk, target: Path, on: date | None = None, language: str = "zh", *, naming: bool = False
) -> Paper:
    """Write the report of the signing rate: a PDF, which may name who lacks an agreement, or a workbook, which names everybody.

    It carries the highest marking of the people it names.
    """
    desk.require("export")
    require_place(desk, target, ".pdf", ".xlsx")
    rate, translator = signing_rate(desk, on), desk.translator.to(language)
    workbook = target.suffix.lower() == ".xlsx"
    figures: Sequence[Figure] = FIGURES if workbook else LACKING if naming else ()
    people = _signers(desk, rate, figures, translator) if figures else {}
    records = page(desk, register("people"), list(people), ["name"])
    marking = highest([OF_FIGURES, *(marking_of_row(desk, each) for each in records)])
    stamp = make_stamp(desk, "export", "people", target, records, "signing-rate", language)
    named, kinds = list(people.values()), kind_labels(desk, language)
    unresolved: tuple[str, ...] = ()
    if workbook:
        from ipdesk.exporting.documents.signing_rate import signing_tables
        from ipdesk.exporting.excel import register_workbook

        tables = signing_tables(rate, kinds, named, translator)
        data = register_workbook(tables, marking, stamp, translator, is_read_back=False)
    else:
        from ipdesk.exporting import pdf
        from ipdesk.exporting.documents.signing_rate import signing_document

        content = signing_document(rate, kinds, named if naming else None, marking, translator)
        data, unresolved = pdf.render(content, stamp), pdf.unresolved(content)
    write_paper(target, data)
    return Paper(target, stamp, marking, len(records), unresolved=unresolved)


def _signers(
    desk: Desk, rate: SigningRate, figures: Sequence[Figure], translator: Translator
) -> Mapping[int, Signer]:
    """Return the people behind some figures by local id, by unit and number, each with how he or she stands."""
    from ipdesk.exporting.documents.signing_rate import Signer

    kinds, label = kind_labels(desk, translator.language), translator.label
    stands = {each: figure for figure in figures for each in rate.total.people[figure] if figure != "here"}
    everybody = sorted(
        (each for each in standings(desk) if each.line.id in stands),
        key=lambda each: (each.line.unit, each.line.number),
    )
    found = {}
    for each in everybody:
        line, figure = each.line, stands[each.line.id]
        number, until = _paper_of(each, rate.on) if figure in ("signed", "waiting", "expired") else ("", None)
        found[line.id] = Signer(
            number=line.number,
            name=line.name,
            unit=line.unit,
            post=line.post,
            kind=kinds.get(line.employment, line.employment),
            standing=label(FIGURE_LABELS[figure]),
            agreement=number,
            until=until,
        )
    return found


def _paper_of(standing: Standing, on: date) -> tuple[str, date | None]:
    """Return number and last day of the agreement that says how somebody stands on a day, the one that holds first."""
    signed = [each for each in standing.agreements if each.kind in BASIC]
    signed.sort(key=lambda each: (not each.holds(on), each.effective_on is None or each.effective_on > on))
    return (signed[0].number, signed[0].expires_on) if signed else ("", None)
