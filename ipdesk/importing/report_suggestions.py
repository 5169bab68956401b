"""What a superior's workbook itself says of what belongs where; a person confirms it before anything is filled.

Markers such as {{D2.quarter}} say it outright, and so do names that cells were given. Else figures are told by their code or name at the left of a row and a
known word over the column, parts of figures by their names under such a row or with it in one, slots by the words before a cell, and columns by the headings that a register knows.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Final, Literal

from ipdesk.importing.headings import Index, index_of, lookup
from ipdesk.importing.report_part_words import PartWords
from ipdesk.model.folding import folded
from ipdesk.model.register import Register
from ipdesk.model.values import KnownAs
from ipdesk.rules.report_books import MARKER, BookSheet, Place, ReportBook, place_of
from ipdesk.rules.report_maps import FIGURE_COLUMNS, ORDER, KnownNames, Mapped, ReportMap, report_map
from ipdesk.rules.report_parts import FigurePart
from ipdesk.rules.words import Words

Why = Literal["marker", "words", "heading"]
MOST_ROWS: Final = 2_000
LEAST_HEADINGS: Final = 3
LAST_HEADING: Final = 300  # row in which the headings of a register are looked for
SLOT_WORDS: Final[Mapping[str, tuple[str, ...]]] = {
    "lab": (
        *("填报单位", "报送单位", "单位名称", "实验室名称", "实验室", "单位"),
        *(
            "Reporting unit",
            "Reporting organisation",
            "Reporting organization",
            "Name of the laboratory",
            "Laboratory",
        ),
    ),
    "quarter-name": (
        *("报告期", "填报季度", "统计季度", "统计期间", "统计时段", "报告期间"),
        *("Reporting period", "Reporting quarter", "Period", "Quarter"),
    ),
    "made-on": (
        *("填报日期", "填表日期", "填表时间", "填报时间", "制表日期", "报送日期", "报出日期"),
        *("Reporting date", "Date of report", "Report date", "Date prepared", "Date of completion"),
    ),
    "made-by": (
        *("填表人", "填报人", "制表人"),
        *("Prepared by", "Filled in by", "Completed by", "Reported by"),
    ),
    "marking": ("密级", "Marking", "Level", "Classification", "Security classification"),
    "serial": ("流水号", "Serial number", "Serial no."),
}
COLUMN_WORDS: Final[Mapping[str, tuple[str, ...]]] = {
    "quarter": (
        "本季",
        "本季度",
        "本季数",
        "本季值",
        "本季完成",
        "本季度完成",
        "本季度完成数",
        "当季",
        "本期",
        *("Current quarter", "Quarter", "This period", "Current period", "Actual"),
    ),
    "year": (
        *("本年累计", "年累计", "累计", "本年度累计", "年初至今", "全年累计", "累计完成"),
        *("Year to date", "YTD", "Cumulative", "Cumulative this year"),
    ),
    "before": (
        *("上年同期", "去年同期", "上年同期数", "同期"),
        *("Same period last year", "Same quarter last year", "Year before", "Previous year", "Last year"),
    ),
    "target": (
        *("目标", "目标值", "年度目标", "指标值", "计划", "计划数"),
        *("Targets", "Annual target", "Aim", "Plan", "Planned"),
    ),
    "note": ("说明", "情况说明", "备注", "Remarks", "Note", "Notes", "Comment", "Comments", "Explanation"),
    "numerator": ("分子",),
    "denominator": ("分母",),
}
ORDER_WORDS: Final = ("序号", "序", "No.", "No", "编号顺序", "Serial")
_COLON = re.compile(r"\s*[:：]\s*[_＿\s]*$")
_NUMBERING = re.compile(r"^(?:[(（]?[\d一二三四五六七八九十]+[)）]?[、.．\s]*)")
_AMONG = re.compile(
    r"^\s*(?:其中|of which|of these|of them|thereof|including)(?:\s*[:：,，]\s*|\s+|(?=[^\x00-\x7f])|$)",
    re.IGNORECASE,
)
_NOTE = re.compile(r"[(（\[【].*?[)）\]】]")


@dataclass(frozen=True, slots=True)
class Suggestion:
    """What may belong into a cell, and why it is thought so."""

    mapped: Mapped
    why: Why


class Suggester:
    """Knows the words of indicators and registers, in both languages. `figures` has the label of each indicator by its code."""

    def __init__(
        self,
        known: KnownNames,
        figures: Mapping[str, Words],
        registers: Sequence[Register],
        known_as: KnownAs,
        parts: Sequence[FigurePart] = (),
    ) -> None:
        self._known = known
        self._figures = _figure_words(figures)
        self._columns = {folded(word): column for column, label in FIGURE_COLUMNS.items()
                         for word in (*COLUMN_WORDS[column], *known_as(label))}  # fmt: skip
        self._slots = {folded(word): slot for slot, words in SLOT_WORDS.items() for word in words}
        self._parts = PartWords(parts)
        self._order = frozenset(map(folded, ORDER_WORDS))
        self._indexes = {each.name: index_of(each, known_as) for each in registers}

    def suggest(self, book: ReportBook) -> tuple[Suggestion, ...]:
        """Return what a workbook suggests, one for a cell at most; markers come first."""
        found = {(each.mapped.sheet, each.mapped.place): each for each in self._defined(book)}
        for sheet in book.sheets:
            for each in (*self._markers(sheet), *self._by_words(sheet), *self._crossed(sheet)):
                found.setdefault((sheet.name, each.mapped.place), each)
        return tuple(found[each] for each in sorted(found, key=lambda key: key[1]))

    def _defined(self, book: ReportBook) -> Iterator[Suggestion]:
        """Yield the cells to which the workbook gives the name of a slot or figure."""
        for name, meaning in book.names:
            sheet, _, cell = meaning.rpartition("!")
            held, place = book.sheet(sheet.strip("'").replace("''", "'")), place_of(cell)
            if held is not None and place is not None and self._known.is_known(name, is_column=False):
                yield Suggestion(Mapped(held.name, place, name), "marker")

    def _markers(self, sheet: BookSheet) -> Iterator[Suggestion]:
        for place, cell in sorted(sheet.cells.items()):
            names = MARKER.findall(cell.text) if cell.kind == "text" else []
            if not names:
                continue
            if cell.is_marker and names[0] in self._known.fields:
                if (heading := _heading_over(sheet, place)) is not None:
                    yield Suggestion(Mapped(sheet.name, heading, names[0], is_column=True), "marker")
            elif all(self._known.is_known(name, is_column=False) for name in names):
                yield Suggestion(
                    Mapped(sheet.name, place, names[0] if cell.is_marker else cell.text.strip()), "marker"
                )

    def _by_words(self, sheet: BookSheet) -> Iterator[Suggestion]:
        heads: dict[int, str] = {}
        over = ""
        for row, cells in islice(sheet.rows().items(), MOST_ROWS):
            texts = [(column, cell.text) for column, cell in cells if cell.kind == "text"]
            if not texts:
                continue
            heads_here = {
                column: self._columns[key]
                for column, text in texts
                if (key := folded(_NOTE.sub("", text))) in self._columns
            }
            columns = list(self._headings(sheet, row, texts)) if row < LAST_HEADING else []
            if columns:
                heads, over = {}, ""
                yield from columns
            elif "quarter" in heads_here.values() or len(heads_here) > 1:
                heads, over = heads_here, ""
            elif heads:
                labels = [text for column, text in texts if column < min(heads)]
                takes, over = self._row(labels, over)
                yield from self._figures_of(sheet, row, takes, heads)
            yield from self._slots_of(sheet, row, texts)

    def _figures_of(
        self, sheet: BookSheet, row: int, takes: str | FigurePart | None, heads: Mapping[int, str]
    ) -> Iterator[Suggestion]:
        for column, name in heads.items() if takes is not None else ():
            if isinstance(takes, FigurePart):
                what = takes.written(name) if name in takes.columns() else ""
            else:
                what = f"{takes}.{name}"
            if what and _is_free(sheet, (row, column)):
                yield Suggestion(Mapped(sheet.name, (row, column), what), "words")

    def _row(self, labels: Sequence[str], over: str) -> tuple[str | FigurePart | None, str]:
        """Return what a row takes by its labels, and the code of the indicator whose parts may stand in rows below it.

        `over` is that of the rows before. Rows of other words end it, since parts below them may be of something else.
        """
        code = next((found for text in labels if (found := self._code(text))), None)
        if code is not None:
            return code, code
        words = [_plain(text) for text in labels]
        if (part := next(filter(None, map(self._parts.whole, words)), None)) is not None:
            return part, over
        over = next(filter(None, map(self._parts.subject, words)), over)
        part = next(filter(None, (self._parts.under(over, each) for each in words)), None)
        is_subject = any(map(self._parts.subject, words))
        stays = part is not None or is_subject or any(_AMONG.match(each.strip()) for each in labels)
        return part, over if stays else ""

    def _crossed(self, sheet: BookSheet) -> Iterator[Suggestion]:
        """Yield the cells of a table with its parts side by side and a row for the quarter, the year so far and so on."""
        tops: dict[int, FigurePart] = {}
        last = 0
        for row, cells in islice(sheet.rows().items(), MOST_ROWS):
            texts = [(column, cell.text) for column, cell in cells if cell.kind == "text"]
            found = {column: part for column, text in texts if (part := self._top(sheet, row, column, text))}
            if len(found) > 1:
                tops, last = found, row
                continue
            if row > last + 1 or any(column in tops for column, _ in texts):
                tops = {}  # the table ended: what stands below may be of something else
            last = row
            words = [folded(_NOTE.sub("", text)) for column, text in texts if column < min(tops, default=0)]
            name = next((self._columns[each] for each in words if each in self._columns), "")
            for column, part in tops.items():
                if name in part.columns() and _is_free(sheet, (row, column)):
                    yield Suggestion(Mapped(sheet.name, (row, column), part.written(name)), "words")

    def _top(self, sheet: BookSheet, row: int, column: int, text: str) -> FigurePart | None:
        """Return the part that a heading means, by itself or under the one above it."""
        plain = _plain(text)
        if (part := self._parts.whole(plain)) is not None or row == 0:
            return part
        cover = sheet.cover((row - 1, column))
        above = sheet.text(*(cover[:2] if cover is not None else (row - 1, column)))
        code = self._code(above) or self._parts.subject(_plain(above)) if above else None
        return self._parts.under(code, plain) if code else None

    def _code(self, text: str) -> str | None:
        """Return the indicator that a text names, by its code or its whole name."""
        plain = _NUMBERING.sub("", text.strip())
        first = re.split(r"[\s.、:：．]", plain, maxsplit=1)[0]
        for word in (text, plain, _NOTE.sub("", plain), first):
            if (code := self._figures.get(folded(word))) is not None:
                return code
        return None

    def _slots_of(self, sheet: BookSheet, row: int, texts: Sequence[tuple[int, str]]) -> Iterator[Suggestion]:
        for column, text in texts:
            word, has_colon = _COLON.sub("", text), _COLON.search(text) is not None
            slot = self._slots.get(folded(word))
            if slot is None or not (has_colon or len(texts) <= 2):
                continue
            cover = sheet.cover((row, column))
            beside = (row, (cover[3] if cover is not None else column) + 1)
            if _is_free(sheet, beside) and "_" not in text and "＿" not in text:
                yield Suggestion(Mapped(sheet.name, beside, slot), "words")
            elif has_colon:
                yield Suggestion(Mapped(sheet.name, (row, column), f"{word}：{{{{{slot}}}}}"), "words")

    def _headings(self, sheet: BookSheet, row: int, texts: Sequence[tuple[int, str]]) -> Iterator[Suggestion]:
        """Yield the headings of a row where it is one of the register that knows most of them."""
        if len(texts) < LEAST_HEADINGS:
            return
        best = max(
            (self._known_in(name, index, texts) for name, index in self._indexes.items()), key=len, default={}
        )
        if len(best) < LEAST_HEADINGS or 2 * len(best) < len(texts):
            return
        register = next(iter(best.values())).partition(".")[0]
        for column, text in texts:
            if column in best:
                yield Suggestion(Mapped(sheet.name, (row, column), best[column], is_column=True), "heading")
            elif folded(text) in self._order:
                name = f"{register}.{ORDER}"
                yield Suggestion(Mapped(sheet.name, (row, column), name, is_column=True), "heading")

    def _known_in(self, register: str, index: Index, texts: Sequence[tuple[int, str]]) -> dict[int, str]:
        """Return the fields of a register that headings name; of two headings of one field the better one."""
        ranked = []
        for column, text in texts:
            target = lookup(text, index)
            if target is not None and not target.inner and f"{register}.{target.field}" in self._known.fields:
                ranked.append((target.rank, column, f"{register}.{target.field}"))
        found: dict[str, int] = {}
        for _, column, name in sorted(ranked):
            found.setdefault(name, column)
        return {column: name for name, column in found.items()}


def _plain(label: str) -> str:
    """Return the label of a row without number, “of which”, unit in brackets and colon."""
    text = _AMONG.sub("", _NUMBERING.sub("", label.strip()))
    return _COLON.sub("", _NOTE.sub("", text)).strip()


def map_of(suggestions: Sequence[Suggestion]) -> ReportMap:
    """Return what is suggested as a map."""
    return report_map(each.mapped for each in suggestions)


def _figure_words(figures: Mapping[str, Words]) -> dict[str, str]:
    """Return the indicators by code and by their names; a name that two have tells neither."""
    found = {folded(code): code for code in figures}
    names: dict[str, set[str]] = {}
    for code, label in figures.items():
        for word in filter(None, (label.zh, label.en)):
            names.setdefault(folded(word), set()).add(code)
    return {word: next(iter(codes)) for word, codes in names.items() if len(codes) == 1} | found


def _heading_over(sheet: BookSheet, place: Place) -> Place | None:
    """Return the cell over a marker under which its values come, None in the first row."""
    if place[0] == 0:
        return None
    cover = sheet.cover((place[0] - 1, place[1]))
    return cover[:2] if cover is not None else (place[0] - 1, place[1])


def _is_free(sheet: BookSheet, place: Place) -> bool:
    """Say whether a value may come into a cell: nothing stands in it, or a number."""
    cell, cover = sheet.cells.get(place), sheet.cover(place)
    return (cell is None or cell.kind == "number") and (cover is None or cover[:2] == place)
