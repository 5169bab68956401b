"""Manuscripts through the real child, its refusals in words, and what the parent makes of an answer."""

from __future__ import annotations

import sys
from hashlib import sha256
from pathlib import Path
from random import randbytes
from typing import Any

import pytest

from ipdesk.exporting.locked import lock_workbook
from ipdesk.importing import child, manuscripts
from ipdesk.importing.limits import Limits
from ipdesk.importing.manuscript_drafts import WHERES as CHILD_WHERES
from ipdesk.importing.manuscripts import (
    REASONS,
    WHERES,
    manuscript_of,
    read_manuscript,
    said_mark,
    said_place,
    said_spot,
)
from ipdesk.model.errors import Locked, NotFound, Refused
from ipdesk.model.text import Message
from tests.importing.makers import ENGLISH, said
from tests.importing.manuscript_makers import pdf, read, shape, slides, told
from tests.importing.word_makers import docx, lines

ANSWER: dict[str, Any] = {
    "name": "稿.txt", "sha256": "0" * 64, "size": 3, "kind": "txt", "text": "甲乙丙", "parts": [[0, 1, "body", 1], [2, 3, "comment", 2]],
    "unread": [["picture", 1, "a.png"]], "properties": [["title", "题"]], "sources": [[0, 0]],
}  # fmt: skip


def kept(folder: Path, name: str, data: bytes) -> Path:
    path = folder / name
    path.write_bytes(data)
    return path


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("稿.docx", docx(lines("低温𠮷热链😀"), header="")),
        ("稿.pptx", slides(shape("低温𠮷热链😀"))),
        ("稿.tex", "低温𠮷热链😀%注".encode()),
        ("稿.md", "低温𠮷热链😀".encode()),
        ("错名.pdf", "低温𠮷热链😀".encode("gb18030")),
    ],
)
def test_a_manuscript_is_told_by_its_content_whatever_its_name(
    tmp_path: Path, name: str, data: bytes
) -> None:
    found = read_manuscript(kept(tmp_path, name, data))
    at = found.text.index("热链😀")
    assert found.text[at : at + 3] == "热链😀"
    assert found.place_of(at) == 1
    assert (found.name, found.size, found.sha256) == (name, len(data), sha256(data).hexdigest())


def test_pdf_is_read_by_the_first_reader_and_by_the_second(tmp_path: Path) -> None:
    data = pdf([["低温热链的第一行"], ["第二页"]])
    assert told(read_manuscript(kept(tmp_path, "a.pdf", data))) == [(1, "低温热链的第一行"), (2, "第二页")]
    named = pdf([["没有嵌入字体的话"]], face="STSong-Light")  # its table of signs lies in the library
    assert told(read_manuscript(kept(tmp_path, "n.pdf", named))) == [(1, "没有嵌入字体的话")]
    # A file that says it has no pages: the first reader believes it, the second counts.
    wrong = data.replace(b"/Count 2", b"/Count 0")
    assert wrong != data
    assert told(read_manuscript(kept(tmp_path, "b.pdf", wrong))) == [(1, "低温热链的第一行"), (2, "第二页")]
    with pytest.raises(Refused, match="damaged or cut off"):
        read_manuscript(
            kept(tmp_path, "c.pdf", data.replace(b"/Catalog", b"/Kotalog").replace(b"/Pages", b"/Pugas"))
        )


def test_a_word_file_under_a_password(tmp_path: Path) -> None:
    wide = docx(
        lines("内容"), header="", parts={"word/media/a.png": randbytes(5_000)}
    )  # smaller ones lie elsewhere
    path = kept(tmp_path, "锁.docx", lock_workbook(wide, "春江潮水连海平海"))
    assert told(read_manuscript(path, password="春江潮水连海平海")) == [(1, "内容")]
    for password, words in (("", "locked with a password"), ("潮水", "not the password")):
        with pytest.raises(Locked, match=words):
            read_manuscript(path, password=password)


@pytest.mark.parametrize(
    ("data", "code"),
    [(b"", "empty"), (docx(parts={"word/media/a.png": bytes(90_000_000)}), "bomb"), (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "old-document")],
    ids=["empty", "bomb", "old"],
)  # fmt: skip
def test_a_refusal_names_the_file_and_says_what_to_do(tmp_path: Path, data: bytes, code: str) -> None:
    with pytest.raises(Refused) as error:
        read_manuscript(kept(tmp_path, "稿件.docx", data))
    assert "“稿件.docx”" in said(error.value)
    assert (error.value.what.id, error.value.advice) == REASONS[code]


def test_what_is_not_there_and_what_is_too_large(tmp_path: Path) -> None:
    with pytest.raises(NotFound):
        read_manuscript(tmp_path / "没有.pdf")
    with pytest.raises(Refused, match="larger than"):
        read_manuscript(kept(tmp_path, "大.txt", b"a" * 2_000_001), Limits(file=2_000_000))


def test_a_file_that_asks_for_too_much_is_refused_in_time(tmp_path: Path) -> None:
    with pytest.raises(Refused, match="could not be read"):
        read_manuscript(kept(tmp_path, "大.txt", b"a" * 3_000_000), Limits(memory=1 << 26))


@pytest.mark.parametrize(
    "wrong",
    [
        {"kind": "exe"}, {"text": 3}, {"text": "\ud800"}, {"parts": [[0, 4, "body", 1]]}, {"parts": [[2, 1, "body", 1]]},
        {"parts": [[1, 2, "body", 1], [0, 1, "body", 1]]}, {"parts": [[0, 1, "kopf", 1]]}, {"parts": [[0, 1, "body", -1]]},
        {"parts": [[0, True, "body", 1]]}, {"parts": None}, {"unread": [["virus", 0, ""]]}, {"unread": [["page"]]},
        {"properties": [["a", 3]]}, {"sources": [[3, 0], [1, 0]]}, {"sources": [[9, 0]]},
    ],
)  # fmt: skip
def test_an_answer_of_another_shape_is_refused(wrong: dict[str, Any]) -> None:
    manuscript_of(ANSWER)
    with pytest.raises(Refused, match="could not be read"):
        manuscript_of(ANSWER | wrong)


def test_places_are_found_and_said() -> None:
    found = manuscript_of(ANSWER)
    assert (found.body, found.place_of(0), found.place_of(2), found.source_of(2)) == (((0, 1),), 1, 2, 2)
    assert said_place(found, "comment", 2).args["number"] == 2
    assert said_place(found, "picture", 0).id == "picture"
    assert tuple(WHERES) == CHILD_WHERES


def test_the_name_of_a_file_may_bear_the_marking() -> None:
    found = manuscript_of(ANSWER | {"name": "机密★10年 稿.txt"})
    assert found.mark is not None and found.mark.level == "confidential"
    assert found.mark.where == found.name
    assert ENGLISH.say(said_mark(found) or Message("")) == "机密★10年 (机密★10年 稿.txt)"


def test_where_a_marking_stands_is_said() -> None:
    found = manuscript_of(ANSWER | {"text": "秘密★1年", "parts": [[0, 5, "comment", 2]]})
    assert ENGLISH.say(said_mark(found) or Message("")) == "秘密★1年 (comment, line 2)"
    assert said_mark(manuscript_of(ANSWER)) is None


def test_a_child_gets_the_password_of_a_pdf_whatever_it_begins_with(monkeypatch: pytest.MonkeyPatch) -> None:
    program = "import sys, json; print(json.dumps({'seen': json.loads(sys.stdin.buffer.readline()).get('password')}))"
    monkeypatch.setattr(child, "command", lambda _word: [sys.executable, "-I", "-c", program])
    assert child.ask(b"junk %PDF", "a", job=manuscripts.JOBS["pdf"], password="春")["seen"] == "春"
    assert child.ask(b"PK", "a", job=manuscripts.JOBS["office"], password="春")["seen"] is None


def test_a_place_is_said_with_its_part() -> None:
    found = read(docx(lines("正文"), header=lines("页眉")))
    said = [said_spot(found, found.text.index(each)) for each in ("正文", "页眉")]
    assert [ENGLISH.say(each) if each else "" for each in said] == ["paragraph 1", "header"]
    assert [found.part_name(found.text.index(each)) for each in ("正文", "页眉")] == ["body", "header"]
