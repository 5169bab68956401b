"""Where the paragraphs of a text end: surely, or only possibly, since a line may end anywhere.

A paragraph ends surely at an empty line, at the end of a page and where a line ends with its sentence; it may end behind a short line,
as headings and cells of tables are, where the text of a plain file is only broken.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from typing import Final

from ipdesk.screening.punctuation import BREAKS

SHORT: Final = 24  # signs of a line that was not broken for its length
_LOOKED_AT: Final = 8  # signs before a break that tell whether a sentence ends there
_BREAK: Final = re.compile(rf"[{re.escape(BREAKS)}]\s*")
_PARTED: Final = re.compile(r"\n[^\S\n]*\n|[\f\u2029]")
_END: Final = re.compile(r"[。．.！？!?][\"”’'」』)）\]】》]*\s*\Z")


class Paragraphs:
    """The ends of the paragraphs of a text, in order."""

    def __init__(self, text: str) -> None:
        self._sure: list[int] = []
        self._possible: list[int] = []
        begin = 0
        for match in _BREAK.finditer(text):
            at = match.start()
            sure = _PARTED.search(match[0]) or _END.search(text, max(begin, at - _LOOKED_AT), at)
            if sure:
                self._sure.append(at)
            if sure or at - begin < SHORT:
                self._possible.append(at)
            begin = match.end()

    def parted(self, start: int, end: int) -> bool:
        """Say whether a paragraph ends between two places."""
        return _holds(self._sure, start, end)

    def may_part(self, start: int, end: int) -> bool:
        """Say whether a paragraph ends between two places, or may do so."""
        return _holds(self._possible, start, end)


def _holds(places: Sequence[int], start: int, end: int) -> bool:
    return bisect_left(places, start) < bisect_left(places, end)
