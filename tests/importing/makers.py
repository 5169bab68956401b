"""Real files for the tests of importing, made on the spot: workbooks, old .xls bytes, edited zips, a register."""

from __future__ import annotations

import io
import struct
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from hashlib import sha1
from pathlib import Path
from typing import Annotated, Any
from zipfile import ZIP_DEFLATED, ZipFile

import olefile
from cryptography.hazmat.primitives.ciphers import Cipher
from cryptography.hazmat.primitives.ciphers.algorithms import AES
from cryptography.hazmat.primitives.ciphers.modes import ECB
from openpyxl import Workbook

from ipdesk.importing.intake import Intake, read_intake
from ipdesk.importing.limits import Limits
from ipdesk.model.errors import Refused
from ipdesk.model.kinds import (
    Choices,
    Day,
    Flag,
    Link,
    LongText,
    Money,
    Number,
    Option,
    Person,
    Rows,
    Share,
    Text,
)
from ipdesk.model.record import Record
from ipdesk.model.register import Group, Register
from ipdesk.model.states import State, States
from ipdesk.model.text import Message, Translator

ENGLISH = Translator("en", Path())
CHINESE = {"Title": "题名", "Number": "记录编号", "Inventors": "发明人名单"}
END = 0xFFFFFFFE


@dataclass(frozen=True, slots=True, kw_only=True)
class Maker:
    """A child row with a person, as registers have them."""

    name: Annotated[str, Person(label="Name", aliases=("姓名",))] = ""
    unit: Annotated[str, Text(label="Unit", aliases=("单位",))] = ""
    share: Annotated[Decimal | None, Share(label="Share", aliases=("份额", "贡献比例"))] = None
    joined: Annotated[date | None, Day(label="Joined", aliases=("入职日期",))] = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Work(Record):
    """A record with a field of every kind a ledger may hold."""

    title: Annotated[str, Text(label="Title", required="draft", aliases=("成果名称", "名称"))] = ""
    makers: Annotated[tuple[Maker, ...], Rows(of=Maker, label="Inventors", aliases=("完成人", "发明人"))] = ()
    completed: Annotated[date | None, Day(label="Completed", aliases=("完成日期",))] = None
    money: Annotated[Decimal | None, Money(label="Money", aliases=("经费",))] = None
    count: Annotated[int | None, Number(label="Count", aliases=("件数",))] = None
    rate: Annotated[Decimal | None, Share(label="Rate", aliases=("比例",))] = None
    done: Annotated[bool | None, Flag(label="Done", aliases=("是否完成",))] = None
    leader: Annotated[str, Person(label="Leader", aliases=("负责人",))] = ""
    account: Annotated[str, LongText(label="Account", aliases=("说明文字",))] = ""
    types: Annotated[
        tuple[str, ...],
        Choices(
            label="Types",
            options=(Option("patent", "Patent", ("专利",)), Option("software", "Software", ("软件",))),
            aliases=("类型",),
        ),
    ] = ()
    projects: Annotated[tuple[str, ...], Link(label="Projects", to="projects", aliases=("项目编号",))] = ()


WORKS = Register(
    name="works",
    label="Works",
    one="Work",
    record=Work,
    number="W-{seq:04}",
    title="title",
    date="completed",
    columns=("number", "title", "completed"),
    groups=(Group("all", "All", ("title", "makers", "completed", "money", "account")),),
    states=States((State("draft", "Draft"),), ()),
)


def known_as(label: str) -> tuple[str, ...]:
    """Return a label in both languages, from a catalogue of three words."""
    return (label, CHINESE[label]) if label in CHINESE else (label,)


def take_in(
    path: Path, register: Register = WORKS, limits: Limits | None = None, password: str = ""
) -> Intake:
    """Read a file for a register the way operations do."""
    found = read_intake(path, register, known_as, limits or Limits(), password)
    if found.unread is not None:
        raise found.unread
    return found


def said(error: Refused) -> str:
    """Return all that a refusal says, in English."""
    return " ".join(ENGLISH.say(each) for each in error.messages())


def told(messages: Sequence[Message]) -> str:
    """Return messages in English, a line each."""
    return "\n".join(ENGLISH.say(each) for each in messages)


def workbook_bytes(
    rows: Sequence[Sequence[Any]], merged: Sequence[str] = (), edit: Callable[[Workbook], None] | None = None
) -> bytes:
    """Return a workbook of one sheet 台账 with these rows."""
    book = Workbook()
    sheet: Any = book.worksheets[0]
    sheet.title = "台账"
    for row in rows:
        sheet.append(list(row))
    for cells in merged:
        sheet.merge_cells(cells)
    if edit:
        edit(book)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def ledger(
    folder: Path, rows: Sequence[Sequence[Any]], merged: Sequence[str] = (), name: str = "台账.xlsx"
) -> Path:
    """Write a ledger of one sheet and return its path."""
    path = folder / name
    path.write_bytes(workbook_bytes(rows, merged))
    return path


def rezipped(data: bytes, changes: Mapping[str, bytes | Callable[[bytes], bytes] | None]) -> bytes:
    """Return a zip with parts replaced, edited, added or (None) left out."""
    out = io.BytesIO()
    with ZipFile(io.BytesIO(data)) as source, ZipFile(out, "w", ZIP_DEFLATED) as target:
        for info in source.infolist():
            change = changes.get(info.filename, source.read(info))
            if callable(change):
                change = change(source.read(info))
            if change is not None:
                target.writestr(info.filename, change)
        for name in changes.keys() - set(source.namelist()):
            added = changes[name]
            if isinstance(added, bytes):
                target.writestr(name, added)
    return out.getvalue()


def damaged(data: bytes, damage: Sequence[tuple[float, bytes]], kept: float) -> bytes:
    """Return a file with bytes written over at shares of its length, and cut off after a share of it."""
    broken = bytearray(data)
    for place, content in damage:
        start = int(place * len(broken))
        broken[start : start + len(content)] = content
    return bytes(broken[: int(len(broken) * kept)])


def compound(streams: Mapping[str, bytes]) -> bytes:
    """Return a compound file (the container of .xls, .et and locked workbooks) with these streams."""
    chunks: list[bytes] = []
    table: list[int] = []
    entries = [_entry("Root Entry", 5, END, 0, 1)]
    for number, (name, content) in enumerate(streams.items(), 1):
        padded = content.ljust(max(4096, -(-len(content) // 512) * 512), b"\0")
        start, count = len(table), len(padded) // 512
        table += [*range(start + 1, start + count), END]
        chunks.append(padded)
        right = number + 1 if number < len(streams) else 0xFFFFFFFF
        entries.append(_entry(name, 2, start, max(4096, len(content)), 0xFFFFFFFF, right))
    while len(entries) % 4:
        entries.append(b"\0" * 68 + b"\xff" * 12 + b"\0" * 48)
    directory = len(table)
    table += [*range(directory + 1, directory + len(entries) // 4), END]
    fat = len(table)
    fats = -(-(fat + 1) // 127)
    table += [0xFFFFFFFD] * fats
    table += [0xFFFFFFFF] * (fats * 128 - len(table))
    header = struct.pack("<8s16x5H6x", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", 0x3E, 3, 0xFFFE, 9, 6)
    header += struct.pack("<10I", 0, fats, directory, 0, 4096, END, 0, END, 0, fat)
    header += struct.pack("<108I", *range(fat + 1, fat + fats), *[0xFFFFFFFF] * (109 - fats))
    assert len(header) == 512
    return header + b"".join(chunks) + b"".join(entries) + struct.pack(f"<{len(table)}I", *table)


def _entry(name: str, kind: int, start: int, size: int, child: int, right: int = 0xFFFFFFFF) -> bytes:
    coded = (name + "\0").encode("utf-16-le")
    head = struct.pack("<64sHBBIII", coded, len(coded), kind, 1, 0xFFFFFFFF, right, child)
    return head + b"\0" * 36 + struct.pack("<IQ", start, size)


def old_workbook(rows: Sequence[Sequence[str | float | date | None]], epoch_1904: bool = False) -> bytes:
    """Return the bytes of an .xls (BIFF8) with one sheet 台账."""
    texts: list[str] = []
    cells = b""
    for row, values in enumerate(rows):
        for column, value in enumerate(values):
            if isinstance(value, str):
                texts.append(value)
                cells += _record(0xFD, struct.pack("<HHHI", row, column, 0, len(texts) - 1))
            elif isinstance(value, date):
                days = (value - (date(1904, 1, 1) if epoch_1904 else date(1899, 12, 30))).days
                cells += _record(0x203, struct.pack("<HHHd", row, column, 1, days))
            elif value is not None:
                cells += _record(0x203, struct.pack("<HHHd", row, column, 0, value))
    width = max(map(len, rows))
    sheet = (
        _begin(0x10)
        + _record(0x200, struct.pack("<IIHHH", 0, len(rows), 0, width, 0))
        + cells
        + _record(0x0A)
    )
    strings = b"".join(
        struct.pack("<HB", len(each.encode("utf-16-le")) // 2, 1) + each.encode("utf-16-le") for each in texts
    )
    head = _begin(0x05) + _record(0x22, struct.pack("<H", epoch_1904))
    head += _record(0xE0, struct.pack("<HH16x", 0, 0)) + _record(0xE0, struct.pack("<HH16x", 0, 14))
    tail = _record(0xFC, struct.pack("<II", len(texts), len(texts)) + strings) + _record(0x0A)
    name = "台账".encode("utf-16-le")
    bound = (
        struct.pack("<HHIBBBB", 0x85, 8 + len(name), len(head) + 12 + len(name) + len(tail), 0, 0, 2, 1)
        + name
    )
    return compound({"Workbook": head + bound + tail + sheet})


def _record(code: int, content: bytes = b"") -> bytes:
    return struct.pack("<HH", code, len(content)) + content


def _begin(kind: int) -> bytes:
    return _record(0x809, struct.pack("<HHHHII", 0x600, kind, 0x0DBB, 0x07CC, 0, 0x600))


def under_aes(data: bytes, password: str, algorithm: int = 0x660E) -> bytes:
    """Return a workbook locked as Excel 2007 does it, or so that it says to be locked by another algorithm."""
    salt, verifier = bytes(range(16)), bytes(range(16, 32))
    found = _sha1(salt + password.encode("utf-16-le"))
    for number in range(50_000):
        found = _sha1(struct.pack("<I", number) + found)
    found = _sha1(found + bytes(4))
    key = _sha1(bytes(a ^ b for a, b in zip(found.ljust(64, b"\0"), b"\x36" * 64, strict=True)))[:16]
    lock = Cipher(AES(key), ECB()).encryptor()  # noqa: S305  # it was so then
    header = struct.pack("<8I", 0x24, 0, algorithm, 0x8004, 128, 0x18, 0, 0) + "AES\0".encode("utf-16-le")
    info = struct.pack("<HHII", 3, 2, 0x24, len(header)) + header + struct.pack("<I", 16) + salt
    info += lock.update(verifier) + struct.pack("<I", 20)
    info += lock.update(_sha1(verifier).ljust(32, b"\0"))
    package = struct.pack("<Q", len(data)) + lock.update(data + bytes(-len(data) % 16))
    return compound({"EncryptionInfo": info, "EncryptedPackage": package})


def under_rc4(data: bytes, password: str, bits: int = 128) -> bytes:
    """Return an .xls locked as Excel 2002 and 2003 do it: every record but its head, by blocks of 1,024 bytes."""
    with olefile.OleFileIO(io.BytesIO(data)) as container, container.openstream("Workbook") as held:
        stream = held.read()
    salt, verifier = bytes(range(16)), bytes(range(16, 32))

    def key(block: int) -> bytes:
        first = _sha1(salt + password.encode("utf-16-le"))
        short = _sha1(first + struct.pack("<I", block))[: bits // 8]
        return short.ljust(16, b"\0")

    proof = _rc4(key(0), verifier + _sha1(verifier))
    name = "Microsoft Strong Cryptographic Provider\0".encode("utf-16-le")
    header = struct.pack("<8I", 4, 0, 0x6801, 0x8004, bits, 1, 0, 0) + name
    told = struct.pack("<HHII", 2, 2, 4, len(header)) + header
    told += struct.pack("<I", 16) + salt + proof[:16] + struct.pack("<I", 20) + proof[16:]
    lock = _record(0x2F, struct.pack("<H", 1) + told)
    clear, plain = bytearray(), bytearray()
    at = 0
    while at < len(stream):
        code, size = struct.unpack_from("<HH", stream, at)
        content = stream[at + 4 : at + 4 + size]
        if code == 0 and not size:
            break
        shown = size if code in (0x809, 0x2F) else 0
        if code == 0x85:  # where the sheet begins moves on by the lock, and stays readable
            content = struct.pack("<I", struct.unpack_from("<I", content)[0] + len(lock)) + content[4:]
            shown = 4
        clear += stream[at : at + 4] + content
        plain += b"\1" * (4 + shown) + b"\0" * (size - shown)
        if code == 0x809 and len(clear) == 4 + size:
            clear += lock
            plain += b"\1" * len(lock)
        at += 4 + size
    rest = -(len(clear) + 4) % 512 + (
        4096 if len(clear) < 3584 else 0
    )  # the library reads a stream to its end
    clear += _record(0, bytes(rest))
    plain += b"\1" * 4 + b"\0" * rest
    masks = b"".join(_rc4(key(block), bytes(1024)) for block in range(len(clear) // 1024 + 1))
    mixed = bytes(
        each if is_plain else each ^ mask for each, is_plain, mask in zip(clear, plain, masks, strict=False)
    )
    return compound({"Workbook": mixed})


def _sha1(data: bytes) -> bytes:
    return sha1(data, usedforsecurity=False).digest()


def _rc4(key: bytes, data: bytes) -> bytes:
    box, j = list(range(256)), 0
    for i in range(256):
        j = (j + box[i] + key[i % len(key)]) % 256
        box[i], box[j] = box[j], box[i]
    out, i, j = bytearray(), 0, 0
    for each in data:
        i = (i + 1) % 256
        j = (j + box[i]) % 256
        box[i], box[j] = box[j], box[i]
        out.append(each ^ box[(box[i] + box[j]) % 256])
    return bytes(out)
