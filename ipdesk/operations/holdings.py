"""What a manuscript is compared with: the protected texts of the desk, held in memory while it is open.

The imprint of each is kept in the store and made anew when its text changed. Of a technical secret there is the text kept for
comparison, or its fingerprints alone. What cannot be compared is told with its reason, so that nothing passes unseen.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from threading import Lock
from typing import Final

from ipdesk.importing.manuscripts import manuscript_in
from ipdesk.model.errors import Refused
from ipdesk.model.progress import Step, no_step
from ipdesk.model.record import Record
from ipdesk.model.register import Register
from ipdesk.model.text import N_, Message
from ipdesk.operations.desk import Desk
from ipdesk.operations.levels import is_metadata_only
from ipdesk.registers import REGISTERS, register
from ipdesk.screening.corpus import Corpus
from ipdesk.screening.fingerprints import FORM as PRINT_FORM
from ipdesk.screening.imprints import FORM, Imprint, imprint, unpacked
from ipdesk.screening.quantities import Quantity
from ipdesk.store import attachments, audit, imprints, protected, records
from ipdesk.store.audit import Head
from ipdesk.store.imprints import Kept

COMPARED: Final = tuple(each for each in REGISTERS if each.compared)
SECRETS: Final = register("secrets")
STANDING: Final = (*COMPARED, SECRETS)
_MEMORY: Final = "holdings"
_AT_ONCE: Final = 50  # texts made in one transaction

SEALED: Final = N_("sealed: its content may be above what this installation may hold")
ABOVE: Final = N_("marked above what this installation may hold: metadata only")
NO_TEXT: Final = N_("nothing is kept of it for comparison")
OTHER_FORM: Final = N_("its fingerprints were made by another version of the program")
NO_WORDS: Final = N_("no text was found in the attached file “{name}”")
UNREADABLE: Final = N_("the attached file “{name}” could not be read: {reason}")

Part = tuple[int, str]  # a record and the sha256 of a file attached to it, "" for the record itself


@dataclass(frozen=True, slots=True)
class Source:
    """Where a protected text stands: the record, and the name of the attached file, "" for the record itself."""

    entry: int
    register: str
    number: str
    title: str
    file: str = ""


@dataclass(frozen=True, slots=True)
class Uncompared:
    """A record, or one of its files, that no manuscript can be compared with, and why."""

    entry: int
    register: str
    number: str
    reason: Message


@dataclass(slots=True, eq=False)
class Holdings:
    """The protected texts of a desk: those with places by their imprints, and secrets by fingerprints alone.

    `failed` are texts of which there is nothing to compare, each with the word that changes with it, and why. Ask under its lock: the corpus answers one at a time.
    """

    corpus: Corpus = field(default_factory=Corpus)
    sources: dict[str, Source] = field(default_factory=dict)
    prints: dict[str, frozenset[int]] = field(default_factory=dict, repr=False)
    uncompared: tuple[Uncompared, ...] = ()
    lock: Lock = field(default_factory=Lock)
    made_of: dict[str, str] = field(default_factory=dict)
    head: Head | None = None
    values: dict[str, tuple[Quantity, ...]] = field(default_factory=dict, repr=False)
    values_of: dict[str, str] = field(default_factory=dict)
    failed: dict[str, tuple[str, Message]] = field(default_factory=dict)

    def compared(self) -> int:
        """Return with how many texts a manuscript is compared; those that hold no text or could not be read are none."""
        return len(self.sources)


def holdings(desk: Desk, step: Step = no_step) -> Holdings:
    """Return the protected texts as they are now; only what changed since the last time is made anew.

    `step` hears how many texts were made, and of how many; what it raises ends it, and what was made until then stays.
    """
    desk.require("read")
    held: Holdings = desk.workspace.memory.setdefault(_MEMORY, Holdings())
    head = audit.head(desk.workspace.db)
    with held.lock:
        if held.head != head:  # every change of a record is in the log
            _bring_up(desk, held, step)
            held.head = head
    return held


def text_of(record: Record, compared: Register) -> str:
    """Return the text of a record that is compared: its filled fields, each in a paragraph of its own."""
    given = (str(getattr(record, name)) for name in compared.compared)
    return "\n".join(filter(None, given))


def protected_text(desk: Desk, source: Source) -> str:
    """Return the text behind a source, for the view side by side; of a secret ask `protected.show_text` instead."""
    desk.require("read")
    if source.register == SECRETS.name:
        raise ValueError("the text of a secret is shown to its readers alone")
    if source.file:
        data = b"".join(attachments.content(desk.workspace.db, source.entry, source.file))
        return manuscript_in(data, source.file).text
    held = register(source.register)
    return text_of(records.read_many(desk.workspace.db, held, [source.entry])[0], held)


@dataclass(frozen=True, slots=True)
class _Wanted:
    """A text that is to be compared: its source, and a word that changes with it."""

    part: Part
    source: Source
    made_of: str

    @property
    def key(self) -> str:
        return f"{self.part[0]}/{self.part[1]}"


def _bring_up(desk: Desk, held: Holdings, step: Step) -> None:
    db = desk.workspace.db
    missing: list[Uncompared] = []
    held.prints = {}
    wanted = {each.key: each for each in _wanted(desk, held, missing)}
    for key in [key for key in held.sources if key not in wanted]:
        held.corpus.drop(key)
        held.made_of.pop(key, None)
    held.sources = {key: each.source for key, each in wanted.items()}
    wanted = {key: each for key, each in wanted.items() if key not in held.prints}
    held.failed = {
        key: each for key, each in held.failed.items() if key in wanted and wanted[key].made_of == each[0]
    }
    known = held.made_of | {key: word for key, (word, _) in held.failed.items()}
    stale = [each for key, each in wanted.items() if known.get(key) != each.made_of]
    kept = imprints.made_of(db, FORM)
    ready = {each.part: each for each in stale if kept.get(each.part) == each.made_of}
    for found in imprints.find(db, ready):
        _hold(held, ready.pop((found.entry, found.part)), unpacked(found.data))
    gone = [part for part in kept if f"{part[0]}/{part[1]}" not in wanted]
    if gone:
        imprints.drop(db, gone)
    lacking = [each for each in stale if kept.get(each.part) != each.made_of or each.part in ready]
    for start in range(0, len(lacking), _AT_ONCE):
        step(start, len(lacking))
        _make(desk, held, lacking[start : start + _AT_ONCE])
    for key, (_, why) in held.failed.items():
        of = held.sources.pop(key)
        missing.append(Uncompared(of.entry, of.register, of.number, why))
    held.uncompared = tuple(missing)
    held.corpus.ready()


def _hold(held: Holdings, wanted: _Wanted, made: Imprint) -> None:
    """Hold the imprint of a text, or that there is no text."""
    if not len(made.pairs):
        file = wanted.source.file
        _fail(held, wanted, Message(NO_WORDS, name=file) if file else Message(NO_TEXT))
        return
    held.corpus.put(wanted.key, made)
    held.made_of[wanted.key] = wanted.made_of


def _fail(held: Holdings, wanted: _Wanted, why: Message) -> None:
    """Hold why a text cannot be compared, and forget what it was before."""
    held.corpus.drop(wanted.key)
    held.made_of.pop(wanted.key, None)
    held.failed[wanted.key] = (wanted.made_of, why)


def _make(desk: Desk, held: Holdings, lacking: Sequence[_Wanted]) -> None:
    """Make the imprints of texts and keep them."""
    made: list[Kept] = []
    for each in lacking:
        try:
            found = imprint(text_of_source(desk, each.source))
        except Refused as error:
            _fail(held, each, Message(UNREADABLE, name=each.source.file, reason=error.what))
            continue
        _hold(held, each, found)
        made.append(Kept(*each.part, each.made_of, found.packed()))
    imprints.put(desk.workspace.db, FORM, made)


def text_of_source(desk: Desk, source: Source) -> str:
    """Return any protected text, that of a secret too: for the machine alone, which shows nothing of it."""
    if source.register == SECRETS.name:
        kept = protected.find(desk.workspace.db, source.entry)
        return (kept.text if kept else "") or ""
    return protected_text(desk, source)


def _wanted(desk: Desk, held: Holdings, missing: list[Uncompared]) -> Iterator[_Wanted]:
    """Yield what is to be compared, with the fingerprints of secrets put where they are held, and put what cannot be into `missing`."""
    db, limit = desk.workspace.db, desk.workspace.profile.limit
    names = [each.name for each in STANDING]
    standing = imprints.candidates(db, names)
    levels = _levels(desk, standing)
    kept = protected.lines(db)
    open_ones: dict[int, Source] = {}
    for entry, name, number, revision, sealed, title in standing:
        if sealed or (entry in levels and is_metadata_only(levels[entry], limit)):
            missing.append(Uncompared(entry, name, number, Message(SEALED if sealed else ABOVE)))
            continue
        source = open_ones[entry] = Source(entry, name, number, title)
        if name != SECRETS.name:
            yield _Wanted((entry, ""), source, str(revision))
        elif entry in kept:
            found = _Wanted((entry, ""), source, kept[entry].kept_at)
            if kept[entry].is_text or _hold_prints(desk, held, found.key, entry):
                yield found
            else:
                missing.append(Uncompared(entry, name, number, Message(OTHER_FORM)))
        else:
            missing.append(Uncompared(entry, name, number, Message(NO_TEXT)))
    for entry, name, digest in imprints.attached(db, [each.name for each in COMPARED]):
        if (of := open_ones.get(entry)) is not None:
            file = Source(entry, of.register, of.number, of.title, name)
            yield _Wanted((entry, digest), file, digest)


def _levels(desk: Desk, standing: Sequence[tuple[int, str, str, int, bool, str]]) -> Mapping[int, Record]:
    """Return the records that bear a marking of a state secret, by id; all others are within any limit or are asked by level."""
    found: dict[int, Record] = {}
    for held in STANDING:
        ids = [entry for entry, name, _, _, sealed, _ in standing if name == held.name and not sealed]
        found |= records.read_by_id(desk.workspace.db, held, ids, ())
    return found


def _hold_prints(desk: Desk, held: Holdings, key: str, entry: int) -> bool:
    """Hold the fingerprints of a secret and say whether they can be compared."""
    kept = protected.find(desk.workspace.db, entry)
    if kept is None or kept.fingerprints is None or kept.form != PRINT_FORM:
        return False
    held.prints[key] = kept.fingerprints
    return True
