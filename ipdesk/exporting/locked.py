"""Finished documents under a password to open them: workbooks and PDF, wholly in memory.

A PDF gets AES-256 (revision 6). A workbook gets what Excel 2010 and later write, AES with a key derived by
100,000 rounds; the library pads 128 random bits to the length of its key. Either is as strong as its password.
"""

from __future__ import annotations

import io
import secrets
import unicodedata
from typing import Final

from ipdesk.model.errors import WrongValue
from ipdesk.model.text import N_, Message

LEAST_SIGNS: Final = 8
MOST_BYTES: Final = 127  # in UTF-8: programs that open a PDF look at no more
OWNER_BYTES: Final = 32


def require_password(password: str) -> None:
    """Raise WrongValue for a password that is too easy, or that not every program would read alike."""
    if not password.strip():
        raise _wrong(
            Message(N_("A password is needed to lock the document.")),
            Message(N_("Enter one of at least {least} characters."), least=LEAST_SIGNS),
        )
    if len(password) < LEAST_SIGNS:
        raise _wrong(Message(N_("The password has fewer than {least} characters."), least=LEAST_SIGNS))
    if password != password.strip():
        raise _wrong(Message(N_("The password begins or ends with a blank, which nobody would see.")))
    # Readers of PDF may or may not fold such signs; a password with one would open in some of them only.
    odd = [sign for sign in password if not sign.isprintable() or unicodedata.normalize("NFKC", sign) != sign]
    if odd or unicodedata.normalize("NFKC", password) != password:
        raise _wrong(
            Message(
                N_("The password has full-width or unusual characters, which programs read differently.")
            ),
            Message(N_("Use letters, digits, half-width signs and Chinese characters.")),
        )
    if len(password.encode()) > MOST_BYTES:
        raise _wrong(Message(N_("The password is too long: at most 42 Chinese characters or 127 letters.")))


def require_password_or_none(password: str) -> None:
    """Raise WrongValue for a password that is no good; "" asks for none."""
    if password:
        require_password(password)


def require_password_anew(password: str) -> None:
    """Raise WrongValue unless there is a good password for another copy of what left under one."""
    if not password:
        raise _wrong(
            Message(N_("This document left under a password, which is kept nowhere.")),
            Message(N_("Give a password for the new copy; it may be another one.")),
        )
    require_password(password)


def lock_pdf(data: bytes, password: str) -> bytes:
    """Return a PDF that opens with the password only; each call gives other bytes with the same content.

    The owner's password is random and kept nowhere: nobody needs to change what the document permits.
    """
    from pikepdf import Encryption, Pdf

    require_password(password)
    made = io.BytesIO()
    with Pdf.open(io.BytesIO(data)) as document:
        owner = secrets.token_urlsafe(OWNER_BYTES)
        document.save(made, encryption=Encryption(user=password, owner=owner, R=6, aes=True))
    return made.getvalue()


def lock_workbook(data: bytes, password: str) -> bytes:
    """Return a workbook that opens with the password only; each call gives other bytes with the same content."""
    from msoffcrypto.format.ooxml import OOXMLFile

    require_password(password)
    made = io.BytesIO()
    OOXMLFile(io.BytesIO(data)).encrypt(password, made)
    return made.getvalue()


def _wrong(what: Message, advice: Message | None = None) -> WrongValue:
    return WrongValue("password", what, advice or Message(N_("Choose another password.")))
