"""Named queries over patents and applications: what was filed, granted and kept, and what became of it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from decimal import Decimal
from functools import lru_cache
from typing import Any, Final

from ipdesk.model.dates import add_years
from ipdesk.model.folding import folded
from ipdesk.operations.counting import Ask, Ground, Pick, Span
from ipdesk.operations.idle_patents import HANDLING, TASK
from ipdesk.registers.countries import is_foreign
from ipdesk.registers.patent_choices import PATENTED
from ipdesk.registers.patent_numbers import plain_number
from ipdesk.rules.indicators import Counted
from ipdesk.store.columns import FEN

GRANTED: Final = PATENTED | {"foreign", "defence", "secret"}  # kinds that are granted as patents
# A ledger may tell the recordal of a licence or transfer alone.
USED: Final = (
    *(
        "implemented",
        "first-used",
        "licence",
        "licence-recorded",
        "transferred",
        "transfer-recorded",
        "equity",
    ),
)
DEALS: Final = ("licence", "transferred", "equity", "open-licence")
NOT_GRANTED: Final = frozenset({"refused", "retracted", "deemed-withdrawn"})
LOST: Final = frozenset({"unpaid", "deemed-withdrawn"})
IDLE_YEARS: Final = 3
HIGH_VALUE_YEARS: Final = 10
SCORES: Final = ("drafting", "replies", "timeliness", "cost")
# Years from the filing date for which a patent may last.
TERMS: Final = {"invention": 20, "utility-model": 10, "design": 15}
OLD_DESIGN, DESIGNS_LAST = 10, "2021-06-01"  # designs filed before that day
_FIELDS: Final = ("kind", "jurisdiction", "state", "filed_on", "granted_on", "ended_on", "end_reason")


class Right:
    """A right as the queries see it: its local id, what it is, and its days as ISO texts."""

    __slots__ = ("ended", "entry", "filed", "granted", "jurisdiction", "kind", "over", "reason")

    def __init__(self, cells: Iterable[Any], restored: list[str]) -> None:
        self.entry, self.kind, self.jurisdiction, state, self.filed, self.granted, self.ended, self.reason = (
            cells
        )
        # What is over on a day nobody told is over; what ended and was restored afterwards goes on.
        self.over = state in ("ended", "dropped") and not self.ended
        if self.ended and any(day >= self.ended for day in restored):
            self.ended = self.reason = ""

    def holds_on(self, day: str) -> bool:
        """Say whether it was granted and in force on a day."""
        granted = self.granted is not None and self.granted <= day and not self.over
        return granted and (not self.ended or self.ended > day)

    def could_last(self, day: date) -> bool:
        """Say whether its term (专利法第四十二条) could have it in force on a day; one that ran its whole term was kept."""
        if self.reason == "expired" and self.ended and self.ended <= day.isoformat():
            return False
        years = (
            OLD_DESIGN
            if self.kind == "design" and (self.filed or "") < DESIGNS_LAST
            else TERMS.get(self.kind)
        )
        return not self.filed or years is None or add_years(date.fromisoformat(self.filed), years) > day


def rights(ground: Ground) -> list[Right]:
    """Return every right, by number."""
    found: list[Right] = ground.once(("rights",), lambda: _rights(ground))
    return found


def _rights(ground: Ground) -> list[Right]:
    restored = ground.rows("patents", "events", "day", among=("event", ("restored",)))
    return [
        Right(cells, [day for _, day in restored.get(cells[0], ()) if day])
        for cells in ground.lines("patents", *_FIELDS)
    ]


def _told(ground: Ground, picks: Iterable[Pick]) -> Iterator[Counted]:
    return ground.told("patents", picks)


def grants(ground: Ground, span: Span, _years: int) -> Iterator[Counted]:
    """Yield what was granted or registered on the days of a span."""
    return _told(
        ground, (Pick(each.entry, each.granted) for each in rights(ground) if span.holds(each.granted))
    )


def inventions_final(ground: Ground, span: Span, _years: int) -> Iterator[Counted]:
    """Yield the inventions that were granted, refused or withdrawn on the days of a span; how is their kind, "" for granted."""

    def picks() -> Iterator[Pick]:
        for each in rights(ground):
            if each.kind != "invention":
                continue
            if span.holds(each.granted):
                yield Pick(each.entry, each.granted, kind="")
            elif not each.granted and each.reason in NOT_GRANTED and span.holds(each.ended):
                yield Pick(each.entry, each.ended, kind=each.reason)

    return _told(ground, picks())


def inventions_granted(ground: Ground, span: Span, years: int) -> Iterator[Counted]:
    """Yield those of them that were granted."""
    return (each for each in inventions_final(ground, span, years) if not each.kind)


def grants_of_age(ground: Ground, span: Span, years: int) -> Iterator[Counted]:
    """Yield the patents whose grant lay so many years back on a day of a span, if they could last as long; that day is theirs."""
    return _told(ground, (Pick(each.entry, day) for each, day in _of_age(ground, span, years)))


def _of_age(ground: Ground, span: Span, years: int) -> Iterator[tuple[Right, str]]:
    # Most are of other years, and no anniversary leaves its year.
    first, last = (f"{int(day[:4]) - years}" for day in (span.first, span.last))
    for each in rights(ground):
        if each.granted and first <= each.granted[:4] <= last and each.kind in GRANTED and not each.over:
            day = add_years(date.fromisoformat(each.granted), years)
            if span.holds(day.isoformat()) and each.could_last(day):
                yield each, day.isoformat()


def grants_kept(ground: Ground, span: Span, years: int) -> Iterator[Counted]:
    """Yield those of them that were in force on that day."""
    held = ((each, day) for each, day in _of_age(ground, span, years) if not each.ended or each.ended > day)
    return _told(ground, (Pick(each.entry, day) for each, day in held))


def _valid(ground: Ground, day: str) -> list[Right]:
    def chosen() -> list[Right]:
        return [each for each in rights(ground) if each.kind in GRANTED and each.holds_on(day)]

    found: list[Right] = ground.once(("valid", day), chosen)
    return found


def _told_valid(ground: Ground, held: Iterable[Right]) -> Iterator[Counted]:
    return ground.standing("patents", (each.entry for each in held))


def inventions_valid(ground: Ground, span: Span, _years: int) -> Iterator[Counted]:
    """Yield the inventions in force on the last day of a span."""
    return _told_valid(ground, (each for each in _valid(ground, span.last) if each.kind == "invention"))


def inventions_high_value(ground: Ground, span: Span, _years: int) -> Iterator[Counted]:
    """Yield those of them with a mark of high value, or kept for more than ten years."""
    marked = {entry for entry, _ in ground.filled("patents", "high_value", "number")}
    # Counted forward, as terms are: one of 29 February is ten years old on 28 February.
    held = (
        each
        for each in _valid(ground, span.last)
        if each.kind == "invention"
        and (each.entry in marked or _years_after(each.granted, HIGH_VALUE_YEARS) < span.last)
    )
    return _told_valid(ground, held)


def patents_valid(ground: Ground, span: Span, _years: int) -> Iterator[Counted]:
    """Yield the patents in force on the last day of a span."""
    return _told_valid(ground, _valid(ground, span.last))


def patents_used(ground: Ground, span: Span, _years: int) -> Iterator[Counted]:
    """Yield those of them that were put into practice, licensed, transferred or contributed by then."""
    used = _happened(ground, USED, span.last)
    return _told_valid(ground, (each for each in _valid(ground, span.last) if each.entry in used))


def _happened(ground: Ground, kinds: tuple[str, ...], by: str) -> set[int]:
    """Return the local ids of rights to which one of some events happened by a day; one without a day counts."""
    events = ground.rows("patents", "events", "day", among=("event", kinds))
    return {entry for entry, found in events.items() if any(not day or day <= by for _, day in found)}


def patents_idle(ground: Ground, span: Span, _years: int) -> Iterator[Counted]:
    """Yield the patents in force, granted three years back or more and not put into practice by the last day of a span."""
    return _told_valid(ground, _idle(ground, span))


def _idle(ground: Ground, span: Span) -> Iterator[Right]:
    used = _happened(ground, USED, span.last)
    for each in _valid(ground, span.last):
        of_here = each.kind in PATENTED and not is_foreign(each.jurisdiction)
        if of_here and each.entry not in used and _years_after(each.granted, IDLE_YEARS) <= span.last:
            yield each


@lru_cache(maxsize=10_000)
def _years_after(day: str, years: int) -> str:
    return add_years(date.fromisoformat(day), years).isoformat()


def patents_idle_handled(ground: Ground, span: Span, _years: int) -> Iterator[Counted]:
    """Yield those of them that were handled by then: by an event, or by settling the task."""
    handled = _happened(ground, tuple(sorted(HANDLING)), span.last)
    settled = {
        entry
        for entry, found in ground.rows("patents", "settled", "task", "on").items()
        if any(TASK in task and day and day <= span.last for _, task, day in found)
    }
    both = handled | settled
    return _told_valid(ground, (each for each in _idle(ground, span) if each.entry in both))


def families_valid(ground: Ground, span: Span, _years: int) -> Iterator[Counted]:
    """Yield one right of each family that has one in force on the last day of a span, the first by number."""
    return _told_valid(ground, _families(ground, span))


def _families(ground: Ground, span: Span) -> Iterator[Right]:
    seen, heads = set(), _heads(ground)
    for each in _valid(ground, span.last):
        head = heads.get(each.entry, each.entry)
        if head not in seen:
            seen.add(head)
            yield each


def families_abroad(ground: Ground, span: Span, _years: int) -> Iterator[Counted]:
    """Yield those of them whose family has a member abroad, or an international application."""
    heads = _heads(ground)
    abroad = {
        heads.get(each.entry, each.entry)
        for each in rights(ground)
        if each.filed
        and each.filed <= span.last
        and (each.kind in ("foreign", "pct") or is_foreign(each.jurisdiction))
    }
    held = (each for each in _families(ground, span) if heads.get(each.entry, each.entry) in abroad)
    return _told_valid(ground, held)


def _heads(ground: Ground) -> dict[int, int]:
    """Return for each member of a family of several the one that stands for it, told by links and numbers of priorities."""
    found: dict[int, int] = ground.once(("heads",), lambda: _joined(ground))
    return found


def _joined(ground: Ground) -> dict[int, int]:
    head: dict[int, int] = {}

    def of(entry: int) -> int:
        while head.get(entry, entry) != entry:
            head[entry] = head.get(head[entry], head[entry])
            entry = head[entry]
        return entry

    def join(one: int, other: int) -> None:
        first, second = sorted((of(one), of(other)))
        head[first], head[second] = first, first

    for entry, targets in ground.links("patents", "parents").items():
        for each in targets:
            join(entry, each)
    numbered = {
        _plain(number): entry for entry, number in ground.lines("patents", "application_number") if number
    }
    for entry, priorities in ground.rows("patents", "priorities", "number").items():
        for _, number in priorities:
            if number and (earlier := numbered.get(_plain(number))) is not None and earlier != entry:
                join(entry, earlier)
    return {entry: of(entry) for entry in head}


def _plain(number: str) -> str:
    return plain_number(number) or folded(number)


def _events(ground: Ground, span: Span, kinds: tuple[str, ...]) -> Iterator[Counted]:
    """Yield each event of some kinds on the days of a span; the kind of the event is that of the row."""
    events = ground.rows("patents", "events", "event", "day", among=("event", kinds))
    picks = (
        Pick(entry, day, kind=event, place=place)
        for entry, found in events.items()
        for place, event, day in found
        if span.holds(day)
    )
    return _told(ground, picks)


def deals(ground: Ground, span: Span, _years: int) -> Iterator[Counted]:
    """Yield licences, transfers, contributions and open licences."""
    return _events(ground, span, DEALS)


def outbound_reviews(ground: Ground, span: Span, _years: int) -> Iterator[Counted]:
    """Yield decisions of reviews of technology export and of IP going abroad."""
    return _events(ground, span, ("outbound-reviewed",))


def rights_lost(ground: Ground, span: Span, _years: int) -> Iterator[Counted]:
    """Yield the rights that ended because a fee was not paid or a term missed, and were not restored."""
    held = (each for each in rights(ground) if each.reason in LOST and span.holds(each.ended))
    return _told(ground, (Pick(each.entry, each.ended, kind=each.reason) for each in held))


def agency_scores(ground: Ground, span: Span, _years: int) -> Iterator[Counted]:
    """Yield the scores given to agencies, each the mean of what was scored; the agency is their kind."""

    def picks() -> Iterator[Pick]:
        agencies = dict(ground.lines("patents", "agency"))
        for entry, found in ground.rows("patents", "agency_scores", "day", *SCORES).items():
            for place, day, *scores in found:
                given = [each for each in scores if each is not None]
                if given and span.holds(day):
                    yield Pick(entry, day, Decimal(sum(given)) / (FEN * len(given)), agencies[entry], place)

    return _told(ground, picks())


def costs(ground: Ground, span: Span, _years: int) -> Iterator[Counted]:
    """Yield what was paid for rights, in yuan; the funds are the kind."""
    return _told(ground, (pick for pick, _ in _costs(ground, span)))


def costs_barred(ground: Ground, span: Span, _years: int) -> Iterator[Counted]:
    """Yield what inventors bear and fiscal funds paid."""
    held = _costs(ground, span)
    return _told(ground, (pick for pick, payer in held if payer == "researcher" and pick.kind == "fiscal"))


def _costs(ground: Ground, span: Span) -> Iterator[tuple[Pick, str]]:
    for entry, found in ground.rows("patents", "costs", "day", "amount", "payer", "funds", "what").items():
        for place, day, amount, payer, funds, what in found:
            if amount is not None and span.holds(day):
                yield Pick(entry, day, Decimal(amount) / FEN, funds, place, (what,)), payer


ASKS: Final[dict[str, Ask]] = {
    "grants": grants,
    "inventions-final": inventions_final,
    "inventions-granted": inventions_granted,
    "grants-of-age": grants_of_age,
    "grants-kept": grants_kept,
    "inventions-valid": inventions_valid,
    "inventions-high-value": inventions_high_value,
    "families-valid": families_valid,
    "families-abroad": families_abroad,
    "patents-valid": patents_valid,
    "patents-used": patents_used,
    "patents-idle": patents_idle,
    "patents-idle-handled": patents_idle_handled,
    "deals": deals,
    "rights-lost": rights_lost,
    "outbound-reviews": outbound_reviews,
    "agency-scores": agency_scores,
    "costs": costs,
    "costs-barred": costs_barred,
}
