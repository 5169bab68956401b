"""One locked copy of the data key as it lies in the file, and what a guess at its passphrase costs."""

from __future__ import annotations

import base64
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Final

KEY_BYTES: Final = 32
SALT_BYTES: Final = 16
NONCE_BYTES: Final = 12
SEALED_BYTES: Final = KEY_BYTES + 16


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
