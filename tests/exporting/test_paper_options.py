"""How documents are laid on paper: a line across that nobody copies, and the page of official documents."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

import pypdfium2
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ipdesk.exporting.documents import kinds_of
from ipdesk.exporting.layout import (
    LONGEST_WATERMARK,
    PAGES,
    PLAIN_PAPER,
    Document,
    PaperOptions,
    Prose,
    Stamp,
    furniture_for,
)
from ipdesk.exporting.pdf import render, unresolved
from ipdesk.exporting.preview import page_bitmap
from ipdesk.model.errors import WrongValue
from ipdesk.model.marking import Marking
from ipdesk.model.text import Translator
from ipdesk.registers.disclosures import REGISTER, Disclosure
from tests.exporting.test_preview import ink

OFFICIAL = PaperOptions(page="official")
MM = 72 / 25.4
SECRET = Marking(state="confidential", term="10年", decision="密定1号")


def prose(text: str, translator: Translator, marking: Marking | None = None) -> Document:
    marking = marking or Marking()
    return Document(
        title="关于职务科技成果的决定",
        subtitle="",
        marking=marking,
        furniture=furniture_for(marking, translator),
        sections=(Prose(title="", text=text),),
    )


def texts(data: bytes) -> list[str]:
    return [page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(data)]


def boxes(data: bytes, page: int, text: str) -> list[tuple[float, float, float, float]]:
    """Return the boxes of the characters of a text where it stands first: left, bottom, right, top."""
    held = pypdfium2.PdfDocument(data)[page].get_textpage()
    found = held.search(text).get_next()
    assert found is not None
    return [held.get_charbox(found[0] + index, loose=True) for index in range(len(text))]


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize("name", kinds_of("disclosures"))
def test_a_watermark_is_seen_and_changes_no_text(
    name: str, page: str, full: Disclosure, stamp: Stamp, chinese: Translator
) -> None:
    content = kinds_of("disclosures")[name].build(REGISTER, full, (), chinese)
    options = PaperOptions(page="official" if page == "official" else "dense")
    plain = render(content, stamp, options)
    marked = render(content, stamp, replace(options, watermark="仅供评审 COPY 𬭎"))
    assert texts(marked) == texts(plain)
    assert render(content, stamp, replace(options, watermark="仅供评审 COPY 𬭎")) == marked
    for number in range(len(texts(plain))):
        assert ink(page_bitmap(marked, number, 0.5)) > ink(page_bitmap(plain, number, 0.5)) + 500


@pytest.mark.parametrize(
    "word", ["密", "仅供2026年度职务科技成果评审会内部使用，不得复印", "W" * LONGEST_WATERMARK]
)
def test_a_watermark_stays_on_the_page(word: str, stamp: Stamp, chinese: Translator) -> None:
    bitmap = page_bitmap(render(prose("", chinese), stamp, PaperOptions(watermark=word)), 0, 0.25)
    plain = page_bitmap(render(prose("", chinese), stamp), 0, 0.25)
    for line in (0, 1, bitmap.height - 2, bitmap.height - 1):
        row = slice(line * bitmap.stride, line * bitmap.stride + 4 * bitmap.width)
        assert bitmap.pixels[row] == plain.pixels[row]


def test_what_no_font_can_draw_across_a_page_is_told(chinese: Translator) -> None:
    assert unresolved(prose("文", chinese), PaperOptions(watermark="甲\U0001f600")) == ("\U0001f600",)


@pytest.mark.parametrize("watermark", ["长" * (LONGEST_WATERMARK + 1), "a\x00b", "a\ud800b", "a\u202eb"])
def test_a_watermark_that_nobody_could_read_is_refused(watermark: str) -> None:
    with pytest.raises(WrongValue) as refused:
        PaperOptions(watermark=watermark).usable()
    assert refused.value.field == "watermark"
    assert refused.value.advice is not None


def test_a_watermark_is_one_line() -> None:
    assert PaperOptions(watermark="  仅供\n 评审\t用 ").usable().watermark == "仅供 评审 用"


@given(
    st.builds(
        PaperOptions,
        watermark=st.text(max_size=40),
        page=st.sampled_from(PAGES),
        fonts=st.dictionaries(
            st.sampled_from(["running", "title"]), st.text("0123456789abcdef", min_size=1)
        ).map(lambda held: tuple(sorted(held.items()))),
    )
)
def test_options_that_are_written_are_read(options: PaperOptions) -> None:
    assert PaperOptions.read(options.written()) == options


def test_the_usual_options_are_written_as_nothing() -> None:
    assert PLAIN_PAPER.written() == ""
    assert PaperOptions.read("") == PLAIN_PAPER


def test_the_official_page_has_twenty_two_lines_of_twenty_eight_characters(
    stamp: Stamp, chinese: Translator
) -> None:
    data = render(prose("永" * 28 * 70, chinese), stamp, OFFICIAL)
    lines = [line for line in texts(data)[1].splitlines() if set(line) == {"永"}]
    assert [len(line) for line in lines] == [28] * 22
    first, *_, last = boxes(data, 1, "永" * 28)
    assert first[0] == pytest.approx(28 * MM, abs=0.6)
    assert last[2] == pytest.approx((210 - 26) * MM, abs=0.6)
    held = pypdfium2.PdfDocument(data)[1].get_textpage()
    found = held.search("永")
    tops = set()
    while (hit := found.get_next()) is not None:
        tops.add(round(held.get_charbox(hit[0], loose=True)[3], 1))
    assert len(tops) == 22
    for upper, lower in pairwise(sorted(tops, reverse=True)):
        assert upper - lower == pytest.approx(28.95, abs=0.2)
    assert max(tops) < (297 - 37) * MM + 4
    assert min(tops) - 16 > 35 * MM - 4


def test_running_text_and_title_have_the_sizes_of_the_standard(stamp: Stamp, chinese: Translator) -> None:
    data = render(prose("正文" * 20, chinese), stamp, OFFICIAL)
    steps = [after[0] - before[0] for before, after in pairwise(boxes(data, 0, "正文正文正文"))]
    assert all(step == pytest.approx(156 * MM / 28, abs=0.05) for step in steps)
    steps = [after[0] - before[0] for before, after in pairwise(boxes(data, 0, "关于职务科技"))]
    assert all(step == pytest.approx(22, abs=0.05) for step in steps)


def test_official_pages_are_numbered_outside_between_dashes(stamp: Stamp, chinese: Translator) -> None:
    data = render(prose("永" * 28 * 50, chinese), stamp, OFFICIAL)
    assert len(texts(data)) > 2
    for number, text in enumerate(texts(data)):
        line = f"— {number + 1} —"
        assert line in text
        first, *_, last = boxes(data, number, line)
        if number % 2:
            assert first[0] == pytest.approx(28 * MM + 14, abs=2)
        else:
            assert last[2] == pytest.approx((210 - 26) * MM - 14, abs=2)
        assert first[3] < 35 * MM


def test_the_state_mark_stands_left_above_the_text_of_each_official_page(
    stamp: Stamp, chinese: Translator
) -> None:
    data = render(prose("永" * 28 * 50, chinese, SECRET), stamp, OFFICIAL)
    for number in range(len(texts(data))):
        box = boxes(data, number, "机密★10年")[0]
        assert box[0] == pytest.approx(28 * MM, abs=1)
        assert box[1] > (297 - 37) * MM


@pytest.mark.parametrize("page", PAGES)
def test_every_document_fits_either_page(page: str, stamp: Stamp, chinese: Translator) -> None:
    for translator in (chinese, chinese.to("en")):
        for kind in kinds_of("disclosures").values():
            content = kind.build(REGISTER, Disclosure(), (), translator)
            options = PaperOptions(page="official" if page == "official" else "dense")
            for sheet in pypdfium2.PdfDocument(render(content, stamp, options)):
                for left, bottom, right, top in (each.get_bounds() for each in sheet.get_objects()):
                    assert left > 20 * MM
                    assert right < 190 * MM
                    assert bottom > 5 * MM
                    assert top < 292 * MM
