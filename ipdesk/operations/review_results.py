"""Whether the result that a manuscript tells was disclosed, and whether it is filed before anybody may read it.

That a result was never disclosed cannot be seen in a text; what can be seen is that no record covers it. People are asked.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from ipdesk.model.record import WITHDRAWN, Record, field_of
from ipdesk.model.text import N_, Message
from ipdesk.operations.desk import Desk
from ipdesk.operations.review_people import Authors
from ipdesk.registers import register
from ipdesk.registers.paper_filings import HANDED_IN, NO_FILING, exceptions, first_public
from ipdesk.registers.papers import Paper
from ipdesk.registers.sources import GRACE, GRACE_MEETINGS, OPINION_DISCLOSURE, PRACTICE
from ipdesk.screening.overlap_risks import FILED_BY_OTHERS
from ipdesk.screening.risks import Risk
from ipdesk.screening.titles import speak_of_one
from ipdesk.store import filings, makers, records

RESULTS: Final = ("disclosures", "patents")
COVERING: Final = (*RESULTS, "secrets")
NEW: Final = "result.new"  # the check that asks whether there is a new result at all
NO_RESULT: Final = frozenset({"media", "standard"})  # kinds that tell none of their own

UNDISCLOSED: Final = N_(
    "No disclosure or application covers this manuscript: none is linked, none of these authors has a like title, no passage is in one of theirs. If it tells a new result, nobody disclosed it."
)
UNFILED: Final = N_("{number}, on which it rests, is not filed, and it may be public on {day} ({why}).")
UNFILED_UNDATED: Final = N_(
    "{number}, on which it rests, is not filed: publishing it would take its novelty."
)
LATER: Final = N_(
    "{number}, on which it rests, was filed on {filed}, and it may be public before, on {day} ({why})."
)
POSTED: Final = N_("{field}; the venue posts what is handed in")
MAY_POST: Final = N_("{field}; whether the venue posts what is handed in is not known")
GIVEN: Final = N_("the day given")
ABROAD: Final = N_(
    "{number} is to be filed abroad, and it may be public before a filing: some countries ask for absolute novelty."
)
CLEAR_UNDISCLOSED: Final = N_(
    "Have the result disclosed and decided on first, or answer under the checks that there is no new result."
)
CLEAR_UNFILED: Final = N_("Hold it until the application is filed and recorded.")
CLEAR_ABROAD: Final = N_("Publish only when the first filing is made, whatever Art. 24 may cover at home.")
CLEAR_GRACE: Final = N_("File before it goes out.")


@dataclass(frozen=True, slots=True)
class Public:
    """The first day on which a manuscript may be public, None where nothing tells one, and which day that is."""

    day: date | None
    why: Message


def public_of(paper: Paper, given: date | None) -> Public:
    """Return when a manuscript may be public: on the day given, or on the first that its review tells."""
    told = None if given else first_public(paper)
    if told is None:
        return Public(given, Message(GIVEN))
    day, name = told
    label = Message(field_of(Paper, name).kind.label)
    if name not in HANDED_IN:
        return Public(day, label)
    return Public(day, Message(POSTED if paper.venue_preprints else MAY_POST, field=label))


def undisclosed(
    desk: Desk, paper: Paper, authors: Authors, titles: Iterable[str], found: Iterable[Risk]
) -> Iterator[Risk]:
    """Yield a risk where no record covers a manuscript of ours; `found` are the passages and values that records share with it."""
    new = next((each.answer for each in paper.answers if each.item == NEW), "")
    if paper.kind in NO_RESULT or new == "no" or not (paper.number or authors.are_ours):
        return
    if any(each.register in COVERING and _covers(each) for each in found):
        return
    if any(_standing(desk, paper)) or _is_own(desk, authors, [paper.title, *titles]):
        return
    yield Risk(
        kind="undisclosed", severity="defer", reason=Message(UNDISCLOSED), clears=Message(CLEAR_UNDISCLOSED),
        basis=(OPINION_DISCLOSURE, PRACTICE),
    )  # fmt: skip


def _covers(risk: Risk) -> bool:
    """Say whether what a record shares with a manuscript tells that its result was disclosed; what others filed tells nothing of it."""
    return risk.kind != "stock" and risk.reason.id != FILED_BY_OTHERS


def _is_own(desk: Desk, authors: Authors, titles: Sequence[str]) -> bool:
    """Say whether a record of which one of the authors is a maker has a title much like these."""
    theirs = makers.titles_by(desk.workspace.db, authors.keys(), RESULTS)
    return any(speak_of_one(one, other) for one in titles if one for other in theirs)


def _standing(desk: Desk, paper: Paper) -> Iterator[tuple[int, str, Record]]:
    """Yield local id, register and record of all that a review is linked to and that stands."""
    db = desk.workspace.db
    for name, numbers in zip(RESULTS, (paper.disclosure, paper.patents), strict=True):
        ids = [entry for each in numbers if (entry := records.find_id(db, register(name), each)) is not None]
        for entry, record in records.read_by_id(db, register(name), ids).items():
            if record.state != WITHDRAWN:
                yield entry, name, record


def time_risks(desk: Desk, paper: Paper, public: Public, found: Sequence[Risk]) -> Iterator[Risk]:
    """Yield what of the linked records is filed too late or not at all, what is planned abroad, and what Art. 24 does not cover.

    `found` are the passages in common: what they tell of a record is not told again.
    """
    told = {each.record: each.register for each in found if each.severity == "defer"}
    late = list(_late(desk, paper, public))
    for name, record, filed in late:
        if record.number not in told:
            yield _unfiled(name, record.number, filed, public)
    linked = {record.number for _, record, _ in late}
    others = [(name, number) for number, name in told.items() if paper.number and number not in linked]
    read = [(name, records.read(desk.workspace.db, register(name), number)) for name, number in others]
    for name, record in [*((name, record) for name, record, _ in late), *read]:
        if not record.withheld and register(name).facts(record).get("abroad") == "yes":
            yield Risk(kind="novelty-abroad", severity="defer", reason=Message(ABROAD, number=record.number),
                       clears=Message(CLEAR_ABROAD), basis=(PRACTICE,), register=name,
                       record=record.number)  # fmt: skip
    if (late or told) and paper.kind:
        yield Risk(kind="grace", severity="info", reason=exceptions(paper.kind), clears=Message(CLEAR_GRACE),
                   basis=(GRACE, GRACE_MEETINGS))  # fmt: skip


def _late(desk: Desk, paper: Paper, public: Public) -> Iterator[tuple[str, Record, date | None]]:
    """Yield the linked records for which nothing is filed when it may be public, with the day of a later filing."""
    days = filings.filed(desk.workspace.db)
    for entry, name, record in _standing(desk, paper):
        outcome = "" if record.withheld else register(name).facts(record).get("outcome")
        filed = days.get(entry)
        if outcome in NO_FILING or record.state == "dropped":
            continue
        if filed is None or (public.day is not None and filed > public.day):
            yield name, record, filed


def _unfiled(name: str, number: str, filed: date | None, public: Public) -> Risk:
    said = Message(UNFILED_UNDATED, number=number)
    if public.day is not None:
        text = UNFILED if filed is None else LATER
        said = Message(text, number=number, filed=filed or "", day=public.day, why=public.why)
    return Risk(
        kind="unfiled" if filed is None else "filed-later", severity="defer", reason=said,
        clears=Message(CLEAR_UNFILED), basis=(GRACE,), register=name, record=number,
    )  # fmt: skip
