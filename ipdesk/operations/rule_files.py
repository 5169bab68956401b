"""Rule files: ours, and those that the laboratory installs in their place, each checked before it holds."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import Any, Final, Generic, Literal

from ipdesk.model.errors import NotFound, Refused, WrongValue
from ipdesk.model.files import not_read, not_utf8
from ipdesk.model.text import N_, Message, sound
from ipdesk.operations.agreement_papers import TEMPLATES
from ipdesk.operations.checklists import CHECKLISTS
from ipdesk.operations.deadline_rules import CALENDAR, DEADLINES
from ipdesk.operations.desk import Desk
from ipdesk.operations.documents import require_place, write_paper
from ipdesk.operations.indicator_rules import INDICATORS
from ipdesk.operations.lexicons import LEXICONS
from ipdesk.operations.movement_rules import EMPLOYMENTS, TASKS
from ipdesk.operations.rule_kinds import (
    ENDING,
    Made,
    RuleKind,
    digest_of,
    kept_rules,
    rule_text,
    shipped,
)
from ipdesk.rules.files import LONGEST, WrongRule, read_rules
from ipdesk.store import rules

Whose = Literal["ours", "lab"]
KINDS: Final[tuple[RuleKind[Any], ...]] = (
    CHECKLISTS, TASKS, EMPLOYMENTS, TEMPLATES, DEADLINES, CALENDAR, LEXICONS, INDICATORS,
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Known(Generic[Made]):
    """Rules that hold: whose they are, their digest, and of the laboratory's own the file they came from, and when.

    `again` says that others of the laboratory were in force before and can be put back. `unread` says why the
    laboratory's own in `file` cannot be read, as by a program that has become stricter; ours hold in their place.
    """

    kind: RuleKind[Made]
    made: Made
    whose: Whose
    sha256: str
    file: str = ""
    at: datetime | None = None
    user: str = ""
    again: bool = False
    unread: Message | None = None

    @property
    def name(self) -> str:
        """The name by which the command line calls them."""
        return self.kind.called(self.made.id)


def list_rules(desk: Desk, kind: RuleKind[Made]) -> list[Known[Made]]:
    """Return the rules of a kind that hold, one for each name."""
    return [find_rules(desk, kind, name) for name in kind.names]


def find_rules(desk: Desk, kind: RuleKind[Made], name: str) -> Known[Made]:
    """Return the rules that hold under a name: the laboratory's where it installed some, else ours. Raises NotFound."""
    desk.require("read")
    _require_name(kind, name)
    db = desk.workspace.db
    made, digest = shipped(kind, name)
    known = Known(kind, made, "ours", digest, again=rules.has_ended(db, kind.id, name))
    kept = rules.find(db, kind.id, name)
    if kept is None:
        return known
    at = datetime.fromisoformat(kept.at).astimezone()
    known = replace(known, file=kept.file, at=at, user=kept.user)
    try:
        made = kind.read(kept.file, rule_text(desk, kind, kept.sha256))
    except WrongRule as error:
        return replace(known, unread=error.what)
    return replace(known, made=made, whose="lab", sha256=kept.sha256)


def named_rules(desk: Desk, name: str) -> Known[Any]:
    """Return the rules that hold under the name by which the command line calls them, or that of their file. Raises NotFound."""
    kind = kind_named(name)
    if kind is None:
        raise _unknown(name, [each.called(one) for each in KINDS for one in each.names])
    return find_rules(desk, kind, name.removeprefix(kind.called("")))


def kind_named(name: str) -> RuleKind[Any] | None:
    """Return the kind of rules that a name is of, by the kind at its beginning or as that of a file; None for another."""
    return next((each for each in KINDS if name.startswith(each.called("")) or name in each.names), None)


def check_rules(desk: Desk, file: Path, kind: RuleKind[Any] | None = None) -> tuple[RuleKind[Any], Any]:
    """Check a file as rules of the kind that its name belongs to; return the kind and what was read.

    Raises WrongRule with line and reason, Refused for rules of another kind than asked for, and NotFound or WrongValue
    for what cannot hold here.
    """
    return check_text(desk, file.name, text_of(file), kind)


def check_text(
    desk: Desk, file: str, text: str, kind: RuleKind[Any] | None = None
) -> tuple[RuleKind[Any], Any]:
    """Check a text as if it came in a file; return the kind and what was read. Raises as `check_rules` does."""
    desk.require("read")
    found, made, _ = _checked(desk, file, text, kind)
    return found, made


def install_rules(desk: Desk, file: Path, kind: RuleKind[Any] | None = None) -> Known[Any]:
    """Check a file and put it in force under the name that it gives. Raises as `check_rules` does."""
    desk.require("rules")
    return _install(desk, file.name, *_checked(desk, file.name, text_of(file), kind))


def install_text(desk: Desk, kind: RuleKind[Made], file: str, text: str) -> Known[Made]:
    """Check a text and put it in force under the name that it gives, as if it came in a file. Raises as `check_rules` does."""
    desk.require("rules")
    return _install(desk, file, *_checked(desk, file, text, kind))


def taken_versions(desk: Desk, kind: RuleKind[Any], name: str) -> frozenset[str]:
    """Return the versions that no other text of a name may have: ours, and those of every one installed before."""
    desk.require("read")
    return frozenset(_version_of(kind, text) for text in _texts(desk, kind, name))


def export_rules(desk: Desk, known: Known[Any], target: Path, *, ours: bool = False) -> None:
    """Write rules as a file to edit: those in force, or ours."""
    desk.require("print")
    require_place(desk, target, ENDING)
    digest = shipped(known.kind, known.made.id)[1] if ours else known.sha256
    write_paper(target, rule_text(desk, known.kind, digest).encode())


def remove_rules(desk: Desk, known: Known[Made]) -> Known[Made]:
    """Take the laboratory's rules out of force; ours hold again. Raises NotFound where it has none."""
    desk.require("rules")
    with desk.workspace.write() as writing:
        kept = rules.find(writing.db, known.kind.id, known.made.id)
        if kept is None:
            raise NotFound(
                Message(N_("“{name}” has no file of the laboratory's own."), name=known.name),
                Message(N_("There is nothing to remove; ours stay.")),
            )
        rules.remove(writing, kept)
    return find_rules(desk, known.kind, known.made.id)


def restore_rules(desk: Desk, known: Known[Made]) -> Known[Made]:
    """Put back the laboratory's rules that were in force before. Raises NotFound where there were none."""
    desk.require("rules")
    with desk.workspace.write() as writing:
        if rules.put_back(writing, known.kind.id, known.made.id) is None:
            raise NotFound(
                Message(N_("No earlier file of the laboratory's own is kept for “{name}”."), name=known.name),
                Message(N_("Install the file that is to hold.")),
            )
    return find_rules(desk, known.kind, known.made.id)


def rules_without(known: Known[Made]) -> Made:
    """Return the rules that would hold if the laboratory's own were removed: ours."""
    return shipped(known.kind, known.made.id)[0]


def rules_put_back(desk: Desk, known: Known[Made]) -> Made:
    """Return the rules that would hold if the laboratory's earlier ones were put back; ours where they cannot be read."""
    kept = rules.last_ended(desk.workspace.db, known.kind.id, known.made.id)
    made = kept_rules(desk, known.kind, kept.sha256) if kept else None
    return made if made is not None else rules_without(known)


def _install(desk: Desk, file: str, kind: RuleKind[Any], made: Any, text: str) -> Known[Any]:
    kept = rules.Kept(kind.id, made.id, sound(file), digest_of(text))
    with desk.workspace.write() as writing:
        rules.install(writing, kept, text.encode())
    return find_rules(desk, kind, made.id)


def _checked(desk: Desk, file: str, text: str, kind: RuleKind[Any] | None) -> tuple[RuleKind[Any], Any, str]:
    """Return the kind of the rules in a text from a file of a name, the rules, and the text."""
    name = str(read_rules(file, text).values.get("id", ""))
    found = next((each for each in KINDS if name in each.names), kind)
    if found is None:
        raise _unknown(name, [one for each in KINDS for one in each.names])
    if kind is not None and found.id != kind.id:
        raise Refused(
            Message(N_("“{file}” is of another kind: {kind}."), file=file, kind=Message(found.label)),
            Message(N_("Install it on the page of that kind.")),
        )
    made = found.read(file, text)
    _require_name(found, made.id)
    found.require(made)
    _require_new_version(desk, found, made, text)
    return found, made, text


def _require_new_version(desk: Desk, kind: RuleKind[Made], made: Made, text: str) -> None:
    """Raise WrongValue for other rules under a version that is taken: what rests on rules names their version."""
    for other in _texts(desk, kind, made.id):
        if other != text and _version_of(kind, other) == made.version:
            raise WrongValue(
                "version",
                Message(
                    N_("Version {version} of “{name}” says something else."),
                    version=made.version,
                    name=kind.called(made.id),
                ),
                Message(N_("Give the changed file a version of its own.")),
            )


def _texts(desk: Desk, kind: RuleKind[Any], name: str) -> list[str]:
    """Return every text that holds or held under a name, ours first."""
    earlier = [each.decode("utf-8") for each in rules.earlier(desk.workspace.db, kind.id, name)]
    return [kind.shipped_text(name), *earlier]


def _version_of(kind: RuleKind[Any], text: str) -> str:
    """Return the version that a text says it has, "" of one that cannot be read any more."""
    try:
        return str(kind.read("", text).version)
    except WrongRule:
        return ""


def _require_name(kind: RuleKind[Any], name: str) -> None:
    if name not in kind.names:
        raise _unknown(kind.called(name), [kind.called(each) for each in kind.names])


def _unknown(name: str, names: list[str]) -> NotFound:
    return NotFound(
        Message(N_("There are no rules called “{name}”."), name=name),
        Message(N_("Choose one of: {options}."), options=names),
    )


def text_of(file: Path) -> str:
    """Return the text of a file of rules. Raises NotFound, and Refused for what cannot be read or is no UTF-8."""
    try:
        with file.open("rb") as stream:
            return stream.read(4 * LONGEST).decode("utf-8-sig")
    except OSError as error:
        raise not_read(file, error) from None
    except UnicodeDecodeError:
        raise not_utf8(file) from None
