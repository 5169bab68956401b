"""PDFs: what is copied out equals what was put in, and nothing else is in them."""

from __future__ import annotations

import re
from dataclasses import replace

import pypdfium2
import pytest

from ipdesk.exporting import pdf
from ipdesk.exporting.documents import documents_of
from ipdesk.exporting.layout import (
    Document,
    Grid,
    Pairs,
    Prose,
    Signatures,
    Stamp,
    column_of,
    furniture_for,
    texts_of,
)
from ipdesk.exporting.pdf import render, render_table, unresolved
from ipdesk.exporting.records import record_document, register_table
from ipdesk.model.findings import Finding
from ipdesk.model.marking import Marking
from ipdesk.model.text import Message, Translator
from ipdesk.registers.disclosures import REGISTER, Disclosure

RARE = "𬭎䶮㛃𫍽𠅤喆堃昇祎"
HOSTILE = '<img src="/etc/passwd"/> a<b & <b>粗</b> &lt; </para>'


def pages(data: bytes) -> list[str]:
    document = pypdfium2.PdfDocument(data)
    return [document[number].get_textpage().get_text_range() for number in range(len(document))]


def squeezed(text: str) -> str:
    return "".join(text.split()).replace("\u2060", "").replace("\ufffe", "-")


def of_text(text: str, translator: Translator, marking: Marking | None = None) -> Document:
    marking = marking or Marking()
    return Document(
        title="文件",
        subtitle="",
        marking=marking,
        furniture=furniture_for(marking, translator),
        sections=(Prose(title="正文", text=text),),
    )


@pytest.fixture
def form(full: Disclosure, stamp: Stamp, translator: Translator) -> bytes:
    return render(documents_of("disclosures")["form"](REGISTER, full, (), translator), stamp)


def test_rare_characters_are_copied_out_as_they_were(stamp: Stamp, translator: Translator) -> None:
    assert RARE in squeezed("".join(pages(render(of_text(f"姓名：{RARE}。", translator), stamp))))


def test_the_whole_text_of_a_form_is_copied_out(
    full: Disclosure, stamp: Stamp, translator: Translator, form: bytes
) -> None:
    found = squeezed("".join(pages(form)))
    for text in texts_of(documents_of("disclosures")["form"](REGISTER, full, (), translator)):
        for paragraph in text.split("\n"):
            # A paragraph may run over two pages, between which head and foot stand.
            for part in re.split(r"(?<=[。；])", paragraph):
                if len(part) < 60:
                    assert squeezed(part) in found


def test_ticked_boxes_are_copied_out_too(form: bytes) -> None:
    found = squeezed(pages(form)[0])
    assert "☑Technicalsecret" in found
    assert "☐Public" in found


def test_user_text_is_never_markup(stamp: Stamp, translator: Translator) -> None:
    assert squeezed(HOSTILE) in squeezed("".join(pages(render(of_text(HOSTILE, translator), stamp))))


def test_only_our_faces_are_in_it_and_they_are_embedded(form: bytes) -> None:
    assert b"Helvetica" not in form
    names = set(re.findall(rb"/BaseFont /[A-Z]{6}\+([\w-]+)", form))
    assert names <= {
        b"NotoSerifSC-Regular",
        b"NotoSerifSC-Bold",
        b"NotoSansSC-Regular",
        b"NotoSansSC-Bold",
        b"LXGWWenKai-Regular",
    }
    assert b"/FontFile2" in form


def test_metadata_language_and_outline(full: Disclosure, stamp: Stamp, chinese: Translator) -> None:
    data = render(record_document(REGISTER, full, (), chinese), stamp)
    document = pypdfium2.PdfDocument(data)
    assert document.get_metadata_value("Title") == chinese.label(REGISTER.one)
    assert document.get_metadata_value("Author") == "示范材料研究所"
    assert document.get_metadata_value("CreationDate") == "D:20261122123300+08'00'"
    assert b"/Lang (zh-CN)" in data
    assert len(list(document.get_toc())) > 3


def test_each_page_bears_marking_number_and_stamp(form: bytes) -> None:
    texts = pages(form)
    assert len(texts) > 2
    for number, text in enumerate(texts, 1):
        assert f"Page {number} of {len(texts)}" in text
        assert "Technical secret (important)" in text
        for part in ("SFCL-000012", "陈立", "2026-11-22 12:33 +08:00", "ab12cd34ef56"):
            assert part in text


def test_the_state_mark_stands_at_the_top_left_of_every_page(stamp: Stamp, translator: Translator) -> None:
    marking = Marking(state="confidential", term="10年", decision="密定1号")
    data = render(of_text("一段正文。" * 900, translator, marking), stamp)
    document = pypdfium2.PdfDocument(data)
    assert len(document) > 1
    for number in range(len(document)):
        page = document[number].get_textpage()
        searcher = page.search("机密★10年")
        found = searcher.get_next()
        assert found is not None
        left, bottom, *_ = page.get_charbox(found[0])
        assert left < 90
        assert bottom > 770


def test_unknown_characters_are_reported_before_signing(translator: Translator) -> None:
    assert unresolved(of_text("甲\U0001f600乙", translator)) == ("\U0001f600",)
    assert unresolved(of_text(RARE + "☑", translator)) == ()


def test_unknown_characters_are_still_copied_out(stamp: Stamp, translator: Translator) -> None:
    assert "甲\U0001f600乙" in squeezed("".join(pages(render(of_text("甲\U0001f600乙", translator), stamp))))


def test_broken_text_does_not_break_the_document(stamp: Stamp, translator: Translator) -> None:
    assert len(pages(render(of_text("a\x00b\ud800c\t\u200bd", translator), stamp))) == 1


def test_a_place_to_sign_is_on_one_page(stamp: Stamp, translator: Translator) -> None:
    for lines in range(20, 60, 5):
        document = of_text("\n".join(["一行"] * lines), translator)
        signers = Signatures(title="签字", signers=tuple(f"签字人{number}" for number in range(5)))
        texts = pages(render(replace(document, sections=(*document.sections, signers)), stamp))
        assert [text.count("签字人") for text in texts if "签字人" in text] == [5]


def test_a_cell_longer_than_a_page_is_carried_over(
    full: Disclosure, stamp: Stamp, translator: Translator
) -> None:
    long = "".join(f"第{number}句。" for number in range(2_000))
    field = REGISTER.field("solution")
    grid = Grid(title="表", columns=(column_of(field, translator),), rows=((long,), ("尾行",)))
    texts = pages(render(replace(of_text("", translator), sections=(grid,)), stamp))
    assert len(texts) > 3
    found = squeezed("".join(texts))
    assert all(f"第{number}句。" in found for number in (0, 777, 1_999))
    assert "尾行" in texts[-1]


def test_a_register_is_printed_across_with_its_heading_on_each_page(
    full: Disclosure, stamp: Stamp, translator: Translator
) -> None:
    rows = [replace(full, number=f"PL-2026-{number:04}") for number in range(60)]
    data = render_table(register_table(REGISTER, rows, translator), Marking(), stamp, translator)
    texts = pages(data)
    assert len(texts) > 1
    assert all(squeezed(REGISTER.field("title").kind.label) in squeezed(text) for text in texts)
    found = squeezed("".join(texts))
    assert all(record.number in found for record in rows)
    width, height = pypdfium2.PdfDocument(data)[0].get_size()
    assert width > height


def test_an_empty_register_is_a_page(stamp: Stamp, translator: Translator) -> None:
    assert (
        len(pages(render_table(register_table(REGISTER, [], translator), Marking(), stamp, translator))) == 1
    )


def test_findings_are_printed_when_asked_for(full: Disclosure, stamp: Stamp, translator: Translator) -> None:
    found = [Finding(id="x", field="title", severity="warn", message=Message("Look at this."))]
    data = render(record_document(REGISTER, full, found, translator), stamp)
    assert "Lookatthis." in squeezed("".join(pages(data)))


def test_labels_without_entries_are_a_heading(stamp: Stamp, translator: Translator) -> None:
    document = replace(of_text("文", translator), sections=(Pairs(title="甲部分", entries=()),))
    assert "甲部分" in "".join(pages(render(document, stamp)))


def test_a_form_is_small_enough_to_mail(form: bytes) -> None:
    assert len(form) < 400_000


@pytest.mark.parametrize(("label", "torn"), [("Request for fee reduction", False), ("a b " * 9, True)])
def test_a_choice_of_a_few_words_is_not_torn_at_the_end_of_a_line(label: str, torn: bool) -> None:
    assert (" " in pdf._option(label, False, False)) is torn
