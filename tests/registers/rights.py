"""A right, a technical secret and a hand-over with nothing wrong, and what they link to."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

from ipdesk.model.findings import Facts, Linked
from ipdesk.registers.handovers import Handover, Item
from ipdesk.registers.patent_rows import Applicant, Inventor
from ipdesk.registers.patents import Patent
from ipdesk.registers.secret_rows import Access, Creator
from ipdesk.registers.secrets import Secret

DISCLOSED = Linked("PL-2026-0012", "一种空间相机低温热链组件", "closed")
ASSESSED = Linked(
    "PG-2026-0003",
    "一种空间相机低温热链组件",
    "decided",
    {
        "disclosure": "PL-2026-0012",
        "outcome": "file-cn",
        "decided_on": "2026-11-06",
        "lapses_on": "2027-05-06",
        "gates": "passed",
        "decided": "yes",
    },
)
KEPT = replace(ASSESSED, number="PG-2026-0004", facts={**ASSESSED.facts, "outcome": "technical-secret"})
FILED = Linked("ZL-2026-0002", "一种空间相机低温热链组件", "filed", {"kind": "invention"})
RIGHTS = Facts(
    today=date(2026, 11, 22),
    started=date(2026, 11, 21),
    linked={
        ("projects", "KY-2025-003"): Linked("KY-2025-003", "低温光学载荷", "running"),
        ("disclosures", "PL-2026-0012"): DISCLOSED,
        ("assessments", "PG-2026-0003"): ASSESSED,
        ("assessments", "PG-2026-0004"): KEPT,
        ("patents", "ZL-2026-0002"): FILED,
    },
)

PATENT = Patent(
    number="ZL-2026-0002",
    state="filed",
    level="internal",
    title="一种空间相机低温热链组件",
    kind="invention",
    disclosure=("PL-2026-0012",),
    assessment=("PG-2026-0003",),
    projects=("KY-2025-003",),
    applicants=(Applicant(party="某某实验室", role="first", share=Decimal("100")),),
    inventors=(
        Inventor(name="单雨桐", unit="低温光学研究室", share=Decimal("60")),
        Inventor(name="阿依古丽·买买提", unit="低温光学研究室", share=Decimal("40")),
    ),
    agency="某某专利代理事务所",
    agent="贺知秋",
    ordered_on=date(2026, 11, 9),
    urgent_by=date(2026, 12, 31),
    countries="中国",
    instructions="先交底讨论，再撰写；权利要求覆盖编织角与层数的匹配关系。",
    application_number="202611000001.5",
    filed_on=date(2026, 11, 20),
    funded=False,
)
SECRET = Secret(
    number="JS-2026-0001",
    state="recognised",
    level="trade",
    grade="important",
    title="青松二号",
    kinds=("process", "data"),
    unit="低温光学研究室",
    custodian="仇立新",
    disclosure=("PL-2026-0012",),
    assessment=("PG-2026-0004",),
    projects=("KY-2025-003",),
    creators=(Creator(name="单雨桐", unit="低温光学研究室"),),
    since=date(2026, 9, 30),
    term="至公开为止",
    storage="三号楼保密柜",
    carriers="纸质1份，加密移动硬盘1个",
    access=(Access(name="单雨桐", since=date(2026, 9, 30), reason="研发"),),
    measures=("agreements", "access"),
    unknown_words="未公开，检索未见",
    value_words="节省调试时间",
    measures_words="专柜存放、限定人员",
    unknown_to_public=True,
    has_value=True,
    kept_by_measures=True,
    proposed_by="解敏",
    proposed_on=date(2026, 11, 9),
    recognised_by="曾广生",
    recognised_on=date(2026, 11, 16),
    review_on=date(2027, 11, 16),
)
HANDOVER = Handover(
    number="YJ-2026-001",
    state="handed-over",
    level="internal",
    title="低温热链组件移交运营",
    disclosure=("PL-2026-0012",),
    assessment=("PG-2026-0003",),
    patents=("ZL-2026-0002",),
    receiver="某某技术转移中心",
    handed_by="解敏",
    handed_on=date(2026, 11, 20),
    received_by="陆文舟",
    received_on=date(2026, 11, 21),
    items=(Item(what="申请文件副本", form="纸质", copies=2),),
    route="licence",
    expected_use="空间相机制冷组件。",
    conditions="许可合同签订前报本单位确认。",
)
