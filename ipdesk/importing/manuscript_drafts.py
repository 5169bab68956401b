"""What a child found in a manuscript, put together as one text with its parts, and written as bounded JSON.

Runs in the child process. The body comes first and whole, so that it flows; what stands beside it follows.
"""

from __future__ import annotations

import json
import re
from typing import Final

from ipdesk.importing.limits import Limits, Unreadable

# In this order the parts beside the body follow it.
WHERES: Final = (
    "body", "header", "footer", "note", "comment", "textbox", "deleted", "hidden", "alt", "property", "annotation",
    "slide-notes", "preamble", "tex-comment",
)  # fmt: skip
MOST_SIGNS: Final = 2_000_000  # of seven theses; whoever compares more waits for minutes
MOST_PARTS: Final = 200_000
MOST_UNREAD: Final = 1_000
MOST_PROPERTIES: Final = 500
LONGEST_NAME: Final = 200
LONGEST_PROPERTY: Final = 20_000
_UNSOUND: Final = re.compile("[\x00-\x08\x0b-\x1f\x7f\ud800-\udfff\ufeff\ufffe\uffff]")
_BREAKS: Final = re.compile("\r\n?|[\x0b\x0c\x1c-\x1e\x85\u2028\u2029]")


class Draft:
    """A manuscript as it is found: its text in pieces, with begin and end, kind and place of each part.

    `sources` are pairs of an offset in the text and one in the file from which on both run alike.
    """

    __slots__ = ("_beside", "kind", "left_out", "parts", "pieces", "properties", "size", "sources", "unread")

    def __init__(self, kind: str) -> None:
        self.kind = kind
        self.pieces: list[str] = []
        self.parts: list[tuple[int, int, str, int]] = []
        self.unread: list[tuple[str, int, str]] = []
        self.properties: list[tuple[str, str]] = []
        self.sources: list[tuple[int, int]] = []
        self.size = self.left_out = 0
        self._beside: list[tuple[str, int, str]] = []

    def add(self, where: str, place: int, text: str, joint: str = "\n") -> None:
        """Add a part at the end of the text, behind a joint; nothing for a text that shows nothing."""
        text = sound(text)
        if not text.strip():
            return
        if self.pieces and joint:
            self.put(joint)
        begin = self.size
        self.put(text)
        self.parts.append((begin, self.size, where, place))
        if len(self.parts) > MOST_PARTS:
            raise Unreadable("too-much")

    def add_source(self, where: str, place: int, text: str, source: int) -> None:
        """Add a part just as it stands in the file from an offset on, with no joint."""
        begin = self.size
        self.put(text)
        self.parts.append((begin, self.size, where, place))
        self.sources.append((begin, source))
        if len(self.parts) > MOST_PARTS:
            raise Unreadable("too-much")

    def put_beside(self, where: str, place: int, text: str) -> None:
        """Note a part that follows the body; what describes a picture may stand there twice."""
        if text.strip() and (where != "alt" or (where, place, text) not in self._beside[-4:]):
            self._beside.append((where, place, text))
            if len(self._beside) > MOST_PARTS:
                raise Unreadable("too-much")

    def leave(self, what: str, place: int, name: str = "") -> None:
        """Note something that was not read; the same thing in one place is told once."""
        told = (what, place, " ".join(sound(name).split())[:LONGEST_NAME])
        if told in self.unread[-50:]:
            return
        if len(self.unread) < MOST_UNREAD or what == "page":  # of which there are no more than can be read
            self.unread.append(told)
        else:
            self.left_out += 1

    def know(self, name: str, value: str) -> None:
        """Note a property of the file, which is a part of its text as well."""
        value = sound(value).strip()[:LONGEST_PROPERTY]
        if not value:
            return
        if len(self.properties) >= MOST_PROPERTIES:
            raise Unreadable("too-much")
        self.properties.append((sound(name)[:LONGEST_NAME], value))
        self.put_beside("property", 0, value)

    def answer(self, limits: Limits) -> bytes:
        """Return all of it as JSON. Raises Unreadable when it is too much."""
        for each in sorted(self._beside, key=lambda each: WHERES.index(each[0])):
            self.add(*each)
        if self.left_out:
            self.unread.append(("more", 0, str(self.left_out)))
        told = {
            "kind": self.kind,
            "text": "".join(self.pieces),
            "parts": self.parts,
            "unread": self.unread,
            "properties": self.properties,
            "sources": self.sources,
        }
        answer = json.dumps(told, ensure_ascii=False, separators=(",", ":")).encode()
        if len(answer) > limits.answer:
            raise Unreadable("too-much")
        return answer

    def put(self, text: str) -> None:
        """Add text to the end, which is no part yet."""
        self.pieces.append(text)
        self.size += len(text)
        if self.size > MOST_SIGNS:
            raise Unreadable("too-much")


def sound(text: str) -> str:
    """Return a text with one kind of line break, and without what is no sign of any text."""
    return _UNSOUND.sub("", _BREAKS.sub("\n", text))
