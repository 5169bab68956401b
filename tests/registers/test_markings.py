"""Findings on the marking, the same for every register."""

from __future__ import annotations

from typing import Any

import pytest

from ipdesk.registers.disclosure_rows import Inventor
from ipdesk.registers.disclosures import Disclosure
from ipdesk.registers.markings import has_content
from tests.registers.samples import DISCLOSURE, PROJECT, Pair, check, found, with_facts

DECIDED = {
    "classification": "secret",
    "classification_number": "定密〔2026〕8号",
    "classified_by": "曾广生",
    "classification_basis": "一览表第三项",
}
PAIRS: tuple[Pair, ...] = (
    ("level-classified", {"level": "classified"}, {"level": "trade"}),
    ("content-while-unclear", {"level": "classified"}, {"level": "classified", **DECIDED}),
    ("decision-incomplete", {**DECIDED, "classification_number": ""}, DECIDED),
)


@pytest.mark.parametrize("pair", PAIRS, ids=lambda pair: pair[0])
def test_finding_and_near_miss(pair: Pair) -> None:
    finding = check(DISCLOSURE, pair)
    assert bool(finding.blocks) == (finding.severity == "block")


@pytest.mark.parametrize("lacking", ["classification_number", "classified_by", "classification_basis"])
def test_a_decision_needs_number_officer_and_basis(lacking: str) -> None:
    values: dict[str, Any] = {**DECIDED, lacking: ""}
    assert "decision-incomplete" in found(PROJECT, **values)


def test_a_file_on_an_unclear_record_is_content() -> None:
    bare = Disclosure(level="classified", title="代号甲")
    assert "content-while-unclear" not in found(bare)
    assert "content-while-unclear" in found(bare, facts=with_facts(attachments=1))


def test_a_withheld_record_is_not_reported_again() -> None:
    assert "content-while-unclear" not in found(DISCLOSURE, level="classified", withheld=True)


def test_content_is_seen_in_child_rows() -> None:
    assert has_content(Disclosure(inventors=(Inventor(name="单雨桐", contribution="总体方案"),)))
    assert not has_content(Disclosure(title="代号甲", unit="一室", inventors=(Inventor(name="单雨桐"),)))
