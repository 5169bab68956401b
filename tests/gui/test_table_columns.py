"""Columns: which there are, how wide, and that the store can order by what is offered."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QApplication

from ipdesk.gui.context import Context
from ipdesk.gui.table_columns import (
    LEAST,
    Width,
    column_groups,
    column_width,
    default_columns,
    first_fitting,
    fitted,
    heading,
    is_figure,
    is_sortable,
    known_columns,
    short_heading,
    shown_value,
    starts_descending,
)
from ipdesk.gui.theme import MARGIN, NAVIGATION
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
    left_out = set(DISCLOSURES.columns) - set(default_columns(DISCLOSURES))
    assert left_out == {"outcome"}  # of an open record it is always empty


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
            width = column_width(register, name, plain, translator).usual
            assert width >= LEAST
            assert metrics.horizontalAdvance(translator.label(short_heading(register, name))) <= width - 16
        widest = max(
            metrics.horizontalAdvance(f"■ {translator.label(each.label)}") for each in register.states.states
        )
        assert widest + 32 <= column_width(register, "state", plain, translator).usual


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


@BOTH
def test_the_usual_columns_fit_into_a_window_of_the_usual_size(
    register: Register, make_context: Callable[..., Context], qapp: QApplication
) -> None:
    for language in ("zh", "en"):
        translator, metrics = make_context(language=language).translator, QFontMetrics(qapp.font())
        wanted = {
            name: column_width(register, name, metrics, translator) for name in default_columns(register)
        }
        for window in (1360, 1280):
            room = window - NAVIGATION - 2 * MARGIN - 2 - 10  # border and scroll bar
            assert sum(fitted(wanted, room).values()) <= room, (language, window)


def test_days_and_amounts_are_never_cut_off(make_context: Callable[..., Context], qapp: QApplication) -> None:
    metrics = QFontMetrics(qapp.font())
    translator = make_context(language="en").translator
    for name, text in (("submitted", "2026-12-30"), ("number", "PL-2026-0001"), ("trl", "9")):
        least = column_width(DISCLOSURES, name, metrics, translator).least
        assert metrics.horizontalAdvance(text) <= least - 16


def test_columns_give_way_in_turn_and_never_more_than_they_may() -> None:
    wanted = {"a": Width(100, 100), "b": Width(100, 60), "c": Width(80, 60), "t": Width(200, 150, last=True)}
    assert fitted(wanted, 1_000) == {"a": 100, "b": 100, "c": 80, "t": 200}
    assert fitted(wanted, 450) == {"a": 100, "b": 80, "c": 70, "t": 200}
    assert fitted(wanted, 400) == {"a": 100, "b": 60, "c": 60, "t": 180}
    assert fitted(wanted, 370) == {"a": 100, "b": 60, "c": 60, "t": 150}
    assert fitted(wanted, 100) == {"a": 100, "b": 60, "c": 60, "t": 200}, "it scrolls anyway"
    assert fitted({}, 100) == {}


def test_the_first_columns_are_shown_for_which_there_is_room() -> None:
    wanted = {"a": Width(100, 100), "b": Width(100, 60), "c": Width(80, 60)}
    assert first_fitting(wanted, 1_000) == ["a", "b", "c"]
    assert first_fitting(wanted, 249) == ["a", "b"]
    assert first_fitting(wanted, 20) == ["a"]
