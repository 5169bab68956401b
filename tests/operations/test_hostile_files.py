"""Broken and hostile files come to a plain refusal in time, or are read; none of them ends or holds up whoever checks it."""

from __future__ import annotations

import time
from pathlib import Path
from typing import Final

import pytest

from ipdesk.importing.manuscripts import LIMITS
from ipdesk.model.errors import NotFound, Refused
from ipdesk.operations.desk import Desk
from ipdesk.operations.manuscript_places import manuscripts_among
from ipdesk.operations.reviews import check_manuscript
from ipdesk.screening.risks import MOST_ALIKE
from tests.operations.cases import said
from tests.operations.hostile_files import WORDS, of_many_paragraphs, things_that_are_no_files
from tests.operations.reviewing import SECRET_TEXT, add_result, add_secret

LIMIT: Final = 20.0  # seconds, where a child that hangs is given sixty


@pytest.mark.extra
@pytest.mark.parametrize("count", [210_000, 1_000_000])
def test_a_word_file_of_a_million_paragraphs_is_refused_in_time(
    desk: Desk, tmp_path: Path, count: int
) -> None:
    file = tmp_path / "多段.docx"
    file.write_bytes(of_many_paragraphs(count))
    began = time.monotonic()
    with pytest.raises(Refused, match=r"more than can be read|could not be read"):
        check_manuscript(desk, file)
    assert time.monotonic() - began < LIMITS.seconds + LIMIT, "its child is ended by then at the latest"


def test_what_is_no_file_is_refused_at_once_and_no_folder_counts_it(desk: Desk, tmp_path: Path) -> None:
    folder = tmp_path / "文稿"
    folder.mkdir()
    found = list(things_that_are_no_files(folder))
    for each in found:
        with pytest.raises((Refused, NotFound)) as refused:
            check_manuscript(desk, each)
        assert each.name in said(refused.value)
    (folder / "好.txt").write_text(WORDS, encoding="utf-8")
    (folder / "圈").symlink_to(folder, target_is_directory=True)
    assert [each.name for each in manuscripts_among([folder])[0]] == ["好.txt", "巨.txt"]


def test_a_million_findings_are_told_as_a_few_hundred_and_hide_nothing_graver(
    desk: Desk, tmp_path: Path
) -> None:
    add_result(desk)
    add_secret(desk)
    file = tmp_path / "字样.txt"
    numbers = "".join(f"见{at}部队。" for at in range(10_000, 12_400))
    file.write_text("绝密。" * 9_000 + numbers + "\n" + SECRET_TEXT, encoding="utf-8")
    began = time.monotonic()
    review = check_manuscript(desk, file)
    assert time.monotonic() - began < LIMIT
    assert len(review.risks) < 4 * MOST_ALIKE
    kinds = [each.kind for each in review.risks]
    assert kinds.count("word.sec-word") == kinds.count("word.mil-unit") == MOST_ALIKE + 1
    assert kinds.count("overlap") == 1
