"""The paper of an agreement: told as a draft where nobody approved it, in two languages, with lists as tables."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pypdfium2
import pytest

from ipdesk.exporting.blocks import remember_paragraphs
from ipdesk.exporting.documents import documents_of, kinds_of
from ipdesk.exporting.documents.agreements import UNAPPROVED
from ipdesk.exporting.layout import Document, Grid, Pairs, PaperOptions, Prose, Signatures, texts_of
from ipdesk.exporting.pdf import render
from ipdesk.registers import register
from ipdesk.registers.agreement_paper import told
from ipdesk.rules.clause_files import NAMES, shipped_template
from ipdesk.rules.clauses import BLANK, compose
from tests.exporting.golden import JOINER, STAMP, ZH


def paper(**values: Any) -> Document:
    """Return the paper of the sample agreement with other values."""
    record = replace(JOINER, **values)
    template = shipped_template(record.kind)
    languages = ("zh", "en") if record.bilingual else ("zh",)
    papers = [compose(template, {}, told(record, STAMP.lab, {}), each) for each in languages]
    return documents_of("agreements")["agreement"](register("agreements"), record, (), ZH, papers)


def pages(document: Document) -> list[str]:
    """Return the text of each page."""
    data = render(document, STAMP, PaperOptions(page="official"))
    return [page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(data)]


def test_what_nobody_approved_says_so_where_one_signs_and_on_each_page() -> None:
    document = paper()
    said = ZH.label(UNAPPROVED)
    assert said.startswith("待法务审核")
    assert [each.statement for each in document.sections if isinstance(each, Signatures)] == [said]
    assert all("待法务审核" in page for page in pages(document))
    approved = paper(approval="王法务 2026-01-01")
    assert not any("待法务审核" in text for text in texts_of(approved))


def test_a_list_to_fill_is_a_table_and_the_rest_stays_words() -> None:
    sections = paper().sections
    [grid] = [each for each in sections if isinstance(each, Grid)]
    assert [each.label for each in grid.columns] == ["名称", "种类和编号", "权利人", "取得日期"]
    assert grid.blank > 3
    last = sections[-1]
    assert isinstance(last, Pairs)
    assert [(each.label, each.text) for each in last.entries[1:]] == [
        ("填写人", "单雨桐"),
        ("签字", ""),
        ("日期", ""),
    ]
    proses = [each.text for each in sections if isinstance(each, Prose)]
    assert any("没有的，写“无”" in each for each in proses)


def test_two_languages_stand_clause_by_clause_and_ask_for_a_list_once() -> None:
    sections = paper(bilingual=True).sections
    titles = [each.title for each in sections if isinstance(each, Prose) and each.title]
    assert [titles[0], titles[1]] == ["第一条　当事人与岗位", "Article 1　Parties and post"]
    [grid] = [each for each in sections if isinstance(each, Grid)]
    assert grid.columns[0].label == "名称 / Name"
    english = [each for each in sections if isinstance(each, Prose) and each.title.startswith("Article")]
    assert all(each.smaller for each in english)


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("bilingual", [False, True])
def test_every_template_of_ours_makes_whole_pages(name: str, bilingual: bool) -> None:
    """An annex begins a page, the place to sign is whole, and no annex asks for a list in prose."""
    document = paper(kind=name, bilingual=bilingual)
    made = pages(document)
    annexes = [each.title for each in document.sections if isinstance(each, Prose) and each.fresh]
    for title in annexes:
        [page] = [each for each in made if f"{title}\r\n" in each]
        assert len(page[: page.index(title)].splitlines()) <= 4  # nothing but what stands around each page
    [signing] = [each for each in document.sections if isinstance(each, Signatures)]
    whole = [page for page in made if signing.title in page]
    assert len(whole) == 1
    assert whole[0].count("签字（盖章）") == len(signing.signers)
    start = next(place for place, each in enumerate(document.sections) if isinstance(each, Signatures))
    after = [each.text for each in document.sections[start:] if isinstance(each, Prose)]
    assert not any(BLANK in line and "：" in line for text in after for line in text.splitlines())


def test_an_agreement_is_set_on_the_official_page() -> None:
    assert kinds_of("agreements")["agreement"].page == "official"
    assert {each.page for each in kinds_of("disclosures").values()} == {"dense"}


def test_words_that_were_set_before_come_out_the_same() -> None:
    """What is remembered of paragraphs changes no byte of a paper."""
    options = PaperOptions(page="official")
    plain = render(paper(), STAMP, options)
    remember_paragraphs(100)
    try:
        assert render(paper(), STAMP, options) == plain
        assert render(paper(), STAMP, options) == plain
    finally:
        remember_paragraphs(0)
