"""Pages of a PDF of our own as bitmaps, so that a document can be looked at before it is written."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from threading import Lock
from typing import Any, Final

# pdfium must not be entered by two threads at a time.
_ENTRANCE: Final = Lock()


@dataclass(frozen=True, slots=True)
class Bitmap:
    """One page as rows of `stride` bytes from the top; four bytes a pixel: blue, green, red, unused."""

    width: int
    height: int
    stride: int
    pixels: bytes


@contextmanager
def _opened(data: bytes) -> Iterator[Any]:
    import pypdfium2

    with _ENTRANCE:
        document = pypdfium2.PdfDocument(data)
        try:
            yield document
        finally:
            document.close()


def page_sizes(data: bytes) -> tuple[tuple[float, float], ...]:
    """Return width and height of each page in points."""
    with _opened(data) as document:
        return tuple(document.get_page_size(index) for index in range(len(document)))


def page_bitmap(data: bytes, page: int, scale: float) -> Bitmap:
    """Return a page, counted from 0, at `scale` pixels a point. Raises IndexError past the last one."""
    with _opened(data) as document:
        if not 0 <= page < len(document):
            raise IndexError(page)
        sheet = document[page]
        drawn = sheet.render(scale=scale, prefer_bgrx=True)
        made = Bitmap(drawn.width, drawn.height, drawn.stride, bytes(drawn.buffer))
        drawn.close()  # in here: left to the collector, they would enter pdfium from any thread
        sheet.close()
        return made
