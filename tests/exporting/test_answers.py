"""Checks and hints for each kind of answer."""

from __future__ import annotations

from typing import Any

import pytest

from ipdesk.exporting.answers import hints, rule_for
from ipdesk.model import kinds
from ipdesk.model.record import Field
from ipdesk.model.text import Translator
from ipdesk.registers.disclosure_rows import Contributor

OPTIONS = (kinds.Option("a", "Apple"), kinds.Option("b", "Pear"))


def range_of(options: tuple[kinds.Option, ...]) -> str:
    return f"_lists!$A$1:$A${len(options)}"


@pytest.mark.parametrize(
    ("kind", "rule"),
    [
        (kinds.Choice(label="x", options=OPTIONS), ("list", "_lists!$A$1:$A$2", None)),
        (kinds.Flag(label="x"), ("list", "_lists!$A$1:$A$2", None)),
        (kinds.Day(label="x"), ("date", "DATE(1950,1,1)", "DATE(2099,12,31)")),
        (kinds.Number(label="x", least=1, most=9), ("whole", "1", "9")),
        (kinds.Money(label="x"), ("decimal", "0", "10000000000000")),
        (kinds.Share(label="x"), ("decimal", "0", "1")),
    ],
)
def test_what_is_checked(kind: kinds.Kind, rule: Any) -> None:
    found = rule_for(kind, range_of)
    assert found is not None
    assert (found.type, found.formula1, found.formula2) == rule
    assert found.allow_blank


@pytest.mark.parametrize(
    "kind",
    [
        kinds.Text(label="x"),
        kinds.LongText(label="x"),
        kinds.Person(label="x"),
        kinds.Link(label="x", to="projects"),
        kinds.Choices(label="x", options=OPTIONS),
        kinds.Rows(label="x", of=Contributor),
    ],
)
def test_free_text_is_not_checked(kind: kinds.Kind) -> None:
    assert rule_for(kind, range_of) is None


@pytest.mark.parametrize(
    ("name", "kind", "said"),
    [
        ("when", kinds.Day(label="x", help="Of signing."), "Of signing.\nA date, like 2026-03-05."),
        ("number", kinds.Text(label="x"), "Leave empty; the office gives it."),
        (
            "sorts",
            kinds.Choices(label="x", options=OPTIONS),
            "One or more, with commas between: Apple, Pear.",
        ),
        ("trl", kinds.Number(label="x", least=1, most=9), "A whole number from 1 to 9."),
        ("count", kinds.Number(label="x"), ""),
        ("price", kinds.Money(label="x"), "In yuan."),
        ("links", kinds.Link(label="x", to="projects"), "Numbers, with commas between."),
    ],
)
def test_what_is_said_beside_the_cell(name: str, kind: kinds.Kind, said: str, translator: Translator) -> None:
    assert hints(Field(name, kind, ""), translator) == said
