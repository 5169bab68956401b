"""The parts of a zipped office file, each read as hardened XML, with the relations between them.

Runs in the child process. Only the parts that are asked for are unpacked; pictures never are.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from io import BytesIO
from typing import Any, Final
from zipfile import ZipFile

from lxml import etree

from ipdesk.importing.limits import Limits, Unreadable
from ipdesk.importing.manuscript_drafts import Draft
from ipdesk.importing.zipped import BROKEN, check_members, require_plain

LONGEST_PART: Final = 60_000_000
# Numbers and names of programs, which no one wrote.
_COUNTED: Final = frozenset(
    (
        "AppVersion", "Application", "Characters", "CharactersWithSpaces", "DocSecurity", "HiddenSlides",
        "HyperlinksChanged", "Lines", "LinksUpToDate", "MMClips", "Notes", "Pages", "Paragraphs",
        "PresentationFormat", "ScaleCrop", "SharedDoc", "Slides", "TotalTime", "Words", "HeadingPairs",
    )
)  # fmt: skip
Element = Any


@dataclass(frozen=True, slots=True)
class Relation:
    """What a part says of another one: its kind, the part or the address, and whether that lies outside."""

    kind: str
    target: str
    outside: bool


@dataclass(slots=True)
class Package:
    """A zipped office file."""

    archive: ZipFile
    names: dict[str, str]
    asked: set[str] = field(default_factory=set)

    def tree(self, part: str) -> Element | None:
        """Return a part as XML, None where there is none. Raises Unreadable."""
        real = self.names.get(part.lower())
        if real is None:
            return None
        self.asked.add(part.lower())
        if self.archive.getinfo(real).file_size > LONGEST_PART:
            raise Unreadable("too-much")
        try:
            data = self.archive.read(real)
        except BROKEN:
            raise Unreadable("damaged") from None
        return parsed(data)

    def relations(self, part: str) -> dict[str, Relation]:
        """Return the relations of a part by their ids."""
        folder, _, name = part.rpartition("/")
        found: dict[str, Relation] = {}
        tree = self.tree(f"{folder}/_rels/{name}.rels".lstrip("/"))
        for each in tree if tree is not None else ():
            target, outside = each.get("Target", ""), each.get("TargetMode", "").lower() == "external"
            if not outside:
                target = posixpath.normpath(posixpath.join("/" + folder, target)).lstrip("/")
            kind = each.get("Type", "").rpartition("/")[2]
            found[each.get("Id", "")] = Relation(kind, target, outside)
        return found

    def main(self) -> tuple[str, str]:
        """Return the main part and its content type in small letters, ("", "") without one."""
        related = self.relations("").values()
        part = next((each.target for each in related if each.kind.lower() == "officedocument"), "")
        types = self.tree("[Content_Types].xml")
        for each in types if types is not None else ():
            if each.get("PartName", "").lstrip("/").lower() == part.lower():
                return part, each.get("ContentType", "").lower()
        return part, ""


def opened(data: bytes, limits: Limits) -> Package:
    """Return a zipped file whose members keep to the limits. Raises Unreadable."""
    try:
        archive = ZipFile(BytesIO(data))
    except BROKEN:
        raise Unreadable("damaged") from None
    check_members(archive.infolist(), len(data), limits)
    return Package(archive, {name.lower(): name for name in archive.namelist()})


def parsed(data: bytes) -> Element:
    """Return XML that is plain UTF-8 without a document type. Raises Unreadable."""
    require_plain(data)
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, huge_tree=False, load_dtd=False, remove_comments=True, remove_pis=True
    )  # fmt: skip
    try:
        return etree.fromstring(data, parser)
    except etree.LxmlError:
        raise Unreadable("damaged") from None


def local(element: Element) -> str:
    """Return the name of an element without its namespace: there is more than one for the same."""
    tag = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def attribute(element: Element, name: str) -> str:
    """Return an attribute by its name without namespace, "" without one."""
    for key, value in element.attrib.items():
        if key.rpartition("}")[2] == name:
            return str(value)
    return ""


def within(tree: Element | None, *names: str) -> Iterator[Element]:
    """Yield the elements of these names anywhere in a tree."""
    if tree is not None:
        yield from tree.iter(*(f"{{*}}{name}" for name in names))


def tell_properties(package: Package, draft: Draft) -> None:
    """Note the core properties, those of the program, those of one's own, and what lies beside as data."""
    for part in ("docProps/core.xml", "docProps/app.xml"):
        tree = package.tree(part)
        for each in tree if tree is not None else ():
            if local(each) not in _COUNTED:
                draft.know(local(each), " ".join(text.strip() for text in each.itertext()))
    tree = package.tree("docProps/custom.xml")
    for each in tree if tree is not None else ():
        draft.know(each.get("name", ""), " ".join(each.itertext()))
    for name in sorted(package.names):
        if re.fullmatch(r"customxml/item\d+\.xml", name):
            tree = package.tree(name)
            draft.know(name, " ".join(" ".join(tree.itertext()).split()) if tree is not None else "")


def tell_macros(package: Package, draft: Draft) -> None:
    """Note macros, and files in the package that no part mentioned."""
    for name in sorted(package.names):
        ending = name.rpartition("/")[2]
        if ending.startswith("vbaproject"):
            draft.leave("macro", 0, ending)
        elif name not in package.asked and ("/embeddings/" in name or "/activex/" in name):
            draft.leave("object", 0, ending)
        elif name not in package.asked and "/media/" in name:
            draft.leave("picture", 0, ending)


def tell_related(package: Package, relation: Relation | None, place: int, draft: Draft, what: str) -> None:
    """Note a picture, object or video by its relation as something that was not read."""
    if relation is None:
        draft.leave(what, place)
        return
    package.asked.add(relation.target.lower())
    draft.leave(what, place, relation.target if relation.outside else relation.target.rpartition("/")[2])
