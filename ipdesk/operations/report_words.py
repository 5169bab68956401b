"""What people write for a quarter or year: aims of a year, explanations of figures, and the text of the report."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Final

from ipdesk.model.errors import NotFound, Refused, WrongValue
from ipdesk.model.report_periods import ReportPeriod
from ipdesk.model.text import N_, Message
from ipdesk.operations.desk import Desk
from ipdesk.operations.indicator_rules import indicators_in_force
from ipdesk.rules.indicator_rules import Indicator
from ipdesk.store import quarters as store

LONGEST_NOTE: Final = 500
LONGEST_TEXT: Final = 8_000
_LONGEST: Final[Mapping[str, int]] = {"note": LONGEST_NOTE, "text": LONGEST_TEXT}


def set_aim(desk: Desk, year: int, code: str, aim: str) -> bool:
    """Set the aim of an indicator for a year, "" for that of the file again; return whether it changed.

    Raises WrongValue for what is no number and Refused for an indicator that is told for context only.
    """
    desk.require("rules")
    made = _indicator(desk, code)
    if not made.scored:
        raise Refused(
            Message(N_("{code} is told for context: nothing is scored by it, so it has no aim."), code=code),
            Message(N_("Set the aim of an indicator that is scored.")),
        )
    given = _number(aim.strip()) if aim.strip() else ""
    with desk.workspace.write() as writing:
        return store.put_word(writing, str(year), "aim", code, given)


def _number(raw: str) -> str:
    try:
        found = Decimal(raw.rstrip("%％").strip()).quantize(Decimal("0.01"))
    except ArithmeticError:
        found = Decimal(-1)
    if not found.is_finite() or not 0 <= found < 10**9:
        raise WrongValue(
            "aim",
            Message(N_("“{value}” is no number with at most two decimals."), value=raw[:40]),
            Message(N_("Write the aim in the unit of the figure: 95 for 95 %, 30 for 30 days.")),
        )
    return f"{found.normalize():f}"


def set_note(desk: Desk, period: ReportPeriod, code: str, note: str) -> bool:
    """Explain a figure of a period, "" for nothing; return whether it changed."""
    desk.require("export")
    _indicator(desk, code)
    return _write(desk, period, "note", code, note)


def set_text(desk: Desk, period: ReportPeriod, text: str) -> bool:
    """Write the text of a report in the words of whoever signs it, "" for none; return whether it changed."""
    desk.require("export")
    return _write(desk, period, "text", "", text)


def _write(desk: Desk, period: ReportPeriod, kind: store.WordKind, code: str, body: str) -> bool:
    given = body.strip()
    if len(given) > _LONGEST[kind]:
        raise WrongValue(
            kind,
            Message(N_("It is longer than {most} characters."), most=_LONGEST[kind]),
            Message(N_("Shorten it.")),
        )
    with desk.workspace.write() as writing:
        return store.put_word(writing, period.code, kind, code, given)


def _indicator(desk: Desk, code: str) -> Indicator:
    book = indicators_in_force(desk)[0]
    found = book.find(code)
    if found is None:
        raise NotFound(
            Message(N_("There is no indicator “{code}” with figures."), code=code),
            Message(N_("Choose one of: {options}."), options=[each.code for each in book.indicators]),
        )
    return found
