"""Typed cells for every kind, the words of markings, the stamp."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from ipdesk.exporting.layout import (
    Stamp,
    cell_of,
    furniture_for,
    mark_words,
    shape_of,
    stamp_line,
    text_of,
)
from ipdesk.model import kinds
from ipdesk.model.marking import Marking
from ipdesk.model.text import Translator
from ipdesk.registers.disclosure_rows import Contributor

OPTIONS = (kinds.Option("a", "Apple"), kinds.Option("b", "Pear"))


@pytest.mark.parametrize(
    ("kind", "value", "cell"),
    [
        (kinds.Text(label="x"), "=1", "=1"),
        (kinds.LongText(label="x"), "甲\n乙", "甲\n乙"),
        (kinds.Choice(label="x", options=OPTIONS), "b", "Pear"),
        (kinds.Choice(label="x", options=OPTIONS), "", ""),
        (kinds.Choices(label="x", options=OPTIONS), ("a", "b"), "Apple, Pear"),
        (kinds.Day(label="x"), date(2026, 3, 5), date(2026, 3, 5)),
        (kinds.Day(label="x"), None, None),
        (kinds.Number(label="x"), 7, 7),
        (kinds.Money(label="x"), Decimal("1234.50"), Decimal("1234.50")),
        (kinds.Share(label="x"), Decimal("33.3333"), Decimal("33.3333")),
        (kinds.Flag(label="x"), True, "Yes"),
        (kinds.Flag(label="x"), None, ""),
        (kinds.Person(label="x"), "李𠅤", "李𠅤"),
        (kinds.Link(label="x", to="projects"), ("KY-1", "KY-2"), "KY-1, KY-2"),
        (kinds.Rows(label="x", of=Contributor), (Contributor(name="堃昇祎"),), "堃昇祎"),
    ],
)
def test_each_kind_has_a_cell(kind: kinds.Kind, value: Any, cell: Any, translator: Translator) -> None:
    assert cell_of(kind, value, translator) == cell


def test_figures_stand_right_and_texts_left() -> None:
    assert shape_of(kinds.Money(label="x")).align == "right"
    assert shape_of(kinds.Text(label="x")).align == "left"


@pytest.mark.parametrize(
    ("form", "value", "language", "text"),
    [
        ("day", date(2026, 3, 5), "zh", "2026年3月5日"),
        ("day", date(2026, 3, 5), "en", "2026-03-05"),
        ("money", Decimal("1234567.5"), "zh", "1,234,567.50"),
        ("share", Decimal("33.3300"), "zh", "33.33%"),
        ("number", 7, "zh", "7"),
        ("text", None, "zh", ""),
    ],
)
def test_cells_as_text(form: Any, value: Any, language: str, text: str) -> None:
    assert text_of(form, value, language) == text


def test_the_star_needs_a_recorded_decision(translator: Translator) -> None:
    decided = Marking(state="secret", term="10年", decision="密定〔2026〕3号", handling="internal")
    undecided = Marking(state="secret", term="10年")
    assert mark_words(decided, translator) == "秘密★10年"
    assert "★" not in mark_words(undecided, translator)
    assert mark_words(undecided, translator) == "Level not decided: keep as classified"


def test_both_parts_of_a_marking_are_named(translator: Translator) -> None:
    both = Marking(state="confidential", term="20年", decision="1号", handling="trade-core")
    assert mark_words(both, translator) == "机密★20年　Technical secret (core)"
    assert mark_words(Marking(handling="public"), translator) == "Public"
    assert mark_words(Marking(unclear=True), translator) == "Level not decided: keep as classified"


def test_the_stamp_line_says_who_when_and_where_in_the_log(stamp: Stamp, translator: Translator) -> None:
    line = stamp_line(furniture_for(Marking(), translator), stamp)
    for part in ("SFCL-000012", "陈立", "2026-11-22 12:33 +08:00", "345", "ab12cd34ef56"):
        assert part in line
    assert stamp.head not in line
