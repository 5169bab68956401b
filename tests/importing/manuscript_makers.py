"""Manuscripts made on the spot: Word files, slides zipped by hand, PDF drawn or written sign by sign; and readers without a child."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from io import BytesIO
from pathlib import Path
from typing import Any

import pikepdf
from PIL import Image
from reportlab.lib.utils import ImageReader
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen import canvas

from ipdesk.exporting.packages import package_bytes
from ipdesk.importing.limits import Limits
from ipdesk.importing.manuscript_child import _work
from ipdesk.importing.manuscripts import LIMITS, Manuscript, _kind, manuscript_of
from ipdesk.paths import resource_path
from tests.importing.word_makers import PACKAGE, RELATIONS, R, relation

A = "http://schemas.openxmlformats.org/drawingml/2006/main"
P = "http://schemas.openxmlformats.org/presentationml/2006/main"
PPT = "application/vnd.openxmlformats-officedocument.presentationml"
NAMESPACES = f'xmlns:a="{A}" xmlns:p="{P}" xmlns:r="{R}"'
FACE = "manuscript"


def answer_of(
    data: bytes, name: str = "稿.txt", password: str | None = None, limits: Limits = LIMITS
) -> bytes:
    """Return what a child would answer, in this process. Raises Unreadable."""
    return _work(_kind(data, Path(name).suffix), password)(data, limits)


def read(data: bytes, name: str = "稿.txt", password: str | None = None) -> Manuscript:
    """Read a manuscript in this process. Raises Unreadable."""
    answer: dict[str, Any] = json.loads(answer_of(data, name, password))
    return manuscript_of(answer | {"name": name, "sha256": "0" * 64, "size": len(data)})


def told(manuscript: Manuscript, where: str = "body") -> list[tuple[int, str]]:
    """Return place and text of each part of a kind."""
    return [
        (each.place, manuscript.text[each.start : each.end])
        for each in manuscript.parts
        if each.where == where
    ]


def pdf(
    pages: Sequence[Sequence[str]],
    *,
    size: float = 10,
    top: float = 780,
    picture: bool = False,
    notes: Sequence[str] = (),
    title: str = "",
    large: int = 0,
    face: str = FACE,
) -> bytes:
    """Return a PDF with a line for each text on each page, with a picture or notes on the last one.

    `large` lines at the top of the first page are drawn in larger letters. A `face` that is not put in is named alone, as
    office programs may do.
    """
    if face != FACE:
        pdfmetrics.registerFont(UnicodeCIDFont(face))
    elif FACE not in pdfmetrics.getRegisteredFontNames():
        with resource_path("fonts", "LXGWWenKai-Regular.ttf").open("rb") as stream:
            font = TTFont(FACE, BytesIO(stream.read()))
        # The library takes two faces of one name for the same: ours would be drawn in this one from then on.
        font.face.name = FACE.encode()
        pdfmetrics.registerFont(font)
    out = BytesIO()
    paper = canvas.Canvas(out, pagesize=(595, 842))
    if title:
        paper.setTitle(title)
    for number, lines in enumerate(pages, 1):
        for index, line in enumerate(lines):
            paper.setFont(face, size * (1.5 if number == 1 and index < large else 1))
            paper.drawString(50, top - index * size * 1.5, line)
        if number == len(pages):
            for index, note in enumerate(notes):
                paper.textAnnotation(note, Rect=[50, 50 + index, 60, 60 + index])
            if picture:
                paper.drawImage(ImageReader(Image.new("RGB", (40, 40), "red")), 0, 0, 595, 842)
        paper.showPage()
    paper.save()
    return out.getvalue()


def pdf_with_map(shown: str, mapped: Mapping[str, str]) -> bytes:
    """Return a PDF of one page that shows letters which its own table maps to other signs."""
    made = pikepdf.new()
    page = made.add_blank_page(page_size=(300, 300))
    lines = "".join(
        f"<{ord(key):02x}> <{value.encode('utf-16-be').hex()}>\n" for key, value in mapped.items()
    )
    table = (
        "/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /X def\n"
        "1 begincodespacerange <00> <ff> endcodespacerange\n"
        f"{len(mapped)} beginbfchar\n{lines}endbfchar\nendcmap end end"
    )
    font = pikepdf.Dictionary(
        Type=pikepdf.Name.Font,
        Subtype=pikepdf.Name.Type1,
        BaseFont=pikepdf.Name.Helvetica,
        ToUnicode=made.make_stream(table.encode()),
    )
    page.Resources = pikepdf.Dictionary(Font=pikepdf.Dictionary(F1=made.make_indirect(font)))
    page.Contents = made.make_stream(f"BT /F1 12 Tf 20 200 Td ({shown}) Tj ET".encode())
    out = BytesIO()
    made.save(out)
    return out.getvalue()


def shape(*texts: str, kind: str = "") -> str:
    """Return a shape of a slide with a paragraph for each text."""
    blank = f'<p:nvPr><p:ph type="{kind}"/></p:nvPr>' if kind else "<p:nvPr/>"
    lines = "".join(f"<a:p><a:r><a:t>{each}</a:t></a:r></a:p>" for each in texts)
    return f'<p:sp><p:nvSpPr><p:cNvPr id="1" name="x"/>{blank}</p:nvSpPr><p:txBody>{lines}</p:txBody></p:sp>'


def slides(
    *bodies: str,
    notes: Mapping[int, str] | None = None,
    comments: Mapping[int, str] | None = None,
    relations: Mapping[int, str] | None = None,
    hidden: frozenset[int] = frozenset(),
    master: str = "",
    core: str = "",
) -> bytes:
    """Return a file of slides; the list tells them in the reverse order of their parts, so that names alone mislead."""
    count = len(bodies)
    made = {
        "[Content_Types].xml": f'<Types xmlns="{PACKAGE}/content-types"><Override PartName="/ppt/presentation.xml"'
        f' ContentType="{PPT}.presentation.main+xml"/></Types>',
        "_rels/.rels": _relations(relation("officeDocument", "ppt/presentation.xml")),
        "ppt/presentation.xml": f"<p:presentation {NAMESPACES}><p:sldIdLst>"
        + "".join(f'<p:sldId id="{255 + each}" r:id="rId{each}"/>' for each in range(1, count + 1))
        + "</p:sldIdLst></p:presentation>",
        "ppt/_rels/presentation.xml.rels": _relations(
            "".join(
                relation("slide", f"slides/slide{count - each}.xml", id=f"rId{each + 1}")
                for each in range(count)
            )
            + relation("slideMaster", "slideMasters/slideMaster1.xml", id="rId99")
        ),
        "ppt/slideMasters/slideMaster1.xml": f"<p:sldMaster {NAMESPACES}>{master}</p:sldMaster>",
        "docProps/core.xml": f'<c xmlns:dc="http://purl.org/dc/elements/1.1/">{core}</c>',
    }
    for number, body in enumerate(bodies, 1):
        part = count - number + 1
        links = (relations or {}).get(number, "")
        show = ' show="0"' if number in hidden else ""
        made[f"ppt/slides/slide{part}.xml"] = f"<p:sld {NAMESPACES}{show}>{body}</p:sld>"
        if note := (notes or {}).get(number, ""):
            links += relation("notesSlide", f"../notesSlides/notesSlide{part}.xml", id="rId51")
            made[f"ppt/notesSlides/notesSlide{part}.xml"] = f"<p:notes {NAMESPACES}>{note}</p:notes>"
        if comment := (comments or {}).get(number, ""):
            links += relation("comments", f"../comments/comment{part}.xml", id="rId52")
            made[f"ppt/comments/comment{part}.xml"] = (
                f"<p:cmLst {NAMESPACES}><p:cm><p:text>{comment}</p:text></p:cm></p:cmLst>"
            )
        made[f"ppt/slides/_rels/slide{part}.xml.rels"] = _relations(links)
    return package_bytes({name: (text.encode(),) for name, text in made.items()})


def _relations(held: str) -> str:
    return f'<Relationships xmlns="{RELATIONS}">{held}</Relationships>'
