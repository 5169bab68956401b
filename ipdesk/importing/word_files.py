"""A first look into a Word file from outside: what it must not bring is refused before anything reads it.

Runs in the child process. A template may hold words, tables and pictures; nothing that runs, that is fetched from
elsewhere, or that hides another file.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from io import BytesIO
from typing import Any, Final
from zipfile import ZipFile

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import ParseError, fromstring

from ipdesk.importing.child import Job, ask
from ipdesk.importing.file_faults import PACKED
from ipdesk.importing.limits import Limits, Unreadable
from ipdesk.importing.zipped import BROKEN, ZIPPED, check_members, require_plain
from ipdesk.model.text import N_, Message

LIMITS: Final = Limits(
    file=5_000_000, answer=64 << 20, processor=10, seconds=20, unpacked=60_000_000, parts=500
)
OLD: Final = b"\xd0\xcf\x11\xe0"
DOCUMENT: Final = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
PICTURES: Final = ("png", "jpg", "jpeg", "gif", "bmp", "tif", "tiff", "emf", "wmf")
KNOWN: Final = ("xml", "rels", "odttf", *PICTURES)
LINK: Final = re.compile(r"(?:https?://|mailto:)", re.IGNORECASE)
# Fields that show what the document itself holds. Others fetch, run, or are put together from parts.
FIELDS: Final = frozenset(
    (
        "ADVANCE", "AUTHOR", "CREATEDATE", "DATE", "EQ", "FILENAME", "FORMCHECKBOX", "FORMDROPDOWN", "FORMTEXT",
        "HYPERLINK", "LISTNUM", "NOTEREF", "NUMCHARS", "NUMPAGES", "NUMWORDS", "PAGE", "PAGEREF", "PRINTDATE", "REF",
        "SAVEDATE", "SECTION", "SECTIONPAGES", "SEQ", "STYLEREF", "SUBJECT", "SYMBOL", "TC", "TIME", "TITLE", "TOC",
        "=",
    )
)  # fmt: skip
_IN_WORD = Message(N_("Open it in Word or WPS, save it as .docx and try again."))
_NOT_HERE = Message(N_("Take it out in Word or WPS, save the file and try again."))
_SIMPLER = Message(N_("Begin again from a template of ours and change only its words and its look."))

REASONS: Final = {
    **PACKED,
    "no-document": (N_("“{file}” is not a Word document (.docx)."), _IN_WORD),
    "old-document": (N_("“{file}” is an old .doc file or is locked with a password."), _IN_WORD),
    "other-document": (N_("“{file}” is another kind of Word file, such as .docm or .dotx."), _IN_WORD),
    "damaged": (N_("“{file}” is damaged or cut off."), _IN_WORD),
    "macros": (N_("“{file}” holds macros."), _IN_WORD),
    "embedded": (N_("“{file}” holds another file or an object of another program."), _NOT_HERE),
    "fetched": (N_("“{file}” fetches something from outside: a picture, a template or another file."), _NOT_HERE),
    "field": (N_("“{file}” has a field that fetches or runs something."), _NOT_HERE),
    "torn": (N_("Filled, “{file}” is no longer a whole document: a tag begins in one place and ends in another."), _SIMPLER),
    "loose-text": (N_("Filled, “{file}” has text where Word expects none."), _SIMPLER),
    "not-borne": (N_("Filled, “{file}” does not bear its marking and its stamp."), _SIMPLER),
    "not-filled": (N_("“{file}” cannot be filled with what the record holds now."), _SIMPLER),
}  # fmt: skip
FILL: Final = Job("fill-template", REASONS, _SIMPLER)
WITH_VALUES: Final = LIMITS._replace(file=40_000_000)


def ask_of_template(request: dict[str, Any], template: bytes, name: str) -> dict[str, Any]:
    """Have a child look through a template and do what the request says. Raises Refused naming the template."""
    return ask(json.dumps(request).encode() + b"\n" + template, name, WITH_VALUES, FILL)


def looked_through(payload: bytes, limits: Limits) -> bytes:
    """Return a request with its template after a look at all of it. Raises Unreadable with the reason."""
    _, _, data = payload.partition(b"\n")
    look_through(data, limits)
    return payload


def look_through(data: bytes, limits: Limits) -> None:
    """Raise Unreadable for a file that is no Word document, or brings what a template must not."""
    if data.startswith(OLD):
        raise Unreadable("old-document")
    if not data.startswith(ZIPPED):
        raise Unreadable("no-document")
    try:
        with ZipFile(BytesIO(data)) as archive:
            check_members(archive.infolist(), len(data), limits)
            _check_kind(archive)
            for name in archive.namelist():
                _check_part(name, archive.read(name))
    except DefusedXmlException:
        raise Unreadable("entities") from None
    except (*BROKEN, ParseError):
        raise Unreadable("damaged") from None


def _check_kind(archive: ZipFile) -> None:
    names = {name.lower() for name in archive.namelist()}
    if any(name.rpartition("/")[2].startswith("vba") for name in names):
        raise Unreadable("macros")
    if "[content_types].xml" not in names:
        raise Unreadable("no-document")
    types = {each.get("ContentType", "") for each in fromstring(archive.read("[Content_Types].xml")).iter()}
    if any("macroenabled" in each.lower() or "vba" in each.lower() for each in types):
        raise Unreadable("macros")
    if DOCUMENT not in types:
        is_word = any("wordprocessingml" in each for each in types)
        raise Unreadable("other-document" if is_word else "no-document")
    if any("oleobject" in each.lower() or "activex" in each.lower() for each in types):
        raise Unreadable("embedded")


def _check_part(name: str, data: bytes) -> None:
    """Check one part: known by its ending or a folder, plain UTF-8 where it is XML, without what is forbidden."""
    if name.endswith("/") and not data:
        return
    ending = name.rpartition(".")[2].lower()
    if ending not in KNOWN or "/embeddings/" in name.lower() or "/activex/" in name.lower():
        raise Unreadable("embedded")
    is_xml = ending in ("xml", "rels")
    if not is_xml and not data.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<"):
        return
    require_plain(data)
    if not is_xml:
        raise Unreadable("embedded")
    tree = fromstring(data, forbid_dtd=True)
    if ending == "rels":
        _check_relations(tree)
    else:
        _check_words(tree)


def _check_relations(tree: Any) -> None:
    """Nothing lies outside but a link that somebody follows by hand, and nothing is put in as a whole."""
    for each in tree.iter():
        kind = each.get("Type", "").rpartition("/")[2].lower()
        if kind in ("oleobject", "package", "control", "afchunk", "subdocument", "frame"):
            raise Unreadable("embedded")
        if kind in ("vbaproject", "wordvbadata", "keymapcustomizations", "attachedtoolbars"):
            raise Unreadable("macros")
        if each.get("TargetMode", "").lower() == "external" and not (
            kind == "hyperlink" and LINK.match(each.get("Target", ""))
        ):
            raise Unreadable("fetched")


def _check_words(tree: Any) -> None:
    """Check the elements of a part; by their names alone, since there is more than one namespace for the same."""
    for each in tree.iter():
        name = _local(each.tag)
        if name in ("altChunk", "object", "OLEObject", "control", "subDoc"):
            raise Unreadable("embedded")
        if name in ("mailMerge", "frameset"):
            raise Unreadable("fetched")
        for key, value in each.items():
            is_link = _local(key) in ("href", "src") and value and not value.startswith("#")
            if is_link and (_local(key) == "src" or not LINK.match(value)):
                raise Unreadable("fetched")
    for code in _field_codes(tree):
        _check_field(code.split())


def _check_field(words: list[str]) -> None:
    if not words or (words[0].upper() not in FIELDS and not words[0].startswith("=")):
        raise Unreadable("field")
    if words[0].upper() == "HYPERLINK" and len(words) > 1:
        target = words[1].strip('"“”')
        if not (target == "\\l" or LINK.match(target)):
            raise Unreadable("field")


def _field_codes(tree: Any) -> Iterator[str]:
    """Yield the code of each field; one that is put together from other fields begins with no known word."""
    codes: list[list[str]] = []
    for each in tree.iter():
        name, marks = _local(each.tag), {_local(key): value for key, value in each.items()}
        match name, marks.get("fldCharType", ""):
            case "fldSimple", _:
                yield marks.get("instr", "")
            case "fldChar", "begin":
                codes.append([])
            case "fldChar", "separate" if codes:
                yield "".join(codes[-1])
                codes[-1] = []
            case "fldChar", "end" if codes:
                if (rest := "".join(codes.pop())).strip():
                    yield rest
            case (("instrText" | "delInstrText"), _):
                codes[-1].append(each.text or "") if codes else codes.append([each.text or ""])
            case _:
                pass
    yield from ("".join(each) for each in codes if "".join(each).strip())


def _local(name: object) -> str:
    return str(name).rpartition("}")[2]
