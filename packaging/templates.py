"""Remake the Word templates in resources/templates: .venv/bin/python packaging/templates.py [FOLDER]

Each is the PDF document of the same name with slots in the place of values, so that words and order are those of the
PDF. The same program gives the same bytes; a test compares them. Run it again when a label or the catalogue has changed.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Final
from xml.sax.saxutils import escape

from ipdesk.exporting.documents import kinds_of
from ipdesk.exporting.documents.releases import BLANK
from ipdesk.exporting.layout import (
    Check,
    Checks,
    Column,
    Document,
    Furniture,
    Grid,
    Pairs,
    Prose,
    Section,
    Signatures,
)  # fmt: skip
from ipdesk.exporting.packages import package_bytes
from ipdesk.exporting.slots import BOXES, LINKED_CELLS, NAMES, ROW_NUMBER
from ipdesk.model.kinds import Rows
from ipdesk.model.record import Record, fields_of
from ipdesk.model.register import Register
from ipdesk.model.text import LANGUAGES, N_, Message, Translator
from ipdesk.paths import resource_path, write_whole
from ipdesk.registers import register
from ipdesk.registers.disclosures import Disclosure
from ipdesk.registers.projects import NilReport, Project
from ipdesk.registers.releases import Release

W: Final = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
R: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE: Final = "http://schemas.openxmlformats.org/package/2006"
KIND: Final = "application/vnd.openxmlformats-officedocument.wordprocessingml"
HEAD: Final = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
WIDE, TALL = 11906, 16838  # twips, A4
LEFT, RIGHT, TOP, BOTTOM = 1587, 1474, 1701, 1474  # twips: 28, 26, 30 and 26 mm
ACROSS: Final = WIDE - LEFT - RIGHT
SHADE, HEAD_SHADE = "F4F4F4", "EDEDED"
SONG, HEI = "宋体", "黑体"
LATIN, SANS = "Times New Roman", "Arial"
MADE: Final = "2026-01-01T00:00:00Z"
QUARTERS: Final = (0.18, 0.32, 0.18, 0.32)
BOXED: Final = (0.18, 0.82)
BLANK_ROWS: Final = 3
ROOM: Final = 1000  # twips that a long text has at least, to be written by hand
SOME: Final = date(2026, 1, 1)


@dataclass(frozen=True)
class Plan:
    """A template to be made: of which document, from which record its parts are taken, and what fills its tables.

    `rows` names the slot of each table by the field its columns are of; `without` are columns left out. `optional`
    parts stand only where their slot holds something. `shares` are widths of columns by slot. One that is not `stated`
    does not tell the state of the record.
    """

    register: str
    document: str
    record: Record
    rows: Mapping[str, str]
    shares: Mapping[str, Sequence[float]]
    without: tuple[str, ...] = ()
    optional: tuple[str, ...] = field(default=())
    stated: bool = True


PLANS: Final = (
    Plan(
        "disclosures", "rework", Disclosure(), {"rework": "rework_left"},
        {"rework_left": (0.19, 0.15, 0.66)}, without=("done_on",),
    ),
    Plan(
        "projects", "ip-sheet",
        Project(nil_reports=(NilReport(period="-", reported_by="-", reported_on=SOME, reason="-"),), closing_inventory="-"),
        {"members": "members", "nil_reports": "nil_reports"},
        {
            "members": (0.2, 0.26, 0.18, 0.18, 0.18), "nil_reports": (0.2, 0.16, 0.19, 0.45),
            "linked": (0.08, 0.18, 0.18, 0.4, 0.16),
        },
        optional=("nil_reports", "closing_inventory"),
    ),
    Plan(
        "releases", "contract", Release(), {"transferees": "transferees", "consents": "consents"},
        {"transferees": (0.16, 0.26, 0.14, 0.16, 0.28), "consents": (0.5, 0.5)}, stated=False,
    ),
)  # fmt: skip


def main(folder: Path) -> None:
    """Write the templates into a folder."""
    folder.mkdir(parents=True, exist_ok=True)
    for plan in PLANS:
        for language in LANGUAGES:
            name = f"{plan.register}.{plan.document}.{language}.docx"
            write_whole(folder / name, template(plan, Translator(language, resource_path("i18n"))))


def template(plan: Plan, translator: Translator) -> bytes:
    """Return one template."""
    found = register(plan.register)
    kind = kinds_of(plan.register)[plan.document]
    document: Document = kind.build(found, plan.record, (), translator)
    made = _Template(plan, found, translator)
    body = "".join((made.head(document), *(made.part(each) for each in document.sections)))
    parts = file_parts(body, document.title, document.furniture, translator.language)
    return package_bytes({name: (text.encode(),) for name, text in parts.items()})


class _Template:
    """The parts of one template, with the slots of a register in the place of its values."""

    def __init__(self, plan: Plan, found: Register, translator: Translator) -> None:
        self._plan, self._found = plan, found
        self._translator = translator
        # A text is found by the label it stands under: the first field of that label.
        self._slots = {translator.label(each.kind.label): each.name for each in reversed(found.fields())}
        for each in found.fields():
            if isinstance(each.kind, Rows):
                self._slots[translator.label(each.kind.label)] = f"{each.name}{NAMES}"

    def head(self, document: Document) -> str:
        """Return the title, and number and state below it."""
        state = "{{ state }}" if self._plan.stated else ""
        number = Message(N_("Number {number}　{state}"), number="{{ number }}", state=state)
        guidance = paragraph(document.guidance, "BodyText") if document.guidance else ""
        return (
            paragraph(document.title, "Title")
            + paragraph(self._translator.say(number).strip(), "Subtitle")
            + guidance
        )

    def part(self, section: Section) -> str:
        """Return one section."""
        match section:
            case Pairs():
                return self._heading(section.title) + table(QUARTERS, *self._pairs(section))
            case Grid():
                return self._grid(section)
            case Prose():
                return self._prose(section)
            case Checks():
                return self._heading(section.title) + table(BOXED, *map(self._boxes, section.lines))
            case Signatures():
                return self._signatures(section)
            case _:
                raise TypeError(type(section).__name__)

    def _heading(self, title: str) -> str:
        return paragraph(title, "Heading1") if title else ""

    def _pairs(self, section: Pairs) -> Iterator[str]:
        """Yield rows of two labels with their slots; a wide one takes the row."""
        waiting: list[str] = []
        for entry in section.entries:
            name = self._slots[entry.label]
            wide = entry.wide or name.endswith(NAMES)
            if wide and waiting:
                yield row(*waiting, cell("", QUARTERS[2], "Label"), cell("", QUARTERS[3]))
                waiting = []
            width = sum(QUARTERS[1:]) if wide else QUARTERS[1]
            waiting += [
                cell(entry.label, QUARTERS[0], "Label"),
                cell(f"{{{{ {name} }}}}", width, span=3 if wide else 1),
            ]
            if wide or len(waiting) == len(QUARTERS):
                yield row(*waiting)
                waiting = []
        if waiting:
            yield row(waiting[0], cell(f"{{{{ {name} }}}}", sum(QUARTERS[1:]), span=3))

    def _boxes(self, line: Check) -> str:
        """Return a row with a label and all options."""
        label, boxes = BOXED
        return row(
            cell(line.label, label, "Label"), cell(f"{{{{ {self._slots[line.label]}{BOXES} }}}}", boxes)
        )

    def _grid(self, section: Grid) -> str:
        """Return a table that grows by its rows, with rows to write in where there are none."""
        slot, columns = self._rows_of(section)
        shares = self._plan.shares[slot]
        heads = [cell(label, share, "TableHead") for (_, label), share in zip(columns, shares, strict=True)]
        cells = [
            cell(f"{{{{ row.{name} }}}}", share, "TableText")
            for (name, _), share in zip(columns, shares, strict=True)
        ]
        blank = blank_row(shares) * BLANK_ROWS
        if slot in self._plan.optional:
            blank = ""
        empty = (
            (tag_row(f"if not {slot}", len(shares)), blank, tag_row("endif", len(shares))) if blank else ()
        )
        made = self._heading(section.title) + table(
            shares,
            row(*heads, head=True),
            tag_row(f"for row in {slot}", len(shares)),
            row(*cells),
            tag_row("endfor", len(shares)),
            *empty,
        )
        return self._when(slot, made)

    def _rows_of(self, section: Grid) -> tuple[str, list[tuple[str, str]]]:
        """Return the slot of a table, and name and label of its columns."""
        names = {each.name for each in section.columns}
        if names == {""}:
            cells = (ROW_NUMBER, *LINKED_CELLS)
            return "linked", list(zip(cells, (each.label for each in section.columns), strict=True))
        field = next(each for each in self._plan.rows if names <= set(_inner(self._found, each)))
        kept: list[Column] = [each for each in section.columns if each.name not in self._plan.without]
        return self._plan.rows[field], [(each.name, each.label) for each in kept]

    def _prose(self, section: Prose) -> str:
        """Return a slot with room to write, or paragraphs that say the same in every document."""
        name = self._slots.get(section.title)
        if name is None:
            said = "".join(paragraph(each, "BodyText") for each in section.text.split("\n"))
            return self._heading(section.title) + said
        held = table((1.0,), row(cell(f"{{{{ {name} }}}}", 1.0), height=ROOM, whole=False))
        return self._when(name, self._heading(section.title) + held)

    def _when(self, name: str, made: str) -> str:
        if name not in self._plan.optional:
            return made
        return tag_paragraph(f"if {name}") + made + tag_paragraph("endif")

    def _signatures(self, section: Signatures) -> str:
        cells = [
            cell("\n".join((each, section.signed, section.day)), 0.5, "Signature") for each in section.signers
        ]
        if len(cells) % 2:
            cells.append(cell("", 0.5, "Signature"))
        rows = (row(*pair) for pair in zip(cells[::2], cells[1::2], strict=True))
        stated = section.statement.replace(BLANK, f"{{{{ {self._found.title} }}}}")
        said = paragraph(stated, "BodyText") if stated else ""
        return self._heading(section.title) + said + table((0.5, 0.5), *rows)


def _inner(found: Register, name: str) -> tuple[str, ...]:
    """Return the names of the columns of a rows field."""
    kind = found.field(name).kind
    assert isinstance(kind, Rows)
    return tuple(each.name for each in fields_of(kind.of))


def run(text: str) -> str:
    """Return a text, line by line."""
    lines = (f'<w:t xml:space="preserve">{escape(line)}</w:t>' for line in text.split("\n"))
    return f"<w:r>{'<w:br/>'.join(lines)}</w:r>"


def paragraph(text: str, style: str) -> str:
    """Return a paragraph in a style."""
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/></w:pPr>{run(text)}</w:p>'


def tag_paragraph(tag: str) -> str:
    """Return a paragraph that is only a tag, and gone in the document."""
    return paragraph(f"{{%p {tag} %}}", "Tag")


def cell(text: str, share: float, style: str = "CellText", span: int = 1) -> str:
    """Return a cell that takes a share of the width; a text with several lines has a paragraph for each."""
    width = round(ACROSS * share)
    spanned = f'<w:gridSpan w:val="{span}"/>' if span > 1 else ""
    fill = {"Label": SHADE, "TableHead": HEAD_SHADE}.get(style, "")
    shade = f'<w:shd w:val="clear" w:color="auto" w:fill="{fill}"/>' if fill else ""
    held = "".join(paragraph(line, style) for line in text.split("\n"))
    lie = '<w:vAlign w:val="center"/>'
    return f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{spanned}{shade}{lie}</w:tcPr>{held}</w:tc>'


def row(*cells: str, head: bool = False, height: int = 454, whole: bool = True) -> str:
    """Return a row of at least a height; a heading is repeated on each page, a whole one never torn."""
    kept = "<w:cantSplit/>" if whole else ""
    repeated = "<w:tblHeader/>" if head else ""
    high = f'<w:trHeight w:val="{height}" w:hRule="atLeast"/>'
    return f"<w:tr><w:trPr>{kept}{high}{repeated}</w:trPr>{''.join(cells)}</w:tr>"


def tag_row(tag: str, columns: int) -> str:
    """Return a row that is only a tag, and gone in the document."""
    return row(cell(f"{{%tr {tag} %}}", 1.0, "Tag", columns))


def blank_row(shares: Sequence[float]) -> str:
    """Return a row to be written in by hand."""
    return row(*(cell("", share, "TableText") for share in shares))


def table(shares: Sequence[float], *rows: str) -> str:
    """Return a ruled table over the whole width, with the small space that parts it from what follows."""
    grid = "".join(f'<w:gridCol w:w="{round(ACROSS * share)}"/>' for share in shares)
    properties = (
        f'<w:tblStyle w:val="Ruled"/><w:tblW w:w="{ACROSS}" w:type="dxa"/><w:tblLayout w:type="fixed"/>'
        '<w:tblLook w:val="0000"/>'
    )
    after = paragraph("", "Gap")
    return (
        f"<w:tbl><w:tblPr>{properties}</w:tblPr><w:tblGrid>{grid}</w:tblGrid>{''.join(rows)}</w:tbl>{after}"
    )


def file_parts(body: str, title: str, furniture: Furniture, language: str) -> dict[str, str]:
    """Return all parts of a document with this body, by name."""
    speech = "zh-CN" if language == "zh" else "en-GB"
    page = (
        '<w:sectPr><w:headerReference w:type="default" r:id="rId3"/><w:footerReference w:type="default" r:id="rId4"/>'
        f'<w:pgSz w:w="{WIDE}" w:h="{TALL}"/><w:pgMar w:top="{TOP}" w:right="{RIGHT}" w:bottom="{BOTTOM}"'
        f' w:left="{LEFT}" w:header="794" w:footer="567" w:gutter="0"/></w:sectPr>'
    )
    return {
        "[Content_Types].xml": _content_types(),
        "_rels/.rels": _relations(
            ("officeDocument", R, "word/document.xml"),
            ("metadata/core-properties", f"{PACKAGE}/relationships", "docProps/core.xml"),
        ),
        "docProps/core.xml": _core(title),
        "word/_rels/document.xml.rels": _relations(
            ("styles", R, "styles.xml"), ("settings", R, "settings.xml"),
            ("header", R, "header1.xml"), ("footer", R, "footer1.xml"),
        ),
        "word/document.xml": _root("document", f"<w:body>{body}{page}</w:body>"),
        "word/header1.xml": _root("hdr", _header()),
        "word/footer1.xml": _root("ftr", _footer(furniture)),
        "word/settings.xml": _root("settings", _settings(speech)),
        "word/styles.xml": _root("styles", _styles(speech)),
    }  # fmt: skip


def _root(name: str, inner: str) -> str:
    return f'{HEAD}<w:{name} xmlns:w="{W}" xmlns:r="{R}">{inner}</w:{name}>'


def _content_types() -> str:
    kinds = {
        "document": "document.main",
        "styles": "styles",
        "settings": "settings",
        "header1": "header",
        "footer1": "footer",
    }
    named = "".join(
        f'<Override PartName="/word/{part}.xml" ContentType="{KIND}.{kind}+xml"/>'
        for part, kind in kinds.items()
    )
    return (
        f'{HEAD}<Types xmlns="{PACKAGE}/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/>'
        '<Override PartName="/docProps/core.xml" ContentType="application/vnd.openxmlformats-package.core-properties+xml"/>'
        f"{named}</Types>"
    )


def _relations(*of: tuple[str, str, str]) -> str:
    held = "".join(
        f'<Relationship Id="rId{at}" Type="{space}/{kind}" Target="{target}"/>'
        for at, (kind, space, target) in enumerate(of, 1)
    )
    return f'{HEAD}<Relationships xmlns="{PACKAGE}/relationships">{held}</Relationships>'


def _core(title: str) -> str:
    return (
        f'{HEAD}<cp:coreProperties xmlns:cp="{PACKAGE}/metadata/core-properties"'
        ' xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/"'
        ' xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">'
        f"<dc:title>{escape(title)}</dc:title><dc:creator>ipdesk</dc:creator>"
        f'<dcterms:created xsi:type="dcterms:W3CDTF">{MADE}</dcterms:created>'
        f'<dcterms:modified xsi:type="dcterms:W3CDTF">{MADE}</dcterms:modified></cp:coreProperties>'
    )


def _header() -> str:
    """The marking at the left, the laboratory at the right."""
    lab = '<w:r><w:rPr><w:rStyle w:val="Lab"/></w:rPr><w:tab/><w:t>{{ lab }}</w:t></w:r>'
    return f'<w:p><w:pPr><w:pStyle w:val="Header"/></w:pPr>{run("{{ marking }}")}{lab}</w:p>'


def _footer(furniture: Furniture) -> str:
    """The page and the number of pages, and the stamp below."""
    words = re.split(r"(\{\w+\})", furniture.page)
    codes = {"{page}": "PAGE", "{pages}": "NUMPAGES"}
    page = "".join(_field(codes[each]) if each in codes else run(each) for each in words if each)
    return f'<w:p><w:pPr><w:pStyle w:val="Footer"/></w:pPr>{page}</w:p>' + paragraph("{{ stamp }}", "Stamp")


def _field(code: str) -> str:
    def sign(kind: str) -> str:
        return f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>'

    asked = f'<w:r><w:instrText xml:space="preserve"> {code} </w:instrText></w:r>'
    return f"{sign('begin')}{asked}{sign('separate')}{run('1')}{sign('end')}"


def _settings(speech: str) -> str:
    return (
        '<w:zoom w:percent="100"/><w:defaultTabStop w:val="420"/>'
        '<w:characterSpacingControl w:val="compressPunctuation"/>'
        '<w:compat><w:compatSetting w:name="compatibilityMode"'
        ' w:uri="http://schemas.microsoft.com/office/word" w:val="15"/></w:compat>'
        f'<w:themeFontLang w:val="{"en-US" if speech == "zh-CN" else speech}" w:eastAsia="zh-CN"/>'
    )


def _fonts(latin: str, chinese: str) -> str:
    return f'<w:rFonts w:ascii="{latin}" w:hAnsi="{latin}" w:eastAsia="{chinese}" w:cs="{latin}"/>'


def _styles(speech: str) -> str:
    defaults = (
        f'<w:docDefaults><w:rPrDefault><w:rPr>{_fonts(LATIN, SONG)}<w:sz w:val="21"/><w:szCs w:val="21"/>'
        f'<w:lang w:val="{"en-US" if speech == "zh-CN" else speech}" w:eastAsia="zh-CN"/></w:rPr></w:rPrDefault>'
        "<w:pPrDefault/></w:docDefaults>"
    )
    normal = '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/><w:qFormat/></w:style>'
    lab = (
        '<w:style w:type="character" w:customStyle="1" w:styleId="Lab"><w:name w:val="Laboratory"/>'
        f'<w:rPr>{_fonts(LATIN, SONG)}<w:b w:val="0"/><w:color w:val="404040"/><w:sz w:val="18"/></w:rPr></w:style>'
    )
    return "".join((defaults, normal, *_paragraph_styles(), lab, _ruled()))


def _paragraph_styles() -> Iterator[str]:
    """Yield the styles of paragraphs, with sizes in half points and spaces in twips."""
    song, hei = _fonts(LATIN, SONG), _fonts(SANS, HEI)
    centre, right = '<w:jc w:val="center"/>', f'<w:tabs><w:tab w:val="right" w:pos="{ACROSS}"/></w:tabs>'
    grey = '<w:color w:val="595959"/>'

    def spaced(before: int, after: int, line: int = 0, exact: str = "auto") -> str:
        lines = f' w:line="{line}" w:lineRule="{exact}"' if line else ""
        return f'<w:spacing w:before="{before}" w:after="{after}"{lines}/>'

    keep = "<w:keepNext/>"
    yield _style("Title", "Title", spaced(240, 120) + centre, f"{song}<w:b/><w:bCs/>", 40)
    yield _style("Subtitle", "Subtitle", spaced(0, 120) + centre, song, 21)
    yield _style(
        "Heading1",
        "heading 1",
        keep + spaced(160, 60) + '<w:outlineLvl w:val="0"/>',
        f"{hei}<w:b/><w:bCs/>",
        23,
    )
    yield _style(
        "BodyText",
        "Body Text",
        spaced(0, 0, 350, "exact") + '<w:ind w:firstLineChars="200" w:firstLine="420"/><w:jc w:val="both"/>',
        song,
        21,
    )
    yield _style("CellText", "Cell Text", spaced(40, 40), song, 21)
    yield _style("Label", "Field Label", spaced(40, 40), hei, 19)
    yield _style("TableHead", "Table Heading", spaced(30, 30) + centre, hei, 18)
    yield _style("TableText", "Table Text", spaced(30, 30), song, 18)
    yield _style("Signature", "Signature Place", keep + spaced(60, 100), song, 21)
    yield _style("Gap", "Gap", spaced(0, 0, 80, "exact"), song, 4)
    yield _style("Tag", "Tag", spaced(0, 0), f'{song}<w:color w:val="7A5AA6"/>', 16)
    yield _style("Header", "header", right, f"{hei}<w:b/><w:bCs/>", 32)
    yield _style("Footer", "footer", centre, song, 18)
    yield _style("Stamp", "Stamp Line", "", f"{song}{grey}", 14)


def _style(id: str, name: str, paragraphs: str, runs: str, size: int) -> str:
    own = (
        ""
        if name in ("Title", "Subtitle", "heading 1", "Body Text", "header", "footer")
        else ' w:customStyle="1"'
    )
    return (
        f'<w:style w:type="paragraph"{own} w:styleId="{id}"><w:name w:val="{name}"/><w:basedOn w:val="Normal"/>'
        f'<w:qFormat/><w:pPr>{paragraphs}</w:pPr><w:rPr>{runs}<w:sz w:val="{size}"/><w:szCs w:val="{size}"/></w:rPr>'
        "</w:style>"
    )


def _ruled() -> str:
    sides = "".join(
        f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="404040"/>'
        for side in ("top", "left", "bottom", "right", "insideH", "insideV")
    )
    return (
        '<w:style w:type="table" w:customStyle="1" w:styleId="Ruled"><w:name w:val="Ruled"/>'
        f"<w:tblPr><w:tblBorders>{sides}</w:tblBorders><w:tblCellMar>"
        '<w:left w:w="80" w:type="dxa"/><w:right w:w="80" w:type="dxa"/></w:tblCellMar></w:tblPr></w:style>'
    )


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else resource_path("templates"))
