"""Documents under a password: opened by a second reader, shut to everybody else, and nothing said on the way."""

from __future__ import annotations

import io
import logging
import tempfile
from pathlib import Path
from typing import Any

import msoffcrypto
import pikepdf
import pypdfium2
import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook, load_workbook

from ipdesk.exporting.locked import LEAST_SIGNS, MOST_BYTES, lock_pdf, lock_workbook, require_password
from ipdesk.model.errors import WrongValue
from tests.operations.cases import said

CONTENT = "辐射硬化曲线QX7"
PASSWORDS = ["hengqin-2026", "春江潮水连海平海上", "一二三四 five %$#", "a" * MOST_BYTES, "𠮷野家的密码文字"]


def workbook() -> bytes:
    made, book = io.BytesIO(), Workbook()
    sheet: Any = book.active
    sheet["A1"] = CONTENT
    book.save(made)
    return made.getvalue()


def pdf() -> bytes:
    made = io.BytesIO()
    with pikepdf.Pdf.new() as document:
        document.add_blank_page()
        document.docinfo["/Title"] = CONTENT
        document.save(made)
    return made.getvalue()


@pytest.mark.parametrize("password", PASSWORDS)
def test_a_workbook_opens_with_its_password_only(password: str) -> None:
    plain = workbook()
    locked = lock_workbook(plain, password)
    assert locked.startswith(b"\xd0\xcf\x11\xe0")
    assert b"sheet1.xml" not in locked
    file = msoffcrypto.OfficeFile(io.BytesIO(locked))
    with pytest.raises(msoffcrypto.exceptions.InvalidKeyError):
        file.load_key(password=password + "x", verify_password=True)
    file.load_key(password=password, verify_password=True)
    opened = io.BytesIO()
    file.decrypt(opened, verify_integrity=True)
    assert opened.getvalue() == plain
    sheet: Any = load_workbook(opened).active
    assert sheet["A1"].value == CONTENT


@pytest.mark.parametrize("password", PASSWORDS)
def test_a_pdf_opens_with_its_password_only(password: str) -> None:
    locked = lock_pdf(pdf(), password)
    for wrong in ("", password[:-1], password + "x"):
        if wrong != password[:MOST_BYTES] and not (
            len(password) == MOST_BYTES and wrong.startswith(password)
        ):
            with pytest.raises(pypdfium2.PdfiumError):
                pypdfium2.PdfDocument(locked, password=wrong)
    assert pypdfium2.PdfDocument(locked, password=password).get_metadata_value("Title") == CONTENT
    with pikepdf.Pdf.open(io.BytesIO(locked), password=password) as document:
        assert (document.encryption.R, document.encryption.bits) == (6, 256)
        assert document.encryption.stream_method.name == "aesv3"
        assert not document.owner_password_matched
    for content in (CONTENT.encode("utf-16-be"), CONTENT.encode(), password.encode()):
        assert content not in locked


def test_the_same_document_is_locked_under_other_keys_each_time() -> None:
    assert lock_pdf(pdf(), PASSWORDS[0]) != lock_pdf(pdf(), PASSWORDS[0])
    assert lock_workbook(workbook(), PASSWORDS[0]) != lock_workbook(workbook(), PASSWORDS[0])


def test_nothing_is_written_or_said_while_a_document_is_locked(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    caplog.set_level(logging.DEBUG)
    lock_pdf(pdf(), PASSWORDS[0])
    lock_workbook(workbook(), PASSWORDS[0])
    assert list(tmp_path.iterdir()) == []
    assert PASSWORDS[0] not in caplog.text


@pytest.mark.parametrize(
    ("password", "reason"),
    [
        ("", "is needed"),
        ("        ", "is needed"),
        ("a" * (LEAST_SIGNS - 1), "fewer than 8"),
        (" 口令口令口令口令", "a blank"),
        ("口令口令口令口令\u3000", "a blank"),
        ("ｐａｓｓｗｏｒｄ", "full-width"),
        ("密码密码密码！！", "full-width"),
        ("pass\tword1", "full-width"),
        ("cafe\u0301-creme", "full-width"),
        ("\ud800aaaaaaaa", "full-width"),
        ("字" * 43, "too long"),
        ("a" * 128, "too long"),
    ],
)
@pytest.mark.parametrize("lock", [lock_pdf, lock_workbook])
def test_a_password_that_is_no_good_is_refused_before_anything_is_done(
    lock: Any, password: str, reason: str
) -> None:
    with pytest.raises(WrongValue) as refused:
        lock(b"neither", password)
    assert reason in said(refused.value)
    assert refused.value.field == "password"
    if password.strip():
        assert password not in said(refused.value)


@given(st.text(max_size=150))
def test_any_text_is_taken_or_refused_in_plain_words(password: str) -> None:
    try:
        require_password(password)
    except WrongValue as refused:
        assert said(refused)
    else:
        assert LEAST_SIGNS <= len(password) <= MOST_BYTES
        assert password == password.strip()
