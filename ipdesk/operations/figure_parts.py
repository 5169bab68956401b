"""The parts of figures that a cell of a superior's workbook may take: options of fields by their codes, and the units there are."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any, Final

from ipdesk.exporting.quarter_content import PARTS, colon_of
from ipdesk.model.text import N_, Translator
from ipdesk.operations.deadline_rules import book_in_force
from ipdesk.operations.desk import Desk
from ipdesk.operations.indicator_rules import indicators_in_force
from ipdesk.operations.movement_rules import employments_in_force
from ipdesk.operations.quarter_sheets import kind_of
from ipdesk.registers import register
from ipdesk.registers.countries import OFFICES, office_name, office_words, places_in
from ipdesk.registers.project_choices import PROJECT_CLASSES
from ipdesk.rules.indicator_rules import QUERIES, TASKS, Indicator, Query
from ipdesk.rules.indicators import BY
from ipdesk.rules.report_maps import FIGURE_COLUMNS
from ipdesk.rules.report_parts import FigurePart, is_writable, part_names
from ipdesk.store import lines as store

NOT_SAID: Final = N_("not named")
COUNTRY: Final = "jurisdiction"
# Where the unit of a row stands, by register; a field of child rows after a dot.
UNITS: Final = (
    *((each, "unit") for each in ("disclosures", "projects", "assessments", "secrets", "people")),
    ("papers", "authors.unit"),
    ("patents", "inventors.unit"),
)
Named = tuple[str, str, tuple[str, ...]]  # code of a part, its label, and further words for it


def figure_parts(desk: Desk, translator: Translator | None = None) -> tuple[FigurePart, ...]:
    """Return every part of an indicator that is told by parts, whether or not a quarter has rows of it."""
    desk.require("export")
    return tuple(_Finder(desk, translator or desk.translator).found())


def part_labels(desk: Desk, parts: Iterable[FigurePart]) -> dict[str, str]:
    """Return the parts of figures as a map writes them, each with what people call it in the language of the desk.

    The part stands first: a list that is narrow shows where names differ.
    """
    label, language = desk.translator.label, desk.translator.language
    figures = {each.code: each.label.said(language) for each in indicators_in_force(desk)[0].indicators}
    columns, colon = {each: label(said) for each, said in FIGURE_COLUMNS.items()}, colon_of(language)
    return {
        name: f"{each.by_label}{colon}{each.label} · {column} · {each.code} {figures[each.code]}"
        for name, each, column in part_names(parts, columns)
    }


class _Finder:
    def __init__(self, desk: Desk, translator: Translator) -> None:
        self._desk, self._translator = desk, translator
        self._held: dict[tuple[str, str], tuple[Named, ...]] = {}

    def found(self) -> Iterator[FigurePart]:
        """Yield the parts, indicator by indicator."""
        for made in indicators_in_force(self._desk)[0].indicators:
            if made.split:
                for by in (*BY, *QUERIES[made.of].parted):
                    yield from self._of(made, by)

    def _of(self, made: Indicator, by: str) -> Iterator[FigurePart]:
        label, query = self._translator.label, QUERIES[made.of]
        by_label = label(PARTS[by]) if by in PARTS else label(kind_of(query, by).label)
        named = (*self._named(query, by), ("", label(NOT_SAID), ()))
        for part, said, words in named:
            if is_writable(part):
                yield FigurePart(
                    code=made.code, by=by, part=part, label=said, by_label=by_label, words=words, of=made.of,
                    share=made.how in ("share", "within"),
                )  # fmt: skip

    def _named(self, query: Query, by: str) -> tuple[Named, ...]:
        field = {"unit": "unit", "group": "group", "kind": query.kinds}.get(by, by)
        register_ = "" if field in ("unit", "group", TASKS) else query.register
        key = (register_, field or "agency")
        if key not in self._held:
            self._held[key] = tuple(self._words(query, field))
        return self._held[key]

    def _words(self, query: Query, field: str) -> Iterable[Named]:
        if field == "unit":
            return self._texts(UNITS)
        if field == "group":
            return self._options(PROJECT_CLASSES)
        if field == TASKS:
            rules = book_in_force(self._desk).rules.rules
            return [(each.id, each.label.said(self._translator.language), ()) for each in rules]
        if field == "employment":
            kinds = employments_in_force(self._desk).kinds
            return [
                (each.code, each.label.said(self._translator.language), (each.label.zh, each.label.en))
                for each in kinds
            ]
        if field == COUNTRY:
            return self._countries(query)
        if not field:
            return self._texts(((query.register, "agency"),))
        return self._options(getattr(kind_of(query, field), "options", ()))

    def _options(self, options: Iterable[Any]) -> Iterable[Named]:
        known_as = self._translator.known_as
        return [
            (each.code, self._translator.label(each.label), (*known_as(each.label), *each.aliases))
            for each in options
        ]

    def _texts(self, places: Iterable[tuple[str, str]]) -> Iterable[Named]:
        db = self._desk.workspace.db
        found = {text for name, field in places for text in store.texts_of(db, register(name), field)}
        return [(each, each, (each,)) for each in sorted(found)]

    def _countries(self, query: Query) -> Iterable[Named]:
        written = store.texts_of(self._desk.workspace.db, register(query.register), COUNTRY)
        codes = sorted({*OFFICES, *(code for text in written for code in places_in(text)[:1])})
        language = self._translator.language
        return [(each, office_name(each, language), office_words(each)) for each in codes]
