"""What an assessment before filing offers to choose: the outcomes that checklists propose and people decide, and others."""

from __future__ import annotations

from typing import Final

from ipdesk.model.kinds import Option
from ipdesk.model.text import N_

OUTCOMES: Final = (
    Option("file-cn", N_("File a patent in China"), ("申请中国专利",)),
    Option("file-pct", N_("File in China, then PCT"), ("中国申请后进入PCT",)),
    Option("defence-patent", N_("Defence patent"), ("国防专利",)),
    Option("secret-patent", N_("Secret patent"), ("保密专利",)),
    Option("technical-secret", N_("Keep as a technical secret"), ("技术秘密保护",)),
    Option("publish", N_("Defensive publication"), ("防御性公开",)),
    Option("register", N_("Register software, layout or variety"), ("登记",)),
    Option("release", N_("Release to the inventor"), ("放弃并由发明人申请",)),
    Option("supplement", N_("Return for a supplement"), ("退回补充",)),
    Option("none", N_("No protection"), ("不予保护",)),
)

APPLYING: Final = frozenset({"file-cn", "file-pct", "defence-patent", "secret-patent"})  # for a patent
OPEN: Final = frozenset(
    {"file-cn", "file-pct", "publish", "register", "release"}
)  # what is classified may not go there
# What may be decided though a gate is shut: nothing leaves by it and nothing is given up for good.
HOLDING: Final = frozenset({"supplement", "none"})
STEPS: Final = (
    Option("classifier", N_("Classification officer"), ("定密责任人",)),
    Option("unit-head", N_("Head of unit"), ("部门负责人", "单位负责人")),
    Option("ip-leader", N_("Leader in charge of IP"), ("分管领导", "知识产权负责人")),
    Option("committee", N_("IP committee"), ("委员会", "知识产权委员会")),
)
OPINIONS: Final = (
    Option("agree", N_("Agrees"), ("同意",)),
    Option("disagree", N_("Does not agree"), ("不同意",)),
)
FIELDS: Final = (
    Option("technical", N_("Technical"), ("技术",)),
    Option("legal", N_("Legal"), ("法律",)),
    Option("market", N_("Market"), ("市场",)),
    Option("other", N_("Other field"), ("其他", "其它")),
)
INTERESTS: Final = (
    Option("none", N_("No conflict of interest"), ("无利益冲突", "无")),
    Option("has", N_("Conflict of interest: stands back"), ("有利益冲突", "有", "回避")),
)
COSTS: Final = (
    Option("all", N_("All costs"), ("全部费用", "全部")),
    Option("filing", N_("Filing and examination"), ("申请费", "申请及审查费")),
    Option("maintenance", N_("Annual fees"), ("年费", "维持费")),
    Option("agency", N_("Agency"), ("代理费",)),
    Option("abroad", N_("Abroad"), ("国外费用", "海外费用")),
    Option("other", N_("Other costs"), ("其他", "其它")),
)
PAYERS: Final = (
    Option("laboratory", N_("Laboratory"), ("本单位", "单位")),
    Option("researcher", N_("Researcher"), ("科研人员", "发明人", "完成人", "个人")),
    Option("co-owner", N_("Co-owner"), ("共有人", "合作单位")),
    Option("partner", N_("Licensee or investor"), ("被许可人", "投资方", "受让方")),
    Option("other", N_("Another payer"), ("其他", "其它")),
)
FUNDS: Final = (
    Option("fiscal", N_("Fiscal funds"), ("财政资金", "财政", "财政经费")),
    Option("operating", N_("IP operating fund"), ("知识产权运营基金", "运营基金")),
    Option("own", N_("Own income of the laboratory"), ("单位自有资金", "自有资金", "自筹")),
    Option("contract", N_("Contract funds"), ("横向经费", "合同经费")),
    Option("private", N_("Private money"), ("个人资金", "个人")),
    Option("partner", N_("Money of the partner"), ("合作方资金", "合作方")),
)
SHARERS: Final = (
    Option("contributors", N_("Contributors"), ("完成人", "发明人", "科研人员")),
    Option("transfer-staff", N_("Those who brought it into use"), ("转化人员", "转化贡献人员")),
    Option("laboratory", N_("Laboratory"), ("本单位", "单位")),
    Option("unit", N_("Unit that made it"), ("部门", "课题组", "团队")),
    Option("co-owner", N_("Co-owner"), ("共有人", "合作单位")),
    Option("other", N_("Another party"), ("其他", "其它")),
)
