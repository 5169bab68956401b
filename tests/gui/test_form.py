"""The form of a register: what may be typed where, what the level closes, and where findings stand."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Annotated, Any

import pytest
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from ipdesk.gui.context import Context
from ipdesk.gui.editors.choice import SegmentsEditor
from ipdesk.gui.editors.line import LineEditor
from ipdesk.gui.editors.rows import RowsEditor
from ipdesk.gui.form import Form
from ipdesk.model.errors import WrongValue
from ipdesk.model.findings import Finding
from ipdesk.model.kinds import Text
from ipdesk.model.record import MARKING_FIELDS, Record
from ipdesk.model.register import Group, Register
from ipdesk.model.states import State, States
from ipdesk.model.text import Message
from ipdesk.operations import reading
from ipdesk.operations.editing import open_fields
from ipdesk.registers import REGISTERS
from tests.operations.cases import DISCLOSURES

EVERY = frozenset(each.name for each in DISCLOSURES.fields())


@dataclass(frozen=True, slots=True, kw_only=True)
class Contact(Record):
    """A record with a restricted field."""

    name: Annotated[str, Text(label="Name")] = ""
    identity: Annotated[str, Text(label="Identity", restricted=True)] = ""


CONTACTS = Register(
    name="contacts",
    label="Contacts",
    one="Contact",
    record=Contact,
    number="C-{seq:03}",
    title="name",
    date="created",
    columns=("number", "name"),
    groups=(Group("level", "Level", MARKING_FIELDS), Group("all", "All", ("number", "name", "identity"))),
    states=States((State("open", "Open"),), ()),
)


def form_of(qtbot: QtBot, context: Context, number: str = "", register: Register = DISCLOSURES) -> Form:
    """Return the whole form, showing a record of the filled workspace or a new one."""
    form = Form(context, register)
    qtbot.addWidget(form)
    record = reading.show(context.desk, register, number).record if number else register.record(state="draft")
    form.show_record(record, open_fields(context.desk, register, record))
    form.make_all()
    form.show()
    return form


def editor(form: Form, name: str) -> Any:
    """Return the editor of a field."""
    return form.fields[name].editor


def type_in(form: Form, name: str, value: object) -> None:
    """Put a value in as if typed."""
    form.put({name: value})


@pytest.mark.parametrize("register", REGISTERS, ids=[each.name for each in REGISTERS])
def test_every_field_has_its_place(qtbot: QtBot, context: Context, register: Register) -> None:
    form = form_of(qtbot, context, register=register)
    asked = {each.name for each in register.fields() if not each.kind.internal}
    assert set(form.fields) == asked
    assert list(form.cards) == [each.name for each in register.groups]


def test_cards_are_made_one_after_the_other(qtbot: QtBot, context: Context) -> None:
    form = Form(context, DISCLOSURES)
    qtbot.addWidget(form)
    assert "level" in form.fields and "title" not in form.fields
    qtbot.waitUntil(lambda: "objections" in form.fields)


def test_a_record_shown_differs_in_nothing(qtbot: QtBot, context: Context) -> None:
    form = form_of(qtbot, context, "PL-2026-0001")
    assert (form.is_changed(), form.changed()) == (False, {})
    assert form.read() == (form.base, {})


def test_what_was_typed_and_taken_back_is_no_change(qtbot: QtBot, context: Context) -> None:
    form = form_of(qtbot, context, "PL-2026-0001")
    line = editor(form, "unit").line
    QTest.keyClicks(line, "X")
    assert list(form.changed()) == ["unit"]
    line.setText(form.base.unit)  # type: ignore[attr-defined]  # a disclosure has one
    assert not form.is_changed()


def test_a_date_typed_in_chinese_is_read(qtbot: QtBot, context: Context) -> None:
    form = form_of(qtbot, context, "PL-2026-0001")
    type_in(form, "completed", "2026年1月9日")
    record: Any = form.read()[0]
    assert record.completed.isoformat() == "2026-01-09"


def test_what_cannot_be_read_is_said_at_its_field_and_changes_nothing(qtbot: QtBot, context: Context) -> None:
    form = form_of(qtbot, context, "PL-2026-0001")
    type_in(form, "completed", "改天")
    record, wrong = form.read()
    assert record == form.base
    assert list(wrong) == ["completed"]
    form.show_wrong(wrong)
    (note,) = form.fields["completed"].notes()
    assert note.startswith("■") and "改天" in note
    type_in(form, "completed", "2026-01-09")
    form.show_wrong(form.read()[1])
    assert form.fields["completed"].notes() == []


def test_a_wrong_value_in_a_row_names_its_row(qtbot: QtBot, context: Context) -> None:
    form = form_of(qtbot, context, "PL-2026-0001")
    rows = [dict(row) for row in editor(form, "inventors").value()]
    rows[1]["share"] = "四成"
    type_in(form, "inventors", rows)
    wrong = form.read()[1]
    assert list(wrong) == ["inventors[1].share"]
    form.show_wrong(wrong)
    assert any("2" in note and "四成" in note for note in form.fields["inventors"].notes())
    form.go_to("inventors[1].share")
    inner: RowsEditor = editor(form, "inventors")
    assert inner.current() == 1
    assert any("四成" in note for note in inner.inner["share"].notes())


def finding(field: str, id: str = "noticed") -> Finding:
    """Return a finding about a field."""
    return Finding(id=id, field=field, severity="warn", message=Message("Look at {field}.", field=field))


def test_findings_stand_under_their_fields(qtbot: QtBot, context: Context) -> None:
    form = form_of(qtbot, context, "PL-2026-0001")
    form.show_findings([finding("unit")])
    assert form.fields["unit"].notes() == ["▲ Look at unit."]
    form.show_findings([])
    assert form.fields["unit"].notes() == []


def test_many_findings_under_one_field_are_cut(qtbot: QtBot, context: Context) -> None:
    form = form_of(qtbot, context, "PL-2026-0001")
    form.show_findings([finding("title")] * 7)
    notes = form.fields["title"].notes()
    assert len(notes) == 3
    assert "5" in notes[-1]


def test_a_missing_value_turns_its_required_mark_only(qtbot: QtBot, context: Context) -> None:
    form = form_of(qtbot, context)
    form.show_findings([finding("unit", "missing")])
    field = form.fields["unit"]
    assert field.notes() == []
    assert field.required_text().startswith("▲")
    form.show_findings([])
    assert not field.required_text().startswith("▲")


def test_the_level_closes_content_with_a_reason_and_opens_it_again(qtbot: QtBot, context: Context) -> None:
    form = form_of(qtbot, context)
    level: SegmentsEditor = editor(form, "level")
    level.segments.buttons["classified"].click()
    for name in ("solution", "keywords", "problem"):
        assert not editor(form, name).isEnabled()
    assert editor(form, "title").isEnabled()
    assert form.closed.isVisible()
    level.segments.buttons["internal"].click()
    assert editor(form, "solution").isEnabled()
    assert not form.closed.isVisible()


def test_content_in_rows_is_closed_too(qtbot: QtBot, context: Context) -> None:
    form = form_of(qtbot, context)
    type_in(form, "level", "classified")
    rows: RowsEditor = editor(form, "inventors")
    rows.add.click()
    assert not rows.inner["contribution"].editor.isEnabled()
    assert rows.inner["name"].editor.isEnabled()


def test_content_typed_before_the_level_can_be_taken_back(qtbot: QtBot, context: Context) -> None:
    form = form_of(qtbot, context)
    type_in(form, "solution", "一种不该写在这里的方案")
    type_in(form, "inventors", [{"name": "单雨桐", "contribution": "提出方案"}])
    type_in(form, "level", "classified")
    (back,) = form.closed.buttons
    back.click()
    assert editor(form, "solution").value() == ""
    assert editor(form, "inventors").value() == [{"name": "单雨桐"}]
    assert form.closed.buttons == []


def test_only_what_the_level_asks_for_is_asked(qtbot: QtBot, context: Context) -> None:
    form = form_of(qtbot, context)

    def asked() -> set[str]:
        return {name for name in MARKING_FIELDS if form.fields[name].isVisible()}

    assert asked() == {"level"}
    type_in(form, "level", "trade")
    assert asked() == {"level", "grade"}
    type_in(form, "level", "classified")
    assert asked() == set(MARKING_FIELDS) - {"grade"}


def test_going_to_a_field_not_asked_for_shows_it(qtbot: QtBot, context: Context) -> None:
    form = form_of(qtbot, context)
    assert form.go_to("classified_by")
    assert form.fields["classified_by"].isVisible()
    assert not form.go_to("nothing")


def test_what_was_reported_is_fixed_after_acceptance(qtbot: QtBot, context: Context) -> None:
    form = form_of(qtbot, context, "PL-2026-0005")
    title: LineEditor = editor(form, "title")
    assert title.line.isReadOnly()
    assert not editor(form, "next_step").line.isReadOnly()
    form.set_open(open_fields(context.desk, DISCLOSURES, form.base, supplement=True))
    assert not title.line.isReadOnly()


def test_a_restricted_value_is_shown_on_request_only(qtbot: QtBot, context: Context) -> None:
    form = Form(context, CONTACTS)
    qtbot.addWidget(form)
    form.make_all()
    record = Contact(id="1", number="A1", name="单雨桐", identity="11010119900101123X")
    form.show_record(record, frozenset())
    form.show()
    field = form.fields["identity"]
    assert not field.editor.isVisible()
    asked: list[str] = []
    form.reveal_asked.connect(asked.append)
    field.show_button.click()
    assert asked == ["identity"] and not field.editor.isVisible() and not field.editor.value()
    form.show_restricted("identity")
    assert field.editor.isVisible() and field.editor.value() == record.identity
    assert not form.is_changed()
    form.show_record(record, frozenset())
    assert field.editor.isVisible(), "it stays as long as the record does"
    form.show_record(replace(record, id="2"), frozenset())
    assert not field.editor.isVisible() and not field.editor.value()


def test_where_nothing_restricted_is_held_there_is_nothing_to_ask_for(qtbot: QtBot, context: Context) -> None:
    form = Form(context, CONTACTS)
    qtbot.addWidget(form)
    form.make_all()
    form.show_record(Contact(id="1", number="A1"), frozenset({"identity"}))
    form.show()
    asked: list[str] = []
    form.reveal_asked.connect(asked.append)
    form.fields["identity"].show_button.click()
    assert asked == [] and form.fields["identity"].editor.isVisible()


def test_what_was_typed_into_a_restricted_field_stays_when_it_is_shown(
    qtbot: QtBot, context: Context
) -> None:
    form = Form(context, CONTACTS)
    qtbot.addWidget(form)
    form.make_all()
    form.show_record(Contact(id="1", number="A1", identity="旧"), frozenset({"identity"}))
    form.put({"identity": "新"})
    form.fields["identity"].show_button.click()
    assert form.changed() == {"identity": "新"}


def test_wrong_values_of_a_draft_do_not_hide_the_others(qtbot: QtBot, context: Context) -> None:
    form = form_of(qtbot, context, "PL-2026-0001")
    form.put({"unit": "量子器件研究室", "submitted": "昨天", "no_such_field": 1})
    record, wrong = form.read()
    assert getattr(record, "unit") == "量子器件研究室"  # noqa: B009 - a plain Record has none
    assert [type(each) for each in wrong.values()] == [WrongValue]
