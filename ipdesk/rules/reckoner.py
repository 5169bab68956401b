"""Reckoning beside other work: cases go to a process of their own, and what is open of them comes back."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import BrokenExecutor, CancelledError, Future, ProcessPoolExecutor
from dataclasses import fields
from multiprocessing import get_context
from typing import Any, Final

from ipdesk.model.processes import end_with_parent
from ipdesk.rules.calendars import WorkCalendar
from ipdesk.rules.deadline_rules import Case, Event, RuleBook
from ipdesk.rules.open_tasks import Open, open_tasks

Answer = Callable[[], Iterable[Open]]
_FIELDS: Final = tuple(each.name for each in fields(Case))
_EVENTS: Final = _FIELDS.index("events")
_Plain = tuple[Any, ...]
_HELD: Final[list[tuple[RuleBook, WorkCalendar]]] = []  # in the process that reckons: by what it does


class Reckoner:
    """Reckons by one state of the rules and the calendar; whoever ends it early loses nothing but the answers."""

    def __init__(self, rules: RuleBook, calendar: WorkCalendar) -> None:
        self._by = (rules, calendar)
        self._pool: ProcessPoolExecutor | None = ProcessPoolExecutor(
            1, mp_context=get_context("spawn"), initializer=end_with_parent
        )
        # Starts the process. As arguments of its start the rules would be waited for until it reads them.
        self._submit(_hold, *self._by)

    def begin(self, cases: Sequence[Case | None]) -> Answer:
        """Begin to reckon cases; the answer, when it is asked for, is what is open of each, in their order.

        Where the process cannot be had, or ended, they are reckoned here.
        """
        begun = self._submit(_reckoned, [_plain(each) for each in cases])
        if begun is None:
            return lambda: self._here(cases)

        def answer() -> Iterable[Open]:
            try:
                return begun.result()
            except (BrokenExecutor, CancelledError):
                self.close()
                return self._here(cases)

        return answer

    def _submit(self, work: Callable[..., list[Open]], *given: object) -> Future[list[Open]] | None:
        """Have the process do some work; None where there is none that could."""
        try:
            return self._pool.submit(work, *given) if self._pool is not None else None
        except (BrokenExecutor, OSError):
            self.close()
            return None

    def close(self) -> None:
        """End the process, without waiting for what it reckons."""
        if self._pool is not None:
            self._pool.shutdown(wait=False, cancel_futures=True)
            self._pool = None

    def _here(self, cases: Iterable[Case | None]) -> Iterable[Open]:
        return (open_tasks(case, *self._by) for case in cases)


def _hold(rules: RuleBook, calendar: WorkCalendar) -> list[Open]:
    _HELD.append((rules, calendar))
    return []


def _reckoned(cases: Sequence[_Plain | None]) -> list[Open]:
    rules, calendar = _HELD[0]
    return [open_tasks(_case(each), rules, calendar) for each in cases]


def _plain(case: Case | None) -> _Plain | None:
    """Return a case with its events as bare tuples, which are handed over in a third of the time."""
    if case is None:
        return None
    return tuple(
        tuple(map(tuple, case.events)) if name == "events" else getattr(case, name) for name in _FIELDS
    )


def _case(plain: _Plain | None) -> Case | None:
    if plain is None:
        return None
    given = dict(zip(_FIELDS, plain, strict=True))
    return Case(**given | {"events": tuple(map(Event._make, plain[_EVENTS]))})
