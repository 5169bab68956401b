"""The notes of a disclosure say what they are for, leave room where nothing is recorded, and tell no content."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date

import pytest

from ipdesk.exporting.documents import kinds_of
from ipdesk.exporting.documents.disclosure_notes import receipt, rework_note, secrecy_record
from ipdesk.exporting.layout import Checks, Document, Grid, Signatures, texts_of
from ipdesk.model.findings import Finding
from ipdesk.model.record import Record
from ipdesk.model.register import Register
from ipdesk.model.text import Translator
from ipdesk.paths import resource_path
from ipdesk.registers.disclosure_rows import Rework
from ipdesk.registers.disclosures import REGISTER, Disclosure
from tests.registers.samples import DISCLOSURE

ZH = Translator("zh", resource_path("i18n"))
NOTES = [receipt, rework_note, secrecy_record]
Builder = Callable[[Register, Record, Sequence[Finding], Translator], Document]
RETURNED = replace(
    DISCLOSURE,
    rework=(
        Rework(
            asked_on=date(2026, 10, 1), asked_by="解敏", instruction="补充对比例。", done_on=date(2026, 10, 9)
        ),
        Rework(asked_on=date(2026, 10, 12), asked_by="解敏", instruction="附上发明人声明。"),
    ),
)


def grids(document: Document) -> list[Grid]:
    """Return the tables of a document."""
    return [each for each in document.sections if isinstance(each, Grid)]


@pytest.mark.parametrize("build", NOTES)
@pytest.mark.parametrize("language", ["zh", "en"])
def test_a_note_names_the_disclosure_and_tells_no_content(build: Builder, language: str) -> None:
    note = build(REGISTER, RETURNED, (), Translator(language, resource_path("i18n")))
    texts = "\n".join(texts_of(note))
    assert DISCLOSURE.number in texts and DISCLOSURE.title in texts
    assert all(each.name in texts for each in DISCLOSURE.inventors)
    for content in (DISCLOSURE.problem, DISCLOSURE.solution, DISCLOSURE.features):
        assert content not in texts
    assert isinstance(note.sections[-1], Signatures)
    assert note.furniture.mark == ("内部" if language == "zh" else "Internal")


@pytest.mark.parametrize("build", NOTES)
def test_an_empty_record_makes_a_note_all_the_same(build: Builder) -> None:
    assert build(REGISTER, Disclosure(), (), ZH).sections


def test_a_notice_of_return_lists_what_is_still_to_be_done() -> None:
    (grid,) = grids(rework_note(REGISTER, RETURNED, (), ZH))
    assert [row[2] for row in grid.rows] == ["附上发明人声明。"]
    done = replace(RETURNED, rework=(RETURNED.rework[0],))
    (grid,) = grids(rework_note(REGISTER, done, (), ZH))
    assert [row[2] for row in grid.rows] == ["补充对比例。"]
    (grid,) = grids(rework_note(REGISTER, DISCLOSURE, (), ZH))
    assert grid.blank == 3


def test_the_record_of_the_secrecy_check_ticks_its_result() -> None:
    note = secrecy_record(REGISTER, DISCLOSURE, (), ZH)
    (ticked,) = (
        box
        for section in note.sections[2:]
        if isinstance(section, Checks)
        for line in section.lines
        for box, on in line.boxes
        if on
    )
    assert ticked == "内部"
    open_note = secrecy_record(REGISTER, replace(DISCLOSURE, secrecy_result=""), (), ZH)
    lines = [line for each in open_note.sections[2:] if isinstance(each, Checks) for line in each.lines]
    assert not any(on for line in lines for _, on in line.boxes)


def test_the_star_stands_only_by_a_recorded_decision() -> None:
    doubtful = replace(DISCLOSURE, level="classified")
    decided = replace(
        doubtful, classification="secret", classification_term="5年", classification_number="密1号"
    )
    for build in NOTES:
        assert "★" not in build(REGISTER, doubtful, (), ZH).furniture.mark
        assert build(REGISTER, decided, (), ZH).furniture.mark.startswith("秘密★5年")


def test_what_cannot_be_confirmed_yet_is_refused_with_a_reason() -> None:
    kinds = kinds_of("disclosures")
    draft = replace(DISCLOSURE, state="draft")
    assert kinds["form"].lacks(draft) is None
    for name in ("receipt", "secrecy-check"):
        assert kinds[name].lacks(draft) is not None
        assert kinds[name].lacks(DISCLOSURE) is None
    assert kinds["rework"].lacks(DISCLOSURE) is not None
    assert kinds["rework"].lacks(RETURNED) is None
