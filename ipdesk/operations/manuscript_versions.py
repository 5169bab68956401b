"""A manuscript against the version before it, or against the text that was approved: which risks are new, and what differs.

Both are checked against the records as they are now, so that every difference lies in the manuscripts. Nothing of it is written.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any, Final

from ipdesk.importing.manuscripts import Manuscript, read_manuscript
from ipdesk.model.errors import Refused
from ipdesk.model.progress import Step, no_step
from ipdesk.model.text import N_, Message
from ipdesk.operations.desk import Desk
from ipdesk.operations.reviews import PAPERS, Review, attached_manuscript, check_read
from ipdesk.registers.paper_manifest import under_review
from ipdesk.screening.risk_versions import RiskVersions, risk_versions
from ipdesk.screening.text_changes import ChangeKind, Span, TextChange, likeness, text_changes
from ipdesk.store import attachments, records

# What is printed as text; running heads, comments and properties change with every layout.
TOLD: Final = frozenset({"body", "note", "textbox"})
LEAST_ALIKE: Final = 0.2  # of the sentences of a file that may be a later version of another
MAIN: Final = "paper"  # the role of a file that holds the text of the paper

COUNTS: Final = N_("{new} new · {gone} gone · {unchanged} unchanged")
AGAINST: Final = N_("Compared with {file}: {count} passages of the text differ.")
AGAINST_VERSION: Final = N_("Compared with {file}, version {version}: {count} passages of the text differ.")
NOT_THE_TEXT: Final = N_("Not the text that was approved: {count} passages differ from {file}.")
SAME_TEXT: Final = N_(
    "Another file than the one approved, but its text says the same as {file}. Headers, comments, properties and pictures were not compared."
)
NOTHING_LEFT: Final = N_(
    "The earlier file is not attached any more or cannot be read, so nothing was compared: {names}."
)
CHANGE_WORDS: Final[Mapping[ChangeKind, str]] = {
    "added": N_("Added"),
    "removed": N_("Taken out"),
    "replaced": N_("Altered"),
    "moved": N_("Put elsewhere"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Versions:
    """How a manuscript differs from an earlier file; `version` is what the register calls that one, "" without a name.

    With `approved` it is the text that was approved, and the file checked is not. `earlier` is None where no file of it is
    attached any more; the names of those are `missing`.
    """

    version: str = ""
    approved: bool = False
    earlier: Manuscript | None = None
    risks: RiskVersions = field(default_factory=RiskVersions)
    changes: tuple[TextChange, ...] = ()
    missing: tuple[str, ...] = ()


def compare_with_file(
    desk: Desk,
    review: Review,
    file: Path,
    step: Step = no_step,
    *,
    password: str = "",
    authors: Sequence[str] = (),
    public_on: date | None = None,
    paper: str = "",
) -> Versions:
    """Hold a manuscript against an earlier file, which is checked with the same authors and day.

    Raises NotFound, Locked and Refused as reading does.
    """
    desk.require("read")
    earlier = read_manuscript(file, password=password)
    before = check_read(desk, earlier, step, authors=authors, public_on=public_on, paper=paper)
    return _versions(review, before)


def compare_with_earlier(
    desk: Desk, review: Review, paper: str, step: Step = no_step, *, password: str = ""
) -> Versions | None:
    """Hold a manuscript against the files of its review before publication; None where it is the first of its kind.

    These are the approved ones where there are some and it is none of them, else those of the version before it; what of them
    cannot be read is named as what is missing is.
    """
    desk.require("read")
    under: Any = records.read(desk.workspace.db, PAPERS, paper)
    approved, rows = _earlier(under, review.manuscript.sha256)
    if not rows:
        return None
    entry = records.entry_id(desk.workspace.db, PAPERS, paper)
    names = {each.sha256: each.name for each in attachments.listed(desk.workspace.db, entry)}
    held = [names[digest] for each in rows if (digest := _digest(each)) in names]
    missing = tuple(each.name for each in rows if _digest(each) not in names)
    version = rows[-1].version
    if not held:
        return Versions(version=version, approved=approved, missing=missing)
    texts: list[Manuscript] = []
    for name in held:
        try:
            texts.append(attached_manuscript(desk, paper, name, password))
        except Refused:
            missing = (*missing, name)
    if not texts:
        return Versions(version=version, approved=approved, missing=missing)
    best = _most_alike(review.manuscript, texts)
    sure = len(texts) == 1 and (approved or bool(version))  # the register says so
    if not sure and likeness(review.manuscript.text, best.text) < LEAST_ALIKE:
        return None
    return _versions(review, check_read(desk, best, step, paper=paper), version, approved, missing)


def _versions(
    review: Review,
    before: Review,
    version: str = "",
    approved: bool = False,
    missing: tuple[str, ...] = (),
) -> Versions:
    now, earlier = review.manuscript, before.manuscript
    return Versions(
        version=version,
        approved=approved,
        earlier=earlier,
        risks=risk_versions(review.risks, before.risks),
        changes=text_changes(now.text, earlier.text, tuple(_told(now)), tuple(_told(earlier))),
        missing=missing,
    )


def _told(manuscript: Manuscript) -> Iterator[Span]:
    """Yield the stretches of a manuscript that are held against those of another."""
    return ((each.start, each.end) for each in manuscript.parts if each.where in TOLD)


def _earlier(paper: Any, sha256: str) -> tuple[bool, list[Any]]:
    """Return whether a file is held against approved ones, and the rows of the files that it is held against."""
    rows, approved = paper.manuscripts, under_review(paper) if paper.approved_manifest else ()
    own = next((place for place, each in enumerate(rows) if _digest(each) == sha256), None)
    role = rows[own].role if own is not None else ""
    if approved and all(_digest(each) != sha256 for each in approved):
        return True, _of_role(list(approved), role)
    if own is None:
        version = paper.version or (rows[-1].version if rows else "")
        return False, _of_role([each for each in rows if each.version == version], role)
    of = rows[own].version
    before = [each for each in rows[:own] if not of or each.version != of]
    last = before[-1].version if before else ""
    return False, _of_role([each for each in before if each.version == last], role)


def _of_role(rows: list[Any], role: str) -> list[Any]:
    """Return the files of one role, of the text of the paper where none is known; all where none has it."""
    return [each for each in rows if each.role == (role or MAIN)] or [
        each for each in rows if not role or not each.role
    ]


def _most_alike(manuscript: Manuscript, texts: Sequence[Manuscript]) -> Manuscript:
    """Return the text that a manuscript has most of, the last of several."""
    if len(texts) == 1:
        return texts[0]
    return max(reversed(texts), key=lambda each: likeness(manuscript.text, each.text))


def _digest(row: Any) -> str:
    return str(row.sha256).strip().lower()


def said_against(versions: Versions) -> Message:
    """Return with what a manuscript was compared, and in how many passages its text differs."""
    if versions.earlier is None:
        return Message(NOTHING_LEFT, names=list(versions.missing))
    told = {"file": versions.earlier.name, "count": len(versions.changes), "version": versions.version}
    if versions.approved:
        return Message(NOT_THE_TEXT if versions.changes else SAME_TEXT, **told)
    return Message(AGAINST_VERSION if versions.version else AGAINST, **told)


def said_counts(versions: Versions) -> Message | None:
    """Return how many risks are new, gone and unchanged; None where nothing could be compared."""
    found = versions.risks
    if versions.earlier is None:
        return None
    counts = {"new": len(found.new), "gone": len(found.gone), "unchanged": len(found.unchanged)}
    return Message(COUNTS, **counts)
