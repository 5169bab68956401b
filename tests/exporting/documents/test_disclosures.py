"""The disclosure form: boxes, inventors with a place to sign, declarations, signatures, office use."""

from __future__ import annotations

from dataclasses import replace

import pytest

from ipdesk.exporting.documents import DOCUMENTS, PLAIN, documents_of
from ipdesk.exporting.documents.disclosures import BLANK_INVENTORS, disclosure_form
from ipdesk.exporting.layout import Checks, Document, Findings, Grid, Pairs, Prose, Signatures, texts_of
from ipdesk.model.findings import Finding
from ipdesk.model.text import Message, Translator
from ipdesk.registers import REGISTERS
from ipdesk.registers.disclosures import REGISTER, Disclosure


@pytest.fixture
def form(full: Disclosure, translator: Translator) -> Document:
    return disclosure_form(REGISTER, full, (), translator)


def boxes(form: Document, label: str) -> dict[str, bool]:
    for section in form.sections:
        if isinstance(section, Checks):
            for line in section.lines:
                if line.label == label:
                    return dict(line.boxes)
    raise KeyError(label)


def inventors(form: Document) -> Grid:
    return next(section for section in form.sections if isinstance(section, Grid))


def test_the_level_is_the_first_question(form: Document) -> None:
    first = form.sections[0]
    assert isinstance(first, Checks)
    assert first.lines[0].label == "Level"
    assert boxes(form, "Level") == {
        "Public": False,
        "Internal": False,
        "Technical secret": True,
        "Classified or unclear": False,
    }


def test_choices_are_ticked(form: Document) -> None:
    ticked = [label for label, on in boxes(form, REGISTER.field("types").kind.label).items() if on]
    assert ticked == ["Invention", "Technical secret"]
    assert boxes(form, REGISTER.field("route").kind.label)["Patent"]


def test_inventors_have_shares_and_a_place_to_sign(form: Document) -> None:
    grid = inventors(form)
    assert [row[1] for row in grid.rows] == ["张𬭎", "欧阳䶮喆"]
    assert grid.columns[-1].label == "Signature and date"
    assert all(row[-1] == "" for row in grid.rows)
    assert "100%" in grid.note
    assert grid.blank == 0


def test_only_given_declarations_are_ticked(form: Document) -> None:
    stacked = next(section for section in form.sections if isinstance(section, Checks) and section.stacked)
    assert [on for _, on in stacked.lines[0].boxes] == [True, False, False, False]


def test_all_five_roles_sign(form: Document) -> None:
    signs = next(section for section in form.sections if isinstance(section, Signatures))
    assert len(signs.signers) == 5
    assert "张𬭎" in signs.signers[0]
    assert "欧阳䶮喆" in signs.signers[0]


def test_an_empty_form_leaves_room_to_write(translator: Translator) -> None:
    form = disclosure_form(REGISTER, Disclosure(), (), translator)
    assert inventors(form).blank == BLANK_INVENTORS
    proses = [section for section in form.sections if isinstance(section, Prose)]
    assert len(proses) == 3
    assert all(not prose.text and prose.lines > 3 for prose in proses)
    assert not any(boxes(form, "Level").values())


def test_findings_are_printed_only_when_given(
    full: Disclosure, form: Document, translator: Translator
) -> None:
    assert not any(isinstance(section, Findings) for section in form.sections)
    found = [Finding(id="x", field="title", severity="warn", message=Message("Look."))]
    assert isinstance(disclosure_form(REGISTER, full, found, translator).sections[-1], Findings)


def test_withheld_content_is_not_on_the_form(full: Disclosure, translator: Translator) -> None:
    texts = "\n".join(texts_of(disclosure_form(REGISTER, replace(full, withheld=True), (), translator)))
    assert full.solution not in texts
    assert "张𬭎" not in texts


def test_a_classification_decision_is_shown(full: Disclosure, translator: Translator) -> None:
    decided = replace(
        full,
        level="classified",
        classification="secret",
        classification_term="5年",
        classification_number="密1号",
    )
    form = disclosure_form(REGISTER, decided, (), translator)
    assert form.furniture.mark == "秘密★5年"
    assert isinstance(form.sections[1], Pairs)
    assert "密1号" in [entry.text for entry in form.sections[1].entries]


def test_every_register_has_a_plain_document() -> None:
    for register in REGISTERS:
        assert PLAIN in documents_of(register.name)
    assert next(iter(documents_of("disclosures"))) == "form"
    assert set(DOCUMENTS) <= {register.name for register in REGISTERS}
