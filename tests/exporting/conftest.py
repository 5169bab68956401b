"""A stamp, and a full and an empty disclosure, from which every kind of document is made."""

from __future__ import annotations

from datetime import date, datetime, timedelta, timezone
from decimal import Decimal

import pytest

from ipdesk.exporting.layout import Stamp
from ipdesk.model.text import Translator
from ipdesk.paths import resource_path
from ipdesk.registers.disclosure_rows import Inventor, NoveltyEvent
from ipdesk.registers.disclosures import Disclosure

SOLUTION = (
    "本成果提出一种“梯度过渡层+超声辅助”的复合工艺：先以Ni60A粉末制备厚度约0.3 mm的过渡层，再在频率20 kHz"
    "的超声振动下熔覆AlCoCrFeNi2.1共晶高熵合金（EHEA）。裂纹率由4.7%降至0.2%以下，详见《实验记录本》第3册第47—52页。\n"
    "经比较，650℃时综合性能最佳——硬度达612 HV0.3……可推广至泵阀、桨叶等部件。"
)


@pytest.fixture
def stamp() -> Stamp:
    """Return the stamp of the documents of these tests."""
    return Stamp(
        serial=12,
        user="陈立",
        at=datetime(2026, 11, 22, 12, 33, tzinfo=timezone(timedelta(hours=8))),
        head="ab12cd34ef56" + "0" * 52,
        seq=345,
        lab="示范材料研究所",
        code="SFCL",
    )


@pytest.fixture
def chinese() -> Translator:
    """Return the Chinese translator over the real catalogue."""
    return Translator("zh", resource_path("i18n"))


@pytest.fixture
def full() -> Disclosure:
    """Return a disclosure with most blocks filled, rare characters in its names."""
    return Disclosure(
        number="PL-2026-0007",
        state="accepted",
        level="trade",
        grade="important",
        title="一种用于海洋装备的AlCoCrFeNi2.1共晶高熵合金涂层的超声辅助激光熔覆方法及其装置",
        unit="表面工程研究室",
        submitted=date(2026, 3, 5),
        completed=date(2026, 2, 11),
        types=("invention", "know-how"),
        inventors=(
            Inventor(name="张𬭎", unit="表面工程研究室", contribution="提出方案。", share=Decimal("66.6667")),
            Inventor(
                name="欧阳䶮喆", nationality="中国", contribution="优化参数。", share=Decimal("33.3333")
            ),
        ),
        projects=("KY-2025-003", "KY-2024-011"),
        problem="裂纹敏感性高。",
        solution=SOLUTION,
        features="（1）过渡层厚度0.2～0.4 mm；\n（2）超声频率18～22 kHz。",
        detectable="yes",
        trl=5,
        events=(
            NoveltyEvent(kind="meeting-talk", day=date(2026, 4, 20), planned=True, venue="全国表面工程会议"),
        ),
        route="patent",
        declared_true=True,
        declared_secrecy=False,
    )
