"""The text of a Word file: everything in it that somebody wrote, told once, with the paragraph that it stands in.

Runs in the child process. Elements are known by their names without namespace: there are two of each.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Final

from ipdesk.importing.limits import Limits
from ipdesk.importing.manuscript_drafts import Draft
from ipdesk.importing.xml_parts import (
    Element,
    Package,
    Relation,
    attribute,
    local,
    tell_macros,
    tell_properties,
    tell_related,
    within,
)

_OFF: Final = frozenset(("0", "false", "off", "none"))
# Properties of runs and the reading beside a sign are no text of the document.
_PASSED: Final = frozenset(("rPr", "pPr", "rt", "sectPr", "tblPr", "tcPr", "trPr"))
_SIGNS: Final = {"tab": "\t", "ptab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-"}
_STARS: Final = {0xAB: "★", 0xB6: "☆"}
_NOTES: Final = {
    "footnoteReference": "footnotes",
    "endnoteReference": "endnotes",
    "commentReference": "comments",
}
# Of fields, controls and links what somebody wrote is told as hidden; what is plain ASCII there is code.
_CODED: Final = ("instr", "tooltip", "displayText", "val")
_CODES: Final = frozenset(
    ("fldSimple", "hyperlink", "default", "helpText", "statusText", "listEntry", "listItem", "alias", "tag")
)
_VIDEOS: Final = frozenset(("videoFile", "webVideoPr", "audioFile", "wavAudioFile", "quickTimeFile", "media"))
_INCLUDED: Final = frozenset(("altChunk", "subDoc"))
_MARGIN: Final = re.compile(r"(header|footer)")


@dataclass(slots=True)
class _Line:
    """The text of one paragraph as far as it was walked, by how it is shown."""

    body: list[str] = field(default_factory=list)
    deleted: list[str] = field(default_factory=list)
    hidden: list[str] = field(default_factory=list)

    def add(self, mode: str, text: str) -> None:
        """Add to what is shown, what was deleted, or what is hidden."""
        {"body": self.body, "deleted": self.deleted, "hidden": self.hidden}[mode].append(text)


@dataclass(slots=True)
class _Walk:
    """A walk through the parts of one file; `number` is the paragraph, `story` what is being walked through.

    `joint` stands before the next paragraph: cells of a row are parted by tabs, so that columns can be told.
    """

    package: Package
    draft: Draft
    hidden_styles: frozenset[str]
    number: int = 0
    story: str = "body"
    joint: str = "\n"
    relations: dict[str, Relation] = field(default_factory=dict)
    noted: dict[tuple[str, str], int] = field(default_factory=dict)

    def go(self, element: Element, line: _Line, mode: str) -> None:
        """Walk through what an element holds."""
        for each in element:
            name = local(each)
            match name:
                case "t" | "delText":
                    line.add("deleted" if name == "delText" else mode, each.text or "")
                case "instrText" | "delInstrText":
                    self._coded(each.text or "")
                case "r":
                    self.go(each, line, self._mode(each, mode))
                case "tr":
                    self._row(each, line, mode)
                case "p":
                    self.paragraph(each, mode)
                case "del" | "moveFrom":
                    self.go(each, line, "deleted")
                case "sym":
                    line.add(mode, _sign(each))
                case "AlternateContent":
                    self._alternative(each, line, mode)
                case "txbxContent":
                    self._box(each, mode)
                case _ if name in _SIGNS:
                    line.add(mode, _SIGNS[name])
                case _ if name not in _PASSED:
                    self._thing(each, name)
                    self.go(each, line, mode)

    def paragraph(self, element: Element, mode: str = "body") -> None:
        """Tell one paragraph, which is counted in the body alone."""
        if self.story == "body":
            self.number += 1
        style = _style(element)
        line = _Line()
        number = self.number
        self.go(element, line, "hidden" if mode == "body" and style in self.hidden_styles else mode)
        if self.story == "body":
            before = self.draft.size
            self.draft.add("body", number, "".join(line.body), self.joint)
            self.joint = "\n" if self.draft.size > before else self.joint
        else:
            self.draft.put_beside(self.story, number, "".join(line.body))
        self.draft.put_beside("deleted", number, "".join(line.deleted))
        self.draft.put_beside("hidden", number, "".join(line.hidden))

    def _row(self, row: Element, line: _Line, mode: str) -> None:
        """Walk through a row of a table; an empty cell leaves its tab."""
        self.joint, before = "\n", 0
        for each in row:
            if local(each) == "tc" and before:
                self.joint = "\t" if self.draft.size >= before else f"{self.joint}\t"
            if local(each) == "tc":
                before = self.draft.size + 1
            self.go([each], line, mode)
        self.joint = "\n"

    def _mode(self, run: Element, mode: str) -> str:
        """Return how a run is shown; what was deleted stays deleted, hidden or not."""
        if mode == "deleted":
            return mode
        style = ""
        for each in (mark for marks in run if local(marks) == "rPr" for mark in marks):
            name = local(each)
            if name == "vanish":
                return "body" if attribute(each, "val") in _OFF else "hidden"
            if name == "rStyle":
                style = attribute(each, "val")
        return "hidden" if style in self.hidden_styles else mode

    def _alternative(self, element: Element, line: _Line, mode: str) -> None:
        """Walk through one of several forms of the same; another one that says something else is hidden text."""
        forms = [each for each in element if local(each) == "Choice"] or list(element)
        for each in forms[:1]:
            self.go(each, line, mode)
            shown = _words(each)
            for other in element:
                if (words := _words(other)).strip() and words != shown:
                    self.draft.put_beside("hidden", self.number, words)

    def _box(self, element: Element, mode: str) -> None:
        """Tell the paragraphs of a text box, which stands at the paragraph it is tied to."""
        story, self.story = self.story, "textbox" if self.story == "body" else self.story
        self.go(element, _Line(), mode)
        self.story = story

    def _thing(self, element: Element, name: str) -> None:
        """Note what is no text: what describes a picture, what is not read, and where a note is tied."""
        if name in _NOTES:
            self.noted[_NOTES[name], attribute(element, "id")] = self.number
        elif name in _CODES:
            for key in _CODED:
                self._coded(attribute(element, key))
        elif name in ("docPr", "cNvPr", "shape"):
            self._alt(element)
        elif name == "textpath":  # a watermark
            self.draft.put_beside(_beside(self.story), self.number, attribute(element, "string"))
        elif name in ("blip", "imagedata"):
            self._related(element, "picture", "embed", "link", "id")
        elif name in ("OLEObject", "control"):
            self._related(element, "object", "id")
        elif name in _VIDEOS:
            self._related(element, "video", "link", "embed")
        elif name in _INCLUDED:
            self._related(element, "include", "id")
        elif name in ("chart", "relIds"):
            self._drawn(element, name)

    def _coded(self, text: str) -> None:
        if not text.isascii():
            self.draft.put_beside("hidden", self.number, text)

    def _alt(self, element: Element) -> None:
        for key in ("title", "descr", "alt"):
            text = attribute(element, key)
            self.draft.put_beside("alt", self.number, text)

    def _related(self, element: Element, what: str, *keys: str) -> None:
        ids = [attribute(element, key) for key in keys]
        related = next((self.relations[each] for each in ids if each in self.relations), None)
        tell_related(self.package, related, self.number, self.draft, what)

    def _drawn(self, element: Element, name: str) -> None:
        """Tell the words of a chart or a diagram; a chart's figures are not read."""
        related = self.relations.get(attribute(element, "id" if name == "chart" else "dm"))
        tree = self.package.tree(related.target) if related and not related.outside else None
        for text in drawn_lines(tree):
            self.draft.put_beside("textbox", self.number, text)
        if name == "chart":
            tell_related(self.package, related, self.number, self.draft, "chart")


def read_docx(package: Package, main: str, limits: Limits) -> bytes:
    """Return what a Word file holds as JSON. Raises Unreadable."""
    draft = Draft("docx")
    folder = main.rpartition("/")[0]
    walk = _Walk(package, draft, _hidden_styles(package.tree(f"{folder}/styles.xml")))
    _tell(walk, main, "body")
    tied = walk.number
    for relation in package.relations(main).values():
        if relation.outside:
            continue
        walk.number = 0
        if found := _MARGIN.fullmatch(relation.kind):
            _tell(walk, relation.target, found[1])
        elif relation.kind in ("footnotes", "endnotes", "comments"):
            _tell_notes(walk, relation.target, relation.kind)
        elif relation.kind == "glossaryDocument":  # text that is kept to be put in
            _tell(walk, relation.target, "hidden")
        elif relation.kind == "settings":
            for each in within(package.tree(relation.target), "docVar"):
                draft.know(attribute(each, "name"), attribute(each, "val"))
    walk.number = tied
    tell_properties(package, draft)
    tell_macros(package, draft)
    return draft.answer(limits)


def drawn_lines(tree: Element | None) -> list[str]:
    """Return the paragraphs of a drawing, a chart or a diagram, and the names in a chart."""
    lines = ["".join(each.text or "" for each in within(line, "t")) for line in within(tree, "p")]
    names = [each.text or "" for held in within(tree, "strCache") for each in within(held, "v")]
    return [each for each in dict.fromkeys(lines + names) if each.strip()]


def _tell(walk: _Walk, part: str, story: str) -> None:
    walk.story, walk.relations = story, walk.package.relations(part)
    tree = walk.package.tree(part)
    if tree is not None:
        walk.go(tree, _Line(), "body")


def _tell_notes(walk: _Walk, part: str, kind: str) -> None:
    """Tell the notes or comments of a part, each at the paragraph to which it is tied."""
    walk.story, walk.relations = "comment" if kind == "comments" else "note", walk.package.relations(part)
    tree = walk.package.tree(part)
    for each in tree if tree is not None else ():
        walk.number = walk.noted.get((kind, attribute(each, "id")), 0)
        walk.go(each, _Line(), "body")


def _style(line: Element) -> str:
    """Return the style of a paragraph; what says so stands first in it."""
    if not len(line) or local(line[0]) != "pPr":
        return ""
    return next((attribute(each, "val") for each in line[0] if local(each) == "pStyle"), "")


def _words(element: Element) -> str:
    return "".join(each.text or "" for each in within(element, "t", "delText"))


def _beside(story: str) -> str:
    return "textbox" if story == "body" else story


def _hidden_styles(tree: Element | None) -> frozenset[str]:
    """Return the styles whose text is hidden, by themselves or by what they are based on."""
    based: dict[str, str] = {}
    hidden: dict[str, bool] = {}
    for each in within(tree, "style"):
        name = attribute(each, "styleId")
        based[name] = next((attribute(base, "val") for base in each.iterfind("{*}basedOn")), "")
        for mark in each.iterfind("{*}rPr/{*}vanish"):
            hidden[name] = attribute(mark, "val") not in _OFF
    return frozenset(name for name in based if _is_hidden(name, based, hidden))


def _is_hidden(name: str, based: dict[str, str], hidden: dict[str, bool]) -> bool:
    seen: set[str] = set()
    while name and name not in seen:  # styles may be based on each other in a ring
        if name in hidden:
            return hidden[name]
        seen.add(name)
        name = based.get(name, "")
    return False


def _sign(element: Element) -> str:
    """Return a sign of a symbol font: a star of Wingdings is one, others without meaning here are U+FFFD."""
    try:
        code = int(attribute(element, "char"), 16)
    except ValueError:
        return "\ufffd"
    if attribute(element, "font").lower().startswith("wingdings") and code & 0xFF in _STARS:
        return _STARS[code & 0xFF]
    return chr(code) if code < 0xD800 else "\ufffd"
