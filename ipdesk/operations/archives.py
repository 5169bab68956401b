"""The whole desk as one archive for another installation, and taken in from one.

An archive holds everything in the clear: restricted fields, protected texts, attached files and the log with all values.
What leaves is logged with its sha256; what comes in is proved part by part, value by value and as a whole.
"""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from ipdesk import __version__
from ipdesk.exporting.archives import ArchiveWriter, Sum, put_in_place, writing_archive
from ipdesk.exporting.layout import mark_words
from ipdesk.importing.desk_archives import digest_of, is_archive
from ipdesk.model.archives import FILES, LINES, LOG, REGISTERS, TABLES, Manifest, Part, line_of
from ipdesk.model.errors import CannotWrite, NotPermitted, Refused, WrongValue
from ipdesk.model.files import not_written
from ipdesk.model.marking import Marking, highest
from ipdesk.model.progress import Step, no_step
from ipdesk.model.register import Register
from ipdesk.model.text import N_, Message, sound
from ipdesk.operations.desk import Desk
from ipdesk.operations.levels import marking_of_row
from ipdesk.registers import REGISTERS as ALL
from ipdesk.store import archived_files, archived_records, archived_tables, audit, exports
from ipdesk.store.archived_log import log_lines
from ipdesk.store.archived_records import Archived, archived, plain_archived, read_archived
from ipdesk.store.archived_tables import TABLES as STATE
from ipdesk.store.archived_tables import table_lines
from ipdesk.store.database import Database, reading

KIND: Final = "archive"
ENDING: Final = ".zip"
STEP_LINES: Final = 200  # between two tellings of how far it is
ABANDONED: Final = 600  # seconds without a byte, after which nobody is writing any more
SHOWN: Final = 10  # numbers that a refusal names
Lined = Callable[[], Iterator[str]]


@dataclass(frozen=True, slots=True)
class Archive:
    """An archive that was written, or that was looked at: where, its manifest, and the sha256 of the whole file.

    `swept` says how many beginnings of archives that were cut off were removed beside it.
    """

    place: Path
    manifest: Manifest
    sha256: str
    swept: int = 0

    @property
    def records(self) -> int:
        """How many records are in it."""
        return sum(self.manifest.rows(REGISTERS).values())

    def told(self) -> tuple[Message, ...]:
        """Return the sentences that say what is in it and what to write down."""
        files = sum(each.name.startswith(FILES) for each in self.manifest.parts)
        return (
            Message(
                N_("Archive: {file}, {records} records, {files} files, marking {mark}"),
                file=str(self.place),
                records=self.records,
                files=files,
                mark=self.manifest.mark,
            ),
            Message(
                N_("Write down: entry {seq}, audit head {hash}"),
                seq=self.manifest.seq,
                hash=self.manifest.head,
            ),
            Message(N_("sha256 of the file: {sha256}"), sha256=self.sha256),
            *self._swept(),
        )

    def _swept(self) -> Iterator[Message]:
        if self.swept:
            yield Message(
                N_("Removed from the same folder: beginnings of {count} archives that were cut off while they were written."),
                count=self.swept,
            )  # fmt: skip

    def left_out(self) -> tuple[Message, ...]:
        """Return the sentences that say what is not in it, none where nothing stays behind."""
        said = {
            "fingerprints": N_(
                "{count} protected texts are kept as fingerprints alone. Their key leaves no desk, so they are not in it: "
                "keep them anew over there."
            ),
            "drafts": N_("{count} drafts that nobody saved are not in it."),
            "readers": N_("Who may read protected texts is not in it: name the readers anew over there."),
        }
        return tuple(
            Message(said[name], count=count)
            for name, count in self.manifest.left_out.items()
            if count and name in said
        )


def write_archive(desk: Desk, target: Path, step: Step = no_step) -> Archive:
    """Write everything that is the state of this desk into one new file.

    Raises Refused while a record is sealed, NotPermitted for whoever may not read a protected text of it, and CannotWrite;
    the file is then not there. `step` hears how many records are written, and of how many; what it raises ends it.
    """
    desk.require("archive")
    _require_place(desk, target)
    part = target.with_name(f".{target.name}.{os.getpid()}.part")
    with _os_errors():
        swept = _sweep(target)
        try:
            with writing_archive(part) as writer:
                manifest = _fill(desk, writer, step)
            made = Archive(target, manifest, digest_of(part), swept)
            _log(desk, made)  # first, so that no archive is in the world that the log does not know
            put_in_place(part, target)
        except BaseException:
            part.unlink(missing_ok=True)
            raise
    return made


def _sweep(target: Path) -> int:
    """Remove the beginnings of archives that a program which was killed left beside a place, and return how many.

    They are in clear. One of the same name goes at once; another may be one that somebody is writing, until nothing was added for a while.
    """
    swept = 0
    for each in target.parent.glob(".*.part"):
        name, _, process = each.name.removeprefix(".").removesuffix(".part").rpartition(".")
        still = name != target.name and each.lstat().st_mtime > time.time() - ABANDONED
        if process.isdecimal() and not still and is_archive(each):
            each.unlink(missing_ok=True)
            swept += 1
    return swept


def _fill(desk: Desk, writer: ArchiveWriter, step: Step) -> Manifest:
    """Put everything as it is at one moment into an archive, whoever writes meanwhile."""
    db, seen = desk.workspace.db, {Marking(handling="internal")}
    with reading(db):
        _require_whole(desk)
        head = audit.head(db)
        total, done = archived_records.count(db) or 1, 0

        def lines_of(register: Register) -> Iterator[str]:
            nonlocal done
            for kept in archived(db, register):
                if not kept.purged:
                    seen.add(marking_of_row(desk, kept.record))
                if done % STEP_LINES == 0:
                    step(done, total)
                done += 1
                yield _proved(register, kept)

        writer.put_lines(LOG, log_lines(db))
        for register in ALL:
            writer.put_lines(f"{REGISTERS}{register.name}{LINES}", lines_of(register))
        for sha256, _ in archived_files.files(db):
            step(done, total)
            writer.put_file(f"{FILES}{sha256}", archived_files.content(db, sha256))
        for table in STATE:
            step(done, total)
            writer.put_lines(f"{TABLES}{table.name}{LINES}", table_lines(db, table))
        manifest = _manifest(desk, highest(list(seen)), head, tuple(writer.parts))
    writer.put_manifest(manifest)
    return manifest


def _proved(register: Register, kept: Archived) -> str:
    """Return the line of a record, which can be read again: else that is found out where nothing can be mended any more."""
    plain = plain_archived(kept)
    line = line_of(plain)
    try:
        read_archived(register, plain, line)
    except WrongValue as error:
        raise Refused(
            Message(
                N_("{number} holds a value that no desk would take in: {field}"),
                number=kept.record.number,
                field=error.field,
            ),
            Message(N_("Correct that field, then archive.")),
        ) from None
    return line


def _manifest(desk: Desk, marking: Marking, head: audit.Head, parts: tuple[Part, ...]) -> Manifest:
    profile = desk.workspace.profile
    return Manifest(
        program=__version__,
        at=desk.workspace.clock().astimezone().isoformat(timespec="seconds"),
        by=desk.actor.name,
        lab=profile.name,
        code=profile.code,
        mark=sound(mark_words(marking, desk.translator.to("zh"))),
        level=marking.state,
        handling=marking.handling,
        seq=head.seq,
        head=head.hash,
        left_out=archived_tables.left_out(desk.workspace.db),
        parts=parts,
    )


def _require_whole(desk: Desk) -> None:
    """Raise Refused for what may not leave, so that an archive is either all or nothing."""
    db = desk.workspace.db
    if sealed := archived_records.sealed_numbers(db):
        raise Refused(
            Message(
                N_("{count} records are sealed, and what is sealed may not leave: {numbers}."),
                count=len(sealed),
                numbers=sealed[:SHOWN],
            ),
            Message(
                N_(
                    "Have them purged by two people, or opened again where they were sealed by mistake; then archive."
                )
            ),
        )
    if closed := archived_tables.unread_texts(db, desk.actor.name):
        raise NotPermitted(
            Message(
                N_(
                    "An archive holds the protected texts, and {user} is not named to read those of: {numbers}."
                ),
                user=desk.actor.name,
                numbers=closed[:SHOWN],
            ),
            Message(
                N_(
                    "Have another officer or a reviewer name you, or let one who may read them make the archive."
                )
            ),
        )


def _log(desk: Desk, made: Archive) -> None:
    leaving = exports.Leaving(kind=KIND, register="", file=made.place.name)
    manifest = made.manifest
    with desk.workspace.write() as writing:
        told = {"sha256": made.sha256, "seq": manifest.seq, "head": manifest.head, "marking": manifest.mark}
        exports.log_everything(writing, leaving, told)


def _require_place(desk: Desk, target: Path) -> None:
    desk.require_outside(target)
    if target.exists() or target.is_symlink():
        raise CannotWrite(
            Message(N_("There is already a file {name}."), name=target.name),
            Message(N_("Choose another name; archives are never overwritten.")),
        )
    if not target.parent.is_dir():
        raise CannotWrite(
            Message(N_("There is no folder {path}."), path=str(target.parent)),
            Message(N_("Make it first, or choose another.")),
        )


@contextmanager
def _os_errors() -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise not_written(error) from error


def parts_again(db: Database, manifest: Manifest, beat: Callable[[], None]) -> Iterator[Part]:
    """Yield the parts of a manifest as they would be written from a store now, its log up to the last entry there.

    `beat` is called every now and then, and what it raises ends it.
    """
    made: dict[str, Lined] = {LOG: lambda: log_lines(db, manifest.seq)}
    for register in ALL:
        made[f"{REGISTERS}{register.name}{LINES}"] = _again(db, register)
    for table in STATE:
        made[f"{TABLES}{table.name}{LINES}"] = _rows_again(db, table)
    for part in manifest.parts:
        counted = Sum(part.name)
        if part.is_lines:
            passing = counted.lines(_told(made[part.name](), beat))
        else:
            passing = counted.pieces(archived_files.content(db, part.name.removeprefix(FILES)))
        for _ in passing:
            pass
        yield counted.part()


def _again(db: Database, register: Register) -> Lined:
    return lambda: (line_of(plain_archived(each)) for each in archived(db, register))


def _rows_again(db: Database, table: archived_tables.Table) -> Lined:
    return lambda: table_lines(db, table)


def _told(lines: Iterator[str], beat: Callable[[], None]) -> Iterator[str]:
    for place, line in enumerate(lines):
        if place % STEP_LINES == 0:
            beat()
        yield line
