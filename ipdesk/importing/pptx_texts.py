"""The text of slides: each in their order, with tables, notes and comments, and what stands on the layouts beneath.

Runs in the child process.
"""

from __future__ import annotations

from typing import Final

from ipdesk.importing.docx_texts import drawn_lines
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

_OFF: Final = frozenset(("0", "false"))
_VIDEOS: Final = frozenset(("videoFile", "audioFile", "wavAudioFile", "quickTimeFile"))
# What a notes page repeats of its slide.
_REPEATED: Final = frozenset(("sldNum", "sldImg", "dt", "hdr", "ftr"))
_MASTERS: Final = frozenset(("slideMaster", "notesMaster", "handoutMaster"))
_OBJECTS: Final = {"oleObj": "object", "control": "object", "contentPart": "object"}


def read_pptx(package: Package, main: str, limits: Limits) -> bytes:
    """Return what a file of slides holds as JSON. Raises Unreadable."""
    draft = Draft("pptx")
    relations = package.relations(main)
    ids = [attribute(each, "id") for each in _slide_ids(package.tree(main), relations)]
    for number, each in enumerate(ids, 1):
        _tell_slide(package, relations[each].target, number, draft)
    for relation in relations.values():
        if relation.kind in _MASTERS and not relation.outside:
            _tell_master(package, relation.target, draft)
    tell_properties(package, draft)
    tell_macros(package, draft)
    return draft.answer(limits)


def _slide_ids(tree: Element | None, relations: dict[str, Relation]) -> list[Element]:
    """Return the entries of slides in their order; an id of the list itself is no relation."""
    found = []
    for each in within(tree, "sldId"):
        related = next(
            (value for key, value in each.attrib.items() if "}" in key and key.endswith("}id")), ""
        )
        if related in relations and not relations[related].outside:
            each.attrib.clear()
            each.set("id", related)
            found.append(each)
    return found


def _tell_slide(package: Package, part: str, number: int, draft: Draft) -> None:
    tree, relations = package.tree(part), package.relations(part)
    if tree is None:
        draft.leave("page", number)
        return
    where = "hidden" if attribute(tree, "show") in _OFF else "body"
    text = "\n".join(_lines(tree))
    draft.add("body", number, text) if where == "body" else draft.put_beside(where, number, text)
    _tell_things(package, tree, relations, number, draft)
    for relation in relations.values():
        if relation.outside:
            continue
        if relation.kind == "notesSlide":
            draft.put_beside(
                "slide-notes", number, "\n".join(_lines(package.tree(relation.target), _REPEATED))
            )
        elif relation.kind.lower() == "comments":
            _tell_comments(package.tree(relation.target), number, draft)
        elif relation.kind == "diagramData":
            draft.put_beside("textbox", number, "\n".join(drawn_lines(package.tree(relation.target))))
        elif relation.kind in ("chart", "chartEx"):
            draft.put_beside("textbox", number, "\n".join(drawn_lines(package.tree(relation.target))))
            tell_related(package, relation, number, draft, "chart")


def _tell_comments(tree: Element | None, number: int, draft: Draft) -> None:
    """Tell comments in the old form and in the new one."""
    for each in within(tree, "text"):
        draft.put_beside("comment", number, each.text or "")
    for each in drawn_lines(tree):
        draft.put_beside("comment", number, each)


def _tell_things(
    package: Package, tree: Element, relations: dict[str, Relation], number: int, draft: Draft
) -> None:
    """Tell what describes pictures, and note pictures, videos and objects."""
    for each in tree.iter():
        name = local(each)
        if name == "cNvPr":
            for key in ("title", "descr"):
                draft.put_beside("alt", number, attribute(each, key))
        elif name == "blip":
            _related(package, each, relations, number, draft, "picture")
        elif name in _VIDEOS:
            _related(package, each, relations, number, draft, "video")
        elif name in _OBJECTS:
            _related(package, each, relations, number, draft, _OBJECTS[name])


def _related(
    package: Package, element: Element, relations: dict[str, Relation], number: int, draft: Draft, what: str
) -> None:
    found = next((relations[each] for each in element.attrib.values() if each in relations), None)
    tell_related(package, found, number, draft, what)


def _tell_master(package: Package, part: str, draft: Draft) -> None:
    """Tell what a master and its layouts show on every slide; what their blanks say is no text of anybody."""
    relations = package.relations(part)
    layouts = [each.target for each in relations.values() if each.kind == "slideLayout" and not each.outside]
    for each in (part, *layouts):
        tree = package.tree(each)
        for shape in within(tree, "sp"):
            kinds = [attribute(blank, "type") for blank in within(shape, "ph")]
            if not kinds or "ftr" in kinds:
                draft.put_beside("footer" if kinds else "header", 0, "\n".join(_lines(shape)))
        if tree is not None:
            _tell_things(package, tree, package.relations(each), 0, draft)


def _lines(tree: Element | None, passed: frozenset[str] = frozenset()) -> list[str]:
    """Return the paragraphs of the shapes and tables in a tree, each once, those of some blanks left out."""
    lines: list[str] = []
    for line in within(tree, "p"):
        if passed and any(attribute(each, "type") in passed for each in _blanks_around(line)):
            continue
        if lines and _begins_later_cell(line):
            lines[-1] = f"{lines[-1]}\t{_line(line)}"
        else:
            lines.append(_line(line))
    return [each for each in lines if each.strip()]


def _begins_later_cell(line: Element) -> bool:
    """Say whether a paragraph begins a cell that stands behind another one in its row: a tab parts them, so that columns can be told."""
    held = line.getparent()
    cell = held.getparent() if held is not None else None
    if cell is None or local(cell) != "tc" or next(within(held, "p")) is not line:
        return False
    return any(local(each) == "tc" for each in cell.itersiblings(preceding=True))


def _line(line: Element) -> str:
    text = []
    for each in line.iter():
        name = local(each)
        if name == "t":
            text.append(each.text or "")
        elif name == "br":
            text.append("\n")
        elif name == "tab":
            text.append("\t")
    return "".join(text)


def _blanks_around(line: Element) -> list[Element]:
    shape = next((each for each in line.iterancestors() if local(each) == "sp"), None)
    return list(within(shape, "ph"))
