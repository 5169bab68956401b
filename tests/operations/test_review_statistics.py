"""Statistics of reviews: from records and log to a workbook in which each figure can be counted again."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from openpyxl import load_workbook

from ipdesk.operations import moves, paper_reviews, records, spills
from ipdesk.operations.desk import Desk
from ipdesk.operations.review_statistics import reviewed, write_statistics
from ipdesk.operations.reviews import PAPERS
from tests.operations.test_paper_reviews import VERDICT, values
from tests.operations.test_paper_reviews import reviewed as in_review


def test_every_figure_can_be_counted_again_from_the_rows_behind_it(desk: Desk, tmp_path: Path) -> None:
    number = in_review(desk, tmp_path)
    paper_reviews.handle(desk, number, "a" * 16, "overlap", "accepted", "不应出现的理由")
    paper_reviews.handle(desk, number, "b" * 16, "word.markings", "not-this", "误报")
    records.change(desk, PAPERS, number, VERDICT)
    moves.move(desk, PAPERS, number, "approved")
    records.add(desk, PAPERS, [values(title="另一篇", kind="thesis"), {"title": "撤下的"}])
    gone = records.add(desk, PAPERS, [{"title": "封存的"}])[0].number
    spills.seal(desk, PAPERS, gone, "超限")
    records.withdraw(desk, PAPERS, "LW-2026-0003", reason="重复")
    paper = write_statistics(desk, tmp_path / "统计.xlsx")
    assert (paper.records, paper.withheld) == (2, 1)
    book = load_workbook(paper.place)
    tables = {sheet.title: list(sheet.iter_rows(values_only=True)) for sheet in book}
    assert len(tables) == 5
    figures, answers, _, behind, findings = (list(each) for each in tables.values())
    counted = desk.translator.to("zh").label("Kind of publication")
    by_kind = {row[1]: row[2] for row in figures if row[0] == counted}
    kinds = [row[2] for row in behind if str(row[0]).startswith("LW-")]
    assert by_kind == {kind: kinds.count(kind) for kind in kinds} and len(kinds) == 2
    assert any(row[0] == "相同段落" and row[1] == 1 for row in answers)
    recorded = sum(int(str(row[-1])) for row in behind if str(row[0]).startswith("LW-"))
    assert len([row for row in findings if str(row[0]).startswith("LW-")]) == recorded > 2
    assert "不应出现的理由" not in str(tables)


def test_a_period_is_that_of_the_verdict_or_of_the_handing_in(desk: Desk, tmp_path: Path) -> None:
    number = in_review(desk, tmp_path)
    today = desk.today()
    assert [each.paper.number for each in reviewed(desk, since=today, until=today).courses] == [number]
    records.change(desk, PAPERS, number, {**VERDICT, "decided_on": "2025-12-30"})
    assert reviewed(desk, since=today).courses == ()
    (course,) = reviewed(desk, until=date(2025, 12, 31)).courses
    assert course.days is None, "a verdict before it was handed in is no duration"
