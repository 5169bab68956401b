"""The documents of an assessment: every question with its answer, exact sums, room for the rest, and no more than they may tell."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any, Final

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ipdesk.exporting.bars import Bars
from ipdesk.exporting.documents import kinds_of
from ipdesk.exporting.documents.assessment_answers import Answers, asked_of
from ipdesk.exporting.documents.assessment_decision import FOLLOWS
from ipdesk.exporting.dossiers import Dossier
from ipdesk.exporting.layout import Document, Grid, Pairs, Prose, Signatures, texts_of
from ipdesk.exporting.pdf import unresolved
from ipdesk.model.text import Translator
from ipdesk.model.values import decimal_text
from ipdesk.paths import resource_path
from ipdesk.registers import assessments
from ipdesk.registers.answered import Answer
from ipdesk.registers.assessment_choices import OUTCOMES
from ipdesk.registers.assessment_rows import Assessor, CostShare, OwnerShare, RevenueShare
from ipdesk.registers.assessments import DECIDED, Assessment
from tests.exporting.assessment_cases import ENCLOSED, acts, dossier, empty, minutes, our_list, usual, whole
from tests.registers.samples import ASSESSMENT
from tests.rules.lists import trial

REGISTER: Final = assessments.REGISTER
ZH: Final = Translator("zh", resource_path("i18n"))
EN: Final = ZH.to("en")
SHARES: Final = st.decimals(0, 100, places=4)
CONTENT: Final = "辐射硬化曲线QX7"


def paper(name: str, record: Assessment, made: Dossier, translator: Translator = ZH) -> Document:
    """Return a document of an assessment."""
    return kinds_of("assessments")[name].build(REGISTER, record, (), translator, made)


def grids(document: Document) -> Iterator[Grid]:
    """Yield the tables of a document."""
    return (each for each in document.sections if isinstance(each, Grid))


def rows_of(document: Document) -> dict[str, tuple[Any, ...]]:
    """Return the rows of the tables of questions by what stands in their second cell."""
    return {str(row[1]): row for each in grids(document) for row in each.rows if len(row) > 1}


def entries_of(document: Document) -> dict[str, str]:
    """Return every label of a document with its text."""
    return {
        entry.label: entry.text
        for each in document.sections
        if isinstance(each, Pairs)
        for entry in each.entries
    }


# ---------------------------------------------------------------------------------------------------------- answers


def test_the_form_holds_every_question_with_weight_answer_and_who_gave_it() -> None:
    record, made = usual()
    rows = rows_of(paper("form", record, made))
    assert rows["gate.reviewed？"] == ("1", "gate.reviewed？", "是", "经办部门 2026-11-05")
    assert rows["worth.novel？"][2:] == ("2", "4.5", "4\u00a0王评\n5\u00a0赵评")
    assert rows["worth.note？"][2:4] == ("—", "不适用")
    assert rows["secret.since？"][3] == "2026-01-31"
    assert "market.size？" not in rows, "its condition does not hold"
    english = rows_of(paper("form", record, made, EN))
    assert english["gate.level?"][2:] == ("None", "The office 2026-11-05")


def test_dimensions_stand_in_their_order_with_their_weights() -> None:
    titles = [each.title for each in grids(paper("form", *usual()))]
    assert [each for each in titles if each][:4] == [
        "关口",
        "价值（权重 60%）",
        "市场（权重 40%）",
        "保密（单独测试）",
    ]


def test_notes_stand_beside_the_answer_with_the_name_of_an_assessor() -> None:
    told = {"worth.novel": "同类方案已有报道。", "gate.reviewed": "见审查单。"}
    rows = tuple(replace(row, note=told.get(row.item, "")) for row in ASSESSMENT.answers)
    found = rows_of(paper("form", *usual(answers=rows)))
    assert found["gate.reviewed？"][3] == "见审查单。"
    assert found["worth.novel？"][4] == "王评：同类方案已有报道。\n赵评：同类方案已有报道。"


def test_a_shut_gate_says_what_clears_it() -> None:
    rows = tuple(
        replace(row, answer="no") if row.item == "gate.reviewed" else row for row in ASSESSMENT.answers
    )
    record = replace(ASSESSMENT, answers=rows, state="deciding")
    document = paper("form", record, dossier(record, trial()))
    assert "未通过。须先办理：先办。" in rows_of(document)["gate.reviewed？"]
    assert entries_of(document)["建议"] == "无：有关口未通过。"
    assert not [each for each in document.sections if isinstance(each, Bars)]


def test_scores_of_those_who_stand_back_are_said_not_to_count() -> None:
    back = tuple(
        replace(each, interest="has") if each.name == "赵评" else each for each in ASSESSMENT.assessors
    )
    record, made = usual(assessors=back)
    assert set(made.sheets) == {"王评"}
    document = paper("evidence", record, made)
    assert entries_of(document)["不计入"] == "赵评的评分留存在案，不计入。"
    assert rows_of(document)["worth.novel？"][3:5] == ("4", "4\u00a0王评")


# ------------------------------------------------------------------------------------------------- room to write


def test_an_empty_form_asks_everything_and_says_on_which_answer_a_question_depends() -> None:
    record, made = empty()
    document = paper("form", record, made)
    texts = "\n".join(texts_of(document))
    assert all(item.question.zh in texts for item in our_list().items)
    rows = rows_of(document)
    boxes = rows["结论认定的密级是哪一级？"]
    assert boxes[2].replace("\u2060", "").count("☐") == 5
    assert boxes[3] == "第 1 题答“是”时填写。"
    scored = rows["相对最接近的现有技术，创造性有多高？"]
    assert re.sub(r"\D", "", str(scored[3])) == "012345"
    assert [each.blank for each in grids(document)].count(3) == 2, "assessors and approvals"
    assert isinstance(document.sections[-1], Signatures)


def test_what_all_questions_of_a_table_depend_on_is_said_once() -> None:
    secret = next(each for each in grids(paper("form", *empty())) if "单独测试" in each.title)
    assert secret.note.count("时填写") == 2
    assert not any("时填写" in str(cell) for row in secret.rows for cell in row)


def test_an_open_question_leaves_boxes_and_a_given_answer_none() -> None:
    rows = tuple(row for row in ASSESSMENT.answers if row.item != "secret.seen")
    record = replace(ASSESSMENT, answers=rows, state="scoring")
    found = rows_of(paper("form", record, dossier(record, trial())))
    assert "☐" in str(found["secret.seen？"][3])
    assert not any("☐" in str(cell) for cell in found["gate.level？"])


def test_a_decided_form_leaves_no_room_and_asks_nothing_that_was_not_asked() -> None:
    record, made = usual()
    found = paper("form", record, made)
    assert not [each for each in grids(found) if each.blank]
    assert [each.item.id for each in asked_of(made, whole=False)] == [
        each.item.id for each in Answers(record, made, ZH, whole=True).asked
    ]


@given(st.sets(st.sampled_from([item.id for item in our_list().items])))
def test_a_question_is_on_paper_only_where_it_is_or_may_be_asked(answered: set[str]) -> None:
    full, _ = whole(())
    record = replace(
        full, state="preparing", answers=tuple(row for row in full.answers if row.item in answered)
    )
    made = dossier(record, our_list())
    assert made.result is not None
    asked = {item.id for item in made.result.asked}
    shown = {each.item.id for each in asked_of(made, whole=True)}
    pending = {each.item.id for each in asked_of(made, whole=True) if each.pending}
    assert {each.item.id for each in asked_of(made, whole=False)} == asked
    assert shown - pending == asked
    places = [each.place for each in asked_of(made, whole=True)]
    assert places == list(range(1, len(places) + 1))


# --------------------------------------------------------------------------------------------------------- scores


def test_scores_stand_as_a_table_and_as_bars() -> None:
    document = paper("form", *usual())
    table = next(each for each in grids(document) if each.columns[0].label == "评分人")
    assert [row[0] for row in table.rows] == ["权重", "全体平均", "王评", "赵评"]
    assert [column.label for column in table.columns[1:]] == ["价值", "市场", "综合得分", "保密"]
    bars = next(each for each in document.sections if isinstance(each, Bars))
    assert bars.series == ("全体平均", "王评", "赵评")
    for column, bar in enumerate(bars.rows, 1):
        assert [decimal_text(value) if value is not None else "—" for value in bar.values] == [
            str(row[column]) for row in table.rows[1:]
        ]


def test_without_assessors_there_is_one_bar_each() -> None:
    record, made = whole(())
    bars = next(each for each in paper("form", record, made).sections if isinstance(each, Bars))
    assert bars.series == ("",)
    assert not list(Answers(record, made, ZH, whole=False).side_by_side())


def test_many_assessors_stand_in_tables_that_can_be_read() -> None:
    names = tuple(f"评估人{number}" for number in range(15))
    record, made = whole(names)
    tables = list(Answers(record, made, ZH, whole=False).side_by_side())
    shown = [column.label for each in tables for column in each.columns if column.label in names]
    assert shown == list(names)
    assert max(len(each.columns) for each in tables) == 10
    assert len({len(each.rows) for each in tables}) == 1


# ---------------------------------------------------------------------------------------------------------- terms


@given(st.lists(SHARES, min_size=1, max_size=5), st.lists(SHARES, max_size=4), st.booleans())
def test_shares_never_print_as_anything_but_their_exact_sum(
    owners: list[Decimal], revenues: list[Decimal], lacking: bool
) -> None:
    parties = ("contributors", "laboratory", "transfer-staff", "unit")
    shared = [RevenueShare(party=party, share=share) for party, share in zip(parties, revenues, strict=False)]
    owned = [OwnerShare(party="甲", share=share) for share in owners]
    owned += [OwnerShare(party="乙")] if lacking else []
    document = paper("form", *usual(owners=tuple(owned), revenues=tuple(shared)))
    told = {each.title: each.note for each in grids(document)}
    total = decimal_text(sum(owners, Decimal()))
    assert told["权利归属"] == (f"已填份额合计 {total}%，尚未填全。" if lacking else f"合计 {total}%。")
    if shared:
        theirs = sum(
            (row.share or Decimal() for row in shared if row.party in ("contributors", "transfer-staff")),
            Decimal(),
        )
        assert told["收益分配"] == (
            f"合计 {decimal_text(sum(revenues, Decimal()))}%。其中完成人和转化贡献人员合计 {decimal_text(theirs)}%。"
        )
    cells = [row[1] for each in grids(document) if each.title == "权利归属" for row in each.rows]
    assert cells == [*owners, *([None] if lacking else [])]


@given(st.lists(st.tuples(st.sampled_from(["filing", "abroad", "agency"]), SHARES), min_size=1, max_size=6))
def test_each_cost_has_its_own_exact_sum(shares: list[tuple[str, Decimal]]) -> None:
    costs = tuple(
        CostShare(cost=cost, payer="laboratory", funds="own", share=share) for cost, share in shares
    )
    document = paper("form", *usual(costs=costs))
    note = next(each.note for each in grids(document) if each.title == "费用分担")
    names = {"filing": "申请及审查费", "abroad": "国外费用", "agency": "代理费"}
    sums = {cost: decimal_text(sum((s for c, s in shares if c == cost), Decimal())) for cost, _ in shares}
    if len(sums) == 1:
        assert note == f"合计 {next(iter(sums.values()))}%。"
    else:
        assert note == "".join(f"{names[cost]}：合计 {total}%。" for cost, total in sums.items())


def test_statutory_floors_stand_beside_the_shares_with_their_basis() -> None:
    record, made = usual()
    floors = next(each for each in grids(paper("form", record, made)) if "法定下限" in each.title)
    assert len(floors.rows) == len(made.floors) > 4
    assert ("转让、许可净收入的提取比例", "50%") in [row[:2] for row in floors.rows]
    second_hand = [row for row in floors.rows if "国发〔2016〕16号" in str(row[3])]
    assert all("未核对" in str(row[3]) for row in second_hand)
    assert "先看与完成人的约定" in floors.note
    assert not [each for each in grids(paper("decision", record, made)) if "法定下限" in each.title]


# ------------------------------------------------------------------------------------------------------- decision


@pytest.mark.parametrize("name", ["decision", "evidence"])
def test_there_is_none_before_a_decision(name: str) -> None:
    lacks = kinds_of("assessments")[name].lacks
    states = [each.code for each in REGISTER.states.states]
    assert {
        state for state in ["", "withdrawn", *states] if lacks(replace(ASSESSMENT, state=state)) is None
    } == set(DECIDED)
    assert kinds_of("assessments")["form"].lacks(Assessment()) is None


@pytest.mark.parametrize("outcome", [each.code for each in OUTCOMES])
def test_a_decision_says_what_follows_from_every_outcome(outcome: str) -> None:
    record, made = usual(outcome=outcome)
    document = paper("decision", record, made)
    follows = next(each for each in document.sections if isinstance(each, Prose) and each.title == "后续")
    assert ZH.label(FOLLOWS[outcome]) in follows.text
    assert "失效" in follows.text


def test_a_decision_names_proposal_and_reason_where_it_departs() -> None:
    record, made = usual(outcome="technical-secret", departure_reason="委员会认为宜保密。")
    document = paper("decision", record, made)
    assert entries_of(document)["系统建议"] == "申请中国专利"
    assert "委员会认为宜保密。" in texts_of(document)
    straight = paper("decision", *usual())
    assert "系统建议" not in entries_of(straight)
    assert "不采纳建议的理由" not in texts_of(straight)


def test_a_decision_tells_no_technical_content() -> None:
    rows = tuple(replace(row, note=CONTENT) for row in ASSESSMENT.answers)
    rows += (Answer(item="worth.note", answer=CONTENT, on=date(2026, 11, 5)),)
    people = tuple(replace(each, opinion=CONTENT, interest_note=CONTENT) for each in ASSESSMENT.assessors)
    approvals = tuple(replace(each, note=CONTENT) for each in ASSESSMENT.approvals)
    record, made = usual(answers=rows, assessors=people, approvals=approvals, appeal=CONTENT)
    assert not [text for text in texts_of(paper("decision", record, made)) if CONTENT in text]
    assert [text for text in texts_of(paper("evidence", record, made)) if CONTENT in text]


def test_a_decision_tells_how_the_committee_resolved() -> None:
    record, made = usual()
    entries = entries_of(paper("decision", record, replace(made, cited=(*made.cited, minutes(record)))))
    assert entries["会议日期"] == "2026年11月13日"
    assert (entries["决议"], entries["回避"]) == ("申请中国专利", "吴一凡")
    assert entries["表决"] == "同意 5 票，反对 1 票，弃权 0 票"
    assert "表决" not in entries_of(paper("decision", record, made))


def test_whoever_agreed_and_every_inventor_signs() -> None:
    signers = paper("decision", *usual()).sections[-1]
    assert isinstance(signers, Signatures)
    assert signers.signers == (
        "部门负责人　钱主任",
        "分管知识产权负责人　孙所长",
        "完成人签收　单雨桐",
        "完成人签收　阿依古丽·买买提",
    )


# ------------------------------------------------------------------------------------------------------- evidence


def test_the_pack_says_what_it_is_not_and_claims_nothing() -> None:
    record, made = usual()
    for translator, words, never in (
        (ZH, "不主张免责", "可以免责。"),
        (EN, "claims no exemption", "is exempt"),
    ):
        prose = [
            each for each in paper("evidence", record, made, translator).sections if isinstance(each, Prose)
        ]
        assert words in prose[1].text
        assert not [each for each in prose if never in each.text]
    assert "国知发运字〔2021〕7号（三）" in texts_of(paper("evidence", record, made))


def test_the_pack_holds_list_files_log_and_how_to_verify() -> None:
    record, made = usual()
    document = paper("evidence", record, made)
    entries, last = entries_of(document), made.acts[-1]
    assert entries["清单"] == "试用清单，2 版"
    assert entries["清单文本 SHA-256"] == record.checklist
    assert entries["命令"] == f"ipdesk audit verify --head {last.hash[:16]} --at {last.seq}"
    assert entries["哈希值"].replace("\n", "") == last.hash
    cells = {str(cell).replace("\n", "") for each in grids(document) for row in each.rows for cell in row}
    assert {each.hash for each in made.acts} | {each.sha256 for each in ENCLOSED} <= cells
    assert {"新增", "流转", "变更"} <= cells


def test_the_course_of_the_case_is_in_order() -> None:
    record, made = whole()
    course = next(each for each in grids(paper("evidence", record, made)) if each.title == "十、办理经过")
    days = [str(row[0]) for row in course.rows]
    assert days == sorted(days)
    assert len(days) == 1 + 1 + 3 * 3 + 3 + 1 + 1


def test_the_report_of_the_search_is_set_out() -> None:
    document = paper("evidence", *whole())
    report = next(
        each for each in document.sections if isinstance(each, Pairs) and each.title == "五、检索情况"
    )
    assert report.columns == 1
    asked = [item.question.zh for item in our_list().items if item.dimension == "novelty"]
    assert [entry.label for entry in report.entries] == [
        each for each in asked if each in {e.label for e in report.entries}
    ]
    assert len(report.entries) > 5
    assert "没有记录。" in texts_of(paper("evidence", *usual())), "the small list asks for no search"


def test_a_pack_with_nothing_in_it_says_so() -> None:
    record = Assessment(number="PG-1", state="decided", outcome="none", inventors="甲")
    document = paper("evidence", record, dossier(record, None))
    assert list(texts_of(document)).count("没有记录。") == 6


# ------------------------------------------------------------------------------------------------- whatever comes


@pytest.mark.parametrize("name", ["form", "decision", "evidence"])
def test_a_list_that_is_missing_still_prints_what_is_there(name: str) -> None:
    record, _ = usual()
    made = replace(dossier(record, None), enclosed=ENCLOSED, acts=acts(2))
    document = paper(name, record, made)
    texts = texts_of(document)
    assert "技术先进，有明确的许可对象。" in texts
    if name != "decision":
        without = next(each for each in grids(document) if "未保存所用清单" in each.note)
        assert [row[0] for row in without.rows] == [row.item for row in record.answers]
        assert {row[3] for row in without.rows} == {"经办部门", "王评", "赵评"}


@pytest.mark.parametrize("name", ["form", "decision", "evidence"])
@pytest.mark.parametrize("translator", [ZH, EN], ids=["zh", "en"])
def test_every_word_can_be_drawn_and_no_blank_is_left(name: str, translator: Translator) -> None:
    for record, made in (usual(), whole(), (Assessment(state="decided"), dossier(Assessment(), None))):
        document = paper(name, record, made, translator)
        assert unresolved(document) == ()
        assert not [text for text in texts_of(document) if re.search(r"\{\w+\}", text)]


def test_an_assessor_of_whom_little_is_known_does_no_harm() -> None:
    record = replace(
        ASSESSMENT, state="decided", assessors=(Assessor(name="孙评"),), approvals=(), inventors=""
    )
    for name in ("form", "decision", "evidence"):
        assert unresolved(paper(name, record, dossier(record, trial()))) == ()
