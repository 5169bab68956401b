"""Documents on their way out: stamped once, marked by the highest of what is in them, logged."""

from __future__ import annotations

import io
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import msoffcrypto
import pypdfium2
import pytest
from openpyxl import load_workbook

from ipdesk.exporting.layout import PaperOptions
from ipdesk.model.errors import CannotWrite, Incomplete, NotFound, NotPermitted, Stale, WrongValue
from ipdesk.operations import audits, documents, intake, reading, records, spills, workspaces
from ipdesk.operations.desk import Desk
from ipdesk.operations.reading import Order
from ipdesk.store import audit
from ipdesk.store.database import rows
from tests.conftest import CHEAP, PASSPHRASE, SetClock
from tests.operations.cases import (
    DISCLOSURES,
    PROJECTS,
    add_disclosure,
    disclosure,
    project,
    said,
    state_of_store,
)


def test_a_stamp_is_made_once_and_kept(desk: Desk, clock: SetClock, tmp_path: Path) -> None:
    number = add_disclosure(desk)
    head = audits.verify(desk).head
    paper = documents.print_record(desk, DISCLOSURES, number, tmp_path / "表.pdf")
    stamp = paper.stamp
    assert (stamp.serial, stamp.user, stamp.lab, stamp.code) == (1, "李明", "某某实验室", "LAB")
    assert (stamp.head, stamp.seq) == (head.hash, head.seq)
    clock.forward(days=3)
    assert documents.stamp_again(desk, 1) == stamp
    with pytest.raises(NotFound):
        documents.stamp_again(desk, 99)
    assert audits.verify(desk, head).whole


@pytest.mark.parametrize("document", ["", "form", "record"])
def test_a_reprint_is_byte_for_byte_the_same(
    document: str, desk: Desk, clock: SetClock, tmp_path: Path
) -> None:
    number = add_disclosure(desk)
    first = documents.print_record(desk, DISCLOSURES, number, tmp_path / "一.pdf", document)
    clock.forward(days=30, hours=5)
    reading.show(desk, DISCLOSURES, number)
    again = documents.print_again(desk, first.stamp.serial, tmp_path / "二.pdf")
    assert again.stamp == first.stamp
    assert (tmp_path / "一.pdf").read_bytes() == (tmp_path / "二.pdf").read_bytes()
    other = documents.print_record(desk, DISCLOSURES, number, tmp_path / "三.pdf", document)
    assert other.stamp.serial == first.stamp.serial + 1
    assert (tmp_path / "三.pdf").read_bytes() != (tmp_path / "一.pdf").read_bytes()


def test_what_left_under_a_password_is_written_again_under_one_only(
    desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "tmp").mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "tmp"))
    number, secret, other = add_disclosure(desk), "春江潮水连海平海上", "hengqin-2026"
    made = documents.print_record(desk, DISCLOSURES, number, tmp_path / "一.pdf", password=secret)
    plain = documents.print_record(desk, DISCLOSURES, number, tmp_path / "明.pdf")
    assert [each.locked for each in documents.printed(desk)] == [False, True]
    before = state_of_store(desk)
    for wrong, reason in (("", "left under a password"), ("short", "fewer than 8")):
        with pytest.raises(WrongValue) as refused:
            documents.print_again(desk, made.stamp.serial, tmp_path / "二.pdf", wrong)
        assert reason in said(refused.value)
    assert state_of_store(desk) == before
    documents.print_again(desk, made.stamp.serial, tmp_path / "二.pdf", other)
    documents.print_again(desk, plain.stamp.serial, tmp_path / "明二.pdf", secret)
    assert pages(tmp_path / "一.pdf", secret) == pages(tmp_path / "二.pdf", other)
    assert pages(tmp_path / "明.pdf") == pages(tmp_path / "明二.pdf", secret)
    documents.print_again(desk, plain.stamp.serial, tmp_path / "明三.pdf")
    assert (tmp_path / "明.pdf").read_bytes() == (tmp_path / "明三.pdf").read_bytes()
    for each in (secret, other):
        assert each.encode() not in everything(desk, tmp_path)
        assert each not in all_rows(desk)
    assert "PL-2026-0001" in all_rows(desk), "the search finds what is there"
    assert list((tmp_path / "tmp").iterdir()) == []


def test_a_locked_register_is_the_same_workbook_inside(desk: Desk, tmp_path: Path) -> None:
    add_disclosure(desk)
    secret = "春江潮水连海平海上"
    with pytest.raises(WrongValue, match="fewer"):
        documents.export_register(desk, DISCLOSURES, tmp_path / "簿.xlsx", password="short")
    paper = documents.export_register(desk, DISCLOSURES, tmp_path / "簿.xlsx", password=secret)
    assert paper.stamp.serial == 1
    locked = msoffcrypto.OfficeFile(io.BytesIO((tmp_path / "簿.xlsx").read_bytes()))
    locked.load_key(password=secret, verify_password=True)
    inside = io.BytesIO()
    locked.decrypt(inside, verify_integrity=True)
    sheet: Any = load_workbook(inside).worksheets[0]
    assert "PL-2026-0001" in [cell.value for row in sheet.iter_rows() for cell in row]
    assert (tmp_path / "簿.xlsx").stat().st_mode & 0o777 == 0o600
    noted = next(each for each in audit.entries(desk.workspace.db) if each.act == "export")
    assert noted.values == {"serial": 1, "file": "簿.xlsx", "records": 1, "locked": True}


def pages(file: Path, password: str | None = None) -> list[str]:
    """Return the texts of a PDF's pages."""
    with pypdfium2.PdfDocument(file, password=password) as document:
        return [page.get_textpage().get_text_range() for page in document]


def everything(desk: Desk, *folders: Path) -> bytes:
    """Return the bytes of all files in the workspace and some folders."""
    found = [each for folder in (desk.workspace.folder, *folders) for each in folder.rglob("*")]
    return b"".join(each.read_bytes() for each in found if each.is_file())


def all_rows(desk: Desk) -> str:
    """Return every row of every table of the store as one text."""
    db = desk.workspace.db
    tables = [each[0] for each in rows(db, "select name from sqlite_master where type = 'table'")]
    return "".join(str(rows(db, f'select * from "{table}"')) for table in tables)


def test_a_reprint_is_laid_on_paper_as_the_first_was(desk: Desk, clock: SetClock, tmp_path: Path) -> None:
    number = add_disclosure(desk)
    options = PaperOptions(watermark=" 仅供\n评审 ", page="official")
    first = documents.print_record(desk, DISCLOSURES, number, tmp_path / "一.pdf", options=options)
    plain = documents.print_record(desk, DISCLOSURES, number, tmp_path / "二.pdf")
    clock.forward(days=3)
    for paper, name in ((first, "一.pdf"), (plain, "二.pdf")):
        documents.print_again(desk, paper.stamp.serial, tmp_path / "再.pdf")
        assert (tmp_path / "再.pdf").read_bytes() == (tmp_path / name).read_bytes()
    assert "— 1 —" in text_of(tmp_path / "一.pdf")
    assert "— 1 —" not in text_of(tmp_path / "二.pdf")
    assert rows(desk.workspace.db, "select options from exports order by serial") == [
        ('{"fonts": {}, "page": "official", "watermark": "仅供 评审"}',),
        ("",),
    ]
    before = state_of_store(desk)
    long = PaperOptions(watermark="长" * 41)
    for act in (
        lambda: documents.print_record(desk, DISCLOSURES, number, tmp_path / "三.pdf", options=long),
        lambda: documents.preview_record(desk, DISCLOSURES, number, options=long),
    ):
        with pytest.raises(WrongValue):
            act()
    assert state_of_store(desk) == before


def test_a_record_that_changed_is_not_reprinted_under_the_old_stamp(desk: Desk, tmp_path: Path) -> None:
    number = add_disclosure(desk)
    documents.print_record(desk, DISCLOSURES, number, tmp_path / "一.pdf")
    records.change(desk, DISCLOSURES, number, {"title": "新名"})
    with pytest.raises(Stale) as refused:
        documents.print_again(desk, 1, tmp_path / "二.pdf")
    assert number in said(refused.value)
    assert not (tmp_path / "二.pdf").exists()
    documents.export_register(desk, DISCLOSURES, tmp_path / "簿.xlsx")
    with pytest.raises(NotFound):
        documents.print_again(desk, 2, tmp_path / "二.pdf")


MARKINGS: list[tuple[list[dict[str, Any]], str, str]] = [
    ([{"level": "public"}], "public", ""),
    ([{"level": "public"}, {"level": "internal"}], "internal", ""),
    ([{"level": "trade", "grade": "core"}, {"level": "public"}, {}], "trade-core", ""),
    ([{"level": "trade"}, {"level": "trade", "grade": "important"}], "trade-important", ""),
    ([], "public", ""),
]


@pytest.mark.parametrize(("many", "handling", "state"), MARKINGS)
def test_an_export_bears_the_highest_marking_of_its_rows(
    many: list[dict[str, Any]], handling: str, state: str, desk: Desk, tmp_path: Path
) -> None:
    records.add(desk, DISCLOSURES, [{"title": f"成果{index}", **each} for index, each in enumerate(many)])
    paper = documents.export_register(desk, DISCLOSURES, tmp_path / "簿.xlsx")
    assert (paper.marking.handling, paper.marking.state, paper.records) == (handling, state, len(many))


def test_state_secrets_and_the_longest_term_stand_on_an_export(
    desk: Desk, clock: SetClock, tmp_path: Path
) -> None:
    space, _ = workspaces.create(
        tmp_path / "涉密", name="某所", code="SUO", highest="confidential", user="李明", passphrase=PASSPHRASE,
        clock=clock, cost=CHEAP,
    )  # fmt: skip
    with space:
        own = Desk(space, desk.translator)
        common = {
            "classification": "secret",
            "classification_number": "定密2026-1",
            "classified_by": "曾广生",
        }
        records.add(
            own,
            DISCLOSURES,
            [
                {"title": "甲", **common, "classification_term": "10年"},
                {"title": "乙", **common, "classification_term": "长期"},
                {"title": "丙", "level": "trade"},
            ],
        )
        paper = documents.export_register(own, DISCLOSURES, tmp_path / "簿.xlsx")
        assert (paper.marking.banner(), paper.marking.handling) == ("秘密★长期", "trade-general")
        only = documents.export_register(own, DISCLOSURES, tmp_path / "丙.xlsx", [("title", "丙")])
        assert (only.marking.banner(), only.records) == ("", 1)
    with pytest.raises(Exception, match="above what this installation"):
        intake.preview(desk, DISCLOSURES, tmp_path / "簿.xlsx")


def test_withheld_records_are_counted(desk: Desk, tmp_path: Path) -> None:
    for index in range(3):
        number = add_disclosure(desk, title=f"成果{index}")
    spills.seal(desk, DISCLOSURES, number, "超限")
    paper = documents.export_register(desk, DISCLOSURES, tmp_path / "簿.xlsx")
    assert (paper.records, paper.withheld) == (2, 1)


def test_a_filter_and_a_text_choose_what_is_exported(desk: Desk, tmp_path: Path) -> None:
    records.add(desk, DISCLOSURES, [disclosure(title="甲", unit="一室"), disclosure(title="乙", unit="二室")])
    for where, text, count in (
        ([("unit", "一室")], "", 1),
        ([], "乙", 1),
        ([("unit", "一室")], "乙", 0),
        ([("level", "内部")], "", 2),
        ([("state", "Draft")], "", 2),
    ):
        paper = documents.export_register(desk, DISCLOSURES, tmp_path / "簿.xlsx", where, text)
        assert paper.records == count, (where, text)


def test_a_place_that_cannot_be_written_is_said(desk: Desk, tmp_path: Path) -> None:
    number = add_disclosure(desk)
    (tmp_path / "夹.xlsx").mkdir()
    (tmp_path / "夹.pdf").mkdir()
    acts: list[Callable[[], object]] = [
        lambda: documents.export_register(desk, DISCLOSURES, tmp_path / "没有" / "簿.xlsx"),
        lambda: documents.export_register(desk, DISCLOSURES, tmp_path / "夹.xlsx"),
        lambda: documents.print_record(desk, DISCLOSURES, number, tmp_path / "夹.pdf"),
        lambda: documents.blank_form(desk, DISCLOSURES, tmp_path / "没有" / "表.xlsx"),
        lambda: audits.export_log(desk, tmp_path / "没有" / "志.xlsx"),
    ]
    for act in acts:
        with pytest.raises(CannotWrite) as refused:
            act()
        assert len(refused.value.messages()) == 3
        assert said(refused.value)
    assert not list(tmp_path.rglob("*.part"))


@pytest.mark.parametrize("name", ["store.db.xlsx", "rules/新.xlsx", "backups/簿.xlsx"])
def test_no_document_is_written_into_the_workspace_itself(name: str, desk: Desk) -> None:
    number = add_disclosure(desk)
    target = desk.workspace.folder / name
    before = target.read_bytes() if target.exists() else None
    acts: list[Callable[[], object]] = [
        lambda: documents.export_register(desk, DISCLOSURES, target),
        lambda: documents.print_record(desk, DISCLOSURES, number, target.with_suffix(".pdf")),
        lambda: documents.blank_form(desk, DISCLOSURES, target),
        lambda: audits.export_log(desk, target),
    ]
    for act in acts:
        with pytest.raises(CannotWrite) as refused:
            act()
        assert "inside the workspace folder" in said(refused.value)
    assert (target.read_bytes() if target.exists() else None) == before
    assert reading.counts(desk)[0][1] == 1


@pytest.mark.parametrize("name", ["表.docx", "表.xlsx", "表", "表.txt"])
def test_a_pdf_is_not_written_under_another_ending(name: str, desk: Desk, tmp_path: Path) -> None:
    number = add_disclosure(desk)
    with pytest.raises(WrongValue) as refused:
        documents.print_record(desk, DISCLOSURES, number, tmp_path / name)
    assert ".pdf" in said(refused.value)
    assert not (tmp_path / name).exists()


@pytest.mark.parametrize("name", ["簿.csv", "簿.xls", "簿", "簿.docx"])
def test_a_register_is_not_written_under_another_ending(name: str, desk: Desk, tmp_path: Path) -> None:
    with pytest.raises(WrongValue) as refused:
        documents.export_register(desk, DISCLOSURES, tmp_path / name)
    assert ".xlsx, .pdf" in said(refused.value)
    assert not (tmp_path / name).exists()


@pytest.mark.parametrize("name", ["簿.csv", "簿.xls", "簿", "簿.pdf"])
def test_a_workbook_is_not_written_under_another_ending(name: str, desk: Desk, tmp_path: Path) -> None:
    acts: list[Callable[[], object]] = [
        lambda: documents.blank_form(desk, DISCLOSURES, tmp_path / name),
        lambda: audits.export_log(desk, tmp_path / name),
    ]
    for act in acts:
        with pytest.raises(WrongValue) as refused:
            act()
        assert ".xlsx" in said(refused.value)
    assert not (tmp_path / name).exists()


def test_a_register_as_pdf_holds_the_columns_and_rows_of_the_list_in_their_order(
    desk: Desk, tmp_path: Path
) -> None:
    given = [
        disclosure(title=title, unit=unit)
        for title, unit in (("乙件", "一室"), ("甲件", "一室"), ("丙件", "二室"))
    ]
    made = records.add(desk, DISCLOSURES, given)
    for order, first, last in (
        (Order("title", descending=False), "甲件", "乙件"),
        (Order("title"), "乙件", "甲件"),
    ):
        paper = documents.export_register(
            desk, DISCLOSURES, tmp_path / "簿.pdf", [("unit", "一室")], order=order
        )
        text = text_of(tmp_path / "簿.pdf")
        assert (paper.records, paper.marking.handling) == (2, "internal")
        assert text.index(first) < text.index(last)
        assert "丙件" not in text
        for wanted in (*(each.number for each in made[:2]), paper.stamp.name(), "内部", "李明"):
            assert wanted in text
        for name in DISCLOSURES.columns:
            assert desk.translator.to("zh").label(DISCLOSURES.field(name).kind.label) in text
    db = desk.workspace.db
    assert rows(db, "select kind, register, name from exports where serial = 2") == [
        ("export", "disclosures", "簿.pdf")
    ]
    assert rows(db, "select count(*) from export_entries where serial = 2") == [(2,)]


def test_a_register_as_pdf_bears_the_highest_marking_and_leaves_sealed_records_out(
    desk: Desk, tmp_path: Path
) -> None:
    records.add(
        desk,
        DISCLOSURES,
        [disclosure(title="甲\U0001f600"), disclosure(title="乙", level="trade", grade="core")],
    )
    number = add_disclosure(desk, title="丙")
    spills.seal(desk, DISCLOSURES, number, "超限")
    paper = documents.export_register(desk, DISCLOSURES, tmp_path / "簿.PDF")
    assert (paper.records, paper.withheld, paper.marking.handling) == (2, 1, "trade-core")
    assert paper.unresolved == ("\U0001f600",)
    assert "技术秘密" in text_of(tmp_path / "簿.PDF")
    assert number not in text_of(tmp_path / "簿.PDF")
    with pytest.raises(NotFound):
        documents.print_again(desk, paper.stamp.serial, tmp_path / "再.pdf")


def test_an_ending_may_be_written_large(desk: Desk, tmp_path: Path) -> None:
    number = add_disclosure(desk)
    documents.print_record(desk, DISCLOSURES, number, tmp_path / "表.PDF")
    documents.export_register(desk, DISCLOSURES, tmp_path / "簿.XLSX")
    assert (tmp_path / "表.PDF").read_bytes().startswith(b"%PDF-")


def test_documents_are_private_to_the_user(desk: Desk, tmp_path: Path) -> None:
    number = add_disclosure(desk)
    documents.print_record(desk, DISCLOSURES, number, tmp_path / "表.pdf")
    documents.export_register(desk, DISCLOSURES, tmp_path / "簿.xlsx")
    documents.blank_form(desk, DISCLOSURES, tmp_path / "空.xlsx")
    assert {each.stat().st_mode & 0o777 for each in tmp_path.iterdir() if each.is_file()} == {0o600}


def test_a_document_that_is_not_there_names_those_that_are(desk: Desk, tmp_path: Path) -> None:
    number = add_disclosure(desk)
    assert documents.document_names(DISCLOSURES) == ("form", "receipt", "rework", "secrecy-check", "record")
    assert documents.document_names(PROJECTS) == ("ip-sheet", "record")
    before = state_of_store(desk)
    with pytest.raises(NotFound) as refused:
        documents.print_record(desk, DISCLOSURES, number, tmp_path / "表.pdf", "licence")
    assert "form" in said(refused.value)
    with pytest.raises(NotFound):
        documents.print_record(desk, DISCLOSURES, "PL-1999-0001", tmp_path / "表.pdf")
    assert state_of_store(desk) == before


def test_what_left_is_logged_with_the_records_in_it(desk: Desk, tmp_path: Path) -> None:
    records.add(desk, PROJECTS, [project()])
    number = add_disclosure(desk)
    documents.print_record(desk, DISCLOSURES, number, tmp_path / "表.pdf")
    documents.export_register(desk, PROJECTS, tmp_path / "项目.xlsx")
    documents.blank_form(desk, DISCLOSURES, tmp_path / "空.xlsx")
    db = desk.workspace.db
    assert rows(db, "select kind, register, name from exports order by serial") == [
        ("print", "disclosures", "表.pdf"),
        ("export", "projects", "项目.xlsx"),
        ("form", "disclosures", "空.xlsx"),
    ]
    assert rows(db, "select serial, count(*) from export_entries group by serial") == [(1, 1), (2, 1)]


@pytest.mark.parametrize("language", ["zh", "en"])
def test_documents_come_in_the_language_asked_for(language: str, desk: Desk, tmp_path: Path) -> None:
    from openpyxl import load_workbook

    add_disclosure(desk)
    documents.export_register(desk, DISCLOSURES, tmp_path / "簿.xlsx", language=language)
    sheet: Any = load_workbook(tmp_path / "簿.xlsx").worksheets[0]
    cells = {str(cell.value) for row in sheet.iter_rows() for cell in row}
    assert ("Draft" in cells) is (language == "en")
    previewed = intake.preview(desk, DISCLOSURES, tmp_path / "簿.xlsx")
    assert previewed.counts() == {"new": 0, "same": 1, "changed": 0, "refused": 0}


def test_a_preview_makes_no_stamp_and_says_that_it_is_one(desk: Desk, tmp_path: Path) -> None:
    number = add_disclosure(desk, title="热链\U0001f600组件")
    before = state_of_store(desk)
    proof = documents.preview_record(desk, DISCLOSURES, number)
    assert state_of_store(desk) == before
    assert (proof.mark, proof.unresolved) == ("内部", ("\U0001f600",))
    chinese = desk.translator.to("zh").label
    for page in range(len(proof.pages)):
        text = "".join(pypdfium2.PdfDocument(proof.data)[page].get_textpage().get_text_range().split())
        assert chinese("PREVIEW") in text
        assert "LAB-0000" not in text
    assert documents.preview_page(proof, 0, 1.0).width == 596
    assert documents.print_record(desk, DISCLOSURES, number, tmp_path / "表.pdf").stamp.serial == 1
    whole = documents.preview_record(desk, DISCLOSURES, number, "record", "en")
    assert whole.title != proof.title


def test_each_document_has_a_label(desk: Desk) -> None:
    assert list(documents.document_labels(DISCLOSURES)) == list(documents.document_names(DISCLOSURES))
    assert documents.document_labels(PROJECTS) == {
        "ip-sheet": "IP Sheet of a Research Project",
        "record": "Record sheet",
    }


def test_what_cannot_be_confirmed_yet_is_not_printed(desk: Desk, tmp_path: Path) -> None:
    number = add_disclosure(desk)
    before = state_of_store(desk)
    for name in ("receipt", "rework", "secrecy-check"):
        with pytest.raises(Incomplete):
            documents.preview_record(desk, DISCLOSURES, number, name)
        with pytest.raises(Incomplete):
            documents.print_record(desk, DISCLOSURES, number, tmp_path / "回执.pdf", name)
    assert state_of_store(desk) == before
    records.move(desk, DISCLOSURES, number, "submitted")
    assert documents.print_record(desk, DISCLOSURES, number, tmp_path / "回执.pdf", "receipt").records == 1


def test_an_ip_sheet_is_written_again_only_while_the_same_records_belong_in_it(
    desk: Desk, tmp_path: Path
) -> None:
    project_number = records.add(desk, PROJECTS, [project()])[0].number
    linked = add_disclosure(desk, projects=[project_number])
    first = documents.print_record(desk, PROJECTS, project_number, tmp_path / "一.pdf", "ip-sheet")
    assert linked in text_of(tmp_path / "一.pdf")
    documents.print_again(desk, first.stamp.serial, tmp_path / "二.pdf")
    assert (tmp_path / "一.pdf").read_bytes() == (tmp_path / "二.pdf").read_bytes()
    (listed,) = documents.printed(desk)
    assert (listed.number, listed.changed) == (project_number, False)
    add_disclosure(desk, projects=[project_number], title="另一种热链", problem="", solution="", features="")
    with pytest.raises(Stale, match="Other records"):
        documents.print_again(desk, first.stamp.serial, tmp_path / "三.pdf")
    records.change(desk, DISCLOSURES, linked, {"unit": "另一部门"})
    with pytest.raises(Stale, match="changed"):
        documents.print_again(desk, first.stamp.serial, tmp_path / "三.pdf")
    assert not (tmp_path / "三.pdf").exists()


def text_of(place: Path) -> str:
    """Return the words of a PDF."""
    with pypdfium2.PdfDocument(place) as opened:
        return "".join(page.get_textpage().get_text_range() for page in opened)


def test_who_may_not_print_sees_no_preview(desk: Desk, as_user: Callable[..., Desk]) -> None:
    number = add_disclosure(desk)
    with pytest.raises(NotPermitted):
        documents.preview_record(as_user("reader"), DISCLOSURES, number)
    with pytest.raises(NotFound):
        documents.preview_record(desk, DISCLOSURES, number, "没有")


def test_a_register_as_pdf_opens_with_its_password_only(desk: Desk, tmp_path: Path) -> None:
    number = add_disclosure(desk)
    documents.export_register(desk, DISCLOSURES, tmp_path / "簿.pdf", password="hengqin-2026")
    with pytest.raises(pypdfium2.PdfiumError):
        pypdfium2.PdfDocument(tmp_path / "簿.pdf")
    with pypdfium2.PdfDocument(tmp_path / "簿.pdf", password="hengqin-2026") as opened:
        assert number in "".join(page.get_textpage().get_text_range() for page in opened)
