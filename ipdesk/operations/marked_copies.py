"""The marked copy of a manuscript, written as a PDF outside the workspace: what the check found, shown in the text."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Final

from ipdesk.importing.manuscripts import Manuscript, said_place, said_spot
from ipdesk.model.errors import Incomplete, NotFound
from ipdesk.model.kinds import option_label
from ipdesk.model.marking import Marking, highest
from ipdesk.model.record import Record
from ipdesk.model.text import Message, Translator
from ipdesk.operations.desk import Desk
from ipdesk.operations.documents import Paper, make_stamp, require_place, write_paper
from ipdesk.operations.holdings import STANDING
from ipdesk.operations.levels import is_metadata_only, marking_of_row
from ipdesk.operations.manuscript_versions import Versions, said_against, said_counts
from ipdesk.operations.reviews import PAPERS, Review, may_show, record_passage, said_unread
from ipdesk.registers import register
from ipdesk.registers.paper_choices import HANDLINGS
from ipdesk.screening.risk_labels import DECIDED, PLACE_WORDS, WHOLE_FILE
from ipdesk.screening.risks import Risk
from ipdesk.store import records

if TYPE_CHECKING:
    from ipdesk.exporting.checked_files import CopyRisk

# Of a copy that names no record: it shows what goes out only after its review.
OF_NOTHING: Final = Marking(handling="internal")


def write_marked_copy(
    desk: Desk,
    review: Review,
    target: Path,
    language: str = "zh",
    paper: str = "",
    versions: Versions | None = None,
) -> Paper:
    """Write the text of a manuscript with its risks marked; it carries the highest marking of the records that it names.

    The passage of a record is shown beside that of the manuscript where the copy may bear it; that of a secret never is.
    Raises Incomplete for a file that is marked above what this installation may hold.
    """
    from ipdesk.exporting import pdf
    from ipdesk.exporting.documents.marked_copy import Copied, marked_copy

    desk.require("export")
    require_place(desk, target, ".pdf")
    _require_unmarked(review)
    translator = desk.translator.to(language)
    named = named_records(desk, review.risks, paper)
    marking = highest([OF_NOTHING, *(marking_of_row(desk, each) for each in named)])
    manuscript = review.manuscript
    copied = Copied(
        name=manuscript.name,
        sha256=manuscript.sha256,
        text=manuscript.text,
        checked_on=desk.today(),
        compared=review.compared,
        risks=numbered(desk, review, translator),
        places=tuple(_places(manuscript, translator)),
        unread=tuple(said_unread(review, each) for each in review.unread),
        not_compared=tuple((each.number, each.reason) for each in review.not_compared),
        paper=paper,
        held_against=_held_against(versions),
    )
    content = marked_copy(copied, marking, translator)
    stamp = make_stamp(desk, "export", PAPERS.name, target, named, "marked-copy", language)
    write_paper(target, pdf.render(content, stamp))
    return Paper(target, stamp, marking, len(named), unresolved=pdf.unresolved(content))


def numbered(desk: Desk, review: Review, translator: Translator) -> tuple[CopyRisk, ...]:
    """Return the risks of a review, numbered as they stand in the text, those of the whole file last."""
    from ipdesk.exporting.checked_files import CopyRisk

    placed = [each for each in review.risks if each.end > each.start]
    whole = [each for each in review.risks if each.end <= each.start]
    ordered = [*sorted(placed, key=lambda each: (each.start, each.end)), *whole]
    return tuple(
        CopyRisk(
            number=number,
            risk=each,
            place=_place(review.manuscript, each, translator),
            decided=_decided(review, each, translator),
            theirs=_theirs(desk, each),
        )
        for number, each in enumerate(ordered, 1)
    )


def named_records(desk: Desk, risks: Sequence[Risk], paper: str = "") -> list[Record]:
    """Return the records that risks name, and the review itself, each once."""
    found: dict[str, Record] = {}
    wanted = [(PAPERS.name, paper)] if paper else []
    for each in risks:
        wanted.append((each.register, each.record))
        wanted += [("", number) for number in each.others]
    for name, number in dict.fromkeys(wanted):
        if (record := _record(desk, name, number)) is not None:
            found[record.id] = record
    return list(found.values())


def _record(desk: Desk, name: str, number: str) -> Record | None:
    """Return a record by its number, in whichever of the compared registers it is where none is named."""
    if not number:
        return None
    for of in [register(name)] if name else STANDING:
        try:
            return records.read(desk.workspace.db, of, number)
        except NotFound:
            continue
    return None


def _require_unmarked(review: Review) -> None:
    marked = next((each for each in review.risks if each.kind == "state-marking"), None)
    if marked is not None:
        raise Incomplete(marked.reason, marked.clears)


def _theirs(desk: Desk, risk: Risk) -> str:
    """Return the passage of the record; none where it may not be shown, or the record is gone since."""
    if not may_show(risk):
        return ""
    record = _record(desk, risk.register, risk.record)
    if record is None or record.withheld or is_metadata_only(record, desk.workspace.profile.limit):
        return ""
    return record_passage(desk, risk)


def _place(manuscript: Manuscript, risk: Risk, translator: Translator) -> str:
    if risk.end <= risk.start:
        return translator.label(WHOLE_FILE)
    said = said_spot(manuscript, risk.start)
    return translator.say(said) if said is not None else ""


def _decided(review: Review, risk: Risk, translator: Translator) -> str:
    answer = review.handled.get(risk.key)
    return translator.say(Message(DECIDED, answer=Message(option_label(HANDLINGS, answer)))) if answer else ""


def _places(manuscript: Manuscript, translator: Translator) -> Iterator[tuple[int, str]]:
    """Yield where another page, paragraph or slide begins, or what is no part of the body."""
    before = ("", 0)
    for each in manuscript.parts:
        if (each.where, each.place) == before:
            continue
        before = (each.where, each.place)
        if each.where != "body":
            yield each.start, translator.say(said_place(manuscript, each.where, each.place))
        elif each.place:
            yield each.start, translator.say(Message(PLACE_WORDS[manuscript.unit], number=each.place))


def _held_against(versions: Versions | None) -> tuple[Message, ...]:
    if versions is None:
        return ()
    counts = said_counts(versions)
    return (said_against(versions), *([counts] if counts is not None else []))
