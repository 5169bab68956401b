"""Scans: what is a PDF or a picture, and what only says so."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

import pikepdf
import pytest
from PIL import Image

from ipdesk.importing.scans import check_scan
from ipdesk.model.errors import WrongValue


def _picture(kind: str) -> bytes:
    data = BytesIO()
    Image.new("RGB", (8, 8)).save(data, kind)
    return data.getvalue()


def _pdf(password: str = "", *, streams: bool = False) -> bytes:
    data = BytesIO()
    made = pikepdf.new()
    made.add_blank_page()
    mode = pikepdf.ObjectStreamMode.generate if streams else pikepdf.ObjectStreamMode.disable
    locked = pikepdf.Encryption(owner=password, user=password) if password else False
    made.save(data, encryption=locked, object_stream_mode=mode)
    return data.getvalue()


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("签.pdf", _pdf()),
        ("签.PDF", _pdf(streams=True)),
        ("签.png", _picture("PNG")),
        ("签.jpg", _picture("JPEG")),
        ("签.jpeg", _picture("JPEG")),
        ("签.tif", _picture("TIFF")),
        ("签.tiff", _picture("TIFF")),
    ],
)
def test_whole_scans_do(name: str, data: bytes) -> None:
    """Whatever the case of their ending."""
    check_scan(Path(name), data)


@pytest.mark.parametrize(
    ("name", "data", "said"),
    [
        ("签.pdf", b"", "empty"),
        ("签.docx", b"PK\x03\x04", "no scan"),
        ("签", _pdf(), "no scan"),
        ("签.pdf", _picture("PNG"), "it is"),
        ("签.png", _pdf(), "it is"),
        ("签.pdf", b"PK\x03\x04 Word", "it is"),
        ("签.jpg", "文字".encode(), "it is"),
        ("签.pdf", _pdf()[:-20], "cut short"),
        ("签.png", _picture("PNG")[:-12], "cut short"),
        ("签.jpg", _picture("JPEG")[:-2], "cut short"),
        ("签.pdf", _pdf("口令"), "password"),
        ("签.pdf", _pdf("口令", streams=True), "password"),
    ],
)
def test_what_is_no_scan_is_refused_with_what_it_is(name: str, data: bytes, said: str) -> None:
    """An ending proves nothing."""
    with pytest.raises(WrongValue) as refused:
        check_scan(Path(name), data)
    assert said in refused.value.what.id
    assert refused.value.advice is not None
