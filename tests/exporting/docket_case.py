"""Made-up rows of the papers of the docket: a few of every part, and many with long names."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Final

from ipdesk.exporting.calendar_files import CalendarRow
from ipdesk.exporting.documents.agency_quality import AgencyRow, BehindRow
from ipdesk.exporting.documents.docket_list import DocketRow
from ipdesk.exporting.documents.fee_order import FeeRow
from ipdesk.exporting.documents.idle_review import IdleRow
from ipdesk.exporting.documents.officer_service import OfficerRow

TODAY: Final = date(2026, 11, 27)
LONG: Final = "一种适用于空间红外探测器低温热链组件的多层编织柔性铜铝复合导热带及其真空钎焊制造方法与检验装置"


def docket_rows() -> list[DocketRow]:
    """Return an overdue task, one in its grace, one without a day, and one that is to come."""
    first = DocketRow(
        part="逾期",
        urgency="逾期",
        register="专利及申请",
        number="ZL-2024-0007",
        title="一种空间相机低温热链组件",
        task="答复审查意见",
        act="提交答复，记录答复日",
        waits_for="代理机构",
        basis="专利法第三十七条；专利法实施细则第四条（据转引，未核对原文）",
        holds=date(2026, 11, 16),
        counted=date(2026, 11, 14),
        safe=date(2026, 11, 13),
        doubts="收到日为推定",
        confirmed_by="解敏",
    )
    grace = replace(
        first,
        part="滞纳期内",
        urgency="滞纳期内",
        number="ZL-2020-0031",
        title=LONG,
        task="缴纳年费（第 7 年度）：期限 2026-09-20 已过；2026-12-20 前须加收 10% 滞纳金，最迟 2027-03-20。",
        act="缴纳年费，记录缴费日和年度",
        waits_for="财务部门",
        holds=date(2026, 9, 21),
        counted=date(2026, 9, 20),
        safe=None,
        doubts="",
        confirmed_by="",
    )
    undated = replace(
        grace, part="无法算出日期", urgency="无法算出日期", holds=None, counted=None, doubts="缺少起算日"
    )
    coming = replace(first, part="2026年12月", urgency="一个月内", holds=date(2026, 12, 21), safe=None)
    return [first, grace, undated, coming]


def fee_rows() -> list[FeeRow]:
    """Return a fee in its grace and one that is due."""
    first = FeeRow(
        part="滞纳期内",
        number="202010000001.X",
        record="ZL-2020-0031",
        title=LONG,
        kind="发明",
        fee="缴纳年费",
        year="7",
        due=date(2026, 9, 21),
        now="至2026-12-20：10%",
        later="至2027-01-20：15%",
        last=date(2027, 3, 20),
        grade="甲类",
        payer="本实验室",
    )
    second = replace(
        first,
        part="期限内应缴",
        number="202210000008.3",
        record="ZL-2022-0008",
        title="一种标定方法",
        year="4、5",
        due=date(2026, 12, 31),
        now="至2027-01-31：0%",
        later="至2027-02-28：5%",
        last=date(2027, 6, 30),
        doubts="日历未载入该年",
    )
    return [first, second]


def idle_rows() -> list[IdleRow]:
    """Return a patent that is still to be handled, and one that was offered on a platform."""
    first = IdleRow(
        number="201910000002.5",
        record="ZL-2019-0012",
        title=LONG,
        kind="发明",
        granted_on=date(2021, 3, 9),
        years=5,
        inventors="单雨桐、阿依古丽·买买提、欧阳建国、曾广生",
        unit="低温光学与空间红外探测联合研究室（含东区实验站）",
        recorded="",
        handled=False,
        fee="缴纳年费（第 8 年度）",
        fee_due=date(2027, 3, 9),
        grade="乙类",
    )
    second = replace(
        first, number="201810000003.1", record="ZL-2018-0003", title="一种钛合金支撑", granted_on=date(2020, 6, 2), years=6,
        recorded="在平台发布，2024-05-06（某某技术交易所；挂牌编号 T-118）", handled=True,
    )  # fmt: skip
    return [first, second]


def agency_rows() -> list[AgencyRow]:
    """Return an agency with a long name that was scored, one that was scored in part, and one that never was."""
    first = AgencyRow(
        agency="北京某某知识产权代理（特殊普通合伙）有限责任公司江北分所",
        rights=128,
        scored=41,
        scores=57,
        criteria=(Decimal("91.25"), Decimal("88.40"), Decimal("76.00"), Decimal("100.00")),
        mean=Decimal("88.91"),
        spread=Decimal("42.50"),
        last=date(2026, 11, 3),
    )
    second = replace(
        first, agency="甲事务所", rights=3, scored=1, scores=1, spread=None,
        criteria=(Decimal("60.00"), None, None, Decimal("0.00")), mean=Decimal("30.00"),
    )  # fmt: skip
    third = replace(
        second, agency="乙事务所", rights=12, scored=0, scores=0, criteria=(None,) * 4, mean=None, last=None
    )
    return [first, second, third]


def behind_rows() -> list[BehindRow]:
    """Return a right with a score, and one without."""
    first = BehindRow(
        agency="甲事务所",
        spelled="甲 事务所",
        number="202010000001.X",
        record="ZL-2020-0031",
        title=LONG,
        kind="发明",
        day=date(2026, 11, 3),
        by="解敏",
        marks=(Decimal("60.00"), None, None, Decimal("0.00")),
        mean=Decimal("30.00"),
        note="=返工两次",
    )
    empty = BehindRow(
        agency="乙事务所", spelled="乙事务所", number="", record="ZL-2026-0001", title="支撑", kind="发明"
    )
    return [first, empty]


def officer_rows() -> list[OfficerRow]:
    """Return somebody with five years full, somebody who leaves before, and somebody of whom it cannot be told."""
    first = OfficerRow(
        number="A0117",
        name="阿依古丽·买买提",
        unit="低温光学与空间红外探测联合研究室（含东区实验站）",
        post="知识产权专员",
        since=date(2019, 7, 1),
        until=TODAY,
        months=88,
        served="7年4个月",
        full_on=date(2024, 7, 1),
        is_full=True,
        full="已满（2024-07-01）",
    )
    second = replace(
        first, number="A0203", name="单雨桐", unit="科研处", since=date(2022, 3, 1), months=56, served="4年8个月",
        full_on=date(2027, 3, 1), is_full=False, full="2027-03-01满", left_on=date(2026, 12, 31), remarks="将于2026-12-31离职",
    )  # fmt: skip
    third = replace(
        second, number="A0044", name="仇立新", until=None, months=None, served="—", full="无法算出", left_on=None,
        remarks="已离职，日期不详",
    )  # fmt: skip
    return [first, second, third]


def calendar_rows() -> list[CalendarRow]:
    """Return a task that is overdue by the stamp of the golden files, one near, and one far ahead."""
    overdue = CalendarRow(
        uid="0f6c@ipdesk",
        day=date(2026, 3, 2),
        summary="ZL-2024-0007 答复审查意见",
        description="提交答复，记录答复日\n依据：专利法第三十七条；\n存疑：收到日为推定",
        categories=("专利及申请", "代理机构"),
    )
    near = replace(overdue, uid="1a2b@ipdesk", day=date(2026, 3, 20))
    far = replace(near, uid="3c4d@ipdesk", day=date(2027, 3, 20), summary=f"ZL-2020-0031 缴纳年费 {LONG}")
    return [overdue, near, far]
