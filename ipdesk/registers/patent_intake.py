"""What an old ledger tells of a right: in which state it begins, and what follows from the words of the patent office."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from typing import TYPE_CHECKING, Final

from ipdesk.model.dates import add_months
from ipdesk.model.folding import folded
from ipdesk.model.kinds import option_label
from ipdesk.model.register import Completed, Ledgered
from ipdesk.model.text import N_, Message
from ipdesk.registers.countries import is_foreign
from ipdesk.registers.patent_choices import END_REASONS, KINDS, PATENTED
from ipdesk.registers.patent_numbers import patent_number, read_number

if TYPE_CHECKING:
    from ipdesk.registers.patents import Patent

STATE_HEADINGS: Final = (
    *("法律状态", "案件状态", "专利状态", "当前法律状态", "最新法律状态", "有效性", "权利状态"),
    *("专利权状态", "简单法律状态"),
)
LEGACY: Final = N_("Taken in from an old ledger; filed before this desk was in use.")
TERM_YEARS: Final = {"invention": 20, "utility-model": 10}  # of a design the term changed in 2021
_REASONS: Final = {folded(word): each.code for each in END_REASONS for word in (each.code, *each.aliases)}


def begins(record: Patent, today: date) -> str:
    """Say by the days of a right how far it has come."""
    if record.ended_on is not None and record.ended_on <= today:
        return "ended"
    if record.granted_on is not None and record.granted_on <= today:
        return "granted"
    filed = record.filed_on is not None and record.filed_on <= today
    return "filed" if filed and record.application_number else ""


def completed(record: Patent, ledger: Ledgered) -> Iterator[Completed]:
    """Yield what follows from the ledger, each to be looked at by whoever takes it in."""
    yield from _kind(record)
    yield from _numbers(record, ledger)
    yield from _grant(record, ledger)
    yield from _end(record, ledger)
    yield from _before_the_desk(record, ledger)


def _before_the_desk(record: Patent, ledger: Ledgered) -> Iterator[Completed]:
    """Say why what was filed before this desk was in use was not assessed here, and of nothing else."""
    if record.legacy_reason or not ledger.ready or record.filed_on is None or ledger.since is None:
        return
    if record.filed_on < ledger.since:
        why = N_(
            "Filed on {day}, before this desk was in use; that it was not assessed here is noted with it."
        )
        yield Completed("legacy_reason", Message(LEGACY), Message(why, day=record.filed_on))


def _kind(record: Patent) -> Iterator[Completed]:
    """Read the kind from the number where the ledger has none."""
    number = read_number(record.application_number or record.grant_number)
    if not record.kind and number is not None and (number.is_sound or not number.check):
        label = Message(option_label(KINDS, number.kind))
        yield Completed(
            "kind", number.kind, Message(N_("The number is that of this kind: {kind}."), kind=label)
        )


def _numbers(record: Patent, ledger: Ledgered) -> Iterator[Completed]:
    """Tell application and grant number from each other: a patent has that of its application behind ZL."""
    if not _is_chinese(record):
        return
    if not record.application_number and (number := read_number(record.grant_number)) is not None:
        plain = number.shown(number.check or number.should_be)
        yield Completed("application_number", plain, Message(N_("Taken from the number of the patent.")))
    granted = patent_number(record.application_number)
    if granted and not record.grant_number and ledger.ready == "granted":
        why = N_("A patent has the number of its application behind ZL.")
        yield Completed("grant_number", granted, Message(why))


def _grant(record: Patent, ledger: Ledgered) -> Iterator[Completed]:
    """Take the day on which a utility model or design was published for that of the grant, which it is."""
    granted = ledger.ready in ("granted", "ended") and record.granted_on is None
    at_once = _kind_of(record) in ("utility-model", "design") and _is_chinese(record)
    if granted and at_once and record.published_on is not None:
        why = N_("A utility model or design is published when it is granted.")
        yield Completed("granted_on", record.published_on, Message(why))


def _end(record: Patent, ledger: Ledgered) -> Iterator[Completed]:
    """Read from the word for the state how a right ended, and when it did where the law says it."""
    if ledger.ready != "ended":
        return
    reason = record.end_reason or _REASONS.get(folded(ledger.word), "")
    if reason and not record.end_reason:
        label = Message(option_label(END_REASONS, reason))
        said = Message(N_("“{word}” says how it ended: {reason}."), word=ledger.word, reason=label)
        yield Completed("end_reason", reason, said)
    years = TERM_YEARS.get(_kind_of(record))
    if reason == "expired" and record.ended_on is None and record.filed_on is not None and years:
        day = add_months(record.filed_on, 12 * years)
        if day <= ledger.today + timedelta(days=1):
            why = N_("The term ended on {day}, {years} years after the filing date.")
            yield Completed("ended_on", day, Message(why, day=day, years=years))


def _kind_of(record: Patent) -> str:
    """Return the kind that a ledger tells, by a word or by the number."""
    number = read_number(record.application_number or record.grant_number)
    return record.kind or (number.kind if number is not None else "")


def _is_chinese(record: Patent) -> bool:
    return _kind_of(record) in PATENTED and not is_foreign(record.jurisdiction)
