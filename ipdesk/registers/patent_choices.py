"""The choices of patents and applications, and which outcome of an assessment lets which kind of right be filed."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from ipdesk.model.kinds import Option
from ipdesk.model.text import N_
from ipdesk.registers.assessment_choices import COSTS, PAYERS
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
EXAM_MODES: Final = (
    Option("priority", N_("Priority examination"), ("优先审查", "优先")),
    Option("collective", N_("Collective examination"), ("集中审查", "集中")),
    Option("deferred", N_("Deferred examination"), ("延迟审查", "延迟")),
)
EXAM_DECISIONS: Final = (
    Option("granted", N_("Allowed"), ("同意", "准予", "通过")),
    Option("refused", N_("Not allowed"), ("不同意", "不予", "未通过")),
)
VALUE_GRADES: Final = (
    Option("core", N_("Core"), ("核心", "A", "一级")),
    Option("important", N_("Important"), ("重要", "B", "二级")),
    Option("ordinary", N_("Ordinary"), ("一般", "普通", "C", "三级")),
)
# The five kinds of invention patent that CNIPA counts as of high value.
HIGH_VALUE: Final = (
    Option("strategic", N_("Strategic emerging industry"), ("战略性新兴产业", "战新产业")),
    Option("family", N_("Foreign patents in the family"), ("海外同族", "海外有同族专利权")),
    Option("kept", N_("Kept for more than ten years"), ("维持年限超过10年", "维持十年以上")),
    Option("pledged", N_("Pledged for a loan"), ("质押融资", "实现较高质押融资金额")),
    Option(
        "award", N_("National science award or China patent award"), ("国家科学技术奖或中国专利奖", "获奖")
    ),
)
REVIEW_DECISIONS: Final = (
    Option("cleared", N_("May be filed abroad"), ("通过", "可以向外国申请", "准予")),
    Option("barred", N_("Must not be filed abroad"), ("未通过", "不得向外国申请", "不予")),
    Option("exempt", N_("Exempt: a design"), ("无需审查", "外观设计豁免", "豁免")),
    Option("made-abroad", N_("Made outside China"), ("境外完成", "非中国完成")),
)
LICENCES: Final = (
    Option("exclusive", N_("Exclusive licence"), ("独占", "独占许可", "独占实施许可")),
    Option("sole", N_("Sole licence"), ("排他", "排他许可", "排他实施许可")),
    Option("plain", N_("Plain licence"), ("普通", "普通许可", "普通实施许可")),
    Option("sublicence", N_("Sublicence"), ("分许可", "再许可")),
    Option("cross", N_("Cross licence"), ("交叉许可",)),
)
# "All costs" is a matter of terms; what was paid is something particular.
RIGHT_COSTS: Final = (
    *(each for each in COSTS if each.code not in ("all", "other")),
    Option("search", N_("Search and evaluation report"), ("检索费", "评价报告费", "检索")),
    Option("litigation", N_("Disputes and litigation"), ("诉讼费", "无效及诉讼", "维权费")),
    *(each for each in COSTS if each.code == "other"),
)
COST_PAYERS: Final = (
    *(each for each in PAYERS if each.code == "laboratory"),
    Option("unit", N_("Unit that made it"), ("部门", "课题组", "团队")),
    *(each for each in PAYERS if each.code != "laboratory"),
)
APPLICANT_ROLES: Final = (
    Option("first", N_("First applicant"), ("第一申请人", "第一权利人", "主申请人")),
    Option("joint", N_("Joint applicant"), ("共同申请人", "共有人", "联合申请人")),
)
END_REASONS: Final = (
    Option(
        "expired",
        N_("Term expired"),
        ("期满", "期限届满", "届满终止", "期满终止", "届满", "专利权有效期届满", "期限届满专利权失效"),
    ),
    Option(
        "unpaid",
        N_("Fee not paid"),
        (
            "未缴年费",
            "未缴费",
            "未缴年费终止",
            "欠费终止",
            "未缴费终止",
            "未缴年费终止失效",
            "未缴年费专利权终止",
        ),
    ),
    Option(
        "abandoned",
        N_("Given up"),
        ("放弃", "主动放弃", "声明放弃", "避免重授放弃", "避免重复授权放弃专利权", "视为放弃"),
    ),
    Option("refused", N_("Refused by the office"), ("驳回", "被驳回", "驳回失效", "公布后的驳回")),
    Option(
        "retracted",
        N_("Application withdrawn"),
        ("撤回", "主动撤回", "申请撤回", "主动撤回失效", "公布后的撤回"),
    ),
    Option(
        "deemed-withdrawn",
        N_("Deemed withdrawn"),
        ("视为撤回", "视撤", "视撤失效", "逾期视撤", "逾期视撤失效", "公布后的视为撤回"),
    ),
    Option("invalid", N_("Declared invalid"), ("宣告无效", "无效", "全部无效", "专利权全部无效")),
    Option("transferred", N_("Transferred"), ("转让", "已转让", "转出")),
    Option("entered", N_("Went on in national applications"), ("进入国家阶段", "已进入国家阶段")),
    Option("other", N_("Another way"), ("其他", "其它")),
)

# Kinds that the Chinese office grants as patents, to which the numbers and duties of such rights belong.
PATENTED: Final = frozenset({"invention", "utility-model", "design"})
UNASSESSED: Final = frozenset({"trademark"})
CLOSED: Final = frozenset({"defence", "secret"})
# Of a defence patent its number is kept and what was paid, and nothing that tells what it is about.
NOT_OF_DEFENCE: Final = (
    *("parents", "priorities", "examinations", "publication_number", "published_on", "high_value"),
    *("agency_scores", "review_requested_on", "review_decision", "review_decided_on", "review_by"),
    "review_number",
)
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
