"""Files of several registers at once: each sheet where it belongs, links by name, one transaction, one report."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook, load_workbook

from ipdesk.model.errors import AboveLimit, Stale, WrongValue
from ipdesk.model.record import Record
from ipdesk.operations import reading, records, whole_intake, whole_reports
from ipdesk.operations.desk import Desk
from ipdesk.operations.everything import export_everything
from ipdesk.operations.intake_links import place_of
from ipdesk.operations.whole_intake import Whole, accept_whole, hidden_notices, preview_whole, read_file
from ipdesk.operations.whole_sheets import sort_sheets
from ipdesk.registers import REGISTERS, register
from tests.operations.cases import DISCLOSURES, ENGLISH, said, state_of_store

PEOPLE, AGREEMENTS, PROJECTS = register("people"), register("agreements"), register("projects")
Sheets = Mapping[str, Sequence[Sequence[Any]]]
STAFF = [
    ["姓名", "所在部门", "岗位", "入职日期"],
    ["张三", "一室", "研究员", "2020-01-01"],
    ["李四", "二室", "工程师", "2021-01-01"],
]
SIGNED = [["姓名", "工号", "签订日期", "协议类型"], ["张三", "张三", "2020-01-02", ""]]
STUDIES = [["项目名称", "负责人", "开始日期", "经费（万元）"], ["冷头研制，二期", "张三", "2020-03-01", "12"]]
FOUND = [
    ["成果名称", "完成日期", "成果类型", "完成人", "所属项目编号"],
    ["热链组件", "2020-05-06", "发明", "张三", "冷头研制，二期"],
]


def book(path: Path, sheets: Sheets) -> Path:
    """Write a workbook of these sheets and return its path."""
    made = Workbook()
    made.remove(made.worksheets[0])
    for name, lines in sheets.items():
        sheet = made.create_sheet(name)
        for line in lines:
            sheet.append(list(line))
    made.save(path)
    return path


def looked_at(desk: Desk, *files: Path, **told: Any) -> Whole:
    """Preview files."""
    return preview_whole(desk, [read_file(desk, each) for each in files], **told)


def sorted_as(desk: Desk, file: Path, choices: Mapping[str, str] | None = None) -> list[tuple[str, str, str]]:
    """Return of each sheet its name, its register and how that is known."""
    found = sort_sheets(desk, read_file(desk, file), choices)
    return [(each.sheet, each.register.name if each.register else "", each.by) for each in found]


def test_hidden_sheets_and_rows_are_told_in_preview_and_report(desk: Desk, tmp_path: Path) -> None:
    file = book(tmp_path / "全部.xlsx", {"人员": STAFF, "协议": SIGNED})
    made = load_workbook(file)
    made["人员"].row_dimensions[3].hidden = True
    made["协议"].sheet_state = "hidden"
    made.save(file)
    whole = looked_at(desk, file)
    assert [ENGLISH.say(each) for each in hidden_notices(whole)] == [
        "Sheet “全部.xlsx!协议” is hidden and was not read."
    ]
    whole_reports.write_whole_report(desk, whole, tmp_path / "核对.xlsx")
    sheet = load_workbook(tmp_path / "核对.xlsx").worksheets[0]
    above = str(sheet.cell(3, 1).value)
    assert "工作表“全部.xlsx!协议”为隐藏状态" in above and "第3行" in above
    assert "隐藏" in str(sheet.cell(6, 2).value)
    again = looked_at(desk, tmp_path / "核对.xlsx")
    assert again.counts()["new"] == 2


def all_held(desk: Desk) -> list[Record]:
    """Return all records, without what every change moves on."""
    found = [
        record for each in REGISTERS for record in reading.whole(desk, each, reading.list_ids(desk, each))
    ]
    return [replace(each, revision=0, changed="") for each in found]


def test_what_was_taken_back_whole_comes_in_again_under_its_numbers(desk: Desk, tmp_path: Path) -> None:
    file = book(
        tmp_path / "全部.xlsx", {"人员": STAFF, "协议": SIGNED, "项目": STUDIES, "披露": [*FOUND, FOUND[1]]}
    )
    first = accept_whole(desk, looked_at(desk, file))
    before = all_held(desk)
    records.undo(desk)
    whole = looked_at(desk, file)
    assert whole.counts() == {"new": 0, "same": 0, "changed": len(first), "refused": 0}
    again = accept_whole(desk, whole)
    assert [each.number for each in again] == [each.number for each in first]
    assert all_held(desk) == before
    assert looked_at(desk, file).counts()["same"] == len(first)


def number_of(desk: Desk, name: str, title: str) -> str:
    """Return the number of the one record with a title."""
    found = register(name)
    (number,) = [
        each.number
        for each in reading.whole(desk, found, reading.list_ids(desk, found))
        if getattr(each, found.title) == title
    ]
    return number


def test_sheets_are_sorted_by_title_and_by_headings_and_others_are_asked_about(
    desk: Desk, tmp_path: Path
) -> None:
    file = book(
        tmp_path / "台账.xlsx",
        {
            "2024年人员台账": STAFF,
            "Sheet2": FOUND,
            "Sheet3": STUDIES,
            "说明": [["本台账由科技处保管"]],
            "乱": [["姓名", "备注"], ["张三", "x"]],
        },
    )
    assert sorted_as(desk, file) == [
        ("2024年人员台账", "people", "title"),
        ("Sheet2", "disclosures", "headings"),
        ("Sheet3", "projects", "headings"),
        ("说明", "", "open"),
        ("乱", "", "open"),
    ]
    assert sorted_as(desk, file, {"说明": "", "台账.xlsx!乱": "people"})[3:] == [
        ("说明", "", "chosen"), ("乱", "people", "chosen"),
    ]  # fmt: skip


def test_a_title_that_mentions_one_register_tells_where_headings_are_of_several(
    desk: Desk, tmp_path: Path
) -> None:
    staff = [["姓名", "工号", "部门", "人员类别", "入职日期"], ["张三", "A1", "一室", "在编", "2020-01-01"]]
    signed = [["姓名", "签订日期", "协议类型", "到期日"], ["张三", "2021-02-03", "保密协议", "2026-02-03"]]
    found = [["发明名称", "发明人", "提交日期"], ["冷头", "张三", "2020-05-06"]]
    spent = [["项目编号", "科目", "金额"], ["KY-1", "设备", "3"]]
    titles = {
        **dict.fromkeys(("人员花名册", "2024年入职人员表", "离职人员"), staff),
        "保密协议台账": signed, "发明披露登记": found, "有效专利": found, "项目经费": spent, "专利与论文": found,
    }  # fmt: skip
    file = book(tmp_path / "全.xlsx", titles)
    assert [each for _, each, _ in sorted_as(desk, file)] == [
        "people", "people", "people", "agreements", "disclosures", "patents", "", "",
    ]  # fmt: skip


def test_what_was_said_of_a_sheet_is_remembered_with_its_headings(desk: Desk, tmp_path: Path) -> None:
    odd = [["谁", "姓名", "备忘"], ["甲", "王五", "x"]]
    file = book(tmp_path / "一.xlsx", {"乱": odd, "说明": [["科技处", "保管"], ["x", "y"]]})
    whole = looked_at(desk, file, choices={"乱": "people", "说明": ""})
    accept_whole(desk, whole)
    again = book(tmp_path / "二.xlsx", {"别的": [odd[0], ["乙", "赵六", ""]], "另": [["科技处", "保管"]]})
    assert sorted_as(desk, again) == [("别的", "people", "kept"), ("另", "", "kept")]


def test_of_a_sheet_that_is_not_understood_nothing_is_lost_beside_one_that_is(
    desk: Desk, tmp_path: Path
) -> None:
    file = book(tmp_path / "一.xlsx", {"人员": STAFF, "乱": [["谁", "姓名", "备忘"], ["甲", "王五", "x"]]})
    whole = looked_at(desk, file, choices={"乱": "people"})
    assert [each.refused is None for each in whole.parts] == [True, False]
    assert not whole.is_ready()


def test_new_rows_link_each_other_by_name_before_they_have_numbers(desk: Desk, tmp_path: Path) -> None:
    file = book(tmp_path / "全.xlsx", {"协议": SIGNED, "成果": FOUND, "项目": STUDIES, "人员": STAFF})
    whole = looked_at(desk, file)
    assert [each.register.name for each in whole.parts] == ["people", "projects", "disclosures", "agreements"]
    assert whole.is_ready() and whole.counts()["new"] == 5
    before = state_of_store(desk)
    made = accept_whole(desk, whole)
    held: Any = reading.show(desk, AGREEMENTS, made[-1].number).record
    assert held.person == (number_of(desk, "people", "张三"),)
    found: Any = reading.show(desk, DISCLOSURES, number_of(desk, "disclosures", "热链组件")).record
    assert found.projects == (number_of(desk, "projects", "冷头研制，二期"),)
    assert [each.number for each in made[:2]] == sorted(each.number for each in made[:2]), (
        "in the order of the file"
    )
    assert {each.outcome for part in looked_at(desk, file).previews() for each in part.rows} == {"same"}
    assert len(records.undo(desk)) == 5
    assert state_of_store(desk)[0] != before[0]
    assert all(not reading.list_ids(desk, each) for each in REGISTERS)


def test_a_name_of_several_is_asked_once_and_the_answer_holds_for_all(desk: Desk, tmp_path: Path) -> None:
    given = records.add(desk, PEOPLE, [{"name": "张三", "unit": "一室"}, {"name": "张三", "unit": "九室"}])
    numbers = [each.number for each in given]
    file = book(tmp_path / "协议.xlsx", {"协议": [SIGNED[0], SIGNED[1], ["张三", "张 三", "2021-01-02", ""]]})
    whole = looked_at(desk, file)
    (question,) = whole.questions
    assert not whole.is_ready()
    assert [(each.number, each.unit) for each in question.candidates] == list(
        zip(numbers, ("一室", "九室"), strict=True)
    )
    answered = looked_at(desk, file, answers={question.key: numbers[1]})
    assert answered.is_ready()
    people = [each.record.person for each in answered.previews()[0].rows]  # type: ignore[union-attr]
    assert people == [(numbers[1],)] * 2
    left = looked_at(desk, file, answers={question.key: ""})
    assert left.previews()[0].rows[0].record.person == ("张三",)  # type: ignore[union-attr]


def test_a_title_with_a_comma_that_two_records_have_is_asked_for_whole(desk: Desk, tmp_path: Path) -> None:
    held = records.add(desk, PROJECTS, [{"title": "冷头研制，二期"}, {"title": "冷头研制，二期"}])
    found = [[*FOUND[0][:1], "项目编号"], ["热链", "冷头研制，二期"], ["屏蔽罩", "冷头研制,二期"]]
    file = book(tmp_path / "成果.xlsx", {"成果": found})
    (question,) = looked_at(desk, file, choices={"成果": "disclosures"}).questions
    assert (question.text, len(question.candidates)) == ("冷头研制，二期", 2)
    for answer, kept in ((held[1].number, (held[1].number,)), ("", ("冷头研制", "二期"))):
        whole = looked_at(desk, file, choices={"成果": "disclosures"}, answers={question.key: answer})
        assert not whole.questions
        for plan in whole.previews()[0].rows:
            assert plan.record is not None and plan.record.projects == kept  # type: ignore[attr-defined]


def test_a_name_stands_for_the_person_where_a_ledger_has_no_number(desk: Desk, tmp_path: Path) -> None:
    staff = [["工号", "姓名", "部门"], ["A1", "王磊", "一室"], ["A2", "张伟", "一室"], ["A3", "张伟", "二室"]]
    signed = ["知识产权与保密协议", "2015-07-01", "2015-07-02", "2015-07-02"]
    papers = [
        ["姓名", "协议类型", "签署日期", "单位签署日期", "生效日期"],
        *([name, *signed] for name in ("王磊", "张伟", "外人")),
    ]
    file = book(tmp_path / "全.xlsx", {"协议": papers, "人员": staff})
    whole = looked_at(desk, file)
    (question,) = whole.questions
    assert (question.text, [each.number for each in question.candidates]) == ("张伟", ["A2", "A3"])
    for answer, person in (("A3", ("A3",)), ("", ())):
        answered = looked_at(desk, file, answers={question.key: answer})
        rows = [plan.record for plan in answered.previews()[-1].rows]
        assert [each.person for each in rows if each] == [("A1",), person, ()]  # type: ignore[attr-defined]
        assert [each.state for each in rows if each] == [
            "in-force",
            "in-force" if person else "drafted",
            "drafted",
        ]
    accept_whole(desk, answered)
    assert {
        plan.outcome
        for each in looked_at(desk, file, answers={question.key: ""}).previews()
        for plan in each.rows
    } == {"same"}


def test_records_of_one_name_are_told_apart_by_unit_or_day_and_by_the_place_of_a_row(
    desk: Desk, tmp_path: Path
) -> None:
    (held,) = records.add(desk, register("patents"), [{"title": "冷头", "filed_on": "2020-01-02"}])
    rights = [["专利名称", "申请日", "发明人"], ["冷头", "2021-03-04", "张三"]]
    papers = [["论文题目", "作者", "期刊", "对应专利"], ["关于冷头", "张三", "学报", "冷头"]]
    (question,) = looked_at(desk, book(tmp_path / "全.xlsx", {"专利": rights, "论文": papers})).questions
    told = [(desk.translator.say(place_of(each.number)), each.unit) for each in question.candidates]
    assert told == [(held.number, "2020-01-02"), ("row 2 of “专利”", "2021-03-04")]


def test_a_text_that_is_nothing_here_stays_and_is_said_and_a_number_is_left_alone(
    desk: Desk, tmp_path: Path
) -> None:
    (one,) = records.add(desk, PEOPLE, [{"name": "张三"}])
    file = book(
        tmp_path / "协议.xlsx", {"协议": [SIGNED[0], ["张三", one.number, "", ""], ["钱七", "钱七", "", ""]]}
    )
    known, unknown = looked_at(desk, file).previews()[0].rows
    assert (known.record.person, known.row.doubts) == ((one.number,), ())  # type: ignore[union-attr]
    assert unknown.record.person == ("钱七",)  # type: ignore[union-attr]
    assert "钱七" in said_of(desk, unknown.row.doubts)


def test_what_comes_in_together_counts_for_the_state_in_which_a_row_begins(
    desk: Desk, tmp_path: Path
) -> None:
    cases = [["成果名称", "所评披露编号", "状态"], ["热链评估", "热链组件", "已决定"]]
    gone = [
        ["成果名称", "披露编号", "评估编号", "通知日期", "状态"],
        ["放弃热链", "热链组件", "热链评估", "2026-01-05", "已通知"],
        ["放弃冷头", "PL-9", "热链评估", "2026-01-05", "已通知"],
    ]
    file = book(tmp_path / "全.xlsx", {"放弃": gone, "评估": cases, "成果": FOUND})
    whole = looked_at(desk, file, choices={"放弃": "releases", "评估": "assessments"})
    _, (assessed,), rows = [each.rows for each in whole.previews()]
    assert assessed.record is not None and assessed.record.state == "preparing"
    assert "Decided" in said_of(desk, assessed.row.doubts), "that its state is not taken over is said"
    assert [each.record.state for each in rows if each.record] == ["noticed", "draft"]
    assert "PL-9" in said_of(desk, rows[1].row.doubts)


def test_a_level_that_is_the_grade_of_a_technical_secret_is_read_as_that(desk: Desk, tmp_path: Path) -> None:
    secrets = [["名称", "密级", "保管人"], ["代号甲", "重要", "张三"], ["代号乙", "公开", "张三"]]
    found = [["成果名称", "密级", "完成人"], ["冷头", "核心商密", "张三"], ["热链", "一般", "张三"]]
    file = book(tmp_path / "全.xlsx", {"技术秘密清单": secrets, "成果": found})
    disclosed, kept = [each.rows for each in looked_at(desk, file).previews()]
    assert [(each.record.level, each.record.grade) for each in kept if each.record] == [
        ("trade", "important"), ("public", ""),
    ]  # fmt: skip
    assert "Technical secret (important)" in said_of(desk, kept[0].row.doubts)
    first, plain = disclosed
    assert first.record is not None and (first.record.level, first.record.grade) == ("trade", "core")
    assert plain.outcome == "refused", "alone it may mean that nothing is secret"


def said_of(desk: Desk, doubts: Sequence[Any]) -> str:
    return " ".join(desk.translator.say(each.why) for each in doubts)


def test_a_link_to_a_row_that_is_refused_stays_as_it_is_written(desk: Desk, tmp_path: Path) -> None:
    staff = [STAFF[0], ["张三", "一室", "研究员", "去年"]]
    file = book(tmp_path / "全.xlsx", {"人员": staff, "协议": SIGNED})
    whole = looked_at(desk, file)
    assert whole.counts()["refused"] == 1
    made = accept_whole(desk, whole)
    held: Any = reading.show(desk, AGREEMENTS, made[0].number).record
    assert held.person == ("张三",)


def test_a_failure_in_the_last_sheet_writes_nothing(desk: Desk, tmp_path: Path) -> None:
    file = book(tmp_path / "全.xlsx", {"人员": STAFF, "协议": [["编号", *SIGNED[0]], ["XY-1", *SIGNED[1]]]})
    whole = looked_at(desk, file)
    records.add(desk, AGREEMENTS, [{"number": "XY-1"}])
    before = state_of_store(desk)
    with pytest.raises((Stale, WrongValue)):
        accept_whole(desk, whole)
    assert state_of_store(desk) == before

    def stop(done: int, of: int) -> None:
        if done == of - 1:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        accept_whole(desk, looked_at(desk, book(tmp_path / "b.xlsx", {"人员": STAFF, "项目": STUDIES})), stop)
    assert state_of_store(desk) == before


def test_the_report_is_corrected_and_taken_in_again(desk: Desk, tmp_path: Path) -> None:
    found = [FOUND[0], ["坏的", "2020年13月40日", "发明", "张三", ""], FOUND[1]]
    file = book(tmp_path / "全.xlsx", {"人员": STAFF, "Sheet9": found})
    whole = looked_at(desk, file)
    accept_whole(desk, whole)
    place = tmp_path / "核对.xlsx"
    assert whole_reports.write_whole_report(desk, whole, place).records == 4
    report = load_workbook(place)
    sheet = report[report.sheetnames[1]]
    for row in sheet.iter_rows():
        for cell in row:
            if cell.value == "2020年13月40日":
                cell.value = "2020-12-04"
    report.save(place)
    assert [each[1:] for each in sorted_as(desk, place)] == [("people", "notes"), ("disclosures", "notes")]
    again = looked_at(desk, place)
    assert again.counts() == {"new": 1, "same": 3, "changed": 0, "refused": 0}
    assert len(accept_whole(desk, again)) == 1


def test_an_exported_workbook_of_all_is_sorted_by_its_notes_and_read_as_the_same(
    desk: Desk, tmp_path: Path
) -> None:
    accept_whole(
        desk, looked_at(desk, book(tmp_path / "全.xlsx", {"人员": STAFF, "项目": STUDIES, "成果": FOUND}))
    )
    export_everything(desk, tmp_path / "all.xlsx")
    whole = looked_at(desk, tmp_path / "all.xlsx")
    assert {each.by for each in whole.sheets} == {"notes"}
    assert [each.register.name for each in whole.parts] == list(whole_intake.ORDER)
    assert whole.is_ready() and whole.counts() == {"new": 0, "same": 4, "changed": 0, "refused": 0}
    with pytest.raises(WrongValue):
        looked_at(desk, tmp_path / "all.xlsx", choices={whole.parts[0].sheet.sheet: "papers"})


def test_every_register_has_its_place_in_the_order() -> None:
    assert sorted(whole_intake.ORDER) == sorted(each.name for each in REGISTERS)


def test_marks_and_names_of_files_stand_before_all(desk: Desk, tmp_path: Path) -> None:
    file = book(tmp_path / "a.xlsx", {"人员": STAFF, "别的": [["机密★10年"]]})
    with pytest.raises(AboveLimit):
        read_file(desk, file)
    plain = read_file(desk, book(tmp_path / "b.xlsx", {"人员": STAFF}))
    with pytest.raises(WrongValue) as refused:
        preview_whole(desk, [plain, plain])
    assert "b.xlsx" in said(refused.value)
