"""Rare characters come out of every kind of document as they went in: names, title, long text, both languages."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import cache
from typing import Any, Final

import pypdfium2
import pytest

from ipdesk.exporting.documents import DocumentKind, kinds_of
from ipdesk.exporting.dossiers import FamilyDossier
from ipdesk.exporting.layout import Document, stamp_line, texts_of
from ipdesk.exporting.pdf import render, render_table, unresolved
from ipdesk.exporting.records import Linked, register_table
from ipdesk.model.kinds import LongText, Person, Rows
from ipdesk.model.marking import Marking
from ipdesk.model.record import MARKING_FIELDS, Record, fields_of, marking_of
from ipdesk.model.register import Register
from ipdesk.model.text import Translator
from ipdesk.registers import REGISTERS
from ipdesk.registers import register as register_named
from ipdesk.registers.agreement_paper import told
from ipdesk.rules.clause_files import shipped_template
from ipdesk.rules.clauses import compose
from tests.exporting import leaver_cases, paper_cases
from tests.exporting.assessment_cases import dossier
from tests.exporting.documents.test_movements import ERRANDS
from tests.exporting.golden import STAMP, ZH
from tests.registers.samples import sample_of
from tests.rules.lists import trial

RARE: Final = "𬭎䶮㛃𫍽𠅤喆堃昇祎珺犇淼骉羴龘彧翀赟頔垚𬬻𫖮𬱖䝙"
NAMES: Final = tuple(f"欧{RARE[start : start + 3]}" for start in range(0, len(RARE), 3))
TITLE: Final = f"一种以“{RARE}”为名的装置"
LONG: Final = "\n".join(
    f"第{number}段：发明人{'、'.join(NAMES)}于2026年10月用Ti-6Al-4V合金制成；{RARE[number:]}。"
    for number in range(4)
)
TRANSLATORS: Final = {"zh": ZH, "en": ZH.to("en")}
EVERY: Final = [
    pytest.param(register, kind, language, id=f"{register.name}-{name}-{language}")
    for register in REGISTERS
    for name, kind in kinds_of(register.name).items()
    for language in TRANSLATORS
]


def named(row: Any, name: str) -> Any:
    """Return a record or child row with a name wherever one stands, and long texts with all of them."""
    values: dict[str, Any] = {}
    for field in fields_of(type(row)):
        match field.kind:
            case Person():
                values[field.name] = name
            case LongText() if field.name not in MARKING_FIELDS:
                values[field.name] = LONG
            case Rows():
                values[field.name] = tuple(named(field.kind.of(), each) for each in NAMES)
    return replace(row, **values)


WITHOUT_NAMES = {"Patent Family Sheet"}  # it tells of rights, not of people


@cache
def filled(name: str, title: str = TITLE) -> Record:
    """Return the sample of a register with rare characters all over it."""
    made: Record = replace(
        named(sample_of(register_named(name)), NAMES[0]), **{register_named(name).title: title}
    )
    return made


def built(register: Register, kind: DocumentKind, translator: Translator) -> Document:
    """Return a document of the filled record, with its dossier or another linked to it where the kind asks for those."""
    if kind.dossier:
        record: Any = filled(register.name)
        if register.name == "movements":
            return kind.build(register, record, (), translator, ERRANDS)
        if register.name == "people":
            return kind.build(register, record, (), translator, leaver_cases.dossier(record, {}))
        if register.name == "papers":
            stored, held_with = paper_cases.made(record)
            return kind.build(register, stored, (), translator, held_with)
        if register.name == "patents":
            family = FamilyDossier(members=(replace(record, number="ZL-2026-9001"),), whole=True)
            return kind.build(register, record, (), translator, family)
        return kind.build(register, record, (), translator, dossier(record, trial()))
    if kind.paper:
        held: Any = filled(register.name)
        signed = replace(held, address="、".join(NAMES), third_party=LONG.partition("\n")[0])
        papers = tuple(
            compose(shipped_template("joiner"), {}, told(signed, NAMES[0], {}), each) for each in ("zh", "en")
        )
        return kind.build(register, signed, (), translator, papers)
    if not kind.linked:
        return kind.build(register, filled(register.name), (), translator)
    other = filled("disclosures")
    state = register_named("disclosures").state(other.state).label
    linked = Linked(register_named("disclosures").one, other, TITLE, state, marking_of(other))
    return kind.build(register, filled(register.name), (), translator, (linked,))


def copied(data: bytes, furniture: Sequence[str] = ()) -> str:
    """Return the text of a PDF without its line breaks and without what stands around each page."""
    opened = pypdfium2.PdfDocument(data)
    lines = [line for page in opened for line in page.get_textpage().get_text_range().splitlines()]
    return "".join(line for line in lines if line not in furniture)


def around(document: Document, pages: int) -> list[str]:
    """Return the lines that stand at the head and foot of each page."""
    furniture = document.furniture
    numbers = [furniture.page.format(page=page, pages=pages) for page in range(1, pages + 1)]
    mark = furniture.mark
    return [STAMP.lab, mark, f"{mark} {STAMP.lab}", stamp_line(furniture, STAMP), *numbers]


@pytest.mark.parametrize(("register", "kind", "language"), EVERY)
def test_a_document_gives_back_every_rare_character(
    register: Register, kind: DocumentKind, language: str
) -> None:
    document = built(register, kind, TRANSLATORS[language])
    assert unresolved(document) == ()
    data = render(document, STAMP)
    found = copied(data, around(document, len(pypdfium2.PdfDocument(data))))
    assert TITLE in found
    assert kind.label in WITHOUT_NAMES or all(name in found for name in NAMES)
    held = [
        line for text in texts_of(document) for line in text.splitlines() if not set(RARE).isdisjoint(line)
    ]
    assert [line for line in held if line not in found] == []


@pytest.mark.parametrize("language", TRANSLATORS)
@pytest.mark.parametrize("register", REGISTERS, ids=lambda each: each.name)
def test_a_register_gives_back_every_rare_character(register: Register, language: str) -> None:
    translator = TRANSLATORS[language]
    rows = [filled(register.name, each) for each in (TITLE, *NAMES)]
    found = copied(render_table(register_table(register, rows, translator), Marking(), STAMP, translator))
    assert TITLE in found
    assert all(name in found for name in NAMES)
