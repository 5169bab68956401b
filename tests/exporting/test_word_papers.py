"""Word files drawn from the sections of a document: what the PDF says, in a file that other programs read."""

from __future__ import annotations

from datetime import UTC, datetime
from io import BytesIO
from typing import Any

import docx
import pytest

from ipdesk.exporting.bars import Bars
from ipdesk.exporting.layout import (
    PLAIN,
    Check,
    Checks,
    Column,
    Document,
    Entry,
    Findings,
    Grid,
    Noticed,
    Pairs,
    Prose,
    Section,
    Signatures,
    Stamp,
    furniture_for,
    texts_of,
)
from ipdesk.exporting.word_papers import word_paper
from ipdesk.model.marking import Marking
from ipdesk.model.text import Translator
from ipdesk.paths import resource_path

STAMP = Stamp(
    serial=7,
    user="解敏",
    at=datetime(2026, 11, 22, 1, 2, tzinfo=UTC),
    head="ab" * 32,
    seq=9,
    lab="某所",
    code="DW",
)
COLUMNS = (Column("a", "甲", PLAIN), Column("b", "乙", PLAIN))
SECTIONS: dict[str, Section] = {
    "pairs": Pairs(title="当事人", entries=(Entry("姓名", "单雨桐"), Entry("岗位", "𬭎䶮㛃"), Entry("地址", "<b>&", wide=True))),
    "odd pairs": Pairs(title="", entries=(Entry("姓名", "甲"), Entry("部门", "乙"), Entry("岗位", "丙"))),
    "grid": Grid(title="清单", columns=COLUMNS, rows=(("一", "二"),), blank=2, note="说明"),
    "prose": Prose(title="第一条　定义", text="第一款\n第二款"),
    "empty prose": Prose(title="意见", text=""),
    "checks": Checks(title="选择", lines=(Check("是否", (("是", True), ("否", False))),)),
    "signatures": Signatures(title="签署", signers=("甲方", "乙方", "丙方"), statement="双方确认"),
    "findings": Findings(title="提示", entries=(Noticed("注意", "缺签字", "（九）", "补签"),)),
}  # fmt: skip


def _document(*sections: Section) -> Document:
    marking = Marking(handling="internal")
    translator = Translator("zh", resource_path("i18n"))
    return Document(
        title="知识产权与保密协议",
        subtitle="编号：XY-1",
        marking=marking,
        furniture=furniture_for(marking, translator),
        sections=sections,
        guidance="说明文字",
    )


def _words(data: bytes) -> str:
    """Return all text of a file as another program reads it."""
    opened: Any = docx.Document(BytesIO(data))
    lines = [each.text for each in opened.paragraphs]
    for table in opened.tables:
        lines += [cell.text for row in table.rows for cell in row.cells]
    part = opened.sections[0]
    lines += [each.text for each in (*part.header.paragraphs, *part.footer.paragraphs)]
    return "\n".join(lines)


@pytest.mark.parametrize("name", SECTIONS)
def test_every_text_of_a_section_is_there(name: str) -> None:
    """As it is written, signs of markup and rare characters too."""
    document = _document(SECTIONS[name])
    found = _words(word_paper(document, STAMP))
    for text in texts_of(document):
        for line in text.split("\n"):
            assert line in found
    assert "某所" in found
    assert "解敏" in found


def test_bars_become_their_texts() -> None:
    """A picture says its figures in words."""
    section = Bars(title="得分", rows=(), note="满分 100")
    assert "满分 100" in _words(word_paper(_document(section), STAMP))


def test_the_same_content_gives_the_same_bytes() -> None:
    """So that it can be written again."""
    document = _document(*SECTIONS.values())
    assert word_paper(document, STAMP) == word_paper(document, STAMP)


def test_signs_that_no_file_can_hold_do_no_harm() -> None:
    """They are shown as replaced."""
    assert "\ufffd" in _words(word_paper(_document(Prose(title="", text="a\x0bb")), STAMP))
