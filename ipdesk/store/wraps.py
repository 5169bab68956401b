"""One locked copy of the data key: AES-256-GCM under a passphrase (Argon2id) or a recovery key (HKDF).

The data key, the passphrase and the recovery key never enter an exception, a repr or a file.
"""

from __future__ import annotations

import base64
import json
import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.argon2 import Argon2id
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

KEY_BYTES: Final = 32
SALT_BYTES: Final = 16
NONCE_BYTES: Final = 12
SEALED_BYTES: Final = KEY_BYTES + 16
_PURPOSE: Final = "ipdesk data key"


@dataclass(frozen=True, slots=True)
class Cost:
    """What one guess of a passphrase costs: memory in KiB, passes over it, lanes side by side."""

    memory: int = 64 * 1024
    passes: int = 3
    lanes: int = 4

    def __post_init__(self) -> None:
        # A tampered file must not make the machine run out of memory or time: at most 256 MiB and
        # ten passes, a second or two. Argon2 itself wants 8 KiB a lane.
        bounds = ((self.passes, 1, 10), (self.lanes, 1, 16), (self.memory, 8 * self.lanes, 256 * 1024))
        if not all(type(value) is int and least <= value <= most for value, least, most in bounds):
            raise ValueError("cost of the passphrase out of bounds")


SHIPPED_COST: Final = Cost()


@dataclass(frozen=True, slots=True)
class Wrap:
    """The data key as it lies in the file; `cost` is None under a recovery key, which needs none."""

    cost: Cost | None
    salt: bytes = field(repr=False)
    nonce: bytes = field(repr=False)
    sealed: bytes = field(repr=False)

    def __post_init__(self) -> None:
        lengths = (len(self.salt), len(self.nonce), len(self.sealed))
        if lengths != (SALT_BYTES, NONCE_BYTES, SEALED_BYTES):
            raise ValueError("a wrap has the wrong length")


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


def plain(wrapped: Wrap) -> dict[str, Any]:
    """Return a wrap as JSON values: bytes as base64, memory in KiB."""
    values: dict[str, Any] = {}
    if wrapped.cost is not None:
        cost = wrapped.cost
        values = {"kdf": "argon2id", "memory": cost.memory, "passes": cost.passes, "lanes": cost.lanes}
    parts = (("salt", wrapped.salt), ("nonce", wrapped.nonce), ("sealed", wrapped.sealed))
    return values | {name: base64.b64encode(part).decode("ascii") for name, part in parts}


def from_plain(values: Mapping[str, Any]) -> Wrap:
    """Return the wrap that JSON values hold; raises ValueError, TypeError or KeyError when they do not."""
    cost = None
    if "kdf" in values:
        if values["kdf"] != "argon2id":
            raise ValueError("unknown way to derive a key")
        cost = Cost(values["memory"], values["passes"], values["lanes"])
    salt, nonce, sealed = (
        base64.b64decode(values[name], validate=True) for name in ("salt", "nonce", "sealed")
    )
    return Wrap(cost, salt, nonce, sealed)


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
