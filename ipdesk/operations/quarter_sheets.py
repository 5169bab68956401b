"""The sheets of a quarter that quote records: each register with what came and changed, exceptions, and the rows behind each figure."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time, timedelta
from decimal import ROUND_HALF_UP, Decimal
from typing import Any, Final

from ipdesk.exporting.documents.list_columns import DAY, FIGURE, NAME, TEXT
from ipdesk.exporting.layout import Column, Shape, Value
from ipdesk.exporting.quarter_content import Quoted, Sheet, colon_of, spans_of
from ipdesk.exporting.records import register_table
from ipdesk.model.kinds import LongText, Person, Rows, Text, option_label
from ipdesk.model.marking import HANDLING_LEVELS, Marking
from ipdesk.model.record import field_of
from ipdesk.model.register import Register
from ipdesk.model.text import N_, Translator
from ipdesk.operations.deadline_rules import book_in_force
from ipdesk.operations.desk import Desk
from ipdesk.operations.figures import Figures, Told
from ipdesk.operations.levels import marking_of_row
from ipdesk.operations.movement_rules import employments_in_force
from ipdesk.operations.reading import page
from ipdesk.registers import REGISTERS, register
from ipdesk.registers.project_choices import PROJECT_CLASSES
from ipdesk.rules.indicator_rules import QUERIES, TASKS, Query
from ipdesk.rules.indicators import STEPS, TENTH, Counted, Figure
from ipdesk.store import lines as store
from ipdesk.store.times import utc_text

BEHIND: Final = "behind"
EXCEPTIONS: Final = "exceptions"
CENTRED: Final = replace(TEXT, align="center", width=12)
NEW: Final = N_("New")
CHANGED: Final = N_("Changed")
COUNTED: Final = N_("counted")
NOT_COUNTED: Final = N_("not counted")
MARKED_BY: Final = ("level", "grade", "classification", "classification_term", "classification_number")
# Texts that say who is meant, and those that say neither that nor anything that somebody thought of.
_NAMES: Final = frozenset({"name", "inventors"})
_PLAIN: Final = frozenset({"number", "unit", "application_number", "template_version"})


@dataclass(slots=True)
class Cap:
    """The highest handling level that rows may have, None for no bound; counts what it left out and notes what it saw."""

    desk: Desk
    highest: str | None = None
    left_out: int = 0
    seen: set[Marking] = field(default_factory=set)
    _known: dict[int, Marking] = field(default_factory=dict)
    _alike: dict[tuple[Any, ...], Marking] = field(default_factory=dict)

    def look_up(self, of: Register, ids: Iterable[int]) -> None:
        """Learn the markings of some records of a register; many bear the same."""
        lacking = set(ids) - self._known.keys()
        if not lacking:
            return
        for entry, *cells in store.lines_of(self.desk.workspace.db, of, lacking, MARKED_BY, whole=True):
            key = (of.name, *cells)
            if key not in self._alike:
                record = of.record(**dict(zip(MARKED_BY, cells, strict=True)))
                self._alike[key] = marking_of_row(self.desk, record)
            self._known[entry] = self._alike[key]

    def lets(self, entry: int) -> bool:
        """Say whether a row of a record may be told."""
        marking = self._known[entry]
        if self.highest is not None:
            above = HANDLING_LEVELS.index(marking.handling) > HANDLING_LEVELS.index(self.highest)
            if above or marking.state or marking.unclear:
                return False
        self.seen.add(marking)
        return True

    def told(self, rows: Iterable[Quoted]) -> tuple[Quoted, ...]:
        """Return the rows that may be told, and count the others."""
        found = []
        for row in rows:
            if self.lets(row.entry):
                found.append(row)
            else:
                self.left_out += 1
        return tuple(found)


def register_sheets(desk: Desk, first: date, last: date, cap: Cap, translator: Translator) -> Iterator[Sheet]:
    """Yield for each register what its date puts into the period, and what else was changed in it, as the log tells."""
    db = desk.workspace.db
    changed = store.changed_between(db, _begins(first), _begins(last + timedelta(days=1)))
    for each in REGISTERS:
        new = store.ids_dated(db, each, first, last)
        yield _register_sheet(desk, each, new, changed.get(each.name, {}), cap, translator)


def _register_sheet(
    desk: Desk,
    of: Register,
    new: Sequence[int],
    changed: Mapping[int, Sequence[str]],
    cap: Cap,
    translator: Translator,
) -> Sheet:
    """Return what came into a register, or changed in it."""
    label = translator.label
    ids = sorted({*new, *changed})
    names = ("number", *(each for each in of.columns if each != "number"), "state")
    records = page(desk, of, ids, [each for each in names if each != "state"])
    cap.look_up(of, ids)
    table = register_table(of, records, translator, names)
    came = frozenset(new)
    rows = [
        Quoted(entry, (*cells, label(NEW), "") if entry in came else (*cells, label(CHANGED), _fields(of, changed[entry], translator)))
        for entry, cells in zip(ids, table.rows, strict=True)
    ]  # fmt: skip
    rows.sort(key=lambda row: str(row.cells[0]))
    more = (
        Column("came", label(N_("In this period")), TEXT),
        Column("fields", label(N_("Fields changed")), replace(NAME, form="prose")),
    )
    masks = (*(_mask(of, each) for each in names), "", "")
    return Sheet(
        key=of.name, title=table.title, columns=(*table.columns, *more), rows=cap.told(rows), masks=masks
    )


def _begins(day: date) -> str:
    return utc_text(datetime.combine(day, time()).astimezone())


def _fields(of: Register, names: Iterable[str], translator: Translator) -> str:
    declared = {each.name: each.kind.label for each in of.fields()}
    labels = [
        translator.label(N_("State") if each == "state" else declared[each])
        for each in names
        if each == "state" or each in declared
    ]
    return ("、" if translator.language == "zh" else ", ").join(labels)


def _mask(of: Register, name: str) -> str:
    """Return what a masked edition hides of a column."""
    if name == "state" or name in _PLAIN:
        return ""
    kind = of.field(name).kind
    if isinstance(kind, Person | Rows) or name in _NAMES:
        return "name"
    return "text" if isinstance(kind, Text | LongText) else ""


def exceptions_sheet(found: Figures, cap: Cap, words: Words) -> Sheet:
    """Return what the indicators that watch over something found amiss, indicator by indicator."""
    translator = words.translator
    watching = [(told, amiss(told)) for told in found.told if told.indicator.watch]
    for told, those in watching:
        _look_up(told, those, cap)
    rows = (
        Quoted(row.entry, (told.indicator.code, name, *_cells(told, row, words)))
        for told, those in watching
        for name in (told.indicator.label.said(translator.language),)
        for row in those
    )
    columns = (*_first_columns(translator), *_row_columns(translator))
    note = translator.label(
        N_(
            "Each row falls short of the indicator named, by what the registers said when the period was reckoned."
        )
    )
    return Sheet(
        key=EXCEPTIONS,
        title=translator.label(N_("Exceptions")),
        columns=columns,
        rows=cap.told(rows),
        masks=("", "", *_MASKS),
        note=note,
    )


def amiss(told: Told) -> tuple[Counted, ...]:
    """Return the rows of an indicator that should not be there: what is missing where more is better, else what counts."""
    return told.now.others if told.indicator.better == "more" else told.now.rows


def behind_sheet(found: Figures, cap: Cap, words: Words) -> Sheet:
    """Return the rows behind every figure, with the periods in which each counts."""
    translator = words.translator
    for told in found.told:
        for figure in (told.now, told.to_date, told.before):
            _look_up(told, (*figure.rows, *figure.others), cap)
    spans = spans_of(is_year=not found.period.quarter)
    rows = (row for told in found.told for row in _behind(told, tuple(spans), words))
    label = translator.label
    more = Column("more", label(N_("Further parts")), TEXT)
    told_in = tuple(Column(name, label(words), CENTRED) for name, words in spans.items())
    return Sheet(
        key=BEHIND,
        title=label(N_("Rows behind the figures")),
        columns=(*_first_columns(translator), *_row_columns(translator), *told_in, more),
        rows=cap.told(rows),
        masks=("", "", *_MASKS, "", *("" for _ in spans)),
    )


def _behind(told: Told, spans: tuple[str, ...], words: Words) -> Iterator[Quoted]:
    translator = words.translator
    yes, no = translator.label(COUNTED), translator.label(NOT_COUNTED)
    name = told.indicator.label.said(translator.language)
    held: dict[tuple[int, int, date | None], tuple[Counted, list[str]]] = {}
    for place, span in enumerate(spans):
        figure: Figure = getattr(told, span)
        for said, rows in ((yes, figure.rows), (no, figure.others)):
            for row in rows:
                key = (*row.key, row.day)
                if key not in held:
                    held[key] = (row, [""] * len(spans))
                held[key][1][place] = said
    query = QUERIES[told.indicator.of]
    for row, counted in held.values():
        more = words.parted(query, row.more)
        yield Quoted(row.entry, (told.indicator.code, name, *_cells(told, row, words), *counted, more))


def _look_up(told: Told, rows: Iterable[Counted], cap: Cap) -> None:
    by_register: defaultdict[str, list[int]] = defaultdict(list)
    for row in rows:
        by_register[row.register or QUERIES[told.indicator.of].register].append(row.entry)
    for name, ids in by_register.items():
        cap.look_up(register(name), ids)


def _first_columns(translator: Translator) -> tuple[Column, ...]:
    label = translator.label
    return Column("code", label(N_("Code")), TEXT), Column("indicator", label(N_("Indicator")), NAME)


_SHAPES: Final[dict[str, tuple[str, Shape]]] = {
    "number": (N_("Number"), TEXT),
    "title": (N_("Title or name"), NAME),
    "unit": (N_("Unit"), TEXT),
    "kind": (N_("Kind"), TEXT),
    "group": (N_("Class of project"), TEXT),
    "day": (N_("Day"), DAY),
    "value": (N_("Figure"), FIGURE),
}
_MASKS: Final = ("", "text", "", "kind", "", "", "")


def _row_columns(translator: Translator) -> tuple[Column, ...]:
    return tuple(Column(name, translator.label(label), shape) for name, (label, shape) in _SHAPES.items())


def _cells(told: Told, row: Counted, words: Words) -> tuple[Value, ...]:
    kind = words.kind(QUERIES[told.indicator.of], row.kind)
    return row.number, row.title, row.unit, kind, words.group(row.group), row.day, _as_shown(told, row.value)


def _as_shown(told: Told, value: Decimal | None) -> Decimal | None:
    """Return the value of a row in no more places than figures of its unit have; figures are made of the exact one."""
    step = STEPS.get(QUERIES[told.indicator.of].unit, TENTH)
    if value is None or value == value.quantize(step, ROUND_HALF_UP):
        return value
    return value.quantize(step, ROUND_HALF_UP)


class Words:
    """What the codes of rows are called in a language: options of fields, kinds of employment, and tasks of the rule book."""

    def __init__(self, desk: Desk, translator: Translator) -> None:
        self.translator = translator
        language = translator.language
        self._employments = {
            each.code: each.label.said(language) for each in employments_in_force(desk).kinds
        }
        self._tasks = {rule.id: rule.label.said(language) for rule in book_in_force(desk).rules.rules}
        self._known: dict[tuple[str, str], str] = {}

    def kind(self, query: Query, code: str) -> str:
        """Return what the kind of a row is called; a text as it is."""
        return self.of_field(query, query.kinds, code)

    def of_field(self, query: Query, field: str, code: str) -> str:
        """Return what a code of a field of the register is called, a column of child rows after a dot; a text as it is."""
        key = (f"{query.register}.{field}", code)
        if key not in self._known:
            self._known[key] = self._said(query, field, code)
        return self._known[key]

    def field(self, query: Query, field: str) -> str:
        """Return what a field of the register is called."""
        return self.translator.label(kind_of(query, field).label)

    def parted(self, query: Query, more: Sequence[str]) -> str:
        """Return what a row tells in the further fields of its query."""
        colon, between = (
            colon_of(self.translator.language),
            "；" if self.translator.language == "zh" else "; ",
        )
        told = zip(query.parted, more, strict=False)
        return between.join(
            f"{self.field(query, name)}{colon}{self.of_field(query, name, code)}"
            for name, code in told
            if code
        )

    def group(self, code: str) -> str:
        """Return what a class of projects is called, "" for none."""
        return self.translator.label(option_label(PROJECT_CLASSES, code)) if code else ""

    def _said(self, query: Query, field: str, code: str) -> str:
        if not field or not code:
            return code
        if field == TASKS:
            return self._tasks.get(code, code)
        if field == "employment":
            return self._employments.get(code, code)
        options = getattr(kind_of(query, field), "options", ())  # the code of a country says itself
        return self.translator.label(option_label(options, code)) if options else code


def kind_of(query: Query, field: str) -> Any:
    """Return the kind of a field of the register of a query, of a column of child rows after a dot."""
    name, _, inner = field.partition(".")
    kind: Any = register(query.register).field(name).kind
    return field_of(kind.of, inner).kind if inner else kind
