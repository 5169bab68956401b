"""The review form: what is known is printed, what is open leaves room, and of findings only how many there are."""

from __future__ import annotations

from dataclasses import replace

from ipdesk.exporting.documents.papers import review_form
from ipdesk.exporting.layout import Checks, Grid, Signatures, texts_of
from ipdesk.model.text import Translator
from ipdesk.paths import resource_path
from ipdesk.registers.papers import REGISTER
from tests.exporting.paper_cases import begun, made, usual
from tests.registers.publishing import PAPER, answered

ZH = Translator("zh", resource_path("i18n"))


def test_the_form_tells_checks_opinions_and_verdict_and_no_reason_of_a_finding() -> None:
    record, dossier = usual()
    form = review_form(REGISTER, record, (), ZH, dossier)
    texts = "\n".join(texts_of(form))
    for held in ("题目", "热链.pdf", "b2b2", "有约定，已履行", "科函〔2026〕91号", "曾广生", "2027年5月20日"):
        assert held in texts
    assert "c3c3" not in texts, "a file of an earlier version is not under review"
    assert "项目为公开项目" not in texts
    assert "shan@example.org" not in texts
    last = form.sections[-1]
    assert isinstance(last, Signatures)
    assert len(last.signers) == 6


def test_a_review_that_is_begun_has_boxes_for_every_check_and_room_for_opinions() -> None:
    record, dossier = begun()
    form = review_form(REGISTER, record, (), ZH, dossier)
    texts = list(texts_of(form))
    assert sum("☐" in each for each in texts) > 17
    assert sum(isinstance(each, Grid) and each.blank > 0 for each in form.sections) == 3
    ticked = [
        label
        for each in form.sections
        if isinstance(each, Checks)
        for line in each.lines
        for label, chosen in line.boxes
        if chosen
    ]
    assert ticked == []


def test_a_thesis_and_a_show_are_signed_by_their_offices_too() -> None:
    record, dossier = made(replace(PAPER, answers=answered(thesis__is="yes", media__is="yes")))
    last = review_form(REGISTER, record, (), ZH, dossier).sections[-1]
    assert isinstance(last, Signatures)
    assert {"研究生部", "宣传部门"} < set(last.signers)
