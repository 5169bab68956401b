"""Broken and hostile files, as real files: bombs, rings, things that are no files, names that no list was made for."""

from __future__ import annotations

import os
import zlib
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from random import Random
from typing import Final
from zipfile import ZIP_DEFLATED, ZipFile

from ipdesk.exporting.locked import lock_workbook
from ipdesk.importing.limits import COMPOUND
from tests.importing.manuscript_makers import pdf
from tests.importing.word_makers import W, docx, lines, parts_of, words

WORDS: Final = "雾化片的孔径自上而下逐渐增大，供液均匀。"
NOISE: Final = Random(8).randbytes(400_000)  # what keeps a file from looking like a bomb by its ratio alone
PASSWORD: Final = "春江潮水连海平海"


# The reason for which each of `bad_files` is refused; the others are opened, and nothing of a manuscript is in them.
REFUSED: Final = {
    "空.docx": "empty",
    "只有空白.txt": "empty",
    "缺尾.docx": "damaged",
    "缺尾.pdf": "damaged",
    "程序.pdf": "not-a-manuscript",
    "旧版.doc": "old-document",
    "旧版.wps": "old-document",
    "知网.caj": "not-a-manuscript",
    "国标断.txt": "encoding",
    "半个字.txt": "not-a-manuscript",
    "空字符.txt": "not-a-manuscript",
    "半个代理.md": "encoding",
    "炸弹.docx": "bomb",
    "实体.docx": "entities",
    "深表.docx": "damaged",
    "多件.docx": "too-many-parts",
    "穿越.docx": "unsafe-names",
    "同名.docx": "unsafe-names",
    "上锁.docx": "encrypted",
    "上锁.pdf": "encrypted",
    "页环.pdf": "damaged",
    "深阵.pdf": "damaged",
}
EMPTY: Final = ("无数页.pdf", "流弹.pdf", "多对象.pdf")
PAGE: Final = b"<</Type/Pages/Kids[3 0 R]/Count 1>>"


def bad_files() -> dict[str, bytes]:
    """Return broken and hostile files by their names."""
    return {
        "空.docx": b"",
        "只有空白.txt": b" \n\t\r\n" * 50,
        "缺尾.docx": docx(lines(WORDS))[:-300],
        "缺尾.pdf": pdf([[WORDS]])[:-700],
        "程序.pdf": b"MZ\x90\x00" + NOISE[:9_000],
        "旧版.doc": COMPOUND + bytes(2_000),
        "旧版.wps": COMPOUND + NOISE[:2_000],
        "知网.caj": b"CAJ\x00" + NOISE[:3_000],
        "国标断.txt": (WORDS * 900).encode("gb18030")[:-1] + b"\xff\xff" + WORDS.encode("gb18030"),
        "半个字.txt": b"\xff\xfe" + WORDS.encode("utf-16-le") + b"\x00\xd8\x41\x00",
        "空字符.txt": WORDS.encode() + b"\x00" + WORDS.encode(),
        "半个代理.md": WORDS.encode() + b"\xed\xa0\x80" + b"\xed\xb0\x80",
        "炸弹.docx": docx(lines(WORDS), parts={"word/media/a.png": bytes(25_000_000)}),
        "实体.docx": _entities(),
        "深表.docx": _of_body(_nested(4_000)),
        "多件.docx": docx(lines(WORDS), parts={f"word/x{at}.xml": "<x/>" for at in range(5_200)}),
        "穿越.docx": _renamed("../../外面.xml"),
        "同名.docx": _renamed("WORD/DOCUMENT.XML"),
        "上锁.docx": lock_workbook(docx(lines(WORDS), parts={"word/media/a.png": NOISE[:9_000]}), PASSWORD),
        "上锁.pdf": _locked_pdf(),
        "页环.pdf": _pdf(b"<</Type/Pages/Kids[2 0 R 2 0 R]/Count 2>>"),
        "深阵.pdf": _pdf(b"<</Type/Pages/Kids " + b"[" * 60_000 + b"]" * 60_000 + b"/Count 1>>"),
        "无数页.pdf": _pdf(b"<</Type/Pages/Kids[3 0 R]/Count 999999999>>"),
        "流弹.pdf": _pdf(PAGE, _bomb(60_000_000)),
        "多对象.pdf": _pdf(PAGE, b"<</Type/ObjStm/N 99999999/First 9/Length 2>>stream\n1 \nendstream"),
        "宏包.tex": b"\\documentclass{article}\\title{" + b"{" * 60_000 + rb"\iffalse" + b"\\label{a}" * 4_000,
    }  # fmt: skip


def of_many_paragraphs(count: int) -> bytes:
    """Return a Word file of so many paragraphs, which is no bomb by its sizes."""
    return _of_body("<w:p><w:r><w:t>甲</w:t></w:r></w:p>" * count)


def odd_files() -> dict[str, bytes]:
    """Return by their names some files that are odd and can be read all the same."""
    return {
        "宽.txt": WORDS.encode("utf-16"),
        "方向.txt": f"\u202e\u2067{WORDS}\u2066\u202c\u200f".encode(),
        "其实是文档.pdf": docx(lines(WORDS)),
        "其实是版式.docx": pdf([[WORDS]]),
        "两\n行\t名.txt": WORDS.encode(),
        os.fsdecode("坏名".encode() + b"\xff\xfe.txt"): WORDS.encode(),
        f"{'长' * 80}.md": WORDS.encode(),
        "深表可读.docx": docx(_nested(60)),
    }


def things_that_are_no_files(folder: Path) -> Iterator[Path]:
    """Put into a folder what has the name of a manuscript and is none, and yield each."""
    (folder / "夹.docx").mkdir()
    yield folder / "夹.docx"
    os.mkfifo(folder / "管道.txt")
    yield folder / "管道.txt"
    for name, target in (("环甲.txt", "环乙.txt"), ("环乙.txt", "环甲.txt"), ("悬空.pdf", "没有.pdf")):
        (folder / name).symlink_to(target)
        yield folder / name
    with (folder / "巨.txt").open("wb") as stream:
        stream.truncate(300_000_000)  # no room is taken
    yield folder / "巨.txt"
    (folder / "已删.txt").touch()
    (folder / "已删.txt").unlink()
    yield folder / "已删.txt"


def _of_body(body: str) -> bytes:
    return docx(body, parts={"word/media/a.bin": NOISE})


def _nested(depth: int) -> str:
    return "<w:tbl><w:tr><w:tc>" * depth + lines(WORDS) + "</w:tc></w:tr></w:tbl>" * depth


def _entities() -> bytes:
    made = '<!DOCTYPE w [<!ENTITY a "哈哈哈哈">' + "".join(
        f'<!ENTITY {name} "{f"&{before};" * 10}">'
        for before, name in zip("abcdefgh", "bcdefghi", strict=True)
    )
    body = f'<w:document xmlns:w="{W}"><w:body><w:p>{words("甲").replace("甲", "&i;")}</w:p></w:body></w:document>'
    return docx(lines(WORDS), parts={"word/document.xml": f"{made}]>{body}"})


def _renamed(name: str) -> bytes:
    """Return a Word file with one more part of an unsafe name."""
    out = BytesIO()
    with ZipFile(out, "w", ZIP_DEFLATED) as archive:
        for part, data in parts_of(docx(lines(WORDS))).items():
            archive.writestr(part, data)
        archive.writestr(name, "<x/>")
    return out.getvalue()


def _locked_pdf() -> bytes:
    from pikepdf import Encryption, Pdf

    out = BytesIO()
    with Pdf.open(BytesIO(pdf([[WORDS]]))) as made:
        made.save(out, encryption=Encryption(owner=PASSWORD, user=PASSWORD))
    return out.getvalue()


def _bomb(size: int) -> bytes:
    """Return a stream packed twice over, which would unpack to so many bytes."""
    packed = zlib.compress(zlib.compress(bytes(size)))
    return b"<</Filter[/FlateDecode/FlateDecode]/Length %d>>stream\n%b\nendstream" % (len(packed), packed)


def _pdf(pages: bytes, content: bytes = b"<</Length 2>>stream\nBT\nendstream") -> bytes:
    """Return a PDF of four objects: catalogue, tree of pages, a page, its content."""
    objects = (
        b"<</Type/Catalog/Pages 2 0 R>>",
        pages,
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]/Contents 4 0 R>>",
        content,
    )
    made, places = b"%PDF-1.7\n", []
    for number, each in enumerate(objects, 1):
        places.append(len(made))
        made += b"%d 0 obj\n%b\nendobj\n" % (number, each)
    table = b"".join(b"%010d 00000 n \n" % each for each in places)
    return (
        made
        + b"xref\n0 5\n0000000000 65535 f \n%btrailer\n<</Size 5/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n"
        % (table, len(made))
    )
