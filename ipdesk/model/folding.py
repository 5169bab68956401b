"""Texts brought to one form, so that what people take for the same is the same."""

from __future__ import annotations

import unicodedata


def folded(text: str) -> str:
    """Return text for comparison: width and case folded, blanks dropped."""
    # Asking first is free and most text is in this form already.
    plain = text if unicodedata.is_normalized("NFKC", text) else unicodedata.normalize("NFKC", text)
    return "".join(plain.casefold().split())


def as_typed(passphrase: str) -> str:
    """Return a passphrase or name in the one form (NFC) that different input methods agree on."""
    return unicodedata.normalize("NFC", passphrase)
