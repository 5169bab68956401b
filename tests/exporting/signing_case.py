"""A made-up signing rate, and who lacks an agreement in it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Final

from ipdesk.exporting.documents.signing_rate import Signer
from ipdesk.registers.signing import FIGURES, Figure, SigningRate, Tally, by_lack

KINDS: Final = {"permanent": "在编职工", "student": "学生", "dispatched": "劳务派遣"}
LONG_UNIT: Final = "低温光学与空间红外探测联合研究室（含东区实验站）"


def tally(name: str, counts: dict[Figure, int]) -> Tally:
    """Return a tally with so many people behind each figure."""
    made = Tally(name)
    for figure, count in counts.items():
        made.add(figure, range(count))
        made.add("here", range(count))
    return made


def signing_rate() -> SigningRate:
    """Return a rate of four units, one of them without a name, and three kinds."""
    units = [
        tally("科研管理处", {"signed": 12}),
        tally("量子器件研究室", {"signed": 30, "missing": 2}),
        tally(LONG_UNIT, {"signed": 40, "missing": 6, "waiting": 3, "expired": 1}),
        tally("", {"none": 3}),
    ]
    kinds = [
        tally("permanent", {"signed": 80, "missing": 5, "expired": 1, "waiting": 2}),
        tally("student", {"signed": 2, "missing": 3, "waiting": 1}),
        tally("dispatched", {"none": 3}),
    ]
    total = tally("", {"signed": 82, "missing": 8, "expired": 1, "waiting": 3, "none": 3})
    assert {each: total.count(each) for each in FIGURES}["here"] == 97
    return SigningRate(
        on=date(2026, 11, 27), live=True, units=by_lack(units), kinds=by_lack(kinds), total=total
    )


def signers() -> list[Signer]:
    """Return two people who lack an agreement."""
    first = Signer(
        number="A001", name="单雨桐", unit=LONG_UNIT, post="副研究员", kind="在编职工", standing="未签"
    )
    second = replace(first, number="A002", name="阿依古丽·买买提", standing="已到期")
    return [first, replace(second, agreement="XY-2020-0007", until=date(2025, 12, 31))]
