"""Lines of printed pages made to flow: line breaks and hyphens joined, running heads and page numbers set apart.

Pure functions of text. What cannot be told stays in the body.
"""

from __future__ import annotations

import re
from collections import Counter
from typing import Final, NamedTuple

EDGE: Final = 2  # lines at the top and at the foot of a page that may be running ones
FEWEST: Final = 3  # pages on which a running head stands at least
SHARE: Final = 4  # and of how many pages it stands at least on one
LONG_PAGE: Final = 600  # signs from which a page tells by itself how wide its lines are
_WIDE: Final = re.compile("[^\0-\u2e7f]+")  # from the first block of Han on
_HYPHEN: Final = re.compile("[\x02\ufffe]\\s*|(?<=[^\\W\\d_])\xad\\s*")
_DIGITS: Final = re.compile(r"\d+")
_LETTER: Final = re.compile(r"[^\W\d_]")
_NUMBER: Final = re.compile(
    r"(?:第\s*(\d{1,4})\s*页.{0,12}|page\s+(\d{1,4})(?:\s+of\s+\d+)?|[-–—·.\s]*(\d{1,4})[-–—·.\s]*(?:/\s*\d+)?)", re.IGNORECASE
)  # fmt: skip
_END: Final = re.compile(r"[。！？!?.:：；;]['\"”’)）\]】]*$")
# A line that begins something: an entry, a heading that papers have.
_BEGIN: Final = re.compile(
    r"\s*(?:\[\d{1,3}\]|［\d{1,3}］|第[一二三四五六七八九十\d]{1,3}[章节]|摘\s*要|关\s*键\s*词|参\s*考\s*文\s*献|致\s*谢|基金项目|附\s*录|"
    r"[•●■▪]|(?i:abstract|key\s?words|references|bibliography|acknowledge?ments?|funding|appendix|introduction|conclusions?)\b)"
)  # fmt: skip
# One that does so only behind the end of a sentence: 图3 and 4.2 K stand within sentences too.
_NUMBERED: Final = re.compile(
    r"\s*(?:[（(]\d{1,2}[)）]|\d{1,2}(?:\.\d{1,2}){0,3}[.、．]?\s+[^\W\d]|[一二三四五六七八九十]{1,2}、|图\s*\d|表\s*\d|"
    r"(?i:fig(?:ure|\.)\s*\d|table\s*\d))"
)  # fmt: skip
# One of a table: figures parted by blanks, perhaps behind a short name.
_ROW: Final = re.compile(
    r"(?:\S{1,16}\s+){0,2}[-–+]?\d[\d.,]*\S{0,8}(?:\s+(?:[-–—/]|[-–+<>~≈]?\d[\d.,]*\S{0,8}))+"
)


class Page(NamedTuple):
    """One page: its body, what joins that to the page before, and what runs along its edges as (where, text)."""

    body: str
    joint: str
    running: tuple[tuple[str, str], ...]


def flowing(texts: list[str]) -> list[Page]:
    """Return the pages of a document with their lines joined."""
    pages = [[line.strip() for line in _mended(text).splitlines()] for text in texts]
    edges = [_edges(lines) for lines in pages]
    running, steps = _running(edges), _number_steps(edges)
    usual = _full([line for lines in pages for line in lines])
    made: list[Page] = []
    last = ""
    for index, lines in enumerate(pages):
        top, foot = _cut(lines, [_runs(line, index, running, steps) for line in lines])
        body = lines[top:foot]
        apart = tuple(
            ("header" if at < top else "footer", line)
            for at, line in enumerate(lines)
            if line and not top <= at < foot
        )
        full = _full(body) if sum(map(len, body)) >= LONG_PAGE else usual
        text, joint = _joined(body, full), "\n"
        if last and body and text:
            joint = _between(last, body[0], usual)
        made.append(Page(text, joint, apart))
        last = next((line for line in reversed(body) if line), "")
    return made


def _mended(text: str) -> str:
    """Return a text with the words joined that the reader of the file found to be parted by a hyphen."""
    return _HYPHEN.sub("", text)


def _edges(lines: list[str]) -> list[str]:
    shown = [line for line in lines if line]
    return shown[:EDGE] + shown[max(EDGE, len(shown) - EDGE) :]


def _running(edges: list[list[str]]) -> set[str]:
    """Return the lines, without their numbers, that stand at the edge of many pages."""
    counted = Counter(key for lines in edges for key in {_key(line) for line in lines})
    least = max(FEWEST, -(-len(edges) // SHARE))
    return {key for key, count in counted.items() if count >= least and len(_LETTER.findall(key)) >= FEWEST}


def _number_steps(edges: list[list[str]]) -> set[int]:
    """Return by how much page numbers are ahead of the pages, where they run along with at least two."""
    steps: Counter[int] = Counter()
    for at, lines in enumerate(edges):
        numbers = {_page_number(line) for line in lines}
        steps.update(number - at for number in numbers if number is not None)
    return {step for step, count in steps.items() if count >= 2 and count * SHARE >= len(edges)}


def _page_number(line: str) -> int | None:
    found = _NUMBER.fullmatch(line)
    return int(next(each for each in found.groups() if each)) if found else None


def _key(line: str) -> str:
    return "".join(_DIGITS.sub("#", line).split())


def _runs(line: str, at: int, running: set[str], steps: set[int]) -> bool:
    number = _page_number(line)
    return _key(line) in running or (number is not None and number - at in steps)


def _cut(lines: list[str], runs: list[bool]) -> tuple[int, int]:
    """Return where the body begins and ends among the lines of a page, of which some run along its edges; none of its own is empty there."""
    top, foot, seen = 0, len(lines), 0
    while top < foot and (not lines[top] or (seen < EDGE and runs[top])):
        seen += bool(lines[top])
        top += 1
    seen = 0
    while foot > top and (not lines[foot - 1] or (seen < EDGE and runs[foot - 1])):
        seen += bool(lines[foot - 1])
        foot -= 1
    return top, foot


def _full(lines: list[str]) -> int:
    """Return how wide a full line is: half of all that is written stands in lines at least as wide."""
    widths = sorted(_width(line) for line in lines if line)
    left = sum(widths) // 2
    for width in widths:
        left -= width
        if left <= 0:
            return width
    return 0


def _width(line: str) -> int:
    return len(line) + sum(map(len, _WIDE.findall(line)))


def _joined(lines: list[str], full: int) -> str:
    made: list[str] = []
    last = ""
    for line in lines:
        if not line:
            last = ""
            continue
        if made:
            joint = _between(last, line, full) if last else "\n"
            if joint == "-":
                made[-1] = made[-1][:-1]
                joint = ""
            made.append(joint)
        made.append(line)
        last = line
    return "".join(made)


def _between(last: str, line: str, full: int) -> str:
    """Return what stands between two lines that follow each other: a break, a blank, nothing, or "-" for a hyphen to drop."""
    if _ROW.fullmatch(line) or _ROW.fullmatch(last):
        return "\n"
    if _ends(last, full) or _BEGIN.match(line) or (_NUMBERED.match(line) and _END.search(last)):
        return "\n"
    if last.endswith("-") and last[-2:-1].isalpha() and line[:1].islower():
        word = last.rpartition(" ")[2]
        return "" if "-" in word[:-1] else "-"
    if _WIDE.fullmatch(last[-1]) or _WIDE.fullmatch(line[0]):
        return ""
    return " "


def _ends(line: str, full: int) -> bool:
    """Say whether a paragraph ends with a line: it is short, or nearly so and ends a sentence."""
    width = _width(line)
    return width < full * 0.7 or (width < full * 0.92 and _END.search(line) is not None)
