"""Documents and register tables as PDF: pages set from blocks, the same bytes for the same content and stamp."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from io import BytesIO
from itertools import pairwise
from typing import Any, Final, assert_never

from reportlab.lib.colors import Color
from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas

from ipdesk.exporting.blocks import PADDING, Block, Cell, Ruled, Style, Together, Words, text_width
from ipdesk.exporting.fonts import face, unresolved_signs
from ipdesk.exporting.layout import (
    Checks,
    Column,
    Document,
    Findings,
    Furniture,
    Grid,
    Pairs,
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
from ipdesk.exporting.pages import Page, pages_of
from ipdesk.model.marking import Marking
from ipdesk.model.text import Translator

A4: Final = (210 * mm, 297 * mm)
TITLE: Final = Style("title", 20, 30, "center")
SUBTITLE: Final = Style("body", 10.5, 17, "center")
GUIDANCE: Final = Style("kai", 9.5, 14.5, "justify", grey=0.25)
HEADING: Final = Style("head", 11.5, 18, "left")
SMALL_HEADING: Final = Style("head", 10.5, 17, "left")
LABEL: Final = Style("sans", 9.5, 14, "left")
BODY: Final = Style("body", 10.5, 17, "justify")
PROSE: Final = Style("body", 10.5, 17.5, "justify", indent=2)
TABLE: Final = Style("body", 9, 13.5, "left")
TABLE_HEAD: Final = Style("sans", 9, 13, "center")
LIST: Final = Style("body", 8, 11.5, "left")
LIST_HEAD: Final = Style("sans", 8, 11.5, "center")
MARK: Final = Style("head", 16, 20, "left")
FOOT: Final = Style("body", 7, 10, "left", grey=0.35)
LAB: Final = Style("body", 9, 12, "right", grey=0.25)
PAGE_NUMBER: Final = Style("body", 9, 12, "center")
LABEL_SHADE: Final = 0.955
HEAD_SHADE: Final = 0.93
SPACE: Final = 9.0
SAMPLE: Final = 400
LEAST_SHRINK: Final = 0.78
SMALL_PART: Final = 0.3
ACROSS_SIZE: Final = 88.0
ACROSS_INK: Final = 0.16
LABELLED: Final = (18.0, 82.0)
WORD_JOINER: Final = "\u2060"
_WORDS = re.compile(r"[\u2e80-\uffff\U00020000-\U0003ffff]{1,2}|[^\s\u2e80-\uffff\U00020000-\U0003ffff]+")


# Left and right as in GB/T 9704; top and bottom are narrower than there, since forms are dense.
UPRIGHT: Final = Page(*A4, 28 * mm, 26 * mm, 30 * mm, 26 * mm)
ACROSS: Final = Page(A4[1], A4[0], 15 * mm, 15 * mm, 22 * mm, 18 * mm)


def unresolved(content: Document | Table) -> tuple[str, ...]:
    """Return the characters that no font here can draw; they are to be shown before anybody signs."""
    texts = texts_in(content) if isinstance(content, Table) else texts_of(content)
    return unresolved_signs(texts)


def render(document: Document, stamp: Stamp, across: str = "") -> bytes:
    """Return a document as PDF, with a word laid across each page where it must not be taken for the paper."""
    blocks = [*_opening(document)]
    for sections in _parts(document.sections):
        blocks += _united([block for section in sections for block in _blocks(section)])
    for above, below in pairwise(blocks):
        if isinstance(below, Ruled) and isinstance(above, Words) and not above.keep:
            below.before = SPACE * 0.6
    return _pdf(UPRIGHT, blocks, document.title, document.furniture, stamp, across)


def render_table(table: Table, marking: Marking, stamp: Stamp, translator: Translator) -> bytes:
    """Return a register table as PDF, A4 across, with its heading repeated on each page."""
    furniture = furniture_for(marking, translator)
    heading = Words(f"{stamp.lab}　{table.title}".strip(), TITLE, outline=table.title)
    ruled = _ruled(table.columns, table.rows, LIST_HEAD, LIST, ACROSS.across())
    ruled.before = SPACE
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


def _united(blocks: list[Block]) -> list[Block]:
    """Return the blocks of a small part as one that is not torn over two pages."""
    whole = Together(blocks, before=blocks[0].before if blocks else 0.0)
    small = len(blocks) > 1 and whole.height(UPRIGHT.across()) <= UPRIGHT.down() * SMALL_PART
    flows = any(isinstance(block, Words) and not block.keep for block in blocks)
    if flows or not small or blocks[-1].keep:
        return blocks
    whole.outline = blocks[0].outline
    return [whole]


def _opening(document: Document) -> Iterator[Block]:
    yield Words(document.title, TITLE, outline=document.title)
    if document.subtitle:
        yield Words(document.subtitle, SUBTITLE, before=2)
    if document.guidance:
        yield Words(document.guidance, GUIDANCE, before=SPACE / 2)


def _blocks(section: Section) -> Iterator[Block]:
    """Yield the blocks of a section."""
    match section:
        case Pairs():
            yield from _heading(section.title)
            if section.entries:
                yield _pairs(section)
        case Grid():
            yield from _heading(section.title, small=section.level > 1)
            rows = [*section.rows, *[("",) * len(section.columns)] * section.blank]
            if section.note:
                yield Words(section.note, GUIDANCE, keep=True)
            if rows:
                yield _ruled(section.columns, rows, TABLE_HEAD, TABLE, UPRIGHT.across())
        case Prose():
            yield from _heading(section.title, small=section.level > 1)
            if section.text:
                yield Words(section.text, PROSE)
            else:
                blank = Words("", BODY)
                yield Ruled((1,), [(Cell(blank, least=section.lines * BODY.leading),)])
        case Checks():
            yield from _heading(section.title)
            yield _checks(section)
        case Signatures():
            yield _signatures(section)
        case Findings():
            yield from _heading(section.title)
            for each in section.entries:
                tail = "　".join(part for part in (each.clears, each.basis) if part)
                yield Words(f"【{each.severity}】{each.message}{tail}", BODY, before=2)
        case _:
            assert_never(section)


def _heading(title: str, *, small: bool = False) -> Iterator[Block]:
    if title:
        style, before = (SMALL_HEADING, SPACE * 0.6) if small else (HEADING, SPACE)
        yield Words(title, style, before=before, keep=True, outline="" if small else title)


def _pairs(section: Pairs) -> Ruled:
    """Return labels and texts as a grid of two or four columns."""
    shares = (18.0, 32.0) * section.columns if section.columns > 1 else LABELLED
    rows: list[tuple[Cell, ...]] = []
    row: list[Cell] = []
    for entry in section.entries:
        least = entry.lines * BODY.leading + 8
        label = Cell(Words(entry.label, LABEL), shade=LABEL_SHADE, least=least)
        wide = entry.wide or section.columns == 1
        if wide and row:
            rows.append(_filled(row, len(shares)))
            row = []
        text = Cell(Words(entry.text, BODY), span=len(shares) - 1 if wide else 1, least=least)
        row += [label, text]
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
    return column.shape.form in ("day", "number", "money", "share")


def _least(
    columns: Sequence[Column], texts: Sequence[Sequence[str]], body: Style, head: Style
) -> list[float]:
    """Return the widths below which a word or figure of a column would be torn."""
    found = []
    for index, column in enumerate(columns):
        held = [row[index] for row in texts[:SAMPLE]]
        words = [_longest_word(text, body, whole=_is_fixed(column)) for text in held]
        empty = 0.0 if any(held) else column.shape.width * body.size * 0.4
        found.append(max([_longest_word(column.label, head), body.size * 2, empty, *words]))
    return found


def _shares(
    columns: Sequence[Column], texts: Sequence[Sequence[str]], body: Style, head: Style, room: float
) -> tuple[float, ...]:
    """Return column widths: each holds its longest word; the rest follows what the columns hold."""
    least = _least(columns, texts, body, head)
    wish: list[float] = []
    for index, (column, low) in enumerate(zip(columns, least, strict=True)):
        lengths = sorted(text_width(row[index], body) for row in texts[:SAMPLE] if row[index])
        typical = lengths[len(lengths) * 9 // 10] if lengths else low
        most = (56 if column.shape.form == "prose" else 30) * body.size / 2
        wish.append(max(low, min(max(typical, text_width(column.label, head)), most)))
    spare, wanted = room - sum(least), sum(wish) - sum(least)
    if spare < 0:  # only columns whose words may be torn give way
        loose = sum(low for low, column in zip(least, columns, strict=True) if not _is_fixed(column))
        cut = max(0.3, 1 + spare / loose) if loose else 1.0
        widths = [low if _is_fixed(column) else low * cut for low, column in zip(least, columns, strict=True)]
    else:
        part = spare / wanted if wanted > 0 else 0.0
        widths = [low + part * (high - low) for low, high in zip(least, wish, strict=True)]
    return tuple(width + 2 * PADDING + 1 for width in widths)


def _longest_word(text: str, style: Style, *, whole: bool = False) -> float:
    """Return the width of what is not to be broken: a Latin word, two Chinese characters, or all of it."""
    if whole:
        return text_width(text, style)
    return max((text_width(word, style) for word in _WORDS.findall(text)), default=0.0)


def _checks(section: Checks) -> Ruled:
    style = Style("body", 10.5, 18, "left")
    gap = "\n" if section.stacked else "　"
    rows: list[tuple[Cell, ...]] = []
    for line in section.lines:
        text = gap.join(_option(label, ticked, section.stacked) for label, ticked in line.boxes)
        if line.label:
            rows.append((Cell(Words(line.label, LABEL), shade=LABEL_SHADE), Cell(Words(text, style))))
        else:
            rows.append((Cell(Words(text, style), span=2),))
    return Ruled(LABELLED, rows)


def _option(label: str, ticked: bool, stacked: bool) -> str:
    """Return a box and its label, which a line break does not tear apart unless it has lines of its own."""
    text = f"{'☑' if ticked else '☐'}\u00a0{label}"
    return text if stacked or len(label) > 24 else WORD_JOINER.join(text.replace(" ", "\u00a0"))


def _signatures(section: Signatures) -> Together:
    """Return the places to sign, two in a row, each with room for a name and a date."""
    blocks: list[Block] = list(_heading(section.title))
    if section.statement:
        blocks.append(Words(section.statement, PROSE, before=2))
    rows: list[tuple[Cell, ...]] = []
    cells = [_place(signer, section) for signer in section.signers]
    if len(cells) % 2:
        rows.append((replace(cells.pop(0), span=2),))
    rows += [tuple(cells[start : start + 2]) for start in range(0, len(cells), 2)]
    blocks.append(Ruled((1.0, 1.0), rows, before=4))
    return Together(blocks, before=blocks[0].before)


def _place(signer: str, section: Signatures) -> Cell:
    text = f"{signer}\n{section.signed}\n{section.day}"
    return Cell(Words(text, Style("body", 10.5, 21, "left")), least=74, middle=False)


def _pdf(
    page: Page, blocks: Sequence[Block], title: str, furniture: Furniture, stamp: Stamp, across: str = ""
) -> bytes:
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
        _furniture(canvas, page, furniture, stamp, number, len(pages))
        for block, top in placed:
            if block.outline:
                canvas.bookmarkHorizontal(block.outline, 0, top + 6)
                canvas.addOutlineEntry(block.outline, block.outline, 0)
            block.draw(canvas, page.left, top, page.across())
        if across:
            _across(canvas, page, across)
        canvas.showPage()
    canvas.save()
    return out.getvalue()


def _across(canvas: Any, page: Page, word: str) -> None:
    """Lay a word across a page from corner to corner, light enough to read what is under it."""
    canvas.saveState()
    canvas.translate(page.width / 2, page.height / 2)
    canvas.rotate(55)
    canvas.setFillColor(Color(0.4, 0.4, 0.4, alpha=ACROSS_INK))
    canvas.setFont(face("head"), ACROSS_SIZE)
    canvas.drawCentredString(0, -ACROSS_SIZE / 3, word)
    canvas.restoreState()


def _furniture(canvas: Any, page: Page, furniture: Furniture, stamp: Stamp, number: int, count: int) -> None:
    """Draw what stands on each page: the marking and the lab, the page number, the stamp."""
    width = page.across()
    Words(stamp.lab, LAB).draw(canvas, page.left, page.height - 14 * mm, width)
    if number == 1 or "★" in furniture.mark:
        Words(furniture.mark, MARK if "★" in furniture.mark else HEADING).draw(
            canvas, page.left, page.height - 14 * mm, width
        )
    else:
        Words(furniture.mark, FOOT).draw(canvas, page.left, page.height - 14 * mm, width)
    foot = page.bottom - 8 * mm
    line = furniture.page.format(page=number, pages=count)
    Words(line, PAGE_NUMBER).draw(canvas, page.left, foot, width)
    Words(stamp_line(furniture, stamp), FOOT).draw(canvas, page.left, foot - 14, width)
