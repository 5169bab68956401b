"""Manuscripts against the version before them: which file that is, and what is told where none is at hand."""

from __future__ import annotations

from pathlib import Path

from ipdesk.operations import attachments, moves, paper_reviews, records
from ipdesk.operations.desk import Desk
from ipdesk.operations.manuscript_versions import (
    Versions,
    compare_with_earlier,
    said_against,
    said_counts,
)
from ipdesk.operations.reviews import PAPERS, check_attached, check_manuscript
from tests.operations.cases import ENGLISH
from tests.operations.reviewing import FILLING, SOLUTION, add_result, manuscript
from tests.operations.test_paper_reviews import VERDICT, now, reviewed, values

ROLES = ("paper", "supplement")


def enter(desk: Desk, number: str, version: str, *files: Path) -> None:
    """Attach files to a review as a version, the text of the paper first."""
    for each in files:
        attachments.attach(desk, PAPERS, number, each)
    paper_reviews.enter_files(desk, number, version)
    held = now(desk, number).manuscripts
    named = [
        {
            "name": each.name,
            "sha256": each.sha256,
            "version": each.version,
            "role": ROLES["补充" in each.name],
        }
        for each in held
    ]
    records.change(desk, PAPERS, number, {"manuscripts": named})


def against(desk: Desk, number: str, name: str) -> Versions | None:
    return compare_with_earlier(desk, check_attached(desk, number, name), number)


def test_each_file_is_held_against_that_of_its_role_in_the_version_before(desk: Desk, tmp_path: Path) -> None:
    add_result(desk)
    number = records.add(desk, PAPERS, [values()])[0].number
    enter(
        desk,
        number,
        "1",
        manuscript(tmp_path, SOLUTION, name="稿1.md"),
        manuscript(tmp_path, name="补充1.md"),
    )
    assert against(desk, number, "稿1.md") is None, "the first of its kind"
    second = manuscript(tmp_path, SOLUTION, "另属背景型号。", name="稿2.md")
    enter(desk, number, "2", second, manuscript(tmp_path, "补记。", name="补充2.md"))
    found = against(desk, number, "稿2.md")
    assert found is not None and found.earlier is not None
    assert (found.earlier.name, found.version, found.approved) == ("稿1.md", "1", False)
    counts = said_counts(found)
    assert counts is not None and ENGLISH.say(counts).startswith("1 new · 0 gone · ")
    assert any(each.kind == "overlap" for each in found.risks.unchanged)
    other = against(desk, number, "补充2.md")
    assert other is not None and other.earlier is not None and other.earlier.name == "补充1.md"


def test_an_earlier_file_that_was_taken_off_is_named(desk: Desk, tmp_path: Path) -> None:
    number = records.add(desk, PAPERS, [values()])[0].number
    enter(desk, number, "1", manuscript(tmp_path, name="稿1.md"))
    enter(desk, number, "2", manuscript(tmp_path, "新句。", name="稿2.md"))
    attachments.detach(desk, PAPERS, number, "稿1.md")
    found = against(desk, number, "稿2.md")
    assert found is not None and found.earlier is None and said_counts(found) is None
    assert "稿1.md" in ENGLISH.say(said_against(found))


def test_a_proof_is_held_against_the_text_that_was_approved(desk: Desk, tmp_path: Path) -> None:
    number = reviewed(desk, tmp_path)
    attachments.detach(desk, PAPERS, number, "热链.pdf")
    records.change(desk, PAPERS, number, {"manuscripts": []})
    enter(desk, number, "1", manuscript(tmp_path, name="定稿.md"))
    records.change(desk, PAPERS, number, VERDICT)
    moves.move(desk, PAPERS, number, "approved")

    def proof(text: str) -> Versions:
        file = tmp_path / "清样.txt"
        file.write_text(text, encoding="utf-8")
        found = compare_with_earlier(desk, check_manuscript(desk, file, paper=number), number)
        assert found is not None and found.approved
        return found

    same = proof(f"{FILLING}\n{FILLING}".replace("。", "。\n"))
    assert same.changes == () and "says the same as 定稿.md" in ENGLISH.say(said_against(same))
    other = proof(f"{FILLING}\n{FILLING}".replace("回顾文献", "回顾文献与专利", 1))
    assert [each.kind for each in other.changes] == ["replaced"]
    assert (
        ENGLISH.say(said_against(other)) == "Not the text that was approved: 1 passages differ from 定稿.md."
    )
    approved = check_attached(desk, number, "定稿.md")
    assert compare_with_earlier(desk, approved, number) is None, "it is the approved one"


def test_two_files_without_versions_are_not_taken_for_each_other(desk: Desk, tmp_path: Path) -> None:
    number = records.add(desk, PAPERS, [values()])[0].number
    other = tmp_path / "数据.md"
    other.write_text("表一。孔径分布。表二。收缩率。", encoding="utf-8")
    for each in (manuscript(tmp_path, name="稿.md"), other):
        attachments.attach(desk, PAPERS, number, each)
        paper_reviews.enter_files(desk, number)
    assert against(desk, number, "数据.md") is None
