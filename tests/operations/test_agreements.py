"""Agreements from the draft to force: what they are filled with, what is chosen, who signed."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from ipdesk.model.errors import Incomplete, NotFound, WrongValue
from ipdesk.operations import agreement_papers, agreements, documents, duties, reading, records
from ipdesk.operations.agreements import Signing
from ipdesk.operations.desk import Desk
from ipdesk.registers import register
from ipdesk.registers.agreements import Agreement
from ipdesk.rules.clause_files import shipped_template
from ipdesk.rules.clause_writing import write_template

PEOPLE, AGREEMENTS = register("people"), register("agreements")
DAY = date(2026, 1, 5)
PERSON = {
    "number": "A1",
    "name": "单雨桐",
    "unit": "低温光学研究室",
    "post": "副研究员",
    "employment": "permanent",
    "joined": "2020-07-01",
    "nationality": "中国",
    "identity_number": "E1234567",
    "phone": "13800000000",
    "post_class": "general",
}


@pytest.fixture
def staffed(desk: Desk) -> Desk:
    """Return a desk with one person."""
    records.add(desk, PEOPLE, [PERSON])
    return desk


def _drafted(desk: Desk, **values: object) -> Agreement:
    [made] = agreements.draft_agreements(desk, ["A1"], values=values)
    return _read(desk, made.number)


def _read(desk: Desk, number: str) -> Agreement:
    record = reading.show(desk, AGREEMENTS, number).record
    assert isinstance(record, Agreement)
    return record


def test_a_draft_holds_the_facts_and_the_text_of_now(staffed: Desk) -> None:
    """Later changes of the person change neither."""
    made = _drafted(staffed)
    assert (made.kind, made.unit, made.contact, made.classified) == (
        "joiner",
        "低温光学研究室",
        "13800000000",
        True,
    )
    assert (made.copies, made.disclose_days, made.drafted_on) == (2, 15, staffed.today())
    records.change(staffed, PEOPLE, "A1", {"unit": "二室"})
    paper = agreement_papers.composed(staffed, _read(staffed, made.number), "zh")
    text = "\n".join(part for clause in paper.clauses for part in clause.paragraphs)
    assert "低温光学研究室" in text
    assert "二室" not in text


def test_what_people_sign_goes_by_their_kind(staffed: Desk) -> None:
    """A student signs as a student, whoever is asked by name signs that."""
    student = {**PERSON, "number": "S1", "employment": "joint-student", "home_institution": "某大学"}
    records.add(staffed, PEOPLE, [student])
    made = agreements.draft_agreements(staffed, ["A1", "S1"])
    assert [_read(staffed, each.number).kind for each in made] == ["joiner", "student"]
    assert _read(staffed, made[1].number).third_party == "某大学"
    [other] = agreements.draft_agreements(staffed, ["A1"], "project", {"project_name": "低温光学载荷"})
    assert "低温光学载荷" in str(agreement_papers.composed(staffed, _read(staffed, other.number), "zh"))


def test_all_are_drafted_or_none(staffed: Desk) -> None:
    """One number that is unknown leaves nothing behind."""
    with pytest.raises(NotFound):
        agreements.draft_agreements(staffed, ["A1", "A9"])
    assert len(reading.list_ids(staffed, AGREEMENTS)) == 0
    with pytest.raises(WrongValue):
        agreements.draft_agreements(staffed, ["A1"], "secrecy")


def test_undo_takes_a_draft_back(staffed: Desk) -> None:
    """It is withdrawn, and the person lacks an agreement again."""
    made = _drafted(staffed)
    assert not duties.without_agreement(staffed)
    records.undo(staffed)
    assert _read(staffed, made.number).state == "withdrawn"
    assert duties.without_agreement(staffed)


def test_an_approved_template_says_so_in_what_is_drafted_from_it(staffed: Desk) -> None:
    """Only in what is drafted after it, and only of this very text."""
    before = _drafted(staffed)
    assert "not-approved" in {each.id for each in _findings(staffed, before.number)}
    agreement_papers.approve_template(staffed, "joiner", "陈法务", DAY)
    assert _read(staffed, before.number).approval == ""
    agreements.draft_again(staffed, before.number)
    assert _read(staffed, before.number).approval == "陈法务 2026-01-05"
    assert "not-approved" not in {each.id for each in _findings(staffed, before.number)}
    agreement_papers.revoke_approval(staffed, "joiner")
    assert _drafted(staffed).approval == ""
    with pytest.raises(NotFound):
        agreement_papers.revoke_approval(staffed, "joiner")


def test_an_approval_needs_a_name_and_a_day_that_has_come(staffed: Desk) -> None:
    """Neither is guessed."""
    for name, day in (("  ", DAY), ("陈法务", date(2100, 1, 1))):
        with pytest.raises(Incomplete):
            agreement_papers.approve_template(staffed, "joiner", name, day)


def test_a_draft_keeps_the_template_it_was_drafted_from(staffed: Desk, tmp_path: Path) -> None:
    """Until it is drafted again; a chosen wording that the new one lacks goes."""
    from ipdesk.operations.rule_files import install_rules

    made = _drafted(staffed)
    ours = shipped_template("joiner")
    clause = next(each for each in ours.clauses if len(each.options) > 1)
    other = next(each.id for each in clause.options if each.id != clause.default)
    agreements.choose_clauses(staffed, made.number, {clause.id: other})
    kept = replace(clause, options=tuple(each for each in clause.options if each.id == clause.default))
    theirs = replace(
        ours, version="2026-12", clauses=tuple(kept if each is clause else each for each in ours.clauses)
    )
    file = tmp_path / "joiner.toml"
    file.write_text(write_template(theirs), encoding="utf-8")
    install_rules(staffed, file)
    assert _read(staffed, made.number).template_version == ours.version
    assert agreement_papers.template_of(staffed, _read(staffed, made.number)) == ours
    agreements.draft_again(staffed, made.number)
    after = _read(staffed, made.number)
    assert (after.template_version, after.clauses) == ("2026-12", ())
    assert agreement_papers.template_of(staffed, after) == theirs


def test_a_wording_is_chosen_from_the_closed_set(staffed: Desk) -> None:
    """Choosing the template's own keeps nothing; anything else is refused whole."""
    made = _drafted(staffed)
    clause = next(each for each in shipped_template("joiner").clauses if len(each.options) > 1)
    other = next(each for each in clause.options if each.id != clause.default)
    agreements.choose_clauses(staffed, made.number, {clause.id: other.id})
    record = _read(staffed, made.number)
    assert [(each.clause, each.option) for each in record.clauses] == [(clause.id, other.id)]
    composed = agreement_papers.composed(staffed, record, "zh")
    assert next(each.option for each in composed.clauses if each.id == clause.id) == other.id
    for wrong in ({clause.id: "no-such"}, {"no-clause": other.id}, {"ownership": ""}):
        with pytest.raises(WrongValue):
            agreements.choose_clauses(staffed, made.number, wrong)
    agreements.choose_clauses(staffed, made.number, {clause.id: clause.default})
    assert _read(staffed, made.number).clauses == ()


def test_what_clashes_with_law_is_found_in_the_text_and_keeps_it_here(staffed: Desk) -> None:
    """A non-compete of three years is drafted, said, and never sent."""
    records.change(staffed, PEOPLE, "A1", {"bound": "senior-technician"})
    terms = {"non_compete_months": 36, "non_compete_pay": 9000, "non_compete_scope": "低温光学"}
    [made] = agreements.draft_agreements(staffed, ["A1"], "non-compete", terms)
    found = [each for each in _findings(staffed, made.number) if each.id == "clash"]
    assert [each.basis.article for each in found] == ["第二十四条"]
    with pytest.raises(Incomplete):
        agreements.send_agreements(staffed, [made.number], DAY)
    records.change(staffed, AGREEMENTS, made.number, {"non_compete_months": 24})
    assert not [each for each in _findings(staffed, made.number) if each.id == "clash"]


def test_signatures_carry_an_agreement_as_far_as_they_reach(staffed: Desk) -> None:
    """One side, then the other, then the day from which it holds."""
    made = _drafted(staffed)
    today = staffed.today()
    agreements.send_agreements(staffed, [made.number], today)
    for signing, state in (
        (Signing(signed_on=today), "signed-one"),
        (Signing(countersigned_on=today), "signed-both"),
        (Signing(effective_on=today), "in-force"),
    ):
        agreements.sign_agreements(staffed, [made.number], signing)
        assert _read(staffed, made.number).state == state
    with pytest.raises(Incomplete):
        agreements.sign_agreements(staffed, [made.number], Signing(signed_on=today))
    records.undo(staffed)
    assert _read(staffed, made.number).state == "signed-both"


def test_a_whole_list_is_signed_at_once_or_not_at_all(staffed: Desk) -> None:
    """One that cannot be signed keeps the others unsigned."""
    records.add(staffed, PEOPLE, [{**PERSON, "number": "A2", "name": "乙", "identity_number": ""}])
    numbers = [each.number for each in agreements.draft_agreements(staffed, ["A1", "A2"])]
    today = staffed.today()
    whole = Signing(signed_on=today, countersigned_on=today, effective_on=today)
    records.move(staffed, AGREEMENTS, numbers[1], "refused", reason="拒签")
    with pytest.raises(Incomplete):
        agreements.sign_agreements(staffed, numbers, whole)
    assert _read(staffed, numbers[0]).state == "drafted"
    records.move(staffed, AGREEMENTS, numbers[1], "drafted", reason="再谈")
    agreements.sign_agreements(staffed, numbers, whole)
    assert {_read(staffed, each).state for each in numbers} == {"in-force"}
    records.undo(staffed)
    assert {_read(staffed, each).state for each in numbers} == {"drafted"}


def test_before_it_was_drafted_nobody_signed_it(staffed: Desk) -> None:
    """Such a day is a finding at its field."""
    made = _drafted(staffed)
    records.change(staffed, AGREEMENTS, made.number, {"signed_on": "2019-01-01"})
    order = [each for each in _findings(staffed, made.number) if each.id == "days-order"]
    assert [each.field for each in order] == ["signed_on"]


def test_the_paper_of_a_foreigner_is_in_both_languages(staffed: Desk, tmp_path: Path) -> None:
    """Chinese first, and it says which text prevails."""
    records.change(staffed, PEOPLE, "A1", {"nationality": "德国", "post_class": "none"})
    made = _drafted(staffed)
    papers = agreement_papers.papers_of(staffed, made, "zh")
    assert len(papers) == 2
    assert "language" in {each.id for each in papers[0].clauses}
    paper = documents.print_record(staffed, AGREEMENTS, made.number, tmp_path / "a.pdf")
    assert not paper.unresolved
    import pypdfium2

    document = pypdfium2.PdfDocument(paper.place.read_bytes())
    text = "".join(page.get_textpage().get_text_range() for page in document)
    assert "Service Achievement".lower() in text.lower()
    assert "待法务审核" in text


def test_what_the_laboratory_says_of_itself_is_remembered(staffed: Desk) -> None:
    """From the agreement drafted last."""
    made = _drafted(staffed, signatory="穆存远", lab_address="某市某路9号", copies=3)
    again = _drafted(staffed)
    assert (again.signatory, again.lab_address, again.copies) == ("穆存远", "某市某路9号", 3)
    assert again.number != made.number


def _findings(desk: Desk, number: str) -> Any:
    return reading.show(desk, AGREEMENTS, number).findings
