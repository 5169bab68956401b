"""Workbooks that a superior sends every quarter: looked at, mapped once by a person, and filled cell by cell.

Nothing is filled that no person confirmed. A file of the same form finds its map again; where cells moved or went, that
is said, and the map is confirmed anew.
"""

from __future__ import annotations

import base64
import json
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import Final

from ipdesk.exporting.layout import Stamp, mark_words
from ipdesk.exporting.report_plans import Plan, Problem, check_map, plan_filling
from ipdesk.exporting.template_values import TemplateValues, Value
from ipdesk.importing.marks import highest_mark
from ipdesk.importing.report_suggestions import Suggester, Suggestion, map_of
from ipdesk.importing.report_templates import ask_of_report, read_template
from ipdesk.model.errors import AboveLimit, NotFound, Refused, Unfit, WrongValue
from ipdesk.model.files import not_read, not_utf8
from ipdesk.model.kinds import Rows as ChildRows
from ipdesk.model.marking import STATE_LEVELS, Marking
from ipdesk.model.report_periods import ReportPeriod
from ipdesk.model.text import N_, Message, sound
from ipdesk.operations.desk import Desk
from ipdesk.operations.documents import Paper, make_stamp, require_place, write_paper
from ipdesk.operations.figure_parts import figure_parts, part_labels
from ipdesk.operations.indicator_rules import indicators_in_force
from ipdesk.operations.manuscript_marks import CLEAR_MARKED, MARKED
from ipdesk.operations.quarter_values import figure_labels, quarter_values
from ipdesk.registers import REGISTERS
from ipdesk.rules.report_books import ReportBook, cell_name
from ipdesk.rules.report_layouts import (
    LEAST_ALIKE,
    Change,
    Layout,
    carried_over,
    layout_of,
    plain_layout,
    read_layout,
)
from ipdesk.rules.report_maps import (
    FIGURE_COLUMNS,
    ORDER,
    ORDER_LABEL,
    SLOTS,
    KnownNames,
    ReportMap,
    known_names,
    plain_map,
    read_map,
    report_map,
    write_map,
)
from ipdesk.rules.report_parts import FigurePart
from ipdesk.store import report_templates as store

ENDING: Final = ".xlsx"
MAP_ENDING: Final = ".json"
DOCUMENT: Final = "report-template"
MARKED_SLOTS: Final = ("marking",)
SIGNED: Final = N_(
    "The workbook is digitally signed: filling it breaks the signature, and whoever opens it is told. Have it signed anew where one is called for."
)
STAMP_SLOTS: Final = ("serial", "head")


@dataclass(frozen=True, slots=True)
class KnownTemplate:
    """A workbook whose cells are mapped; the whole desk shares it."""

    id: int
    name: str
    sha256: str
    map: ReportMap
    layout: Layout
    at: datetime
    user: str


@dataclass(frozen=True, slots=True)
class LookedAt:
    """A workbook with the map that is kept for its form. `map` has the cells that are known again where they were,
    `changes` those that moved or went; with any of these a person has to confirm the map first. One that is `filled` already is
    known, and never filled again."""

    file: Path
    book: ReportBook
    data: bytes
    known: KnownNames
    kept: KnownTemplate | None
    map: ReportMap
    changes: tuple[Change, ...]
    suggestions: tuple[Suggestion, ...]
    filled: bool = False

    def notices(self) -> tuple[Message, ...]:
        """Return what whoever fills it should know beforehand, whatever is mapped."""
        return (Message(SIGNED),) if self.book.signed else ()

    def moved_map(self) -> ReportMap:
        """Return the map with what moved where it stands now, and without what went."""
        found = {(each.sheet, each.place): each for each in self.map.mapped}
        found |= {(each.now.sheet, each.now.place): each.now for each in self.changes if each.now is not None}
        return report_map(found.values())

    def suggested_map(self) -> ReportMap:
        """Return what is kept, moved where it stands now, and what the workbook suggests for other cells."""
        held = self.moved_map()
        more = [each for each in map_of(self.suggestions).mapped if held.at(each.sheet, each.place) is None]
        return report_map([*held.mapped, *more])


def names_of(desk: Desk, parts: Sequence[FigurePart] | None = None) -> KnownNames:
    """Return what a map may name, parts of figures among it; restricted fields are never offered."""
    parts = figure_parts(desk) if parts is None else parts
    labels = {code: words.zh for code, words in figure_labels(desk).items()}
    fields = {
        f"{register.name}.{each.name}": each.kind.label
        for register in REGISTERS
        for each in register.fields()
        if not each.kind.restricted and not isinstance(each.kind, ChildRows)
    }
    fields |= {f"{each.name}.{ORDER}": ORDER_LABEL for each in REGISTERS}
    return known_names(labels, fields, part_labels(desk, parts))


def name_labels(desk: Desk, known: KnownNames) -> dict[str, str]:
    """Return everything that may be mapped with what people call it, in the language of the desk."""
    label = desk.translator.label
    registers = {each.name: label(each.label) for each in REGISTERS}
    found = {name: label(SLOTS[name]) for name in known.slots}
    indicators, language = indicators_in_force(desk)[0], desk.translator.language
    for name, text in known.figures.items():
        code, _, column = name.rpartition(".")
        made = indicators.find(code)
        said = made.label.said(language) if made is not None else text
        found[name] = f"{code} {said} · {label(FIGURE_COLUMNS[column])}"
    found |= known.parts
    for name, text in known.fields.items():
        found[name] = f"{registers[name.partition('.')[0]]} · {label(text)}"
    return found


def look_at(desk: Desk, file: Path) -> LookedAt:
    """Read a workbook in the child, find the map kept for its form, and what it suggests. Raises Refused."""
    desk.require("export")
    book, data = read_template(file)
    _require_within(desk, book)
    parts = figure_parts(desk)
    known, layout = names_of(desk, parts), layout_of(book)
    kept, filled = _kept_for(desk, layout)
    map_, changes = carried_over(kept.map, kept.layout, layout) if kept is not None else (ReportMap(), ())
    suggester = Suggester(known, figure_labels(desk), REGISTERS, desk.translator.known_as, parts)
    return LookedAt(file, book, data, known, kept, map_, changes, suggester.suggest(book), filled)


def check_mapping(looked: LookedAt, map_: ReportMap) -> tuple[Problem, ...]:
    """Return what is wrong with a map for a workbook, each with its cell."""
    return check_map(looked.book, map_, looked.known)


def keep_mapping(desk: Desk, looked: LookedAt, map_: ReportMap) -> LookedAt:
    """Keep a map that a person confirmed, for every file of this form. Raises Unfit, which says all that is wrong with it."""
    desk.require("rules")
    if not map_.mapped:
        raise WrongValue("map", Message(N_("No cell is mapped yet.")), Message(N_("Map at least one cell.")))
    _require_right(looked, check_mapping(looked, map_))
    layout = layout_of(looked.book)
    kept = store.Kept(
        id=looked.kept.id if looked.kept is not None else 0,
        key=layout.key(),
        name=sound(looked.file.name),
        sha256=looked.book.sha256,
        layout=plain_layout(layout),
        map=plain_map(map_),
    )
    with desk.workspace.write() as writing:
        entry = store.keep(writing, kept)
    return replace(looked, kept=_find(desk, entry), map=map_, changes=())


def list_mapped(desk: Desk) -> list[KnownTemplate]:
    """Return the workbooks that are mapped, the last one first."""
    desk.require("export")
    return [_known(each) for each in store.listed(desk.workspace.db)]


def forget_mapping(desk: Desk, entry: int) -> None:
    """Forget the map of a workbook; what was filled by it stays. Raises NotFound."""
    desk.require("rules")
    with desk.workspace.write() as writing:
        if not store.drop(writing, entry):
            raise _none(entry)


def export_mapping(desk: Desk, entry: int, target: Path) -> None:
    """Write the map of a workbook as a file. Raises NotFound."""
    desk.require("export")
    require_place(desk, target, MAP_ENDING)
    write_paper(target, write_map(_find(desk, entry).map).encode())


def map_in(file: Path) -> ReportMap:
    """Return the map that a file holds. Raises WrongValue or Refused."""
    try:
        return read_map(file.read_text(encoding="utf-8-sig"))
    except OSError as error:
        raise not_read(file, error) from None
    except UnicodeDecodeError:
        raise not_utf8(file) from None


def plan_quarter(looked: LookedAt, map_: ReportMap, values: TemplateValues) -> Plan:
    """Work out what would be written where; nothing is."""
    return plan_filling(looked.book, map_, values, looked.known)


def fill_template(
    desk: Desk,
    looked: LookedAt,
    quarter: ReportPeriod,
    target: Path,
    map_: ReportMap | None = None,
    language: str = "zh",
) -> Paper:
    """Write a workbook filled with what a quarter tells, stamped and logged; every cell that is not mapped stays.

    By default its kept map holds, which has to be confirmed first where cells moved or went. Raises Unfit, which names every
    cell that cannot be filled.
    """
    desk.require("export")
    require_place(desk, target, ENDING)
    _require_beside(target, looked.file)
    _require_empty(looked)
    held = map_ if map_ is not None else _confirmed(looked)
    told = quarter_values(desk, quarter, language)
    names = held.names()
    _require_marked(told.marking, names)
    mark = mark_words(told.marking, desk.translator.to(language))
    profile, today = desk.workspace.profile, desk.today()
    slots: dict[str, Value] = {"lab": profile.name, "lab-code": profile.code, "marking": mark, "made-on": today,
             "made-by": desk.actor.name, "serial": "0", "head": "0"}  # fmt: skip
    values = replace(told.values, slots={**told.values.slots, **slots})
    _require_right(looked, plan_quarter(looked, held, values).problems)
    stamp = make_stamp(desk, "export", "", target, told.records, DOCUMENT, language)
    values = replace(values, slots={**values.slots, **_stamped(stamp)})
    plan = plan_quarter(looked, held, values)
    answer = ask_of_report(plan.request(looked.book), looked.data, looked.file.name)
    write_paper(target, base64.b64decode(answer["xlsx"]))
    notices = tuple(_notices(looked, held, plan, values))
    return Paper(target, stamp, told.marking, len(told.records), told.sealed, notices=notices)


def _require_beside(target: Path, template: Path) -> None:
    """Keep a template from being written over by what is filled from it."""
    if target.exists() and template.exists() and target.samefile(template):
        raise Refused(
            Message(N_("{name} is the template itself; nothing was written."), name=target.name),
            Message(N_("Choose another name, so that the template stays empty for the next quarter.")),
        )


def _require_empty(looked: LookedAt) -> None:
    """Keep a form that is filled from being filled again: rows of the quarter before would stay among those of this one."""
    if looked.filled and looked.kept is not None:
        raise Refused(
            Message(N_("“{file}” is “{form}” filled already."), file=looked.file.name, form=looked.kept.name),
            Message(N_("Fill the empty template, as the superior sends it.")),
        )


def _stamped(stamp: Stamp) -> dict[str, str]:
    return {"serial": stamp.name(), "head": stamp.head}


def _notices(looked: LookedAt, map_: ReportMap, plan: Plan, values: TemplateValues) -> list[Message]:
    """Return what whoever sends the workbook on should know of it."""
    found = list(looked.notices())
    if looked.book.has_formulas:
        found.append(
            Message(N_("The workbook has formulas: it is told to reckon them anew when it is opened."))
        )
    if plan.empty:
        cells = [f"{each.sheet}!{each.cell}" for each in plan.empty[:20]]
        found.append(
            Message(N_("Left empty, since the quarter tells nothing for them: {cells}."), cells=cells)
        )
    untold = {
        name.partition(".")[0] for each in map_.mapped if each.is_column for name in each.names()
    } - values.tables.keys()
    if untold:
        found.append(Message(N_("The quarter tells no rows of: {registers}."), registers=sorted(untold)))
    if left := _left_markers(looked, plan):
        found.append(Message(N_("Markers that nothing was written over: {cells}."), cells=left[:20]))
    if not map_.names() & {*STAMP_SLOTS}:
        found.append(Message(N_("No cell bears the serial number; the log alone tells that this file left.")))
    return found


def _left_markers(looked: LookedAt, plan: Plan) -> list[str]:
    """Return the cells of which the markers are still there when all is written."""
    written = {(each.part, put[0], put[1]) for each in plan.sheets for put in each.puts}
    return [
        f"{sheet.name}!{cell_name(place)}"
        for sheet in looked.book.sheets
        for place, cell in sorted(sheet.cells.items())
        if cell.is_marker and (sheet.part, *place) not in written
    ]


def _require_marked(marking: Marking, names: frozenset[str]) -> None:
    """What is marked leaves with its marking on it."""
    is_marked = bool(marking.state) or marking.unclear or marking.handling.startswith("trade")
    if is_marked and not names & {*MARKED_SLOTS}:
        raise Refused(
            Message(N_("The values are marked, and no cell of the template bears a marking.")),
            Message(N_("Map a cell of it to the marking.")),
        )


def _confirmed(looked: LookedAt) -> ReportMap:
    """Return the kept map of a workbook. Raises Unfit where it has none, or where it changed."""
    name = looked.file.name
    if looked.kept is None or not (looked.map.mapped or looked.changes):
        raise NotFound(
            Message(N_("The cells of “{file}” are not mapped yet."), file=name),
            Message(
                N_(
                    "Map them in the window, or look at --suggest, correct it and give it by --map FILE --keep."
                )
            ),
        )
    if looked.changes:
        raise Unfit(
            Message(N_("“{file}” is laid out otherwise than when its cells were mapped."), file=name),
            tuple(change_message(each) for each in looked.changes),
            Message(
                N_(
                    "Look at --suggest, which follows what moved, and confirm it by --map FILE --keep or in the window."
                )
            ),
        )
    return looked.map


def change_message(change: Change) -> Message:
    """Return the sentence that says what became of a mapped cell."""
    where, what = f"{change.mapped.sheet}!{change.mapped.cell}", change.mapped.what
    if change.now is None:
        return Message(N_("{cell} ({what}): the words around it are gone."), cell=where, what=what)
    now = f"{change.now.sheet}!{change.now.cell}"
    return Message(N_("{cell} ({what}) moved to {now}."), cell=where, what=what, now=now)


def _require_right(looked: LookedAt, problems: tuple[Problem, ...]) -> None:
    if problems:
        raise Unfit(
            Message(N_("“{file}” cannot be filled as it is mapped."), file=looked.file.name),
            tuple(each.message for each in problems),
            Message(N_("Change the map of these cells, or make room in the template.")),
        )


def _require_within(desk: Desk, book: ReportBook) -> None:
    """Keep out a workbook that is marked above the limit."""
    texts = [(book.name, book.name), *book.texts]
    for sheet in book.sheets:
        texts += [
            (sheet.name, sheet.name),
            *((sheet.name, cell.text) for cell in sheet.cells.values() if cell.kind == "text"),
        ]
    mark = highest_mark(texts)
    limit = desk.workspace.profile.limit.state
    if mark is not None and STATE_LEVELS.index(mark.level) > STATE_LEVELS.index(limit):
        raise AboveLimit(Message(MARKED, mark=str(mark)), Message(CLEAR_MARKED))


def _kept_for(desk: Desk, layout: Layout) -> tuple[KnownTemplate | None, bool]:
    """Return the kept workbook of this form, else the one that is most like it, else one of which it is the form filled."""
    known, key = list_mapped(desk), layout.key()
    same = next((each for each in known if each.layout.key() == key), None)
    best = same or max(known, key=lambda each: each.layout.likeness(layout), default=None)
    if best is not None and (same or best.layout.likeness(layout) >= LEAST_ALIKE):
        return best, False
    found = next((each for each in known if each.layout.stands_in(layout, each.map)), None)
    return found, found is not None


def _find(desk: Desk, entry: int) -> KnownTemplate:
    kept = store.find(desk.workspace.db, entry)
    if kept is None:
        raise _none(entry)
    return _known(kept)


def _known(kept: store.Kept) -> KnownTemplate:
    at = datetime.fromisoformat(kept.at).astimezone()
    map_ = read_map(json.dumps(kept.map))
    return KnownTemplate(kept.id, kept.name, kept.sha256, map_, read_layout(kept.layout), at, kept.user)


def _none(entry: int) -> NotFound:
    return NotFound(
        Message(N_("No mapped template {number} is known here."), number=entry),
        Message(N_("List those that are known and choose one of them.")),
    )
