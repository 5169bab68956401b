"""The papers of the docket: what is due by its day, fees to pay, idle patents, the quality of agencies, and a calendar file.

Each is stamped, logged as an export, and carries the highest marking of the records in it. Who writes one brings the docket
up to date first.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Final

from ipdesk.exporting.documents.agency_quality import agencies_document, agencies_tables
from ipdesk.exporting.documents.docket_list import DocketRow, docket_document, docket_table
from ipdesk.exporting.documents.fee_order import fee_document, fee_table
from ipdesk.exporting.documents.idle_review import idle_document, idle_table
from ipdesk.exporting.layout import Document, Table
from ipdesk.model.dates import add_months
from ipdesk.model.errors import NotFound
from ipdesk.model.findings import Basis, show_basis
from ipdesk.model.marking import Marking, highest
from ipdesk.model.progress import Step, no_step
from ipdesk.model.record import Record
from ipdesk.model.text import N_, Message, Translator
from ipdesk.model.wanted import VIEWS, Wanted
from ipdesk.operations import docket
from ipdesk.operations.agencies import agency_quality, agency_row, behind_rows
from ipdesk.operations.deadline_rules import book_in_force
from ipdesk.operations.desk import Desk
from ipdesk.operations.documents import Paper, make_stamp, require_place, write_paper
from ipdesk.operations.due import WHEN, Due, DueList, doubts_said, due_list, other_matters, read_due
from ipdesk.operations.fees_due import fee_row, fees_until, is_fee, usual_until
from ipdesk.operations.idle_patents import basis_of_idle, idle_patents, idle_row, rules_of_idle
from ipdesk.operations.levels import marking_of_row
from ipdesk.operations.reading import page
from ipdesk.registers import register as register_named
from ipdesk.registers.sources import OPINION_USE
from ipdesk.rules.deadline_events import WAITS_FOR
from ipdesk.store import records as store

if TYPE_CHECKING:
    from ipdesk.exporting.calendar_files import CalendarRow

# Of a list that tells nothing of the content of any record: it is for the office, whatever the records are.
OF_LIST: Final = Marking(handling="internal")
PRESSING: Final = ("overdue", "grace", "doubtful", "undated")  # what stands before the months
ON_PAPER: Final = (".pdf", ".xlsx")
MONTHS_AHEAD: Final = 12  # to which a list reaches where no end of it is asked for
FURTHER: Final = N_("due after {day}, not listed: {count}")
_AT_ONCE: Final = 1000
PATENTS: Final = "patents"
Key = tuple[str, str]  # register and number of a record
RULES_FIRST: Final = N_(
    "Look at the rule book of deadlines. Without the rule an empty list would say that there is nothing."
)


def write_docket_list(
    desk: Desk,
    target: Path,
    wanted: Wanted = Wanted(),  # noqa: B008 - frozen
    language: str = "zh",
    step: Step = no_step,
    *,
    view: str = "",
) -> Paper:
    """Write what is due by its day, as a PDF or a workbook: tasks of the docket, and what other findings name a day for.

    `view` is one of `VIEWS`. Without it and without a last day the list ends a year ahead, as fees alone come for twenty
    years, and says how much more there is.
    """
    desk.require("export")
    require_place(desk, target, *ON_PAPER)
    docket.refresh(desk, step)
    translator, today = desk.translator.to(language), desk.today()
    whole = due_list(desk, wanted, other_matters(desk))
    listed, further = (whole.view(view, today), []) if view else _to_horizon(whole, wanted, today)
    found = sorted(_read(desk, listed), key=_place)
    rows = [_docket_row(due, translator) for due in found]
    told = [*([Message(VIEWS[view])] if view else []), *_asked(desk, wanted), *further]
    asked = translator.say(Message("{asked}", asked=told))
    held = _records_of(desk, found)
    return _write(
        desk,
        target,
        "docket-list",
        list(held.values()),
        translator,
        lambda marking: docket_document(rows, asked, today, marking, translator),
        lambda: (docket_table(rows, asked, translator),),
        _register_of(held),
        notices=further,
    )


def _to_horizon(whole: DueList, wanted: Wanted, today: date) -> tuple[DueList, list[Message]]:
    """Return what is due within a year, or until the day that was asked for, and the notice of how much is later."""
    if wanted.until is not None:
        return whole, []
    last = add_months(today, MONTHS_AHEAD)
    listed = whole.until(last)
    more = len(whole) - len(listed)
    return listed, [Message(FURTHER, day=last, count=more)] if more else []


def write_fee_order(
    desk: Desk, target: Path, until: date | None = None, language: str = "zh", step: Step = no_step
) -> Paper:
    """Write the order to pay the fees due until a day, three months ahead where none is asked for, and those in grace.

    Raises NotFound where no rule in force tells of fees: an empty order would say that none is due.
    """
    desk.require("export")
    require_place(desk, target, *ON_PAPER)
    if not any(is_fee(rule) for rule in book_in_force(desk).rules.rules):
        raise NotFound(Message(N_("No rule in force tells of annual fees.")), Message(RULES_FIRST))
    docket.refresh(desk, step)
    translator, today, last = desk.translator.to(language), desk.today(), until or usual_until(desk)
    found = fees_until(desk, last)
    rows = [fee_row(each, today, translator) for each in found]
    return _write(
        desk,
        target,
        "fee-order",
        list({each.record.id: each.record for each in found}.values()),
        translator,
        lambda marking: fee_document(rows, last, today, marking, translator),
        lambda: (fee_table(rows, translator),),
    )


def write_idle_review(desk: Desk, target: Path, language: str = "zh", step: Step = no_step) -> Paper:
    """Write the review of patents in force that are not put into practice. Raises NotFound where no rule flags them."""
    desk.require("export")
    require_place(desk, target, *ON_PAPER)
    book = book_in_force(desk)
    if not rules_of_idle(book):
        missing = N_("No rule in force flags patents that are not put into practice.")
        raise NotFound(Message(missing), Message(RULES_FIRST))
    docket.refresh(desk, step)
    translator, today = desk.translator.to(language), desk.today()
    found = idle_patents(desk)
    rows = [idle_row(each, today, translator) for each in found]
    basis = _basis(basis_of_idle(book), translator)
    return _write(
        desk,
        target,
        "idle-review",
        [each.record for each in found],
        translator,
        lambda marking: idle_document(rows, basis, today, marking, translator),
        lambda: (idle_table(rows, translator),),
    )


def write_agency_list(desk: Desk, target: Path, language: str = "zh") -> Paper:
    """Write how well the agencies work: a PDF of figures, which names no right, or a workbook with every right and score."""
    desk.require("export")
    require_place(desk, target, *ON_PAPER)
    translator, today, found = desk.translator.to(language), desk.today(), agency_quality(desk)
    rows = [agency_row(each, translator) for each in found.agencies]
    basis = _basis((OPINION_USE,), translator)
    return _write(
        desk,
        target,
        "agency-quality",
        found.rights if target.suffix.lower() == ".xlsx" else (),
        translator,
        lambda marking: agencies_document(rows, basis, today, marking, translator),
        lambda: agencies_tables(
            rows, [row for each in found.agencies for row in behind_rows(each, translator)], translator
        ),
        withheld=found.sealed,
    )


def write_calendar(
    desk: Desk,
    target: Path,
    wanted: Wanted = Wanted(),  # noqa: B008 - frozen
    language: str = "zh",
    step: Step = no_step,
    *,
    titles: bool = False,
    everything: bool = False,
) -> Paper:
    """Write the open tasks that have a day as a calendar file, which leaves the encrypted desk.

    It ends a year ahead as the docket list does, unless a last day or `everything` is asked for. Titles stand in it of public records alone, unless they are asked for; tasks without a day are counted in a notice.
    """
    from ipdesk.exporting.calendar_files import calendar_bytes

    desk.require("export")
    require_place(desk, target, ".ics")
    docket.refresh(desk, step)
    translator = desk.translator.to(language)
    whole = due_list(desk, wanted)
    listed, further = (whole, []) if everything else _to_horizon(whole, wanted, desk.today())
    found = _read(desk, listed)
    held = _records_of(desk, found)
    told = [due for due in found if due.holds and _key(due) in held]
    named = {key for key, record in held.items() if titles or _is_public(marking_of_row(desk, record))}
    rows = [
        row
        for due in told
        for row in _calendar_rows(due, held[_key(due)], translator, titled=_key(due) in named)
    ]
    marking = highest([OF_LIST, *(marking_of_row(desk, held[key]) for key in named)])
    stamp = make_stamp(desk, "export", _register_of(held), target, list(held.values()), "calendar", language)
    write_paper(target, calendar_bytes(rows, marking, stamp, translator))
    left_out = len(found) - len(told)
    said = Message(N_("Tasks without a day, which are not in the calendar: {count}"), count=left_out)
    return Paper(target, stamp, marking, len(held), notices=(*([said] if left_out else []), *further))


def _write(
    desk: Desk,
    target: Path,
    name: str,
    records: Sequence[Record],
    translator: Translator,
    document: Callable[[Marking], Document],
    tables: Callable[[], Sequence[Table]],
    register: str = PATENTS,
    withheld: int = 0,
    notices: Sequence[Message] = (),
) -> Paper:
    """Write a list as the file that its ending stands for, stamped and with the highest marking of its records."""
    marking = highest([OF_LIST, *(marking_of_row(desk, each) for each in records)])
    stamp = make_stamp(desk, "export", register, target, records, name, translator.language)
    unresolved: tuple[str, ...] = ()
    if target.suffix.lower() == ".xlsx":
        from ipdesk.exporting.excel import register_workbook

        data = register_workbook(tables(), marking, stamp, translator, is_read_back=False)
    else:
        from ipdesk.exporting import pdf

        content = document(marking)
        data, unresolved = pdf.render(content, stamp, turned=True), pdf.unresolved(content)
    write_paper(target, data)
    return Paper(target, stamp, marking, len(records), withheld, unresolved, tuple(notices))


def _read(desk: Desk, listed: DueList) -> list[Due]:
    """Return every row of a list."""
    return [
        due for start in range(0, len(listed), _AT_ONCE) for due in read_due(desk, listed, start, _AT_ONCE)
    ]


def _key(due: Due) -> Key:
    return due.register, due.number


def _place(due: Due) -> tuple[int, int, int]:
    """Return where something that is due stands: what presses first, then month by month."""
    if due.when in PRESSING or due.holds is None:
        return PRESSING.index(due.when), 0, 0
    return len(PRESSING), due.holds.year, due.holds.month


def _records_of(desk: Desk, found: Iterable[Due]) -> dict[Key, Record]:
    """Return the records behind what is due, each with its marking."""
    numbers: dict[str, dict[str, None]] = {}
    for due in found:
        numbers.setdefault(due.register, {})[due.number] = None
    held: dict[Key, Record] = {}
    for name, wanted in numbers.items():
        register = register_named(name)
        ids = (store.find_id(desk.workspace.db, register, number) for number in wanted)
        for record in page(desk, register, [each for each in ids if each is not None], ["number"]):
            held[name, record.number] = record
    return held


def _register_of(held: Iterable[Key]) -> str:
    """Return the register that all records are of, "" for several."""
    names = {name for name, _ in held}
    return names.pop() if len(names) == 1 else ""


def _docket_row(due: Due, translator: Translator) -> DocketRow:
    say, label = translator.say, translator.label
    # In its grace the sentence says what it costs more; else the day stands beside it.
    task = due.what if due.name is None or due.when == "grace" else due.name
    return DocketRow(
        part=_part(due, translator),
        urgency=label(WHEN[due.when]),
        register=label(register_named(due.register).label),
        number=due.number,
        title=due.title,
        task=say(task),
        act=say(due.act),
        waits_for=label(due.waits_for),
        basis=_basis(due.basis, translator),
        holds=due.holds,
        counted=due.counted,
        safe=due.safe if due.safe != due.holds else None,
        doubts=_doubts(due, translator),
        confirmed_by=due.confirmed_by,
    )


def _part(due: Due, translator: Translator) -> str:
    """Return under which heading something stands: its urgency, or its month."""
    if due.when in PRESSING or due.holds is None:
        return translator.label(WHEN[due.when])
    year, month = due.holds.year, due.holds.month
    return f"{year}年{month}月" if translator.language == "zh" else f"{year}-{month:02}"


def _basis(held: Sequence[Basis], translator: Translator) -> str:
    between = "；" if translator.language == "zh" else "; "
    return between.join(show_basis(each, translator) for each in held)


def _doubts(due: Due, translator: Translator) -> str:
    return translator.say(Message("{doubts}", doubts=doubts_said(due)))


def _asked(desk: Desk, wanted: Wanted) -> Iterator[Message]:
    """Yield what a list was narrowed to, in words."""
    if wanted.since:
        yield Message(N_("due from {day}"), day=wanted.since)
    if wanted.until:
        yield Message(N_("due until {day}"), day=wanted.until)
    if wanted.registers:
        names = [Message(register_named(each).label) for each in wanted.registers]
        yield Message(N_("only {names}"), names=names)
    if wanted.waits_for:
        who = [Message(WAITS_FOR[each]) for each in wanted.waits_for]
        yield Message(N_("only what waits for: {who}"), who=who)
    if wanted.rules:
        rules = book_in_force(desk).rules.by_id
        labels = [rules[each].label for each in wanted.rules if each in rules]
        yield Message(N_("only {names}"), names=labels)
    if wanted.number:
        yield Message(N_("only {names}"), names=[wanted.number])


def _is_public(marking: Marking) -> bool:
    return marking == Marking(handling="public")


def _calendar_rows(
    due: Due, record: Record, translator: Translator, *, titled: bool
) -> Iterator[CalendarRow]:
    """Yield a task as an event, and the end of its grace as another.

    Their names are made of what never changes, so that a later file takes their place.
    """
    from ipdesk.exporting.calendar_files import CalendarRow

    assert due.holds is not None  # those without a day are left out
    say, name = translator.say, translator.say(due.name or due.what)
    days = {"day": due.counted or due.holds, "holds": due.holds, "safe": due.safe or due.holds}
    said = N_("Counted to {day}; {holds} holds; safe day {safe}.")
    doubts, basis = _doubts(due, translator), _basis(due.basis, translator)
    lines = [
        say(due.act),
        say(Message(N_("Waits for: {who}"), who=Message(due.waits_for))),
        say(Message(said, **days)),
        say(Message(N_("Grace until {until}, that day included."), until=due.grace_until))
        if due.grace_until
        else "",
        say(Message(N_("Basis: {basis}"), basis=basis)) if basis else "",
        say(Message(N_("In doubt: {doubts}"), doubts=doubts)) if doubts else "",
    ]
    events = {f"{record.id}/{due.task}": (due.holds, name)}
    if due.grace_until is not None:
        ends = say(Message(N_("Grace ends: {task}"), task=name))
        events[f"{record.id}/{due.task}/grace"] = (due.grace_until, ends)
    for key, (day, told) in events.items():
        yield CalendarRow(
            uid=f"{sha256(key.encode()).hexdigest()[:32]}@ipdesk",
            day=day,
            summary=" ".join(part for part in (due.number, told, due.title if titled else "") if part),
            description="\n".join(line for line in lines if line),
            categories=(
                translator.label(register_named(due.register).label),
                translator.label(due.waits_for),
            ),
        )
