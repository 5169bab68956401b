"""What is set aside stays folded in its wording alone, is told with who decided it, and comes back."""

from __future__ import annotations

from pathlib import Path

import pytest

from ipdesk.model.errors import Incomplete, NotFound, Refused
from ipdesk.operations import set_asides, spills
from ipdesk.operations.desk import Desk
from ipdesk.operations.reviews import Review, check_manuscript
from ipdesk.screening.risks import Risk
from ipdesk.store import audit
from tests.operations.cases import DISCLOSURES
from tests.operations.reviewing import SECRET_TEXT, SOLUTION, add_result, add_secret, manuscript

WORDING = "装置的密封由本单位第三十五研究组按照合同约定独立承担，背景型号一词见其对外公开的产品手册第二章第三节，引用时未作任何改动。"


def the(review: Review, start: str) -> Risk:
    """Return the risk of a kind that begins so."""
    return next(each for each in review.risks if each.kind.startswith(start))


def test_a_word_is_set_aside_in_its_wording_and_found_in_any_other(desk: Desk, tmp_path: Path) -> None:
    risk = the(check_manuscript(desk, manuscript(tmp_path, WORDING)), "word.")
    with pytest.raises(Incomplete):
        set_asides.set_aside(desk, risk, " ")
    [number] = set_asides.set_aside(desk, risk, "公开手册中的用语")
    later = check_manuscript(desk, manuscript(tmp_path, "新增一段。", WORDING))
    assert not later.risks and not later.holds
    [folded] = later.folded
    assert (folded.risk.text, folded.aside.reason, folded.aside.by) == (
        risk.text, "公开手册中的用语", desk.actor.name,
    )  # fmt: skip
    other = check_manuscript(desk, manuscript(tmp_path, "本课题属背景型号配套，参数另行给出。", WORDING))
    assert len(other.risks) == 1 and other.holds and len(other.folded) == 1
    set_asides.take_back(desk, number)
    assert check_manuscript(desk, manuscript(tmp_path, WORDING)).holds
    assert set_asides.list_asides(desk) == []
    with pytest.raises(NotFound):
        set_asides.take_back(desk, number)


def test_the_log_tells_that_something_was_set_aside_and_not_what(desk: Desk, tmp_path: Path) -> None:
    risk = the(check_manuscript(desk, manuscript(tmp_path, WORDING)), "word.")
    set_asides.set_aside(desk, risk, "公开手册中的用语")
    entry = next(iter(audit.entries(desk.workspace.db)))
    assert entry.act == "set-aside" and risk.text not in str(entry.values)


def test_a_stock_sentence_folds_passages_that_hold_nothing_else(desk: Desk, tmp_path: Path) -> None:
    number = add_result(desk)
    first, second = SOLUTION[: len(SOLUTION) // 2], SOLUTION
    risk = the(check_manuscript(desk, manuscript(tmp_path, first)), "overlap")
    set_asides.set_aside(desk, risk, "通用句式")
    [folded] = check_manuscript(desk, manuscript(tmp_path, first)).folded
    assert (folded.risk.record, folded.aside.number) == (number, number)
    whole = check_manuscript(desk, manuscript(tmp_path, second))
    assert whole.holds and not whole.folded, "there is more in it than the sentence"
    spills.seal(desk, DISCLOSURES, number, "超限")
    assert set_asides.list_asides(desk) == [], "the sentence went with its record"


def test_a_secret_and_what_is_of_the_whole_file_are_not_set_aside(desk: Desk, tmp_path: Path) -> None:
    add_secret(desk)
    risks = check_manuscript(desk, manuscript(tmp_path, SECRET_TEXT), authors=["李四"]).risks
    for kind in ("overlap", "author-unknown"):
        with pytest.raises(Refused):
            set_asides.set_aside(desk, next(each for each in risks if each.kind == kind), "理由")
