"""A Word file from outside: honest ones pass, and each thing that a template must not bring has its plain sentence."""

from __future__ import annotations

import io
import zipfile

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from ipdesk.importing.limits import Unreadable
from ipdesk.importing.word_files import FILL, LIMITS, REASONS, ask_of_template, look_through
from ipdesk.model.errors import Refused
from tests.importing.makers import said
from tests.importing.word_makers import KIND, W, docx, lines, relation

DOCTYPE = f'<!DOCTYPE w:hdr [<!ENTITY a "aaaa">]><w:hdr xmlns:w="{W}"><w:p>&a;</w:p></w:hdr>'


def field(code: str) -> str:
    return f'<w:p><w:fldSimple w:instr="{code}"><w:r><w:t>1</w:t></w:r></w:fldSimple></w:p>'


def complex_field(*pieces: str) -> str:
    codes = "".join(f"<w:r><w:instrText>{each}</w:instrText></w:r>" for each in pieces)
    sign = '<w:r><w:fldChar w:fldCharType="{}"/></w:r>'
    return f"<w:p>{sign.format('begin')}{codes}{sign.format('separate')}{sign.format('end')}</w:p>"


def zipped(**names: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in names.items():
            archive.writestr(name, data)
    return out.getvalue()


def bomb() -> bytes:
    out = io.BytesIO(docx())
    with zipfile.ZipFile(out, "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/media/a.png", bytes(70_000_000))
    return out.getvalue()


def many() -> bytes:
    return docx(parts={f"word/media/{index}.png": b"x" for index in range(600)})


MACRO_TYPE = "application/vnd.ms-word.document.macroEnabled.main+xml"
HOSTILE: dict[str, tuple[bytes, str]] = {
    "nothing": (b"", "no-document"),
    "text": (b"{{ title }}", "no-document"),
    "another zip": (zipped(a=b"b"), "no-document"),
    "old .doc": (b"\xd0\xcf\x11\xe0" + bytes(2000), "old-document"),
    "cut off": (docx(lines("x" * 4000))[:-200], "damaged"),
    "macros": (docx(parts={"word/vbaProject.bin": b"\xd0\xcf\x11\xe0"}), "macros"),
    "macros by type": (docx(document_type=MACRO_TYPE), "macros"),
    "a template of Word's own": (docx(document_type=f"{KIND}.template.main+xml"), "other-document"),
    "a template from elsewhere": (
        docx(relations=relation("attachedTemplate", "http://example.invalid/t.dotm", external=True)),
        "fetched",
    ),
    "a linked picture": (
        docx(relations=relation("image", "file://server/share/a.png", external=True)),
        "fetched",
    ),
    "a link to a share": (
        docx(relations=relation("hyperlink", r"\\server\share", external=True)),
        "fetched",
    ),
    "a picture by its address": (docx('<w:p><w:r><w:pict><v:imagedata xmlns:v="urn:v" src="http://a.invalid"/></w:pict></w:r></w:p>'), "fetched"),
    "mail merge": (
        docx(parts={"word/settings.xml": f'<w:settings xmlns:w="{W}"><w:mailMerge/></w:settings>'}),
        "fetched",
    ),
    "an object": (docx('<w:p><w:r><w:object/></w:r></w:p>'), "embedded"),
    "an object by its relation": (docx(relations=relation("oleObject", "embeddings/a.xml")), "embedded"),
    "an embedded file": (docx(parts={"word/embeddings/a.xlsx": b"PK"}), "embedded"),
    "a control": (docx(parts={"word/activeX/activeX1.xml": "<a/>"}), "embedded"),
    "another document inside": (docx('<w:altChunk r:id="rId9"/>'), "embedded"),
    "another document by its relation": (docx(relations=relation("aFChunk", "a.html")), "embedded"),
    "a web page for a picture": (docx(parts={"word/media/a.png": b"<svg onload='x'/>"}), "embedded"),
    "entities": (docx(parts={"word/header1.xml": DOCTYPE}), "entities"),
    "entities in UTF-16": (docx(parts={"word/header1.xml": DOCTYPE.encode("utf-16")}), "damaged"),
    "entities in another code": (
        docx(parts={"word/header1.xml": '<?xml version="1.0" encoding="utf-7"?><a/>'}),
        "damaged",
    ),
    "no XML": (docx(parts={"word/header1.xml": "<w:hdr"}), "damaged"),
    "a bomb": (bomb(), "bomb"),
    "many parts": (many(), "too-many-parts"),
    "a name that climbs": (docx(parts={"../../etc/a.xml": "<a/>"}), "unsafe-names"),
    "DDE": (docx(field("DDEAUTO c:\\\\x cmd")), "field"),
    "DDE in pieces": (docx(complex_field(" DD", "EAU", "TO x y")), "field"),
    "a picture by a field": (docx(complex_field('INCLUDEPICTURE "http://a.invalid"')), "field"),
    "a field made of fields": (docx(complex_field("") + complex_field("QUOTE 68 68 69")), "field"),
    "a link by a field": (docx(complex_field(r'HYPERLINK "\\server\a"')), "field"),
}  # fmt: skip


@pytest.mark.parametrize(("data", "code"), HOSTILE.values(), ids=HOSTILE)
def test_what_a_template_must_not_bring_is_refused(data: bytes, code: str) -> None:
    with pytest.raises(Unreadable) as error:
        look_through(data, LIMITS)
    assert error.value.code == code
    assert code in REASONS


@pytest.mark.parametrize("name", ["macros", "a bomb", "entities", "old .doc", "DDE"])
def test_the_child_says_so_in_words(name: str) -> None:
    data, code = HOSTILE[name]
    with pytest.raises(Refused) as error:
        ask_of_template({"act": "check", "slots": {}}, data, "模板.docx")
    words = said(error.value)
    assert "“模板.docx”" in words
    assert error.value.what.id == FILL.reasons[code][0]
    assert error.value.advice is not None


def code_of(data: bytes) -> str:
    """Return why a file is refused, "" for one that passes."""
    try:
        look_through(data, LIMITS)
    except Unreadable as error:
        return error.code
    return ""


def test_an_honest_file_passes() -> None:
    page = complex_field(" PAGE ") + field("NUMPAGES \\* MERGEFORMAT") + complex_field('HYPERLINK \\l "a"')
    assert code_of(docx(lines("{{ title }}") + page)) == ""
    mail = relation("hyperlink", "mailto:a@example.invalid", external=True)
    assert code_of(docx(relations=mail, parts={"word/media/a.png": b"\x89PNG"})) == ""


@given(st.binary(max_size=400))
def test_any_bytes_are_refused_and_nothing_else_happens(data: bytes) -> None:
    for given_bytes in (data, b"PK\x03\x04" + data):
        with pytest.raises(Unreadable):
            look_through(given_bytes, LIMITS)


@example(1318, b"\x00\x01")
@given(st.integers(0, 2000), st.binary(min_size=1, max_size=8))
def test_a_file_with_bytes_written_over_is_refused_or_whole(at: int, over: bytes) -> None:
    data = docx(lines("{{ title }}"))
    broken = data[:at] + over + data[at + len(over) :]
    try:
        look_through(broken, LIMITS)
    except Unreadable as error:
        assert error.code in REASONS
