"""The parts of a Word file written by hand: paragraphs, tables, styles, header and footer, in the words of its format.

The same content gives the same parts. Texts are escaped here and nowhere else.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final
from xml.sax.saxutils import escape

from ipdesk.exporting.layout import Furniture
from ipdesk.exporting.packages import clean

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
QUARTERS: Final = (0.18, 0.32, 0.18, 0.32)
BOXED: Final = (0.18, 0.82)


@dataclass(frozen=True, slots=True)
class Imprint:
    """What stands around the text of a file: the laboratory, the marking, the stamp, and when it was made (ISO 8601, UTC)."""

    lab: str
    mark: str
    stamp: str
    made: str


def _text(text: str) -> str:
    return escape(clean(text))


def run(text: str) -> str:
    """Return a text, line by line."""
    lines = (f'<w:t xml:space="preserve">{_text(line)}</w:t>' for line in text.split("\n"))
    return f"<w:r>{'<w:br/>'.join(lines)}</w:r>"


def paragraph(text: str, style: str) -> str:
    """Return a paragraph in a style."""
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/></w:pPr>{run(text)}</w:p>'


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


def file_parts(body: str, title: str, furniture: Furniture, imprint: Imprint) -> dict[str, str]:
    """Return all parts of a document with this body, by name."""
    language = furniture.language
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
        "docProps/core.xml": _core(title, imprint),
        "word/_rels/document.xml.rels": _relations(
            ("styles", R, "styles.xml"), ("settings", R, "settings.xml"),
            ("header", R, "header1.xml"), ("footer", R, "footer1.xml"),
        ),
        "word/document.xml": _root("document", f"<w:body>{body}{page}</w:body>"),
        "word/header1.xml": _root("hdr", _header(imprint)),
        "word/footer1.xml": _root("ftr", _footer(furniture, imprint)),
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


def _core(title: str, imprint: Imprint) -> str:
    return (
        f'{HEAD}<cp:coreProperties xmlns:cp="{PACKAGE}/metadata/core-properties"'
        ' xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/"'
        ' xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">'
        f"<dc:title>{_text(title)}</dc:title><dc:creator>ipdesk</dc:creator>"
        f'<dcterms:created xsi:type="dcterms:W3CDTF">{imprint.made}</dcterms:created>'
        f'<dcterms:modified xsi:type="dcterms:W3CDTF">{imprint.made}</dcterms:modified></cp:coreProperties>'
    )


def _header(imprint: Imprint) -> str:
    """The marking at the left, the laboratory at the right."""
    lab = f'<w:r><w:rPr><w:rStyle w:val="Lab"/></w:rPr><w:tab/><w:t>{_text(imprint.lab)}</w:t></w:r>'
    return f'<w:p><w:pPr><w:pStyle w:val="Header"/></w:pPr>{run(imprint.mark)}{lab}</w:p>'


def _footer(furniture: Furniture, imprint: Imprint) -> str:
    """The page and the number of pages, and the stamp below."""
    words = re.split(r"(\{\w+\})", furniture.page)
    codes = {"{page}": "PAGE", "{pages}": "NUMPAGES"}
    page = "".join(_field(codes[each]) if each in codes else run(each) for each in words if each)
    return f'<w:p><w:pPr><w:pStyle w:val="Footer"/></w:pPr>{page}</w:p>' + paragraph(imprint.stamp, "Stamp")


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
