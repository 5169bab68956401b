"""What a quarter or year tells (季度报表、年度报告), ready to be drawn: texts in the reader's language, figures exact.

Workbook, report and filled templates are pure functions of this and of a stamp, so a closed quarter is written again byte for
byte from what was kept of it. Rows that quote records stand apart, each with the local id of its record, so that a purge finds them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass, fields, replace
from datetime import date
from decimal import Decimal
from typing import Any, Final, cast

from ipdesk.exporting.documents.list_columns import FIGURE, NAME, TEXT
from ipdesk.exporting.layout import Align, Column, Form, Shape, Table, Value
from ipdesk.model.marking import Marking
from ipdesk.model.text import N_, Message, Translator
from ipdesk.model.values import decimal_text

NO_FIGURE: Final = "—"
PARTS: Final = {"unit": N_("Unit"), "kind": N_("Kind"), "group": N_("Class of project")}
SPANS: Final[dict[str, str]] = {
    "now": N_("This period"),
    "to_date": N_("Year to date"),
    "before": N_("Year before"),
}
OF_YEAR: Final[dict[str, str]] = {"now": N_("This year"), "before": N_("Previous year")}


def spans_of(*, is_year: bool) -> dict[str, str]:
    """Return which figures are told of a year or a quarter, under which labels."""
    return OF_YEAR if is_year else SPANS


@dataclass(frozen=True, slots=True, kw_only=True)
class FigureLine:
    """One indicator: its words, its figures in the unit named, and what was written to explain it.

    One that is not `kept` has no figures, and `note` says why. `meets` is whether the aim is reached, None without one.
    `free` says that the kind of its rows is a text that somebody wrote, not one of a list.
    """

    code: str
    label: str
    definition: str
    basis: str
    use: str = ""
    unit: str = ""
    unit_label: str = ""
    aim: str = ""
    note: str = ""
    scored: bool = False
    kept: bool = True
    now: Decimal | None = None
    numerator: Decimal | None = None
    denominator: Decimal | None = None
    to_date: Decimal | None = None
    before: Decimal | None = None
    target: Decimal | None = None
    meets: bool | None = None
    free: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class PartLine:
    """A figure of the period for one part of its rows; `by` is a key of PARTS, or a field that `said` names."""

    code: str
    by: str
    name: str
    value: Decimal | None
    numerator: Decimal
    denominator: Decimal | None = None
    said: str = ""

    def by_label(self, translator: Translator) -> str:
        """Return what it is a part by, for people."""
        return self.said or translator.label(PARTS[self.by])


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """What a cell of a superior's workbook may take of one part of a figure: `part` is its code, or a text that has none.

    Numerator and denominator are those of the period.
    """

    code: str
    by: str
    part: str
    now: Decimal | None
    to_date: Decimal | None
    before: Decimal | None
    numerator: Decimal
    denominator: Decimal | None = None


@dataclass(frozen=True, slots=True)
class Quoted:
    """One row of a sheet with the local id of the record it quotes, 0 for none."""

    entry: int
    cells: tuple[Value, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """A table of rows that quote records: `key` is a register, or what else it is of; `note` stands above it.

    `masks` says for each column what a masked edition hides of it: "name", "text", "kind" for a text where the kind of the
    indicator's rows is one, or "" for nothing.
    """

    key: str
    title: str
    columns: tuple[Column, ...]
    rows: tuple[Quoted, ...]
    masks: tuple[str, ...]
    note: str = ""

    def table(self) -> Table:
        """Return it as a table to be drawn."""
        return Table(
            register="", title=self.title, columns=self.columns, rows=tuple(each.cells for each in self.rows)
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Correction:
    """One cell that differs from the version of the quarter before: what it is of, and both values as people read them.

    `free` says that what it is of is a text that somebody wrote.
    """

    code: str
    what: str
    was: str
    now: str
    free: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Version:
    """One closing of a quarter: 0 for the first, then the number of the correction, with its reason, day and serial number."""

    number: int
    reason: str = ""
    by: str = ""
    day: str = ""
    serial: str = ""
    changes: tuple[Correction, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class QuarterContent:
    """All that the documents of a quarter or year are made of.

    `as_of` is the last day that is told. `marking` is that of all rows, `named` that of the exceptions alone, which the report names.
    `versions` are its closings up to this one, none while it is open. `left_out` counts
    rows above the level that was chosen, `sealed` records of which nothing is told, `gone` rows and words of a closed period that were
    erased or withheld since. `masked` says that names, titles and texts are. `pieces` are the parts by their codes, of the year so far
    and the year before too; None where the period was closed without them.
    """

    code: str
    name: str
    first: date
    last: date
    as_of: date
    language: str
    lab: str
    rules: str
    marking: Marking
    named: Marking
    lines: tuple[FigureLine, ...]
    parts: tuple[PartLine, ...]
    sheets: tuple[Sheet, ...]
    nil: bool = False
    versions: tuple[Version, ...] = ()
    sealed: int = 0
    left_out: int = 0
    above: str = ""
    gone: int = 0
    masked: bool = False
    text: str = ""
    pieces: tuple[Piece, ...] | None = None

    @property
    def is_year(self) -> bool:
        """Whether it is of a whole year."""
        return "Q" not in self.code

    @property
    def spans(self) -> dict[str, str]:
        """Which figures of an indicator are told, under which label: of a year there is no year so far beside it."""
        return spans_of(is_year=self.is_year)

    def sheet(self, key: str) -> Sheet | None:
        """Return a sheet by its key, None where there is none."""
        return next((each for each in self.sheets if each.key == key), None)

    def line(self, code: str) -> FigureLine | None:
        """Return an indicator by its code, None where there is none."""
        return next((each for each in self.lines if each.code == code), None)

    def parts_of(self, code: str, by: str) -> tuple[PartLine, ...]:
        """Return the parts of an indicator by unit, kind, class of project or a further field."""
        return tuple(each for each in self.parts if (each.code, each.by) == (code, by))


def plain_head(made: QuarterContent) -> dict[str, Any]:
    """Return everything but the rows that quote records as JSON values, for `read_content`."""
    kept = {each.name: getattr(made, each.name) for each in fields(made) if each.name != "sheets"}
    head: dict[str, Any] = {
        name: [_plain_object(one) for one in value] if isinstance(value, tuple) else _plain(value)
        for name, value in kept.items()
        if name not in ("marking", "named")
    }
    head["marking"], head["named"] = asdict(made.marking), asdict(made.named)
    head["sheets"] = [
        {
            "key": each.key,
            "title": each.title,
            "note": each.note,
            "columns": [_plain_column(one) for one in each.columns],
            "masks": list(each.masks),
        }
        for each in made.sheets
    ]
    return head


def plain_rows(made: QuarterContent) -> Iterable[tuple[str, int, int, list[Any]]]:
    """Yield the rows that quote records: key of the sheet, place, local id of the record, and cells as JSON values."""
    for sheet in made.sheets:
        for place, row in enumerate(sheet.rows):
            yield sheet.key, place, row.entry, [_plain(cell) for cell in row.cells]


def read_content(head: dict[str, Any], rows: Iterable[tuple[str, int, list[Any]]]) -> QuarterContent:
    """Return what `plain_head` and `plain_rows` told; rows come as key, local id and cells, in their places."""
    held: dict[str, list[Quoted]] = {}
    for key, entry, cells in rows:
        held.setdefault(key, []).append(Quoted(entry, tuple(map(_value, cells))))
    sheets = tuple(
        Sheet(
            key=each["key"],
            title=each["title"],
            note=each["note"],
            columns=tuple(map(_column, each["columns"])),
            rows=tuple(held.get(each["key"], ())),
            masks=tuple(each["masks"]),
        )
        for each in head["sheets"]
    )
    told = {
        name: _value(value)
        for name, value in head.items()
        if name != "pieces" and (not isinstance(value, list | dict) or _is_tagged(value))
    }
    pieces = head.get("pieces")
    return QuarterContent(
        **told,
        marking=Marking(**head["marking"]),
        named=Marking(**head["named"]),
        lines=tuple(FigureLine(**_values(each)) for each in head["lines"]),
        parts=tuple(PartLine(**_values(each)) for each in head["parts"]),
        pieces=None if pieces is None else tuple(Piece(**_values(each)) for each in pieces),
        versions=tuple(_version(each) for each in head["versions"]),
        sheets=sheets,
    )


def _version(plain: dict[str, Any]) -> Version:
    changes = tuple(Correction(**each) for each in plain["changes"])
    return Version(**{**plain, "changes": changes})


def _plain_object(one: Any) -> dict[str, Any]:
    return {
        each.name: [asdict(part) for part in held]
        if isinstance(held := getattr(one, each.name), tuple)
        else _plain(held)
        for each in fields(one)
    }


def _values(plain: dict[str, Any]) -> dict[str, Any]:
    return {name: _value(held) for name, held in plain.items()}


def _plain(value: Any) -> Any:
    """Return a value as JSON has it; what JSON has not is tagged."""
    if isinstance(value, Decimal):
        return {"number": str(value)}
    return {"day": value.isoformat()} if isinstance(value, date) else value


def _is_tagged(plain: Any) -> bool:
    return isinstance(plain, dict) and set(plain) in ({"number"}, {"day"})


def _value(plain: Any) -> Any:
    if not _is_tagged(plain):
        return plain
    return Decimal(plain["number"]) if "number" in plain else date.fromisoformat(plain["day"])


def _plain_column(column: Column) -> list[Any]:
    shape = column.shape
    return [column.name, column.label, shape.align, shape.form, shape.width, shape.least]


def _as_held(value: Any, _: object) -> Value:
    return cast("Value", value)


def _column(plain: Sequence[Any]) -> Column:
    name, label, align, form, width, least = plain
    shape = Shape(cast("Align", align), cast("Form", form), width, _as_held, least)
    return Column(name, label, shape)


COUNTS: Final = {"numerator": N_("Numerator"), "denominator": N_("Denominator")}


def version_line(version: Version) -> Message:
    """Return how a version of a quarter is called."""
    if not version.number:
        return Message(N_("Closed on {day} by {by}"), day=version.day, by=version.by)
    said = N_("Correction {number}, {day}, {by}: {reason}")
    return Message(said, number=version.number, day=version.day, by=version.by, reason=version.reason)


WORDLESS: Final = N_(
    "Explanations, the account and reasons of corrections are left out: they bear no level of their own."
)


def left_out_notices(made: QuarterContent) -> Iterator[Message]:
    """Yield what a level, a seal or a purge left out of a report, but for the records that are sealed throughout."""
    if made.left_out:
        said = N_("{count} rows above “{level}” are left out; figures count them.")
        yield Message(said, count=made.left_out, level=made.above)
    if made.above:
        yield Message(WORDLESS)
    if made.gone:
        said = N_(
            "{count} rows of records that were sealed or purged since are left out; figures count them."
        )
        yield Message(said, count=made.gone)


def parts_table(made: QuarterContent, translator: Translator) -> Table:
    """Return the figures of the period by unit, kind and class of project."""
    names = {each.code: each for each in made.lines}
    label = translator.label
    short, figure = replace(TEXT, width=14), replace(FIGURE, least=13)
    centred = replace(short, align="center")
    columns = (
        Column("code", label(N_("Code")), short), Column("label", label(N_("Indicator")), NAME),
        Column("by", label(N_("Figures by")), TEXT), Column("name", label(N_("Group")), NAME),
        Column("value", label(made.spans["now"]), figure), Column("unit", label(N_("Measured in")), centred),
        Column("numerator", label(N_("Numerator")), figure), Column("denominator", label(N_("Denominator")), figure),
    )  # fmt: skip
    rows: list[tuple[Value, ...]] = [
        (
            each.code, names[each.code].label, each.by_label(translator), each.name, each.value,
            names[each.code].unit_label, each.numerator, each.denominator,
        )
        for each in made.parts
    ]  # fmt: skip
    title = label(N_("Figures by unit, kind and class of project"))
    return Table(register="", title=title, columns=columns, rows=tuple(rows))


def colon_of(language: str) -> str:
    """Return the colon of a language, with the blank that follows it."""
    return "：" if language == "zh" else ": "


def shown(value: Decimal | None, line: FigureLine) -> str:
    """Return a figure with its unit, a dash where there is none."""
    if value is None:
        return NO_FIGURE
    text = f"{value:,.2f}" if line.unit == "yuan" else decimal_text(value)
    return f"{text}%" if line.unit == "percent" else f"{text} {line.unit_label}".strip()
