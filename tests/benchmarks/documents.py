"""How fast paper is set: a disclosure form, and the list of a register of two hundred pages."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator, Sequence
from io import BytesIO
from pathlib import Path
from typing import Any, Final

from reportlab.pdfgen.canvas import Canvas

from ipdesk.exporting.documents import documents_of
from ipdesk.exporting.fonts import face
from ipdesk.exporting.layout import Table, texts_in, texts_of
from ipdesk.exporting.pages import Page
from ipdesk.exporting.pdf import render_table
from ipdesk.exporting.preview import page_sizes
from ipdesk.exporting.records import register_table
from ipdesk.exporting.sheets import ACROSS, DENSE
from ipdesk.model.marking import Marking
from ipdesk.model.record import Record
from ipdesk.operations.assessments import decide
from ipdesk.operations.contents import whole_document
from ipdesk.operations.desk import Desk
from ipdesk.operations.documents import print_record
from ipdesk.operations.reading import list_ids, page, whole
from ipdesk.registers import register
from tests.benchmarks.figures import Figure, median, once, spread, times
from tests.benchmarks.ground import Ground, cache_folder, scratch_copy
from tests.exporting.golden import STAMP
from tests.operations.assessing import ASSESSMENTS, answered_case, decision

FORMS: Final = 20
PAGES: Final = 200
TRIED: Final = 300  # records by which the rows of a page are counted
PACKS: Final = 10
FORM_TARGET: Final = 80.0
EVIDENCE_TARGET: Final = 300.0
REGISTER_TARGET: Final = 9_000.0
SIZE, STEP = 9.0, 13.0


def measure(ground: Ground) -> Iterator[Figure]:
    """Yield the figures; printing writes to the log, so a copy is used."""
    with tempfile.TemporaryDirectory(dir=cache_folder()) as folder:
        place = Path(folder)
        with scratch_copy(ground, place) as copy, copy.opened() as desk:
            yield _form(desk, place)
            yield _list(desk)


def _form(desk: Desk, place: Path) -> Figure:
    disclosures = register("disclosures")
    ids = list_ids(desk, disclosures, limit=FORMS + 1)
    numbers = [each.number for each in page(desk, disclosures, ids)]
    spent = times(lambda each: print_record(desk, disclosures, each, place / "form.pdf", "form"), numbers)
    build, translator = documents_of("disclosures")["form"], desk.translator.to("zh")
    made = [texts_of(build(disclosures, each, (), translator)) for each in whole(desk, disclosures, ids)]
    bare = times(lambda texts: drawn_bare(texts, DENSE.page, 4), made)
    note = f"{spread(spent[1:])}, first {spent[0]:.0f}"
    return Figure(
        "disclosure form as PDF",
        median(spent[1:]),
        FORM_TARGET,
        "reportlab, the same strings",
        median(bare[1:]),
        note,
    )


def evidence(desk: Desk, place: Path) -> Figure:
    """Return what the evidence of a decision takes whose list asks some sixty questions, scored by two assessors."""
    number = answered_case(desk, "file-cn")
    decide(desk, number, decision("file-cn", decided_on=desk.today().isoformat()))
    print_record(desk, ASSESSMENTS, number, place / "first.pdf", "evidence")  # the fonts are loaded then
    spent = times(
        lambda _: print_record(desk, ASSESSMENTS, number, place / "pack.pdf", "evidence"), range(PACKS)
    )
    made = whole_document(desk, ASSESSMENTS, number, "evidence", "zh").content
    pages = len(page_sizes((place / "pack.pdf").read_bytes()))
    bare = times(lambda _: drawn_bare(texts_of(made), DENSE.page, pages), range(PACKS))
    note = f"{spread(spent)}, {pages} pages"
    return Figure(
        "evidence of diligence as PDF",
        median(spent),
        EVIDENCE_TARGET,
        "reportlab, the same strings",
        median(bare),
        note,
    )


def _list(desk: Desk) -> Figure:
    disclosures, translator = register("disclosures"), desk.translator.to("zh")

    def table(records: Sequence[Record]) -> Table:
        return register_table(disclosures, records, translator)

    def printed(made: Table) -> bytes:
        return render_table(made, Marking(handling="internal"), STAMP, translator)

    tried = whole(desk, disclosures, list_ids(desk, disclosures, limit=TRIED))
    rows = PAGES * len(tried) / len(page_sizes(printed(table(tried))))
    ids = list_ids(desk, disclosures, limit=round(rows))
    held: list[Any] = []
    spent = once(lambda: held.append(printed(table(whole(desk, disclosures, ids)))))
    count = len(page_sizes(held[0]))
    texts = texts_in(table(whole(desk, disclosures, ids)))
    bare = once(lambda: drawn_bare(texts, ACROSS.page, count))
    note = f"{count} pages, {len(ids)} rows, {len(held[0]) / 1e6:.2f} MB"
    return Figure(
        "register of 200 pages as PDF", spent, REGISTER_TARGET, "reportlab, the same strings", bare, note
    )


def drawn_bare(texts: Sequence[str], sheet: Page, pages: int) -> bytes:
    """Draw texts below each other on so many pages, each in one line, without any layout."""
    out = BytesIO()
    canvas: Any = Canvas(out, pagesize=(sheet.width, sheet.height), invariant=1, pageCompression=1)
    share = -(-len(texts) // pages)
    for start in range(0, len(texts), share):
        canvas.setFont(face("body"), SIZE)
        for line, text in enumerate(texts[start : start + share]):
            canvas.drawString(sheet.left, sheet.height - sheet.top - line * STEP, text)
        canvas.showPage()
    canvas.save()
    return out.getvalue()
