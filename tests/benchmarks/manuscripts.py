"""How long a manuscript of twenty pages takes to be read, beside the bare start of a child and the reading alone."""

from __future__ import annotations

import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import Final

from ipdesk.importing.manuscripts import read_manuscript
from tests.benchmarks.figures import Figure, median, spread, times
from tests.benchmarks.ground import Ground, cache_folder
from tests.benchmarks.texts import disclosure
from tests.importing.manuscript_makers import answer_of, pdf
from tests.importing.word_makers import docx, lines

AGAIN: Final = 7
PAGES: Final = 20
LINES: Final = 40
WIDE: Final = 48  # signs of a printed line
TARGET: Final = 300.0


def measure(_ground: Ground) -> Iterator[Figure]:
    """Yield the milliseconds of a PDF and a Word file, with the start of the child, of the interpreter, and without any."""
    start = median(times(lambda _: _interpreter(), range(AGAIN)))
    printed = [[f"某某学报 第{PAGES}期", *page, str(number)] for number, page in enumerate(_pages(), 1)]
    with tempfile.TemporaryDirectory(dir=cache_folder()) as folder:
        for name, data in (
            ("稿.pdf", pdf(printed, size=9, face="STSong-Light")),
            ("稿.docx", docx("".join(lines("".join(page)) for page in _pages()))),
            ("稿.txt", "\n\n".join("".join(page) for page in _pages()).encode()),
        ):
            path = Path(folder) / name
            path.write_bytes(data)
            yield _figure(
                f"{path.suffix} of {PAGES} pages", partial(read_manuscript, path), data, name, start
            )


def _figure(name: str, read: Callable[[], object], data: bytes, file: str, start: float) -> Figure:
    read()
    found = times(lambda _: read(), range(AGAIN))
    alone = median(times(lambda _: answer_of(data, file), range(AGAIN)))
    note = f"{spread(found)}; without a child {alone:.0f} ms"
    return Figure(name, median(found), TARGET, "Python alone", start, note)


def _interpreter() -> None:
    subprocess.run([sys.executable, "-I", "-c", ""], check=True)


def _pages() -> list[list[str]]:
    """Return the printed lines of the pages."""
    given = map(disclosure, range(PAGES * LINES * WIDE // 500))
    text = "".join(f"{each['title']}。{each['problem']}{each['solution']}" for each in given)
    signs = [text[at : at + WIDE] for at in range(0, PAGES * LINES * WIDE, WIDE)]
    return [signs[at : at + LINES] for at in range(0, len(signs), LINES)][:PAGES]
