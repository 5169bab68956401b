"""Carriers of a technical secret: where each is follows from the events alone, and what should not be is noticed."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ipdesk.model.findings import Leaver
from ipdesk.registers.secret_carriers import Carrier, carriers_now, held_by
from ipdesk.registers.secret_rows import Access, CarrierEvent
from tests.registers.rights import RIGHTS, SECRET
from tests.registers.samples import Pair, check

BEGUN = date(2026, 10, 1)
KEEPER, KNOWING, STRANGER = "仇立新", "单雨桐", "覃朗"


def event(kind: str, days: int = 0, copy: str = "", **more: Any) -> CarrierEvent:
    """Return an event of carrier Z1, approved and watched."""
    whole = CarrierEvent(
        event=kind, day=BEGUN + timedelta(days), carrier="Z1", copy=copy, approver="解敏", witness="曾广生"
    )
    return replace(whole, **more)


MADE = event("made", form="paper", to_place="保密柜", to_person=KEEPER)
COPIED = event("copy", 1, "2")
ISSUED = event("issue", 2, "2", to_person=KNOWING)
RETURNED = event("return", 5, "2", to_place="保密柜")
DESTROYED = event("destroy", 9, "2")


def test_where_carriers_are_follows_from_their_events() -> None:
    original = Carrier(number="Z1", form="paper", place="保密柜", holder=KEEPER, since=BEGUN)
    assert carriers_now([MADE]) == (original,)
    day = BEGUN + timedelta(2)
    issued = Carrier(number="Z1", copy="2", form="paper", holder=KNOWING, since=day)
    assert carriers_now([MADE, COPIED, ISSUED]) == (original, issued)
    assert held_by([MADE, COPIED, ISSUED], " 单雨桐") == (issued,)
    back = carriers_now([MADE, COPIED, ISSUED, RETURNED])[1]
    assert (back.place, back.holder, back.since) == ("保密柜", "", BEGUN + timedelta(5))
    counted = carriers_now([MADE, event("inventory", 7)])[0]
    assert (counted.place, counted.seen_on, counted.since) == ("保密柜", BEGUN + timedelta(7), BEGUN)
    gone = carriers_now([MADE, COPIED, DESTROYED])[1]
    assert (gone.place, gone.holder, gone.destroyed_on) == ("", "", BEGUN + timedelta(9))


@given(st.permutations([MADE, COPIED, ISSUED, RETURNED, DESTROYED, event("inventory", 7, to_place="三号楼")]))
def test_the_order_in_which_events_were_entered_says_nothing(log: list[CarrierEvent]) -> None:
    assert carriers_now(log) == carriers_now(sorted(log, key=lambda each: each.day or date.max))


def test_what_was_destroyed_does_not_come_back() -> None:
    later = event("issue", 10, "2", to_person=KNOWING)
    assert carriers_now([MADE, COPIED, DESTROYED, later]) == carriers_now([MADE, COPIED, DESTROYED])


def log(*events: CarrierEvent, **more: Any) -> dict[str, Any]:
    """Return the change that gives a secret a ledger of carriers after the first entry."""
    access = (Access(name=KNOWING, since=BEGUN, until=BEGUN + timedelta(30), reason="研发"),)
    return {"carrier_log": (MADE, *events), "access": access, **more}


def left(day: date) -> dict[str, Any]:
    """Return facts in which the one who knows it left on a day."""
    return {"facts": replace(RIGHTS, leavers=(Leaver(KNOWING, "A0117", day),))}


PAIRS: tuple[Pair, ...] = (
    ("carrier-destroyed-twice", log(COPIED, DESTROYED, event("destroy", 10, "2")), log(COPIED, DESTROYED)),
    ("carrier-after-destruction", log(COPIED, DESTROYED, event("move", 9, "2")), log(COPIED, DESTROYED)),
    ("carrier-copy", log(replace(COPIED, copy=" ")), log(COPIED)),
    ("carrier-copy", log(COPIED, COPIED), log(COPIED, event("copy", 1, "3"))),
    ("carrier-elsewhere", log(event("inventory", 3, to_place="三号楼")), log(event("inventory", 3, to_place="保密 柜"))),
    ("carrier-elsewhere", log(event("move", 3, from_place="三号楼")), log(event("move", 3, from_place="保密柜"))),
    ("carrier-unapproved", log(replace(COPIED, approver="")), log(event("inventory", 1, approver=""))),
    ("carrier-unwitnessed", log(replace(DESTROYED, witness="")), log(replace(RETURNED, witness=""))),
    ("carrier-unlisted", log(replace(ISSUED, to_person=STRANGER)), log(replace(ISSUED, to_person=KEEPER))),
    ("carrier-unlisted", log(event("issue", 31, to_person=KNOWING)), log(event("issue", 30, to_person=KNOWING))),
    (
        "carrier-leaver",
        log(ISSUED, **left(BEGUN + timedelta(20))),
        log(ISSUED, RETURNED, **left(BEGUN + timedelta(20))),
    ),
    ("carrier-leaver", log(ISSUED, **left(RIGHTS.today)), log(ISSUED, **left(RIGHTS.today + timedelta(1)))),
)  # fmt: skip


@pytest.mark.parametrize("pair", PAIRS, ids=lambda pair: pair[0])
def test_finding_and_near_miss(pair: Pair) -> None:
    finding = check(SECRET, pair)
    assert finding.clears is not None
    assert finding.field.startswith("carrier_log[")
