"""A person, a movement and an agreement with nothing wrong, and what they link to."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from ipdesk.model.findings import Facts, Linked
from ipdesk.registers.agreements import Agreement, ChosenClause, Payment
from ipdesk.registers.movement_rows import Task
from ipdesk.registers.movements import Movement
from ipdesk.registers.people import Individual
from ipdesk.registers.person_rows import OwnRight, Spell, Training, Variant

TODAY = date(2026, 11, 22)
JOINED = Linked(
    "A0117",
    "单雨桐",
    "active",
    {"name": "单雨桐", "post_class": "general", "bound": "senior-technician", "joined": "2019-07-01"},
)
STAFF = Facts(
    today=TODAY,
    linked={
        ("people", "A0117"): JOINED,
        ("movements", "BD-2026-0003"): Linked("BD-2026-0003", "单雨桐", "open"),
        ("projects", "KY-2025-003"): Linked("KY-2025-003", "低温光学载荷", "running"),
    },
)

PERSON = Individual(
    number="A0117",
    state="active",
    level="internal",
    name="单雨桐",
    variants=(Variant(name="Shan Yutong", kind="pinyin"), Variant(name="單雨桐", kind="traditional")),
    identity_number="11010519491231002X",
    nationality="中国",
    unit="低温光学研究室",
    post="副研究员",
    employment="permanent",
    supervisor="穆存远",
    joined=date(2019, 7, 1),
    spells=(
        Spell(
            employment="student",
            unit="低温光学研究室",
            post="博士生",
            since=date(2014, 9, 1),
            until=date(2019, 7, 1),
        ),
    ),
    post_class="general",
    post_class_since=date(2020, 1, 6),
    post_review_on=date(2027, 1, 31),
    bound="senior-technician",
    training=(
        Training(day=date(2026, 4, 20), topic="商业秘密保护", hours=4, passed=True, evidence="签到表"),
    ),
    own_rights=(OwnRight(what="一种支架", number="ZL201310000001.X", owner="单雨桐"),),
    email="shan@lab.example",
    phone="13800000000",
    address="某市某路1号",
    bank="某银行 6222000000000000",
)
MOVEMENT = Movement(
    number="BD-2026-0003",
    state="open",
    level="internal",
    name="单雨桐",
    person=("A0117",),
    kind="leaving",
    day=date(2026, 12, 31),
    grounds="个人原因",
    approval="人字〔2026〕31号",
    notice_signed_on=date(2026, 11, 20),
    non_compete="waived",
    cooling_from=date(2026, 11, 18),
    cooling_until=date(2027, 11, 18),
    destination="某大学",
    forwarding="某市某路2号",
    interviewed_by="解敏",
    interviewed_on=date(2026, 11, 20),
    interview="已告知保密义务和一年期规则。",
    tasks=(
        Task(
            item="leaving.carriers",
            text="清点并收回载体",
            mandatory=True,
            waits_for="secrecy",
            due=date(2026, 12, 25),
            state="done",
            done_by="解敏",
            done_on=date(2026, 11, 20),
            evidence="清单1页",
        ),
        Task(item="leaving.code", text="移交代码", waits_for="unit", state="na", reason="无代码"),
    ),
)
AGREEMENT = Agreement(
    number="XY-2026-00012",
    state="in-force",
    level="internal",
    name="单雨桐",
    person=("A0117",),
    kind="non-compete",
    movement=("BD-2026-0003",),
    projects=("KY-2025-003",),
    unit="低温光学研究室",
    post="副研究员",
    employment="permanent",
    nationality="中国",
    identity_number="11010519491231002X",
    address="某市某路1号",
    period_from=date(2026, 1, 5),
    period_until=date(2027, 1, 5),
    bound="senior-technician",
    non_compete_months=12,
    non_compete_scope="空间低温光学",
    non_compete_area="全国",
    non_compete_pay=Decimal("9000"),
    monthly_pay=Decimal("30000"),
    damages=Decimal("200000"),
    non_compete_state="started",
    non_compete_on=date(2026, 10, 31),
    payments=(Payment(month="2026-11", amount=Decimal("9000"), paid_on=date(2026, 11, 20), proof="回单"),),
    signatory="穆存远",
    copies=2,
    drafted_on=date(2025, 12, 20),
    sent_on=date(2025, 12, 22),
    signed_on=date(2025, 12, 29),
    countersigned_on=date(2026, 1, 4),
    sealed=True,
    effective_on=date(2026, 1, 5),
    template="0" * 64,
    template_version="2026-11",
    approval="法务办 2025-12-01",
    clauses=(ChosenClause(clause="ownership", option="law"),),
    scan="1" * 64,
)
