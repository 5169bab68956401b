"""The filing order says what is to be filed and by whom, and tells the agency nothing that is not its matter."""

from __future__ import annotations

from dataclasses import replace

import pytest

from ipdesk.exporting.documents import kinds_of
from ipdesk.exporting.documents.patents import ABROAD, CLOSED_WAY, filing_order
from ipdesk.exporting.layout import Grid, Prose, Signatures, texts_of
from ipdesk.model.text import Translator
from ipdesk.paths import resource_path
from ipdesk.registers.patents import REGISTER, Patent
from tests.registers.rights import PATENT

ZH = Translator("zh", resource_path("i18n"))


def texts(record: Patent) -> str:
    """Return all the words of the order of a right."""
    return "\n".join(texts_of(filing_order(REGISTER, record, (), ZH)))


def test_it_says_what_is_to_be_filed() -> None:
    order = filing_order(REGISTER, PATENT, (), ZH)
    told = set(texts_of(order))
    assert order.title == "专利申请委托单"
    assert {"单雨桐", "某某实验室", "第一申请人", "PG-2026-0003", "贺知秋", "中国", "发明"} <= told
    assert isinstance(order.sections[-1], Signatures)
    assert len(order.sections[-1].signers) == 4


def test_the_agency_learns_no_shares() -> None:
    assert "60" not in texts(PATENT).replace("PL-2026", "").replace("2026", "")
    assert "比例" not in texts(PATENT)
    assert "份额" not in texts(PATENT)


def test_what_is_not_known_leaves_room_to_write() -> None:
    order = filing_order(REGISTER, Patent(), (), ZH)
    assert [each.blank for each in order.sections if isinstance(each, Grid)] == [2, 3]
    assert [each.lines for each in order.sections if isinstance(each, Prose) and not each.text] == [5]


@pytest.mark.parametrize("kind", ["defence", "secret"])
def test_the_order_of_a_closed_right_tells_no_content(kind: str) -> None:
    closed = texts(replace(PATENT, kind=kind))
    assert PATENT.instructions not in closed
    assert ZH.label(CLOSED_WAY) in closed
    assert ZH.label(CLOSED_WAY) not in texts(PATENT)


@pytest.mark.parametrize(("kind", "told"), [("invention", True), ("software", False), ("trademark", False)])
def test_the_examination_before_filing_abroad_is_told_where_it_applies(kind: str, told: bool) -> None:
    assert (ZH.label(ABROAD) in texts(replace(PATENT, kind=kind))) is told


def test_withheld_content_is_not_on_the_order() -> None:
    sealed = texts(replace(PATENT, withheld=True))
    assert PATENT.instructions not in sealed
    assert "单雨桐" not in sealed


def test_there_is_no_order_for_what_was_given_up() -> None:
    kind = kinds_of("patents")["order"]
    assert next(iter(kinds_of("patents"))) == "order"
    assert kind.lacks(replace(PATENT, state="dropped")) is not None
    assert kind.lacks(PATENT) is None
