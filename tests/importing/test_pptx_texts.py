"""Slides as manuscripts: in the order in which they are shown, with notes, comments and what lies beneath."""

from __future__ import annotations

from tests.importing.manuscript_makers import read, shape, slides, told
from tests.importing.word_makers import relation

CELL = "<a:tc><a:txBody><a:p><a:r><a:t>{}</a:t></a:r></a:p></a:txBody></a:tc>"
TABLE = f"<p:graphicFrame><a:tbl><a:tr>{CELL}{CELL}</a:tr></a:tbl></p:graphicFrame>"
MOVIE = '<p:pic><p:nvPicPr><p:cNvPr id="2" name="v" descr="试验录像"/><p:nvPr><a:videoFile r:link="rId5"/></p:nvPr></p:nvPicPr></p:pic>'


def test_slides_stand_in_their_order_with_tables_and_exact_offsets() -> None:
    found = read(
        slides(shape("低温热链😀", "𠮷田"), shape("第二张") + TABLE.format("格中", "右"), shape("第三张"))
    )
    assert (found.kind, found.unit) == ("pptx", "slide")
    assert told(found) == [(1, "低温热链😀\n𠮷田"), (2, "第二张\n格中\t右"), (3, "第三张")]
    at = found.text.index("格中")
    assert (found.text[at : at + 2], found.place_of(at)) == ("格中", 2)


def test_notes_comments_hidden_slides_and_masters_are_parts_of_their_own() -> None:
    found = read(
        slides(
            shape("甲"),
            shape("乙"),
            notes={1: shape("讲稿：先讲装置") + shape("1", kind="sldNum")},
            comments={2: "此页删去"},
            hidden=frozenset({2}),
            master=shape("内部资料")
            + shape("单击此处编辑母版标题", kind="title")
            + shape("机密★5年", kind="ftr"),
            core="<dc:title>答辩</dc:title>",
        )
    )
    assert told(found) == [(1, "甲")]
    assert told(found, "hidden") == [(2, "乙")]
    assert told(found, "slide-notes") == [(1, "讲稿：先讲装置")]
    assert told(found, "comment") == [(2, "此页删去")]
    assert told(found, "header") == [(0, "内部资料")]
    assert "单击" not in found.text
    assert found.mark is not None and (found.mark.level, found.mark.where) == ("confidential", "footer")
    assert found.properties == (("title", "答辩"),)


def test_videos_are_named_and_their_description_is_read() -> None:
    found = read(slides(shape("甲"), MOVIE, relations={2: relation("video", "../media/a.mp4", id="rId5")}))
    assert [(each.what, each.place, each.name) for each in found.unread] == [("video", 2, "a.mp4")]
    assert told(found, "alt") == [(2, "试验录像")]


def test_a_slide_that_is_not_there_is_named() -> None:
    data = slides(shape("甲"), shape("乙")).replace(b"ppt/slides/slide1.xml", b"ppt/slides/slideX.xml")
    assert [(each.what, each.place) for each in read(data).unread] == [("page", 2)]
