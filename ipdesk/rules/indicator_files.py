"""Indicators read from rule files, and refused where a bare count of filings or grants would be scored.

The top of a file has `id`, `version`, `label`, `basis` and perhaps `effective_from` and `effective_to`; then come the tables
`indicator` in the order of the report, and `not_kept` for those whose registers are not kept here.
"""

from __future__ import annotations

import re
from fractions import Fraction
from typing import Any, Final

from ipdesk.model.text import N_, Message
from ipdesk.rules.files import Table, read_rules
from ipdesk.rules.indicator_rules import (
    BETTER,
    HOWS,
    OF_VALUES,
    QUERIES,
    Indicator,
    IndicatorList,
    NotKept,
)

CODE: Final = re.compile(r"[A-Z][A-Z0-9]{0,3}(?:-[a-z0-9]{1,12})*")
MOST_YEARS: Final = 30
MOST_DAYS: Final = 3660


def read_indicators(file: str, text: str) -> IndicatorList:
    """Return the indicators of a rule file. Raises WrongRule with file, line and reason."""
    top = read_rules(file, text)
    made = IndicatorList(
        id=top.name("id"),
        version=top.text("version"),
        label=top.words("label"),
        basis=top.basis(),
        indicators=tuple(_indicator(each) for each in top.tables("indicator")),
        not_kept=tuple(_not_kept(each) for each in top.tables("not_kept")),
        **top.days_in_force(),
    )
    _require_once(top, made)
    top.close()
    return made


def _require_once(top: Table, made: IndicatorList) -> None:
    if not made.indicators:
        raise top.wrong(Message(N_("“{key}” is missing."), key="indicator"))
    seen: set[str] = set()
    for code in [*(each.code for each in made.indicators), *(each.code for each in made.not_kept)]:
        if code in seen:
            raise top.wrong(Message(N_("“{id}” is there already."), id=code))
        seen.add(code)


def _indicator(table: Table) -> Indicator:
    how: Any = table.one_of("how", HOWS)
    better: Any = table.one_of("better", BETTER, "more")
    made = Indicator(
        code=_code(table),
        label=table.words("label"),
        definition=table.words("definition"),
        how=how,
        of=table.one_of("of", QUERIES),
        among=table.one_of("among", QUERIES) if table.has("among") else "",
        within=table.whole("within", 0, MOST_DAYS) if table.has("within") else None,
        years=table.whole("years", 1, MOST_YEARS) if table.has("years") else None,
        scored=table.flag("scored"),
        better=better,
        target=_target(table),
        today=table.flag("today"),
        split=table.flag("split"),
        watch=table.flag("watch"),
        basis=table.basis(),
    )
    table.close()
    _require_whole(table, made)
    _require_no_bare_score(table, made)
    return made


def _code(table: Table) -> str:
    code = table.text("code")
    if CODE.fullmatch(code) is None:
        raise table.wrong(
            Message(N_("“{code}” is no code of an indicator, such as D1 or F3-10."), code=code), "code"
        )
    return code


def _target(table: Table) -> Fraction | None:
    if not table.has("target"):
        return None
    held = table.text("target")
    if re.fullmatch(r"\d{1,9}(?:\.\d{1,2})?", held) is None:
        raise table.wrong(Message(N_("An aim is a number with at most two decimals, in quotes.")), "target")
    return Fraction(held)


def _require_whole(table: Table, made: Indicator) -> None:
    """Raise WrongRule where the parts of an indicator do not go together."""
    of, among = QUERIES[made.of], QUERIES.get(made.among)
    if (made.how == "share") != bool(made.among):
        raise table.wrong(
            Message(N_("A share, and nothing else, needs “among”: what it is a share of.")), "among"
        )
    if (made.how == "within") != (made.within is not None):
        raise table.wrong(Message(N_("“within” belongs to the way of that name.")), "within")
    if made.how in OF_VALUES and not of.unit:
        raise table.wrong(Message(N_("The rows of “{query}” carry no value."), query=made.of), "how")
    if made.how == "within" and of.unit != "days":
        raise table.wrong(Message(N_("The rows of “{query}” carry no days."), query=made.of), "how")
    if among is not None and (of.register, of.dated) != (among.register, among.dated):
        raise table.wrong(
            Message(N_("Both parts of a share come from one register, and both happen or both stand.")),
            "among",
        )
    if (of.years or (among is not None and among.years)) != (made.years is not None):
        raise table.wrong(Message(N_("“years” belongs to the queries that ask for them.")), "years")


def _require_no_bare_score(table: Table, made: Indicator) -> None:
    """Raise WrongRule for a score, or an aim, that rests on how many were filed or granted (opinion, （十五）)."""
    query = QUERIES[made.of]
    is_bare = query.bare or (query.rights and made.how == "count")
    if is_bare and (made.scored or made.target is not None):
        raise table.wrong(
            Message(
                N_(
                    "How many were filed or granted is told for context: nothing is scored by it, and it has no aim."
                )
            ),
            "scored" if made.scored else "target",
        )
    if made.target is not None and not made.scored:
        raise table.wrong(Message(N_("Only what is scored has an aim.")), "target")


def _not_kept(table: Table) -> NotKept:
    made = NotKept(
        code=_code(table), label=table.words("label"), reason=table.words("reason"), basis=table.basis()
    )
    table.close()
    return made
