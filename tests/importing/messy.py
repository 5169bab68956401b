"""An old ledger as laboratories keep them, of any length, with every mess that people bring."""

from __future__ import annotations

import io
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any, Final

from openpyxl import Workbook

EVERY: Final = 97  # rows between two subtotals; prime, so that they meet every form of a value
FIRST: Final = date(2015, 1, 5)
SURNAMES: Final = "赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨"
GIVEN: Final = ("明", "建国", "晓梅", "丽", "强", "思远", "文博", "静怡", "子涵", "宇")
RARE: Final = ("张𬭎", "陈䶮", "李㛃", "王𫍽", "欧阳修", "阿依古丽·买买提", "O'Neill Mary")
SIGNS: Final = ("、", "，", "；", "/", "\n", ";")
TYPES: Final = ("发明", "实用新型", "发明、实用新型", "计算机软件", "其他成果")
LEVELS: Final = ("公开", "内部", "技术秘密")
UNITS: Final = ("低温光学研究室", "探测器研究室 ", "　标定组", "激光\n研究室")
TRADES: Final = ("制冷", "测温", "标定", "成像", "密封", "减振", "供电", "装调", "镀膜", "检漏")
PLACES: Final = ("焦面", "杜瓦", "热链", "镜筒", "基座", "屏蔽罩", "光阑", "支撑", "管路", "电缆")


def day_in_a_form(day: date, form: int) -> object:
    """Return a day as somebody or other writes it."""
    chinese = str.maketrans("0123456789", "〇一二三四五六七八九")
    full = str.maketrans("0123456789", "０１２３４５６７８９")
    forms: tuple[object, ...] = (
        f"{day.year}年{day.month}月{day.day}日",
        f"{day.year}.{day.month}.{day.day}",
        f"{day:%Y%m%d}",
        day,
        (day - date(1899, 12, 30)).days,
        f"{day:%Y/%m/%d}",
        f"{day:%Y-%m-%d}".translate(full),
        f"{str(day.year).translate(chinese)}年{_number(day.month)}月{_number(day.day)}日",
        f"'{day:%Y-%m-%d}"[1:],
    )
    return forms[form % len(forms)]


def _number(number: int) -> str:
    """Return a number to 31 as Chinese writes it."""
    digits = "〇一二三四五六七八九"
    tens, ones = divmod(number, 10)
    head = "" if tens == 0 else "十" if tens == 1 else f"{digits[tens]}十"
    return head + (digits[ones] if ones else "")


def people(index: int) -> list[str]:
    """Return the inventors of a row."""
    made = []
    for place in range(1 + index % 3):
        number = index * 7 + place * 3
        rare = number % 11 == 0
        made.append(RARE[number % len(RARE)] if rare else SURNAMES[number % 16] + GIVEN[number // 16 % 10])
    return list(dict.fromkeys(made))


def lines(count: int) -> Iterator[list[Any]]:
    """Yield the rows below the heading: records, subtotals, empty lines, and the heading again as on each page."""
    for index in range(count):
        if index and index % EVERY == 0:
            yield ["小计", f"{EVERY} 项"]
            yield []
        if index and index % (EVERY * 3) == 0:
            yield HEADING
        day = FIRST + timedelta(days=index * 11 % 4000)
        title = f"一种用于{PLACES[index // 10 % 10]}的{TRADES[index % 10]}装置（{index}）"
        number = float(20150001 + index) if index % 5 == 0 else f"PL-{2015 + index % 11}-{index:05}"
        yield [
            index + 1,
            number,
            f" {title}" if index % 13 == 0 else title,
            UNITS[index % len(UNITS)],
            SIGNS[index % len(SIGNS)].join(people(index)),
            day_in_a_form(day, index),
            day_in_a_form(day + timedelta(days=40), index + 3),
            TYPES[index % len(TYPES)],
            LEVELS[index % len(LEVELS)],
            "长期积累" if index % 4 else None,
        ]


HEADING: Final[list[Any]] = [
    "序号", "编号", "成果名称", "所在部门*", "完成人（按贡献排序）", "成果完成日期", "提交日期：", "成果类型", "密级", "备注栏",
]  # fmt: skip


def messy_ledger(count: int) -> bytes:
    """Return a workbook with so many records under two lines of titles and merged cells."""
    book = Workbook(write_only=False)
    sheet: Any = book.active
    sheet.title = "台账"
    sheet.append(["某某研究所职务科技成果登记台账"])
    sheet.append(["填表单位：科技处", None, None, None, "单位：项"])
    sheet.merge_cells("A1:J1")
    sheet.append(HEADING)
    for line in lines(count):
        sheet.append(line)
    sheet.append(["合计", f"{count} 项"])
    sheet.append(["填表人：解敏"])
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()
