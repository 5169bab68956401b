"""A document as a Word file to go on editing, drawn from the same sections as its PDF, where no template is filled."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC
from typing import Final, assert_never

from ipdesk.exporting.bars import Bars
from ipdesk.exporting.layout import (
    Check,
    Checks,
    Document,
    Entry,
    Findings,
    Grid,
    Pairs,
    Prose,
    Section,
    Signatures,
    Stamp,
    stamp_line,
    text_of,
)
from ipdesk.exporting.marked import Marked
from ipdesk.exporting.packages import package_bytes
from ipdesk.exporting.word_parts import (
    BOXED,
    QUARTERS,
    Imprint,
    blank_row,
    cell,
    file_parts,
    paragraph,
    row,
    table,
)

ROOM: Final = 1000  # twips that a text to be written by hand has at least


def word_paper(document: Document, stamp: Stamp) -> bytes:
    """Return a document as a Word file; the same content under the same stamp gives the same bytes."""
    made = stamp.at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    imprint = Imprint(stamp.lab, document.furniture.mark, stamp_line(document.furniture, stamp), made)
    body = "".join((*_head(document), *(part for each in document.sections for part in _section(each))))
    parts = file_parts(body, document.title, document.furniture, imprint)
    return package_bytes({name: (text.encode(),) for name, text in parts.items()})


def _head(document: Document) -> Iterator[str]:
    yield paragraph(document.title, "Title")
    if document.subtitle:
        yield paragraph(document.subtitle, "Subtitle")
    if document.guidance:
        yield paragraph(document.guidance, "BodyText")


def _section(section: Section) -> Iterator[str]:
    if section.title:
        yield paragraph(section.title, "Heading1")
    match section:
        case Pairs():
            if section.entries:
                yield table(QUARTERS, *_pairs(section))
        case Grid():
            yield _grid(section)
        case Prose():
            yield from _prose(section)
        case Checks():
            yield table(BOXED, *map(_boxes, section.lines))
        case Signatures():
            yield from _signatures(section)
        case Findings():
            for each in section.entries:
                tail = "　".join(part for part in (each.clears, each.basis) if part)
                yield paragraph(f"【{each.severity}】{each.message}{tail}", "BodyText")
        case Marked():
            for line in section.text.split("\n"):
                yield paragraph(line, "BodyText")
        case Bars():
            if section.note:
                yield paragraph(section.note, "BodyText")
            for line in section.texts():
                yield paragraph(line, "CellText")
        case _:
            assert_never(section)


def _pairs(section: Pairs) -> Iterator[str]:
    """Yield rows of two labels with their texts; a wide one takes the row."""
    waiting: Entry | None = None
    for entry in section.entries:
        if entry.wide or section.columns == 1:
            if waiting is not None:
                yield row(*_labelled(waiting, 3))
                waiting = None
            yield row(*_labelled(entry, 3))
        elif waiting is None:
            waiting = entry
        else:
            yield row(*_labelled(waiting, 1), *_labelled(entry, 1))
            waiting = None
    if waiting is not None:
        yield row(*_labelled(waiting, 3))


def _labelled(entry: Entry, span: int) -> tuple[str, str]:
    share = sum(QUARTERS[1 : 1 + span]) if span > 1 else QUARTERS[1]
    return cell(entry.label, QUARTERS[0], "Label"), cell(entry.text, share, span=span)


def _grid(section: Grid) -> str:
    """Return a table whose columns are as wide, against each other, as what stands in them."""
    texts = [
        [text_of(column.shape.form, value) for column, value in zip(section.columns, line, strict=True)]
        for line in section.rows
    ]
    wanted = [
        max(column.shape.least, len(column.label) + 2, *(min(len(line[at]), 24) for line in texts), 0)
        for at, column in enumerate(section.columns)
    ]
    shares = [each / sum(wanted) for each in wanted]
    pairs = zip(section.columns, shares, strict=True)
    heads = row(*(cell(column.label, share, "TableHead") for column, share in pairs), head=True)
    lines = (
        row(*(cell(text, share, "TableText") for text, share in zip(line, shares, strict=True)))
        for line in texts
    )
    note = paragraph(section.note, "BodyText") if section.note else ""
    return note + table(shares, heads, *lines, *[blank_row(shares)] * section.blank)


def _prose(section: Prose) -> Iterator[str]:
    if section.text:
        for line in section.text.split("\n"):
            yield paragraph(line, "BodyText")
    else:
        yield table((1.0,), row(cell("", 1.0), height=ROOM, whole=False))


def _boxes(line: Check) -> str:
    text = "　".join(f"{'☑' if ticked else '☐'} {label}" for label, ticked in line.boxes)
    return row(cell(line.label, BOXED[0], "Label"), cell(text, BOXED[1]))


def _signatures(section: Signatures) -> Iterator[str]:
    if section.statement:
        yield paragraph(section.statement, "BodyText")
    cells = [
        cell("\n".join((each, section.signed, section.day)), 0.5, "Signature") for each in section.signers
    ]
    if len(cells) % 2:
        cells.append(cell("", 0.5, "Signature"))
    yield table((0.5, 0.5), *(row(*pair) for pair in zip(cells[::2], cells[1::2], strict=True)))
