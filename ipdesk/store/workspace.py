"""A workspace: one folder with an encrypted store, its keys, its rules and its backups."""

from __future__ import annotations

import shutil
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from ipdesk.model.dates import Clock
from ipdesk.model.errors import CannotWrite, NotPermitted, Refused, WrongPassphrase
from ipdesk.model.files import reason_of
from ipdesk.model.marking import LIMITS, Limit
from ipdesk.model.states import Role
from ipdesk.model.text import N_, Message
from ipdesk.paths import PRIVATE_FILE, make_folder
from ipdesk.store import attempts, backups, users
from ipdesk.store.database import FULL, Database, connect, plain_errors, row, rows
from ipdesk.store.database import writing as transaction
from ipdesk.store.keys import Keys
from ipdesk.store.lock import WindowLock
from ipdesk.store.migrations import is_current, migrate
from ipdesk.store.places import existing, place_of
from ipdesk.store.times import utc_text
from ipdesk.store.wraps import SHIPPED_COST, Cost
from ipdesk.store.writing import Writing, write

STORE: Final = "store.db"
# KiB of decrypted pages that are kept: the indexes of 100,000 records, read again at every sort.
CACHE: Final = 32 * 1024


@dataclass(frozen=True, slots=True)
class Profile:
    """What a workspace is: the lab's name, its short code, and the highest marking it may hold."""

    lab: str
    name: str
    code: str
    highest: str

    @property
    def limit(self) -> Limit:
        """The highest marking of each part."""
        return LIMITS[self.highest]


@dataclass(frozen=True, slots=True)
class Actor:
    """Who is at the desk."""

    name: str
    role: Role


class Workspace:
    """An open workspace and the person who opened it; close it when done."""

    def __init__(
        self, folder: Path, db: Database, key: bytes, keys: Keys, actor: Actor, clock: Clock
    ) -> None:
        self.folder = folder
        self.db = db
        self.keys = keys
        self.actor = actor
        self.clock = clock
        self._key = key
        self._lock: WindowLock | None = None
        # What is worked out once and held in memory while this workspace is open; twins share it, and closing empties it.
        self.memory: dict[str, Any] = {}
        self._is_twin = False
        self.read_profile()

    def read_profile(self) -> None:
        """Read the profile again, as after an archive was taken in."""
        held = dict(rows(self.db, "select name, value from meta"))
        self.profile = Profile(held["lab"], held["name"], held["code"], held["highest"])

    @contextmanager
    def write(self) -> Iterator[Writing]:
        """Open one audited transaction as the person who opened the workspace."""
        with write(self.db, self.actor.name, self.clock()) as writing:
            yield writing

    def now(self) -> str:
        """Return the time as the store keeps it."""
        return utc_text(self.clock())

    def take_window(self) -> None:
        """Take the right to be the one window of this workspace. Raises Busy."""
        self._lock = WindowLock(self.folder, self.actor.name, self.now())

    def twin(self) -> Workspace:
        """Return the same workspace over a second connection, for work on another thread; close it when done."""
        if not self._key:
            raise Refused(
                Message(N_("The workspace was locked meanwhile.")),
                Message(N_("Unlock it and do it again.")),
            )
        db = connect(self.folder / STORE, self._key)
        twin = Workspace(self.folder, db, self._key, self.keys, self.actor, self.clock)
        twin.memory, twin._is_twin = self.memory, True
        return twin

    def data_key(self) -> bytes:
        """Return the data key, to wrap it for another user; never show or log it."""
        return self._key

    def data_version(self) -> int:
        """Return a number that changes when another program wrote to the store."""
        found = row(self.db, "pragma data_version")
        return int(found[0]) if found else 0

    def close(self) -> None:
        """Close the store and give back the window."""
        self.db.conn.close()
        if self._lock:
            self._lock.release()
            self._lock = None
        self._key = b""
        if not self._is_twin:
            self.memory.clear()

    def __enter__(self) -> Workspace:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


def create(
    folder: Path,
    *,
    name: str,
    code: str,
    highest: str,
    user: str,
    passphrase: str,
    clock: Clock,
    cost: Cost = SHIPPED_COST,
) -> tuple[Workspace, str]:
    """Make a workspace in a new folder and return it open, with the recovery key to be shown once.

    Raises CannotWrite when the folder is there already and WrongValue for a name or passphrase that
    may not be used; nothing is left behind then.
    """
    folder = place_of(folder)
    if folder.exists():
        raise CannotWrite(
            Message(N_("There is already something at {path}."), path=folder.name),
            Message(N_("Choose a folder that does not exist yet.")),
        )
    lab = str(uuid.uuid4())
    with _folder_errors():
        make_folder(folder.parent)
        folder.mkdir(mode=0o700)
        try:
            for inner in ("rules", "backups"):
                make_folder(folder / inner)
            keys, key, recovery = Keys.create(folder, lab, user, passphrase, cost=cost)
            profile = {"lab": lab, "name": name, "code": code, "highest": highest}
            return _first_open(folder, keys, key, profile, clock), recovery
        except BaseException:
            shutil.rmtree(folder, ignore_errors=True)
            raise


def _first_open(folder: Path, keys: Keys, key: bytes, profile: dict[str, str], clock: Clock) -> Workspace:
    (folder / STORE).touch(mode=PRIVATE_FILE)  # its log and index take over its rights
    db = connect(folder / STORE, key, create=True)
    try:
        with plain_errors():
            migrate(db)
        user, at = keys.users()[0], clock()
        with transaction(db):
            for held in profile.items():
                db.execute("insert into meta(name, value) values (?, ?)", held)
            db.execute("insert into users(name, role, since) values (?, 'officer', ?)", [user, utc_text(at)])
        workspace = Workspace(folder, db, key, keys, Actor(user, "officer"), clock)
        with workspace.write() as writing:
            writing.note("create", {"code": profile["code"], "highest": profile["highest"], "user": user})
    except BaseException:
        db.conn.close()
        raise
    return workspace


def unlock(folder: Path, user: str, passphrase: str, clock: Clock) -> Workspace:
    """Open a workspace with a user's passphrase.

    Raises WrongPassphrase (after a delay that grows and survives a restart), NotPermitted for a
    revoked user, TooNew, Damaged, CannotWrite and Busy, each with nothing changed.
    """
    folder = existing(folder)
    keys = Keys.load(folder)
    user = keys.name_of(user)
    moment = clock().timestamp()
    attempts.check(folder, user, moment)
    try:
        key = keys.unwrap(user, passphrase)
    except WrongPassphrase:
        attempts.failed(folder, user, moment)
        raise
    failures = attempts.cleared(folder, user)
    with _room_to_open(folder):
        return _open(folder, keys, key, user, clock, failures)


def unlock_for_recovery(folder: Path, user: str, recovery_key: str, clock: Clock) -> Workspace:
    """Open a workspace with the recovery key, as the named user, to set a new passphrase."""
    folder = existing(folder)
    keys = Keys.load(folder)
    moment = clock().timestamp()
    attempts.check(folder, "", moment)
    try:
        key = keys.unwrap_recovery(recovery_key)
    except WrongPassphrase:
        attempts.failed(folder, "", moment)
        raise
    user = keys.name_of(user)
    with _room_to_open(folder):
        return _open(folder, keys, key, user, clock, attempts.cleared(folder, ""))


def _open(folder: Path, keys: Keys, key: bytes, user: str, clock: Clock, failures: int) -> Workspace:
    db = connect(folder / STORE, key)
    made = None
    try:
        db.execute(f"pragma cache_size = -{CACHE}").fetchall()
        if not is_current(db):
            made = backups.make(db, key, folder, backups.automatic_place(folder, clock()), clock())
            with plain_errors():
                migrate(db)
        found = users.find(db, user)
        if found is None or not found.active:
            raise NotPermitted(
                Message(N_("{user} is no longer a user of this workspace."), user=user),
                Message(N_("Ask an administrator of the workspace to add you.")),
            )
        workspace = Workspace(folder, db, key, keys, Actor(found.name, found.role), clock)
        with workspace.write() as writing:
            writing.note("unlock", {"failures": failures} if failures else {})
            if made:
                backups.log(writing, made.place)
        if keys.notice:
            keys.mend()
    except BaseException:
        db.conn.close()
        raise
    return workspace


@contextmanager
def _room_to_open(folder: Path) -> Iterator[None]:
    """Say of a full disk what it means to somebody who only wants to look: opening writes to the log, and nothing is lost."""
    try:
        yield
    except CannotWrite as refused:
        if refused.what.id != FULL:
            raise
        raise CannotWrite(
            Message(
                N_("The workspace cannot be opened: its disk is full or failed, and opening writes an entry to the audit log.")
            ),
            Message(
                N_("Free some space on the disk that holds {folder}, a few MB are enough, and unlock again. Move other files away; in the folder of the workspace delete nothing but old backups."),
                folder=str(folder),
            ),
            Message(N_("Nothing is lost: all that was saved or taken in is whole.")),
        ) from refused  # fmt: skip


@contextmanager
def _folder_errors() -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise CannotWrite(
            Message(N_("The folder cannot be written: {reason}."), reason=reason_of(error)),
            Message(N_("Choose a place you may write to, with free space.")),
        ) from error
