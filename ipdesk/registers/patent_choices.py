"""The choices of patents and applications, and which outcome of an assessment lets which kind of right be filed."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from ipdesk.model.kinds import Option
from ipdesk.model.text import N_
from ipdesk.rules.deadline_events import ORIGINS

KINDS: Final = (
    Option("invention", N_("Invention"), ("发明", "发明专利", "发明申请", "FM")),
    Option("utility-model", N_("Utility model"), ("实用新型", "实用新型专利", "新型", "XX")),
    Option("design", N_("Design"), ("外观设计", "外观", "外观设计专利", "WG")),
    Option("pct", N_("PCT application"), ("PCT国际申请", "PCT", "PCT申请", "国际申请")),
    Option(
        "foreign", N_("Foreign application"), ("外国申请", "国外申请", "境外申请", "外国专利", "国外专利")
    ),
    Option("defence", N_("Defence patent"), ("国防专利", "国防发明", "国防")),
    Option("secret", N_("Secret patent"), ("保密专利", "保密发明")),
    Option("software", N_("Software copyright"), ("软件著作权", "软著", "计算机软件著作权", "软件")),
    Option("layout", N_("Circuit layout"), ("布图设计", "布图", "集成电路布图设计")),
    Option("variety", N_("Plant variety"), ("植物新品种", "新品种", "植物新品种权", "品种权")),
    Option("trademark", N_("Trade mark"), ("商标", "注册商标", "商标注册")),
)
ROUTES: Final = (
    Option("direct", ORIGINS["direct"], ("首次申请", "直接申请", "国内申请")),
    Option("paris", ORIGINS["paris"], ("巴黎公约", "巴黎公约途径", "外国优先权")),
    Option("domestic", ORIGINS["domestic"], ("本国优先权", "国内优先权")),
    Option("pct", ORIGINS["pct"], ("PCT国家阶段", "PCT进入国家阶段", "国家阶段")),
    Option("divisional", ORIGINS["divisional"], ("分案", "分案申请")),
    Option("madrid", ORIGINS["madrid"], ("马德里", "马德里国际注册")),
)
APPLICANT_ROLES: Final = (
    Option("first", N_("First applicant"), ("第一申请人", "第一权利人", "主申请人")),
    Option("joint", N_("Joint applicant"), ("共同申请人", "共有人", "联合申请人")),
)
END_REASONS: Final = (
    Option("expired", N_("Term expired"), ("期满", "期限届满", "届满终止", "期满终止")),
    Option("unpaid", N_("Fee not paid"), ("未缴年费", "未缴费", "未缴年费终止", "欠费终止", "未缴费终止")),
    Option("abandoned", N_("Given up"), ("放弃", "主动放弃", "声明放弃")),
    Option("refused", N_("Refused"), ("驳回", "被驳回", "驳回失效")),
    Option("retracted", N_("Application withdrawn"), ("撤回", "主动撤回", "申请撤回")),
    Option("deemed-withdrawn", N_("Deemed withdrawn"), ("视为撤回", "视撤", "视撤失效")),
    Option("invalid", N_("Declared invalid"), ("宣告无效", "无效", "全部无效")),
    Option("transferred", N_("Transferred"), ("转让", "已转让", "转出")),
    Option("entered", N_("Went on in national applications"), ("进入国家阶段", "已进入国家阶段")),
    Option("other", N_("Another way"), ("其他", "其它")),
)

UNASSESSED: Final = frozenset({"trademark"})
CLOSED: Final = frozenset({"defence", "secret"})
_PATENT: Final = frozenset({"file-cn", "file-pct"})
_ABROAD: Final = frozenset({"file-pct"})
_REGISTERED: Final = frozenset({"register"})
OUTCOMES_OF: Final[Mapping[str, frozenset[str]]] = {
    "invention": _PATENT,
    "utility-model": _PATENT,
    "design": _PATENT,
    "pct": _ABROAD,
    "foreign": _ABROAD,
    "defence": frozenset({"defence-patent"}),
    "secret": frozenset({"secret-patent"}),
    "software": _REGISTERED,
    "layout": _REGISTERED,
    "variety": _REGISTERED,
}
FILING_OUTCOMES: Final = frozenset[str]().union(*OUTCOMES_OF.values())
