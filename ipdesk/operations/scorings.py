"""Scoring sheets: written for assessors, and read back as declarations, scores and opinions in an assessment."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import nullcontext
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from ipdesk.model.errors import CannotWrite, Incomplete, NotFound, Refused, WrongValue, keeping
from ipdesk.model.record import Record, marking_of
from ipdesk.model.text import N_, Message
from ipdesk.operations.answers import Given, checklist_of, no_list
from ipdesk.operations.assessments import ANSWERABLE, REGISTER, with_answers
from ipdesk.operations.desk import Desk
from ipdesk.operations.documents import Paper, make_stamp, require_place, write_paper
from ipdesk.operations.reading import list_ids, whole
from ipdesk.registers.answered import sheet_of
from ipdesk.registers.assessments import Assessment
from ipdesk.registers.names import names_in
from ipdesk.registers.scoring import scored_items
from ipdesk.store.records import read

if TYPE_CHECKING:
    from ipdesk.importing.scoring_sheets import Scoring
    from ipdesk.rules.checklist import Checklist

ENDING: Final = ".xlsx"


def write_scoring_sheets(
    desk: Desk, target: Path, numbers: Sequence[str] = (), names: Sequence[str] = (), language: str = "zh"
) -> list[Paper]:
    """Write a scoring sheet for each assessor of some assessments who has not scored, or of those that are out for scores.

    A target that ends in .xlsx takes the one sheet there is, a folder takes any number. `names` narrows to assessors.
    Raises NotFound where nobody is to score, WrongValue for several sheets and one file, CannotWrite where a folder holds
    one of them already, which an assessor may have filled in.
    """
    desk.require("form")
    wanted = list(_wanted(desk, numbers, names))
    if not wanted:
        raise NotFound(
            Message(N_("There is nobody whose scores are wanted.")),
            Message(
                N_(
                    "Name assessors in the assessment, none of them an inventor; who has scored is named by name."
                )
            ),
        )
    if target.suffix.lower() == ENDING:
        if len(wanted) > 1:
            raise WrongValue(
                "file",
                Message(N_("{count} sheets do not go into one file."), count=len(wanted)),
                Message(N_("Name a folder, or narrow it to one assessment and assessor.")),
            )
        return [_write(desk, *wanted[0], target, language)]
    desk.require_outside(target)
    if not target.is_dir():
        raise CannotWrite(
            Message(N_("There is no folder {path}."), path=str(target)),
            Message(N_("Make it first, or choose another.")),
        )
    places = [target / f"{record.number}-{_plain(name)}{ENDING}" for record, name in wanted]
    if there := [each.name for each in places if each.exists()]:
        raise CannotWrite(
            Message(N_("{names}: sheets of these names are there already, perhaps filled in."), names=there),
            Message(N_("Nothing was written. Choose another folder, or move them away.")),
        )
    for record, _ in wanted:
        _checklist(desk, record)  # nothing is written where one of them cannot be
    made: list[Paper] = []
    for (record, name), place in zip(wanted, places, strict=True):
        with keeping() if made else nullcontext():
            made.append(_write(desk, record, name, place, language))
    return made


def _wanted(desk: Desk, numbers: Sequence[str], names: Sequence[str]) -> Iterator[tuple[Assessment, str]]:
    """Yield the assessments and the assessors who are to score them."""
    if numbers:
        found = [read(desk.workspace.db, REGISTER, each) for each in numbers]
    else:
        found = list(whole(desk, REGISTER, list_ids(desk, REGISTER, [("state", "scoring")])))
    for record in found:
        if record.withheld or not isinstance(record, Assessment):
            continue
        inventors = names_in(record.inventors)
        for each in record.assessors:
            named = each.name in names
            scored = each.interest == "has" or bool(sheet_of(record, each.name))
            if each.name and each.name not in inventors and (named or (not names and not scored)):
                yield record, each.name


def _plain(name: str) -> str:
    """Return a name as a part of a file's name."""
    return "".join(sign if sign.isalnum() or sign in "·-" else "_" for sign in name)


def _checklist(desk: Desk, record: Assessment) -> Checklist:
    checklist = checklist_of(desk, record)
    if checklist is None:
        raise no_list(record)
    return checklist


def _write(desk: Desk, record: Assessment, name: str, target: Path, language: str) -> Paper:
    from ipdesk.exporting.scoring_sheets import Case, scoring_sheet

    require_place(desk, target, ENDING)
    checklist = _checklist(desk, record)
    case = Case(
        number=record.number,
        title=record.title,
        assessor=name,
        disclosure=next(iter(record.disclosure), ""),
        sha256=record.checklist,
    )
    marking = marking_of(record)
    stamp = make_stamp(desk, "form", REGISTER.name, target, [record], "scoring", language)
    write_paper(target, scoring_sheet(checklist, case, desk.translator.to(language), stamp, marking))
    return Paper(target, stamp, marking, 1)


def scored_values(desk: Desk, record: Record, scoring: Scoring) -> dict[str, Any]:
    """Return the fields of an assessment as a scoring sheet makes them. Raises Refused, which says why it may not count.

    Whoever has an interest, or would gain, is recorded as standing back, and no score of theirs is.
    """
    assert isinstance(record, Assessment)
    _require_counts(desk, record, scoring)
    day = scoring.scored_on or desk.today()
    stands_back = scoring.interest == "has" or scoring.no_gain is False
    people = tuple(
        replace(
            each,
            interest="has" if stands_back else "none",
            interest_note=scoring.interest_note or each.interest_note,
            no_gain=scoring.no_gain,
            declared_on=each.declared_on or day,
            scored_on=None if stands_back else day,
            opinion=scoring.opinion or each.opinion,
        )
        if each.name == scoring.assessor
        else each
        for each in record.assessors
    )
    declared = replace(record, assessors=people)
    if stands_back:
        kept = tuple(row for row in record.answers if row.by != scoring.assessor)
        return {"assessors": people, "answers": kept}
    after = with_answers(desk, declared, _given(desk, record, scoring), scoring.assessor, day)
    return {"assessors": people, "answers": after.answers}


def _given(desk: Desk, record: Assessment, scoring: Scoring) -> dict[str, Given]:
    """Return what the sheet says of each question that it asks; one left blank is not scored."""
    checklist = checklist_of(desk, record)
    assert checklist is not None  # the sheet was held against it
    asked = [item.id for _, items in scored_items(checklist) for item in items]
    return {name: Given(scoring.answers.get(name, ""), scoring.notes.get(name, "")) for name in asked}


def _require_counts(desk: Desk, record: Assessment, scoring: Scoring) -> None:
    checklist = checklist_of(desk, record)
    if record.state not in ANSWERABLE:
        raise Incomplete(
            Message(N_("{number} is decided; its answers are fixed."), number=record.number),
            Message(N_("Move it back for a new decision first; it needs a reason.")),
        )
    if checklist is None:
        raise no_list(record)
    if scoring.assessor in names_in(record.inventors):
        raise Refused(
            Message(N_("{name} is an inventor of this case and cannot assess it."), name=scoring.assessor),
            Message(N_("Name somebody else.")),
        )
    if scoring.assessor not in {each.name for each in record.assessors}:
        raise Refused(
            Message(N_("{name} is no assessor of this case."), name=scoring.assessor),
            Message(N_("Name this person among the assessors first, then take the sheet in again.")),
        )
    wrong = [*scoring.misplaced(checklist, record.number, record.checklist)]
    if not scoring.interest or scoring.no_gain is None:
        wrong.append(Message(N_("The declarations at its head are not both made.")))
    if wrong:
        raise Refused(
            Message("{reasons}", reasons=wrong),
            Message(N_("Send the assessor the sheet as it is made now, and take that in.")),
        )
