"""Drafting for many people at once: one PDF each and a signing list, over processes, so that nothing is lost or made twice.

Draft, stamp and place in the batch are kept in one transaction before the file is written. What a crash or a stop leaves
unwritten is known, and is written when the batch is resumed, under the stamps it has.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import BrokenExecutor, Future, ProcessPoolExecutor
from dataclasses import dataclass
from datetime import date
from multiprocessing import get_context
from pathlib import Path
from typing import TYPE_CHECKING, Final, Literal

from ipdesk.exporting.layout import PLAIN_PAPER, Document, PaperOptions, Stamp
from ipdesk.model.errors import KEPT_BEFORE, CannotWrite, Incomplete, NotFound, Refused, keeping
from ipdesk.model.processes import end_with_parent
from ipdesk.model.progress import Step, no_step
from ipdesk.model.text import N_, Message
from ipdesk.operations import agreements
from ipdesk.operations.agreement_papers import find_approval, template_in_force
from ipdesk.operations.contents import document_of
from ipdesk.operations.desk import Desk
from ipdesk.operations.documents import Paper, make_stamp, require_place, stamp_again, write_paper
from ipdesk.operations.duties import Standing, agreement_for, standings, without_agreement
from ipdesk.registers.agreements import REGISTER
from ipdesk.registers.duties import Status
from ipdesk.rules.clause_files import NAMES
from ipdesk.store import batches, exports
from ipdesk.store.records import read
from ipdesk.store.writing import Writing

if TYPE_CHECKING:
    from ipdesk.store.batches import Batch, Item

PROCESSES: Final = 2
AT_ONCE: Final = 20  # drafts to a transaction, and papers on their way to the processes
DOCUMENT: Final = "agreement"
LIST: Final = "签署清单.pdf"
OPTIONS: Final = PaperOptions(page="official")
_UNSAFE: Final = str.maketrans(dict.fromkeys('\\/:*?"<>|\n\t', "_"))


@dataclass(frozen=True, slots=True)
class Drafts:
    """What a batch came to: its papers as number and file, how many were written just now, the signing list, and who was refused why."""

    folder: Path
    agreements: tuple[tuple[str, str], ...]
    written: int
    signing_list: Path
    refused: tuple[tuple[str, str], ...] = ()

    @property
    def papers(self) -> int:
        """How many papers the batch has."""
        return len(self.agreements)


@dataclass(frozen=True, slots=True)
class Unfinished:
    """A batch that was stopped or cut off: its folder, for how many people it is, and how many papers are not written."""

    folder: Path
    people: int
    left: int


@dataclass(frozen=True, slots=True)
class Planned:
    """Somebody for whom an agreement is to be drafted: how he or she stands, and the kind that is signed, "" for none.

    `status` is how the duty to sign stands, "" where there is none, and `until` the day on which what is signed expired.
    """

    number: str
    name: str
    unit: str
    employment: str
    kind: str
    status: Status | Literal[""]
    until: date | None = None


@dataclass(frozen=True, slots=True)
class Plan:
    """Drafts before they are made: for whom, and of each kind that can be drafted the version and the approval, "" for none."""

    people: tuple[Planned, ...]
    forms: Mapping[str, tuple[str, str]]


def plan_batch(desk: Desk, numbers: Sequence[str] | None = None) -> Plan:
    """Return for whom a batch would draft what: for these people, without numbers for everybody who lacks an agreement."""
    desk.require("read")
    kind_for = agreement_for(desk)
    found = without_agreement(desk) if numbers is None else _named(desk, numbers)
    people = []
    for each in found:
        line = each.line
        duty = next((one for one in each.duties if one.code == "agreement"), None)
        people.append(
            Planned(line.number, line.name, line.unit, line.employment, kind_for(line.employment),
                    duty.status if duty else "", duty.until if duty else None)
        )  # fmt: skip
    forms = {}
    for kind in NAMES:
        template, digest = template_in_force(desk, kind)
        approval = find_approval(desk, digest)
        forms[kind] = (template.version, approval.said() if approval else "")
    return Plan(tuple(people), forms)


def _named(desk: Desk, numbers: Sequence[str]) -> list[Standing]:
    """Return the standings of people by their numbers, in that order; numbers that nobody has are passed over."""
    by_number = {each.line.number: each for each in standings(desk)}
    return [by_number[each] for each in dict.fromkeys(numbers) if each in by_number]


def unfinished_batch(desk: Desk) -> Unfinished | None:
    """Return the batch that is unfinished, None where there is none."""
    desk.require("read")
    db = desk.workspace.db
    batch = batches.unfinished(db)
    if batch is None:
        return None
    left = len(batches.unwritten(db, batch)) + len(batches.waiting(db, batch))
    return Unfinished(Path(batch.folder), batches.size(db, batch), left)


def draft_batch(
    desk: Desk, folder: Path, numbers: Sequence[str] | None = None, kind: str = "", progress: Step = no_step
) -> Drafts:
    """Draft an agreement for each of these people, without numbers for everybody who lacks one, and write all papers.

    `progress` may raise to stop: what was drafted by then stays, and the batch can be resumed. A person for whom nothing
    can be drafted is passed over and named in the answer. Raises Incomplete while an earlier batch is unfinished, and
    for nobody to draft for; CannotWrite.
    """
    desk.require("add")
    desk.require("print")
    _require_free(desk, folder)
    if kind:
        agreements.pattern_of(desk, kind)
    if numbers is None:
        numbers = [each.line.number for each in without_agreement(desk)]
    if not numbers:
        raise Incomplete(
            Message(N_("There is nobody to draft an agreement for.")),
            Message(N_("Name the people who are to sign a new one.")),
        )
    with desk.workspace.write() as writing:
        batch = batches.begin(writing, str(folder), kind, list(dict.fromkeys(numbers)))
    return _carry_on(desk, batch, progress)


def resume_batch(desk: Desk, progress: Step = no_step) -> Drafts:
    """Go on with the unfinished batch: write what is drafted, under the stamps it has, and draft the rest.

    Raises NotFound where there is none, CannotWrite where its folder is gone.
    """
    desk.require("add")
    desk.require("print")
    batch = _unfinished(desk)
    _require_folder(desk, Path(batch.folder))
    return _carry_on(desk, batch, progress)


def _unfinished(desk: Desk) -> Batch:
    batch = batches.unfinished(desk.workspace.db)
    if batch is None:
        raise NotFound(
            Message(N_("There is no unfinished batch.")),
            Message(N_("Begin a new one, if agreements are to be drafted.")),
        )
    return batch


def end_batch(desk: Desk) -> None:
    """End the unfinished batch as it is: what was drafted stays, and is printed from its records. Raises NotFound."""
    desk.require("add")
    batch = _unfinished(desk)
    with desk.workspace.write() as writing:
        batches.end(writing, batch)


def _require_free(desk: Desk, folder: Path) -> None:
    """Raise Incomplete while a batch is unfinished, and CannotWrite for a folder that is none or is the workspace."""
    if (left := unfinished_batch(desk)) is not None:
        raise Incomplete(
            Message(
                N_("An earlier batch in {folder} is unfinished: {count} papers are not written."),
                folder=str(left.folder),
                count=left.left,
            ),
            Message(N_("Resume it first; it writes what is left and drafts nothing twice.")),
        )
    _require_folder(desk, folder)


def _require_folder(desk: Desk, folder: Path) -> None:
    desk.require_outside(folder / LIST)
    if not folder.is_dir():
        raise CannotWrite(
            Message(N_("There is no folder {path}."), path=str(folder)),
            Message(N_("Make it first, or choose another.")),
        )


def _carry_on(desk: Desk, batch: Batch, progress: Step) -> Drafts:
    """Write what is left of a batch, draft and write the rest, and end it with the signing list."""
    from ipdesk.exporting.drawing import draw

    db, folder = desk.workspace.db, Path(batch.folder)
    total = len(batches.unwritten(db, batch)) + len(batches.waiting(db, batch))
    done = 0
    try:
        with ProcessPoolExecutor(
            PROCESSES, mp_context=get_context("spawn"), initializer=end_with_parent
        ) as pool:
            try:
                for items in _parts(desk, batch):
                    progress(done, total)
                    with keeping():  # they are drafted already
                        _write(desk, batch, folder, items, pool)
                    done += len(items)
                progress(total, total)
                papers = batches.papers(db, batch)
                numbers = [item.number for item in papers]
                # Drawn there too: this process then needs no fonts but the one that says what is missing.
                with keeping():
                    listed = _write_list(
                        desk, numbers, folder / LIST, lambda *given: pool.submit(draw, *given).result()
                    )
            except BaseException:
                pool.shutdown(cancel_futures=True)
                raise
    except BrokenExecutor as error:
        raise CannotWrite(
            Message(N_("A process that draws the papers ended unexpectedly.")),
            Message(N_("Resume the batch; it writes what is left.")),
            KEPT_BEFORE,
        ) from error
    with desk.workspace.write() as writing:
        batches.end(writing, batch)
    files = tuple((item.number, item.file) for item in papers)
    return Drafts(folder, files, done, listed.place, tuple(batches.refused(db, batch)))


def _parts(desk: Desk, batch: Batch) -> Iterator[Sequence[Item]]:
    """Yield the papers to be written, so many at once: first those drafted before, then each part as it is drafted."""
    db = desk.workspace.db
    left = batches.unwritten(db, batch)
    for start in range(0, len(left), AT_ONCE):
        yield left[start : start + AT_ONCE]
    kind_for, own = agreement_for(desk), agreements.own_facts(desk)
    patterns: dict[str, agreements.Pattern] = {}
    people = batches.waiting(db, batch)
    for start in range(0, len(people), AT_ONCE):
        made = []
        with desk.workspace.write() as writing:
            for position, number in people[start : start + AT_ONCE]:
                try:
                    person = agreements.person_of(desk, number)
                    kind = batch.kind or kind_for(person.employment)
                    pattern = patterns.setdefault(
                        kind, patterns.get(kind) or agreements.pattern_of(desk, kind)
                    )
                except Refused as error:
                    batches.refuse(writing, batch, position, desk.translator.say(error.what))
                    continue
                changes = agreements.draft_within(desk, writing, person, pattern, own)
                made.append(_logged(writing, batch, position, changes.number, person.name))
        yield made


def _logged(writing: Writing, batch: Batch, position: int, number: str, name: str) -> Item:
    """Give the paper of a draft its stamp and its place in the batch."""
    record = writing.held(REGISTER, number).record
    file = f"{f'{number} {name}'.translate(_UNSAFE).strip()}.pdf"
    leaving = exports.Leaving(
        kind="print",
        register=REGISTER.name,
        file=file,
        document=DOCUMENT,
        language="zh",
        uuids=(record.id,),
        number=number,
        options=OPTIONS.written(),
    )
    logged = exports.log(writing, leaving)
    item = batches.Item(position, logged.serial, number, file)
    batches.put(writing, batch, item, record.id)
    return item


def _write(desk: Desk, batch: Batch, folder: Path, items: Sequence[Item], pool: ProcessPoolExecutor) -> None:
    """Have papers drawn, and write each as a whole file."""
    from ipdesk.exporting.drawing import draw

    drawn: list[tuple[Item, Future[bytes]]] = []
    for item in items:
        content, _, _ = document_of(desk, REGISTER, item.number, DOCUMENT, "zh")
        drawn.append((item, pool.submit(draw, content, stamp_again(desk, item.serial), OPTIONS)))
    for item, future in drawn:
        write_paper(folder / item.file, future.result())
    with desk.workspace.write() as writing:
        batches.mark_written(writing, batch, [item.position for item in items])


def _render(content: Document, stamp: Stamp, options: PaperOptions) -> bytes:
    from ipdesk.exporting.pdf import render

    return render(content, stamp, options)


def write_signing_list(desk: Desk, numbers: Sequence[str], target: Path) -> Paper:
    """Write the list on which people sign that they received or handed in their agreements. Raises NotFound, CannotWrite."""
    desk.require("print")
    require_place(desk, target, ".pdf")
    return _write_list(desk, numbers, target, _render)


def _write_list(
    desk: Desk, numbers: Sequence[str], target: Path, draw: Callable[[Document, Stamp, PaperOptions], bytes]
) -> Paper:
    from ipdesk.exporting.documents.signing_list import signing_list
    from ipdesk.exporting.pdf import unresolved

    db = desk.workspace.db
    held = [read(db, REGISTER, number) for number in numbers]
    content = signing_list(REGISTER, held, desk.translator.to("zh"))
    stamp = make_stamp(desk, "list", REGISTER.name, target, held, "signing-list")
    write_paper(target, draw(content, stamp, PLAIN_PAPER))
    return Paper(target, stamp, content.marking, len(held), unresolved=unresolved(content))
