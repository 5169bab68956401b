"""The documents of an assessment: what a dossier holds, and a reprint that is the same bytes or is refused."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any, Final

import pypdfium2
import pytest

from ipdesk.exporting.dossiers import Dossier
from ipdesk.model.errors import Incomplete, Stale
from ipdesk.operations import (
    assessments,
    attachments,
    audits,
    contents,
    documents,
    dossiers,
    reading,
    records,
    spills,
    templates,
    word_documents,
)
from ipdesk.operations.answers import Given
from ipdesk.operations.desk import Desk
from ipdesk.registers import register
from ipdesk.store import rules
from tests.conftest import SetClock
from tests.operations.assessing import ASSESSMENTS, answered_case, case, decision, held_case
from tests.operations.assessing import decided_case as decided_by_committee
from tests.operations.cases import DISCLOSURES, said

THREE: Final = ("form", "decision", "evidence")


def decided_case(desk: Desk, outcome: str = "file-cn", **more: Any) -> str:
    """Return the number of an assessment that was decided."""
    number = answered_case(desk, outcome)
    assessments.decide(desk, number, decision(outcome, **more))
    return number


def dossier(desk: Desk, number: str) -> Dossier:
    """Return the dossier of an assessment."""
    sight = reading.show(desk, ASSESSMENTS, number)
    return dossiers.dossier_of(desk, ASSESSMENTS, sight.record, sight.linking_here)


def text_of(file: Path) -> str:
    """Return the text of a PDF without its line breaks."""
    with pypdfium2.PdfDocument(file) as document:
        return "".join(
            line for page in document for line in page.get_textpage().get_text_range().splitlines()
        )


def enclosure(folder: Path, name: str = "检索报告.txt", text: str = "检索式") -> Path:
    """Return a file to attach."""
    place = folder / name
    place.write_text(text, encoding="utf-8")
    return place


def test_a_dossier_holds_the_list_the_scores_the_files_and_the_places_in_the_log(
    desk: Desk, tmp_path: Path
) -> None:
    number = decided_case(desk)
    disclosure = held_case(desk, number).disclosure[0]
    report = enclosure(tmp_path)
    attachments.attach(desk, ASSESSMENTS, number, report)
    attachments.attach(desk, DISCLOSURES, disclosure, report)
    made = dossier(desk, number)
    assert made.lab == "某某实验室"
    assert made.checklist is not None
    assert made.result is not None
    assert set(made.sheets) == set(made.alone) == {"王评", "赵评"}
    assert made.ranges
    digest = hashlib.sha256(report.read_bytes()).hexdigest()
    assert [(each.number, each.name, each.size, each.sha256) for each in made.enclosed] == [
        (number, report.name, report.stat().st_size, digest),
        (disclosure, report.name, report.stat().st_size, digest),
    ]
    assert [(each.linked.record.number, each.grounds) for each in made.cited] == [(disclosure, True)]
    assert [each.seq for each in made.acts] == sorted({each.seq for each in made.acts})
    assert {each.number for each in made.acts} == {number, disclosure}
    assert made.acts[-1].act == "attach"
    last = made.acts[-1]
    assert audits.verify(desk, audits.Head(last.seq, last.hash)).whole
    assert not audits.verify(desk, audits.Head(last.seq, "0" * 64)).whole


def test_prints_and_copies_are_no_acts_of_the_case(desk: Desk, tmp_path: Path) -> None:
    number = decided_case(desk)
    report = enclosure(tmp_path)
    attachments.attach(desk, ASSESSMENTS, number, report)
    before = dossier(desk, number)
    documents.print_record(desk, ASSESSMENTS, number, tmp_path / "一.pdf")
    attachments.detach_copy(desk, ASSESSMENTS, number, report.name, tmp_path / "副本.txt")
    attachments.detach_copy(desk, ASSESSMENTS, number, report.name, tmp_path / "看.txt", "look")
    assert dossier(desk, number) == before


@pytest.mark.parametrize("name", THREE)
@pytest.mark.parametrize("language", ["zh", "en"])
def test_a_reprint_is_the_same_bytes_whatever_was_printed_meanwhile(
    name: str, language: str, desk: Desk, clock: SetClock, tmp_path: Path
) -> None:
    number = decided_case(desk)
    attachments.attach(desk, ASSESSMENTS, number, enclosure(tmp_path))
    first = documents.print_record(desk, ASSESSMENTS, number, tmp_path / "一.pdf", name, language)
    clock.forward(days=400)
    documents.print_record(desk, ASSESSMENTS, number, tmp_path / "二.pdf", "record")
    attachments.detach_copy(desk, ASSESSMENTS, number, "检索报告.txt", tmp_path / "副本.txt")
    documents.print_again(desk, first.stamp.serial, tmp_path / "三.pdf")
    assert (tmp_path / "一.pdf").read_bytes() == (tmp_path / "三.pdf").read_bytes()
    assert first.unresolved == ()


def _answers_again(desk: Desk, number: str, _folder: Path) -> None:
    records.move(desk, ASSESSMENTS, number, "deciding", reason="重新决定")
    assessments.answer(desk, number, {"technical.problem": Given("1")}, "王评")
    records.move(desk, ASSESSMENTS, number, "decided")


def _attaches(desk: Desk, number: str, folder: Path) -> None:
    attachments.attach(desk, ASSESSMENTS, number, enclosure(folder, "补充.txt"))


def _attaches_to_the_disclosure(desk: Desk, number: str, folder: Path) -> None:
    disclosure = held_case(desk, number).disclosure[0]
    attachments.attach(desk, DISCLOSURES, disclosure, enclosure(folder, "补充.txt"))


def _changes_the_disclosure(desk: Desk, number: str, _folder: Path) -> None:
    disclosure = held_case(desk, number).disclosure[0]
    records.change(desk, DISCLOSURES, disclosure, {"assigned_to": "吴一凡"})


@pytest.mark.parametrize(
    "act", [_answers_again, _attaches, _attaches_to_the_disclosure, _changes_the_disclosure]
)
@pytest.mark.parametrize("name", THREE)
def test_a_reprint_is_refused_once_anything_in_it_changed(
    act: Callable[[Desk, str, Path], None], name: str, desk: Desk, tmp_path: Path
) -> None:
    number = decided_case(desk)
    first = documents.print_record(desk, ASSESSMENTS, number, tmp_path / "一.pdf", name)
    act(desk, number, tmp_path)
    with pytest.raises(Stale) as refused:
        documents.print_again(desk, first.stamp.serial, tmp_path / "二.pdf")
    assert "changed after" in said(refused.value)
    assert not (tmp_path / "二.pdf").exists()


def test_a_decision_and_its_evidence_need_a_decision(desk: Desk, tmp_path: Path) -> None:
    number = answered_case(desk, "file-cn")
    for name in ("decision", "evidence"):
        with pytest.raises(Incomplete) as refused:
            documents.print_record(desk, ASSESSMENTS, number, tmp_path / "一.pdf", name)
        assert "No decision" in said(refused.value)
    documents.print_record(desk, ASSESSMENTS, number, tmp_path / "一.pdf")
    assessments.decide(desk, number, decision("file-cn"))
    for name in ("decision", "evidence"):
        documents.print_record(desk, ASSESSMENTS, number, tmp_path / f"{name}.pdf", name)
    records.move(desk, ASSESSMENTS, number, "deciding", reason="重新决定")
    with pytest.raises(Incomplete):
        documents.preview_record(desk, ASSESSMENTS, number, "decision")


def test_a_case_just_opened_prints_as_the_paper_form(desk: Desk, tmp_path: Path) -> None:
    number = case(desk)
    documents.print_record(desk, ASSESSMENTS, number, tmp_path / "表.pdf")
    text = text_of(tmp_path / "表.pdf")
    made = dossier(desk, number).checklist
    assert made is not None
    assert all(item.question.zh in text for item in made.items)


def test_a_list_that_is_not_kept_here_leaves_what_is_there(
    desk: Desk, tmp_path: Path, monkeypatch: Any
) -> None:
    number = decided_case(desk)
    monkeypatch.setattr("ipdesk.operations.assessments.checklist_of", lambda *_: None)
    made = dossier(desk, number)
    assert made.checklist is None
    assert made.sheets
    for name in THREE:
        documents.print_record(desk, ASSESSMENTS, number, tmp_path / f"{name}.pdf", name)
    assert "CNIPA、INPADOC、CNKI" in text_of(tmp_path / "evidence.pdf")
    assert "理由充分。" in text_of(tmp_path / "decision.pdf")


def test_a_document_bears_the_highest_marking_of_all_that_is_in_it(desk: Desk) -> None:
    number = decided_case(desk)
    disclosure = held_case(desk, number).disclosure[0]
    records.change(desk, DISCLOSURES, disclosure, {"level": "trade", "grade": "core"}, supplement="更正")
    for name in THREE:
        made = contents.whole_document(desk, ASSESSMENTS, number, name, "zh")
        assert made.content.furniture.mark == "技术秘密（核心）"
    assert held_case(desk, number).level == "internal"


def test_a_link_that_points_at_nothing_is_left_out(desk: Desk) -> None:
    number = records.add(desk, ASSESSMENTS, [{"title": "甲", "disclosure": ["PL-1999-0001"]}])[0].number
    made = dossier(desk, number)
    assert (made.cited, made.checklist) == ((), None)
    assert {each.number for each in made.acts} == {number}


def test_what_is_made_of_a_dossier_has_no_template_and_is_drawn_for_word(desk: Desk, tmp_path: Path) -> None:
    number = case(desk)
    for name in THREE:
        assert f"assessments.{name}.zh" not in {each.name for each in templates.list_templates(desk)}
        template = templates.find_template(desk, ASSESSMENTS, name, "zh")
        assert (template.whose, template.possible) == ("", False)
    first = word_documents.print_word(desk, ASSESSMENTS, number, tmp_path / "表.docx")
    documents.print_again(desk, first.stamp.serial, tmp_path / "再.docx")
    assert (tmp_path / "再.docx").read_bytes() == (tmp_path / "表.docx").read_bytes()


def test_what_tells_of_the_case_is_among_its_grounds(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    number = decided_case(desk)
    other = records.add(desk, register("projects"), [{"title": "第二次会议", "number": "HY-2026-002"}])[0]
    sight = reading.show(desk, ASSESSMENTS, number)
    held = reading.show(desk, register("projects"), other.number).record
    tells = replace(
        register("projects"), facts=lambda _: {"held_on": "2026-03-04", f"{number}.outcome": "file-cn"}
    )
    for facts, grounds in ((tells, True), (register("projects"), False)):
        monkeypatch.setattr(dossiers, "linking", lambda *_, facts=facts: [(facts, held)])
        made = dossiers.dossier_of(desk, ASSESSMENTS, sight.record, sight.linking_here)
        assert [each.grounds for each in made.cited] == [True, grounds]
        assert (other.number in {each.number for each in made.acts}) is grounds


def test_the_digest_that_the_pack_names_is_that_of_the_list(desk: Desk, tmp_path: Path) -> None:
    number = decided_case(desk)
    record = held_case(desk, number)
    documents.print_record(desk, ASSESSMENTS, number, tmp_path / "包.pdf", "evidence")
    assert record.checklist in text_of(tmp_path / "包.pdf")
    kept = rules.frozen(desk.workspace.db, record.checklist)
    assert kept is not None
    assert hashlib.sha256(kept).hexdigest() == record.checklist


def test_the_minutes_of_a_meeting_are_among_the_grounds_and_in_the_documents(
    desk: Desk, tmp_path: Path
) -> None:
    number = decided_case(desk)
    first = documents.print_record(desk, ASSESSMENTS, number, tmp_path / "一.pdf", "evidence")
    votes = {"in_favour": 5, "against": 1, "abstained": 0}
    resolution = {"case_number": number, "resolution": "file-cn", **votes}
    meeting = {
        "title": "第四次评审会",
        "held_on": "2026-03-04",
        "cases": [number],
        "resolutions": [resolution],
    }
    records.add(desk, register("meetings"), [meeting])
    assert [each.grounds for each in dossier(desk, number).cited] == [True, True]
    with pytest.raises(Stale) as refused:
        documents.print_again(desk, first.stamp.serial, tmp_path / "二.pdf")
    assert "belong" in said(refused.value)
    for name in ("decision", "evidence"):
        documents.print_record(desk, ASSESSMENTS, number, tmp_path / f"{name}.pdf", name)
        text = text_of(tmp_path / f"{name}.pdf")
        assert "第四次评审会" in text
        assert "同意 5 票，反对 1 票，弃权 0 票" in text


@pytest.mark.parametrize("document", ["form", "decision", "evidence"])
def test_a_meeting_that_is_linked_both_ways_stands_in_a_document_once(
    desk: Desk, tmp_path: Path, document: str
) -> None:
    number = decided_by_committee(desk, "release")
    paper = documents.print_record(desk, ASSESSMENTS, number, tmp_path / "a.pdf", document)
    again = documents.print_again(desk, paper.stamp.serial, tmp_path / "b.pdf")
    assert (tmp_path / "a.pdf").read_bytes() == (tmp_path / "b.pdf").read_bytes()
    assert again.stamp == paper.stamp


def test_a_sealed_disclosure_tells_nothing_and_stops_no_document(desk: Desk, tmp_path: Path) -> None:
    number = decided_case(desk)
    disclosure = held_case(desk, number).disclosure[0]
    attachments.attach(desk, DISCLOSURES, disclosure, enclosure(tmp_path))
    spills.seal(desk, DISCLOSURES, disclosure, "可能超出限制")
    made = dossier(desk, number)
    assert [each.number for each in made.enclosed] == []
    assert [(each.linked.title, dict(each.facts)) for each in made.cited] == [("", {})]
    assert "seal" in {each.act for each in made.acts}
    for name in THREE:
        documents.print_record(desk, ASSESSMENTS, number, tmp_path / f"{name}.pdf", name)
