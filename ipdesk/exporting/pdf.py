"""Documents and register tables as PDF: pages set from blocks, the same bytes for the same content and stamp."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from io import BytesIO
from itertools import chain, pairwise
from math import inf
from typing import Any, Final, assert_never

from reportlab import rl_config
from reportlab.pdfgen.canvas import Canvas

from ipdesk.exporting.across import lay_across
from ipdesk.exporting.bar_blocks import bar_chart
from ipdesk.exporting.bars import Bars
from ipdesk.exporting.blocks import PADDING, Block, Cell, Ruled, Style, Together, Words, text_width
from ipdesk.exporting.fonts import SHIPPED_FACES, Faces, face, unresolved_signs
from ipdesk.exporting.layout import (
    PLAIN_PAPER,
    Checks,
    Column,
    Document,
    Findings,
    Furniture,
    Grid,
    Pairs,
    PaperOptions,
    Prose,
    Section,
    Signatures,
    Stamp,
    Table,
    Value,
    furniture_for,
    stamp_line,
    text_of,
    texts_in,
    texts_of,
)
from ipdesk.exporting.marked import Marked
from ipdesk.exporting.marked_blocks import marked_blocks
from ipdesk.exporting.pages import Page, pages_of
from ipdesk.exporting.sheets import ACROSS, FOOT, LIST, LIST_HEAD, SHEETS, Sheet
from ipdesk.model.marking import Marking
from ipdesk.model.text import Translator

# Pages as bytes instead of letters: a tenth of the time, and a fifth less to keep.
rl_config.useA85 = 0
LABEL_SHADE: Final = 0.955
HEAD_SHADE: Final = 0.93
SAMPLE: Final = 400
LEAST_SHRINK: Final = 0.78
PROSE_LEAST: Final = 7  # characters in a line of running text
SMALL_PART: Final = 0.3
LABELLED: Final = (18.0, 82.0)
WORD_JOINER: Final = "\u2060"
_HYPHEN = re.compile(r"(?<=[^\W\d_][a-z]-)(?=[^\W\d_][a-z])")
_WORDS = re.compile(r"[\u2e80-\uffff\U00020000-\U0003ffff]{1,2}|[^\s\u2e80-\uffff\U00020000-\U0003ffff]+")


def unresolved(content: Document | Table, options: PaperOptions = PLAIN_PAPER) -> tuple[str, ...]:
    """Return the characters that no font here can draw; they are to be shown before anybody signs."""
    texts = texts_in(content) if isinstance(content, Table) else texts_of(content)
    return unresolved_signs((*texts, options.watermark))


def render(
    document: Document,
    stamp: Stamp,
    options: PaperOptions = PLAIN_PAPER,
    faces: Faces = SHIPPED_FACES,
    across: str = "",
    *,
    turned: bool = False,
) -> bytes:
    """Return a document as PDF, with a word laid across each page where it must not be taken for the paper.

    One with wide tables is `turned`: set on A4 across, whatever page is chosen.
    """
    sheet = (ACROSS if turned else SHEETS[options.page]).in_faces(faces.running, faces.title)
    blocks = [*_opening(document, sheet)]
    for sections in _parts(document.sections):
        made = [block for section in sections for block in _blocks(section, sheet)]
        blocks += _united(made, sheet.page)
    for above, below in pairwise(blocks):
        advice = isinstance(above, Words) and above.style == sheet.guidance
        if not above.keep and (advice or isinstance(above, Words) != _begins_with_words(below)):
            below.before = max(below.before, sheet.tight)
    words = [word for word in (across, options.watermark) if word]
    return _pdf(sheet, blocks, document.title, document.furniture, stamp, words)


def render_table(table: Table, marking: Marking, stamp: Stamp, translator: Translator) -> bytes:
    """Return a register table as PDF, A4 across, with its heading repeated on each page."""
    furniture = furniture_for(marking, translator)
    heading = Words(f"{stamp.lab}　{table.title}".strip(), ACROSS.title, outline=table.title)
    ruled = _ruled(table.columns, table.rows, LIST_HEAD, LIST, ACROSS.page.across())
    ruled.before = ACROSS.space
    return _pdf(ACROSS, [heading, ruled], table.title, furniture, stamp)


def _parts(sections: Sequence[Section]) -> Iterator[list[Section]]:
    """Yield sections with those that follow them without a heading of their own."""
    part: list[Section] = []
    for section in sections:
        if section.title and part:
            yield part
            part = []
        part.append(section)
    if part:
        yield part


def _begins_with_words(block: Block) -> bool:
    first = block.blocks[0] if isinstance(block, Together) else block
    return isinstance(first, Words)


def _united(blocks: list[Block], page: Page) -> list[Block]:
    """Return the blocks of a small part as one that is not torn over two pages."""
    whole = Together(blocks, before=blocks[0].before if blocks else 0.0)
    small = len(blocks) > 1 and whole.height(page.across()) <= page.down() * SMALL_PART
    flows = any(isinstance(block, Words) and not block.keep for block in blocks)
    if flows or not small or blocks[-1].keep:
        return blocks
    whole.outline = blocks[0].outline
    return [whole]


def _opening(document: Document, sheet: Sheet) -> Iterator[Block]:
    yield Words(document.title, sheet.title, outline=document.title)
    if document.subtitle:
        yield Words(document.subtitle, sheet.subtitle, before=2)
    if document.guidance:
        yield Words(document.guidance, sheet.guidance, before=4.5)


def _blocks(section: Section, sheet: Sheet) -> Iterator[Block]:
    """Yield the blocks of a section."""
    match section:
        case Pairs():
            yield from _heading(section.title, sheet)
            if section.entries:
                yield _pairs(section, sheet)
        case Grid():
            yield from _heading(section.title, sheet, small=section.level > 1)
            rows = [*section.rows, *[("",) * len(section.columns)] * section.blank]
            if section.note:
                yield Words(section.note, sheet.guidance, keep=True)
            if rows:
                yield _ruled(section.columns, rows, sheet.table_head, sheet.table, sheet.page.across())
        case Prose():
            set_on = sheet.smaller() if section.smaller else sheet
            yield from _heading(
                section.title, set_on, small=section.level > 1 and not section.smaller, fresh=section.fresh
            )
            if section.text:
                yield Words(section.text, set_on.prose)
            elif section.lines:
                least = section.lines * sheet.body.leading
                yield Ruled((1,), [(Cell(Words("", sheet.body), least=least),)])
        case Checks():
            yield from _heading(section.title, sheet)
            yield _checks(section, sheet)
        case Signatures():
            yield _signatures(section, sheet)
        case Findings():
            yield from _heading(section.title, sheet)
            for each in section.entries:
                tail = "　".join(part for part in (each.clears, each.basis) if part)
                yield Words(f"【{each.severity}】{each.message}{tail}", sheet.notice, before=2)
        case Bars():
            yield from _heading(section.title, sheet, small=section.level > 1)
            if section.note:
                yield Words(section.note, sheet.guidance, keep=True)
            if section.rows:
                yield bar_chart(section, sheet.table)
        case Marked():
            yield from _heading(section.title, sheet)
            yield from marked_blocks(section, sheet.body)
        case _:
            assert_never(section)


def _heading(title: str, sheet: Sheet, *, small: bool = False, fresh: bool = False) -> Iterator[Block]:
    if title:
        style, before = (sheet.small_heading, sheet.space * 0.6) if small else (sheet.heading, sheet.space)
        before = inf if fresh else before  # no page that holds something has room for it
        yield Words(title, style, before=before, keep=True, outline="" if small else title)


def _pairs(section: Pairs, sheet: Sheet) -> Ruled:
    """Return labels and texts as a grid of two or four columns."""
    label = section.share
    shares = (label, 50.0 - label) * 2 if section.columns > 1 else (label, 100.0 - label)
    rows: list[tuple[Cell, ...]] = []
    row: list[Cell] = []
    for entry in section.entries:
        least = entry.lines * sheet.body.leading + 8
        named = Cell(Words(entry.label, sheet.label), shade=LABEL_SHADE, least=least)
        wide = entry.wide or section.columns == 1
        if wide and row:
            rows.append(_filled(row, len(shares)))
            row = []
        text = Cell(Words(entry.text, sheet.body), span=len(shares) - 1 if wide else 1, least=least)
        row += [named, text]
        if wide or len(row) == len(shares):
            rows.append(tuple(row))
            row = []
    if row:
        rows.append(_filled(row, len(shares)))
    return Ruled(shares, rows)


def _filled(row: list[Cell], columns: int) -> tuple[Cell, ...]:
    """Return a row whose last text takes what is left of the width."""
    *start, last = row
    return (*start, Cell(last.words, span=columns - len(start), least=last.least))


def _ruled(
    columns: Sequence[Column], rows: Sequence[Sequence[Value]], head: Style, body: Style, width: float
) -> Ruled:
    """Return columns and rows as a grid with a repeated heading, set smaller where words would be torn."""
    texts = [
        [text_of(column.shape.form, value) for column, value in zip(columns, row, strict=True)]
        for row in rows
    ]
    padding = len(columns) * (2 * PADDING + 1)
    least = sum(_least(columns, texts, body, head))
    shrink = max(LEAST_SHRINK, min(1.0, (width - padding) / least))
    body, head = _smaller(body, shrink), _smaller(head, shrink)
    styles = [replace(body, justify=column.shape.align) for column in columns]
    grid = [tuple(Cell(Words(column.label, head), shade=HEAD_SHADE) for column in columns)]
    for row in texts:
        cells = zip(row, styles, strict=True)
        grid.append(tuple(Cell(Words(text, style), least=body.leading + 9) for text, style in cells))
    return Ruled(_shares(columns, texts, body, head, width - padding), grid, head=1)


def _smaller(style: Style, shrink: float) -> Style:
    return replace(style, size=style.size * shrink, leading=style.leading * shrink) if shrink < 1 else style


def _is_fixed(column: Column) -> bool:
    """Say whether cells of a column are never broken."""
    return column.shape.form in ("day", "number", "money", "share", "score", "figure")


def _least(
    columns: Sequence[Column], texts: Sequence[Sequence[str]], body: Style, head: Style
) -> list[float]:
    """Return the widths below which a word or figure of a column would be torn."""
    found = []
    for index, column in enumerate(columns):
        held = [row[index] for row in texts[:SAMPLE]]
        words = [_longest_word(text, body, whole=_is_fixed(column)) for text in held]
        asked = (column.shape.least if any(held) else column.shape.width) * body.size * 0.4
        found.append(max([_longest_word(column.label, head), body.size * 2, asked, *words]))
    return found


def _shares(
    columns: Sequence[Column], texts: Sequence[Sequence[str]], body: Style, head: Style, room: float
) -> tuple[float, ...]:
    """Return column widths: each holds its longest word; the rest follows what the columns hold."""
    least = _least(columns, texts, body, head)
    wish: list[float] = []
    for index, (column, low) in enumerate(zip(columns, least, strict=True)):
        lengths = sorted(_widest_line(row[index], body) for row in texts[:SAMPLE] if row[index])
        typical = lengths[len(lengths) * 9 // 10] if lengths else low
        most = (56 if column.shape.form == "prose" else 30) * body.size / 2
        wish.append(max(low, min(max(typical, text_width(column.label, head)), most)))
    widths = _allotted(columns, least, wish, room)
    readable = [min(high, PROSE_LEAST * body.size) if column.shape.form == "prose" else low
                for column, low, high in zip(columns, least, wish, strict=True)]  # fmt: skip
    if any(width < low for width, low in zip(widths, readable, strict=True)):
        widths = _allotted(columns, list(map(max, least, readable)), list(map(max, wish, readable)), room)
    return tuple(width + 2 * PADDING + 1 for width in widths)


def _allotted(columns: Sequence[Column], least: list[float], wish: list[float], room: float) -> list[float]:
    """Return widths from the least to the wish of each column as far as there is room; words are torn where there is none."""
    spare, wanted = room - sum(least), sum(wish) - sum(least)
    if spare < 0:  # only columns whose words may be torn give way
        loose = sum(low for low, column in zip(least, columns, strict=True) if not _is_fixed(column))
        cut = max(0.3, 1 + spare / loose) if loose else 1.0
        return [low if _is_fixed(column) else low * cut for low, column in zip(least, columns, strict=True)]
    part = min(1.0, spare / wanted) if wanted > 0 else 0.0  # what is left over is shared by all alike
    return [low + part * (high - low) for low, high in zip(least, wish, strict=True)]


def _widest_line(text: str, style: Style) -> float:
    return max(text_width(line, style) for line in text.split("\n"))


def _longest_word(text: str, style: Style, *, whole: bool = False) -> float:
    """Return the width of what is not to be broken: a Latin word, two Chinese characters, or all of it.

    A name of two words goes on after its hyphen; a number or a day does not.
    """
    if whole:
        return text_width(text, style)
    words = chain.from_iterable(_HYPHEN.split(word) for word in _WORDS.findall(text))
    return max((text_width(word, style) for word in words), default=0.0)


def _checks(section: Checks, sheet: Sheet) -> Ruled:
    gap = "\n" if section.stacked else "　"
    rows: list[tuple[Cell, ...]] = []
    for line in section.lines:
        text = gap.join(_option(label, ticked, section.stacked) for label, ticked in line.boxes)
        if line.label:
            label = Cell(Words(line.label, sheet.label), shade=LABEL_SHADE)
            rows.append((label, Cell(Words(text, sheet.choice))))
        else:
            rows.append((Cell(Words(text, sheet.choice), span=2),))
    return Ruled(LABELLED, rows)


def _option(label: str, ticked: bool, stacked: bool) -> str:
    """Return a box and its label, which a line break does not tear apart unless it has lines of its own."""
    text = f"{'☑' if ticked else '☐'}\u00a0{label}"
    return text if stacked or len(label) > 32 else WORD_JOINER.join(text.replace(" ", "\u00a0"))


def _signatures(section: Signatures, sheet: Sheet) -> Together:
    """Return the places to sign, two in a row, each with room for a name and a date."""
    blocks: list[Block] = list(_heading(section.title, sheet))
    if section.statement:
        blocks.append(Words(section.statement, sheet.prose, before=2))
    rows: list[tuple[Cell, ...]] = []
    cells = [_place(signer, section, sheet) for signer in section.signers]
    if len(cells) % 2:
        rows.append((replace(cells.pop(0), span=2),))
    rows += [tuple(cells[start : start + 2]) for start in range(0, len(cells), 2)]
    blocks.append(Ruled((1.0, 1.0), rows, before=4))
    return Together(blocks, before=blocks[0].before)


def _place(signer: str, section: Signatures, sheet: Sheet) -> Cell:
    text = f"{signer}\n{section.signed}\n{section.day}"
    return Cell(Words(text, sheet.signer), least=sheet.place, middle=False)


def _pdf(
    sheet: Sheet,
    blocks: Sequence[Block],
    title: str,
    furniture: Furniture,
    stamp: Stamp,
    across: Sequence[str] = (),
) -> bytes:
    page = sheet.page
    out = BytesIO()
    first: Any = face("body")  # else Helvetica would stay referred to; the stub takes a number here
    canvas = Canvas(
        out,
        pagesize=(page.width, page.height),
        invariant=1,
        pageCompression=1,
        lang="zh-CN" if furniture.language == "zh" else "en",
        initialFontName=first,
    )
    zone = f"{stamp.at:%z}" or "+0000"
    made = f"D:{stamp.at:%Y%m%d%H%M%S}{zone[:3]}'{zone[3:5]}'"
    canvas.setDateFormatter(lambda *_: made)
    canvas.setTitle(title)
    canvas.setAuthor(stamp.lab)
    canvas.setSubject(furniture.mark)
    canvas.setCreator("ipdesk")
    canvas.setProducer("ipdesk")
    canvas.setKeywords(stamp_line(furniture, stamp, len(stamp.head)))
    pages = pages_of(blocks, page)
    for number, placed in enumerate(pages, 1):
        _furniture(canvas, sheet, furniture, stamp, number, len(pages))
        for block, top in placed:
            if block.outline:
                canvas.bookmarkHorizontal(block.outline, 0, top + 6)
                canvas.addOutlineEntry(block.outline, block.outline, 0)
            block.draw(canvas, page.left, top, page.across())
        lay_across(canvas, page, across)
        canvas.showPage()
    canvas.save()
    return out.getvalue()


def _furniture(
    canvas: Any, sheet: Sheet, furniture: Furniture, stamp: Stamp, number: int, count: int
) -> None:
    """Draw what stands on each page: the marking and the lab, the page number, the stamp."""
    page, width = sheet.page, sheet.page.across()
    head, foot = page.height - sheet.head, page.bottom - sheet.foot
    Words(stamp.lab, sheet.lab).draw(canvas, page.left, head, width)
    plain = sheet.plain_mark if number == 1 else sheet.later_mark
    mark = sheet.mark if "★" in furniture.mark else plain
    Words(furniture.mark, mark).draw(canvas, page.left, head, width)
    if sheet.outside:
        _outside(canvas, sheet, number, foot)
    else:
        line = furniture.page.format(page=number, pages=count)
        Words(line, sheet.number).draw(canvas, page.left, foot, width)
    Words(stamp_line(furniture, stamp), FOOT).draw(canvas, page.left, page.bottom - sheet.stamp, width)


def _outside(canvas: Any, sheet: Sheet, number: int, foot: float) -> None:
    """Draw the page number between dashes, right on odd pages and left on even ones, one character in."""
    style = replace(sheet.number, justify="right" if number % 2 else "left")
    left = sheet.page.left if number % 2 else sheet.page.left + style.size
    Words(f"— {number} —", style).draw(canvas, left, foot, sheet.page.across() - style.size)
