"""Technical secrets for the tests of their papers: one with everything, one with names as long as they come."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Final

from ipdesk.registers.secret_rows import Access, CarrierEvent, Creator, Incident, Place, Review
from tests.registers.rights import SECRET

ON: Final = date(2027, 11, 20)
LONG: Final = "阿卜杜热合曼·阿依古丽·买买提艾力"
LOG: Final = (
    CarrierEvent(
        event="made", day=date(2026, 10, 8), carrier="Z-01", form="paper", to_place="三号楼保密柜", to_person="仇立新"
    ),
    CarrierEvent(
        event="copy", day=date(2026, 10, 9), carrier="Z-01", copy="2", to_place="三号楼保密柜", approver="解敏"
    ),
    CarrierEvent(
        event="issue", day=date(2026, 10, 12), carrier="Z-01", copy="2", from_place="三号楼保密柜",
        from_person="仇立新", to_person="单雨桐", approver="解敏"
    ),
    CarrierEvent(
        event="made", day=date(2026, 10, 12), carrier="Z-02", form="disk", to_place="三号楼保密柜", to_person="仇立新"
    ),
    CarrierEvent(event="inventory", day=date(2027, 1, 5), carrier="Z-01", to_place="三号楼保密柜"),
    CarrierEvent(event="destroy", day=date(2027, 3, 1), carrier="Z-02", witness="曾广生", approver="解敏"),
)  # fmt: skip
FULL: Final = replace(
    SECRET,
    origin="research",
    term_ends=date(2036, 9, 30),
    worth=Decimal("1200000.00"),
    worth_method="cost",
    worth_on=date(2026, 11, 1),
    access=(
        *SECRET.access,
        Access(name="覃朗", since=date(2026, 10, 8), until=date(2027, 2, 1), reason="试制"),
    ),
    places=(Place(name="三号楼保密柜", kind="safe", guard="双人双锁", keeper="仇立新"),),
    carrier_log=LOG,
    reviews=(
        Review(
            day=date(2027, 11, 12), by="解敏", still_secret=True, of_value=True, kept=True, result="keep",
            next=date(2028, 11, 10),
        ),
    ),
    review_on=date(2028, 11, 10),
    incidents=(Incident(code="SJ-1", found_on=date(2027, 2, 3), found_at="9:20", kind="lost", state_secret=False),),
)  # fmt: skip
LATE: Final = replace(FULL, number="JS-2026-0002", title="青松五号", reviews=(), review_on=None)
CROWDED: Final = replace(
    FULL,
    title="青松七号（与合作单位共同研发的低温部件装配与检验环节所用代号）",
    unit="空间低温光学与精密机械联合研究中心第三研究室",
    custodian=LONG,
    creators=tuple(Creator(name=LONG, unit="空间低温光学与精密机械联合研究中心第三研究室") for _ in range(3)),
    access=tuple(
        Access(name=LONG, since=date(2026, 10, 8), reason="承担合作课题的装配、检验与数据整理工作") for _ in range(14)
    ),
    carrier_log=tuple(
        replace(each, to_person=LONG, to_place="空间低温光学与精密机械联合研究中心三号楼保密柜", approver=LONG)
        for each in LOG * 4
    ),
)  # fmt: skip
