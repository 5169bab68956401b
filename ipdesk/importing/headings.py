"""Which column of a ledger holds which field: headings known by alias, over one line or two."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from ipdesk.importing.sheets import Sheet, column_name
from ipdesk.model.errors import WrongValue
from ipdesk.model.folding import folded
from ipdesk.model.kinds import Choice, Described, LedgerColumn, Rows, option_label
from ipdesk.model.record import STATE, Field, field_of, fields_of
from ipdesk.model.register import Register
from ipdesk.model.restricted import restricted_fields
from ipdesk.model.text import N_, Message
from ipdesk.model.values import KnownAs

LAST_HEADING_ROW: Final = 15
LEAST_KNOWN: Final = 2
LEAST_ALIKE: Final = 0.75  # share of headings that two states of one ledger have in common
CHOSEN_RANK: Final = -1  # what somebody chose wins over any alias
STATE_LABEL: Final = N_("State")
STATE_WORDS: Final = ("状态", "记录状态", "当前状态", "人员状态", "在职状态", "协议状态")
# What heads the columns of our reports that tell of a row; none may be a word that heads a column of a ledger.
CHECK_HEADINGS: Final = (
    N_("Outcome of the check"),
    N_("Why, and what to do"),
    N_("Record meant"),
    N_("Sheet in the file"),
    N_("Row in the file"),
)
RUNNING: Final = ("序号", "序", "No.")  # numbers of rows, which no register keeps
_MARKS = re.compile(r"[*★☆:：?？。]")
_NOTE = re.compile(r"[(（\[【].*?[)）\]】]")
_UNIT = re.compile(r"[(（\[【/／](?:单位[:：])?(?:人民币)?(?P<unit>万亿|亿|百万|万|千)?元[)）\]】]?")
_UNITS: Final = {None: 1, "千": 10**3, "万": 10**4, "百万": 10**6, "亿": 10**8, "万亿": 10**12}


@dataclass(frozen=True, slots=True)
class Target:
    """Where a column goes: a field, or a field of its child rows. Of two columns the lower rank wins.

    `sort` is the code of the child rows that the column tells, where it tells only one sort.
    """

    field: str
    inner: str = ""
    rank: int = 0
    sort: str = ""

    @property
    def place(self) -> str:
        """What the column is called where somebody says where it goes."""
        return f"{self.field}.{self.inner}{f'@{self.sort}' if self.sort else ''}".rstrip(".")


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a ledger, counted from 0. `unit` multiplies amounts, for headings such as 经费(万元)."""

    index: int
    heading: str
    target: Target | None
    unit: int = 1

    @property
    def is_headed(self) -> bool:
        """Whether it has a heading of its own and not the letter by which Excel calls it."""
        return self.heading != column_name(self.index)


@dataclass(frozen=True, slots=True)
class Heading:
    """The heading of a sheet: its rows, counted from 0, and its columns."""

    first: int
    last: int
    columns: tuple[Column, ...]

    def known(self) -> int:
        """Return how many different fields were recognised."""
        return len({each.target for each in self.columns if each.target})


Index = dict[str, Target]
Covers = dict[tuple[int, int], tuple[int, int]]  # to each cell the first one of the merged range it lies in


@dataclass(frozen=True, slots=True)
class LedgerColumns:
    """Where somebody said that the columns of a ledger go.

    `places` has, by heading, a field, `field.inner`, `field.inner@sort`, or "" for a column to be left out. `headings` are those of the
    ledger they were chosen for; without any, they are for each sheet that has all the headings they name.
    """

    places: Mapping[str, str]
    headings: tuple[str, ...] = ()
    _folded: dict[str, str] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_folded", {folded(name): place for name, place in self.places.items()})

    def place(self, heading: str) -> str | None:
        """Return where a heading goes, None when nothing was said of it."""
        return self._folded.get(folded(heading))

    def likeness(self, headings: Sequence[str], letters: Sequence[str] = ()) -> float:
        """Say from 0 to 1 how surely these are the headings meant, beside columns that have but a letter."""
        found = {folded(each) for each in headings}
        if not self.headings:
            asked = self._folded.keys() - {folded(each) for each in letters}
            return float(bool(self._folded) and asked <= found)
        own = {folded(each) for each in self.headings}
        return len(own & found) / len(own | found)


def passed_over(known_as: KnownAs) -> frozenset[str]:
    """Return the headings, folded, of columns that are of no record, so that nobody has to be told that they are left out."""
    return frozenset(
        folded(word) for heading in (*CHECK_HEADINGS, *RUNNING) for word in (heading, *known_as(heading))
    )


def places_of(register: Register) -> Iterator[tuple[str, str, str]]:
    """Yield every place a column may go to, with the label of its field and, of a child row, that of the inner field."""
    for each in register.fields():
        yield each.name, each.kind.label, ""
        if isinstance(each.kind, Rows):
            for inner in fields_of(each.kind.of):
                yield f"{each.name}.{inner.name}", each.kind.label, inner.kind.label
            for column in each.kind.columns:
                yield (
                    _target(each, column).place,
                    sort_label(each.kind, column),
                    _inner_label(each.kind, column),
                )
    yield STATE, STATE_LABEL, ""


def sort_label(kind: Rows, column: LedgerColumn) -> str:
    """Return the label of the sort of child rows that a column tells."""
    key = field_of(kind.of, kind.key).kind
    return option_label(key.options, column.code) if isinstance(key, Choice) else column.code


def _inner_label(kind: Rows, column: LedgerColumn) -> str:
    return field_of(kind.of, column.inner).kind.label


def _target(field: Field, column: LedgerColumn, rank: int = 0) -> Target:
    return Target(field.name, column.inner, rank, column.code)


def require_places(register: Register, columns: LedgerColumns) -> None:
    """Raise WrongValue for a place that the register does not have, or to which two columns would go."""
    known = {place for place, _, _ in places_of(register)}
    given = [place for place in columns.places.values() if place]
    for place in given:
        if place not in known:
            raise WrongValue(
                place,
                Message(N_("There is no field “{field}”."), field=place),
                Message(N_("“ipdesk schema” lists the fields.")),
            )
        if given.count(place) > 1:
            raise WrongValue(
                place,
                Message(N_("Two columns would go to “{field}”."), field=place),
                Message(N_("Choose one of them and leave the other out.")),
            )


def index_of(register: Register, known_as: KnownAs) -> Index:
    """Return every word that may head a column of this register, folded, with where it goes.

    A field that is declared earlier wins a word that two fields claim.
    """
    index: Index = {}
    for each in register.fields():
        for rank, word in enumerate(_words(each.kind, each.name, known_as)):
            index.setdefault(folded(word), Target(each.name, "", rank))
    for each in register.fields():
        if isinstance(each.kind, Rows):
            outer = _words(each.kind, each.name, known_as)
            for inner in fields_of(each.kind.of):
                for rank, word in enumerate(_words(inner.kind, inner.name, known_as)):
                    for before in outer:
                        index.setdefault(folded(before + word), Target(each.name, inner.name, rank))
            for column in each.kind.columns:
                for rank, word in enumerate(column.aliases):
                    index.setdefault(folded(word), _target(each, column, rank))
    states = (*known_as(STATE_LABEL), *STATE_WORDS, *register.state_headings, STATE)
    for rank, word in enumerate(dict.fromkeys(states)):
        index.setdefault(folded(word), Target(STATE, "", rank))
    return index


def heading_of(register: Register, place: str, known_as: KnownAs) -> str:
    """Return a heading that by itself leads to a place, as written in the first language that a label is known in."""
    outer, _, rest = place.partition(".")
    inner, _, sort = rest.partition("@")
    if outer == STATE:
        return known_as(STATE_LABEL)[0]
    kind = register.field(outer).kind
    if not inner or not isinstance(kind, Rows):
        return known_as(kind.label)[0]
    if sort:
        return next(each.aliases[0] for each in kind.columns if (each.inner, each.code) == (inner, sort))
    return known_as(kind.label)[0] + known_as(field_of(kind.of, inner).kind.label)[0]


def find_heading(sheet: Sheet, index: Index, chosen: Sequence[LedgerColumns] = ()) -> Heading | None:
    """Return the first heading within the first rows of a sheet, None when none is recognised.

    Of what was chosen, that which fits best goes before the aliases.
    """
    covers = _covers(sheet)
    if (found := _chosen_heading(sheet, index, covers, chosen)) is not None:
        return found
    for row in range(min(LAST_HEADING_ROW, len(sheet.rows))):
        if sum(bool(text) for text in _line(sheet, row)) < LEAST_KNOWN and not _is_grouped(row, covers):
            continue
        two = _two_lines(sheet, row, index, covers)
        heading = two or _one_line(sheet, row, index)
        if heading.known() >= LEAST_KNOWN:
            return heading
    return None


def candidates(sheet: Sheet, index: Index) -> list[Heading]:
    """Return the rows that may be the heading of a sheet in which none is recognised, the likeliest first."""
    found = [_one_line(sheet, row, index) for row in range(min(LAST_HEADING_ROW, len(sheet.rows)))]
    worth = {each.first: len({text for text in _line(sheet, each.first) if text}) for each in found}
    found.sort(key=lambda each: (-each.known(), -worth[each.first], each.first))
    return [each for each in found if worth[each.first]]


def read_headings(sheet: Sheet) -> Iterator[tuple[str, ...]]:
    """Yield the texts of each row, or pair of rows, that may be the heading of a sheet, as headings are kept."""
    covers = _covers(sheet)
    for row in range(min(LAST_HEADING_ROW, len(sheet.rows))):
        for heading in (_one_line(sheet, row, {}), _joined(sheet, row, {}, covers)):
            yield tuple(each.heading for each in heading.columns if each.is_headed)


def _chosen_heading(
    sheet: Sheet, index: Index, covers: Covers, chosen: Sequence[LedgerColumns]
) -> Heading | None:
    best: tuple[float, Heading] | None = None
    for row in range(min(LAST_HEADING_ROW, len(sheet.rows))) if chosen else ():
        for heading in (_one_line(sheet, row, index), _joined(sheet, row, index, covers)):
            headed = [each.heading for each in heading.columns if each.is_headed]
            letters = [each.heading for each in heading.columns if not each.is_headed]
            for columns in chosen:
                likeness = columns.likeness(headed, letters)
                if likeness >= LEAST_ALIKE and (best is None or likeness > best[0]):
                    best = likeness, _with_chosen(heading, columns)
    return best[1] if best is not None else None


def _with_chosen(heading: Heading, columns: LedgerColumns) -> Heading:
    """Return a heading with its columns where somebody said they go."""
    texts: list[tuple[str, Target | None]] = []
    for each in heading.columns:
        place = columns.place(each.heading)
        outer, _, rest = (place or "").partition(".")
        inner, _, sort = rest.partition("@")
        told = Target(outer, inner, CHOSEN_RANK, sort) if outer else None
        texts.append((each.heading, each.target if place is None else told))
    return _heading(heading.first, heading.last, texts)


def likely_headings(sheet: Sheet) -> list[str]:
    """Return the texts of the row that looks most like a heading, to be shown when none is known."""
    lines = [_line(sheet, row) for row in range(min(LAST_HEADING_ROW, len(sheet.rows)))]
    best = max(lines, key=lambda line: len({text for text in line if text}), default=[])
    return [text[:40] for text in best if text]


def lookup(text: str, index: Index) -> Target | None:
    """Return where a heading goes: as written, without marks, or without the note in brackets."""
    plain = _MARKS.sub("", unicodedata.normalize("NFKC", text))
    for candidate in (text, plain, _NOTE.sub("", plain), _UNIT.sub("", plain)):
        if target := index.get(folded(candidate)):
            return target
    return None


def closed_headings(register: Register, heading: Heading, index: Index) -> frozenset[str]:
    """Return the headings whose columns tell something restricted, whether they are read or left out."""
    closed = restricted_fields(register)
    return frozenset(
        each.heading
        for each in heading.columns
        for target in (each.target, lookup(each.heading, index))
        if target is not None and target.field in closed
    )


def _words(kind: Described, name: str, known_as: KnownAs) -> tuple[str, ...]:
    return tuple(dict.fromkeys((*known_as(kind.label), kind.label, *kind.aliases, name)))


def _line(sheet: Sheet, row: int) -> list[str]:
    return (
        [sheet.text(row, column) for column in range(len(sheet.rows[row]))] if row < len(sheet.rows) else []
    )


def _covers(sheet: Sheet) -> Covers:
    """Map each cell of the heading region to the first cell of the merged range it lies in."""
    covers = {}
    for top, left, bottom, right in sheet.merged:
        for row in range(top, min(bottom, LAST_HEADING_ROW) + 1):
            for column in range(left, min(right, left + 200) + 1):
                covers[row, column] = (top, left)
    return covers


def _is_grouped(row: int, covers: Covers) -> bool:
    return any(place == (row, column) for (_, column), place in covers.items())


def _one_line(sheet: Sheet, row: int, index: Index) -> Heading:
    return _heading(row, row, [(text, lookup(text, index)) for text in _line(sheet, row)])


def _two_lines(sheet: Sheet, row: int, index: Index, covers: Covers) -> Heading | None:
    """Read two rows as one heading where the lower one names parts of the upper one, else None."""
    if row + 1 >= len(sheet.rows):
        return None
    upper = [text for text in _line(sheet, row) if text]
    if len(upper) == 1 and lookup(upper[0], index) is None:
        return None  # the title of the sheet, or the line of unit and date below it, merged over the columns
    parts = 0
    for column, top, above, bottom in _stacked(sheet, row, covers):
        is_part = _is_wide(covers, row, column) or not top
        if bottom and not is_part and lookup(top, index) and lookup(top + bottom, index) is None:
            return None  # a known heading with something of its own below it: that is a row of data
        parts += bool(bottom and _first_known([above + bottom, bottom], index))
    two = _joined(sheet, row, index, covers)
    return two if parts and two.known() > _one_line(sheet, row, index).known() else None


def _joined(sheet: Sheet, row: int, index: Index, covers: Covers) -> Heading:
    """Return two rows as one heading, whatever the lower one is."""
    texts: list[tuple[str, Target | None]] = []
    for _, top, above, bottom in _stacked(sheet, row, covers):
        target = _first_known([above + bottom, bottom] if bottom else [top], index)
        parts = dict.fromkeys(part for part in (above if bottom else top, bottom) if part)
        texts.append((" ".join(parts), target))
    return _heading(row, row + 1, texts)


def _stacked(sheet: Sheet, row: int, covers: Covers) -> Iterator[tuple[int, str, str, str]]:
    """Yield each column of two rows: its place, the upper text, that of its group, and the lower text."""
    group = ""
    lower = sheet.rows[row + 1] if row + 1 < len(sheet.rows) else ()
    for column in range(max(len(sheet.rows[row]), len(lower))):
        top = sheet.text(*covers.get((row, column), (row, column)))
        below = covers.get((row + 1, column), (row + 1, column))
        bottom = "" if below[0] <= row else sheet.text(*below)
        group = top or group
        # Without merged cells a group stands over its first column.
        yield column, top, top or (group if not sheet.merged else ""), bottom


def _first_known(texts: list[str], index: Index) -> Target | None:
    return next((found for text in texts if text and (found := lookup(text, index))), None)


def _is_wide(covers: Covers, row: int, column: int) -> bool:
    """Say whether a cell is part of a range merged over several columns."""
    place = covers.get((row, column))
    return place is not None and place in (covers.get((row, column - 1)), covers.get((row, column + 1)))


def _heading(first: int, last: int, texts: list[tuple[str, Target | None]]) -> Heading:
    """Give each target its best column, and each column a heading of its own."""
    best: dict[str, int] = {}
    for position, (_, target) in enumerate(texts):
        if target is None:
            continue
        held = texts[best[target.place]][1] if target.place in best else None
        if held is None or target.rank < held.rank:
            best[target.place] = position
    columns = []
    seen: dict[str, int] = {}
    for position, (text, target) in enumerate(texts):
        name = " ".join(text.split()) or column_name(position)
        seen[name] = seen.get(name, 0) + 1
        wins = target is not None and best[target.place] == position
        columns.append(
            Column(
                position,
                name if seen[name] == 1 else f"{name} ({seen[name]})",
                target if wins else None,
                _unit(text),
            )
        )
    return Heading(first, last, tuple(columns))


def _unit(text: str) -> int:
    found = _UNIT.search(text)
    return _UNITS[found["unit"]] if found else 1
