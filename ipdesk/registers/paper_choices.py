"""The choices of the review before publication; kinds, verdicts and answers in the words of the practice."""

from __future__ import annotations

from typing import Final

from ipdesk.model.kinds import Option
from ipdesk.model.text import N_

KINDS: Final = (
    Option("journal", N_("Journal paper"), ("期刊", "期刊论文", "学术期刊")),
    Option("conference", N_("Conference paper or talk"), ("会议", "会议论文", "会议报告")),
    Option("thesis", N_("Thesis"), ("学位论文", "毕业论文")),
    Option("preprint", N_("Preprint"), ("预印本",)),
    Option("poster", N_("Poster or slides"), ("海报/PPT", "海报", "PPT", "报告PPT")),
    Option("media", N_("News or social media"), ("新闻/公众号", "新闻", "公众号", "网站")),
    Option("release", N_("Software or data release"), ("软件/数据发布", "数据发布", "代码开源", "开源发布")),
    Option("exhibition", N_("Exhibition"), ("展览", "展会")),
    Option("standard", N_("Standard proposal"), ("标准提案",)),
    Option("exchange", N_("Exchange with outsiders"), ("对外交流", "学术交流", "参观交流")),
)
# Kinds whose place decides whether a case of Patent Law Art. 24 may be thought of; the others are covered by none.
EXCEPTIONAL: Final = frozenset({"conference", "poster", "exhibition"})
STANDINGS: Final = (
    Option("ours", N_("Ours"), ("本单位", "本所", "本院")),
    Option("joint", N_("Of a partner unit"), ("合作单位", "联合单位", "外单位")),
    Option("foreign", N_("From abroad"), ("境外", "境外人员", "外籍")),
    Option("student", N_("Student"), ("学生", "研究生")),
)
ROLES: Final = (
    Option("paper", N_("Text of the paper"), ("正文", "论文", "稿件")),
    Option("supplement", N_("Supplement"), ("补充材料", "附件")),
    Option("code", N_("Code"), ("代码", "程序")),
    Option("data", N_("Data"), ("数据", "数据集")),
    Option("slides", N_("Slides"), ("幻灯片", "PPT", "报告")),
    Option("cover", N_("Cover letter"), ("投稿信", "封面")),
)
CHANGED: Final = "changed"  # settles only what the check finds no more
HANDLINGS: Final = (
    Option("accepted", N_("Risk accepted"), ("接受风险", "风险可接受")),
    Option(CHANGED, N_("Changed in the manuscript"), ("已修改", "修改")),
    Option("waits", N_("Waits for a filing"), ("待申请", "等待申请")),
    Option("not-this", N_("Not what it was taken for"), ("误报", "不属于")),
)
STEPS: Final = (
    Option("author", N_("First or corresponding author"), ("第一作者", "通讯作者", "作者")),
    Option("project-leader", N_("Project leader"), ("项目负责人", "课题负责人")),
    Option("unit-head", N_("Head of unit"), ("部门负责人", "研究室主任")),
    Option("ip-officer", N_("IP officer"), ("知识产权专员", "专员")),
    Option("secrecy-office", N_("Secrecy office"), ("保密办", "保密办公室", "定密责任人")),
    Option("foreign-affairs", N_("Foreign affairs office"), ("外事", "外事部门", "国际合作")),
    Option("graduate-office", N_("Graduate office"), ("研究生部", "研究生院", "研究生管理部门")),
    Option("data-office", N_("Data management"), ("数据管理", "数据管理部门")),
    Option("publicity", N_("Publicity office"), ("宣传", "宣传部门")),
    Option("unit-leader", N_("Leader of the laboratory"), ("单位领导", "所领导", "主管领导")),
)
OPINIONS: Final = (
    Option("agree", N_("Agrees"), ("同意", "同意公开")),
    Option("agree-after-change", N_("Agrees after changes"), ("修改后同意",)),
    Option("disagree", N_("Does not agree"), ("不同意",)),
)
VERDICTS: Final = (
    Option("approve", N_("Approved for publication"), ("同意公开", "同意发表", "通过")),
    Option("approve-after-change", N_("Approved after changes"), ("修改后公开", "修改后发表")),
    Option("defer-until-filed", N_("First the filing, then publication"), ("先申请后发表", "待申请后公开")),
    Option("defer-until", N_("Put off to a day or an approval"), ("暂缓", "暂缓公开", "延期公开")),
    Option("limited", N_("For a limited circle only"), ("限定范围", "限内部", "内部交流")),
    Option("reject", N_("Not to be published"), ("不得公开", "不同意公开")),
    Option("return", N_("Sent back for completion"), ("退回补正", "补材料", "退回")),
    Option("escalate", N_("Put before the higher authority"), ("报上级", "报定密机关")),
)
# The state that each verdict leads to.
LEADS_TO: Final = {
    "approve": "approved",
    "approve-after-change": "to-change",
    "defer-until-filed": "deferred",
    "defer-until": "deferred",
    "limited": "limited",
    "reject": "rejected",
    "return": "returned",
    "escalate": "escalated",
}
RELEASING: Final = ("approve", "limited")  # verdicts by which something may go out as it is
