"""Word documents: a template checked, and filled with the slots of a record; the same bytes for the same two.

A template is a stranger's program and is only ever read in a child process (see importing.child), which answers
with what is wrong with it or with the filled document. `answer` is what that child does.
"""

from __future__ import annotations

import base64
import json
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import UTC, datetime
from io import BytesIO
from typing import Any, Final
from zipfile import ZipFile

import jinja2.debug  # noqa: F401 - loaded here, because nothing can be once the child has limited itself
from docx.opc.part import Part, XmlPart
from docxtpl import DocxTemplate
from jinja2 import TemplateError
from lxml import etree

from ipdesk.exporting.packages import clean, package_bytes
from ipdesk.exporting.template_requests import Imprint
from ipdesk.exporting.template_slots import MARKING, STAMP, Values
from ipdesk.exporting.word_syntax import SEPARATOR, Problem, Sandbox, problems_of, slots_in

MOST_PROBLEMS: Final = 20
LONGEST_TITLE: Final = 255  # characters: what a document's properties hold
WORD: Final = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
STRUCTURE: Final = frozenset(
    f"{WORD}{tag}"
    for tag in ("document", "body", "hdr", "ftr", "footnotes", "footnote", "tbl", "tr", "tc", "p", "r")
)
FOOTNOTES: Final = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"
MARGINS: Final = (DocxTemplate.HEADER_URI, DocxTemplate.FOOTER_URI)
BORNE: Final = (MARKING, STAMP)
PROPERTIES: Final = (
    "category",
    "comments",
    "content_status",
    "identifier",
    "keywords",
    "language",
    "subject",
    "version",
)
_UNFIT_FOR_TEXT = re.compile(r"\{\{\s*(r|p|tr|tc)\s")
_PARAGRAPH = re.compile(r"<w:p[ >]")
_TAG = re.compile(r"\{\{|\{%")
_STRICT: Final = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False)


Look = Callable[[bytes], None]


class Unfit(Exception):
    """A template or what came of it does not do; carries the problem."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem.code)
        self.problem = problem


def answer(payload: bytes, look: Look = lambda _filled: None) -> bytes:
    """Return the child's answer to a request, a line of JSON before the bytes of the template.

    `look` looks through whatever was filled, as the template was before: tags can make one thing of another.
    """
    line, _, template = payload.partition(b"\n")
    request = json.loads(line)
    if request["act"] == "check":
        found = check(template, request["slots"], look)
        return json.dumps({"problems": [[each.code, dict(each.words)] for each in found]}).encode()
    imprint = Imprint(request["title"], request["author"], datetime.fromisoformat(request["at"]))
    try:
        filled = fill(template, request["values"], imprint)
    except Unfit as error:
        return json.dumps({"refused": error.problem.code}).encode()
    except TemplateError:
        return b'{"refused": "not-filled"}'
    look(filled)
    return json.dumps({"docx": base64.b64encode(filled).decode()}).encode()


def check(
    template: bytes, slots: Mapping[str, Sequence[str]], look: Look = lambda _filled: None
) -> list[Problem]:
    """Return what is wrong with a template, the first so many; none when it can be filled from these slots.

    It is read first, and only when nothing is wrong with what it says, filled twice for trial.
    """
    sandbox = Sandbox()
    found: list[Problem] = []
    shown: set[str] = set()
    for text, source in _sources(template):
        found += [Problem("run-slot", (("kind", each),)) for each in _UNFIT_FOR_TEXT.findall(text)]
        said = list(problems_of(source, slots, sandbox))
        found += said
        if not said:
            shown |= slots_in(source, sandbox)
    found += [Problem("elsewhere", (("part", name),)) for name in _tags_elsewhere(template)]
    if not found:
        found += [Problem("not-borne", (("name", name),)) for name in BORNE if name not in shown]
    if not found:
        found += _trial(template, slots, look)
    return list(dict.fromkeys(found))[:MOST_PROBLEMS]


def fill(template: bytes, values: Values, imprint: Imprint) -> bytes:
    """Return the document that a template gives with these values. Raises Unfit when it comes to nothing."""
    filling = _Filling(BytesIO(template))
    filling.imprint = imprint
    filling.render(values, Sandbox(), autoescape=True)
    _require_borne(filling, values)
    out = BytesIO()
    filling.docx.save(out)
    with ZipFile(out) as archive:
        parts = {name: _part(name, archive.read(name)) for name in archive.namelist()}
    return package_bytes({name: (part,) for name, part in parts.items()})


class _Filling(DocxTemplate):  # type: ignore[misc]  # docxtpl comes without types
    """The filling engine, made strict: nothing is mended in silence, and no part is filled twice."""

    imprint: Imprint

    def fix_tables(self, xml: str) -> Any:
        """Refuse what is no longer whole, which the engine would guess at, then let it even out tables."""
        try:
            _require_sound(etree.fromstring(xml, parser=_STRICT))
        except etree.XMLSyntaxError:
            raise Unfit(Problem("torn")) from None
        return super().fix_tables(xml)

    def map_headers_footers_xml(self, relKey: str, xml: bytes) -> None:  # noqa: N803 - the engine's own name
        """Refuse a header or footer that is no longer whole."""
        try:
            _require_sound(etree.fromstring(xml, parser=_STRICT))
        except etree.XMLSyntaxError:
            raise Unfit(Problem("torn")) from None
        super().map_headers_footers_xml(relKey, xml)

    def render_properties(self, context: Any, jinja_env: Any = None) -> None:  # noqa: ARG002 - as the engine calls it
        """Set the properties, instead of filling those of the template and telling who wrote that."""
        held, at = (
            self.docx.core_properties,
            self.imprint.at.astimezone(UTC).replace(tzinfo=None, microsecond=0),
        )
        for name in PROPERTIES:
            setattr(held, name, "")
        held.title = clean(self.imprint.title).replace("\n", " ")[:LONGEST_TITLE]
        held.author = held.last_modified_by = clean(self.imprint.author)[:LONGEST_TITLE]
        held.created = held.modified = at
        held.revision = 1

    def render_footnotes(self, context: Any, jinja_env: Any = None) -> None:
        """Fill footnotes once; the engine does so for each section, and would take values for a template."""
        for part in _footnotes(self):
            xml = self.render_xml_part(self.patch_xml(part.blob.decode("utf-8")), part, context, jinja_env)
            _require_sound(etree.fromstring(xml.encode(), parser=_STRICT))
            part._blob = xml.encode()


def _footnotes(filling: DocxTemplate) -> Iterator[Part]:
    parts = filling.docx.part.package.iter_parts()
    return (each for each in parts if each.content_type == FOOTNOTES and not isinstance(each, XmlPart))


def _sources(template: bytes) -> Iterator[tuple[str, str]]:
    """Yield the text and the source of each part that is filled."""
    reading = DocxTemplate(BytesIO(template))
    reading.init_docx()
    for tree in [*_margined(reading), *(_tree(part) for part in _footnotes(reading))]:
        source = reading.patch_xml(reading.xml_to_string(tree))
        yield (
            _text(tree),
            _PARAGRAPH.sub(r"\n\g<0>", source),
        )  # a line each, so that a slip is told in its place


def _margined(reading: DocxTemplate) -> list[Any]:
    """Return the trees of the body, and of the headers and footers, as they are now."""
    margins = [part for uri in MARGINS for _, part in reading.get_headers_footers(uri)]
    return [reading.docx.element.body, *(_tree(part) for part in margins)]


def _tree(part: Part) -> Any:
    return etree.fromstring(part.blob, parser=_STRICT)


def _tags_elsewhere(template: bytes) -> Iterator[str]:
    """Yield the parts that hold tags and are not filled, such as comments and endnotes."""
    reading = DocxTemplate(BytesIO(template))
    reading.init_docx()
    main = reading.docx.part
    filled = [main, *(part for uri in MARGINS for _, part in reading.get_headers_footers(uri))]
    filled += _footnotes(reading)
    for part in main.package.iter_parts():
        is_unfilled = part.content_type.endswith("+xml") and part not in filled
        if is_unfilled and _TAG.search(_text(_tree(part))):
            yield str(part.partname)


def _text(tree: Any) -> str:
    """Return the words of a part, a line for each paragraph."""
    lines = ("".join(each.text or "" for each in of.iter(f"{WORD}t")) for of in tree.iter(f"{WORD}p"))
    return "\n".join(lines)


def _trial(template: bytes, slots: Mapping[str, Sequence[str]], look: Look) -> list[Problem]:
    """Fill a template with a sample, and with nothing, look at both, and return what goes wrong."""
    imprint = Imprint("", "", datetime(2026, 1, 1, tzinfo=UTC))
    for rows in (2, 0):
        try:
            filled = fill(template, sample(slots, rows), imprint)
        except Unfit as error:
            return [error.problem]
        except Exception as error:  # whatever the engine stumbles over, the template does not do
            return [Problem("not-filled", (("why", type(error).__name__),))]
        look(filled)
    return []


def sample(slots: Mapping[str, Sequence[str]], rows: int) -> Values:
    """Return values to try a template with: so many rows in each list, and without rows no text either."""
    values: Values = {}
    for name, cells in slots.items():
        if cells:
            values[name] = [{cell: f"〔{name}.{cell} {at}〕" for cell in cells} for at in range(1, rows + 1)]
        else:
            values[name] = f"〔{name}〕\n<w:p>&" if rows or name in BORNE else ""
    return values


def _require_sound(tree: Any) -> None:
    """Raise Unfit for text that stands between paragraphs or cells, where Word calls the file damaged."""
    for each in tree.iter():
        if each.tag in STRUCTURE:
            loose = (each.text or "", *(below.tail or "" for below in each))
            if any(text.strip() for text in loose):
                raise Unfit(Problem("loose-text"))


def _part(name: str, data: bytes) -> bytes:
    return data.replace(SEPARATOR.encode(), b"") if name.endswith(".xml") else data


def _require_borne(filling: DocxTemplate, values: Values) -> None:
    """Raise Unfit for a document that does not bear its marking and its stamp, whatever its template promised."""
    words = "".join("".join(tree.itertext(f"{WORD}t")) for tree in _margined(filling))
    for name in BORNE:
        if not all(line in words for line in clean(str(values[name])).split("\n")):
            raise Unfit(Problem("not-borne", (("name", name),)))
