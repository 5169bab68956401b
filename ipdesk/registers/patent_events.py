"""The events of a right as a ledger may call them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from ipdesk.model.kinds import Option
from ipdesk.rules.deadline_events import ABROAD, KEEPING, PROSECUTION, USE

# Further words for them; the label in the reader's language is known anyway.
ALIASES: Final[Mapping[str, tuple[str, ...]]] = {
    "acceptance": ("专利申请受理通知书", "受理"),
    "filing-fee-paid": ("缴纳申请费",),
    "published": ("公布", "公开", "发明专利申请公布", "初审公告"),
    "exam-requested": ("实质审查请求", "实审请求", "请求实质审查"),
    "exam-entered": ("进入实质审查阶段通知书", "实质审查生效", "进入实审", "实审生效", "实审", "实质审查"),
    "first-action": ("第一次审查意见通知书", "一通"),
    "office-action": (
        "审查意见通知书",
        "第二次审查意见通知书",
        "第三次审查意见通知书",
        "二通",
        "再次审查意见",
    ),
    "correction-notice": ("补正通知书",),
    "response": ("答复审查意见", "意见陈述书", "意见陈述", "答复"),
    "extension": ("延长期限审批通知书", "延期"),
    "refused": ("驳回决定", "驳回"),
    "reexam-requested": ("复审请求", "请求复审"),
    "reexam-decision": ("复审决定", "复审请求审查决定"),
    "grant-notice": ("授予专利权通知书", "办理登记手续通知书", "授权通知"),
    "formalities": ("办理登记手续", "缴纳登记费"),
    "fee-paid": ("缴纳年费", "年费缴纳", "缴年费", "续展费"),
    "fee-notice": ("缴费通知书", "欠费通知"),
    "withdrawal-notice": ("视为撤回通知书", "视为放弃取得专利权通知书", "权利丧失通知"),
    "lapse-notice": ("专利权终止通知书", "终止"),
    "restored": ("权利恢复", "恢复权利请求审批通知书"),
    "licence": ("实施许可", "许可合同生效", "许可"),
    "licence-recorded": ("许可合同备案", "备案", "专利实施许可合同备案"),
    "transferred": ("转让", "转让合同"),
    "transfer-recorded": ("转让登记", "著录项目变更", "权利转移"),
    "open-licence": ("开放许可声明", "开放许可"),
    "implemented": ("实施", "自行实施", "产业化实施"),
    "pledged": ("质押", "质押登记"),
    "posted": ("平台发布", "挂牌", "国家平台发布"),
    "entrusted": ("委托运营",),
    "kept-for-reason": ("未实施正当理由", "正当理由"),
    "award-paid": ("发放奖金", "奖励发放", "授权奖励"),
    "secrecy-requested": ("保密审查请求", "向外国申请专利保密审查请求"),
    "secrecy-notice": ("保密审查意见通知书", "向外国申请专利保密审查意见通知书"),
    "secrecy-decision": ("保密审查决定", "向外国申请专利保密审查决定"),
    "entered": ("进入国家阶段",),
    "renewed": ("商标续展", "期满续展"),
    "priority-documents": (
        "优先权文件",
        "提交优先权副本",
    ),
    "priority-restored": ("优先权恢复请求",),
    "shown": (
        "申请前公开",
        "不丧失新颖性公开",
    ),
    "grace-evidence": ("宽限期证明文件",),
    "deposited": ("生物材料保藏",),
    "deposit-certificate": ("保藏及存活证明",),
    "overpaid": ("多缴费用", "重缴费用"),
    "refund-requested": ("请求退款", "退款请求"),
    "report-issued": ("评价报告作出",),
    "amended": ("主动补正",),
    "sued": (
        "行政诉讼",
        "起诉",
    ),
    "twin-filed": ("同日实用新型",),
    "twin-notice": ("放弃实用新型通知",),
    "twin-given-up": ("放弃实用新型声明",),
    "divided": ("提出分案",),
    "hindrance-ended": ("障碍消除",),
    "restore-requested": ("恢复权利请求",),
    "suspended": ("中止程序",),
    "suspension-extended": ("延长中止",),
    "retracted": (
        "撤回申请",
        "主动撤回",
    ),
    "filed-abroad": (
        "向外国申请",
        "境外申请已提交",
    ),
    "entry-translation": ("国家阶段译文",),
    "entry-priority-fee": ("优先权要求费",),
    "term-compensation": (
        "专利权期限补偿请求",
        "期限补偿",
    ),
    "marketing-approved": ("新药上市许可",),
    "report-requested": (
        "专利权评价报告",
        "评价报告",
    ),
    "invalidity-requested": (
        "无效宣告请求",
        "请求无效",
    ),
    "invalidity-served": ("无效宣告请求受理通知书",),
    "invalidity-grounds": ("增加无效宣告理由",),
    "invalidity-decision": (
        "无效宣告请求审查决定",
        "无效决定",
    ),
    "opposed": ("异议",),
    "infringement-known": ("发现侵权",),
    "open-licence-ended": ("撤回开放许可声明",),
    "equity": (
        "作价入股",
        "作价",
    ),
    "pledge-ended": (
        "质押注销",
        "解除质押",
    ),
    "abandon-review": ("放弃评估",),
    "licence-ended": ("许可终止", "许可合同解除", "许可到期"),
    "consented": ("共有人同意", "质权人同意"),
    "outbound-reviewed": ("对外转让审查", "技术出口审查", "技术出口登记"),
    "authority-approved": ("项目主管部门批准", "主管部门同意"),
    "price-published": ("定价公示",),
    "price-confirmed": ("公示无异议",),
    "remuneration-paid": (
        "支付报酬",
        "发放报酬",
    ),
    "first-used": ("首次商业使用",),
    "created": (
        "创作完成",
        "开发完成",
    ),
    "first-published": ("首次公开发表",),
    "cooperation-ended": ("合作终止",),
    "cooperation-reported": ("合作报告",),
}
EVENT_OPTIONS: Final = tuple(
    Option(code, label, ALIASES[code])
    for group in (PROSECUTION, ABROAD, KEEPING, USE)
    for code, label in group.items()
)
