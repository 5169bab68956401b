"""Workbooks under a password, opened in memory before anything in them is looked at.

Runs in the child process, which imports this before its limits stand and opens nothing afterwards. What is opened
here is as untrusted as any other file: it goes through the same first look.
"""

from __future__ import annotations

import io
import xml.dom.expatbuilder  # noqa: F401  # the library asks for it when it is too late to open a file
from typing import Any, Final
from xml.etree.ElementTree import Element

import olefile
from cryptography.hazmat.backends import default_backend
from defusedxml.ElementTree import fromstring
from msoffcrypto.exceptions import InvalidKeyError
from msoffcrypto.format import xls97
from msoffcrypto.format.ooxml import OOXMLFile

from ipdesk.importing.limits import Unreadable

default_backend()  # loads what it needs while that is allowed

INFO: Final = "EncryptionInfo"
LONGEST_INFO: Final = 1 << 16
HEAD: Final = 8  # bytes before the description of an agile lock
AGILE, STANDARD_MINOR = (4, 4), 2
MOST_SPINS: Final = 10_000_000  # what the format permits; Excel writes a hundredth of it
HASHES: Final = frozenset({"SHA1", "SHA256", "SHA384", "SHA512"})
KEY_BITS: Final = frozenset({"128", "192", "256"})
ALGORITHMS: Final = frozenset({0x660E, 0x660F, 0x6610})  # AES of the three lengths, in the older description
# Excel opens a file under this word without asking: it locks workbooks so whose structure alone is protected.
EXCEL_OWN: Final = "VelvetSweatshop"


class _Memory:
    """Stands for `tempfile` in the library: the clear text touches no disk."""

    TemporaryFile = io.BytesIO


xls97.tempfile = _Memory


def unlock_package(data: bytes, password: str) -> bytes:
    """Return the zipped workbook inside a locked one. Raises Unreadable with the reason."""
    _require_known(_info_of(data))
    return _opened(OOXMLFile(io.BytesIO(data)), password, verify_password=True)


def unlock_old(data: bytes, password: str) -> bytes:
    """Return an old workbook without its lock. Raises Unreadable with the reason."""
    file = xls97.Xls97File(io.BytesIO(data))
    if not file.is_encrypted():
        raise Unreadable("damaged")
    return _opened(file, password)


def _opened(file: Any, password: str, **verified: bool) -> bytes:
    made = io.BytesIO()
    try:
        _require_codable(password)
        file.load_key(password=password or EXCEL_OWN, **verified)
    except InvalidKeyError:
        raise Unreadable("wrong-password" if password else "encrypted") from None
    file.decrypt(made)
    return made.getvalue()


def _require_codable(password: str) -> None:
    """Half a character is part of no password, and the library's error would quote it."""
    try:
        password.encode("utf-16-le")
    except UnicodeEncodeError:
        raise InvalidKeyError from None


def _info_of(data: bytes) -> bytes:
    """Return the description of the lock."""
    with olefile.OleFileIO(io.BytesIO(data)) as container, container.openstream(INFO) as stream:
        info = bytes(stream.read(LONGEST_INFO + 1))
    if len(info) > LONGEST_INFO:
        raise Unreadable("damaged")
    return info


def _require_known(info: bytes) -> None:
    """Raise Unreadable for a lock that cannot be opened here, or whose opening is meant to take for ever.

    The library would take an unknown algorithm for another one, and the password then for a wrong one.
    """
    version = (int.from_bytes(info[0:2], "little"), int.from_bytes(info[2:4], "little"))
    if len(info) <= HEAD:
        raise Unreadable("damaged")
    if version == AGILE:
        _require_known_agile(fromstring(info[HEAD:], forbid_dtd=True))
    elif version[1] == STANDARD_MINOR:
        size = int.from_bytes(info[8:12], "little")
        header = info[12 : 12 + size]
        if int.from_bytes(header[8:12], "little") not in ALGORITHMS:
            raise Unreadable("unknown-lock")
    else:
        raise Unreadable("unknown-lock")


def _require_known_agile(root: Element) -> None:
    named = {each.tag.rpartition("}")[2]: each for each in root.iter()}
    data, key = named.get("keyData"), named.get("encryptedKey")
    if data is None or key is None or not key.get("spinCount"):  # keys for certificates have no such count
        raise Unreadable("unknown-lock")
    for each in (data, key):
        if (
            each.get("cipherAlgorithm") != "AES"
            or each.get("cipherChaining") != "ChainingModeCBC"
            or each.get("hashAlgorithm") not in HASHES
            or each.get("keyBits") not in KEY_BITS
        ):
            raise Unreadable("unknown-lock")
    spins = key.get("spinCount", "")
    if not spins.removeprefix("-").isdecimal():
        raise Unreadable("damaged")
    if len(spins) > len(str(MOST_SPINS)) or not 0 <= int(spins) <= MOST_SPINS:
        raise Unreadable("costly-lock")
