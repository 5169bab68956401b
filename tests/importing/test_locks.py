"""Workbooks under a password: opened inside the child, looked at like any other, and refused in plain words."""

from __future__ import annotations

import re
import traceback
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ipdesk.exporting.locked import lock_workbook
from ipdesk.importing.child import ask, parse
from ipdesk.importing.limits import Limits
from ipdesk.importing.locks import EXCEL_OWN
from ipdesk.model.errors import Locked, Refused
from tests.importing.makers import (
    compound,
    damaged,
    old_workbook,
    rezipped,
    said,
    take_in,
    under_aes,
    under_rc4,
    workbook_bytes,
)
from tests.importing.test_workbooks import zip_bomb

PASSWORD = "春江潮水连海平海"
ROWS = [["编号", "成果名称"], ["W-1", "光栅"]]
GOOD = workbook_bytes(ROWS)
OLD = old_workbook(ROWS)
MAKERS: dict[str, Callable[[str], bytes]] = {
    "agile": lambda password: lock_workbook(GOOD, password),
    "standard": lambda password: under_aes(GOOD, password),
    "rc4-40": lambda password: under_rc4(OLD, password, 40),
    "rc4-128": lambda password: under_rc4(OLD, password),
}


@pytest.mark.parametrize("kind", MAKERS)
@pytest.mark.parametrize("password", ["春江潮水连海平海", "hengqin-2026", EXCEL_OWN[:8] + "𠮷"])
def test_a_locked_workbook_is_read_with_its_password_only(kind: str, password: str) -> None:
    data = MAKERS[kind](password)
    assert ask(data, "x.xlsx", password=password)["sheets"][0]["rows"] == ROWS
    for wrong, reason in (("", "locked with a password"), (password + "x", "not the password of “x.xlsx”")):
        with pytest.raises(Locked) as refused:
            ask(data, "x.xlsx", password=wrong)
        assert reason in said(refused.value)


@pytest.mark.parametrize("kind", MAKERS)
def test_what_excel_opens_without_asking_is_read_without_asking(kind: str) -> None:
    assert ask(MAKERS[kind](EXCEL_OWN), "x.xlsx")["sheets"][0]["rows"] == ROWS


@pytest.mark.parametrize("data", [GOOD, OLD, "编号,成果名称\nW-1,光栅\n".encode()])
def test_a_file_without_a_lock_is_read_whatever_password_is_given(data: bytes) -> None:
    assert ask(data, "x.xlsx", password=PASSWORD)["sheets"][0]["rows"] == ROWS


def test_a_locked_ledger_is_taken_in_under_its_own_digest(tmp_path: Path) -> None:
    path = tmp_path / "台账.xlsx"
    path.write_bytes(lock_workbook(GOOD, "春江潮水连海平海上"))
    found = take_in(path, password="春江潮水连海平海上")
    assert [each.number for each in found.rows] == ["W-1"]
    assert found.size == path.stat().st_size


def described(change: Callable[[bytes], bytes]) -> bytes:
    """Return a locked workbook whose description of the lock is changed, at the same length."""
    locked = lock_workbook(GOOD, PASSWORD)
    found = re.search(rb"<\?xml.*</encryption>", locked, re.DOTALL)
    assert found is not None, "the description lies in one piece"
    changed = change(found[0])
    spare = len(found[0]) - len(changed)
    if spare < 0:
        changed = changed.replace(b" " * 8, b"", -spare // 8 + 1)
        spare = len(found[0]) - len(changed)
    assert spare >= 0
    return locked.replace(found[0], changed.replace(b"?>", b"?>" + b" " * spare, 1))


def spinning(count: int) -> bytes:
    return described(lambda told: told.replace(b'spinCount="100000"', b'spinCount="%d"' % count))


def instead(before: bytes, after: bytes) -> Callable[[], bytes]:
    return lambda: described(lambda told: told.replace(before, after))


def info_of(content: bytes) -> Callable[[], bytes]:
    return lambda: compound({"EncryptionInfo": content, "EncryptedPackage": b"x" * 5000})


def cut_package() -> bytes:
    locked = under_aes(GOOD, PASSWORD)
    return locked[:2048] + b"\0" * (len(locked) - 2048)


HOSTILE: dict[str, tuple[Callable[[], bytes], str]] = {
    "endless-spinning": (lambda: spinning(2_000_000_000), "take for ever"),
    "just-too-much-spinning": (lambda: spinning(10_000_001), "take for ever"),
    "negative-spinning": (lambda: spinning(-1), "take for ever"),
    "no-number": (instead(b'spinCount="100000"', b'spinCount="1e9"'), "damaged"),
    "huge-number": (instead(b'spinCount="100000"', b'spinCount="' + b"9" * 60 + b'"'), "take for ever"),
    "unknown-hash": (instead(b'hashAlgorithm="SHA512"', b'hashAlgorithm="MD5"'), "not known here"),
    "unknown-cipher": (instead(b'cipherAlgorithm="AES"', b'cipherAlgorithm="DES"'), "not known here"),
    "unknown-chaining": (instead(b"ChainingModeCBC", b"ChainingModeCFB"), "not known here"),
    "odd-key": (instead(b'keyBits="256"', b'keyBits="8"'), "not known here"),
    "certificate-only": (
        lambda: described(lambda told: re.sub(rb"<p:encryptedKey.*?/>", b"", told, flags=re.DOTALL)),
        "not known here",
    ),
    "entities": (
        instead(b"<encryption ", b'<!DOCTYPE x [<!ENTITY e "x">]><encryption '),
        "“x.xlsx”",
    ),
    "broken-description": (instead(b"</encryption>", b"</encryptio>"), "damaged"),
    "no-salt": (instead(b"saltValue=", b"saltVolue="), "damaged"),
    "extensible": (info_of(b"\4\0\3\0" + bytes(60)), "not known here"),
    "unknown-version": (info_of(b"\x09\0\x09\0" + bytes(60)), "not known here"),
    "zeros": (info_of(bytes(8)), "not known here"),
    "agile-without-description": (info_of(b"\4\0\4\0\x40\0\0\0"), "damaged"),
    "agile-cut-short": (info_of(b"\4\0\4\0\x40\0\0\0<?xml version='1.0'?><encryption"), "damaged"),
    "agile-too-long": (info_of(b"\4\0\4\0\x40\0\0\0<x>" + b" " * 70_000 + b"</x>"), "damaged"),
    "standard-without-header": (info_of(b"\3\0\2\0\x24\0\0\0\xff\xff\xff\xff"), "not known here"),
    "standard-by-rc4": (lambda: under_aes(GOOD, PASSWORD, 0x6801), "not known here"),
    "no-description": (lambda: compound({"Other": b"x", "EncryptedPackage": b"x" * 5000}), "damaged"),
    "cut-container": (lambda: lock_workbook(GOOD, PASSWORD)[:3000], "“x.xlsx”"),
    "cut-package": (cut_package, "“x.xlsx”"),
    "no-workbook-inside": (lambda: under_aes(b"PK\5\6" + bytes(18) + b"x" * 9000, PASSWORD), "“x.xlsx”"),
    "text-inside": (lambda: under_aes("编号,名称\n".encode() * 600, PASSWORD), "damaged"),
    "lock-in-a-lock": (lambda: under_aes(under_aes(GOOD, PASSWORD), PASSWORD), "damaged"),
    "bomb-inside": (lambda: under_aes(zip_bomb(), PASSWORD), "unpack to far more"),
    "cell-at-the-end-inside": (
        lambda: under_aes(
            rezipped(
                GOOD,
                {"xl/worksheets/sheet1.xml": b'<worksheet><sheetData><row r="1048576"><c r="XFD1048576"><v>1</v></c></row></sheetData></worksheet>'},
            ),
            PASSWORD,
        ),
        "200000 rows",
    ),
    "old-with-a-cut-lock": (
        lambda: compound({"Workbook": b"\x09\x08\x04\0\0\6\5\0\x2f\0\x06\0\1\0\2\0\2\0"}), "“x.xlsx”",
    ),
    "old-with-an-unknown-lock": (
        lambda: compound({"Workbook": b"\x09\x08\x04\0\0\6\5\0\x2f\0\x06\0\1\0\7\0\7\0"}), "“x.xlsx”",
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_lock_is_refused_in_plain_words(tmp_path: Path, name: str) -> None:
    make, reason = HOSTILE[name]
    path = tmp_path / "x.xlsx"
    path.write_bytes(make())
    for password in (PASSWORD, ""):
        with pytest.raises(Refused) as refused:
            parse(path, password=password)
        words = said(refused.value)
        assert "x.xlsx" in words
        if password:
            assert reason in words
            assert PASSWORD not in words + "".join(traceback.format_exception(refused.value))


def test_macros_inside_a_lock_are_told() -> None:
    data = under_aes(rezipped(GOOD, {"xl/vbaProject.bin": b"\xd0\xcf\x11\xe0"}), PASSWORD)
    assert ask(data, "x.xlsx", password=PASSWORD)["macros"] is True


def test_as_much_spinning_as_the_format_permits_ends_with_the_processor_time() -> None:
    with pytest.raises(Refused, match="could not be read"):
        ask(spinning(10_000_000), "x.xlsx", Limits(processor=1), password=PASSWORD)


@given(st.text(st.characters(codec=None), max_size=300))
def test_any_text_may_be_tried_as_a_password(password: str) -> None:
    with pytest.raises(Locked):
        ask(LOCKED, "x.xls", password=password)


LOCKED = under_rc4(OLD, PASSWORD)
SAMPLES = [under_aes(GOOD, PASSWORD), lock_workbook(GOOD, PASSWORD), LOCKED]


@given(
    st.sampled_from(SAMPLES),
    st.lists(st.tuples(st.floats(0, 1, exclude_max=True), st.binary(min_size=1, max_size=4)), max_size=6),
    st.floats(0.2, 1),
)
def test_a_locked_file_with_damage_anywhere_gives_sheets_or_a_reason(
    data: bytes, damage: list[tuple[float, bytes]], kept: float
) -> None:
    try:
        answer = ask(damaged(data, damage, kept), "x.xlsx", Limits(processor=5), password=PASSWORD)
    except Refused as error:
        assert "x.xlsx" in said(error)
    else:
        assert isinstance(answer["sheets"], list)
