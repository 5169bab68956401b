"""One cell read as the value of one field, with what was refused and what was read in doubt."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from typing import Any, Final

from ipdesk.importing.names import split_names
from ipdesk.importing.sheets import EXACT, Cell, Lost, Percent, cell_text
from ipdesk.model.dates import EARLIEST_YEAR, LATEST_YEAR, from_serial, read_day
from ipdesk.model.errors import WrongValue
from ipdesk.model.kinds import (
    Choice,
    Choices,
    Day,
    Flag,
    Kind,
    Link,
    LongText,
    Money,
    Number,
    Person,
    Rows,
    Score,
    Share,
    Text,
)
from ipdesk.model.making import made
from ipdesk.model.record import STATE
from ipdesk.model.register import is_empty
from ipdesk.model.text import N_, Message
from ipdesk.model.values import KnownAs, decimal_text, read_value

MOST_SEEN: Final = 100_000
Seen = tuple[Any, str, Message | None]  # a value, how it was read, and why that is in doubt
PLEASE_CHECK: Final = N_("Read as {reading}; please check.")
DIGITS_LOST: Final = N_("Excel keeps fifteen digits only; the last ones may be wrong.")
NAMES_GUESSED: Final = N_("The names were told apart by guess: {names}.")
ONE_EACH: Final = Message(N_("Correct one of the numbers, or take one of the rows out."))
LONGEST_NOTHING: Final = 20  # signs, of which wide or joined ones make fewer
_NOTHING = frozenset({"-", "--", "—", "——", "–", "/", "／", "无", "n/a", "na", "none", "null"})
# What personnel ledgers write where a day has not come.
_NO_DAY_YET = frozenset({"至今", "现在", "在职", "在岗", "在读", "长期", "无固定期限"})
_AMOUNT = re.compile(r"^([¥￥]?[\d.,\s]+)(万亿|亿|百万|万|千)?元?(?:人民币)?$")
_UNITS: Final = {"千": 10**3, "万": 10**4, "百万": 10**6, "亿": 10**8, "万亿": 10**12}
_ORDINAL = re.compile(r"^第\s*(\d+)\s*(?:年度?|年次|次|期)?$")
_WHOLE_FLOAT = re.compile(r"^(\d{4,})\.0$")
_SHORTENED = re.compile(r"^\d(?:\.\d+)?E\+\d+$", re.IGNORECASE)
_QUOTED = re.compile(r'^="([^"]*)"$')


@dataclass(frozen=True, slots=True)
class Refusal:
    """A cell that cannot be read as what its field holds; the row is kept with it."""

    cell: str
    field: str
    raw: str
    what: Message
    advice: Message | None = None


@dataclass(frozen=True, slots=True)
class Doubt:
    """A cell that was read, but should be looked at: the text, the reading chosen, and why; without a text, the reason alone."""

    cell: str
    field: str
    raw: str
    reading: str
    why: Message


@dataclass(frozen=True, slots=True)
class IntakeRow:
    """One record as a file gives it.

    `row` counts from 1 as Excel does. `number` is the record's number or "". `values` are as
    read_value returns them, only of fields that the file has and that could be read; `raw` is the text
    of every cell by heading, unknown headings included. `closed` are the headings of restricted fields, `cells` the places of the fields that were read,
    `state` is the state as the file has it. `written` has links as the file writes them, where `values` have the records meant.
    """

    sheet: str
    row: int
    number: str
    values: dict[str, Any]
    raw: dict[str, str]
    refusals: tuple[Refusal, ...] = ()
    doubts: tuple[Doubt, ...] = ()
    closed: frozenset[str] = frozenset()
    cells: Mapping[str, str] = field(default_factory=dict)
    state: str = ""
    written: Mapping[str, Any] = field(default_factory=dict)

    def cell(self, name: str) -> str:
        """Return the place of a field, that of the row where nothing was read into it."""
        return self.cells.get(name, f"A{self.row}")

    def kept(self) -> dict[str, str]:
        """Return the raw row as it may be kept beside the record: without what is restricted."""
        return {heading: text for heading, text in self.raw.items() if heading not in self.closed}


@dataclass(slots=True)
class Reader:
    """Reads the cells of one row, gathering values, refusals and doubts.

    `fractions` says that bare numbers of share fields are fractions, as in our own workbooks. `exact`
    takes words as they stand, for workbooks that hold what the store wrote and not what people typed. `seen` has what
    cells of the file were read as before: ledgers say the same again and again; `sure` what texts among them were read as without a doubt, kind by kind.
    """

    known_as: KnownAs
    epoch_1904: bool = False
    fractions: bool = False
    exact: bool = False
    seen: dict[tuple[int, type, Any, int], Seen] = field(default_factory=dict)
    sure: dict[int, dict[Cell, Any]] = field(default_factory=dict)
    values: dict[str, Any] = field(default_factory=dict)
    refusals: list[Refusal] = field(default_factory=list)
    doubts: list[Doubt] = field(default_factory=list)
    cells: dict[str, str] = field(default_factory=dict)
    state: str = ""

    def fresh(self) -> Reader:
        """Return a reader for the next row of the same file."""
        return Reader(self.known_as, self.epoch_1904, self.fractions, self.exact, self.seen, self.sure)

    def read(self, kind: Kind, name: str, cell: Cell, place: str, unit: int = 1) -> bool:
        """Read a cell into the field of that name; say whether it could be read.

        `unit` multiplies amounts of money, for headings such as 经费(万元).
        """
        found = self._once(kind, name, cell, place, unit)
        if found is None:
            return False
        self.values[name], self.cells[name] = found[0], place
        return True

    def known(self, kind: Kind) -> Mapping[Cell, Any]:
        """Return the values of texts that were read before without a doubt: asked first of the parts of long cells."""
        return self.sure.setdefault(id(kind), {})

    def value(self, kind: Kind, name: str, cell: Cell, place: str) -> Any:
        """Return the value of a cell that is part of a child row, None where it cannot be read or there is none."""
        found = self._once(kind, name, cell, place, 1)
        return None if found is None else found[0]

    def _once(self, kind: Kind, name: str, cell: Cell, place: str, unit: int) -> Seen | None:
        """Read a cell as it was read before, or for the first time; None where it cannot be read."""
        key = (id(kind), cell.__class__, cell, unit)  # kinds are declared once and for all
        found = self.seen.get(key)
        if found is None:
            try:
                found = self._read(kind, name, cell, unit)
            except WrongValue as error:
                self.refuse(place, error.field, cell_text(cell), error.what, error.advice)
                return None
            if len(self.seen) < MOST_SEEN:
                self.seen[key] = found
                if unit == 1 and isinstance(cell, str) and found[2] is None:
                    self.sure.setdefault(id(kind), {})[cell] = found[0]
        if found[2] is not None:
            self.doubt(place, name, cell_text(cell), found[1], found[2])
        return found

    def _read(self, kind: Kind, name: str, cell: Cell, unit: int) -> Seen:
        """Return the value of a cell, how it was read, and why that is in doubt, if it is."""
        if isinstance(cell, Lost):
            raise WrongValue(
                name,
                Message(
                    N_("{field}: the cell holds an error or a formula without a result."),
                    field=Message(kind.label),
                ),
                Message(N_("Correct the cell in the file, or write there what it should hold.")),
            )
        plain, why = self._plain(kind, name, cell, unit)
        value = read_value(kind, name, plain, self.known_as)
        return value, _shown(plain) if why is not None else "", why

    def read_state(self, cell: Cell, place: str) -> None:
        """Note the state of a record as the file has it."""
        self.state, self.cells[STATE] = cell_text(cell), place

    def read_rows(self, kind: Rows, name: str, rows: list[dict[str, Any]], place: str = "") -> None:
        """Read child rows whose fields were read one by one; `place` is the first cell they came from."""
        try:
            self.values[name] = read_value(kind, name, rows, self.known_as)
        except WrongValue as error:
            self.refuse(place, error.field, "", error.what, error.advice)

    def put_rows(self, kind: Rows, name: str, rows: list[dict[str, Any]]) -> None:
        """Keep child rows all of whose values were read before; one in which nothing stands is none."""
        self.values[name] = tuple(made(kind.of, row) for row in rows if not all(map(is_empty, row.values())))

    def refuse(self, place: str, name: str, raw: str, what: Message, advice: Message | None) -> None:
        """Note a cell that cannot be read, and what to do about it."""
        self.refusals.append(Refusal(place, name, raw, what, advice))

    def doubt(self, place: str, name: str, raw: str, reading: str, why: Message) -> None:
        """Note a cell whose reading should be looked at."""
        self.doubts.append(Doubt(place, name, raw, reading, why))

    def row(
        self, sheet: str, number: int, raw: dict[str, str], closed: frozenset[str] = frozenset()
    ) -> IntakeRow:
        """Return what was gathered as the row of that number, counted from 1; `closed` are headings of restricted fields."""
        return IntakeRow(
            sheet,
            number,
            str(self.values.get("number", "")),
            self.values,
            raw,
            tuple(self.refusals),
            tuple(self.doubts),
            closed,
            self.cells,
            self.state,
        )

    def _plain(self, kind: Kind, name: str, cell: Cell, unit: int) -> tuple[object, Message | None]:
        """Return what read_value is given for a cell, and why it is in doubt, if it is."""
        if self.exact and isinstance(cell, str) and isinstance(kind, Person | Text | LongText):
            return cell, None
        match kind:
            case Day():
                return self._day(name, cell)
            case Share():
                return self._share(cell)
            case Money():
                return _amount(cell, unit), None
            case Number():
                return _counted(_number_or_words(cell)), None
            case Score() | Choice() | Choices():
                return _number_or_words(cell), None
            case Person():
                return _person(cell)
            case Text() | LongText() | Link():
                return _words(cell)
            case Flag() | Rows():
                return (cell if isinstance(cell, bool) else cell_text(cell)), None

    def _day(self, name: str, cell: Cell) -> tuple[object, Message | None]:
        if isinstance(cell, date) or cell is None:
            return cell, None
        text = cell_text(cell)
        number = _float(text)
        if number is None or isinstance(cell, bool):
            reading = read_day(text)
            if reading is not None and reading.doubtful:
                return reading.day, Message(PLEASE_CHECK, reading=reading.reading)
            empty = is_nothing(text) or text in _NO_DAY_YET
            return ("" if empty else reading.day if reading else text), None
        if EARLIEST_YEAR <= number <= LATEST_YEAR + 1:
            return self._year_and_month(name, text)
        day = from_serial(number, self.epoch_1904) if number < 100_000 else None
        if day is None:
            reading = read_day(text)
            return (reading.day if reading else text), None
        return day, Message(PLEASE_CHECK, reading=day.isoformat())

    def _year_and_month(self, name: str, text: str) -> tuple[object, Message | None]:
        """Read 2024.3, which Excel made a number of; 2024.1 may have been 2024.10 and is left alone."""
        reading = read_day(text)
        if reading is None:
            return text, None
        if text.endswith(".1"):
            raise WrongValue(
                name,
                Message(N_("“{value}” is a number to Excel: January or October?"), value=text),
                Message(N_("Write it like 2026-03-05 or 2026年3月5日.")),
            )
        return reading.day, Message(PLEASE_CHECK, reading=reading.reading)

    def _share(self, cell: Cell) -> tuple[object, Message | None]:
        if isinstance(cell, Percent):
            return _percent(cell.fraction), None
        if isinstance(cell, int | float) and not isinstance(cell, bool):
            if self.fractions:
                return _percent(cell), None
            if 0 < cell < 1:
                share = _percent(cell)
                return share, Message(PLEASE_CHECK, reading=f"{decimal_text(share)}%")
        text = cell_text(cell)
        return ("" if is_nothing(text) else text), None


def _shown(plain: object) -> str:
    match plain:
        case date():
            return plain.isoformat()
        case Decimal():
            return decimal_text(plain)
        case _:
            return str(plain)


def is_nothing(text: str) -> bool:
    """Say whether a text is one of the signs by which ledgers say that there is nothing, such as —."""
    bare = text.strip()
    if len(bare) > LONGEST_NOTHING:
        return False
    return bare in _NOTHING or unicodedata.normalize("NFKC", bare).strip().casefold() in _NOTHING


def _float(text: str) -> float | None:
    try:
        return float(text) if text.isascii() and not text.startswith(("+", "-")) else None
    except ValueError:
        return None


def _percent(fraction: float) -> Decimal:
    return Decimal(f"{fraction * 100:.10g}")


def _amount(cell: Cell, unit: int) -> object:
    """Return an amount in yuan; 12.5万元 and the unit of the heading are multiplied out."""
    text = unicodedata.normalize("NFKC", cell_text(cell))
    if is_nothing(text):
        return ""
    found = _AMOUNT.match(text)
    if found is None:
        return text
    try:
        amount = Decimal(re.sub(r"[¥,\s]", "", found[1]))
    except InvalidOperation:
        return text
    return amount * (_UNITS[found[2]] if found[2] else 1 if text.endswith("元") else unit)


def _number_or_words(cell: Cell) -> str:
    text = cell_text(cell)
    return "" if is_nothing(text) and text.strip() != "无" else text


def _counted(plain: str) -> str:
    """Return the number of 第7年, as ledgers count years."""
    found = _ORDINAL.match(plain)
    return found[1] if found else plain


def _person(cell: Cell) -> tuple[object, Message | None]:
    """Tidy one name: 张 三 becomes 张三. Several names in a field for one stay as written, in doubt."""
    text = cell_text(cell)
    names = split_names(text)
    if is_nothing(text):
        return "", None
    if len(names.names) == 1 and not names.names[0].share:
        name = names.names[0].text
        return name, Message(NAMES_GUESSED, names=name) if names.doubtful else None
    if len(names.names) > 1:
        return text, Message(N_("One name is expected here."))
    return text, None


def _words(cell: Cell) -> tuple[object, Message | None]:
    """Return the text of a cell, with what Excel did to long numbers undone or doubted."""
    text = cell_text(cell)
    if isinstance(cell, int | float) and not isinstance(cell, bool) and abs(cell) >= EXACT:
        return text, Message(DIGITS_LOST)
    if isinstance(cell, datetime) or not isinstance(cell, str):
        return text, None
    if found := _QUOTED.match(text):
        return found[1], None
    if found := _WHOLE_FLOAT.match(text):
        return found[1], Message(PLEASE_CHECK, reading=found[1])
    return text, Message(DIGITS_LOST) if _SHORTENED.match(text) else None
