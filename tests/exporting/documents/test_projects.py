"""The IP sheet of a project holds its terms, its people and what came out of it, under the highest marking of all."""

from __future__ import annotations

from dataclasses import replace

from ipdesk.exporting.documents.projects import ip_sheet
from ipdesk.exporting.layout import Grid, Prose, Signatures, texts_of
from ipdesk.exporting.records import Linked
from ipdesk.model.record import marking_of
from ipdesk.model.text import Translator
from ipdesk.paths import resource_path
from ipdesk.registers.disclosures import Disclosure
from ipdesk.registers.projects import REGISTER, Project
from tests.registers.samples import DISCLOSURE, PROJECT

ZH = Translator("zh", resource_path("i18n"))


def linked(record: Disclosure = DISCLOSURE) -> Linked:
    """Return a disclosure as a record that links to the project."""
    return Linked("Disclosure", record, record.title, "In assessment", marking_of(record))


def test_it_lists_members_and_achievements() -> None:
    sheet = ip_sheet(REGISTER, PROJECT, (), ZH, [linked()])
    texts = texts_of(sheet)
    assert {"单雨桐", "PL-2026-0012", "一种空间相机低温热链组件", "评估中", "职务科技成果披露"} <= set(texts)
    assert isinstance(sheet.sections[-1], Signatures)


def test_it_bears_the_highest_marking_of_all_that_is_in_it() -> None:
    assert ip_sheet(REGISTER, PROJECT, (), ZH).furniture.mark == "内部"
    core = linked(replace(DISCLOSURE, level="trade", grade="core"))
    assert ip_sheet(REGISTER, PROJECT, (), ZH, [linked(), core]).furniture.mark == "技术秘密（核心）"


def test_what_is_not_known_leaves_room_to_write() -> None:
    sheet = ip_sheet(REGISTER, Project(), (), ZH)
    tables = [each for each in sheet.sections if isinstance(each, Grid)]
    assert [each.blank for each in tables] == [3, 3]
    assert all(each.lines for each in sheet.sections if isinstance(each, Prose))
