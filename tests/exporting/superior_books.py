"""Workbooks as superiors send them, put together part by part: with a text box, a control, a chart and whatever else there is."""

from __future__ import annotations

from collections.abc import Mapping
from io import BytesIO
from typing import Final
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

from ipdesk.exporting.report_filling import answer
from ipdesk.exporting.report_plans import Plan
from ipdesk.importing.limits import Limits
from ipdesk.importing.report_templates import LIMITS, _book, looked_through
from ipdesk.rules.report_books import ReportBook

HEAD: Final = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
MAIN: Final = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
OFFICE: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE: Final = "http://schemas.openxmlformats.org/package/2006/relationships"
TYPE: Final = "application/vnd.openxmlformats-officedocument"
SHARED: Final = (
    "填报单位：",
    "季度统计表",
    "指标",
    "本季",
    "本年累计",
    "专利申请数",
    "签订率",
    "编号",
    "名称",
    "负责人：",
)

SHEET_1: Final = f"""{HEAD}<worksheet xmlns="{MAIN}" xmlns:r="{OFFICE}" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006">
<dimension ref="A1:C9"/><sheetViews><sheetView workbookViewId="0"/></sheetViews><sheetFormatPr defaultRowHeight="14"/>
<cols><col min="1" max="1" width="20" customWidth="1"/><col min="4" max="4" width="12" style="1" customWidth="1"/></cols>
<sheetData>
<row r="1" spans="1:3" ht="30" customHeight="1"><c r="A1" s="2" t="s"><v>1</v></c></row>
<row r="2" spans="1:3"><c r="A2" t="s"><v>0</v></c><c r="B2" s="2"/><c r="C2" s="1"><v>45000</v></c></row>
<row r="4" spans="1:3"><c r="A4" t="s"><v>2</v></c><c r="B4" t="s"><v>3</v></c><c r="C4" t="s"><v>4</v></c></row>
<row r="5" spans="1:3"><c r="A5" t="s"><v>5</v></c><c r="B5" s="2"/><c r="C5"><f>B5*2</f><v>0</v></c></row>
<row r="6" spans="1:3"><!-- </c> a comment --><c r="A6" t="s"><v>6</v></c><c r="B6" s="2" vm="1"><v>0.5</v></c></row>
</sheetData><mergeCells count="1"><mergeCell ref="A1:C1"/></mergeCells>
<conditionalFormatting sqref="B5:B6"><cfRule type="cellIs" dxfId="0" priority="1" operator="lessThan"><formula>1</formula></cfRule></conditionalFormatting>
<dataValidations count="1"><dataValidation type="whole" allowBlank="1" sqref="B5"><formula1>0</formula1><formula2>999</formula2></dataValidation></dataValidations>
<pageMargins left="0.7" right="0.7" top="0.75" bottom="0.75" header="0.3" footer="0.3"/>
<drawing r:id="rId1"/><legacyDrawing r:id="rId2"/>
<mc:AlternateContent><mc:Choice xmlns:x14="http://schemas.microsoft.com/office/spreadsheetml/2009/9/main" Requires="x14"><controls><mc:AlternateContent><mc:Choice Requires="x14"><control shapeId="1025" r:id="rId3" name="选中 1"/></mc:Choice></mc:AlternateContent></controls></mc:Choice></mc:AlternateContent>
</worksheet>"""
SHEET_2: Final = f"""{HEAD}<x:worksheet xmlns:x="{MAIN}"><x:dimension ref="A1:C3"/><x:sheetData>
<x:row><x:c t="s"><x:v>7</x:v></x:c><x:c t="s"><x:v>8</x:v></x:c></x:row><x:row ht="22" customHeight="1"><x:c s="2"/><x:c s="3"/></x:row>
</x:sheetData></x:worksheet>"""
STYLES: Final = f"""{HEAD}<styleSheet xmlns="{MAIN}"><numFmts count="1"><numFmt numFmtId="164" formatCode="yyyy&quot;年&quot;m&quot;月&quot;d&quot;日&quot;"/></numFmts>
<fonts count="1"><font><sz val="11"/><name val="宋体"/></font></fonts><fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills>
<borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders><cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>
<cellXfs count="4"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/><xf numFmtId="164" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/><xf numFmtId="2" fontId="0" fillId="0" borderId="0" xfId="0"/><xf numFmtId="49" fontId="0" fillId="0" borderId="0" xfId="0"/></cellXfs>
<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles><dxfs count="1"><dxf><font><b/></font></dxf></dxfs></styleSheet>"""
WORKBOOK: Final = f"""{HEAD}<workbook xmlns="{MAIN}" xmlns:r="{OFFICE}"><workbookPr/><bookViews><workbookView/></bookViews>
<sheets><sheet name="季报" sheetId="1" r:id="rId1"/><sheet name="清单" sheetId="2" r:id="rId2"/></sheets>
<definedNames><definedName name="申请数">季报!$B$5</definedName></definedNames><calcPr calcId="191029"/></workbook>"""
PARTS: Final[Mapping[str, str]] = {
    "[Content_Types].xml": f"""{HEAD}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Default Extension="vml" ContentType="{TYPE}.vmlDrawing"/>
<Override PartName="/xl/workbook.xml" ContentType="{TYPE}.spreadsheetml.sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="{TYPE}.spreadsheetml.worksheet+xml"/><Override PartName="/xl/worksheets/sheet2.xml" ContentType="{TYPE}.spreadsheetml.worksheet+xml"/><Override PartName="/xl/styles.xml" ContentType="{TYPE}.spreadsheetml.styles+xml"/><Override PartName="/xl/sharedStrings.xml" ContentType="{TYPE}.spreadsheetml.sharedStrings+xml"/><Override PartName="/xl/calcChain.xml" ContentType="{TYPE}.spreadsheetml.calcChain+xml"/><Override PartName="/xl/drawings/drawing1.xml" ContentType="{TYPE}.drawing+xml"/><Override PartName="/xl/charts/chart1.xml" ContentType="{TYPE}.drawingml.chart+xml"/><Override PartName="/xl/comments1.xml" ContentType="{TYPE}.spreadsheetml.comments+xml"/><Override PartName="/xl/ctrlProps/ctrlProp1.xml" ContentType="application/vnd.ms-excel.controlproperties+xml"/></Types>""",
    "_rels/.rels": f'{HEAD}<Relationships xmlns="{PACKAGE}"><Relationship Id="rId1" Type="{OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
    "customXml/item1.xml": "<单位 代码='41'>上级</单位>",
    "xl/workbook.xml": WORKBOOK,
    "xl/_rels/workbook.xml.rels": f'{HEAD}<Relationships xmlns="{PACKAGE}"><Relationship Id="rId1" Type="{OFFICE}/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="rId2" Type="{OFFICE}/worksheet" Target="worksheets/sheet2.xml"/><Relationship Id="rId3" Type="{OFFICE}/styles" Target="styles.xml"/><Relationship Id="rId4" Type="{OFFICE}/sharedStrings" Target="sharedStrings.xml"/><Relationship Id="rId5" Type="{OFFICE}/calcChain" Target="calcChain.xml"/><Relationship Id="rId6" Type="{OFFICE}/customXml" Target="../customXml/item1.xml"/></Relationships>',
    "xl/worksheets/sheet1.xml": SHEET_1,
    "xl/worksheets/sheet2.xml": SHEET_2,
    "xl/worksheets/_rels/sheet1.xml.rels": f'{HEAD}<Relationships xmlns="{PACKAGE}"><Relationship Id="rId1" Type="{OFFICE}/drawing" Target="../drawings/drawing1.xml"/><Relationship Id="rId2" Type="{OFFICE}/vmlDrawing" Target="../drawings/vmlDrawing1.vml"/><Relationship Id="rId3" Type="{OFFICE}/ctrlProp" Target="../ctrlProps/ctrlProp1.xml"/><Relationship Id="rId4" Type="{OFFICE}/comments" Target="../comments1.xml"/></Relationships>',
    "xl/styles.xml": STYLES,
    "xl/sharedStrings.xml": f'{HEAD}<sst xmlns="{MAIN}" count="10" uniqueCount="10">' + "".join(f"<si><t>{each}</t></si>" for each in SHARED) + "</sst>",
    "xl/calcChain.xml": f'{HEAD}<calcChain xmlns="{MAIN}"><c r="C5" i="1"/></calcChain>',
    "xl/drawings/drawing1.xml": f'{HEAD}<xdr:wsDr xmlns:xdr="http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing" xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"><xdr:twoCellAnchor><xdr:from><xdr:col>4</xdr:col><xdr:colOff>0</xdr:colOff><xdr:row>1</xdr:row><xdr:rowOff>0</xdr:rowOff></xdr:from><xdr:to><xdr:col>6</xdr:col><xdr:colOff>0</xdr:colOff><xdr:row>4</xdr:row><xdr:rowOff>0</xdr:rowOff></xdr:to><xdr:sp macro="" textlink=""><xdr:nvSpPr><xdr:cNvPr id="2" name="文本框 1"/><xdr:cNvSpPr txBox="1"/></xdr:nvSpPr><xdr:spPr><a:prstGeom prst="rect"><a:avLst/></a:prstGeom></xdr:spPr><xdr:txBody><a:bodyPr/><a:p><a:r><a:t>填表说明</a:t></a:r></a:p></xdr:txBody></xdr:sp><xdr:clientData/></xdr:twoCellAnchor><xdr:twoCellAnchor><xdr:from><xdr:col>4</xdr:col><xdr:colOff>0</xdr:colOff><xdr:row>6</xdr:row><xdr:rowOff>0</xdr:rowOff></xdr:from><xdr:to><xdr:col>9</xdr:col><xdr:colOff>0</xdr:colOff><xdr:row>15</xdr:row><xdr:rowOff>0</xdr:rowOff></xdr:to><xdr:graphicFrame macro=""><xdr:nvGraphicFramePr><xdr:cNvPr id="3" name="图 1"/><xdr:cNvGraphicFramePr/></xdr:nvGraphicFramePr><xdr:xfrm><a:off x="0" y="0"/><a:ext cx="0" cy="0"/></xdr:xfrm><a:graphic><a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/chart"><c:chart xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart" xmlns:r="{OFFICE}" r:id="rId1"/></a:graphicData></a:graphic></xdr:graphicFrame><xdr:clientData/></xdr:twoCellAnchor></xdr:wsDr>',
    "xl/drawings/_rels/drawing1.xml.rels": f'{HEAD}<Relationships xmlns="{PACKAGE}"><Relationship Id="rId1" Type="{OFFICE}/chart" Target="../charts/chart1.xml"/></Relationships>',
    "xl/drawings/vmlDrawing1.vml": '<xml xmlns:v="urn:schemas-microsoft-com:vml" xmlns:x="urn:schemas-microsoft-com:office:excel"><v:shape id="_x0000_s1025" type="#_x0000_t201" style="position:absolute"><x:ClientData ObjectType="Checkbox"><x:Anchor>4,0,0,0,5,0,1,0</x:Anchor></x:ClientData></v:shape></xml>',
    "xl/ctrlProps/ctrlProp1.xml": f'{HEAD}<formControlPr xmlns="http://schemas.microsoft.com/office/spreadsheetml/2009/9/main" objectType="CheckBox" lockText="1" noThreeD="1"/>',
    "xl/charts/chart1.xml": f'{HEAD}<c:chartSpace xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart"><c:chart><c:plotArea><c:layout/><c:barChart><c:barDir val="col"/><c:grouping val="clustered"/><c:ser><c:idx val="0"/><c:order val="0"/><c:val><c:numRef><c:f>季报!$B$5:$B$6</c:f></c:numRef></c:val></c:ser><c:axId val="1"/><c:axId val="2"/></c:barChart><c:catAx><c:axId val="1"/><c:scaling/><c:axPos val="b"/><c:crossAx val="2"/></c:catAx><c:valAx><c:axId val="2"/><c:scaling/><c:axPos val="l"/><c:crossAx val="1"/></c:valAx></c:plotArea></c:chart></c:chartSpace>',
    "xl/comments1.xml": f'{HEAD}<comments xmlns="{MAIN}"><authors><author>科技处</author></authors><commentList><comment ref="B5" authorId="0"><text><t>按受理通知书计</t></text></comment></commentList></comments>',
}  # fmt: skip


def superior_book(**changed: str | bytes | None) -> bytes:
    """Return the workbook, with other content in some parts, called by the end of their names; None leaves one out.

    Some parts are packed and some are not, and each has its own time, as in files that went through several programs.
    """
    out = BytesIO()
    with ZipFile(out, "w") as archive:
        for number, (name, content) in enumerate(PARTS.items()):
            key = name.rpartition("/")[2].partition(".")[0].strip("[]")
            held = changed.get(key, content) if not name.endswith(".rels") else content
            if held is None:
                continue
            entry = ZipInfo(name, (2024, 3, 1 + number, 12, number, 2 * number))
            entry.compress_type = ZIP_STORED if number % 3 == 2 else ZIP_DEFLATED
            entry.external_attr = 0o600 << 16
            if number % 4 == 0:
                entry.extra = b"\x99\x99\x02\x00ab"
            archive.writestr(entry, held)
        archive.comment = b"by hand"
    return out.getvalue()


def signed_book() -> bytes:
    """Return the workbook as it is once somebody signed it digitally."""
    types = PARTS["[Content_Types].xml"].replace(
        "</Types>",
        '<Default Extension="sigs" ContentType="application/vnd.openxmlformats-package.digital-signature-origin"/>'
        '<Override PartName="/_xmlsignatures/sig1.xml"'
        ' ContentType="application/vnd.openxmlformats-package.digital-signature-xmlsignature+xml"/></Types>',
    )
    out = BytesIO(superior_book(Content_Types=types))
    with ZipFile(out, "a") as archive:
        archive.writestr("_xmlsignatures/origin.sigs", b"")
        archive.writestr("_xmlsignatures/sig1.xml", '<Signature xmlns="http://www.w3.org/2000/09/xmldsig#"/>')
    return out.getvalue()


def simple_book(sheet: str | bytes, shared: str | None = None) -> bytes:
    """Return a workbook without formulas elsewhere, with this as the XML of its first sheet."""
    parts: dict[str, str | bytes | None] = {"sheet1": sheet}
    if shared is not None:
        parts["sharedStrings"] = shared
    return superior_book(**parts)


def sheet_of(rows: str, before: str = "", after: str = "") -> str:
    """Return the XML of a sheet with these rows."""
    return f'{HEAD}<worksheet xmlns="{MAIN}">{before}<sheetData>{rows}</sheetData>{after}</worksheet>'


def read_here(data: bytes, name: str = "季报.xlsx", limits: Limits = LIMITS) -> ReportBook:
    """Read a workbook as the child does, in this process."""
    import json
    from hashlib import sha256

    found = json.loads(answer(looked_through(b'{"act": "read"}\n' + data, limits)))
    assert "refused" not in found, found
    return _book(found, name, sha256(data).hexdigest())


def fill_here(data: bytes, book: ReportBook, plan: Plan, limits: Limits = LIMITS) -> bytes:
    """Fill a workbook as the child does, in this process."""
    import base64
    import json

    assert plan.problems == ()
    payload = json.dumps(plan.request(book)).encode() + b"\n" + data
    found = json.loads(answer(looked_through(payload, limits)))
    assert "refused" not in found, found
    return base64.b64decode(found["xlsx"])
