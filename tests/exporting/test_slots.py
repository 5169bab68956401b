"""The slots of each document: a closed list of plain texts and rows, the same names in the list and in the values."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from ipdesk.exporting.documents import DocumentKind, kinds_of
from ipdesk.exporting.layout import Stamp
from ipdesk.exporting.records import Linked
from ipdesk.exporting.slots import PAPER, slot_values, slots_of
from ipdesk.exporting.template_slots import Values
from ipdesk.model.kinds import LongText
from ipdesk.model.marking import Marking
from ipdesk.model.register import Register
from ipdesk.model.text import Translator
from ipdesk.registers import REGISTERS, register
from ipdesk.registers.disclosure_rows import Rework
from ipdesk.registers.disclosures import Disclosure
from tests.registers.samples import DISCLOSURE, PROJECT, sample_of

DOCUMENTS = [
    (each, name) for each in REGISTERS for name, kind in kinds_of(each.name).items() if kind.has_slots
]
RETURNED = (
    Rework(asked_on=date(2026, 3, 1), asked_by="解敏", instruction="补图", done_on=date(2026, 3, 2)),
    Rework(asked_on=date(2026, 3, 3), asked_by="解敏", instruction="补声明"),
)


def values_of(
    found: Register, document: str, record: Any, stamp: Stamp, translator: Translator, linked: Any = ()
) -> Values:
    """Return what the slots of a document of a record hold."""
    kind: DocumentKind = kinds_of(found.name)[document]
    content = kind.build(found, record, (), translator, *([linked] if kind.linked else []))
    return slot_values(found, record, kind, content, stamp, linked, translator)


@pytest.mark.parametrize(("found", "document"), DOCUMENTS, ids=lambda each: getattr(each, "name", each))
@pytest.mark.parametrize("filled", [True, False], ids=["filled", "empty"])
def test_list_and_values_are_of_the_same_names(
    found: Register, document: str, filled: bool, stamp: Stamp, chinese: Translator
) -> None:
    returned = replace(DISCLOSURE, rework=RETURNED)
    full: Any = returned if found.name == "disclosures" else sample_of(found)
    record = full if filled else type(full)()
    slots = slots_of(found, kinds_of(found.name)[document])
    values = values_of(found, document, record, stamp, chinese)
    assert len({each.name for each in slots}) == len(slots)
    assert set(values) == {each.name for each in slots}
    for slot in slots:
        held = values[slot.name]
        assert slot.name.isidentifier()
        assert chinese.say(slot.label)
        if slot.of:
            assert type(held) is list
            for row in held:
                assert set(row) == {cell.name for cell in slot.of}
                assert {type(cell) for cell in row.values()} == {str}
        else:
            assert type(held) is str, slot.name


@pytest.mark.parametrize("document", ["receipt", "rework", "secrecy-check"])
def test_a_note_has_no_slot_for_technical_content(document: str) -> None:
    found = register("disclosures")
    slots = {each.name for each in slots_of(found, kinds_of(found.name)[document])}
    long = {each.name for each in found.fields() if isinstance(each.kind, LongText)}
    assert not slots & long
    assert "inventors" not in slots
    assert {"inventors_names", "title", *PAPER} <= slots


def test_values_read_as_the_document_prints_them(stamp: Stamp, chinese: Translator) -> None:
    record = replace(DISCLOSURE, rework=RETURNED, types=("invention", "know-how"))
    values = values_of(register("disclosures"), "rework", record, stamp, chinese)
    assert values["document"] == "退回补正通知书"
    assert values["marking"] == "内部"
    assert str(values["stamp"]).startswith(
        "流水号 SFCL-000012 · 陈立 · 2026-11-22 12:33 +08:00 · 日志 345 · ab12"
    )
    assert values["submitted"] == "2026年10月20日"
    assert values["inventors_names"] == "单雨桐、阿依古丽·买买提"
    assert [each["instruction"] for each in values["rework"]] == ["补图", "补声明"]  # type: ignore[index]
    left = values["rework_left"]
    assert left == [
        {"no": "1", "asked_on": "2026-03-03", "asked_by": "解敏", "instruction": "补声明", "done_on": ""}
    ]
    boxes = str(values["types_boxes"])
    assert boxes.count("☑") == 2
    assert boxes.count("☐") >= 2
    english = values_of(register("disclosures"), "rework", record, stamp, chinese.to("en"))
    assert english["submitted"] == "2026-10-20"
    assert english["document"] == "Notice of Return for Rework"


def test_the_records_that_link_here_are_rows(stamp: Stamp, chinese: Translator) -> None:
    secret = Marking(handling="trade-core")
    linked = (Linked("Disclosure", Disclosure(number="PL-1"), "热链", "Draft", secret),)
    values = values_of(register("projects"), "ip-sheet", PROJECT, stamp, chinese, linked)
    rows = values["linked"]
    assert isinstance(rows, list)
    assert [each["number"] for each in rows] == ["PL-1"]
    assert "核心" in str(values["marking"])
