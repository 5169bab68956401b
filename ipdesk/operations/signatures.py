"""Signatures before they are recorded: who stands on a scanned list, which agreements wait, and how far each would come."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from ipdesk.model.findings import Finding
from ipdesk.model.folding import folded
from ipdesk.model.progress import Step, no_step
from ipdesk.model.text import Message
from ipdesk.operations.agreements import SIGNABLE, Signing, superseded_by, targets
from ipdesk.operations.checks import find, steps
from ipdesk.operations.desk import Desk
from ipdesk.operations.reading import list_ids, whole
from ipdesk.registers.agreements import REGISTER, Agreement
from ipdesk.store.records import read


@dataclass(frozen=True, slots=True)
class Awaited:
    """An agreement that waits for a signature: its number, whose it is, its kind and its state."""

    number: str
    name: str
    person: str
    kind: str
    state: str
    unit: str


@dataclass(frozen=True, slots=True)
class Foreseen:
    """How far signatures would carry an agreement: the state reached, and what it supersedes then.

    `lacks` is why it cannot be recorded so, `still` what is missing afterwards until it is in force.
    """

    number: str
    state: str
    lacks: tuple[Message, ...] = ()
    still: tuple[Message, ...] = ()
    supersedes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ReadList:
    """What the lines of a list mean: the numbers found, the lines that name nobody who waits, and those that name several."""

    numbers: tuple[str, ...]
    unknown: tuple[str, ...]
    several: tuple[str, ...]


def awaited(desk: Desk, numbers: Sequence[str] | None = None) -> list[Awaited]:
    """Return the agreements that wait for a signature, by number; of those with these numbers, or all there are."""
    desk.require("read")
    ids = [each for state in SIGNABLE for each in list_ids(desk, REGISTER, [("state", state)])]
    wanted = None if numbers is None else set(numbers)
    found = []
    for record in whole(desk, REGISTER, ids):
        assert isinstance(record, Agreement)
        if not record.withheld and (wanted is None or record.number in wanted):
            person = next(iter(record.person), "")
            found.append(Awaited(record.number, record.name, person, record.kind, record.state, record.unit))
    return sorted(found, key=lambda each: each.number)


def read_list(waiting: Sequence[Awaited], text: str) -> ReadList:
    """Find the agreements meant by a list, one to a line: by number of agreement or person, or by name.

    A name that several people bear, or of somebody for whom several agreements wait, is ambiguous and not guessed at.
    """
    by: dict[str, list[str]] = {}
    for each in waiting:
        for key in dict.fromkeys((each.number, each.person, each.name)):
            if key:
                by.setdefault(folded(key), []).append(each.number)
    numbers: dict[str, None] = {}
    unknown, several = [], []
    for line in filter(None, map(str.strip, text.splitlines())):
        # A line may be copied with its columns: then each of them is tried, and the first that is known counts.
        cells = [line, *line.replace(",", "\t").replace("，", "\t").split("\t"), *line.split()]
        found = next((held for cell in cells if (held := by.get(folded(cell.strip())))), None)
        if found is None:
            unknown.append(line)
        elif len(found) > 1:
            several.append(line)
        else:
            numbers[found[0]] = None
    return ReadList(tuple(numbers), tuple(unknown), tuple(several))


def foresee(desk: Desk, numbers: Sequence[str], signing: Signing, progress: Step = no_step) -> list[Foreseen]:
    """Return how far a signing would carry each of these agreements, without writing anything. Raises NotFound."""
    desk.require("read")
    found = []
    for done, number in enumerate(numbers):
        progress(done, len(numbers))
        record = read(desk.workspace.db, REGISTER, number)
        assert isinstance(record, Agreement)
        found.append(_foreseen(desk, record, signing))
    return found


def _foreseen(desk: Desk, record: Agreement, signing: Signing) -> Foreseen:
    after = replace(record, **signing.days())  # type: ignore[arg-type]
    if signing.scan is not None:
        after = replace(after, scan=str(signing.scan))
    for target in targets(after):
        ways = steps(desk, REGISTER, after, find(desk, REGISTER, after))
        lacks: Sequence[Finding] = next((each.lacks for each in ways if each.move.target == target), ())
        if lacks:
            return Foreseen(record.number, after.state, tuple(each.message for each in lacks))
        after = replace(after, state=target)
    ended = superseded_by(desk, after) if signing.supersede and after.state == "in-force" else []
    ahead = {"signed-one": "signed-both", "signed-both": "in-force"}.get(after.state, "")
    still = (
        tuple(each.message for each in find(desk, REGISTER, after) if ahead in each.blocks) if ahead else ()
    )
    return Foreseen(record.number, after.state, still=still, supersedes=tuple(ended))
