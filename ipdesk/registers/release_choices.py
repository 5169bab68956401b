"""The choices of a release: right, consideration, who bears the costs, consents, answers, first refusal."""

from __future__ import annotations

from typing import Final

from ipdesk.model.kinds import Option
from ipdesk.model.text import N_

RIGHTS: Final = (
    Option("apply", N_("Right to apply for a patent"), ("专利申请权", "申请专利的权利")),
    Option("patent", N_("Patent right"), ("专利权",)),
)
CONSIDERATIONS: Final = (
    Option("free", N_("Free of charge"), ("无偿", "免费")),
    Option("price", N_("A price"), ("有偿", "一次性价款", "价款")),
    Option("income", N_("A share of the income"), ("收益分成", "按收益比例", "分成")),
)
BEARERS: Final = (
    Option("transferee", N_("The transferee"), ("受让人", "乙方", "发明人")),
    Option("laboratory", N_("The laboratory"), ("本单位", "甲方", "单位")),
    Option("shared", N_("Both, as agreed"), ("共同负担", "双方分担")),
)
CONSENTS: Final = (
    Option("open", N_("Not yet on record"), ("待办", "未取得", "未办理")),
    Option("not-needed", N_("Not needed"), ("不需要", "不适用", "无需")),
    Option("obtained", N_("On record"), ("已取得", "已同意", "已办理", "通过")),
)
ANSWERS: Final = (
    Option("takes", N_("Wishes to take the right"), ("受让", "愿意受让", "申请受让")),
    Option("declines", N_("Does not wish to take it"), ("不受让", "放弃受让", "不申请")),
)
FIRST_REFUSALS: Final = (
    Option("open", N_("Not settled"), ("未处理", "待定")),
    Option("all", N_("All inventors take the right"), ("全体发明人受让", "全体受让")),
    Option("waived", N_("Waived in writing by the others"), ("书面放弃", "其他发明人书面放弃")),
    Option("lapsed", N_("Not used within the notice period"), ("逾期未主张", "告知期内未行使")),
)
