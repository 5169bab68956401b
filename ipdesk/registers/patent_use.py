"""What the desk notices about the use of a right: licences, transfers and pledges, and whose consent they need.

Sources: 专利法第十四条 and 第五十条 to 第五十二条, 专利法实施细则第八十五条 to 第八十八条, 科学技术进步法第三十二条, 国办发〔2018〕19号.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING, Final

from ipdesk.model.findings import Basis, Facts, Finding
from ipdesk.model.text import N_, Message
from ipdesk.registers.countries import is_foreign
from ipdesk.registers.patent_choices import HIGH_VALUE, PATENTED
from ipdesk.registers.sources import (
    CO_OWNED_PATENT,
    HIGH_VALUE_PATENTS,
    OPEN_LICENCE,
    OPEN_LICENCE_LIMITS,
    OUTBOUND,
    PUBLIC_FUNDS,
    TECHNOLOGY_EXPORT,
)

if TYPE_CHECKING:
    from ipdesk.registers.patent_course import Happening
    from ipdesk.registers.patents import Patent

BINDING: Final = ("exclusive", "sole")
# What one of several owners cannot do alone, where nothing else was agreed; a plain licence each may give.
OF_ALL: Final = ("transferred", "pledged", "open-licence", "equity")
DEALS: Final = ("transferred", "licence", "equity")
KEPT_YEARS: Final = 10
Placed = tuple[int, "Happening"]


def used(record: Patent, facts: Facts) -> Iterator[Finding]:
    """Yield everything noticed about the use of a right that is not over."""
    if record.state == "ended":
        return
    yield from open_licence(record)
    yield from consent_of_all(record)
    yield from abroad(record)
    yield from authority(record)
    yield from high_value(record, facts.today)


def open_licence(record: Patent) -> Iterator[Finding]:
    """Yield what stands against an open licence that was declared and not withdrawn."""
    declared = _standing(record, "open-licence", "open-licence-ended")
    if declared is None or record.kind not in PATENTED:
        return
    index, row = declared
    if record.granted_on is None or (row.day is not None and row.day < record.granted_on):
        said = N_("An open licence is declared after the grant only.")
        yield _of_open(index, "open-before-grant", said, N_("Correct the day, or withdraw the declaration."))
    if record.kind != "invention" and _last(record, "report-issued") is None:
        said = N_("An open licence of a utility model or design needs an evaluation report.")
        yield _of_open(
            index, "open-unreported", said, N_("Have the report made, and record that it is issued.")
        )
    if (bound := _bound(record)) is not None:
        said = N_("Beside an open licence there is no exclusive or sole one.")
        clears = N_("Withdraw the declaration, or record the day on which the other licence ended.")
        yield _of_open(bound[0], "open-beside-exclusive", said, clears)
    if (pledge := _standing(record, "pledged", "pledge-ended")) and not _consented(record, pledge[1]):
        said = N_("It is pledged: an open licence needs the consent of the pledgee.")
        yield _of_open(index, "open-pledged", said, N_("Get the consent and record it."))
    if _standing(record, "fee-notice", "fee-paid") is not None:
        said = N_("A fee is unpaid: no open licence can be declared meanwhile.")
        yield _of_open(index, "open-unpaid", said, N_("Pay the fee and record the payment."))


def consent_of_all(record: Patent) -> Iterator[Finding]:
    """Yield a finding for each act that needs all owners of a right that several own."""
    if len(record.applicants) < 2:
        return
    for index, row in enumerate(record.events):
        needs = row.event in OF_ALL or (row.event == "licence" and row.licence in BINDING)
        if needs and not _consented(record, row):
            said = N_("Several own it: unless they agreed otherwise, this needs the consent of all.")
            clears = N_("Get the consent of all owners, or look up what they agreed, and record it.")
            yield _of_row(index, "owners-unasked", said, clears, CO_OWNED_PATENT)


def abroad(record: Patent) -> Iterator[Finding]:
    """Yield a finding for each transfer or exclusive licence to a foreign party whose review is not recorded."""
    for index, row in enumerate(record.events):
        if row.event not in DEALS:
            continue  # most of a long course
        if _goes_out(row) and not _answered(record, row, "outbound-reviewed"):
            said = N_(
                "Transfer or exclusive licence to a foreign party: the review of IP going abroad comes first."
            )
            clears = N_("Have it reviewed with the commerce office, and record the decision with its number.")
            yield _of_row(index, "outbound-unreviewed", said, clears, OUTBOUND)
        elif _is_foreign_deal(row) and not _goes_out(row) and not _answered(record, row, "outbound-reviewed"):
            said = N_(
                "A licence to a foreign party is export of technology: see which catalogue it falls under."
            )
            clears = N_("Have the export registered or licensed, and record it as reviewed.")
            yield _of_row(index, "export-unreviewed", said, clears, TECHNOLOGY_EXPORT)


def authority(record: Patent) -> Iterator[Finding]:
    """Yield a finding for what the project authority has to approve of a right that came out of public funds."""
    if not record.funded:
        return
    for index, row in enumerate(record.events):
        needs = (row.event == "transferred" and _is_foreign_deal(row)) or (
            row.event == "licence" and row.licence == "exclusive"
        )
        if needs and not _answered(record, row, "authority-approved"):
            said = N_(
                "From public funds: a transfer abroad or an exclusive licence needs the project authority."
            )
            clears = N_("Get the approval of the authority that manages the project, and record it.")
            yield _of_row(index, "authority-unasked", said, clears, PUBLIC_FUNDS)


def high_value(record: Patent, today: date) -> Iterator[Finding]:
    """Yield a note for a mark of high value that the record itself shows and nobody set."""
    if record.kind != "invention" or record.state != "granted" or record.withheld:
        return
    shown = []
    if record.filed_on is not None and (today - record.filed_on).days > KEPT_YEARS * 366:
        shown.append("kept")
    if _last(record, "pledged") is not None:
        shown.append("pledged")
    lacking = [each for each in HIGH_VALUE if each.code in shown and each.code not in record.high_value]
    if lacking:
        yield Finding(
            id="high-value-unmarked",
            field="high_value",
            severity="info",
            message=Message(
                N_("By what is recorded this mark may fit: {marks}."),
                marks=[Message(each.label) for each in lacking],
            ),
            basis=HIGH_VALUE_PATENTS,
            clears=Message(N_("Set the mark where it is true.")),
        )


def _goes_out(row: Happening) -> bool:
    """Say whether owner or sole user becomes somebody abroad."""
    return _is_foreign_deal(row) and (row.event == "transferred" or row.licence in BINDING)


def _is_foreign_deal(row: Happening) -> bool:
    return row.event in DEALS and is_foreign(row.place.strip())


def _answered(record: Patent, row: Happening, event: str) -> bool:
    """Say whether an event answers a deal: one that names no contract answers all."""
    return any(each.event == event and (not each.ref or each.ref == row.ref) for each in record.events)


def _consented(record: Patent, row: Happening) -> bool:
    return _answered(record, row, "consented")


def _bound(record: Patent) -> Placed | None:
    """Return the exclusive or sole licence in force, None for none."""
    over = {row.ref for row in record.events if row.event == "licence-ended"}
    for index, row in enumerate(record.events):
        if row.event == "licence" and row.licence in BINDING and row.ref not in over and "" not in over:
            return index, row
    return None


def _last(record: Patent, event: str) -> Placed | None:
    held = [(index, row) for index, row in enumerate(record.events) if row.event == event]
    return max(held, key=lambda placed: (placed[1].day or date.min, placed[0]), default=None)


def _standing(record: Patent, event: str, ending: str) -> Placed | None:
    """Return the last event of a kind, None where nothing of it or its end came after."""
    begun, over = _last(record, event), _last(record, ending)
    if begun is None or (over is not None and (over[1].day or date.min) >= (begun[1].day or date.min)):
        return None
    return begun


def _of_open(index: int, name: str, said: str, clears: str) -> Finding:
    return _of_row(
        index, name, said, clears, OPEN_LICENCE if name == "open-unreported" else OPEN_LICENCE_LIMITS
    )


def _of_row(index: int, name: str, said: str, clears: str, basis: Basis) -> Finding:
    return Finding(
        id=name,
        field=f"events[{index}].event",
        severity="warn",
        message=Message(said),
        basis=basis,
        clears=Message(clears),
    )
