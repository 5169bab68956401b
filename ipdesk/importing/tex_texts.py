"""What TeX makes of a source, as far as that is told without running it: commands go, words stay at their offsets.

Runs in the child process. No macro is expanded, so nothing grows; unknown commands lose their name and keep their words.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, field
from typing import Final

from ipdesk.importing.limits import Limits
from ipdesk.importing.manuscript_drafts import Draft
from ipdesk.importing.plain_texts import text_of

_TOKEN: Final = re.compile(
    r"%[^\n]*|\\(?:begin|end)\s*\{[^{}\n]{1,60}\}|\\[A-Za-z@]+\*?|\\[^A-Za-z@]|[{}$~&]|[^\\%{}$~&]+",
    re.DOTALL,
)
_BLANKS: Final = {"~": " ", "&": "\t"}  # of which the second parts columns
_GROUP: Final = re.compile(r"\s*\{[^{}]{0,2000}\}")
_OPTION: Final = re.compile(r"\s*\[[^\[\]]{0,500}\]")
_NAMED: Final = re.compile(r"\s*(?:\[[^\[\]]{0,2000}\]\s*){0,2}\{([^{}]{0,500})\}")
# Commands whose arguments are no words of the text, with how many of them there are beside options.
_DROPPED: Final = {
    "documentclass": 1, "usepackage": 1, "RequirePackage": 1, "label": 1, "ref": 1, "eqref": 1, "pageref": 1, "cref": 1,
    "Cref": 1, "autoref": 1, "cite": 1, "citep": 1, "citet": 1, "parencite": 1, "textcite": 1, "upcite": 1, "nocite": 1,
    "bibliographystyle": 1, "vspace": 1, "hspace": 1, "setlength": 2, "addtolength": 2, "setcounter": 2, "pagestyle": 1,
    "thispagestyle": 1, "pagenumbering": 1, "bibitem": 1, "color": 1, "textcolor": 1, "fontsize": 2, "zihao": 1,
    "graphicspath": 1, "hyphenation": 1, "rule": 2, "cline": 1, "multicolumn": 2, "definecolor": 3,
    "includeonly": 1, "geometry": 1, "ctexset": 1,
}  # fmt: skip
_DROPPED_OPTIONS: Final = {
    "includegraphics",
    "footnote",
    "caption",
    "section",
    "subsection",
    "chapter",
    "item",
    "title",
    "author",
}
# Where their words stand: beside the line in which they are.
_NOTED: Final = frozenset(("thanks", "footnote", "footnotetext"))
_BEGINS: Final = re.compile(r"^[^%\n]*?\\begin\s*\{document\}", re.MULTILINE)
_LEFT: Final = {
    "input": "include", "include": "include", "subfile": "include", "import": "include", "bibliography": "include",
    "addbibresource": "include", "lstinputlisting": "include", "verbatiminput": "include", "includegraphics": "picture",
    "includepdf": "include", "includemedia": "video", "movie": "video", "attachfile": "attachment",
}  # fmt: skip
# What tells of the manuscript itself, in the preamble too; a title is one line however it is broken.
_TITLES: Final = frozenset(("title", "icmltitle", "ctitle", "etitle"))
_FRONT: Final = frozenset(
    ("title", "author", "authors", "affil", "affiliation", "address", "institute", "thanks", "keywords", "abstract", "date",
     "subtitle", "email", "icmltitle", "ctitle", "cauthor", "etitle", "eauthor", "cabstract", "eabstract", "ckeywords"),
)  # fmt: skip
_OPTIONED: Final = re.compile(r"(?:\s*(?:\[[^\[\]\n]{0,500}\]|\{[^{}\n]{0,500}\}))+")
_ARGUED: Final = frozenset(("tabular", "tabular*", "tabularx", "longtable", "array", "minipage", "thebibliography", "figure",
    "table", "figure*", "table*", "multicols", "lstlisting", "wrapfigure", "CJK", "CJK*"))  # fmt: skip
_TOLD: Final = frozenset(("abstract", "thebibliography", "acknowledgments", "acknowledgements", "acknowledgement", "acks",
    "appendix", "appendices", "cabstract", "eabstract"))  # fmt: skip
_ACCENTS: Final = {"`": "\u0300", "'": "\u0301", "^": "\u0302", "~": "\u0303", "=": "\u0304", "u": "\u0306", ".": "\u0307",
    '"': "\u0308", "r": "\u030a", "H": "\u030b", "v": "\u030c", "c": "\u0327", "k": "\u0328"}  # fmt: skip
_LETTER: Final = re.compile(r"\s*(?:\{\s*\\?([A-Za-z])\s*\}|\\?([A-Za-z]))")
_WORDS: Final = {
    "times": "×", "cdot": "·", "pm": "±", "circ": "°", "degree": "°", "sim": "~", "approx": "≈", "leq": "≤", "geq": "≥",
    "le": "≤", "ge": "≥", "textmu": "μ", "ss": "ß", "ae": "æ", "AE": "Æ", "o": "ø", "O": "Ø", "l": "ł", "L": "Ł", "aa": "å",
    "AA": "Å", "i": "ı", "textbackslash": "\\", "ldots": "…", "dots": "…", "cdots": "…", "bigstar": "★", "star": "★",
    "ding": "", "quad": " ", "qquad": " ", "textasciitilde": "~", "S": "§", "P": "¶", "par": "\n", "newline": "\n",
    "and": ";", "And": ";", "AND": ";",
}  # fmt: skip


@dataclass(slots=True)
class _Source:
    """A source as it is read: where in it one is, the line being made, and what was made of it.

    `beside` says as what the words are told that are no text of the body: "preamble" or "note", "" within the body. `front` is the
    command whose words are being read: title, author and the like.
    """

    text: str
    draft: Draft
    at: int = 0
    line: int = 1
    made: list[tuple[str, int]] = field(default_factory=list)
    aside: list[str] = field(default_factory=list)
    beside: str = ""
    front: str = ""
    began: int = 0

    def put(self, text: str, source: int) -> None:
        """Add a text that begins at an offset of the source to the line being made."""
        if text and self.beside:
            self.aside.append(text)
        elif text:
            self.began = self.began if self.made else self.line
            self.made.append((text, source))

    def turn(self, beside: str) -> str:
        """Go on with words of another kind, and return of which those before were."""
        if self.aside:
            self.draft.put_beside(self.beside, self.line, "".join(self.aside))
            self.aside = []
        before, self.beside = self.beside, beside
        return before

    def end_line(self) -> None:
        """Add the line that was made, and go on to the next."""
        self.turn(self.beside)
        self.end_part()
        self.line += 1

    def end_part(self) -> None:
        """Add what was made so far as a part with its anchors."""
        if any(text.strip() for text, _ in self.made):
            if self.draft.pieces:
                self.draft.put("\n")
            begin = self.draft.size
            for text, source in self.made:
                self.draft.sources.append((self.draft.size, source))
                self.draft.put(text)
            self.draft.parts.append((begin, self.draft.size, "body", self.began))
        self.made = []


def read_tex(data: bytes, limits: Limits) -> bytes:
    """Return the text of a TeX source as JSON, a part for each line. Raises Unreadable."""
    source = _Source(text_of(data), Draft("tex"))
    source.beside = "preamble" if _BEGINS.search(source.text) else ""
    while source.at < len(source.text):
        found = _TOKEN.match(source.text, source.at)
        if found is None:  # a backslash that ends the file
            break
        source.at = found.end()
        _read(source, found[0], found.start())
    source.end_line()
    return source.draft.answer(limits)


def _read(source: _Source, token: str, at: int) -> None:
    """Read one token, which begins at an offset."""
    if token[0] == "%":
        source.draft.put_beside("tex-comment", source.line, token[1:])
    elif token in ("{", "}", "$"):
        return
    elif token in _BLANKS:
        source.put(_BLANKS[token], at)
    elif token[0] != "\\":
        _put_lines(source, token, at)
    elif token.endswith("}") and token.startswith((r"\begin", r"\end")):
        _environment(source, token, at)
    elif not token[1].isalpha() and token[1] != "@":
        _escaped(source, token, at)
    else:
        _command(source, token[1:].rstrip("*"), at)


def _put_lines(source: _Source, text: str, at: int) -> None:
    for index, each in enumerate(text.split("\n")):
        if index and source.front in _TITLES:
            source.put(" ", at - 1)
            source.line += 1
        elif index:
            source.end_line()
        source.put(each, at)
        at += len(each) + 1


def _escaped(source: _Source, token: str, at: int) -> None:
    r"""Read a sign behind a backslash: itself, an accent, a blank, or a break."""
    sign = token[1]
    if sign in _ACCENTS and _accented(source, sign, at):
        return
    if sign == "\n":
        source.end_line()
    elif sign in "%&$#_{}":
        source.put(sign, at + 1)
    elif sign == "\\" and source.front and source.front not in _TITLES:
        source.end_part()
    elif sign in "\\,;:! /":
        source.put(" ", at)


def _accented(source: _Source, sign: str, at: int) -> bool:
    found = _LETTER.match(source.text, source.at)
    if found is None:
        return False
    whole = unicodedata.normalize("NFC", (found[1] or found[2]) + _ACCENTS[sign])
    source.put(whole, at)
    source.at = found.end()
    return True


def _environment(source: _Source, token: str, at: int) -> None:
    """Read a begin or an end: its arguments go, the name of some stays as the heading that it makes."""
    opens, name = token.startswith(r"\begin"), token[token.index("{") + 1 : -1].strip()
    if name == "document" and opens:
        source.turn("")
    elif name == "document":
        _skip_to(source, None)
    elif opens and name == "comment":
        _skip_to(source, r"\end{comment}")
    elif opens:
        if name in _TOLD:
            source.put(name, source.text.index(name, at))
            source.end_part()  # a heading stands by itself
        if name in _ARGUED:
            _pass_over(source, _OPTIONED)


def _command(source: _Source, name: str, at: int) -> None:
    if name == "iffalse":
        _skip_to(source, r"\fi")
    elif name in _LEFT and (found := _NAMED.match(source.text, source.at)):
        source.draft.leave(_LEFT[name], source.line, found[1])
        _pass_to(source, found.end())
    elif name in _FRONT and source.beside != "note" and not source.front:
        _read_group(source, "", name)
    elif name in _NOTED and not source.beside:
        _read_group(source, "note")
    elif name in _DROPPED:
        _pass_over(source, _NAMED)
        for _ in range(_DROPPED[name] - 1):
            _pass_over(source, _GROUP)
    elif name in _WORDS:
        if name == "circ" and source.made and source.made[-1][0].endswith("^"):
            text, begin = source.made.pop()  # of degrees
            source.put(text[:-1], begin)
        source.put(_WORDS[name].replace("\n", " "), at)
        _pass_blank(source)
    elif name in ("u", "v", "H", "c", "r", "k") and _accented(source, name, at):
        return
    elif sign := _greek(name):
        source.put(sign, at)
        _pass_blank(source)
    elif name in _DROPPED_OPTIONS:
        _pass_over(source, _OPTION)


def _read_group(source: _Source, beside: str, front: str = "") -> None:
    """Read the argument of a command as words of a kind: "" for what the preamble says of the manuscript itself."""
    _pass_over(source, _OPTION)
    depth, before, within = 0, source.turn(beside), source.front
    source.front = front
    while source.at < len(source.text):
        found = _TOKEN.match(source.text, source.at)
        if found is None or (depth == 0 and found[0].strip() and found[0] != "{"):
            break
        source.at = found.end()
        _read(source, found[0], found.start())
        depth += {"{": 1, "}": -1}.get(found[0], 0)
        if depth == 0 and found[0] == "}":
            break
    source.turn(before)
    source.front = within


def _skip_to(source: _Source, end: str | None) -> None:
    """Tell what lies before an end, or all the rest, as comments."""
    stop = source.text.find(end, source.at) if end else -1
    stop = len(source.text) if stop < 0 else stop
    for index, each in enumerate(source.text[source.at : stop].split("\n")):
        if index:
            source.end_line()
        source.draft.put_beside("tex-comment", source.line, each)
    source.at = min(len(source.text), stop + len(end or ""))


def _pass_over(source: _Source, pattern: re.Pattern[str]) -> None:
    if found := pattern.match(source.text, source.at):
        if not found[0].isascii():  # somebody's words, of which TeX shows none
            source.draft.put_beside("tex-comment", source.line, found[0])
        _pass_to(source, found.end())


def _pass_to(source: _Source, end: int) -> None:
    """Go on behind what is no text; lines are counted all the same."""
    for _ in range(source.text.count("\n", source.at, end)):
        source.end_line()
    source.at = end


def _pass_blank(source: _Source) -> None:
    r"""Go on behind the blank that ends a command, such as the one in \alpha x."""
    if source.text[source.at : source.at + 1] == " ":
        source.at += 1


def _greek(name: str) -> str:
    """Return the Greek letter of a name such as mu or Omega, "" for another name."""
    size = "CAPITAL" if name[:1].isupper() else "SMALL"
    try:
        return unicodedata.lookup(f"GREEK {size} LETTER {name.removeprefix('var').upper()}")
    except KeyError:
        return ""
