"""The marked copy of a manuscript: what it shows, what it never shows, and the marking that it bears."""

from __future__ import annotations

from pathlib import Path

import pypdfium2
import pytest

from ipdesk.model.errors import Incomplete
from ipdesk.operations.desk import Desk
from ipdesk.operations.marked_copies import write_marked_copy
from ipdesk.operations.reviews import check_manuscript
from ipdesk.store.database import value
from tests.operations.reviewing import SECRET_TEXT, SOLUTION, add_result, add_secret, manuscript


def read(file: Path) -> str:
    """Return the text of a PDF without blanks."""
    document = pypdfium2.PdfDocument(file)
    return "".join("".join(page.get_textpage().get_text_bounded() for page in document).split())


def test_a_copy_lists_its_risks_and_shows_the_passage_of_a_result_but_none_of_a_secret(
    desk: Desk, tmp_path: Path
) -> None:
    number = add_result(desk, f"另有前言不在稿件中。{SOLUTION}")
    file = manuscript(tmp_path, SOLUTION)
    review = check_manuscript(desk, file)
    paper = write_marked_copy(desk, review, tmp_path / "甲.pdf")
    told = read(paper.place)
    for held in ("稿件.md", review.manuscript.sha256, number, "不作放行结论", "国知发运字", "记录中："):
        assert held in told
    assert paper.marking.handling == "internal"
    secret = add_secret(desk)
    found = check_manuscript(desk, manuscript(tmp_path, SECRET_TEXT[10:60], name="乙.md"))
    paper = write_marked_copy(desk, found, tmp_path / "乙.pdf")
    told = read(paper.place)
    assert secret in told and SECRET_TEXT[62:90] not in told and "记录中：" not in told
    assert paper.marking.handling.startswith("trade"), "as high as the secret that it names"


def test_what_was_not_compared_is_listed_and_the_log_keeps_no_words(desk: Desk, tmp_path: Path) -> None:
    from ipdesk.operations import spills
    from tests.operations.cases import DISCLOSURES

    sealed = add_result(desk)
    spills.seal(desk, DISCLOSURES, sealed, "超限")
    review = check_manuscript(desk, manuscript(tmp_path))
    told = read(write_marked_copy(desk, review, tmp_path / "甲.pdf").place)
    assert sealed in told and "未发现" in told
    bodies = "select count(*) from audit_values where body like ?"
    assert value(desk.workspace.db, bodies, ["%作者感谢同事%"]) == 0
    assert value(desk.workspace.db, bodies, ["%甲.pdf%"]) > 0, "that a copy left is logged"


def test_a_file_marked_above_the_limit_is_not_copied(desk: Desk, tmp_path: Path) -> None:
    review = check_manuscript(desk, manuscript(tmp_path, "机密★10年"))
    with pytest.raises(Incomplete):
        write_marked_copy(desk, review, tmp_path / "甲.pdf")
    assert not (tmp_path / "甲.pdf").exists()
