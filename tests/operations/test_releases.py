"""A release from the decision that opened it to the registered contract, and a meeting with its minutes, at the desk."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from ipdesk.model.errors import Incomplete, Refused
from ipdesk.operations import (
    documents,
    outcomes,
    reading,
    records,
    spills,
    today,
    word_documents,
)
from ipdesk.operations.desk import Desk
from tests.operations.assessing import case, decided_case, held_case
from tests.operations.cases import DISCLOSURES, MEETINGS, RELEASES, held, said, state_of_store
from tests.operations.test_templates import text_of

NOTICE: dict[str, Any] = {
    "notified_on": "2026-03-05",
    "notice_days": 10,
    "answers": [
        {"name": "单雨桐", "answer": "takes", "answered_on": "2026-03-05"},
        {"name": "阿依古丽·买买提"},
    ],
}
TERMS: dict[str, Any] = {
    "right": "apply",
    "filed": False,
    "transferor": "某某研究院",
    "first_refusal": "all",
    "consideration": "free",
    "costs_borne_by": "transferee",
    "no_classified_content": True,
    "licence_retained": True,
}
CLEARED: dict[str, Any] = {
    "co_owners_consented": "not-needed",
    "funder_cleared": "not-needed",
    "secrecy_cleared": "obtained",
    "secrecy_on": "2026-03-05",
    "secrecy_number": "保审2026-051",
    "outbound_cleared": "not-needed",
}
SIGNED: dict[str, Any] = {
    "contract_number": "ZR-2026-004",
    "signed_by_transferee_on": "2026-03-05",
    "signed_by_lab_on": "2026-03-05",
    "signed_for_lab_by": "穆存远",
    "scan": "档案柜3-12",
}


@pytest.fixture
def number(desk: Desk) -> str:
    """Return a release that the decision on an assessment opened."""
    made = outcomes.carry_out(desk, decided_case(desk, "release"))
    return next(each.number for each in made if each.register == "releases")


def stopped(desk: Desk, number: str, target: str) -> str:
    """Assert that a move is refused and writes nothing; return what was said."""
    before = state_of_store(desk)
    with pytest.raises(Incomplete) as refused:
        records.move(desk, RELEASES, number, target)
    assert state_of_store(desk) == before
    return said(refused.value)


def test_a_decision_to_release_opens_a_draft_that_goes_the_whole_way(desk: Desk, number: str) -> None:
    record = held(desk, number, RELEASES)
    assert (number, record.state) == ("FQ-2026-001", "draft")
    assert [row.name for row in record.transferees] == ["单雨桐", "阿依古丽·买买提"]
    assert "Inventors notified on" in stopped(desk, number, "noticed")
    records.change(desk, RELEASES, number, NOTICE)
    records.move(desk, RELEASES, number, "noticed")
    text = stopped(desk, number, "cleared")
    for words in ("Consent of the co-owners", "Outbound review", "holds no classified content"):
        assert words in text
    records.change(desk, RELEASES, number, {**TERMS, **CLEARED})
    records.move(desk, RELEASES, number, "cleared")
    assert "not signed by both" in stopped(desk, number, "signed")
    records.change(desk, RELEASES, number, SIGNED)
    records.move(desk, RELEASES, number, "signed")
    records.move(desk, RELEASES, number, "done")
    assert held(desk, number, RELEASES).state == "done"


def brought(desk: Desk, number: str, state: str, **changes: Any) -> None:
    """Bring a release to a state with everything on record."""
    records.change(desk, RELEASES, number, {**NOTICE, **TERMS, **CLEARED, **SIGNED, **changes})
    for target in ("noticed", "cleared", "signed", "done"):
        records.move(desk, RELEASES, number, target)
        if target == state:
            return


def test_what_the_disclosure_says_is_needed_cannot_be_done_without(desk: Desk, number: str) -> None:
    disclosure = held(desk, number, RELEASES).disclosure[0]
    owners = [{"name": "某某研究院", "share": 50}, {"name": "某某大学", "share": 50}]
    records.change(desk, DISCLOSURES, disclosure, {"co_owners": owners}, supplement="补共有人")
    records.change(desk, RELEASES, number, {**NOTICE, **TERMS, **CLEARED})
    records.move(desk, RELEASES, number, "noticed")
    assert "names co-owners" in stopped(desk, number, "cleared")
    consent = {"co_owners_consented": "obtained", "co_owners_on": "2026-03-05"}
    records.change(desk, RELEASES, number, consent)
    assert "not wholly on record" in stopped(desk, number, "cleared")
    records.change(desk, RELEASES, number, {"co_owners_number": "同意书1"})
    records.move(desk, RELEASES, number, "cleared")


def test_a_disclosure_that_was_sealed_stops_it(desk: Desk, number: str) -> None:
    records.change(desk, RELEASES, number, {**NOTICE, **TERMS, **CLEARED})
    spills.seal(desk, DISCLOSURES, held(desk, number, RELEASES).disclosure[0], "误入涉密内容")
    assert "owners and terms are not known" in stopped(desk, number, "noticed")


def test_a_filed_application_waits_for_its_registration(desk: Desk, number: str) -> None:
    brought(desk, number, "signed", filed=True, application_number="CN202610000001.2")
    assert "not registered" in stopped(desk, number, "done")
    records.change(desk, RELEASES, number, {"registered_on": "2026-03-05"})
    records.move(desk, RELEASES, number, "done")


def test_a_signed_contract_is_fixed_until_it_is_opened_again(desk: Desk, number: str) -> None:
    brought(desk, number, "signed")
    with pytest.raises(Incomplete) as refused:
        records.change(desk, RELEASES, number, {"co_owners_consented": "open"})
    assert "Open it again first" in said(refused.value)
    records.move(desk, RELEASES, number, "noticed", reason="写错合同编号")
    records.change(desk, RELEASES, number, {"co_owners_consented": "open"})
    assert "still open" in stopped(desk, number, "cleared")
    with pytest.raises(Refused):
        records.move(desk, RELEASES, number, "signed")


def test_today_lists_the_end_of_the_notice_period(desk: Desk, number: str) -> None:
    records.change(desk, RELEASES, number, NOTICE)
    records.move(desk, RELEASES, number, "noticed")
    (matter,) = (each for each in today.agenda(desk).matters if each.register == "releases")
    assert str(matter.due) == "2026-03-15"


def test_the_papers_are_printed_as_pdf_and_the_contract_as_word(
    desk: Desk, number: str, tmp_path: Path
) -> None:
    for name in ("contract", "notice"):
        documents.print_record(desk, RELEASES, number, tmp_path / f"{name}.pdf", name)
        assert (tmp_path / f"{name}.pdf").read_bytes().startswith(b"%PDF")
    word_documents.print_word(desk, RELEASES, number, tmp_path / "合同.docx", "contract")
    text = text_of(tmp_path / "合同.docx")
    assert "单雨桐" in text and "一种空间相机低温热链组件" in text
    assert "第九条" in text and "草案" in text


def test_a_meeting_is_held_and_its_minutes_are_signed(desk: Desk, tmp_path: Path) -> None:
    assessment = case(desk)
    members = [
        {"name": name, "role": "member", "present": True, "voting": True}
        for name in ("穆存远", "单雨桐", "佟佳音", "仇立新")
    ]
    values: dict[str, Any] = {
        "title": "第一次评审会", "held_on": "2026-03-05", "chair": "穆存远", "members": members, "cases": [assessment],
    }  # fmt: skip
    meeting = records.add(desk, MEETINGS, [values])[0].number
    assert meeting == "HY-2026-001"
    records.move(desk, MEETINGS, meeting, "held")
    row = {"case_number": assessment, "resolution": "file-cn", "in_favour": 4, "against": 0, "abstained": 0}
    signed = {"recorder": "解敏", "minutes_signed_by": "穆存远", "minutes_signed_on": "2026-03-05"}
    records.change(desk, MEETINGS, meeting, {"resolutions": [row], "minutes": "一致同意。", **signed})
    with pytest.raises(Incomplete) as refused:
        records.move(desk, MEETINGS, meeting, "signed")
    assert "单雨桐 is an inventor" in said(refused.value)
    records.change(desk, MEETINGS, meeting, {"resolutions": [{**row, "in_favour": 3, "recused": "单雨桐"}]})
    records.move(desk, MEETINGS, meeting, "signed")
    told = MEETINGS.facts(held(desk, meeting, MEETINGS))
    assert (told["signed"], told[f"{assessment}.outcome"]) == ("yes", "file-cn")
    documents.print_record(desk, MEETINGS, meeting, tmp_path / "纪要.pdf", "minutes")


def test_both_are_found_by_search_and_by_the_people_in_them(desk: Desk, number: str) -> None:
    records.change(desk, RELEASES, number, {**SIGNED, "licence_terms": "限于电推进课题"})
    hits, _ = reading.search_all(desk, "电推进")
    assert [each.record.number for each in hits] == [number]
    meeting = records.add(desk, MEETINGS, [{"title": "例会", "chair": "穆存远"}])[0].number
    assert {each.number for each, _ in reading.mentions(desk, "穆存远")} >= {number, meeting}
    assert held_case(desk, held(desk, number, RELEASES).assessment[0]).state == "carried-out"
