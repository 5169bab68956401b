"""Pages as bitmaps: as large as asked for, with ink where the page has it, and marked as a preview."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import pypdfium2
import pytest

from ipdesk.exporting.documents import documents_of
from ipdesk.exporting.layout import Stamp
from ipdesk.exporting.pdf import render
from ipdesk.exporting.preview import Bitmap, page_bitmap, page_sizes
from ipdesk.model.text import Translator
from ipdesk.registers.disclosures import REGISTER, Disclosure


@pytest.fixture
def form(full: Disclosure, stamp: Stamp, chinese: Translator) -> bytes:
    return render(documents_of("disclosures")["form"](REGISTER, full, (), chinese), stamp)


def ink(drawn: Bitmap) -> int:
    """Count the pixels that are not white."""
    rows = (drawn.pixels[top : top + 4 * drawn.width] for top in range(0, len(drawn.pixels), drawn.stride))
    return sum(row[at : at + 3] != b"\xff\xff\xff" for row in rows for at in range(0, len(row), 4))


def test_each_page_has_its_size_in_points(form: bytes) -> None:
    sizes = page_sizes(form)
    assert len(sizes) == len(pypdfium2.PdfDocument(form))
    assert {(round(width), round(height)) for width, height in sizes} == {(595, 842)}


@pytest.mark.parametrize("scale", [0.5, 1.0, 2.0])
def test_a_bitmap_is_as_large_as_asked_for(form: bytes, scale: float) -> None:
    drawn = page_bitmap(form, 0, scale)
    assert abs(drawn.width - 595.28 * scale) <= 1
    assert abs(drawn.height - 841.89 * scale) <= 1
    assert drawn.stride >= 4 * drawn.width
    assert len(drawn.pixels) == drawn.stride * drawn.height
    assert 0.01 < ink(drawn) / (drawn.width * drawn.height) < 0.5


@pytest.mark.parametrize("page", [-1, 99])
def test_a_page_that_is_not_there_is_an_index_error(form: bytes, page: int) -> None:
    with pytest.raises(IndexError):
        page_bitmap(form, page, 1.0)


def test_many_threads_may_ask_at_once(form: bytes) -> None:
    with ThreadPoolExecutor(4) as pool:
        drawn = list(pool.map(lambda page: page_bitmap(form, page % 2, 0.5), range(16)))
    assert len({each.pixels for each in drawn}) == 2


def test_a_word_across_the_page_is_seen_and_changes_nothing_else(
    full: Disclosure, stamp: Stamp, chinese: Translator
) -> None:
    content = documents_of("disclosures")["form"](REGISTER, full, (), chinese)
    plain, marked = render(content, stamp), render(content, stamp, across="预览")
    assert render(content, stamp) == plain
    for page in range(len(page_sizes(plain))):
        assert ink(page_bitmap(marked, page, 0.5)) > ink(page_bitmap(plain, page, 0.5)) + 800
        texts = [
            pypdfium2.PdfDocument(each)[page].get_textpage().get_text_range() for each in (plain, marked)
        ]
        assert texts[0] == texts[1], "what lies across a page is not copied with its text"
