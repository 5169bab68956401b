"""What the desk notices about an agreement."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest

from ipdesk.model.text import Message
from ipdesk.registers.agreement_paper import Paper
from ipdesk.registers.agreements import STATES
from ipdesk.registers.sources import PRACTICE
from ipdesk.rules.clause_clashes import Clash
from ipdesk.rules.clause_files import shipped_template
from tests.registers.samples import Pair, check, found
from tests.registers.staff import AGREEMENT, STAFF, TODAY

JOINER = {
    "kind": "joiner",
    **dict.fromkeys(("non_compete_months", "non_compete_pay", "damages")),
    "non_compete_state": "",
}
UNSIGNED = {"state": "sent", "signed_on": None, "countersigned_on": None}

CLASH = Clash(
    clause="non-compete",
    severity="block",
    message=Message(
        "A non-compete may last {most} months at most; here it is {months}.", most=24, months="25"
    ),
    basis=PRACTICE,
    clears=Message("Shorten it."),
)


def _paper(missing: tuple[str, ...] = (), clashes: tuple[Clash, ...] = ()) -> dict[str, Any]:
    paper = Paper(template=shipped_template("joiner"), missing=missing, clashes=clashes)
    return {"facts": replace(STAFF, paper=paper)}


PAIRS: tuple[Pair, ...] = (
    ("person-missing", {"person": ()}, {}),
    ("link-unknown", {"movement": ("BD-2026-0009",)}, {}),
    ("days-order", {"signed_on": date(2025, 12, 19)}, {"signed_on": date(2025, 12, 20)}),
    ("day-ahead", {"countersigned_on": TODAY + timedelta(days=1)}, {"countersigned_on": TODAY}),
    ("sent-unsaid", {"sent_on": None}, {}),
    ("unsigned", UNSIGNED, {"signed_on": None}),
    ("signature-lacking", {"countersigned_on": None}, {"countersigned_on": None, "kind": "leaver"}),
    ("signature-lacking", {"third_party": "某大学"}, {"third_party": "某大学", "third_signed_on": TODAY}),
    ("signature-lacking", {"kind": "secondee"}, {}),
    ("scan-missing", {"scan": ""}, {"scan": "", "state": "sent"}),
    ("signing-due", UNSIGNED, {**UNSIGNED, "state": "drafted"}),
    (
        "expiry",
        {"expires_on": TODAY + timedelta(days=30)},
        {"expires_on": TODAY + timedelta(days=31)},
    ),
    ("not-drafted", {"template": ""}, {"template": "", "paper_number": "2019-17"}),
    ("not-drafted", {"template": ""}, {"template": "", "kind": "secrecy"}),
    ("not-approved", {"approval": ""}, {"approval": "", "state": "ended"}),
    ("undrawable", {"undrawable": "𠅎"}, {}),
    ("non-compete-long", {"non_compete_months": 25}, {"non_compete_months": 24}),
    ("non-compete-unpaid", {"non_compete_pay": None}, JOINER),
    ("non-compete-low", {"non_compete_pay": Decimal("8999.99")}, {}),
    (
        "non-compete-low",
        {"non_compete_months": 13, "non_compete_pay": Decimal("14999")},
        {"non_compete_months": 13, "non_compete_pay": Decimal("15000")},
    ),
    ("non-compete-group", {"bound": "nobody"}, {}),
    ("compensation-due", {"payments": ()}, {"payments": (), "non_compete_state": "waived"}),
    ("penalty-barred", {**JOINER, "damages": Decimal("1")}, {}),
    ("penalty-high", {"damages": Decimal("540000.01")}, {"damages": Decimal("540000")}),
    ("facts-missing", _paper(missing=("post",)), _paper()),
    ("clash", _paper(clashes=(CLASH,)), _paper()),
    ("star", {"post": "秘密★5年"}, {}),
)


@pytest.mark.parametrize("pair", PAIRS, ids=[f"{each[0]}-{index}" for index, each in enumerate(PAIRS)])
def test_each_finding_comes_and_goes(pair: Pair) -> None:
    """Each comes with what it is about, and not with its near miss."""
    check(AGREEMENT, pair)


def test_an_agreement_with_nothing_wrong_has_no_finding() -> None:
    """The sample has none."""
    assert found(AGREEMENT) == {}


def test_what_clashes_with_law_never_leaves_the_desk() -> None:
    """It can neither be sent nor signed."""
    for values in ({"non_compete_months": 36}, {"non_compete_pay": None}, {"post": "★"}):
        block = [each for each in found(AGREEMENT, **values).values() if each.severity == "block"]
        assert {"sent", "signed-both"} <= set(block[0].blocks)


def test_nothing_is_in_force_unsigned() -> None:
    """No checked way leads there past a missing signature."""
    blocks = set(found(AGREEMENT, countersigned_on=None)["signature-lacking"].blocks)
    for move in STATES.moves:
        if move.target == "in-force" and not move.unchecked:
            assert "in-force" in blocks


def test_the_compensation_of_each_month_falls_due_a_month_after_the_last() -> None:
    """Counted from the day it was started, not from the payment before."""
    due = found(AGREEMENT, payments=(), non_compete_on=date(2026, 8, 31))["compensation-due"].due
    assert due == date(2026, 9, 30)
    one = AGREEMENT.payments
    assert found(AGREEMENT, payments=one, non_compete_on=date(2026, 8, 31))["compensation-due"].due == date(
        2026, 10, 31
    )
