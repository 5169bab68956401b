"""What the cryptography and the database engine under the store really do here, as the self-test asks."""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import sqlcipher3.dbapi2 as driver
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.argon2 import Argon2id

from ipdesk.model.errors import Damaged
from ipdesk.store.database import connect, value
from ipdesk.store.wraps import KEY_BYTES

# RFC 9106, section 5.3.
ARGON2ID_ANSWER: Final = "0d640df58d78766c08c037a34a8b53c9d01ef0452d75b65eb52520e96b01e659"
# The GCM specification of 2005, test case 14: ciphertext, then tag.
AES_GCM_ANSWER: Final = "cea7403d4d606b6e074ec5d3baf39d18d0d1c8a799996bf0265b98b5d48ab919"
# What the store rests on, each with a statement that fails without it; they run in this order.
FEATURES: Final[Mapping[str, str]] = {
    "STRICT": "create table things(id integer primary key, name text not null, facts text) strict",
    "RETURNING": "insert into things(name, facts) values ('陶瓷', '{\"trl\": 5}') returning id",
    "JSON": "select json_extract(facts, '$.trl') from things",
    "FTS5": "create virtual table words using fts5(text, content='', contentless_delete=1)",
}


@dataclass(frozen=True, slots=True)
class Engine:
    """The engine that runs here: versions, the features it lacks, and whether it refuses a wrong key."""

    cipher: str
    sqlite: str
    lacks: tuple[str, ...]
    refuses_wrong_key: bool


def wrong_answers() -> tuple[str, ...]:
    """Return the names of the algorithms that do not give their published answers."""
    argon = Argon2id(
        salt=b"\2" * 16, length=32, iterations=3, lanes=4, memory_cost=32, ad=b"\4" * 12, secret=b"\3" * 8
    )
    given = {
        "Argon2id": (argon.derive(b"\1" * 32).hex(), ARGON2ID_ANSWER),
        "AES-256-GCM": (AESGCM(bytes(32)).encrypt(bytes(12), bytes(16), None).hex(), AES_GCM_ANSWER),
    }
    return tuple(name for name, (answer, published) in given.items() if answer != published)


def examine(folder: Path) -> Engine:
    """Return what the engine does with an encrypted database in an empty private folder."""
    file = folder / "engine.db"
    db = connect(file, secrets.token_bytes(KEY_BYTES), create=True)
    try:
        lacks = tuple(name for name, sql in FEATURES.items() if not _runs(db.conn, sql))
        cipher, sqlite = value(db, "pragma cipher_version"), value(db, "select sqlite_version()")
    finally:
        db.conn.close()
    return Engine(str(cipher or ""), str(sqlite), lacks, _refuses(file, secrets.token_bytes(KEY_BYTES)))


def _runs(connection: driver.Connection, sql: str) -> bool:
    try:
        connection.execute(sql).fetchall()
    except driver.Error:
        return False
    return True


def _refuses(file: Path, key: bytes) -> bool:
    try:
        connect(file, key).conn.close()
    except Damaged:
        return True
    return False
