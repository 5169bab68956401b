"""Locking the data key and unlocking it: AES-256-GCM under a passphrase (Argon2id) or a recovery key (HKDF).

The data key, the passphrase and the recovery key never enter an exception, a repr or a file. This is apart
from what a wrap is, since reading who may open a workspace needs no cryptography.
"""

from __future__ import annotations

import json
import secrets
from typing import Final

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.argon2 import Argon2id
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from ipdesk.store.wraps import KEY_BYTES, NONCE_BYTES, SALT_BYTES, Cost, Wrap

_PURPOSE: Final = "ipdesk data key"


def wrap(data_key: bytes, secret: bytes, owner: tuple[str, ...], cost: Cost | None) -> Wrap:
    """Lock the data key under a secret for one owner (the lab and the user, or the lab alone)."""
    if len(data_key) != KEY_BYTES:
        raise ValueError("a data key has 32 bytes")
    salt, nonce = secrets.token_bytes(SALT_BYTES), secrets.token_bytes(NONCE_BYTES)
    sealed = AESGCM(_derived(secret, salt, cost)).encrypt(nonce, data_key, _bound(owner))
    return Wrap(cost, salt, nonce, sealed)


def unwrap(wrapped: Wrap, secret: bytes, owner: tuple[str, ...]) -> bytes | None:
    """Return the data key, or None when the secret or the owner is another."""
    key = _derived(secret, wrapped.salt, wrapped.cost)
    try:
        return AESGCM(key).decrypt(wrapped.nonce, wrapped.sealed, _bound(owner))
    except InvalidTag:
        return None


def _derived(secret: bytes, salt: bytes, cost: Cost | None) -> bytes:
    if cost is None:
        return HKDF(SHA256(), KEY_BYTES, salt, _PURPOSE.encode()).derive(secret)
    argon = Argon2id(
        salt=salt, length=KEY_BYTES, iterations=cost.passes, lanes=cost.lanes, memory_cost=cost.memory
    )
    return argon.derive(secret)


def _bound(owner: tuple[str, ...]) -> bytes:
    """Bind a wrap to its place, so that one cannot be moved to another lab or user."""
    return json.dumps([_PURPOSE, *owner]).encode("ascii")
