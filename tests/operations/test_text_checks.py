"""The annex of the review form: what the check finds when it is printed, how it was answered, and what is not quoted."""

from __future__ import annotations

from pathlib import Path

import pytest

from ipdesk.model.errors import Stale
from ipdesk.operations import attachments, documents, paper_reviews, records
from ipdesk.operations.desk import Desk
from ipdesk.operations.reviews import PAPERS, check_attached
from ipdesk.registers import register
from tests.operations.reviewing import SECRET_TEXT, SOLUTION, add_result, add_secret, manuscript
from tests.operations.test_marked_copies import read
from tests.operations.test_paper_reviews import values


def under_review(desk: Desk, *files: Path) -> str:
    """Add a review with attached files under review and return its number."""
    number = records.add(desk, PAPERS, [values(authors=[{"name": "单雨桐"}])])[0].number
    for each in files:
        attachments.attach(desk, PAPERS, number, each)
    paper_reviews.enter_files(desk, number, "1")
    return number


def printed(desk: Desk, number: str, place: Path) -> tuple[str, documents.Paper]:
    paper = documents.print_record(desk, PAPERS, number, place, "findings")
    return read(place), paper


def test_the_annex_tells_findings_with_their_answers_and_quotes_no_secret(desk: Desk, tmp_path: Path) -> None:
    result, secret = add_result(desk), add_secret(desk)
    broken = tmp_path / "图.pdf"
    broken.write_bytes(b"%PDF-1.7 broken")
    number = under_review(desk, manuscript(tmp_path, SOLUTION, SECRET_TEXT[10:60]), broken)
    risks = {each.record: each for each in check_attached(desk, number, "稿件.md").risks}
    paper_reviews.handle(desk, number, risks[result].key, "overlap", "waits", "待提出申请后再发")
    told, paper = printed(desk, number, tmp_path / "表.pdf")
    quoted = "".join(SOLUTION.split())[10:40]
    for held in (result, secret, quoted, "待申请：待提出申请后再发（李明，", "图.pdf", "损坏"):
        assert held in told, held
    assert SECRET_TEXT[20:40] not in told
    assert paper.marking.handling.startswith("trade")
    plain = documents.print_record(desk, PAPERS, number, tmp_path / "无附页.pdf", "form")
    assert secret not in read(plain.place), "the form alone tells only how many there are"


def test_what_was_decided_and_is_gone_is_listed_when_every_file_was_checked(
    desk: Desk, tmp_path: Path
) -> None:
    number = under_review(desk, manuscript(tmp_path))
    paper_reviews.handle(desk, number, "0" * 16, "overlap", "changed", "第二版已改写")
    told, _ = printed(desk, number, tmp_path / "表.pdf")
    assert "现已不再出现" in told and "相同段落" in told
    attachments.detach(desk, PAPERS, number, "稿件.md")
    told, _ = printed(desk, number, tmp_path / "表二.pdf")
    assert "未作核查" in told and "现已不再出现" not in told


def test_it_is_printed_again_only_while_the_check_finds_the_same(desk: Desk, tmp_path: Path) -> None:
    number = under_review(desk, manuscript(tmp_path, SOLUTION))
    _, paper = printed(desk, number, tmp_path / "表.pdf")
    again = documents.print_again(desk, paper.stamp.serial, tmp_path / "再.pdf")
    assert again.place.read_bytes() == paper.place.read_bytes()
    records.add(desk, PAPERS, [values()])
    documents.print_again(desk, paper.stamp.serial, tmp_path / "再.pdf")
    add_secret(desk, only_fingerprints=True)
    records.add(desk, register("people"), [{"name": "单雨桐", "number": "A9"}])
    with pytest.raises(Stale):
        documents.print_again(desk, paper.stamp.serial, tmp_path / "又.pdf")
