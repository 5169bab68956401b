"""By which route a right came, and of which countries it tells, where a record does not say so plainly.

What the deadline rules take it for is told, so that nobody relies on a day that was counted for another route.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Final

from ipdesk.model.findings import FORM, Finding
from ipdesk.model.kinds import option_label
from ipdesk.model.text import N_, Message
from ipdesk.registers.countries import is_foreign, unknown_in
from ipdesk.registers.patent_choices import PATENTED, ROUTES
from ipdesk.registers.patent_numbers import read_number

if TYPE_CHECKING:
    from ipdesk.registers.patents import Patent

DIRECT: Final = "direct"
ROUTED: Final = PATENTED | {"trademark"}  # kinds whose route is told where nobody recorded it
OVER: Final = frozenset({"ended", "dropped"})


def route_of(record: Patent) -> str:
    """Return the route of a right; where none is recorded, the one that its number or its priority tells."""
    if record.route:
        return record.route
    rests = record.priority_on is not None and record.priority_on != record.filed_on
    priorities = ((row.country, row.number) for row in record.priorities)
    return route_told(record.kind, record.application_number, rests, priorities)


def route_told(kind: str, number: str, rests: bool, priorities: Iterable[tuple[str, str]]) -> str:
    """Return the route that number and priorities tell; `rests` says whether it rests on an earlier day than its own.

    `priorities` are office and number of each.
    """
    read = read_number(number) if kind in PATENTED else None
    if read is not None and read.is_international:
        return "pct"
    if kind not in ROUTED or not rests:
        return DIRECT
    return "domestic" if any(_is_chinese(*each) for each in priorities) else "paris"


def _is_chinese(country: str, number: str) -> bool:
    """Say whether an earlier application was one at the Chinese office: by its number where no office is named."""
    return not is_foreign(country) and (bool(country.strip()) or read_number(number) is not None)


def unclear(record: Patent) -> Iterator[Finding]:
    """Yield a finding for a route that is only derived, and for every name of a country that is not known."""
    route = route_of(record)
    if not record.route and route != DIRECT and record.state not in OVER:
        said = N_(
            "No route is recorded; by number or priority, deadlines are counted as for this one: {route}."
        )
        yield _unclear(
            "route-derived",
            "route",
            Message(said, route=Message(option_label(ROUTES, route))),
            N_("Record the route."),
        )
    written = {"jurisdiction": record.jurisdiction, "countries": record.countries}
    written |= {f"events[{index}].place": row.place for index, row in enumerate(record.events)}
    for field, text in written.items():
        if unknown := unknown_in(text):
            said = N_("No country known here: {names}. Its deadlines are not counted by it.")
            how = N_("Write the code of two letters, such as US or EP.")
            yield _unclear("country-unknown", field, Message(said, names=list(unknown)), how)


def _unclear(name: str, field: str, said: Message, how: str) -> Finding:
    return Finding(id=name, field=field, severity="warn", message=said, basis=FORM, clears=Message(how))
