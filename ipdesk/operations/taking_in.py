"""An archive of another installation taken into a new workspace, whole or not at all.

First the archive is proved to be what its manifest says. Then one transaction: each value is read strictly, the log is
proved entry by entry and goes on in this store, and at the end everything is written out again in thought: where one
byte would be another, nothing is kept.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

from ipdesk.importing import desk_archives
from ipdesk.importing.desk_archives import HUNDRED, Lines, Piece
from ipdesk.model.archives import FILES, LINES, LOG, REGISTERS, TABLES, Manifest, Part
from ipdesk.model.errors import AboveLimit, Damaged, Refused, TooNew, WrongValue
from ipdesk.model.progress import Step, no_step
from ipdesk.model.register import Register
from ipdesk.model.text import N_, Message, sound
from ipdesk.operations.archives import SHOWN, Archive, parts_again
from ipdesk.operations.desk import Desk
from ipdesk.operations.levels import holds_content, is_above
from ipdesk.registers import REGISTERS as ALL
from ipdesk.store import archived_files, archived_records, archived_tables, audit
from ipdesk.store.archived_log import LogReader, take_off_own
from ipdesk.store.archived_records import Archived, put_archived, read_archived
from ipdesk.store.archived_tables import TABLE, TableReader
from ipdesk.store.attachments import LARGEST
from ipdesk.store.audit import Head as Head  # noqa: PLC0414 - the window knows it through here
from ipdesk.store.checking import unlogged
from ipdesk.store.database import Database, broken_references, loosely
from ipdesk.store.writing import Writing

ACT: Final = "take-in"
WORDS: Final = {
    "entries": N_("records"),
    "exports": N_("documents that left"),
    "views": N_("saved filters"),
    "rules": N_("rules of its own"),
}
NAMED: Final = {each.name: each for each in ALL}
_NEWER: Final = Message(N_("Install the version of ipdesk that made it, and take it in there."))
_AGAIN: Final = Message(
    N_(
        "Make the archive again at the desk that it comes from, with the version of ipdesk that is installed there."
    )
)


def is_archive(file: Path) -> bool:
    """Say whether a file is an archive of a desk, by how it begins."""
    return desk_archives.is_archive(file)


def look_at_archive(desk: Desk, file: Path, step: Step = no_step) -> Archive:
    """Prove an archive and return what it says of itself; nothing is written.

    Raises Refused where this workspace may not take it in: it is not new, or the archive is damaged or of a newer ipdesk.
    """
    desk.require("archive")
    _require_new(desk.workspace.db)
    sha256 = desk_archives.digest_of(file)
    manifest = desk_archives.look(file, step)
    _require_known(manifest)
    return Archive(file, manifest, sha256)


def take_in(desk: Desk, archive: Archive, step: Step = no_step) -> Head:
    """Take an archive that was looked at into this workspace and return the head of the log, which goes on from there.

    Raises Refused, with nothing written, for a value that is not as it may be, for records above what this installation
    may hold, and where the whole would not be the same again. `step` hears how many hundredths are done, and what it raises ends it.
    """
    desk.require("archive")
    with desk.workspace.write() as writing:
        db = writing.db
        _require_new(db)
        loosely(db)
        own = take_off_own(db)
        archived_tables.empty_new(db)
        intake = _Intake(desk, writing, archive, LogReader(db))
        intake.read(step)
        intake.finish(step)
        writing.follow()
        writing.note(ACT, _told(archive, own))
        head = audit.head(db)
    desk.workspace.read_profile()
    desk.workspace.memory.clear()
    return head


def _told(archive: Archive, own: list[dict[str, Any]]) -> dict[str, Any]:
    """Return what the log says of it: which archive, and the entries of this workspace that stood there before."""
    manifest = archive.manifest
    return {
        "file": sound(archive.place.name),
        "sha256": archive.sha256,
        "seq": manifest.seq,
        "head": manifest.head,
        "records": archive.records,
        "before": own,
    }


@dataclass(slots=True)
class _Intake:
    """One archive on its way into a store, inside a transaction."""

    desk: Desk
    writing: Writing
    archive: Archive
    log: LogReader
    above: list[tuple[Register, Archived]] = field(default_factory=list)
    tables: dict[str, TableReader] = field(default_factory=dict)
    done: int = 0

    @property
    def manifest(self) -> Manifest:
        """What the archive says of itself."""
        return self.archive.manifest

    def read(self, step: Step) -> None:
        """Put everything in, part by part."""
        parts = desk_archives.read(self.archive.place, lambda done, of: step(done // 2, of))
        with closing(parts):  # type: ignore[type-var]  # a generator, whose child ends with it
            pieces = iter(parts)
            for each in pieces:
                if isinstance(each, Lines):
                    self._put_lines(each)
                else:
                    self._put_file(each, pieces)

    def finish(self, step: Step) -> None:
        """Prove what only the whole can show, and that it would be written out the same."""
        db, of = self.writing.db, self.manifest.size() or 1
        half = HUNDRED // 2
        archived_tables.put_profile(db, self.manifest.lab, self.manifest.code)
        if (self.log.head.seq, self.log.head.hash) != (self.manifest.seq, self.manifest.head):
            raise self._refused(Message(N_("Its log does not end where its manifest says.")))
        if problems := (*audit.verify(db, step=lambda *_: step(half, HUNDRED)).problems, *_loose(db)):
            raise self._refused(problems[0])
        self._require_within()
        wanted = {each.name: each for each in self.manifest.parts}
        for part in parts_again(db, self.manifest, lambda: step(half + self.done * half // of, HUNDRED)):
            if part != wanted[part.name]:
                raise self._refused(Message(N_("{part} would not be the same here."), part=part.name))
            self.done += part.size

    def _put_lines(self, given: Lines) -> None:
        name = given.part.name
        if name.startswith(REGISTERS):
            self._put_records(NAMED[_bare(name, REGISTERS)], given)
            return
        reader = self.log if name == LOG else self._table(name)
        try:
            reader.put(given.lines)
        except WrongValue as error:
            raise self._misread(given, error, reader.line) from None

    def _table(self, name: str) -> TableReader:
        if name not in self.tables:
            self.tables[name] = TableReader(self.writing.db, TABLE[_bare(name, TABLES)])
        return self.tables[name]

    def _put_records(self, register: Register, given: Lines) -> None:
        limit = self.desk.workspace.profile.limit
        kept = []
        for plain, line in given.lines:
            try:
                kept.append(read_archived(register, plain, line))
            except WrongValue as error:
                raise self._misread(given, error, given.first + len(kept)) from None
        self.above += [(register, each) for each in kept if is_above(each.record, limit)]
        put_archived(self.writing, register, kept)

    def _put_file(self, first: Piece, pieces: Iterator[Lines | Piece]) -> None:
        def chunks() -> Iterator[bytes]:
            piece: Lines | Piece = first
            while isinstance(piece, Piece) and piece.data:
                yield piece.data
                piece = next(pieces)

        sha256 = first.part.name.removeprefix(FILES)
        if sha256 != first.part.sha256 or first.part.size > LARGEST:
            raise self._refused(Message(N_("{part} is not the file of that name."), part=first.part.name))
        archived_files.put_file(self.writing.db, sha256, first.part.size, chunks())

    def _require_within(self) -> None:
        """Raise AboveLimit for records that this installation may hold no content of."""
        numbers = [
            each.record.number
            for register, each in self.above
            if not each.purged and holds_content(self.writing.db, register, each.entry, each.record)
        ]
        if numbers:
            raise AboveLimit(
                Message(
                    N_("{count} records are marked above what this installation may hold: {numbers}."),
                    count=len(numbers),
                    numbers=numbers[:SHOWN],
                ),
                Message(
                    N_("Take the archive off this computer as your security officer says. It may be taken in only where a "
                       "workspace was made for that level, on a machine that may hold it.")
                ),
            )  # fmt: skip

    def _refused(self, why: Message) -> Refused:
        said = Message(N_("“{file}” is not taken in: {why}"), file=self.archive.place.name, why=why)
        return Damaged(said, _AGAIN)

    def _misread(self, given: Lines, error: WrongValue, line: int) -> Refused:
        what = Message(
            N_("“{file}”, {part}, line {line}: {why}"),
            file=self.archive.place.name,
            part=given.part.name,
            line=line,
            why=_why(error),
        )
        return WrongValue(error.field, what, _AGAIN)


def _why(error: WrongValue) -> Message:
    if not error.field:
        return error.what
    return Message(N_("{field}: {why}"), field=error.field, why=error.what)


def _loose(db: Database) -> Iterator[Message]:
    """Yield what refers to something that is not there."""
    for table in broken_references(db)[:1]:
        yield Message(N_("in {table} something refers to what is not there."), table=table)
    if archived_records.sealed_numbers(db):
        yield Message(N_("a record counts as purged without an order."))
    yield from unlogged(db)


def _require_new(db: Database) -> None:
    held = ["entries"] if archived_records.count(db) else archived_tables.filled(db)
    if held:
        words = dict.fromkeys(WORDS.get(each, N_("other things")) for each in held)
        raise Refused(
            Message(
                N_("This workspace is not new: it holds {what}."), what=[Message(each) for each in words]
            ),
            Message(
                N_(
                    "Make a new workspace and take the archive in there. Into one that is in use, records come as workbooks."
                )
            ),
        )


def _require_known(manifest: Manifest) -> None:
    """Raise TooNew for parts that this program does not know, and Damaged where the log or a file of the list is missing."""
    unknown = [each.name for each in manifest.parts if not _is_known(each)]
    if unknown:
        raise TooNew(
            Message(N_("The archive holds what this ipdesk does not know: {parts}."), parts=unknown[:SHOWN]),
            _NEWER,
        )
    if [each.name for each in manifest.parts][:1] != [LOG]:
        raise Damaged(Message(N_("The archive does not begin with its log.")), _AGAIN)


def _is_known(part: Part) -> bool:
    name = part.name
    if name.startswith(REGISTERS):
        return _bare(name, REGISTERS) in NAMED
    if name.startswith(TABLES):
        return _bare(name, TABLES) in TABLE
    return name == LOG or name.startswith(FILES)


def _bare(name: str, folder: str) -> str:
    return name.removeprefix(folder).removesuffix(LINES)
