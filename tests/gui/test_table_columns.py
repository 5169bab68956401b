"""Columns: which there are, how wide, and that the store can order by what is offered."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QApplication

from ipdesk.gui.context import Context
from ipdesk.gui.table_columns import (
    LEAST,
    column_groups,
    default_columns,
    default_width,
    heading,
    is_figure,
    is_sortable,
    known_columns,
    shown_value,
    starts_descending,
)
from ipdesk.model.register import Register
from ipdesk.operations import reading
from ipdesk.operations.desk import Desk
from ipdesk.operations.reading import Order
from tests.operations.cases import DISCLOSURES, PROJECTS

BOTH = pytest.mark.parametrize("register", [DISCLOSURES, PROJECTS], ids=lambda each: each.name)


def every(register: Register) -> list[str]:
    return [name for _, group in column_groups(register) for name in group]


def test_the_state_stands_after_number_and_title() -> None:
    assert default_columns(DISCLOSURES)[:4] == ("number", "title", "state", "unit")
    assert set(DISCLOSURES.columns) < set(default_columns(DISCLOSURES))


@BOTH
def test_each_column_is_offered_once_and_free_text_never(register: Register) -> None:
    names = every(register)
    assert len(set(names)) == len(names)
    assert set(default_columns(register)) <= set(names)
    assert not {"problem", "solution", "funder_terms"} & set(names)


@BOTH
def test_every_column_offered_can_be_read_shown_and_where_it_says_so_ordered_by(
    register: Register, filled_desk: Desk
) -> None:
    ids = reading.list_ids(filled_desk, register)
    names = every(register)
    only = [name for name in names if name not in ("state", "changed")]
    record = reading.page(filled_desk, register, ids[:1], only)[0]
    for name in names:
        assert isinstance(shown_value(register, record, name, filled_desk.translator), str)
        assert heading(register, name)
        if is_sortable(register, name):
            found = reading.list_ids(
                filled_desk, register, order=Order(name, starts_descending(register, name))
            )
            assert sorted(found) == sorted(ids)


@BOTH
def test_headings_and_badges_have_room(
    register: Register, make_context: Callable[..., Context], qapp: QApplication
) -> None:
    for language in ("zh", "en"):
        translator = make_context(language=language).translator
        bold = qapp.font()
        bold.setBold(True)
        metrics, plain = QFontMetrics(bold), QFontMetrics(qapp.font())
        for name in every(register):
            width = default_width(register, name, plain, translator)
            assert width >= LEAST
            assert metrics.horizontalAdvance(translator.label(heading(register, name))) <= width - 16
        widest = max(
            metrics.horizontalAdvance(f"■ {translator.label(each.label)}") for each in register.states.states
        )
        assert widest + 32 <= default_width(register, "state", plain, translator)


def test_unknown_and_repeated_columns_are_passed_over() -> None:
    assert known_columns(DISCLOSURES, ["title", "gone", "title", "problem", "changed"]) == (
        "title",
        "changed",
    )


def test_amounts_and_days_begin_with_the_highest() -> None:
    assert starts_descending(DISCLOSURES, "submitted")
    assert starts_descending(DISCLOSURES, "changed")
    assert not starts_descending(DISCLOSURES, "title")
    assert is_figure(DISCLOSURES, "trl")
    assert not is_figure(DISCLOSURES, "submitted")
