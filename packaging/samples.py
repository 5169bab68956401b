"""Remake the sample files in resources/samples: .venv/bin/python packaging/samples.py [FOLDER]

The filled form is our own blank form, filled as a researcher would; the ledgers are an old Excel ledger as
labs keep them, and a list of people as a personnel department hands it out. All content is invented. The same program gives the same bytes; a test compares the cells.
Run it again when the form or the catalogue has changed.
"""

from __future__ import annotations

import sys
from collections.abc import Mapping
from datetime import date, datetime, timedelta, timezone
from io import BytesIO
from pathlib import Path
from typing import Any, Final

from openpyxl import Workbook, load_workbook
from openpyxl.styles import Alignment, Border, Font, Side

from ipdesk.exporting.forms import blank_form
from ipdesk.exporting.layout import Stamp
from ipdesk.exporting.workbook import workbook_bytes
from ipdesk.model.kinds import Choice, Choices, Flag, Kind, Rows
from ipdesk.model.marking import Marking
from ipdesk.model.record import field_of
from ipdesk.model.text import Translator
from ipdesk.model.values import read_value, show_value
from ipdesk.paths import resource_path, write_whole
from ipdesk.registers import register

DISCLOSURES: Final = register("disclosures")
STAMP: Final = Stamp(
    serial=1, user="演示用户", at=datetime(2026, 9, 1, 9, 0, tzinfo=timezone(timedelta(hours=8))),
    head="0" * 64, seq=0, lab="示例材料与器件实验室（虚构）", code="DEMO",
)  # fmt: skip

# By field: the answer as it is typed. Codes of choices become the labels that the form offers.
ANSWERS: Final[Mapping[str, Any]] = {
    "level": "internal",
    "title": "多孔陶瓷雾化芯的梯度孔成型方法",
    "title_coded": False,
    "unit": "陶瓷材料研究室",
    "submitted": date(2026, 9, 8),
    "completed": date(2026, 8, 20),
    "types": ["invention", "utility-model"],
    "keywords": "多孔陶瓷；梯度孔；雾化",
    "technical_field": "C04B 38/06",
    "conceived": "2025年11月3日",
    "first_record": date(2025, 11, 10),
    "tested": date(2026, 6, 2),
    "projects": "SL-ZD-01",
    "project_class": "key-programme",
    "funding": ["national"],
    "funder_terms": "知识产权归承担单位；申请专利须作财政资助声明。",
    "facilities": "流延机、烧结炉、公共实验平台的压汞仪。",
    "declaration_needed": True,
    "declaration_type": "国家重点研发计划（示例）",
    "declaration_programme": "低温共烧陶瓷基片的致密化与可靠性研究（示例）",
    "declaration_number": "SL-ZD-01",
    "problem": "雾化用多孔陶瓷片孔径单一：孔大则漏液，孔小则供液不足，同一片难以兼顾。",
    "prior_art": "已知做法是把两片不同孔径的陶瓷片叠烧，界面易分层；或用单一造孔剂，孔径无法沿厚度变化。",
    "solution": "把造孔剂按粒径分成三级，随流延层数依次换用，一次烧成，得到沿厚度由大到小连续变化的孔。",
    "features": "1. 造孔剂分级与流延层一一对应；\n2. 相邻两层造孔剂粒径比不大于 1.6，避免层间收缩差；\n3. 排胶段在 380 ℃ 保温。",
    "effects": "供液面平均孔径 38 μm，出雾面 14 μm，未见分层；连续工作 200 h 不漏液（样片 20 件）。",
    "embodiments": "实施例：五层流延带，每层 0.25 mm，造孔剂粒径依次为 60、48、38、28、20 μm，1180 ℃ 保温 2 h。",
    "drawings": "图 1 断面照片；图 2 孔径分布；表 1 漏液试验记录。",
    "alternatives": "以冷冻干燥形成梯度孔，设备较贵。",
    "detectable": "yes",
    "reverse_engineered": "yes",
    "trl": 4,
    "applications": "加湿、给药雾化、香氛。",
    "likely_users": "雾化器件厂商。",
    "spin_off": False,
    "countries": "中国",
    "route": "patent",
    "declared_true": True,
    "declared_inventors": True,
    "declared_rights": True,
    "declared_secrecy": True,
}
TABLES: Final[Mapping[str, list[dict[str, Any]]]] = {
    "inventors": [
        {
            "name": "孙七", "staff_number": "示例0058", "unit": "陶瓷材料研究室", "employment": "permanent", "nationality": "中国",
            "joined": date(2019, 7, 1), "role": "总体方案", "share": 0.5, "signed_on": date(2026, 9, 8),
            "contribution": "提出造孔剂分级与流延层对应的总体方案，确定相邻层粒径比的上限。",
        },
        {
            "name": "李四", "staff_number": "示例0047", "unit": "陶瓷材料研究室", "employment": "permanent", "nationality": "中国",
            "role": "烧成工艺", "share": 0.3, "signed_on": "2026.9.8", "contribution": "提出排胶段的保温条件，解决层间收缩差。",
        },
        {
            "name": "罗范", "staff_number": "示例0071", "unit": "陶瓷材料研究室", "employment": "contract", "nationality": "中国",
            "role": "试验", "share": "20%", "signed_on": date(2026, 9, 8), "contribution": "设计漏液试验并由结果提出出雾面孔径的取值。",
        },
    ],
    "contributors": [{"name": "钱助", "unit": "公共实验平台", "contribution": "压汞测试。"}],
    "notebooks": [{"book": "示例本-61", "page": "12—40", "day": date(2025, 11, 10), "witness": "张三"}],
    "materials": [{"kind": "mta", "description": "市售造孔剂样品（示例）。", "reference": "示例MTA-11"}],
    "events": [
        {
            "kind": "sample", "day": date(2026, 7, 15), "planned": False, "overlap": "part", "confidential": True,
            "venue": "示例雾化器件有限公司（虚构）", "evidence": "保密协议 示例NDA-07",
        },
    ],
    "signatures": [
        {"role": "project-leader", "name": "张三", "signed_on": date(2026, 9, 9)},
        {"role": "unit-head", "name": "吴九", "signed_on": date(2026, 9, 10)},
    ],
}  # fmt: skip

HEADINGS: Final = (
    "序号",
    "披露编号",
    "成果名称",
    "完成人",
    "完成日期",
    "所在部门",
    "成果类型",
    "密级",
    "项目编号",
    "备注",
)
WIDTHS: Final = (6, 12, 34, 24, 16, 18, 14, 10, 14, 22)
DAY_COLUMN: Final = 5
LEDGER: Final = (
    ("2022-001", "氧化铝基板的激光划片工艺", "张三、李四；王五", "2022年3月5日", "陶瓷材料研究室", "发明", "内部", "SL-2021-01", ""),
    ("2022-002", "便携式粉尘采样头", "赵六、周八", "2022.6.18", "传感器件研究室", "实用新型", "公开", "", "已授权（示例）"),
    ("2022-003", "仪器预约管理软件", "郑 十", date(2022, 9, 30), "信息技术组", "软件著作权", "公开", "", ""),
    ("2022-004", "陶瓷釉料的低铅配方", "孙七(60%)、罗范(40%)", "2022-11-7", "陶瓷材料研究室", "技术秘密", "技术秘密", "SL-2021-03", "纸质档案在3柜"),
    ("2023-001", "发酵液澄清用滤芯结构", "吴九\n何样", date(2023, 2, 14), "分离工程研究室", "实用新型、发明", "内部", "SL-2022-02", ""),
    ("2023-002", "湿度标定箱的气路布置", "赵六", "2023年5月", "传感器件研究室", "发明", "内部", "", "日期待核"),
    ("2023-003", "低温共烧陶瓷基片的分段致密化烧结工艺方法", "张三；李四", "二〇二三年八月九日", "陶瓷材料研究室", "发明", "内部", "SL-ZD-01", "早期登记，可能重复"),
    ("2023-004", "显微图像拼接数据集", "郑十，周八", date(2023, 10, 20), "信息技术组", "数据", "公开", "", ""),
    ("2024-001", "膜组件快速更换卡具", "何样 吴九", "2024/3/5", "分离工程研究室", "实用新型", "公开", "SL-DF-04", ""),
)  # fmt: skip

PEOPLE_HEADINGS: Final = (
    *("序号", "工号", "姓名", "性别", "部门", "岗位", "人员类别", "入职日期", "离职日期"),
    *("身份证号", "手机", "邮箱", "导师", "派出单位", "备注"),
)
PEOPLE_WIDTHS: Final = (6, 12, 10, 6, 18, 16, 12, 16, 14, 22, 14, 24, 10, 18, 18)
# By unit, whose cells are merged down; a birthday stands for the identity number, which no real person has.
PEOPLE: Final[Mapping[str, tuple[tuple[Any, ...], ...]]] = {
    "陶瓷材料研究室": (
        ("示例0031", "张三", "男", "研究员", "在编", "1998年7月1日", "", "19700312", 13900000031, "zhangsan@lab.example", "", "", ""),
        ("示例0047", "李四", "女", "副研究员", "在编职工", "2009.7.6", "", "19820405", 13900000047, "lisi@lab.example", "", "", ""),
        ("示例0058", "孙七", "男", "高级工程师", "在编", date(2019, 7, 1), "", "19881130", "139-0000-0058", "sunqi@lab.example", "", "", ""),
        ("示例0071", "罗范", "女", "工程师", "合同制", "20210315", "", "19930822", 13900000071, "luofan@lab.example", "", "", "曾用名 罗凡"),
        ("示例Y2301", "林树", "男", "博士生", "研究生", "2023/9/1", "", "19990616", 13900002301, "", "张三", "示例大学（虚构）", ""),
    ),
    "传感器件研究室": (
        ("示例0019", "赵六", "男", "研究员", "正式职工", "1995-08-01", "", "19680101", 13900000019, "zhaoliu@lab.example", "", "", ""),
        ("示例0064", "周八", "男", "工程师", "聘用人员", "2020年12月7日", "2025年6月30日", "19900909", 13900000064, "zhouba@lab.example", "", "", "已离职"),
        ("示例B2402", "何样", "女", "博士后", "博士后", "2024.9.2", "至今", "19950227", 13900002402, "heyang@lab.example", "赵六", "", ""),
        ("", "闻远", "男", "访问学者", "访学", "2026-03-01", "", "护照 X0000001", "", "wen@univ.example", "赵六", "示例海外大学（虚构）", "无工号"),
    ),
    "信息技术组": (
        ("示例0052", "郑 十", "男", "工程师", "在编", "二〇一七年七月三日", "", "19910704", 13900000052, "zhengshi@lab.example", "", "", ""),
        ("示例P0007", "吴九", "男", "运维", "派遣人员", "2022-02-21", "/", "19860518", 13900000107, "", "", "示例人力公司（虚构）", ""),
    ),
}  # fmt: skip
PEOPLE_NOTES: Final = (
    "注：1.“人员类别”按人事处口径填写；2.学生由研究生部提供。",
    "截至2026年8月31日，共11人。",
    "制表人：钱助　　审核：吴九　　联系电话：8000",
)

RETURN_HEAD: Final = (
    "填报单位：{{lab}}",
    "统计期间：{{quarter-name}}",
    "密级：{{marking}}",
    "填表人：{{made-by}}",
)
RETURN_COLUMNS: Final = ("指标", "本季", "本年累计", "上年同期")
# Label, code, and the part of the figure that is meant.
RETURN_FIGURES: Final[tuple[tuple[str, ...], ...]] = (
    ("一、受理成果披露（件）", "D1"),
    ("二、申请前评估（件）", "A1"),
    ("三、申请（件）", "F1"),
    ("　　其中：发明专利", "F1", "[kind=invention]"),
    ("　　　　　实用新型专利", "F1", "[kind=utility-model]"),
    ("　　　　　PCT 国际申请", "F1", "[kind=pct]"),
    ("　　　　　布图设计", "F1", "[kind=layout]"),
    ("四、授权、登记（件）", "F1-grants"),
    ("　　其中：发明专利", "F1-grants", "[kind=invention]"),
    ("五、转化合同（份）", "U1"),
    ("六、知识产权与保密协议签署率", "P1"),
    ("七、新认定技术秘密（项）", "S1"),
    ("八、完成发表审查（件）", "B1"),
    ("九、培训（学时）", "T1"),
    ("十、知识产权费用（元）", "C1"),
    ("　　其中：年费", "C1", "[costs.what=maintenance]"),
)
RETURN_RIGHTS: Final = (
    ("编号", "number"),
    ("名称", "title"),
    ("类型", "kind"),
    ("申请日", "filed_on"),
    ("授权日", "granted_on"),
)


def filled_form() -> bytes:
    """Return our blank form as a researcher fills it: keys in column A say where each answer goes."""
    translator = Translator("zh", resource_path("i18n"))
    blank = blank_form(DISCLOSURES, translator, STAMP, Marking(handling="internal"))
    workbook = load_workbook(BytesIO(blank))
    answered: set[str] = set()
    for sheet in workbook.worksheets:
        if sheet.sheet_state == "visible":
            answered |= _fill(sheet, translator)
    if left := (set(ANSWERS) | set(TABLES)) - answered:
        raise SystemExit(f"the form does not ask for: {sorted(left)}")
    return workbook_bytes(workbook, STAMP)


def _fill(sheet: Any, translator: Translator) -> set[str]:
    """Fill one sheet and return the names of the fields that it had room for."""
    answered: set[str] = set()
    for row in range(1, sheet.max_row + 1):
        key = str(sheet.cell(row, 1).value or "")
        if key in ANSWERS:
            kind = DISCLOSURES.field(key).kind
            sheet.cell(row, 3).value = _typed(kind, key, ANSWERS[key], translator)
            answered.add(key)
        elif key.endswith("[]") and key[:-2] in TABLES:
            _fill_table(sheet, row, key[:-2], translator)
            answered.add(key[:-2])
    return answered


def _fill_table(sheet: Any, row: int, name: str, translator: Translator) -> None:
    kind = DISCLOSURES.field(name).kind
    assert isinstance(kind, Rows)
    columns = {sheet.cell(row, column).value: column for column in range(3, sheet.max_column + 1)}
    for down, line in enumerate(TABLES[name], 1):
        for each, value in line.items():
            typed = _typed(field_of(kind.of, each).kind, each, value, translator)
            sheet.cell(row + down, columns[each]).value = typed


def _typed(kind: Kind, name: str, value: Any, translator: Translator) -> Any:
    """Return what stands in the cell: the label of a code, as the drop-down gives it, else the value itself."""
    if isinstance(kind, Choice | Choices | Flag):
        return show_value(kind, read_value(kind, name, value), translator)
    return value


def ledger() -> bytes:
    """Return an old ledger: title merged above, headings in row 3, dates written as people write them, a total."""
    workbook = Workbook()
    sheet: Any = workbook.worksheets[0]
    sheet.title = "成果登记"
    last = len(HEADINGS)
    for row, text in (
        (1, "科技成果登记台账（示例数据，内容均为虚构）"),
        (2, "单位：示例材料与器件实验室（虚构）"),
    ):
        sheet.cell(row, 1, text)
        sheet.merge_cells(start_row=row, end_row=row, start_column=1, end_column=last)
    sheet.cell(1, 1).font = Font(name="黑体", size=16)
    sheet.cell(1, 1).alignment = Alignment(horizontal="center")
    for column, (heading, width) in enumerate(zip(HEADINGS, WIDTHS, strict=True), 1):
        sheet.cell(3, column, heading).font = Font(name="宋体", size=11, bold=True)
        sheet.column_dimensions[sheet.cell(3, column).column_letter].width = width
    for number, line in enumerate(LEDGER, 1):
        for column, value in enumerate((number, *line), 1):
            cell = sheet.cell(3 + number, column, value)
            if column == DAY_COLUMN and isinstance(value, date):
                cell.number_format = 'yyyy"年"m"月"d"日"'
    bottom = 4 + len(LEDGER)
    sheet.cell(bottom, 1, "合计")
    sheet.cell(bottom, 3, f"{len(LEDGER)} 项")
    side = Side(style="thin")
    for row in sheet.iter_rows(min_row=3, max_row=bottom, max_col=last):
        for cell in row:
            cell.border = Border(left=side, right=side, top=side, bottom=side)
            cell.alignment = Alignment(vertical="center", wrap_text=True)
    return workbook_bytes(workbook, STAMP)


def people_ledger() -> bytes:
    """Return a list of people: title over the columns, units merged down, days and numbers in all their spellings, notes below."""
    workbook = Workbook()
    sheet: Any = workbook.worksheets[0]
    sheet.title = "花名册"
    last = len(PEOPLE_HEADINGS)
    for row, text in (
        (1, "2026年在所人员花名册（示例数据，内容均为虚构）"),
        (2, "填报部门：人事处　　填报日期：2026年9月1日"),
    ):
        sheet.cell(row, 1, text)
        sheet.merge_cells(start_row=row, end_row=row, start_column=1, end_column=last)
    for column, (heading, width) in enumerate(zip(PEOPLE_HEADINGS, PEOPLE_WIDTHS, strict=True), 1):
        sheet.cell(3, column, heading).font = Font(name="宋体", size=11, bold=True)
        sheet.column_dimensions[sheet.cell(3, column).column_letter].width = width
    row = 3
    for unit, lines in PEOPLE.items():
        unit_column = PEOPLE_HEADINGS.index("部门") + 1
        sheet.cell(row + 1, unit_column, unit)
        sheet.merge_cells(
            start_row=row + 1, end_row=row + len(lines), start_column=unit_column, end_column=unit_column
        )
        for line in lines:
            row += 1
            _person_row(sheet, row, line)
    for text in PEOPLE_NOTES:
        row += 1
        sheet.cell(row, 1, text)
        sheet.merge_cells(start_row=row, end_row=row, start_column=1, end_column=last)
    return workbook_bytes(workbook, STAMP)


def _person_row(sheet: Any, row: int, line: tuple[Any, ...]) -> None:
    number, name, sex, post, kind, joined, left, identity, phone, *rest = line
    identity = identity_number(identity) if identity.isdecimal() else identity
    cells = (row - 3, number, name, sex, None, post, kind, joined, left, identity, phone, *rest)
    for column, value in enumerate(cells, 1):
        if value is not None:
            cell = sheet.cell(row, column, value)
            if isinstance(value, date):
                cell.number_format = "yyyy/m/d"
            elif isinstance(value, str) and value.isdecimal():
                cell.number_format = "@"


def identity_number(born: str) -> str:
    """Return an identity number whose check digit fits, of a place that there is not."""
    digits = f"999999{born}001"
    weights = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
    total = sum(int(digit) * weight for digit, weight in zip(digits, weights, strict=True))
    return digits + "10X98765432"[total % 11]


def quarterly_template() -> bytes:
    """Return an empty quarterly return as a superior sends it, whose markers say what belongs where."""
    book, side = Workbook(), Side(style="thin")
    sheet: Any = book.worksheets[0]
    rights: Any = book.create_sheet("本季专利")
    sheet.title = "季度统计表"
    sheet.merge_cells("A1:D1")
    sheet["A1"] = "知识产权工作季度统计表（示例，虚构）"
    sheet["A1"].font = Font(bold=True, size=14)
    sheet["A1"].alignment = Alignment(horizontal="center")
    for row, text in enumerate(RETURN_HEAD, 2):
        sheet.cell(row, 1, text)
    first = len(RETURN_HEAD) + 3
    for row, cells in enumerate((RETURN_COLUMNS, *map(_return_line, RETURN_FIGURES)), first):
        for column, text in enumerate(cells, 1):
            cell = sheet.cell(row, column, text)
            cell.border = Border(left=side, right=side, top=side, bottom=side)
            cell.font = Font(bold=row == first)
            cell.number_format = "0.0%" if text.startswith("{{P1.") else "General"
    sheet.cell(first + len(RETURN_FIGURES) + 2, 1, "流水号 {{serial}}")
    for letter, width in zip("ABCD", (44, 14, 14, 14), strict=True):
        sheet.column_dimensions[letter].width = width
    for column, (heading, field) in enumerate(RETURN_RIGHTS, 1):
        rights.cell(1, column, heading).font = Font(bold=True)
        rights.cell(2, column, f"{{{{patents.{field}}}}}")
        rights.column_dimensions["ABCDE"[column - 1]].width = 44 if field == "title" else 16
    for each in (sheet, rights):
        each.page_setup.paperSize, each.page_setup.fitToHeight = 9, 0
        each.sheet_properties.pageSetUpPr.fitToPage = True
    return workbook_bytes(book, STAMP)


def _return_line(line: tuple[str, ...]) -> tuple[str, ...]:
    label, code, *part = line
    names = (f"{code}.{column}{''.join(part)}" for column in ("quarter", "year", "before"))
    return (label, *(f"{{{{{name}}}}}" for name in names))


def main() -> None:
    """Write the files into the folder named, by default into resources/samples."""
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else resource_path("samples")
    folder.mkdir(parents=True, exist_ok=True)
    files = {
        "disclosure-form-filled.xlsx": filled_form(),
        "disclosures-ledger.xlsx": ledger(),
        "people-ledger.xlsx": people_ledger(),
        "quarterly-return.xlsx": quarterly_template(),
    }
    for name, data in files.items():
        write_whole(folder / name, data)
        (folder / name).chmod(0o644)


if __name__ == "__main__":
    main()
