"""Backups: one file that was proved whole when made and is proved again when restored.

The file is a plain zip of the encrypted store, the wrapped keys, the lab's own rules and a manifest
with sizes and hashes. Without a passphrase or the recovery key it holds nothing readable but the
names of the users.
"""

from __future__ import annotations

import hashlib
import json
import os
import re
import shutil
import struct
import tempfile
import time
import zipfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import datetime
from glob import escape
from pathlib import Path
from typing import Any, Final

from ipdesk import __version__
from ipdesk.model.errors import CannotWrite, Damaged
from ipdesk.model.files import no_file, not_written
from ipdesk.model.progress import Step, no_step
from ipdesk.model.text import N_, Message, sound
from ipdesk.paths import make_folder, sync_folder
from ipdesk.store.checking import Report, check
from ipdesk.store.database import Database, connect, plain_errors, rows
from ipdesk.store.keys import Keys
from ipdesk.store.writing import Writing

FORMAT: Final = "ipdesk-backup-1"
SUFFIX: Final = ".ipdesk-backup"
KEPT: Final = 14
STAGES: Final = 3  # copied, proved, packed
PAGES: Final = 2_048  # copied between two looks at whether to go on
LARGEST: Final = 1 << 40
ABANDONED: Final = 86_400  # seconds
STORE: Final = "store.db"
MANIFEST: Final = "manifest.json"
LARGEST_MANIFEST: Final = 1 << 20
RULE: Final = re.compile(r"rules/[^/\\]+\.toml")
KEY_FILES: Final = ("keys.json",)


@dataclass(frozen=True, slots=True)
class Receipt:
    """What was backed up: where, when, the counts, and the head of the audit chain to write down."""

    place: Path
    at: str
    report: Report


@dataclass(frozen=True, slots=True)
class Made:
    """A backup as the log knows it: when, by whom, where, the audit head to compare, and whether the file is there.

    The file of a backup that failed was never there, and a disk that is not connected has none.
    """

    at: str
    user: str
    place: Path
    seq: int
    head: str
    is_there: bool


def made(db: Database, limit: int) -> list[Made]:
    """Return the backups made last, newest first."""
    sql = "select at, user, place, seq, head from backups order by id desc limit ?"
    return [
        Made(at, user, Path(place), seq, head, Path(place).is_file())
        for at, user, place, seq, head in rows(db, sql, [limit])
    ]


def automatic_place(folder: Path, at: datetime) -> Path:
    """Return where the automatic backup of a moment goes; a second one in the same second gets a number."""
    with _os_errors():
        place = make_folder(folder / "backups") / f"{folder.stem}-{at.astimezone():%Y%m%d-%H%M%S}{SUFFIX}"
    taken = 1
    while place.exists():
        taken += 1
        place = place.with_name(f"{folder.stem}-{at.astimezone():%Y%m%d-%H%M%S}-{taken}{SUFFIX}")
    return place


def made_today(folder: Path, at: datetime) -> bool:
    """Say whether there is an automatic backup of this day."""
    return any((folder / "backups").glob(f"{escape(folder.stem)}-{at.astimezone():%Y%m%d}-*{SUFFIX}"))


def thin_out(folder: Path) -> None:
    """Remove all but the newest automatic backups."""
    held = sorted((folder / "backups").glob(f"{escape(folder.stem)}-*{SUFFIX}"))
    for old in held[:-KEPT]:
        old.unlink()


def make(db: Database, key: bytes, folder: Path, target: Path, at: datetime, step: Step = no_step) -> Receipt:
    """Copy the open store, prove the copy whole, and pack it into one new file.

    Raises CannotWrite when the file is there already or cannot be written, Damaged when the copy is
    not whole; the target is then not there, and the workspace is as it was.
    """
    require_free(target)
    _sweep(folder)
    with _os_errors(), tempfile.TemporaryDirectory(prefix=".backup-", dir=folder) as scratch:
        copy = Path(scratch) / STORE
        report = _copy_store(db, key, copy, step)
        parts = {STORE: copy} | {name: folder / name for name in KEY_FILES}
        parts |= {f"rules/{each.name}": each for each in sorted((folder / "rules").glob("*.toml"))}
        _require_plain(parts)
        step(2, STAGES)
        manifest = _manifest(parts, at, report)
        _pack(target, parts, manifest)
    return Receipt(target, manifest["at"], report)


def require_free(target: Path) -> None:
    """Raise CannotWrite when there is something where a backup should go."""
    if target.exists() or target.is_symlink():
        raise CannotWrite(
            Message(N_("There is already a file {name}."), name=target.name),
            Message(N_("Choose another name; backups are never overwritten.")),
        )


def _sweep(folder: Path) -> None:
    """Remove what a program that was killed while writing left behind, once it is a day old.

    Younger ones may belong to a program that is still at work.
    """
    for each in (*folder.glob(".backup-*"), *folder.glob(".*.part"), *folder.glob("backups/.*.part")):
        with suppress(OSError):
            if each.lstat().st_mtime > time.time() - ABANDONED:
                continue
            if each.is_dir() and not each.is_symlink():
                shutil.rmtree(each)
            else:
                each.unlink()


def restore(source: Path, target: Path, user: str, passphrase: str) -> Report:
    """Unpack a backup into a new folder and prove it whole with a user's passphrase.

    Raises CannotWrite when the folder is there, Damaged when the file is not what its manifest says
    or the store in it is not whole, WrongPassphrase; nothing is left behind then.
    """
    if target.exists():
        raise CannotWrite(
            Message(N_("There is already something at {path}."), path=target.name),
            Message(N_("A backup is only restored into a new folder. Choose a name that is free.")),
        )
    with _os_errors():
        make_folder(target.parent)
        part = Path(tempfile.mkdtemp(prefix=".restore-", dir=target.parent))
    try:
        with _os_errors():
            manifest = _unpack(source, part)
        keys = Keys.load(part)
        key = keys.unwrap(user, passphrase)
        db = connect(part / STORE, key)
        try:
            report = check(db)
        finally:
            db.conn.close()
        said = (manifest["counts"], manifest["head"]["hash"])
        if not report.whole or (report.counts, report.head.hash) != said:
            raise _not_whole(report)
        with _os_errors():
            for inner in ("rules", "backups"):
                make_folder(part / inner)
            keys.mend()
            part.rename(target)
            sync_folder(target.parent)
    except BaseException:
        shutil.rmtree(part, ignore_errors=True)
        raise
    return report


def _copy_store(db: Database, key: bytes, copy: Path, step: Step) -> Report:
    target = connect(copy, key, create=True)
    try:
        with plain_errors():
            # A log beside the copy would have everything written twice, and a file in WAL mode cannot
            # be read from a read-only disk.
            target.conn.execute("pragma journal_mode = delete").fetchall()
            # Of one moment, however long it takes and whoever writes meanwhile.
            db.execute("begin")
            try:
                db.execute("select count(*) from sqlite_master").fetchone()
                db.conn.backup(target.conn, pages=PAGES, progress=lambda *_: step(0, STAGES))
            finally:
                db.execute("rollback")
            target.conn.execute("pragma journal_mode = delete").fetchall()
        step(1, STAGES)
        report = check(target, lambda *_: step(1, STAGES))
    finally:
        target.conn.close()
    if not report.whole:
        raise _not_whole(report)
    return report


def _not_whole(report: Report) -> Damaged:
    problem = report.problems[0] if report.problems else Message(N_("its counts differ from its manifest."))
    return Damaged(
        Message(N_("The backup is not whole: {problem}"), problem=problem),
        Message(N_("Try the backup before it. Keep the damaged one for the person who helps you.")),
    )


def _manifest(parts: dict[str, Path], at: datetime, report: Report) -> dict[str, Any]:
    return {
        "format": FORMAT,
        "program": __version__,
        "at": at.astimezone().isoformat(timespec="seconds"),
        "head": {"seq": report.head.seq, "hash": report.head.hash},
        "counts": report.counts,
        "files": {name: {"size": path.stat().st_size, "sha256": _hash(path)} for name, path in parts.items()},
    }


def _pack(target: Path, parts: dict[str, Path], manifest: dict[str, Any]) -> None:
    make_folder(target.parent)
    part = target.with_name(f".{target.name}.part")
    part.unlink(missing_ok=True)
    handle = os.open(part, os.O_RDWR | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), 0o600)
    try:
        with os.fdopen(handle, "w+b") as stream:
            with zipfile.ZipFile(stream, "w", zipfile.ZIP_STORED, allowZip64=True) as archive:
                archive.writestr(MANIFEST, json.dumps(manifest, ensure_ascii=False, indent=1))
                for name, path in parts.items():
                    archive.write(path, name)
            stream.flush()
            os.fsync(stream.fileno())
        part.rename(target)
        sync_folder(target.parent)
    except BaseException:
        part.unlink(missing_ok=True)
        raise


# What zipfile and json raise over bytes that somebody changed; RuntimeError has the unknown and the too deep.
_NOT_A_BACKUP: Final = (
    zipfile.BadZipFile, struct.error, LookupError, ValueError, TypeError, AttributeError, ArithmeticError, EOFError,
    RuntimeError,
)  # fmt: skip


def _read_manifest(archive: zipfile.ZipFile) -> dict[str, Any]:
    """Return the manifest of a backup that holds what the manifest names, unpacked, and nothing else."""
    for each in archive.infolist():
        if each.compress_type != zipfile.ZIP_STORED or each.flag_bits & 1 or each.header_offset < 0:
            raise ValueError(each.filename)
    if archive.getinfo(MANIFEST).file_size > LARGEST_MANIFEST:
        raise ValueError(MANIFEST)
    manifest = dict(json.loads(archive.read(MANIFEST)))
    names = [MANIFEST, *manifest["files"]]
    if manifest["format"] != FORMAT or sorted(archive.namelist()) != sorted(names):
        raise ValueError(MANIFEST)
    return manifest | {"counts": dict(manifest["counts"]), "head": {"hash": manifest["head"]["hash"]}}


def _unpack(source: Path, target: Path) -> dict[str, Any]:
    """Write the files that the manifest names, and no other, each checked against its hash."""
    try:
        with zipfile.ZipFile(source) as archive:
            manifest = _read_manifest(archive)
            for name, said in manifest["files"].items():
                _unpack_one(archive, name, said, target)
            return manifest
    except _NOT_A_BACKUP as error:
        raise Damaged(
            Message(N_("{name} is not a whole ipdesk backup."), name=source.name),
            Message(N_("Take another backup file; this one was cut short, changed, or is something else.")),
        ) from error


def _unpack_one(archive: zipfile.ZipFile, name: str, said: dict[str, Any], target: Path) -> None:
    if not _is_plain(name) or not 0 <= int(said["size"]) <= LARGEST:
        raise ValueError(name)
    out = target / name
    make_folder(out.parent)
    digest, left = hashlib.sha256(), int(said["size"])
    handle = os.open(out, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), 0o600)
    with os.fdopen(handle, "wb") as stream, archive.open(name) as packed:
        while chunk := packed.read(min(1 << 20, left + 1)):
            left -= len(chunk)
            if left < 0:
                raise ValueError(name)
            digest.update(chunk)
            stream.write(chunk)
        stream.flush()
        os.fsync(stream.fileno())
    if left or digest.hexdigest() != said["sha256"]:
        raise ValueError(name)


def _is_plain(name: str) -> bool:
    """Say whether a member may bear this name: the store, the keys, or a rule file."""
    return name in (STORE, *KEY_FILES) or bool(name.isprintable() and RULE.fullmatch(name))


def _require_plain(names: Iterable[str]) -> None:
    for name in names:
        if not _is_plain(name):
            raise CannotWrite(
                Message(N_("{name} cannot go into a backup under this name."), name=sound(name)),
                Message(N_("Rename the file and make the backup again.")),
            )


def _hash(path: Path) -> str:
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


@contextmanager
def _os_errors() -> Iterator[None]:
    try:
        yield
    except FileNotFoundError as error:
        raise no_file(Path(error.filename or "")) from error
    except OSError as error:
        raise not_written(error) from error


def log(writing: Writing, place: Path) -> None:
    """Log a backup that is about to be made, so that spills can be traced to it."""
    seq = writing.note("backup", {"file": sound(place.name)})
    writing.db.execute(
        "insert into backups(at, user, place, seq, head) select ?, ?, ?, seq, hash from audit where seq = ?",
        [writing.at, writing.actor, sound(str(place.absolute())), seq],
    )


def copy_to(source: Path, folder: Path) -> Path:
    """Copy a finished backup to a second place, whole or not at all. Raises CannotWrite."""
    target = folder / source.name
    part = folder / f".{source.name}.part"
    with _os_errors():
        make_folder(folder)
        try:
            shutil.copyfile(source, part)
            part.chmod(0o600)
            part.replace(target)
        except BaseException:
            part.unlink(missing_ok=True)
            raise
    return target
