"""The demo: a workspace of invented records, made by ordinary acts, and the main job run in it once."""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from ipdesk.model.dates import Clock
from ipdesk.model.errors import CannotWrite, Refused, WrongPassphrase
from ipdesk.model.files import reason_of
from ipdesk.model.register import Register
from ipdesk.model.report_periods import quarter_of
from ipdesk.model.text import N_, Message, Translator
from ipdesk.operations import documents, intake, period_documents, reading, report_templates, workspaces
from ipdesk.operations.desk import Desk
from ipdesk.operations.documents import Paper
from ipdesk.operations.intake import Preview
from ipdesk.operations.timeline import Seed, SteppedClock, play, read_seed
from ipdesk.paths import make_folder, resource_path
from ipdesk.registers import register
from ipdesk.store.keys import Keys
from ipdesk.store.places import SUFFIX
from ipdesk.store.users import User
from ipdesk.store.workspace import Workspace, unlock
from ipdesk.store.wraps import SHIPPED_COST, Cost

# No secret: it opens nothing but invented records, and is printed. Latin, since password fields take no input method.
PASSPHRASE: Final = "ipdesk-demo"  # noqa: S105
NAME: Final = "ipdesk-demo"
MOST_FOLDERS: Final = 100
FORM: Final = "disclosure-form-filled.xlsx"
LEDGER: Final = "disclosures-ledger.xlsx"
RETURN: Final = "quarterly-return.xlsx"
Progress = Callable[[Message], None]


@dataclass(frozen=True, slots=True)
class Taken:
    """A sample file that was taken in: how many of its rows were new, same, changed and refused.

    `doubts` counts cells whose reading a person should look at, `similar` new rows with a probable duplicate.
    """

    file: Path
    kind: str
    counts: dict[str, int]
    doubts: int
    similar: int


@dataclass(frozen=True, slots=True, kw_only=True)
class DemoResult:
    """What the demo made and where. `made` is False when the workspace was there already."""

    folder: Path
    documents: Path
    made: bool
    users: tuple[User, ...]
    passphrase: str
    counts: dict[str, int]
    taken: tuple[Taken, ...]
    papers: tuple[Paper, ...]


def make_demo(
    folder: Path | None, clock: Clock, translator: Translator, progress: Progress, cost: Cost = SHIPPED_COST
) -> DemoResult:
    """Make the demo workspace, or open the one that is there, and run the main job in it.

    Without a folder the demo stands in the user's home. Documents go to the folder beside the
    workspace, under new names when there are some already. Raises CannotWrite when something that is
    no demo stands at the folder.
    """
    seed = read_seed(resource_path("samples", "demo.json"))
    place = place_for(folder, seed)
    made = not place.exists()
    if made:
        progress(Message(N_("Making the demo workspace…")))
        _make(place, seed, clock, translator, progress, cost)
    with _opened(place, seed, clock) as space:
        return _run(Desk(space, translator), seed, made, progress)


def place_for(folder: Path | None, seed: Seed) -> Path:
    """Return where the demo stands or may be made. Raises CannotWrite when the folder named is taken."""
    if folder is not None:
        place = folder.absolute()
        place = place if place.suffix == SUFFIX else place.with_name(place.name + SUFFIX)
        if place.exists() and not _is_demo(place, seed):
            raise CannotWrite(
                Message(N_("What stands at {path} is no demo workspace."), path=str(place)),
                Message(N_("Choose a folder that does not exist yet.")),
            )
        return place
    for count in range(1, MOST_FOLDERS + 1):
        place = Path.home() / f"{NAME}{f'-{count}' if count > 1 else ''}{SUFFIX}"
        if not place.exists() or _is_demo(place, seed):
            return place
    raise CannotWrite(
        Message(N_("There is no free folder for the demo in {path}."), path=str(Path.home())),
        Message(N_("Name one: “ipdesk demo DIR”.")),
    )


def _is_demo(place: Path, seed: Seed) -> bool:
    """Say whether a folder looks like a demo, by its users alone: a guess at a passphrase would be counted."""
    try:
        return set(Keys.load(place).users()) >= {name for name, _ in seed.users}
    except (Refused, OSError):
        return False


def _opened(place: Path, seed: Seed, clock: Clock) -> Workspace:
    """Open the demo as its officer. Raises CannotWrite when it is somebody's own workspace after all."""
    elsewhere = Message(N_("Name a new folder: “ipdesk demo DIR”."))
    try:
        space = unlock(place, seed.users[0][0], PASSPHRASE, clock)
    except WrongPassphrase:
        changed = Message(N_("The passphrase of the demo at {path} was changed."), path=str(place))
        raise CannotWrite(changed, elsewhere) from None
    if space.profile.code != seed.code:
        space.close()
        raise CannotWrite(
            Message(N_("What stands at {path} is no demo workspace."), path=str(place)), elsewhere
        )
    return space


def _make(
    place: Path, seed: Seed, clock: Clock, translator: Translator, progress: Progress, cost: Cost
) -> None:
    """Make the workspace beside its place and move it there when it is whole, so that no half demo is left."""
    try:
        make_folder(place.parent)
        with tempfile.TemporaryDirectory(prefix=f".{NAME}-", dir=place.parent) as scratch:
            _play(Path(scratch) / place.name, seed, clock, translator, progress, cost)
            (Path(scratch) / place.name).rename(place)
    except OSError as error:
        raise CannotWrite(
            Message(N_("The folder cannot be written: {reason}."), reason=reason_of(error)),
            Message(N_("Choose a place you may write to, with free space.")),
        ) from error


def _play(
    folder: Path, seed: Seed, clock: Clock, translator: Translator, progress: Progress, cost: Cost
) -> None:
    stepped = SteppedClock(clock())
    stepped.go_to(seed.steps[0]["day"] - 1, 0)
    (officer, _), *others = seed.users
    with ExitStack() as stack:
        space, _ = workspaces.create(
            folder, name=seed.lab, code=seed.code, highest=seed.highest, user=officer, passphrase=PASSPHRASE,
            clock=stepped, cost=cost,
        )  # fmt: skip
        desks = {"officer": Desk(stack.enter_context(space), translator)}
        for name, role in others:
            workspaces.add_user(desks["officer"], name, role, PASSPHRASE, cost)
        for name, role in others:
            if role in {step.get("by") for step in seed.steps}:
                desks[role] = Desk(stack.enter_context(unlock(folder, name, PASSPHRASE, stepped)), translator)

        def tell(done: int, of: int) -> None:
            progress(Message(N_("Filling the demo: {done} of {of}"), done=done, of=of))

        play(seed, stepped, desks, tell)


def _run(desk: Desk, seed: Seed, made: bool, progress: Progress) -> DemoResult:
    """Run the main job: take the samples in, write the documents."""
    folder = desk.workspace.folder
    out = folder.with_name(folder.stem + "-documents")
    try:
        make_folder(out)
    except OSError as error:
        raise CannotWrite(
            Message(N_("The folder cannot be written: {reason}."), reason=reason_of(error)),
            Message(N_("Choose a place you may write to, with free space.")),
        ) from error
    form, number = _take_in(desk, FORM, progress)
    ledger, _ = _take_in(desk, LEDGER, progress)
    progress(Message(N_("Writing the documents…")))
    papers = (*_papers(desk, out, seed.printed, number), *_quarter(desk, out))
    return DemoResult(
        folder=folder,
        documents=out,
        made=made,
        users=tuple(workspaces.list_users(desk)),
        passphrase=PASSPHRASE,
        counts={held.name: count for held, count in reading.counts(desk)},
        taken=(form, ledger),
        papers=papers,
    )


def _take_in(desk: Desk, name: str, progress: Progress) -> tuple[Taken, str]:
    """Preview and accept a sample; return what became of it and the number of its first record."""
    progress(Message(N_("Taking in {file}…"), file=name))
    file = resource_path("samples", name)
    previewed = intake.preview(desk, register("disclosures"), file)
    given = [each.number for each in intake.accept(desk, previewed)]
    doubts = sum(len(each.row.doubts) for each in previewed.rows)
    similar = sum(bool(each.similar) for each in previewed.rows)
    taken = Taken(file, previewed.intake.kind, previewed.counts(), doubts, similar)
    return taken, _first_number(previewed, given)


def _first_number(previewed: Preview, given: list[str]) -> str:
    first = previewed.rows[0]
    return given[0] if first.outcome in ("new", "changed") and given else first.number


def _papers(desk: Desk, out: Path, title: str, taken: str) -> list[Paper]:
    """Write the forms, what was decided on the first and is filed of it, the register and the blank form."""
    held = register("disclosures")
    return [
        *(
            documents.print_record(desk, held, each, _free(out, each, ".pdf"))
            for each in dict.fromkeys([*_numbers(desk, held, title), taken])
            if _is_shown(desk, held, each)
        ),
        *_case(desk, out, title),
        documents.export_register(desk, held, _free(out, held.name, ".xlsx")),
        documents.blank_form(desk, held, _free(out, f"{held.name}-form", ".xlsx")),
    ]


def _case(desk: Desk, out: Path, title: str) -> list[Paper]:
    """Write all documents of an assessment, and the order to file."""
    papers = []
    for held, names in (
        (register("assessments"), documents.document_names(register("assessments"))),
        (register("patents"), ("order",)),
    ):
        for number in _numbers(desk, held, title):
            if _is_shown(desk, held, number):
                papers += [
                    documents.print_record(
                        desk, held, number, _free(out, f"{number}-{name}", ".pdf"), document=name
                    )
                    for name in names
                ]
    return papers


def _quarter(desk: Desk, out: Path) -> list[Paper]:
    """Write the quarter that ended last: its workbook, its report, and the return of a superior filled with it."""
    quarter = quarter_of(desk.today()).previous
    looked = report_templates.look_at(desk, resource_path("samples", RETURN))
    if looked.kept is None or looked.changes:
        looked = report_templates.keep_mapping(desk, looked, looked.suggested_map())
    filled = _free(out, f"{quarter.code}-{looked.file.stem}", report_templates.ENDING)
    return [
        *(
            period_documents.write_period(desk, quarter, _free(out, quarter.code, ending))
            for ending in (period_documents.WORKBOOK, period_documents.REPORT)
        ),
        report_templates.fill_template(desk, looked, quarter, filled),
    ]


def _numbers(desk: Desk, held: Register, title: str) -> list[str]:
    ids = reading.list_ids(desk, held, [(held.title, title)])
    return [each.number for each in reading.page(desk, held, ids, ["number"])]


def _is_shown(desk: Desk, held: Register, number: str) -> bool:
    """Say whether a record is there and not sealed, of which there is no document."""
    return bool(number) and not reading.show(desk, held, number).record.withheld


def _free(folder: Path, stem: str, suffix: str) -> Path:
    """Return a name in the folder that nothing has yet."""
    place, count = folder / f"{stem}{suffix}", 1
    while place.exists() or place.is_symlink():
        count += 1
        place = folder / f"{stem}-{count}{suffix}"
    return place
