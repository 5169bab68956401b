"""Files kept with a record, and copies written out again."""

from __future__ import annotations

from pathlib import Path

import pytest

from ipdesk.model.errors import AboveLimit, CannotWrite, NotFound, Refused, WrongValue
from ipdesk.operations import attachments, documents, reading, records
from ipdesk.operations.desk import Desk
from ipdesk.store import attachments as store
from tests.importing.makers import workbook_bytes
from tests.importing.manuscript_makers import pdf
from tests.importing.word_makers import docx, lines
from tests.operations.cases import DISCLOSURES, ENGLISH, add_disclosure, said, state_of_store


@pytest.fixture
def paper(tmp_path: Path) -> Path:
    """Return a file of some size with bytes of every value."""
    path = tmp_path / "测试报告 2026.bin"
    path.write_bytes(bytes(range(256)) * 5000)
    return path


def names(desk: Desk, number: str) -> list[str]:
    """Return the names of a record's files."""
    return [each.name for each in reading.show(desk, DISCLOSURES, number).attachments]


def test_a_file_goes_in_and_comes_out_as_it_was(desk: Desk, paper: Path, tmp_path: Path) -> None:
    number = add_disclosure(desk)
    made = attachments.attach(desk, DISCLOSURES, number, paper)
    assert (made.name, made.size, made.added_by) == (paper.name, 1_280_000, "李明")
    attachments.detach_copy(desk, DISCLOSURES, number, made.name, tmp_path / "回.bin")
    assert (tmp_path / "回.bin").read_bytes() == paper.read_bytes()
    assert (tmp_path / "回.bin").stat().st_mode & 0o777 == 0o600
    history = records.history(desk, DISCLOSURES, number)
    assert [each.act for each in history] == ["detach-copy", "attach", "add"]
    assert (history[0].values or {})["name"] == made.name
    assert paper.exists()


def test_a_copy_to_look_at_is_told_from_one_that_is_kept(desk: Desk, paper: Path, tmp_path: Path) -> None:
    number = add_disclosure(desk)
    attachments.attach(desk, DISCLOSURES, number, paper)
    printed = documents.print_record(desk, DISCLOSURES, number, tmp_path / "表.pdf")
    attachments.detach_copy(desk, DISCLOSURES, number, paper.name, tmp_path / "看.bin", "look")
    attachments.detach_copy(desk, DISCLOSURES, number, paper.name, tmp_path / "存.bin")
    acts = [each.act for each in records.history(desk, DISCLOSURES, number)]
    assert acts[:2] == ["detach-copy", "open-copy"]
    # Neither changes the record, so that what was printed can be written again.
    again = documents.print_again(desk, printed.stamp.serial, tmp_path / "再.pdf")
    assert again.place.read_bytes() == printed.place.read_bytes()


def test_the_same_name_again_gets_one_of_its_own(desk: Desk, paper: Path) -> None:
    number = add_disclosure(desk)
    for _ in range(3):
        attachments.attach(desk, DISCLOSURES, number, paper)
    assert names(desk, number) == [paper.name, "测试报告 2026 (2).bin", "测试报告 2026 (3).bin"]


def test_a_file_taken_off_is_gone_from_the_record(desk: Desk, paper: Path, tmp_path: Path) -> None:
    number = add_disclosure(desk)
    attachments.attach(desk, DISCLOSURES, number, paper)
    attachments.detach(desk, DISCLOSURES, number, paper.name)
    assert names(desk, number) == []
    for act in (
        lambda: attachments.detach(desk, DISCLOSURES, number, paper.name),
        lambda: attachments.detach_copy(desk, DISCLOSURES, number, paper.name, tmp_path / "回"),
    ):
        with pytest.raises(NotFound):
            act()
    assert not (tmp_path / "回").exists()


def test_a_copy_never_writes_over_a_file(desk: Desk, paper: Path, tmp_path: Path) -> None:
    number = add_disclosure(desk)
    attachments.attach(desk, DISCLOSURES, number, paper)
    (tmp_path / "在.txt").write_text("我的", encoding="utf-8")
    (tmp_path / "link").symlink_to(tmp_path / "nowhere")
    before = state_of_store(desk)
    for target in (
        tmp_path / "在.txt",
        tmp_path / "link",
        tmp_path / "没有" / "x",
        desk.workspace.folder / "x",
    ):
        with pytest.raises(CannotWrite) as refused:
            attachments.detach_copy(desk, DISCLOSURES, number, paper.name, target)
        assert said(refused.value)
    assert (tmp_path / "在.txt").read_text(encoding="utf-8") == "我的"
    assert state_of_store(desk) == before


def test_what_cannot_be_attached_is_said(desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    number = add_disclosure(desk)
    before = state_of_store(desk)
    monkeypatch.setattr(store, "LARGEST", 10)
    (tmp_path / "大.bin").write_bytes(b"x" * 11)
    with pytest.raises(WrongValue) as refused:
        attachments.attach(desk, DISCLOSURES, number, tmp_path / "大.bin")
    assert "大.bin" in said(refused.value)
    for path in (tmp_path / "没有.txt", tmp_path):
        with pytest.raises(NotFound):
            attachments.attach(desk, DISCLOSURES, number, path)
    unreadable = Path("/proc/self/mem")  # a regular file that cannot be read from its beginning
    if unreadable.exists():
        with pytest.raises(Refused) as refused_too:
            attachments.attach(desk, DISCLOSURES, number, unreadable)
        assert "mem" in said(refused_too.value)
    assert state_of_store(desk) == before


RTF = rb"{\rtf1\ansi {\b \'bb\'fa\'c3\'dc}\u9733 ?10\'c4\'ea}"


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("稿.docx", docx("".join(lines("某项目进展", "机密★10年")))),
        ("表.xlsx", workbook_bytes([["参数", "备注"], ["甲", "机密★10年"]])),
        ("页.html", "<html><b>机密</b>&#9733;10年</html>".encode()),
        ("文.rtf", RTF),
        ("机密★10年.png", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR"),
    ],
)
def test_a_file_that_is_marked_above_the_limit_stays_out(
    desk: Desk, tmp_path: Path, name: str, data: bytes
) -> None:
    number = add_disclosure(desk)
    marked = tmp_path / name
    marked.write_bytes(data)
    before = state_of_store(desk)
    with pytest.raises(AboveLimit) as refused:
        attachments.attach(desk, DISCLOSURES, number, marked)
    assert "机密★10年" in said(refused.value)
    assert state_of_store(desk) == before


@pytest.mark.parametrize(
    ("name", "data", "told"),
    [
        ("坏.pdf", b"%PDF-1.7 no more", "damaged"),
        ("图.png", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "neither a document nor text"),
        ("扫.pdf", pdf([[]], picture=True), "1 pages without readable text"),
        ("稿.txt", "正文。".encode(), ""),
    ],
)
def test_a_file_in_which_no_marking_could_be_looked_for_comes_in_with_a_note(
    desk: Desk, tmp_path: Path, name: str, data: bytes, told: str
) -> None:
    (tmp_path / name).write_bytes(data)
    note = attachments.attach(desk, DISCLOSURES, add_disclosure(desk), tmp_path / name).note
    assert (note is None) == (told == "")
    assert note is None or (told in ENGLISH.say(note) and name in ENGLISH.say(note))


def test_an_empty_file_may_be_kept(desk: Desk, tmp_path: Path) -> None:
    number = add_disclosure(desk)
    (tmp_path / "空").touch()
    assert attachments.attach(desk, DISCLOSURES, number, tmp_path / "空").size == 0
    attachments.detach_copy(desk, DISCLOSURES, number, "空", tmp_path / "回")
    assert (tmp_path / "回").read_bytes() == b""
