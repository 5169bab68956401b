"""Checklists: ours, and those that the laboratory installs in their place, each checked before it holds."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from pathlib import Path
from typing import Final, Literal

from ipdesk.model.errors import CannotWrite, NotFound, Refused, WrongValue
from ipdesk.model.text import N_, Message, sound
from ipdesk.operations.checklist_texts import ENDING, NAMES, checklist_text, path_of, shipped
from ipdesk.operations.desk import Desk
from ipdesk.operations.documents import require_place, write_paper
from ipdesk.registers.assessment_choices import OUTCOMES, STEPS
from ipdesk.rules.checklist import Checklist
from ipdesk.rules.checklist_files import read_checklist
from ipdesk.rules.files import LONGEST, WrongRule
from ipdesk.store import rules

Whose = Literal["ours", "lab"]
KIND: Final = "checklist"
# What a list may propose. A list whose proposals nobody carries out would be of no use.
PROPOSED: Final = {"assessment": frozenset(option.code for option in OUTCOMES)}
APPROVED_BY: Final = {"assessment": frozenset(option.code for option in STEPS)}


@dataclass(frozen=True, slots=True)
class KnownChecklist:
    """A checklist that holds: whose it is, its digest, and of the laboratory's own the file it came from, and when.

    `again` says that another one of the laboratory was in force before and can be put back. `unread` says why the
    laboratory's own in `file` cannot be read, as by a program that has become stricter; ours holds in its place.
    """

    checklist: Checklist
    whose: Whose
    sha256: str
    file: str = ""
    at: datetime | None = None
    user: str = ""
    again: bool = False
    unread: Message | None = None


def list_checklists(desk: Desk) -> list[KnownChecklist]:
    """Return the checklists that hold, one for each thing that is checked."""
    return [find_checklist(desk, name) for name in NAMES]


def find_checklist(desk: Desk, name: str) -> KnownChecklist:
    """Return the checklist that holds under a name: the laboratory's where it installed one, else ours. Raises NotFound."""
    desk.require("read")
    _require_name(name)
    db = desk.workspace.db
    again = rules.has_ended(db, KIND, name)
    if kept := rules.find(db, KIND, name):
        at = datetime.fromisoformat(kept.at).astimezone()
        try:
            made = read_checklist(kept.file, checklist_text(desk, kept.sha256))
        except WrongRule as error:
            made, digest = shipped(name)
            return KnownChecklist(made, "ours", digest, kept.file, at, kept.user, again, error.what)
        return KnownChecklist(made, "lab", kept.sha256, kept.file, at, kept.user, again)
    made, digest = shipped(name)
    return KnownChecklist(made, "ours", digest, again=again)


def check_checklist(desk: Desk, file: Path) -> Checklist:
    """Check a file as a checklist. Raises WrongRule with line and reason, and WrongValue for one that cannot hold here."""
    desk.require("read")
    return _checked(desk, file)[0]


def install_checklist(desk: Desk, file: Path) -> KnownChecklist:
    """Check a file and put it in force as the checklist of its name. Raises as `check_checklist` does."""
    desk.require("rules")
    made, data = _checked(desk, file)
    kept = rules.Kept(KIND, made.id, sound(file.name), sha256(data).hexdigest())
    with desk.workspace.write() as writing:
        rules.install(writing, kept, data)
    return find_checklist(desk, made.id)


def export_checklist(desk: Desk, known: KnownChecklist, target: Path, *, ours: bool = False) -> None:
    """Write a checklist as a file to edit: the one in force, or ours."""
    desk.require("print")
    require_place(desk, target, ENDING)
    digest = shipped(known.checklist.id)[1] if ours else known.sha256
    write_paper(target, checklist_text(desk, digest).encode())


def remove_checklist(desk: Desk, known: KnownChecklist) -> KnownChecklist:
    """Take the laboratory's checklist out of force; ours holds again. Raises NotFound where it has none."""
    desk.require("rules")
    name = known.checklist.id
    with desk.workspace.write() as writing:
        kept = rules.find(writing.db, KIND, name)
        if kept is None:
            raise NotFound(
                Message(N_("“{name}” has no checklist of the laboratory's own."), name=name),
                Message(N_("There is nothing to remove; ours stay.")),
            )
        rules.remove(writing, kept)
    return find_checklist(desk, name)


def restore_checklist(desk: Desk, known: KnownChecklist) -> KnownChecklist:
    """Put back the laboratory's checklist that was in force before. Raises NotFound where there was none."""
    desk.require("rules")
    name = known.checklist.id
    with desk.workspace.write() as writing:
        if rules.put_back(writing, KIND, name) is None:
            raise NotFound(
                Message(N_("No earlier checklist of the laboratory's own is kept for “{name}”."), name=name)
            )
    return find_checklist(desk, name)


def _checked(desk: Desk, file: Path) -> tuple[Checklist, bytes]:
    """Return the list in a file, and its bytes."""
    data = _bytes_of(file)
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise Refused(
            Message(N_("“{file}” is not text in UTF-8."), file=file.name),
            Message(N_("Save it as UTF-8 and check it again.")),
        ) from None
    made = read_checklist(file.name, text)
    _require_name(made.id)
    outcomes = [each.outcome for each in made.proposals]
    outcomes += [outcome for each in made.approvals for outcome in each.outcomes]
    unknown = N_("“{outcome}” is no outcome that is known here.")
    _require_known("outcome", unknown, outcomes, PROPOSED[made.id])
    steps = [each.step for each in made.approvals]
    _require_known(
        "step", N_("“{step}” is no step of approval that is known here."), steps, APPROVED_BY[made.id]
    )
    _require_new_version(desk, made, text)
    return made, text.encode()


def _require_known(key: str, said: str, given: Iterable[str], known: frozenset[str]) -> None:
    for each in given:
        if each not in known:
            options = Message(N_("Choose one of: {options}."), options=sorted(known))
            raise WrongValue(key, Message(said, **{key: each}), options)


def _require_new_version(desk: Desk, made: Checklist, text: str) -> None:
    """Raise WrongValue for other questions under a version that is taken: an answered list names its version."""
    earlier = [each.decode("utf-8") for each in rules.earlier(desk.workspace.db, KIND, made.id)]
    for other in (path_of(made.id).read_text(encoding="utf-8"), *earlier):
        if other != text and _version_of(other) == made.version:
            raise WrongValue(
                "version",
                Message(
                    N_("Version {version} of “{name}” is another list."), version=made.version, name=made.id
                ),
                Message(N_("Give the changed list a version of its own.")),
            )


def _version_of(text: str) -> str:
    """Return the version that a list says it has, "" of one that cannot be read any more."""
    try:
        return read_checklist("", text).version
    except WrongRule:
        return ""


def _require_name(name: str) -> None:
    if name not in NAMES:
        raise NotFound(
            Message(N_("There is no checklist “{name}”."), name=name),
            Message(N_("Choose one of: {options}."), options=list(NAMES)),
        )


def _bytes_of(file: Path) -> bytes:
    try:
        with file.open("rb") as stream:
            return stream.read(4 * LONGEST)
    except FileNotFoundError:
        raise NotFound(Message(N_("There is no file “{file}”."), file=file.name)) from None
    except OSError as error:
        raise CannotWrite(
            Message(N_("“{file}” cannot be opened: {reason}."), file=file.name, reason=error.strerror or "")
        ) from error
