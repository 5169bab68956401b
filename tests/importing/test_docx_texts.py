"""Word files as manuscripts: everything that somebody wrote is told once, as what it is, at its paragraph."""

from __future__ import annotations

import pytest

from ipdesk.importing.limits import Unreadable
from tests.importing.manuscript_makers import answer_of, read, told
from tests.importing.word_makers import KIND, W, docx, lines, relation, rows, words

NAME = "𠮷田 𡃁雄"
BOX = "<w:txbxContent><w:p><w:r><w:t>框中的话</w:t></w:r></w:p></w:txbxContent>"
TWICE = (
    '<mc:AlternateContent xmlns:mc="urn:mc"><mc:Choice Requires="wps">' + BOX + "</mc:Choice>"
    "<mc:Fallback><w:pict>" + BOX + "</w:pict></mc:Fallback></mc:AlternateContent>"
)
PICTURE = (
    '<w:r><w:drawing><x:docPr xmlns:x="urn:x" id="1" name="图片 1" descr="装置的照片" title="图1"/>'
    '<x:blip xmlns:x="urn:x" xmlns:r="urn:r" r:embed="rId9"/></w:drawing></w:r>'
)
LINK = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def hidden(text: str, mark: str = "<w:vanish/>") -> str:
    return f"<w:r><w:rPr>{mark}</w:rPr><w:t>{text}</w:t></w:r>"


def deleted(text: str) -> str:
    return f'<w:del w:id="1" w:author="x"><w:r><w:delText>{text}</w:delText></w:r></w:del>'


def test_the_body_flows_and_offsets_are_code_points() -> None:
    body = lines(f"作者：{NAME}😀") + "<w:p/>" + rows(("甲", "乙"), ("丙", "丁")) + lines("结果见表。")
    found = read(docx(body, header=""))
    assert told(found) == [
        (1, f"作者：{NAME}😀"),
        (3, "甲"),
        (4, "乙"),
        (5, "丙"),
        (6, "丁"),
        (7, "结果见表。"),
    ]
    at = found.text.index("结果")
    assert found.text[at : at + 5] == "结果见表。"
    assert (found.unit, found.place_of(at), found.place_of(3)) == ("paragraph", 7, 1)


def test_insertions_are_text_and_deleted_and_hidden_text_are_parts_of_their_own() -> None:
    inserted = '<w:ins w:id="2"><w:r><w:t>高</w:t></w:r></w:ins>'
    moved = "<w:moveFrom><w:r><w:t>移走的</w:t></w:r></w:moveFrom>"
    off = hidden("可见", '<w:vanish w:val="0"/>')
    found = read(
        docx(
            f"<w:p>{words('提')}{inserted}{deleted('降低')}{words('温度')}{hidden('秘方')}{off}{moved}</w:p>"
        )
    )
    assert told(found) == [(1, "提高温度可见")]
    assert told(found, "deleted") == [(1, "降低移走的")]
    assert told(found, "hidden") == [(1, "秘方")]


def test_what_a_style_hides_is_hidden_even_by_what_it_is_based_on() -> None:
    styles = (
        f'<w:styles xmlns:w="{W}"><w:style w:styleId="A"><w:rPr><w:vanish/></w:rPr></w:style>'
        '<w:style w:styleId="B"><w:basedOn w:val="A"/></w:style>'
        '<w:style w:styleId="C"><w:basedOn w:val="D"/></w:style><w:style w:styleId="D"><w:basedOn w:val="C"/></w:style>'
        "</w:styles>"
    )
    line = '<w:p><w:pPr><w:pStyle w:val="{}"/></w:pPr><w:r><w:t>{}</w:t></w:r></w:p>'
    found = read(
        docx(line.format("B", "藏") + line.format("C", "现"), parts={"word/styles.xml": styles}, header="")
    )
    assert (told(found), told(found, "hidden")) == ([(2, "现")], [(1, "藏")])


def test_a_text_box_is_told_once() -> None:
    found = read(docx(f"<w:p>{words('正文')}<w:r>{TWICE}</w:r></w:p>{lines('下一段')}", header=""))
    assert told(found) == [(1, "正文"), (2, "下一段")]
    assert told(found, "textbox") == [(1, "框中的话")]
    assert told(found, "hidden") == []
    twisted = TWICE.replace("框中的话", "别的话", 1)
    other = read(docx(f"<w:p><w:r>{twisted}</w:r></w:p>", header=""))
    assert (told(other, "textbox"), told(other, "hidden")) == ([(1, "别的话")], [(1, "框中的话")])


def test_headers_notes_comments_and_watermarks_are_told_at_their_paragraphs() -> None:
    tied = (
        '<w:p><w:r><w:t>有注</w:t><w:footnoteReference w:id="1"/><w:commentReference w:id="7"/></w:r></w:p>'
    )
    comments = f'<w:comments xmlns:w="{W}"><w:comment w:id="7">{lines("请核对数据")}</w:comment></w:comments>'
    header = lines("页眉") + '<w:p><w:pict><v:textpath xmlns:v="urn:v" string="机密★10年"/></w:pict></w:p>'
    found = read(
        docx(
            lines("一") + tied,
            header=header,
            footnotes=lines("脚注的话"),
            relations=relation("comments", "comments.xml", id="rId8"),
            parts={"word/comments.xml": comments},
        )
    )
    assert told(found) == [(1, "一"), (2, "有注")]
    assert told(found, "header") == [(0, "页眉"), (0, "机密★10年")]
    assert told(found, "note") == [(2, "脚注的话")]
    assert told(found, "comment") == [(2, "请核对数据")]
    assert found.mark is not None and (found.mark.level, found.mark.where) == ("confidential", "header")


def test_formulas_symbols_and_fields() -> None:
    formula = '<m:oMath xmlns:m="urn:m"><m:r><m:t>E=mc²</m:t></m:r></m:oMath>'
    star = '<w:r><w:t>秘密</w:t><w:sym w:font="Wingdings" w:char="F0AB"/><w:t>5年</w:t></w:r>'
    field = "<w:r><w:instrText>PAGE</w:instrText></w:r><w:r><w:tab/><w:t>末</w:t></w:r>"
    found = read(docx(f"<w:p>{formula}</w:p><w:p>{star}</w:p><w:p>{field}</w:p>", header=""))
    assert told(found) == [(1, "E=mc²"), (2, "秘密★5年"), (3, "\t末")]
    assert found.mark is not None and found.mark.level == "secret"


def test_pictures_objects_and_properties_are_named() -> None:
    custom = '<Properties xmlns="urn:c"><property name="密级"><x>机密★</x></property></Properties>'
    found = read(
        docx(
            f'<w:p>{PICTURE}</w:p><w:p><w:r><w:object><o:OLEObject xmlns:o="urn:o"/></w:object></w:r></w:p>',
            relations=relation("image", "media/装置.png"),
            parts={
                "word/media/装置.png": b"\x89PNG",
                "word/embeddings/表.xlsx": b"PK",
                "docProps/custom.xml": custom,
            },
            core="<dc:title>题名</dc:title>",
            header="",
        )
    )
    assert [(each.what, each.place, each.name) for each in found.unread] == [
        ("picture", 1, "装置.png"), ("object", 2, ""), ("object", 0, "表.xlsx"),
    ]  # fmt: skip
    assert told(found, "alt") == [(1, "图1"), (1, "装置的照片")]
    assert found.properties == (("title", "题名"), ("密级", "机密★"))
    assert found.mark is not None and found.mark.where == "property"


def test_a_marking_in_deleted_text_or_over_two_cells_is_found() -> None:
    assert read(docx(f"<w:p>{deleted('绝密★长期')}</w:p>", header="")).mark is not None
    split = read(docx(rows(("秘密", "★3年")), header=""))
    assert split.mark is not None and split.mark.level == "secret"
    assert read(docx(lines("本文研究机密性保护算法。"), header="")).mark is None


ENTITIES = (
    f'<!DOCTYPE w:hdr [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><w:hdr xmlns:w="{W}"><w:p>&b;</w:p></w:hdr>'
)
DEEP = "<w:sdt>" * 400 + "</w:sdt>" * 400


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (docx(lines("x" * 4000))[:-200], "damaged"),
        (docx(header=ENTITIES), "entities"),
        (docx(parts={"word/document.xml": ENTITIES.encode("utf-16")}), "damaged"),
        (docx(DEEP), "damaged"),
        (docx(parts={"word/media/a.png": bytes(90_000_000)}), "bomb"),
        (docx(parts={f"word/media/{each}.png": b"" for each in range(5_001)}), "too-many-parts"),
        (docx(parts={"../a.xml": "<a/>"}), "unsafe-names"),
        (docx(document_type="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"), "other-document"),
        (b"PK\x03\x04" + bytes(100), "damaged"),
    ],
    ids=["cut", "entities", "utf-16", "deep", "bomb", "many", "climbing", "workbook", "no zip"],
)  # fmt: skip
def test_hostile_files_are_refused(data: bytes, code: str) -> None:
    with pytest.raises(Unreadable) as error:
        answer_of(data)
    assert error.value.code == code


def test_a_kind_with_macros_is_read_and_says_so() -> None:
    macro = "application/vnd.ms-word.document.macroEnabled.main+xml"
    found = read(docx(lines("文"), document_type=macro, parts={"word/vbaProject.bin": b"x"}))
    assert ("macro", 0) in [(each.what, each.place) for each in found.unread]
    assert KIND not in found.text


def test_cells_of_a_row_are_parted_by_tabs_empty_ones_too() -> None:
    cells = [["压力/MPa", "厚度/μm"], ["", "12.37"], ["3.47", "12.91"]]
    table = "".join(f"<w:tr>{''.join(f'<w:tc>{lines(each)}</w:tc>' for each in row)}</w:tr>" for row in cells)
    found = read(docx(f"{lines('表前')}<w:tbl>{table}</w:tbl>{lines('表后')}"))
    assert found.text.startswith("表前\n压力/MPa\t厚度/μm\n\t12.37\n3.47\t12.91\n表后")


def test_what_is_written_in_fields_controls_and_text_to_be_put_in_is_hidden_text() -> None:
    body = (
        '<w:p><w:r><w:instrText>QUOTE "域中机密"</w:instrText></w:r><w:r><w:instrText>PAGE</w:instrText></w:r></w:p>'
        '<w:p><w:hyperlink w:tooltip="提示"><w:r><w:t>链接</w:t></w:r></w:hyperlink></w:p>'
        '<w:sdt><w:sdtPr><w:dropDownList><w:listItem w:displayText="选项"/></w:dropDownList></w:sdtPr></w:sdt>'
    )
    kept = f"<w:docPart><w:docPartBody>{lines('备用语句')}</w:docPartBody></w:docPart>"
    found = read(
        docx(
            body,
            relations=relation("glossaryDocument", "glossary/document.xml", id="rId9"),
            parts={
                "word/glossary/document.xml": f'<w:glossaryDocument xmlns:w="{W}">{kept}</w:glossaryDocument>'
            },
        )
    )
    assert [text for _, text in told(found, "hidden")] == ['QUOTE "域中机密"', "提示", "选项", "备用语句"]
