"""Word files made on the spot: plain ones with what text is wanted, and parts put in, changed or broken."""

from __future__ import annotations

from collections.abc import Mapping
from io import BytesIO
from xml.sax.saxutils import escape
from zipfile import ZipFile

from ipdesk.exporting.packages import package_bytes

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
KIND = "application/vnd.openxmlformats-officedocument.wordprocessingml"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
RELATIONS = f"{PACKAGE}/relationships"
PLACES = {"core": "/docProps/core.xml"}
BORNE = "{{ marking }} {{ stamp }}"


def words(text: str) -> str:
    """Return a run with a text."""
    return f'<w:r><w:t xml:space="preserve">{escape(text)}</w:t></w:r>'


def lines(*texts: str) -> str:
    """Return a paragraph for each text."""
    return "".join(f"<w:p>{words(each)}</w:p>" for each in texts)


def rows(*cells: tuple[str, ...]) -> str:
    """Return a table of texts."""
    held = "".join(
        "<w:tr>" + "".join(f"<w:tc>{lines(text)}</w:tc>" for text in row) + "</w:tr>" for row in cells
    )
    grid = '<w:gridCol w:w="2000"/>' * max(len(row) for row in cells)
    return f"<w:tbl><w:tblPr/><w:tblGrid>{grid}</w:tblGrid>{held}</w:tbl>"


def relation(kind: str, target: str, *, external: bool = False, id: str = "rId9") -> str:
    """Return one relation."""
    mode = ' TargetMode="External"' if external else ""
    return f'<Relationship Id="{id}" Type="{R}/{kind}" Target="{target}"{mode}/>'


def docx(
    body: str = "",
    *,
    header: str = lines(BORNE),
    footnotes: str = "",
    relations: str = "",
    parts: Mapping[str, str | bytes] | None = None,
    document_type: str = f"{KIND}.document.main+xml",
    types: Mapping[str, str] | None = None,
    core: str = "",
) -> bytes:
    """Return a Word file with a body and a header; `parts` are put in, or take the place of those of that name."""
    held = [relation("header", "header1.xml", id="rId1")]
    kinds = {"document": document_type, "header1": f"{KIND}.header+xml", **(types or {})}
    notes = {}
    if footnotes:
        held.append(relation("footnotes", "footnotes.xml", id="rId2"))
        kinds["footnotes"] = f"{KIND}.footnotes+xml"
        notes["word/footnotes.xml"] = (
            f'<w:footnotes xmlns:w="{W}"><w:footnote w:id="1">{footnotes}</w:footnote></w:footnotes>'
        )
    top = relation("officeDocument", "word/document.xml")
    if core:
        kinds["core"] = "application/vnd.openxmlformats-package.core-properties+xml"
        top += f'<Relationship Id="rId2" Type="{RELATIONS}/metadata/core-properties" Target="docProps/core.xml"/>'
        notes["docProps/core.xml"] = (
            f'<cp:coreProperties xmlns:cp="{PACKAGE}/metadata/core-properties"'
            f' xmlns:dc="http://purl.org/dc/elements/1.1/">{core}</cp:coreProperties>'
        )
    named = "".join(
        f'<Override PartName="{PLACES.get(name, f"/word/{name}.xml")}" ContentType="{kind}"/>'
        for name, kind in kinds.items()
    )
    made: dict[str, str | bytes] = {
        "[Content_Types].xml": '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Default Extension="xml" ContentType="application/xml"/>{named}</Types>',
        "_rels/.rels": f'<Relationships xmlns="{RELATIONS}">{top}</Relationships>',
        "word/_rels/document.xml.rels": f'<Relationships xmlns="{RELATIONS}">{"".join(held)}{relations}</Relationships>',
        "word/document.xml": f'<w:document xmlns:w="{W}" xmlns:r="{R}"><w:body>{body}<w:sectPr>'
        '<w:headerReference w:type="default" r:id="rId1"/></w:sectPr></w:body></w:document>',
        "word/header1.xml": f'<w:hdr xmlns:w="{W}">{header}</w:hdr>',
        **notes,
        **(parts or {}),
    }
    return package_bytes(
        {name: (part.encode() if isinstance(part, str) else part,) for name, part in made.items()}
    )


def parts_of(data: bytes) -> dict[str, bytes]:
    """Return the parts of a zipped file by name."""
    with ZipFile(BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}
