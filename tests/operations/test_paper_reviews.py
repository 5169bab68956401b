"""A paper from the draft to the day it is out: checks answered, files bound, a hold that ends, an approval that lapses."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final

import pytest
from openpyxl import load_workbook

from ipdesk.model.errors import AboveLimit, Incomplete, NotFound, Refused, WrongValue
from ipdesk.model.values import plain_values
from ipdesk.operations import (
    attachments,
    checks,
    documents,
    intake,
    moves,
    paper_reviews,
    reading,
    records,
    reviews,
    today,
)
from ipdesk.operations.answers import Given
from ipdesk.operations.desk import Desk
from ipdesk.registers import register
from ipdesk.registers.paper_manifest import manifest_of, under_review
from ipdesk.store import audit
from tests.operations.cases import add_disclosure, said
from tests.operations.moving import add_person
from tests.registers.publishing import CLEAR, PAPER

PAPERS: Final = paper_reviews.REGISTER
PATENTS: Final = register("patents")
LEFT_OUT: Final = (
    *(
        "number",
        "projects",
        "disclosure",
        "patents",
        "checklist",
        "checklist_version",
        "answers",
        "manuscripts",
    ),
    *("manifest", "opinions", "verdict", "decided_on", "notice_given_on", "version"),
)
VERDICT: Final[Mapping[str, Any]] = {
    "verdict": "approve",
    "decided_on": "2026-03-05",
    "opinions": [
        {**each, "on": "2026-03-05"}
        for each in plain_values(PAPER)["opinions"]
    ],
}  # fmt: skip


def values(**changes: Any) -> dict[str, Any]:
    """Return a paper as its author hands it in, with some changed."""
    told = {name: each for name, each in plain_values(PAPER).items() if name not in LEFT_OUT}
    days = {"declared_on": "2026-03-01", "planned_submission": "2026-04-20"}
    return {name: each for name, each in {**told, **days, **changes}.items() if each not in (None, "", [])}


def reviewed(desk: Desk, folder: Path, **changes: Any) -> str:
    """Bring a paper with a file into review, its checks answered; return its number."""
    number = records.add(desk, PAPERS, [values(**changes)])[0].number
    paper = folder / "热链.pdf"
    paper.write_bytes(b"%PDF-1.7 one")
    attachments.attach(desk, PAPERS, number, paper)
    paper_reviews.enter_files(desk, number, "1")
    for state in ("submitted", "review"):
        moves.move(desk, PAPERS, number, state)
    paper_reviews.take_checklist(desk, number)
    paper_reviews.answer(desk, number, {item: Given(each) for item, each in CLEAR.items()})
    return number


def now(desk: Desk, number: str) -> Any:
    return reading.show(desk, PAPERS, number).record


def ids(desk: Desk, number: str) -> set[str]:
    return {each.id for each in checks.find(desk, PAPERS, now(desk, number))}


def test_what_was_passed_unanswered_and_files_put_in_later_are_told_of_an_approved_paper(
    desk: Desk, tmp_path: Path
) -> None:
    number = reviewed(desk, tmp_path)
    text = tmp_path / "稿.md"
    text.write_text("样机的驱动参数属绝密，从略。", encoding="utf-8")
    attachments.attach(desk, PAPERS, number, text)
    paper_reviews.enter_files(desk, number)
    records.change(desk, PAPERS, number, {**VERDICT, "version": ""})
    moves.move(desk, PAPERS, number, "approved")
    rows = [each for each in now(desk, number).handled if not each.answer]
    assert "word.sec-word" in {each.kind for each in rows}
    assert "passed-unanswered" in ids(desk, number) and "attached-differ" not in ids(desk, number)
    text.write_text("改过了。", encoding="utf-8")
    attachments.attach(desk, PAPERS, number, text)
    assert "attached-differ" in ids(desk, number)
    moves.move(desk, PAPERS, number, "review", reason="再审")
    assert all(each.answer for each in now(desk, number).handled)
    assert "passed-unanswered" not in ids(desk, number)
    for row in rows:
        paper_reviews.handle(desk, number, row.key, row.kind, "accepted", "旧刊")
    records.change(desk, PAPERS, number, VERDICT)
    moves.move(desk, PAPERS, number, "approved")
    assert all(each.answer for each in now(desk, number).handled)
    assert "passed-unanswered" not in ids(desk, number)


def test_an_approval_binds_the_files_and_another_file_keeps_it_from_being_published(
    desk: Desk, tmp_path: Path
) -> None:
    number = reviewed(desk, tmp_path)
    with pytest.raises(Incomplete):
        moves.move(desk, PAPERS, number, "approved")
    records.change(desk, PAPERS, number, VERDICT)
    moves.move(desk, PAPERS, number, "approved")
    held = now(desk, number)
    assert held.manuscripts[0].sha256 == hashlib.sha256(b"%PDF-1.7 one").hexdigest()
    assert held.approved_manifest == held.manifest == manifest_of(under_review(held))
    assert held.approved_until.isoformat() == "2026-09-05"
    other = [{**plain_values(each), "sha256": "0" * 64} for each in held.manuscripts]
    records.change(desk, PAPERS, number, {"manuscripts": other, "published_on": "2026-03-05"})
    with pytest.raises(Incomplete) as refused:
        moves.move(desk, PAPERS, number, "published")
    assert "not those that were approved" in said(refused.value)
    moves.move(desk, PAPERS, number, "review", reason="返修")
    again = now(desk, number)
    assert (again.verdict, again.approved_manifest, again.approved_until) == ("", "", None)
    assert again.opinions, "what people said stays"


def test_an_approval_and_what_it_binds_are_taken_back_together(desk: Desk, tmp_path: Path) -> None:
    number = reviewed(desk, tmp_path)
    records.change(desk, PAPERS, number, VERDICT)
    moves.move(desk, PAPERS, number, "approved")
    records.undo(desk)
    held = now(desk, number)
    assert (held.state, held.approved_manifest) == ("review", "")


def test_the_filing_of_a_disclosure_is_seen_through_the_application_that_names_it(
    desk: Desk, tmp_path: Path
) -> None:
    disclosure = add_disclosure(desk)
    number = reviewed(desk, tmp_path, disclosure=[disclosure])
    assert "unfiled" in ids(desk, number)
    records.change(
        desk, PAPERS, number,
        {"verdict": "defer-until-filed", "decided_on": "2026-03-05", "deferred_disclosures": [disclosure]},
    )  # fmt: skip
    moves.move(desk, PAPERS, number, "deferred")
    assert "hold-stands" in ids(desk, number)
    records.add(
        desk, PATENTS,
        [{"title": "热链", "kind": "invention", "level": "internal", "disclosure": [disclosure], "filed_on": "2026-03-04"}],
    )  # fmt: skip
    held = now(desk, number)
    assert (held.state, held.verdict, held.decided_on) == ("review", "", None), "it goes on by itself"
    assert "unfiled" not in ids(desk, number)
    assert number in {each.number for each in today.agenda(desk).matters}
    moved, filed = records.history(desk, PAPERS, number)[0], audit.head(desk.workspace.db)
    assert (
        (moved.act, moved.seq) == ("move", filed.seq) and moved.values and "ZL-2026" in moved.values["reason"]
    )
    records.undo(desk)
    assert now(desk, number).state == "deferred", "with the filing its release is taken back"


def test_a_hold_lasts_until_all_that_it_waits_for_is_filed(desk: Desk, tmp_path: Path) -> None:
    waited = [records.add(desk, PATENTS, [{"title": title, "kind": "invention", "level": "internal"}])[0].number
              for title in ("甲", "乙")]  # fmt: skip
    number = reviewed(desk, tmp_path)
    verdict = {"verdict": "defer-until-filed", "decided_on": "2026-03-05", "deferred_patents": waited}
    records.change(desk, PAPERS, number, verdict)
    moves.move(desk, PAPERS, number, "deferred")
    records.change(desk, PATENTS, waited[0], {"filed_on": "2026-03-04"})
    records.change(desk, PATENTS, waited[1], {"title": "乙二"})
    assert now(desk, number).state == "deferred"
    records.change(desk, PATENTS, waited[1], {"filed_on": "2026-03-04"})
    assert now(desk, number).state == "review"


def test_answers_have_to_fit_and_are_fixed_after_the_verdict(desk: Desk, tmp_path: Path) -> None:
    number = reviewed(desk, tmp_path)
    with pytest.raises(WrongValue):
        paper_reviews.answer(desk, number, {"secret.content": Given("maybe")})
    assert paper_reviews.answer(desk, number, {"secret.content": Given("yes")}) is None
    assert paper_reviews.take_checklist(desk, number) is None
    assert paper_reviews.enter_files(desk, number, "1") is None
    records.change(desk, PAPERS, number, VERDICT)
    moves.move(desk, PAPERS, number, "approved")
    with pytest.raises(Incomplete):
        paper_reviews.answer(desk, number, {"secret.content": Given("no")})
    found = paper_reviews.reckon(desk, now(desk, number))
    assert (found.result.gates, found.newer) == ("passed", None)


def test_a_review_without_a_list_says_so(desk: Desk) -> None:
    number = records.add(desk, PAPERS, [values()])[0].number
    with pytest.raises(NotFound):
        paper_reviews.reckon(desk, now(desk, number))
    with pytest.raises(Refused):
        paper_reviews.answer(desk, number, {"secret.content": Given("yes")})


def test_the_declaration_of_an_author_is_a_form_that_is_taken_in(desk: Desk, tmp_path: Path) -> None:
    form = tmp_path / "承诺表.xlsx"
    documents.blank_form(desk, PAPERS, form)
    book = load_workbook(form)
    told = {"title": "热链的应用", "kind": "期刊论文", "declared_no_secret": "是", "declared_by": "单雨桐"}
    asked = {}
    sheet: Any = book.worksheets[0]
    for row in sheet.iter_rows():
        asked[row[0].value] = row[2]
    for name, text in told.items():
        asked[name].value = text
    assert {"verdict", "opinions", "answers", "approved_until", "found_later"}.isdisjoint(asked)
    book.save(form)
    made = intake.accept(desk, intake.preview(desk, PAPERS, form))
    held = now(desk, made[0].number)
    assert (held.state, held.kind, held.declared_no_secret, held.declared_by) == (
        "draft",
        "journal",
        True,
        "单雨桐",
    )


def test_a_ledger_of_papers_is_read_by_its_usual_headings(desk: Desk, tmp_path: Path) -> None:
    ledger = tmp_path / "论文台账.csv"
    ledger.write_text(
        "论文编号,论文题目,论文类型,期刊名称,全部作者,语种,拟投稿时间,投稿时间,审查结论,审批日期,DOI\n"
        "LW-2025-0001,热链的应用,期刊论文,示例学报,单雨桐；阿依古丽·买买提,中文,2025-03-01,2025-03-20,同意发表,2025-03-10,10.0/示例\n",
        encoding="utf-8",
    )
    previewed = intake.preview(desk, PAPERS, ledger)
    assert [each.outcome for each in previewed.rows] == ["new"]
    held = now(desk, intake.accept(desk, previewed)[0].number)
    assert [each.name for each in held.authors] == ["单雨桐", "阿依古丽·买买提"]
    assert (held.venue, held.verdict, held.reference) == ("示例学报", "approve", "10.0/示例")
    assert (held.submitted_on.isoformat(), held.decided_on.isoformat()) == ("2025-03-20", "2025-03-10")
    assert held.state == "approved", "history, with what it was reviewed by elsewhere"


@pytest.mark.parametrize(
    ("row", "state", "later", "finding"),
    [
        ("通过,2025-03-10,2025-09-01", "published", None, "reviewed-elsewhere"),
        ("通过,2025-09-10,2025-09-01", "published", True, "published-unreviewed"),
        (",,2025-09-01", "published", True, "published-unreviewed"),
        ("通过,2025-03-10,2026-09-01", "approved", None, "not-reviewed-here"),
        ("通过,2026-03-05,2026-03-05", "published", True, "published-unreviewed"),
    ],
)
def test_what_is_out_already_begins_as_published_and_says_whether_it_was_reviewed(
    desk: Desk, tmp_path: Path, row: str, state: str, later: bool | None, finding: str
) -> None:
    ledger = tmp_path / "台账.csv"
    ledger.write_text(
        f"论文题目,论文类型,作者,审查结论,审批日期,发表日期\n热链的应用,期刊,单雨桐,{row}\n", encoding="utf-8"
    )
    held = now(desk, intake.accept(desk, intake.preview(desk, PAPERS, ledger))[0].number)
    assert (held.state, held.found_later) == (state, later)
    assert finding in ids(desk, held.number)


def test_an_author_without_an_agreement_is_a_finding_of_the_review(desk: Desk) -> None:
    add_person(desk, name="单雨桐")
    number = records.add(desk, PAPERS, [values(authors=[{"name": "单雨桐"}, {"name": "单雨"}])])[0].number
    found = [each for each in checks.find(desk, PAPERS, now(desk, number)) if each.id == "author-agreement"]
    assert [each.field for each in found] == ["authors[0].name"]
    records.change(desk, PAPERS, number, {"authors": [{"name": "单雨桐", "standing": "joint"}]})
    assert "author-agreement" not in ids(desk, number), "his or her own unit sees to it"


def test_a_manuscript_marked_above_the_limit_is_not_stored(desk: Desk, tmp_path: Path) -> None:
    number = records.add(desk, PAPERS, [values()])[0].number
    for name, text, stays_out in (
        ("密.md", "机密★10年\n\n正文。", True),
        ("律.md", "依照《中华人民共和国保守国家秘密法》，正文。", False),
        ("坏.pdf", "%PDF-1.7 no more", False),
    ):
        (tmp_path / name).write_text(text, encoding="utf-8")
        if stays_out:
            with pytest.raises(AboveLimit):
                attachments.attach(desk, PAPERS, number, tmp_path / name)
        else:
            attachments.attach(desk, PAPERS, number, tmp_path / name)
    assert sorted(reviews.attached_files(desk, number)) == ["坏.pdf", "律.md"]
