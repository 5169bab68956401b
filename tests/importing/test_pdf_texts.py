"""PDF as manuscripts: text by page, what hangs on it, pages without text, and files that are not whole."""

from __future__ import annotations

from io import BytesIO

import pikepdf
import pytest

from ipdesk.importing.limits import Unreadable
from ipdesk.importing.manuscript_drafts import Draft
from ipdesk.importing.manuscripts import LIMITS
from ipdesk.importing.pdf_objects import tell_raw
from ipdesk.importing.pdf_second import read_pdf_again
from ipdesk.importing.pdf_texts import AGAIN, read_pdf
from tests.importing.manuscript_makers import answer_of, pdf, pdf_with_map, read, told

FULL = "低温热链装置在连续运行中保持了稳定的导热能力而其质量没有增加"
PAGES = [
    ["某某学报 第3期", f"{FULL[page:]}第{page}页的内容", FULL[page:25], f"{FULL[page:18]}是3.7K。", str(page)]
    for page in range(1, 5)
]
LOOP = b"%PDF-1.7\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj 2 0 obj<</Type/Pages/Count 9/Kids[2 0 R 2 0 R]>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF"


def claiming(count: int) -> bytes:
    made = b"%%PDF-1.7\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj 2 0 obj<</Type/Pages/Count %d/Kids[3 0 R]>>endobj\n"
    return (
        made % count
        + b"3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF"
    )


def locked(password: str) -> bytes:
    out = BytesIO()
    with pikepdf.open(BytesIO(pdf([["内容"]]))) as made:
        made.save(out, encryption=pikepdf.Encryption(owner=password, user=password))
    return out.getvalue()


def test_text_flows_and_every_page_is_known() -> None:
    found = read(pdf(PAGES, title="机密★3年"))
    assert (found.kind, found.unit, found.unread) == ("pdf", "page", ())
    for page in range(1, 5):
        at = found.text.index(f"第{page}页的内容")
        assert found.place_of(at) == page
    assert told(found, "header") == [(page, "某某学报 第3期") for page in range(1, 5)]
    assert told(found, "footer") == [(page, str(page)) for page in range(1, 5)]
    assert dict(found.properties)["Title"] == "机密★3年"
    assert found.mark is not None and found.mark.where == "property"


def test_a_title_in_larger_letters_stands_by_itself() -> None:
    lines = [FULL[:-2], FULL, FULL[3:]]
    assert told(read(pdf([lines], large=1))) == [(1, f"{FULL[:-2]}\n{FULL}{FULL[3:]}")]
    assert told(read(pdf([lines]))) == [(1, "".join(lines))]


def test_signs_beyond_the_first_plane_are_one_code_point() -> None:
    found = read(pdf_with_map("AB", {"A": "𠮷", "B": "田"}))
    assert told(found) == [(1, "𠮷田")]


def test_pages_without_text_and_with_unknown_signs_are_unscanned() -> None:
    scanned = read(pdf([["有文字的一页，足够长，不是扫描件。"], []], picture=True))
    assert scanned.unscanned() == (2,)
    assert [(each.what, each.place, each.name) for each in scanned.unread] == [
        ("page", 2, "no-text"), ("picture", 2, "1"),
    ]  # fmt: skip
    stamped = read(pdf([["第1页"]], picture=True))
    assert stamped.unscanned() == (1,), "a number over a picture of the page is no text layer"
    private = read(pdf_with_map("ABAB", {"A": "\ue001", "B": "\ufffd"}))
    assert [(each.what, each.name) for each in private.unread] == [("page", "unknown-signs")]


def test_text_beside_the_page_is_read_too() -> None:
    assert "看不见的话" in read(pdf([["看得见的话"], ["看不见的话"]], top=3_000)).text


def test_an_empty_page_is_no_scan() -> None:
    assert read(pdf([["甲乙丙丁"], [], ["戊己庚辛"]])).unread == ()


def test_annotations_attachments_and_layers() -> None:
    out = BytesIO()
    with pikepdf.open(BytesIO(pdf([["正文内容"]], notes=["请删去配方"]))) as made:
        made.attachments["原始数据.xlsx"] = b"PK"
        made.Root.OCProperties = pikepdf.Dictionary(
            OCGs=[made.make_indirect(pikepdf.Dictionary(Type=pikepdf.Name.OCG, Name="内部水印"))]
        )
        with made.open_metadata() as data:
            data["dc:subject"] = ["工作秘密"]
        made.save(out, object_stream_mode=pikepdf.ObjectStreamMode.disable)
    found = read(out.getvalue())
    assert told(found, "annotation") == [(1, "请删去配方")]
    assert [(each.what, each.place, each.name) for each in found.unread] == [
        ("attachment", 0, "原始数据.xlsx")
    ]
    assert ("Layer", "内部水印") in found.properties
    assert "工作秘密" in dict(found.properties)["XMP"]


@pytest.mark.parametrize("packed", [True, False])
def test_properties_of_ones_own_layers_and_all_of_a_note_are_read(packed: bool) -> None:
    out = BytesIO()
    mode = pikepdf.ObjectStreamMode.generate if packed else pikepdf.ObjectStreamMode.disable
    with pikepdf.open(BytesIO(pdf([["正文内容"]], notes=["请删去"]))) as made:
        made.docinfo["/密级"] = "机密★10年"
        [note] = made.pages[0].Annots
        note.T, note.Subj, note.RC = "审稿人甲", "内部资料", "<p>请删去</p>"
        layer = pikepdf.Dictionary(Type=pikepdf.Name.OCG, Name="图层机密")  # whose bytes hold a backslash
        made.Root.OCProperties = pikepdf.Dictionary(OCGs=[made.make_indirect(layer)])
        made.save(out, object_stream_mode=mode)
    found = read(out.getvalue())
    assert ("密级", "机密★10年") in found.properties and ("Layer", "图层机密") in found.properties
    assert told(found, "annotation") == [(1, "请删去"), (1, "内部资料"), (1, "审稿人甲")]
    assert found.mark is not None and found.mark.level == "confidential"


def test_a_name_in_signs_that_were_escaped_is_whole() -> None:
    draft = Draft("pdf")
    tell_raw(b"1 0 obj<</Type/OCG/Name(\\376\\377\\134B\\n\\\\)>>endobj", draft)
    assert draft.properties == [("Layer", "层\u0a5c")]
    tell_raw(b"/Encrypt /OCProperties 1 0 obj<</Type/OCG/Name(\\376)>>endobj", draft)
    assert draft.unread == [("more", 0, "OCG")] and len(draft.properties) == 1


def test_a_password_opens_and_a_wrong_one_does_not() -> None:
    data = locked("春江")
    assert told(read(data, password="春江")) == [(1, "内容")]
    for password, code in (("", "encrypted"), ("潮水", "wrong-password")):
        with pytest.raises(Unreadable) as error:
            answer_of(data, password=password)
        assert error.value.code == code


def test_junk_before_the_beginning_is_passed_over() -> None:
    assert told(read(b"From: a mail\r\n" * 120 + pdf([["内容"]]))) == [(1, "内容")]


@pytest.mark.parametrize("reader", [read_pdf, read_pdf_again])
@pytest.mark.parametrize(
    ("data", "code"),
    [
        (pdf(PAGES)[:-400], "damaged"),
        (pdf(PAGES)[: len(pdf(PAGES)) // 2], "damaged"),
        (b"%PDF-1.7", "damaged"),
        (LOOP, "damaged"),
        (claiming(10_000), "too-many-pages"),
    ],
    ids=["end", "half", "head", "loop", "claiming"],
)
def test_files_that_are_not_whole_are_refused(reader, data: bytes, code: str) -> None:  # type: ignore[no-untyped-def]
    try:
        answer = reader(data, LIMITS)
    except Unreadable as error:
        assert error.code in (code, "damaged")
    else:
        assert reader is read_pdf and answer == AGAIN, "the second reader has the last word"


def test_the_second_reader_tells_the_same() -> None:
    data = pdf(PAGES, notes=["请删去"], picture=True)
    again = read_pdf_again(data, LIMITS).decode()
    for text in ("第3页的内容", "请删去", "某某学报 第3期"):
        assert text in again
