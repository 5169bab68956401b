"""Printed lines made to flow: hyphens and breaks go, running heads and page numbers stand apart, paragraphs stay."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from ipdesk.importing.manuscript_drafts import Draft
from ipdesk.importing.page_flow import flowing
from ipdesk.importing.pdf_pages import tell_pages

FULL = "低温热链装置在连续运行中保持了稳定的导热能力而其质量没有增加"


def test_lines_of_a_paragraph_are_joined_and_short_ones_end_it() -> None:
    (page,) = flowing([f"{FULL}\n{FULL}\n到此为止。\n{FULL}"])
    assert page.body == f"{FULL}{FULL}到此为止。\n{FULL}"


def test_words_parted_by_a_hyphen_are_whole_again() -> None:
    text = (
        "The thermal link was measured at a tem-\nperature of four kelvin in a state-of-the-\nart cryostat and held its con\x02ductance throughout\n"
        "the whole of the run without any fault."
    )
    (page,) = flowing([text])
    assert "a temperature of four" in page.body
    assert "state-of-the-art cryostat" in page.body
    assert "its conductance throughout the whole" in page.body


def test_running_heads_and_page_numbers_stand_apart_and_the_body_runs_over_pages() -> None:
    texts = [
        f"某某学报 第3期\n{FULL[number:]}{'一二三四五六'[number] * number}\n{FULL[: 20 + number]}{'一二三四五六'[number] * 9}\n- {number + 7} -"
        for number in range(5)
    ]
    pages = flowing(texts)
    assert [page.running for page in pages] == [
        (("header", "某某学报 第3期"), ("footer", f"- {number + 7} -")) for number in range(5)
    ]
    assert [page.joint for page in pages[1:]] == [""] * 4


def test_a_word_runs_over_from_page_to_page() -> None:
    line = "the thermal link was measured at low "
    draft = Draft("pdf")
    tell_pages([f"{line}tem-", f"perature without fault and so on\n{line}"], draft)
    text = "".join(draft.pieces)
    assert text == f"{line}temperature without fault and so on {line.strip()}"
    assert [text[begin:end][:9] for begin, end, _, _ in draft.parts] == ["the therm", "perature "]


def test_numbers_that_do_not_run_with_the_pages_stay() -> None:
    pages = flowing([f"{FULL[at:]}\n2019" for at in range(3)])
    assert [page.running for page in pages] == [(), (), ()]
    assert all(page.body.endswith("2019") for page in pages)


def test_entries_of_references_each_begin_a_line() -> None:
    (page,) = flowing([f"参考文献\n[1] {FULL}\n{FULL}\n[2] {FULL}"])
    assert page.body.splitlines() == ["参考文献", f"[1] {FULL}{FULL}", f"[2] {FULL}"]


def test_a_number_within_a_sentence_begins_nothing() -> None:
    (page,) = flowing([f"{FULL}\n4.2 K 时如\n{FULL}。\n2.1 装置的结构\n{FULL}"])
    assert page.body.startswith(f"{FULL}4.2 K 时如\n{FULL}。\n2.1 装置的结构\n")


@given(st.lists(st.text(st.sampled_from("低温a -\n3。𠮷"), max_size=40), max_size=5))
def test_no_sign_is_lost_but_blanks_and_hyphens(texts: list[str]) -> None:
    def signs(text: str) -> str:
        return "".join(sorted(text.replace(" ", "").replace("\n", "").replace("-", "")))

    pages = flowing(texts)
    assert len(pages) == len(texts)
    for text, page in zip(texts, pages, strict=True):
        assert signs(text) == signs(page.body + "".join(line for _, line in page.running))


def test_an_empty_line_behind_two_running_heads_begins_no_body() -> None:
    texts = [
        f"某某学报 第5卷\n低温热链的研究\n\n{FULL[number:]}\n{'甲乙丙丁'[number] * 9}" for number in range(4)
    ]
    pages = flowing(texts)
    assert [len(page.running) for page in pages] == [2] * 4
    assert [page.body[:4] for page in pages] == [FULL[number : number + 4] for number in range(4)]
