"""The protected text of a technical secret: kept for comparison as text or as fingerprints, shown to named people alone.

Who may read is named by an officer or a reviewer, never by the one who is to read: only whoever brings a text, and so has
it, may put his or her own name on the list. Every view is audited in its own transaction, a refused one too; the log holds
nothing of the text.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final, Literal

from ipdesk.importing.delimited import decode
from ipdesk.importing.limits import Unreadable
from ipdesk.model.errors import AboveLimit, NotFound, NotPermitted, Refused, WrongValue
from ipdesk.model.files import no_file, not_read
from ipdesk.model.marking import Marking
from ipdesk.model.record import WITHDRAWN, Record, marking_of
from ipdesk.model.text import N_, Message, sound
from ipdesk.operations.desk import Desk
from ipdesk.operations.levels import is_metadata_only
from ipdesk.operations.permissions import PERMITTED
from ipdesk.registers import register
from ipdesk.screening import fingerprints
from ipdesk.store import protected, records, spills, users
from ipdesk.store.writing import Held, Writing

SECRETS: Final = register("secrets")
ENDINGS: Final = (".txt", ".md")
LARGEST: Final = 4_000_000  # bytes of a file
LONGEST: Final = 1_000_000  # characters
KEPT: Final = protected.KEPT
SHOWN: Final = "show-protected"
REFUSED: Final = "refuse-protected"
REDUCED: Final = "reduce-protected"
DROPPED: Final = "drop-protected"
READERS: Final = "name-readers"

Keeping = Literal["text", "fingerprints", "nothing", "above-limit", "closed"]
KEEPING_LABELS: Final[dict[Keeping, str]] = {
    "text": N_("Text"),
    "fingerprints": N_("Fingerprints only"),
    "nothing": N_("Nothing"),
    "above-limit": N_("Nothing: above what may be kept here"),
    "closed": N_("Closed: withdrawn"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """What is kept of one secret, and who may read it. Fingerprints bear the marking of the secret, as its text does."""

    number: str
    title: str
    marking: Marking
    kind: Keeping
    readers: tuple[str, ...] = ()
    kept_by: str = ""
    kept_at: str = ""


def kept_of(desk: Desk, number: str) -> Kept:
    """Return what is kept of a secret. Raises NotFound."""
    desk.require("read")
    db = desk.workspace.db
    record = records.read(db, SECRETS, number)
    entry = records.entry_id(db, SECRETS, number)
    held = protected.lines(db, entry).get(entry)
    return _told(desk, record, held, protected.readers(db, entry))


def list_kept(desk: Desk) -> list[Kept]:
    """Return what is kept of every secret, by number; sealed ones are left out."""
    desk.require("read")
    db = desk.workspace.db
    ids = records.open_ids(db, SECRETS)
    lines, readers = protected.lines(db), protected.all_readers(db)
    found = records.read_many(db, SECRETS, ids)
    return [
        _told(desk, each, lines.get(id_), readers.get(id_, ())) for id_, each in zip(ids, found, strict=True)
    ]


def kept_kinds(desk: Desk) -> dict[int, Literal["text", "fingerprints"]]:
    """Return whether a text or fingerprints are kept, by the local ids of the secrets of which something is."""
    desk.require("read")
    lines = protected.lines(desk.workspace.db)
    return {id_: "text" if each.is_text else "fingerprints" for id_, each in lines.items()}


def secret_ids(desk: Desk) -> set[int]:
    """Return the local ids of all secrets that are not sealed."""
    desk.require("read")
    return set(records.open_ids(desk.workspace.db, SECRETS))


def read_file(path: Path) -> str:
    """Return the text of a .txt or .md file in UTF-8, UTF-16 or GB18030. Raises NotFound or WrongValue, never with content."""
    if not path.is_file():
        raise no_file(path)
    if path.suffix.lower() not in ENDINGS:
        raise WrongValue(
            "text",
            Message(
                N_("{name} is no plain text; protected texts are read from .txt and .md."), name=path.name
            ),
            Message(N_("Save it as plain text first, in a place where it may lie.")),
        )
    if path.stat().st_size > LARGEST:
        raise _too_long()
    try:
        return decode(path.read_bytes())
    except Unreadable:
        # What the decoder saw goes no further than here.
        raise WrongValue(
            "text",
            Message(N_("{name} cannot be read as text."), name=path.name),
            Message(N_("Save it as text in UTF-8.")),
        ) from None
    except OSError as error:
        raise not_read(path, error) from None


def keep_text(
    desk: Desk,
    number: str,
    text: str,
    readers: Sequence[str] = (),
    *,
    only_fingerprints: bool = False,
    replace: bool = False,
) -> Kept:
    """Keep a text of a secret and name who may read it, or keep only its fingerprints, of which nothing can be read.

    Something kept already is replaced only where that is asked for; its readers stay unless others are named. Raises
    AboveLimit above what this installation may hold.
    """
    desk.require("protect")
    if only_fingerprints and readers:
        raise WrongValue(
            "readers",
            Message(N_("Of fingerprints nothing can be read, so no reader is named.")),
            Message(N_("Name no readers, or keep the text itself.")),
        )
    text = sound(text.replace("\r\n", "\n")).strip()
    _require_fit(text)
    with desk.workspace.write() as writing:
        held = _open(desk, writing, number)
        before = protected.lines(writing.db, held.id).get(held.id)
        if before is not None and not replace:
            raise Refused(
                Message(N_("Something is kept of {number} already."), number=number),
                Message(N_("Replace it, if that is meant; what was kept is erased then.")),
            )
        if only_fingerprints:
            _keep_fingerprints(writing, held, text)
        else:
            protected.keep_text(writing, held.id, text)
        values = {"what": "fingerprints" if only_fingerprints else "text", "replaced": before is not None}
        writing.note(KEPT, values, SECRETS.name, number, held.record.id)
        if readers:
            _name(desk, writing, held, readers, own=True)
    _forget_old(desk, done=before is not None)
    return kept_of(desk, number)


def show_text(desk: Desk, number: str) -> str:
    """Return the text kept of a secret to one of its readers, and log that it was shown.

    Raises NotPermitted for whoever is not on the list, which is logged too, and NotFound where no text is kept.
    """
    desk.require("read")
    with desk.workspace.write() as writing:
        held = _open(desk, writing, number)
        found = protected.find(writing.db, held.id)
        may = desk.actor.name in protected.readers(writing.db, held.id)
        text = found.text if found is not None else None
        if not may or text is not None:
            writing.note(SHOWN if may else REFUSED, {}, SECRETS.name, number, held.record.id)
    if not may:
        raise NotPermitted(
            Message(N_("{user} is not among those who may read what is kept of {number}."),
                    user=desk.actor.name, number=number),
            Message(N_("An officer or reviewer other than the reader names readers.")),
        )  # fmt: skip
    if text is None:
        raise NotFound(
            Message(N_("No text is kept of {number} that could be shown."), number=number),
            Message(N_("Look it up where such material is kept, or keep its text here first.")),
        )
    return text


def reduce_text(desk: Desk, number: str) -> Kept:
    """Turn the text kept of a secret into fingerprints alone. It cannot be made a text again."""
    desk.require("protect")
    with desk.workspace.write() as writing:
        held = _open(desk, writing, number)
        found = protected.find(writing.db, held.id)
        if found is None or found.text is None:
            raise NotFound(
                Message(N_("No text is kept of {number} that could be reduced."), number=number),
                Message(
                    N_("Where only fingerprints are kept nothing is left to do; else keep a text first.")
                ),
            )
        _keep_fingerprints(writing, held, found.text)
        writing.note(REDUCED, {}, SECRETS.name, number, held.record.id)
    _forget_old(desk, done=True)
    return kept_of(desk, number)


def drop_text(desk: Desk, number: str, reason: str) -> None:
    """Erase what is kept of a secret, and its readers, for a reason that tells nothing of it; a withdrawn one's too."""
    desk.require("protect")
    if not reason.strip():
        raise WrongValue(
            "reason",
            Message(N_("Dropping needs a reason that itself reveals nothing.")),
            Message(N_("Give a reason.")),
        )
    with desk.workspace.write() as writing:
        held = writing.held(SECRETS, number)
        if held.id not in protected.lines(writing.db, held.id):
            raise _nothing_kept(number)
        protected.forget(writing.db, held.id)
        writing.note(DROPPED, {"reason": reason.strip()}, SECRETS.name, number, held.record.id)
    _forget_old(desk, done=True)


def name_readers(desk: Desk, number: str, names: Sequence[str]) -> Kept:
    """Put these users in place of the readers of a secret. Raises NotPermitted for whoever would add themselves."""
    desk.require("protect")
    with desk.workspace.write() as writing:
        held = _open(desk, writing, number)
        if held.id not in protected.lines(writing.db, held.id):
            raise _nothing_kept(number)
        _name(desk, writing, held, names, own=False)
    return kept_of(desk, number)


def possible_readers(desk: Desk) -> tuple[str, ...]:
    """Return the users whose role lets them read records, so that they can be named."""
    desk.require("read")
    listed = users.listed(desk.workspace.db)
    return tuple(each.name for each in listed if each.active and "read" in PERMITTED[each.role])


def _told(desk: Desk, record: Record, held: protected.Line | None, readers: tuple[str, ...]) -> Kept:
    kind: Keeping = "nothing"
    if is_metadata_only(record, desk.workspace.profile.limit):
        kind = "above-limit"
    elif held is not None:
        kind = "closed" if record.state == WITHDRAWN else "text" if held.is_text else "fingerprints"
    return Kept(
        number=record.number,
        title=str(getattr(record, SECRETS.title)),
        marking=marking_of(record),
        kind=kind,
        readers=readers,
        kept_by=held.kept_by if held else "",
        kept_at=held.kept_at if held else "",
    )


def _open(desk: Desk, writing: Writing, number: str) -> Held:
    """Return a secret of which something may be kept and shown. Raises AboveLimit and Refused for any other."""
    held = writing.held(SECRETS, number)
    record = held.record
    if is_metadata_only(record, desk.workspace.profile.limit):
        raise AboveLimit(
            Message(N_("{number} is marked above what this installation may hold: neither text nor fingerprints are kept."),
                    number=number),
            Message(N_("Keep it where such material is kept.")),
        )  # fmt: skip
    if record.state == WITHDRAWN:
        raise Refused(
            Message(N_("{number} was withdrawn, so what is kept of it stays closed."), number=number),
            Message(N_("Reinstate it first, or drop what is kept.")),
        )
    if record.level != "trade" or not record.grade:
        raise Refused(
            Message(N_("The level of {number} is not answered as a technical secret with its grade."), number=number),
            Message(N_("Answer level and grade first; what is kept bears that marking.")),
        )  # fmt: skip
    return held


def _name(desk: Desk, writing: Writing, held: Held, names: Sequence[str], *, own: bool) -> None:
    """Put readers in place and log whom; `own` lets the one at the desk be among the new ones."""
    wanted, before = tuple(dict.fromkeys(names)), protected.readers(writing.db, held.id)
    if strange := [each for each in wanted if each not in possible_readers(desk)]:
        raise WrongValue(
            "readers",
            Message(N_("{user} is no user here who may read records."), user=strange[0]),
            Message(N_("Name users of this workspace, as “ipdesk user” or the page of users lists them.")),
        )
    if desk.actor.name in wanted and desk.actor.name not in before and not own:
        raise NotPermitted(
            Message(N_("Nobody names themselves as a reader of what others keep.")),
            Message(N_("Ask another officer or reviewer to name you.")),
        )
    protected.name_readers(writing, held.id, wanted)
    added, removed = sorted(set(wanted) - set(before)), sorted(set(before) - set(wanted))
    if added or removed:
        values = {"name": "、".join(wanted), "added": added, "removed": removed}
        writing.note(READERS, values, SECRETS.name, held.record.number, held.record.id)


def _keep_fingerprints(writing: Writing, held: Held, text: str) -> None:
    numbers = fingerprints.fingerprints(text, protected.key(writing))
    if len(numbers) < fingerprints.FEWEST:
        raise WrongValue(
            "text",
            Message(
                N_("The text is too short for fingerprints: it could be guessed, and hardly be compared.")
            ),
            Message(N_("Give at least some sixty Han or two hundred letters.")),
        )
    protected.keep_fingerprints(writing, held.id, numbers)
    protected.name_readers(writing, held.id, ())


def _require_fit(text: str) -> None:
    if not text:
        raise WrongValue(
            "text",
            Message(N_("There is no text to keep.")),
            Message(N_("Type the text, or take it from a file.")),
        )
    if len(text) > LONGEST:
        raise _too_long()


def _too_long() -> WrongValue:
    what = Message(N_("The text is too long: at most {most} characters."), most=LONGEST)
    return WrongValue("text", what, Message(N_("Shorten it.")))


def _nothing_kept(number: str) -> NotFound:
    return NotFound(
        Message(N_("Nothing is kept of {number}."), number=number),
        Message(N_("“ipdesk secret texts” lists the secrets of which something is kept.")),
    )


def _forget_old(desk: Desk, *, done: bool) -> None:
    """Fold the write-ahead log in, where what was erased would otherwise stay for a while."""
    if done:
        spills.forget_old_pages(desk.workspace.db)
